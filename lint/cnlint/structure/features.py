"""What the role model sees of each piece: names of the properties that hold, for itself and its neighbours."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
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
_FORMS: Final[Sequence[tuple[str, forms.Form | Callable[[str], object]]]] = (
    ("byline", forms.BYLINE), ("reporter", forms.BYLINE_SIGN), ("names", forms.is_names),
    ("glued", forms.is_names_glued), ("dateline", forms.DATELINE), ("credit-end", forms.CREDIT_END),
    ("credit", forms.CREDIT_WHOLE), ("credit-tail", forms.CREDIT_TAIL), ("credit-named", forms.CREDIT_NAMED),
    ("picture", forms.PICTURE_START), ("jump", forms.JUMP), ("folio", forms.FOLIO), ("date", forms.DATE),
    ("weekday", forms.WEEKDAY), ("masthead", forms.MASTHEAD), ("editor", forms.EDITOR), ("address", forms.ADDRESS),
    ("phone", forms.PHONE), ("bullet", forms.BULLET), ("slogan", forms.is_slogan),
    ("organisation", forms.ORGANISATION), ("organisation-whole", forms.ORGANISATION.fullmatch),
)  # fmt: skip
# What a line of each form cannot lack, and the test for the form.
_TESTS: Final = tuple(
    (name, form.needs, form.search) if isinstance(form, forms.Form) else (name, frozenset[str](), form)
    for name, form in _FORMS
)
# Forms are looked for in short lines only: folios, credits and address lines are shorter, running text longer.
_FORM_LENGTH: Final = 70
# Own properties that a neighbour is told of.
_SHARED: Final = frozenset({
    "byline", "reporter", "names", "glued", "dateline", "credit-end", "credit-named", "credit", "picture", "jump",
    "folio", "date", "editor", "bullet", "slogan", "heading-mark", "organisation",
})  # fmt: skip
# The beginnings of further ones, and of those that only the pieces beside are told of.
_TOLD: Final = ("end-len=", "heading-mark")
_TOLD_BESIDE: Final = (*_TOLD, "len=", "end=", "blank=", "finals=", "indent=")


def length_class(length: int) -> int:
    """The class of a length in characters, 0 for the shortest."""
    return bisect_left(_LENGTHS, length)


_EVERY_CLOSER: Final = "".join(CLOSERS)


def end_class(text: str) -> str:
    """How a line ends: final, closed (final mark inside closing marks), colon, pause, closer, or its script."""
    last = text[-1:]
    if last in FINAL_MARKS:
        return "final"
    if last in CLOSERS:
        return "closed" if text.rstrip(_EVERY_CLOSER)[-1:] in FINAL_MARKS else "closer"
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


_DIGITS: Final = "0123456789０１２３４５６７８９"


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
        names.extend(_forms_of(spaced, text))
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
    digits = sum(map(text.count, _DIGITS))
    if digits:
        names.append("digits=many" if 3 * digits > size else "digits=some")
    if not any(map(is_han, text)):
        names.append("no-han")
    names.append(f"indent={min(piece.indent, 5)}")
    names.append(f"blank={min(piece.blank_before, 4)}")
    return names


def _forms_of(raw: str, folded: str) -> Iterator[str]:
    """The forms that a line has as it stands or as it is folded."""
    chars = {*raw, *folded}
    for name, needs, found in _TESTS:
        if (not needs or not needs.isdisjoint(chars)) and (found(raw) or (raw != folded and found(folded))):
            yield name


# The one feature of running text that needs no weighing: long, with sentences and pauses inside.
PLAIN: Final = ("plain",)


def features(pieces: Sequence[Piece], raws: Sequence[str], layout: Layout, language: Language) -> list[Sequence[str]]:
    """The feature names of every piece, in order. `raws` are the pieces' characters as they stand in the document."""
    owns = _Owns(pieces, raws)
    measure = measure_of(pieces) if layout is Layout.WRAPPED else 0
    seen = _Repeats(pieces)
    bond = cache(partial(_bond, pieces, language))
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
        names.extend(_bonds(pieces, index, bond))
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


# A byline follows its headline within this many lines (a deck or two between), in one of these forms.
_BYLINE_REACH: Final = 4
_BYLINE_FORMS: Final = frozenset({"byline", "names", "glued"})


class _Owns:
    """The pieces' own properties, each computed once and only for pieces that are weighed and their neighbours."""

    def __init__(self, pieces: Sequence[Piece], raws: Sequence[str]) -> None:
        self._pieces = pieces
        self._raws = raws
        self._known: dict[int, list[str]] = {}
        self._told: dict[int, tuple[list[str], list[str]]] = {}

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
            beside, far = self._told_of(at)
            for name in beside if abs(step) == 1 else far:
                yield f"{step}:{name}"

    def _told_of(self, index: int) -> tuple[list[str], list[str]]:
        """What the pieces beside a piece are told of it, and what those one further are."""
        told = self._told.get(index)
        if told is None:
            names = self.of(index)
            beside = [name for name in names if name in _SHARED or name.startswith(_TOLD_BESIDE)]
            far = [name for name in beside if name in _SHARED or name.startswith(_TOLD)]
            told = self._told[index] = (beside, far)
        return told


def _bond(pieces: Sequence[Piece], language: Language, left: int, right: int) -> str:
    score = language.runs_on(pieces[left].text, pieces[right].text)
    return "on" if score > _RUNS_ON else "off" if score < _BREAKS_OFF else "open"


def _bonds(pieces: Sequence[Piece], index: int, bond: Callable[[int, int], str]) -> list[str]:
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
        level = bond(left, right)
        names.append(f"{name}={level}")
        names.append(f"{name}={level},{ending},{'long' if len(text) > 35 else 'short'}")  # 35: past any headline line
    return names


# A text that stands twice does so within this many pieces (itself, a caption, its credit, a blank slot), and is at
# least this long (characters): shorter repeats are answers and refrains.
_DOUBLED_REACH, _DOUBLED_LENGTH = 4, 12


def _doubled(pieces: Sequence[Piece]) -> dict[int, list[str]]:
    """The pieces that stand twice within a few pieces, and those between the two copies."""
    found, latest = dict[int, list[str]](), dict[str, int]()
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

    _SIZE: Final = 6  # characters: six in a row are seldom equal by chance, and OCR leaves most runs of six whole

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._earlier: set[str] = set()
        self._grams: set[str] = set()  # of the earlier pieces
        self._upto = 0

    def of(self, index: int) -> list[str]:
        text = self._pieces[index].text
        if not 4 <= len(text) <= _FORM_LENGTH:
            return []
        for piece in self._pieces[self._upto : index]:
            self._earlier.add(piece.text)
            self._grams.update(self._grams_of(piece.text))
        self._upto = index
        names = ["repeats=whole"] if text in self._earlier else []
        grams = self._grams_of(text)
        if grams:
            share = sum(map(self._grams.__contains__, grams)) / len(grams)
            if share > 0.3:
                names.append("repeats=most" if share > 0.7 else "repeats=some")
        return names

    def _grams_of(self, text: str) -> list[str]:
        return [text[at : at + self._SIZE] for at in range(len(text) - self._SIZE + 1)]
