"""Single characters that have no place in a newspaper's text: invisible, doubled by Unicode, unknown, odd blanks."""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.characters import CONTROLS, FINAL_MARKS, INVISIBLE, JOINERS
from cnlint.codes import CharTable
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.lookalikes import LOOKALIKES
from cnlint.structure.model import Role
from cnlint.structure.snapshot import Snapshot


def _class_of(chars: frozenset[str]) -> str:
    """A regular expression's class of the characters, runs of code points as ranges."""
    codes = sorted(map(ord, chars))
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges) + "]"


_PRINTS_NOTHING: Final = lazy(_class_of(INVISIBLE) + "+")
# Scripts whose letters need joiners or a vowel separator (Arabic and its kin, the Indic scripts, Khmer, Mongolian),
# and emoji, which zero width joiners make into one. A neighbour from here keeps them.
_JOINING: Final = lazy(
    r"[\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
    r"\u200d\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
)
# Hebrew and the Arabic scripts run right to left: marks of direction belong to a line that holds such letters.
_RIGHT_TO_LEFT: Final = lazy(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTIONS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SCRIPT_MARKS: Final = JOINERS | {"\u180e"}
# Bytes read in the wrong encoding: a control character of the upper range beside an accented letter. What it stands
# for is not lost yet, and a rule of its own restores it.
_UPPER_CONTROLS: Final = frozenset(char for char in CONTROLS if char >= "\x80")
_ACCENTED: Final = lazy(r"[\u00a1-\u00ff]")


def invisible_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Characters that print nothing and that no script around them needs."""
    text = snapshot.text
    if snapshot.document.is_plain:
        return
    for found in _PRINTS_NOTHING.finditer(text):
        run, start, end = found.group(), found.start(), found.end()
        if _is_needed(text, run, start, end):
            continue
        params: dict[str, Value] = {"code": " ".join(f"U+{ord(char):04X}" for char in run[:3]), "count": len(run)}
        yield Match(start, end, params, edits=(Edit(start, end, run, ""),))


def _is_needed(text: str, run: str, start: int, end: int) -> bool:
    sides = text[start - 1 : start] + text[end : end + 1]
    kinds = set(run)
    if kinds <= _SCRIPT_MARKS:
        return _JOINING.search(sides) is not None
    if kinds & _UPPER_CONTROLS:
        return _ACCENTED.search(sides) is not None
    if kinds & _DIRECTIONS:
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
        return _RIGHT_TO_LEFT.search(line) is not None
    return False


_TWINNED: Final = lazy(_class_of(frozenset(LOOKALIKES)))
_TWINS: Final = CharTable(LOOKALIKES)


def radical_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Radicals and compatibility ideographs that stand for an ordinary Han character."""
    for found in _TWINNED.finditer(snapshot.text) if _TWINS.stands_in(snapshot.text) else ():
        char, at = found.group(), found.start()
        twin = LOOKALIKES[char]
        params: dict[str, Value] = {"found": char, "code": f"U+{ord(char):04X}", "wanted": twin}
        yield Match(at, at + 1, params, edits=(Edit(at, at + 1, char, twin),))


_REPLACEMENT: Final = "\ufffd"
# U+FFFD, private use, noncharacters and halves of surrogate pairs: what was there is lost.
_LOST: Final = lazy(r"[\ufffd\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff]+")


def lost_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Characters that stand for one that a decoder or font did not know."""
    if snapshot.document.is_plain and _REPLACEMENT not in snapshot.text:
        return
    for found in _LOST.finditer(snapshot.text):
        yield Match(*found.span(), {"code": f"U+{ord(found.group()[0]):04X}", "count": len(found.group())})


_WIDE: Final = r"\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff01-\uff5e"
_ODD_BLANK: Final = r"[\u00a0\u1680\u2000-\u200a\u202f\u205f]"
# Between Latin letters or figures a no-break or thin blank is good typography; beside Han, a blank or a line end not.
_ODD_BLANKS: Final = lazy(rf"(?:(?<=[{_WIDE} \t\r\n])|^){_ODD_BLANK}+|{_ODD_BLANK}+(?=[{_WIDE} \t\r\n]|\Z)")
# Full-width blanks, tabs and line separators between the characters of a line.
_INNER_BLANKS: Final = lazy(r"(?<=\S)(?:\u3000+|\t+|[\u2028\u2029]+)(?=\S)")


def odd_blank(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Blanks that are not the ordinary one: no-break and thin ones, and wide ones or tabs inside running text."""
    text = snapshot.text
    if snapshot.document.is_plain:
        if "\u3000" not in text:
            return
    else:
        for found in _ODD_BLANKS.finditer(text):
            run, start, end = found.group(), found.start(), found.end()
            yield Match(start, end, _named(run), edits=(Edit(start, end, run, " " * len(run)),))
    if _INNER_BLANKS.search(text) is None:
        return
    for piece, role in zip(snapshot.structure.pieces, snapshot.structure.roles, strict=True):
        # Headlines, bylines, lists and tables are set with such blanks; running text is not.
        if role is Role.BODY or _is_prose(text[piece.start : piece.end]):
            for found in _INNER_BLANKS.finditer(text, piece.start, piece.end):
                yield Match(*found.span(), _named(found.group()))


# A tab makes a line look like a row of a table; one with more characters than a cell has, and a final mark, is none.
_LONG: Final = 40


def _is_prose(line: str) -> bool:
    return len(line) >= _LONG and line[-1] in FINAL_MARKS and line.count("\t") == 1


def _named(run: str) -> Mapping[str, Value]:
    return {"code": f"U+{ord(run[0]):04X}", "count": len(run)}
