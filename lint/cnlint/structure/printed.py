"""How the lines of hard-wrapped text are set: how wide they are, how wide they could be, and what ended them.

A compositor ends a line where what comes next has no room left; any other end is meant. So a line that had room for
the first word of the next one ends a paragraph, unless the engine lost characters of it: how often that happens on a
page (`Printed.ragged`) says what such an end is worth. Columns differ in width, so the measure is taken from the lines
around. Line breaking: CLREQ (W3C) 3.1.9, prohibition at line start and line end.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import Final, TypeVar

from cnlint.characters import FINAL_MARKS
from cnlint.structure.model import Piece, Role
from cnlint.structure.traits import ENDED, end_class
from cnlint.structure.widths import first_word, usual_width, width

# Shorter lines set no measure: the narrowest column of the benches has 8 characters.
_SHORTEST: Final = 5
# Lines on either side that tell the measure of one, the first that are enough: columns beside it have other widths. On
# hard-wrapped pages of sources left out they took 302 paragraph ends for line ends or back, ten at once 329.
_AROUND: Final = (3, 6, 10)
_FEWEST: Final = 4  # lines of one width that make a measure; with fewer the page's holds
_EDGE: Final = 8  # characters of a line's start and end by which it is known again
# A paragraph's last line that lacks so many characters was ended on purpose, whatever comes next.
_SHORT: Final = 3
_INDENT: Final = 2  # characters of a paragraph's indent (CLREQ 4.1.1.1)
# Lines of headings above a paragraph: a headline of two, a deck, a byline; at the top of a page, where no text that
# lost a mark stands above, a long deck besides.
_MOST_HEADINGS, _MOST_AT_TOP = 4, 10
_FEWEST_ALIKE: Final = 3  # indents that are alike by no chance: of 3,849 lines of tesseract's 3 have four blanks
_FEWEST_FIRSTS: Final = 4  # lines that lack as much as an indent, and none of them by chance
# Upper ends of the classes of raggedness, in shares of the lines: pages without misreadings have 0 to 0.02, tesseract's
# 0.05 to 0.3.
_RAGGED: Final = (0.02, 0.06, 0.15, 0.3)
_UNKNOWN_RAGGED: Final = 2  # the class of a page with fewer than _FEWEST_LINES to tell by
_FEWEST_LINES: Final = 5
# Of the lines in mid-sentence before a blank line at most this share are paragraphs' last ones, where blank lines stand
# inside paragraphs as a rule (generated pages of four sources: see `tiers.py`; at 0.2 to 0.3 half of the places are
# none).
_MOST_LAST: Final = 0.2


class Parting(StrEnum):
    """What tells the paragraphs of a hard-wrapped page apart."""

    INDENT = "indent"
    BLANK = "blank"  # a blank line
    FIRST = "first"  # first lines that lack the two characters of an indent that the engine did not keep
    LINE = "line"  # nothing but a short last line
    UNKNOWN = "unknown"


class Printed:
    """What the lines of a page tell about how they were set.

    Lines are looked up by how they begin and end, so that what a page told holds for what a repair has made of it: a
    paragraph of joined lines begins as its first line did and ends as its last.
    """

    def __init__(self, pieces: Sequence[Piece], roles: Sequence[Role]) -> None:
        self._lines = [(piece, width(piece.text)) for piece, role in _paired(pieces, roles) if role is Role.BODY]
        widths = [size for _, size in self._lines if size >= _SHORTEST]
        self._measure = usual_width(widths)[0]
        plain = [measure - size for (_, size), measure in zip(self._lines, self._around(), strict=True)]
        firsts, set_in = self._lacking(plain)
        firsts |= {at for at, (piece, _) in enumerate(self._lines) if piece.indent >= _INDENT}
        self._set_in = frozenset(self._lines[at][0].text[:_EDGE] for at in set_in)
        self._ends = {piece.text[-_EDGE:]: piece.text for piece, _ in self._lines}
        self._starts = {piece.text[:_EDGE]: piece.text for piece, _ in self._lines}
        self._rooms = {
            piece.text[-_EDGE:]: room - _INDENT * (at in firsts)
            for at, ((piece, _), room) in enumerate(zip(self._lines, plain, strict=True))
        }
        self._first_rooms = {piece.text[:_EDGE]: room for (piece, _), room in zip(self._lines, plain, strict=True)}
        self.parting = self._parting()
        self._headings = frozenset(_above_indents(pieces)) if self.parting is Parting.INDENT else frozenset()
        inner = self._unforced([(left, right) for left, right in self._adjoining() if left.block == right.block])
        self.ragged = self._raggedness(*inner)
        apart = [(left, right) for left, right in self._adjoining() if left.block != right.block]
        self.loose = self._looseness(*inner, apart)

    def room(self, piece: Piece) -> float:
        """Characters that the printed line at the end of a piece could have held beyond its own; below 0 if wider."""
        room = _known(self._rooms, lambda size: piece.text[-size:])
        return self._measure - width(piece.text) if room is None else room

    def first_room(self, piece: Piece) -> float:
        """The same of the printed line at the start of a piece."""
        room = _known(self._first_rooms, lambda size: piece.text[:size])
        return self._measure - width(piece.text) if room is None else room

    def last_line(self, piece: Piece) -> Piece:
        """The printed line at the end of a piece; the piece itself if it holds no more than one."""
        line = _known(self._ends, lambda size: piece.text[-size:])
        return piece._replace(text=line) if line and piece.text.endswith(line) else piece

    def first_line(self, piece: Piece) -> Piece:
        """The printed line at the start of a piece."""
        line = _known(self._starts, lambda size: piece.text[:size])
        return piece._replace(text=line) if line and piece.text.startswith(line) else piece

    def is_forced(self, left: Piece, right: Piece) -> bool:
        """Whether the first word of the right line had no room in the left one."""
        return first_word(right.text) > self.room(left)

    def is_set_in(self, piece: Piece) -> bool:
        """Whether the printed line at the start of a piece is indented, or was in print."""
        if piece.indent >= _INDENT or self.parting is Parting.INDENT:
            return piece.indent >= _INDENT
        return any(piece.text[:size] in self._set_in for size in range(_EDGE, 0, -1))

    def begins_paragraph(self, piece: Piece) -> bool:
        """Whether a line is indented on a page that indents its paragraphs."""
        return self.parting is Parting.INDENT and piece.indent >= _INDENT

    def may_head(self, piece: Piece) -> bool:
        """Whether a line may be of the headings above an indented one, by its start: no sentence ends from it on."""
        return piece.text[:_EDGE] in self._headings

    def _lacking(self, rooms: Sequence[float]) -> tuple[set[int], set[int]]:
        """The first lines that lack two characters for their indent was not kept; with others that lack so many, too.

        Lines after a finished one that had room left, or after none, that lack just two tell of it. Then all are such
        in which the next word had room, and would have had none beside an indent; surely so after finished ones.
        """
        told, full, after = set(), 0, {0}
        last: tuple[Piece, float] | None = None
        for at, ((piece, _), room) in enumerate(zip(self._lines, rooms, strict=True)):
            if last is not None and end_class(last[0].text) in ENDED:
                after.add(at)
            if last is None or piece.number > last[0].number + 1 or (at in after and last[1] >= 1):
                if abs(room - _INDENT) < 1:
                    told.add(at)
                full += room < 1
            last = piece, room
        if len(told) < max(_FEWEST_FIRSTS, full):
            return set(), set()
        inner = {
            at
            for at, ((piece, _), (right, _)) in enumerate(pairwise(self._lines))
            if right.number == piece.number + 1 and rooms[at] - _INDENT < first_word(right.text) <= rooms[at]
        }
        return told | (inner & after), told | inner

    def _around(self) -> Iterator[int]:
        """The measure at each line of body."""
        for at in range(len(self._lines)):
            for reach in _AROUND:
                near = self._lines[max(0, at - reach) : at + reach + 1]
                measure, count = usual_width([size for _, size in near if size >= _SHORTEST])
                if count >= _FEWEST:
                    break
            yield measure if count >= _FEWEST else self._measure

    def _adjoining(self) -> Iterator[tuple[Piece, Piece]]:
        """Pairs of body lines with nothing but blank lines between."""
        for (left, _), (right, _) in pairwise(self._lines):
            if right.number == left.number + 1:
                yield left, right

    def _parting(self) -> Parting:
        """What tells paragraphs apart here."""
        pairs = list(self._adjoining())
        before = {right.number: left for left, right in pairs}
        indented = [piece for piece, _ in self._lines if piece.indent >= 2]
        begun = sum(piece.number not in before or self._may_end(before[piece.number]) for piece in indented)
        # Stray blanks at line starts follow any line and are of any width, indents are alike or follow lines that end
        # something; paragraphs have fewer than thirty lines.
        deliberate = 3 * begun >= 2 * len(indented) or _are_indents([piece.indent for piece in indented])
        if len(indented) > 1 and deliberate and 30 * len(indented) > len(self._lines):
            return Parting.INDENT
        finished = [(left, right) for left, right in pairs if end_class(left.text) in ("final", "closed")]
        short = sum(left.block == right.block and self.room(left) >= _SHORT for left, right in finished)
        apart = sum(left.block != right.block for left, right in finished)
        if apart > 2 and 3 * short <= apart:
            return Parting.BLANK
        if self._set_in:
            return Parting.FIRST
        return Parting.LINE if short > 1 and 3 * short > apart else Parting.UNKNOWN

    def _may_end(self, piece: Piece) -> bool:
        return end_class(piece.text) in ENDED or self.room(piece) >= _SHORT

    def _unforced(self, pairs: Sequence[tuple[Piece, Piece]]) -> tuple[int, int]:
        """Of the lines that end in mid-sentence, how many had room for the next word, and how many there are."""
        open_ends = [pair for pair in pairs if end_class(pair[0].text) not in ENDED]
        return sum(not self.is_forced(left, right) for left, right in open_ends), len(open_ends)

    def _raggedness(self, unforced: int, ends: int) -> int:
        """How often a line that ends in mid-sentence had room for the next word, as a class: 0 hardly ever."""
        if ends < _FEWEST_LINES:
            return _UNKNOWN_RAGGED
        return sum(unforced > limit * ends for limit in _RAGGED)

    def _looseness(self, unforced: int, ends: int, apart: Sequence[tuple[Piece, Piece]]) -> bool:
        """Whether blank lines stand inside paragraphs here as a rule.

        Lines in mid-sentence before a blank line are paragraphs' last ones without their mark, which have room left,
        and others, which have it as seldom as those inside a block.
        """
        with_room, count = self._unforced(apart)
        if count < _FEWEST_LINES or not unforced < ends:
            return False
        last = with_room - (count - with_room) * unforced / (ends - unforced)
        return last <= _MOST_LAST * count


def _above_indents(pieces: Sequence[Piece]) -> Iterator[str]:
    """The starts of the flush lines above each indented one in which no sentence ends, so many as headings have."""
    for at, piece in enumerate(pieces):
        if piece.indent >= _INDENT:
            above = reversed(pieces[max(0, at - _MOST_AT_TOP) : at])
            heads = list(takewhile(lambda line: line.indent < _INDENT and FINAL_MARKS.isdisjoint(line.text), above))
            most = _MOST_AT_TOP if len(heads) == at else _MOST_HEADINGS
            yield from (line.text[:_EDGE] for line in heads[:most])


def _are_indents(cells: Sequence[int]) -> bool:
    """Whether blanks before lines, in display cells, are alike and as wide as two characters."""
    usual, count = Counter(cells).most_common(1)[0] if cells else (0, 0)
    return usual >= 2 * _INDENT and count >= _FEWEST_ALIKE and 5 * count >= 4 * len(cells)


_Told = TypeVar("_Told")


def _known(told: Mapping[str, _Told], edge: Callable[[int], str]) -> _Told | None:
    """What a page told of the line with that edge, which is given for a number of characters."""
    return next((told[edge(size)] for size in range(_EDGE, 0, -1) if edge(size) in told), None)


def _paired(pieces: Sequence[Piece], roles: Sequence[Role]) -> Iterator[tuple[Piece, Role]]:
    return zip(pieces, roles, strict=True)
