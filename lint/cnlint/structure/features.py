"""What the role model sees of each piece: names of the properties that hold, for itself and its neighbours."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from cnlint.characters import PAUSE_MARKS, is_han
from cnlint.structure import forms
from cnlint.structure.language import Language
from cnlint.structure.model import Layout, Piece
from cnlint.structure.pieces import measure_of, page_text
from cnlint.structure.topics import Topics
from cnlint.structure.traits import FORM_LENGTH, Traits, end_class, traits

# The language score (log-odds) above which a piece plainly runs on from another, and below which it plainly does not:
# odds of ten to one either way, rounded.
_RUNS_ON, _BREAKS_OFF = 2.0, -2.0
# What the role model sees of a piece: names of properties, in groups that come again and again.
Groups = tuple[tuple[str, ...], ...]


def is_plain_body(piece: Piece) -> bool:
    """True for running text that needs no weighing: sentences end inside it and it is longer than any heading."""
    text = piece.text
    return len(text) > 80 and sum(text.count(mark) for mark in "。！？，") >= 3


# The one feature of running text that needs no weighing: long, with sentences and pauses inside.
PLAIN: Final[Groups] = (("plain",),)

# What a whole sentence has besides its other features: of 600 lines of furniture and 178 bylines on OCR pages none ends
# in a final mark, and what a page prints about itself is short or has a form of its own.
SENTENCE: Final = ("sentence",)
_SHORTEST_SENTENCE: Final = 20  # characters; slogans are shorter
_OWN_FORMS: Final = (forms.EDITOR, forms.ADDRESS, forms.PHONE, forms.JUMP)


def is_sentence(text: str) -> bool:
    """True for a line that ends as a sentence does and has a pause, where no form of furniture has either."""
    if len(text) < _SHORTEST_SENTENCE or end_class(text) not in ("final", "closed"):
        return False
    return any(mark in text for mark in PAUSE_MARKS) and not any(form.search(text) for form in _OWN_FORMS)


def features(pieces: Sequence[Piece], raws: Sequence[str], layout: Layout, language: Language) -> list[Groups]:
    """The feature names of every piece, in order. `raws` are the pieces' characters as they stand in the document."""
    plain = list(map(is_plain_body, pieces))
    known = _Traits(pieces, raws, plain)
    measure = measure_of(pieces) if layout is Layout.WRAPPED else 0
    seen = _Repeats(pieces)
    topics = Topics(pieces)
    bond = cache(partial(_bond, pieces, language))
    doubled = _doubled(pieces)
    indented = sum(piece.indent >= 2 for piece in pieces) * 5 > len(pieces)
    usual = Counter(piece.blank_before for piece in pieces[1:]).most_common(1)[0][0] if len(pieces) > 1 else 0
    bylines = frozenset(index for index in range(len(pieces)) if not plain[index] and known.is_byline(index))
    result: list[Groups] = []
    for index, piece in enumerate(pieces):
        if plain[index]:
            result.append(PLAIN)
            continue
        after = min(pieces[index + 1].blank_before, 4) if index + 1 < len(pieces) else "end"
        names = [
            *doubled.get(index, ()),
            f"layout={layout}",
            f"after={after}",
            *seen.of(index),
            *topics.of(index),
            *_edges(piece, language),
        ]
        if index and piece.blank_before > usual + 1:
            names += ["slot", f"slot,after={after}"]  # a wider gap than usual: what stood there was no text
        if len(bylines) > 1:
            near = any(index + step in bylines for step in range(1, _BYLINE_REACH + 1))
            names.append("bylined,near" if near else "bylined,far")
        if indented:
            names.append("indented" if piece.indent >= 2 else "flush")
        if measure:
            share = len(piece.text) / measure
            names.append(f"measure={'full' if share > 0.85 else 'most' if share > 0.6 else 'part'}")
        groups = (*known.of(index), *known.around(index), tuple(_bonds(pieces, index, bond)), tuple(names))
        result.append((*groups, SENTENCE) if is_sentence(piece.text) else groups)
    return result


def _edges(piece: Piece, language: Language) -> Iterator[str]:
    """The Han characters it begins and ends with: sentences begin and are cut at others than headlines do."""
    first, last = language.normal(piece.text[:1]), language.normal(piece.text[-1:])
    if is_han(first):
        yield f"first={first}"
    if is_han(last):
        yield f"last={last}"


# A byline follows its headline within this many lines (a deck or two between), in one of these forms.
_BYLINE_REACH: Final = 4
_BYLINE_FORMS: Final = frozenset({"byline", "names", "glued"})


class _Traits:
    """What the pieces are by themselves, found out once and only for pieces that are weighed and their neighbours."""

    def __init__(self, pieces: Sequence[Piece], raws: Sequence[str], plain: Sequence[bool]) -> None:
        self._pieces = pieces
        self._raws = raws
        self._plain = plain
        self._known: dict[int, Traits] = {}

    def of(self, index: int) -> Traits:
        known = self._known.get(index)
        if known is None:
            found = traits(self._pieces[index], self._raws[index], told_only=self._plain[index])
            known = self._known[index] = found
        return known

    def is_byline(self, index: int) -> bool:
        """Whether a line has the form of a byline; on a page that has some, headlines have theirs below them."""
        return not _BYLINE_FORMS.isdisjoint(self.of(index).far)

    def around(self, index: int) -> Iterator[tuple[str, ...]]:
        """What a piece is told of those up to two places before and after it."""
        for step in (-2, -1, 1, 2):
            at = index + step
            if not 0 <= at < len(self._pieces):
                yield (f"{step}:none",)
                continue
            beside = self.of(at)
            yield _told(beside.far, step)
            if abs(step) == 1:
                yield _told(beside.near, step)


@lru_cache(maxsize=1 << 12)
def _told(names: tuple[str, ...], step: int) -> tuple[str, ...]:
    """The names of a piece's properties as the piece is told of them that stands `step` places before it."""
    return tuple(f"{step}:{name}" for name in names)


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
    _LONG: Final = 8000  # characters of a page in which strings are sooner found than those of all pieces collected

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._page = page_text(pieces)
        self._earlier: set[str] = set()
        self._size = 0  # characters of the earlier pieces and their line ends
        self._grams: set[str] = set()  # of the earlier pieces, on long pages
        self._upto = 0

    def of(self, index: int) -> list[str]:
        text = self._pieces[index].text
        if not 4 <= len(text) <= FORM_LENGTH:
            return []
        for piece in self._pieces[self._upto : index]:
            self._earlier.add(piece.text)
            self._size += len(piece.text) + 1
            if len(self._page) > self._LONG:
                self._grams.update(self._grams_of(piece.text))
        self._upto = index
        names = ["repeats=whole"] if text in self._earlier else []
        grams = self._grams_of(text)
        if grams:
            share = sum(map(self._stands_before, grams)) / len(grams)
            if share > 0.3:
                names.append("repeats=most" if share > 0.7 else "repeats=some")
        return names

    def _stands_before(self, gram: str) -> bool:
        if len(self._page) > self._LONG:
            return gram in self._grams
        return self._page.find(gram, 0, self._size) >= 0

    def _grams_of(self, text: str) -> list[str]:
        return [text[at : at + self._SIZE] for at in range(len(text) - self._SIZE + 1)]
