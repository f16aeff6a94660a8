"""What one page shows of the habits of its corpus. Pure: a text in, what was seen out; the counting is elsewhere."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from cnlint.characters import is_han
from cnlint.detectors.learned import line_key
from cnlint.detectors.lexicon import doubled_character
from cnlint.detectors.words import is_word
from cnlint.document import Document
from cnlint.lazy import lazy
from cnlint.structure import forms
from cnlint.structure.forms import MARKDOWN, SURNAMES
from cnlint.structure.model import HEADING_ROLES, PICTURE_ROLES, Piece, Role, Structure
from cnlint.structure.snapshot import Snapshot

# What repeats by its nature, or has a form of its own by which it is known: none of it is learned as furniture.
_NEVER_FURNITURE: Final = PICTURE_ROLES | {Role.DATELINE, Role.VERSE, Role.TABLE, Role.LIST, Role.JUMP}
_BYLINES: Final = (forms.BYLINE.search, forms.BYLINE_SIGN.search, forms.is_names, forms.is_names_glued)
_FINAL: Final = "。！？；…"
# Names in bylines stand between these, and behind the word for what their bearers do.
_NAME: Final = lazy(r"[\u3400-\u9fff]+")
_OFFICE: Final = lazy(r"^.*(?:记者|記者|通讯员|通訊員|作者|特派员|特派員|撰文|摄影|攝影|编译|編譯)|(?:文|图|圖|摄|攝)$")
# What is quoted and short is a title or a term: 《…》, “…”, 「…」 of two to eight Han characters.
_QUOTED: Final = lazy(r"[《“「『]([\u3400-\u9fff]{2,8})[》”」』]")
# 高高低低, 浮浮沉沉: both halves doubled, and not the same character four times.
_AABB: Final = lazy(r"([\u4e00-\u9fff])\1(?!\1)([\u4e00-\u9fff])\2")
_HALF_COMMA: Final = lazy(r"(?<=[\u3400-\u9fff]),(?=[\u3400-\u9fff])")
_FULL_COMMA: Final = lazy(r"(?<=[\u3400-\u9fff])，(?=[\u3400-\u9fff])")


class Line(NamedTuple):
    """A line that may be furniture."""

    key: str  # what makes it the same as others
    words: str
    kind: str  # what it would be: head, imprint or filler


class Observed(NamedTuple):
    """What a page shows."""

    lines: tuple[Line, ...]  # each key once
    names: frozenset[str]
    quoted: frozenset[str]
    doubled: tuple[str, ...]  # a doubled character with its neighbours, as often as it stands there
    reduplications: tuple[str, ...]
    habits: Counter[tuple[str, str]]  # (habit, its value) -> times


def observe(document: Document) -> Observed:
    """What a page shows of the habits of its corpus."""
    snapshot = Snapshot(document)
    structure, text = snapshot.structure, document.text
    return Observed(
        lines=tuple(repeatable(structure)),
        names=frozenset(_names(structure, text)),
        quoted=frozenset(_quoted(text)),
        doubled=tuple(_doubled(snapshot)),
        reduplications=tuple(found.group() for found in _AABB.finditer(text)),
        habits=Counter(_habits(structure, text)),
    )


def repeatable(structure: Structure) -> Iterator[Line]:
    """The lines of a page that are furniture if they stand on enough others, each key once."""
    seen = set()
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        key = line_key(piece.text) if role not in _NEVER_FURNITURE else ""
        if key and key not in seen and not _has_own_form(key, piece.text, role):
            seen.add(key)
            yield Line(key, MARKDOWN.sub("", piece.text), _kind(piece, role))


def _has_own_form(key: str, text: str, role: Role) -> bool:
    """Dates, folios and bylines, known by their form; and whole sentences of the text, which furniture seldom is."""
    if forms.DATE.fullmatch(key) or forms.FOLIO.fullmatch(key):
        return True
    if role is Role.BYLINE:  # a running head looks like one by its length and place
        return any(test(text) for test in _BYLINES)
    return role is Role.BODY and key[-1] in _FINAL


def _kind(piece: Piece, role: Role) -> str:
    if role is Role.EDITOR or any(form.search(piece.text) for form in (forms.EDITOR, forms.ADDRESS, forms.PHONE)):
        return "imprint"
    return "filler" if role is Role.FILLER else "head"


def _names(structure: Structure, text: str) -> Iterator[str]:
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        if role is Role.BYLINE:
            for word in _NAME.findall(text, piece.start, piece.end):
                name = _OFFICE.sub("", word)
                # Two to three characters; longer ones are bodies (学生记者团) more often than persons.
                if len(name) in (2, 3) and name[0] in SURNAMES:
                    yield name


def _quoted(text: str) -> Iterator[str]:
    """Titles and terms; words that every text uses are quoted for other reasons (“我们”)."""
    return (word for found in _QUOTED.finditer(text) if not is_word(word := found.group(1)))


def _doubled(snapshot: Snapshot) -> Iterator[str]:
    """What would be told as doubled, with the Han characters beside it: on the left, on the right, on both sides."""
    text = snapshot.text
    for match in doubled_character(snapshot, {}):
        pair = text[match.start : match.end]
        left, right = _han(text[: match.start][-1:]), _han(text[match.end : match.end + 1])
        yield from {form for form in (left + pair, pair + right, left + pair + right) if form != pair}


def _han(char: str) -> str:
    return char if char and is_han(char) else ""


def _habits(structure: Structure, text: str) -> Iterator[tuple[str, str]]:
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        if role is Role.BODY:
            yield "indent", str(piece.indent)
        elif role in HEADING_ROLES:
            found = MARKDOWN.match(text[piece.start : piece.end])
            yield "headlines", found.group().strip() if found else "unmarked"
    for _ in _HALF_COMMA.finditer(text):
        yield "marks", "half"
    for _ in _FULL_COMMA.finditer(text):
        yield "marks", "full"
