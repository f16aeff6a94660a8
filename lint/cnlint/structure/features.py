"""What the role model sees of each piece: names of the properties that hold, for itself and its neighbours."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, OPENERS, PAUSE_MARKS, is_digit, is_han, is_latin
from cnlint.structure import forms
from cnlint.structure.language import Language
from cnlint.structure.model import Layout, Piece
from cnlint.structure.pieces import measure_of

# Upper ends of the length classes, characters. Headlines of newspapers have 8 to 30, a column line 12 to 30.
_LENGTHS: Final = (1, 2, 4, 6, 8, 11, 15, 20, 26, 35, 50, 80, 150)
# The language score (log-odds) above which a piece plainly runs on from another, and below which it plainly does not:
# odds of ten to one either way, rounded.
_RUNS_ON, _BREAKS_OFF = 2.0, -2.0
_FORMS: Final = (
    ("byline", forms.BYLINE.search),
    ("reporter", forms.BYLINE_SIGN.search),
    ("names", forms.is_names),
    ("glued", forms.is_names_glued),
    ("dateline", forms.DATELINE.search),
    ("credit-end", forms.CREDIT_END.search),
    ("credit", forms.CREDIT_WHOLE.search),
    ("credit-tail", forms.CREDIT_TAIL.search),
    ("credit-named", forms.CREDIT_NAMED.search),
    ("picture", forms.PICTURE_START.search),
    ("jump", forms.JUMP.search),
    ("folio", forms.FOLIO.search),
    ("date", forms.DATE.search),
    ("weekday", forms.WEEKDAY.search),
    ("masthead", forms.MASTHEAD.search),
    ("editor", forms.EDITOR.search),
    ("address", forms.ADDRESS.search),
    ("phone", forms.PHONE.search),
    ("bullet", forms.BULLET.search),
    ("slogan", forms.is_slogan),
    ("organisation", forms.ORGANISATION.search),
    ("organisation-whole", forms.ORGANISATION.fullmatch),
)
# Forms are looked for in short lines only: folios, credits and address lines are shorter, running text longer.
_FORM_LENGTH: Final = 70
# Own properties that a neighbour is told of.
_SHARED: Final = frozenset(
    {
        "byline",
        "reporter",
        "names",
        "glued",
        "dateline",
        "credit-end",
        "credit-named",
        "credit",
        "picture",
        "jump",
        "folio",
        "date",
        "editor",
        "bullet",
        "slogan",
        "heading-mark",
        "organisation",
    }
)


def length_class(length: int) -> int:
    """The class of a length in characters, 0 for the shortest."""
    return sum(length > limit for limit in _LENGTHS)


def end_class(text: str) -> str:
    """How a line ends: final, closed (final mark inside closing marks), colon, pause, closer, or its script."""
    last = text[-1:]
    if last in FINAL_MARKS:
        return "final"
    if last in CLOSERS:
        return "closed" if text.rstrip("".join(CLOSERS))[-1:] in FINAL_MARKS else "closer"
    if last in COLON_MARKS:
        return "colon"
    if last in PAUSE_MARKS:
        return "pause"
    return script_class(last)


_STARTS: Final = (
    ("opener", OPENERS),
    ("closer", CLOSERS),
    ("pause", PAUSE_MARKS | COLON_MARKS),
    ("final", FINAL_MARKS),
)


def start_class(text: str) -> str:
    """How a line starts: opener, closer, pause, final, han, digit, latin, other."""
    first = text[:1]
    for name, members in _STARTS:
        if first in members:
            return name
    return script_class(first)


def script_class(char: str) -> str:
    """han, digit, latin or other."""
    if not char:
        return "other"
    return "han" if is_han(char) else "digit" if is_digit(char) else "latin" if is_latin(char) else "other"


def is_plain_body(piece: Piece) -> bool:
    """True for running text that needs no weighing: sentences end inside it and it is longer than any heading."""
    text = piece.text
    return len(text) > 80 and sum(text.count(mark) for mark in "。！？，") >= 3


def own(piece: Piece, raw: str) -> list[str]:
    """The properties of one piece by itself."""
    text = piece.text
    size = len(text)
    names = [f"len={length_class(size)}", f"end={end_class(text)}", f"start={start_class(text)}"]
    if size <= _FORM_LENGTH:
        spaced = " ".join(raw.split())
        names.extend(name for name, found in _FORMS if found(spaced) or (spaced != text and found(text)))
        if " " in spaced:
            names.append(f"blanks={min(spaced.count(' '), 3)}")
        names.append(f"end-len={end_class(text)},{length_class(size)}")
    mark = forms.MARKDOWN.match(raw)
    if mark:
        names.append("heading-mark")
        names.append(f"heading-mark={len(mark.group(1))}")
    if forms.TABLE.search(raw):
        names.append("table")
    finals = sum(text.count(mark) for mark in "。！？")
    names.append(f"finals={min(finals, 3)}")
    names.append(f"pauses={min(text.count('，') + text.count('、'), 3)}")
    if "：" in text[:8]:
        names.append("colon-early")
    if any(char in text for char in "“「《"):
        names.append("quoted")
    digits = sum(map(is_digit, text))
    if digits:
        names.append("digits=many" if 3 * digits > size else "digits=some")
    if not any(map(is_han, text)):
        names.append("no-han")
    names.append(f"indent={min(piece.indent, 5)}")
    names.append(f"blank={min(piece.blank_before, 4)}")
    return names


# The one feature of running text that needs no weighing: long, with sentences and pauses inside.
PLAIN: Final = ("plain",)


def features(pieces: Sequence[Piece], raws: Sequence[str], layout: Layout, language: Language) -> list[Sequence[str]]:
    """The feature names of every piece, in order. `raws` are the pieces' characters as they stand in the document."""
    owns = _Owns(pieces, raws)
    measure = measure_of(pieces) if layout is Layout.WRAPPED else 0
    seen = _Repeats(pieces)
    doubled = _doubled(pieces)
    indented = sum(piece.indent >= 2 for piece in pieces) * 5 > len(pieces)
    usual = Counter(piece.blank_before for piece in pieces[1:]).most_common(1)[0][0] if len(pieces) > 1 else 0
    bylines = frozenset(
        index for index, piece in enumerate(pieces) if not is_plain_body(piece) and owns.is_byline(index)
    )
    result: list[Sequence[str]] = []
    for index, piece in enumerate(pieces):
        if is_plain_body(piece):
            result.append(PLAIN)
            continue
        names = [f"layout={layout}", *owns.of(index), *owns.around(index)]
        names.append(f"after={min(pieces[index + 1].blank_before, 4) if index + 1 < len(pieces) else 'end'}")
        names.extend(_bonds(pieces, index, language))
        names.extend(seen.of(index))
        names.extend(doubled.get(index, ()))
        if index and piece.blank_before > usual + 1:
            names.append("slot")  # a wider gap than usual: what stood there was no text
            names.append(f"slot,after={min(pieces[index + 1].blank_before, 4) if index + 1 < len(pieces) else 'end'}")
        if len(bylines) > 1:
            near = any(index + step in bylines for step in range(1, _BYLINE_REACH + 1))
            names.append("bylined,near" if near else "bylined,far")
        if indented:
            names.append("indented" if piece.indent >= 2 else "flush")
        if measure:
            share = len(piece.text) / measure
            names.append(f"measure={'full' if share > 0.85 else 'most' if share > 0.6 else 'part'}")
        result.append(names)
    return result


# A byline follows its headline within this many lines: a deck or two between.
_BYLINE_REACH: Final = 4


_BYLINE_FORMS: Final = frozenset({"byline", "names", "glued"})


class _Owns:
    """The pieces' own properties, each computed once and only for pieces that are weighed and their neighbours."""

    def __init__(self, pieces: Sequence[Piece], raws: Sequence[str]) -> None:
        self._pieces = pieces
        self._raws = raws
        self._known: dict[int, list[str]] = {}

    def of(self, index: int) -> list[str]:
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = own(self._pieces[index], self._raws[index])
        return known

    def is_byline(self, index: int) -> bool:
        """Whether a line has the form of a byline; on a page that has some, headlines have theirs below them."""
        return not _BYLINE_FORMS.isdisjoint(self.of(index))

    def around(self, index: int) -> Iterator[str]:
        for step in (-2, -1, 1, 2):
            at = index + step
            if not 0 <= at < len(self._pieces):
                yield f"{step}:none"
                continue
            for name in self.of(at):
                if (
                    name in _SHARED
                    or name.startswith(("end-len=", "heading-mark"))
                    or (abs(step) == 1 and name.startswith(("len=", "end=", "blank=", "finals=", "indent=")))
                ):
                    yield f"{step}:{name}"


def _bonds(pieces: Sequence[Piece], index: int, language: Language) -> list[str]:
    """Whether the piece runs on from the one before it, into the next, and whether its neighbours run on past it."""
    names = []
    for name, left, right in (("from", index - 1, index), ("into", index, index + 1), ("past", index - 1, index + 1)):
        if left < 0 or right >= len(pieces):
            continue
        text = pieces[left].text
        ending = end_class(text)
        if ending in ("final", "closed"):
            names.append(f"{name}=finished")
            continue
        score = language.runs_on(text, pieces[right].text)
        level = "on" if score > _RUNS_ON else "off" if score < _BREAKS_OFF else "open"
        names.append(f"{name}={level}")
        names.append(f"{name}={level},{ending},{'long' if len(text) > 35 else 'short'}")  # 35: past any headline line
    return names


# A text that stands twice does so within this many pieces (itself, a caption, its credit, a blank slot), and is at
# least this long (characters): shorter repeats are answers and refrains.
_DOUBLED_REACH, _DOUBLED_LENGTH = 4, 12


def _doubled(pieces: Sequence[Piece]) -> dict[int, list[str]]:
    """The pieces that stand twice within a few pieces, and those between the two copies."""
    found: dict[int, list[str]] = {}
    latest: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if len(piece.text) < _DOUBLED_LENGTH:
            continue
        before = latest.get(piece.text)
        if before is not None and index - before <= _DOUBLED_REACH:
            found[index] = found[before] = ["doubled"]
            for inner in range(before + 1, index):
                found.setdefault(inner, ["between-copies"])
        latest[piece.text] = index
    return found


class _Repeats:
    """Whether a short piece repeats words of an earlier one: captions copy headlines, running heads repeat."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._earlier = ""
        self._upto = 0

    def of(self, index: int) -> list[str]:
        text = self._pieces[index].text
        if not 4 <= len(text) <= _FORM_LENGTH:
            return []
        if self._upto < index:
            fresh = "\n".join(piece.text for piece in self._pieces[self._upto : index])
            self._earlier = f"{self._earlier}\n{fresh}\n"
            self._upto = index
        names = ["repeats=whole"] if f"\n{text}\n" in self._earlier else []
        size = 6  # characters: six in a row are seldom equal by chance, and OCR leaves most runs of six whole
        grams = [text[at : at + size] for at in range(len(text) - size + 1)]
        if grams:
            share = sum(gram in self._earlier for gram in grams) / len(grams)
            if share > 0.3:
                names.append("repeats=most" if share > 0.7 else "repeats=some")
        return names
