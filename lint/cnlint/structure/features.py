"""What the role model sees of each piece: names of the properties that hold, for itself and its neighbours."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from cnlint.characters import is_han
from cnlint.structure.bonds import Bonds
from cnlint.structure.language import Language
from cnlint.structure.model import Layout, Piece
from cnlint.structure.pictures import is_edged
from cnlint.structure.pieces import measure_of
from cnlint.structure.repeats import Repeats
from cnlint.structure.topics import Topics
from cnlint.structure.traits import Traits, traits

# What the role model sees of a piece: names of properties, in groups that come again and again.
Groups = tuple[tuple[str, ...], ...]


def is_plain_body(piece: Piece) -> bool:
    """True for running text that needs no weighing: sentences end inside it and it is longer than any heading.

    A caption may be as long, and begins or ends as captions do.
    """
    text = piece.text
    return len(text) > 80 and sum(map(text.count, "。！？，")) >= 3 and not is_edged(text)


# The one feature of running text that needs no weighing: long, with sentences and pauses inside.
PLAIN: Final[Groups] = (("plain",),)


def features(pieces: Sequence[Piece], raws: Sequence[str], layout: Layout, language: Language) -> list[Groups]:
    """The feature names of every piece, in order. `raws` are the pieces' characters as they stand in the document."""
    plain = list(map(is_plain_body, pieces))
    measure = measure_of(pieces) if layout is Layout.WRAPPED else 0
    seen = Repeats(pieces)
    topics = Topics(pieces)
    weighed = [index for index, is_plain in enumerate(plain) if not is_plain]
    known = _Lines(pieces, raws, plain, weighed)
    bonds = Bonds(pieces, language, weighed)
    doubled = _doubled(pieces)
    indented = sum(piece.indent >= 2 for piece in pieces) * 5 > len(pieces)
    usual = Counter(piece.blank_before for piece in pieces[1:]).most_common(1)[0][0] if len(pieces) > 1 else 0
    bylines = frozenset(filter(known.is_byline, weighed))
    result = [PLAIN] * len(pieces)
    for index in weighed:
        piece = pieces[index]
        place = _place(
            layout,
            min(pieces[index + 1].blank_before, 4) if index + 1 < len(pieces) else "end",
            bool(index) and piece.blank_before > usual + 1,
            None if len(bylines) < 2 else not bylines.isdisjoint(range(index + 1, index + _BYLINE_REACH + 1)),
            piece.indent >= 2 if indented else None,
            _fill(len(piece.text) / measure) if measure else "",
        )
        result[index] = (
            *known.of(index),
            *bonds.of(index),
            place,
            *doubled.get(index, ()),
            seen.of(index),
            topics.of(index),
            *_edges(piece.text, language),
        )
    return result


@lru_cache(maxsize=1 << 11)
def _place(
    layout: Layout, after: int | str, is_slot: bool, byline_near: bool | None, indented: bool | None, fill: str
) -> tuple[str, ...]:
    """How a line stands on its page.

    Args:
        layout: the page's.
        after: blank lines after it, as a class.
        is_slot: whether the gap before it is wider than usual: what stood there was no text.
        byline_near: whether a byline follows soon, on a page that has some.
        indented: whether it is, on a page that indents.
        fill: how much of the measure it fills, on a page of printed lines.
    """
    names = [f"layout={layout}", f"after={after}"]
    if is_slot:
        names += ["slot", f"slot,after={after}"]
    if byline_near is not None:
        names.append("bylined,near" if byline_near else "bylined,far")
    if indented is not None:
        names.append("indented" if indented else "flush")
    if fill:
        names.append(f"measure={fill}")
    return tuple(names)


def _fill(share: float) -> str:
    return "full" if share > 0.85 else "most" if share > 0.6 else "part"


def _edges(text: str, language: Language) -> Groups:
    """The Han characters it begins and ends with: sentences begin and are cut at others than headlines do."""
    return _edge("first", text[:1], language), _edge("last", text[-1:], language)


@lru_cache(maxsize=1 << 13)
def _edge(name: str, char: str, language: Language) -> tuple[str, ...]:
    normal = language.normal(char)
    return (f"{name}={normal}",) if is_han(normal) else ()


# A byline follows its headline within this many lines (a deck or two between), in one of these forms.
_BYLINE_REACH: Final = 4
_BYLINE_FORMS: Final = frozenset({"byline", "names", "glued"})
# What stands so many places before and after a line it is told of; the line itself is one of them.
_STEPS: Final = (-2, -1, 0, 1, 2)
_NONE: Final[Groups] = tuple((f"{step}:none",) for step in _STEPS)


class _Lines:
    """What the weighed lines of a page are and what they are told of those beside them, of which no other is read."""

    def __init__(
        self, pieces: Sequence[Piece], raws: Sequence[str], plain: Sequence[bool], weighed: Sequence[int]
    ) -> None:
        told = [_NONE] * (len(pieces) + 4)  # two places more on either side
        own: dict[int, Traits] = {}
        for index in {index + step for index in weighed for step in _STEPS}.intersection(range(len(pieces))):
            own[index] = found = traits(pieces[index], raws[index], told_only=plain[index])
            told[index + 2] = _told(found.far, found.near)
        self._own, self._told = own, told

    def is_byline(self, index: int) -> bool:
        """Whether a line has the form of a byline; on a page that has some, headlines have theirs below them."""
        return not _BYLINE_FORMS.isdisjoint(self._own[index].far)

    def of(self, index: int) -> Groups:
        """What a line is, and what it is told of those up to two places before and after it."""
        own, told = self._own[index], self._told
        return (
            own.own,
            own.shape,
            told[index][0],
            told[index + 1][1],
            told[index + 2][2],
            told[index + 3][3],
            told[index + 4][4],
        )


@lru_cache(maxsize=1 << 12)
def _told(far: tuple[str, ...], near: tuple[str, ...]) -> Groups:
    """The names of a line's properties as those are told of them that it stands before or after, for each step."""
    return (
        tuple(f"-2:{name}" for name in far),
        tuple(f"-1:{name}" for name in (*far, *near)),
        (*far, *near),
        tuple(f"1:{name}" for name in (*far, *near)),
        tuple(f"2:{name}" for name in far),
    )


# A text that stands twice does so within this many pieces (itself, a caption, its credit, a blank slot), and is at
# least this long (characters): shorter repeats are answers and refrains.
_DOUBLED_REACH, _DOUBLED_LENGTH = 4, 12


def _doubled(pieces: Sequence[Piece]) -> dict[int, Groups]:
    """The pieces that stand twice within a few pieces, and those between the two copies."""
    found, latest = dict[int, Groups](), dict[str, int]()
    for index, piece in enumerate(pieces):
        if len(piece.text) < _DOUBLED_LENGTH:
            continue
        before = latest.get(piece.text)
        if before is not None and index - before <= _DOUBLED_REACH:
            found[index] = found[before] = (("doubled",),)
            for inner in range(before + 1, index):
                found.setdefault(inner, (("between-copies",),))
        latest[piece.text] = index
    return found
