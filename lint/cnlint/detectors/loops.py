"""Loops: a stretch of text that is written again and again, as generative readers write when they lose their place.

One pass over the text finds all periods at once: where the last places of neighbouring short strings lie equally far
back, the text repeats itself at that distance (Karlin et al., PNAS 1988, find repeats so in sequences). The work grows
with the length of the text alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint.characters import count_han
from cnlint.detectors.folded import folded
from cnlint.findings import Edit, Match, Value
from cnlint.repeats import distances, repeats
from cnlint.structure.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Strings of so many characters are looked up: shorter ones come back by chance, longer ones miss short loops.
_GRAM: Final = 6
# So many copies of a unit are a loop, by the size of the unit (characters): laughter and cries repeat short units
# (哈哈哈哈哈哈, 加油！加油！加油！), songs and slogans lines of five to seven characters three times.
_COPIES: Final = ((8, 3), (4, 5), (2, 6), (1, 12))
# So many strings in a row come again in the shortest loop of short units, six copies of two characters, and of others,
# three of eight or five of four.
_SHORT: Final = 3
_SHORT_ROW: Final = 2 * (6 - 1) - _GRAM + 1
_ROW: Final = 8 * (3 - 1) - _GRAM + 1


class Loop(NamedTuple):
    """A stretch that repeats itself: `text[start:end]` consists of copies of its first `period` characters."""

    start: int
    end: int
    period: int

    @property
    def copies(self) -> int:
        """Complete copies."""
        return (self.end - self.start) // self.period


def loops(text: str, longest: int) -> Iterator[Loop]:
    """The stretches of a text that repeat a unit of up to `longest` characters at least three times, in order.

    Those in which fewer strings in a row come again than in the shortest loops (`_COPIES`) may be left out.
    """
    started, after, period = 0, 0, 0
    for at, distance in repeats(text, _GRAM, _starts(text, longest)):
        # Inside a unit that says something twice a string has come again sooner, too.
        goes_on = at == after and (distance == period or (period and _is_same(text, at, at - period)))
        if not goes_on:
            yield from _looped(started, after, period)
            started, period = at, distance if distance <= longest else 0
        after = at + 1
    yield from _looped(started, after, period)


def _is_same(text: str, at: int, before: int) -> bool:
    return text.startswith(text[before : before + _GRAM], at)


def _starts(text: str, longest: int) -> Iterable[int]:
    """Where the strings start that a loop may consist of."""
    far = distances(folded(text), _GRAM)  # as other rules ask; what is the same is so in one spelling, too
    if far is None:
        return range(len(text) - _GRAM + 1)
    if not _may_loop(far, longest):
        return ()
    (again,) = far.nonzero()
    return sorted({*again.tolist(), *(again - far[again]).tolist()})


def _may_loop(far: "NDArray[np.intp]", longest: int) -> bool:
    """Whether as many strings in a row come again as in a loop of some period, none further off than that."""
    if _is_row(far, _SHORT, _SHORT_ROW):
        return True
    most, size = _COPIES[0][0], _ROW
    if not _is_row(far, longest, size):
        return False  # as in most texts
    while most < longest and not _is_row(far, most, size):
        most, size = 2 * most, 2 * (most + 1) - _GRAM + 1  # three copies of a unit that is longer than `most`
    return _is_row(far, min(most, longest), size)


def _is_row(far: "NDArray[np.intp]", most: int, size: int) -> bool:
    """Whether so many strings in a row come again, each after that many characters at most."""
    (again,) = ((far > 0) & (far <= most)).nonzero()
    return bool((again[size - 1 :] - again[: 1 - size] == size - 1).any())


def _looped(started: int, after: int, period: int) -> Iterator[Loop]:
    """The stretch whose strings from `started` up to `after` stood a period before, if three copies stand in it."""
    start, end = started - period, after - 1 + _GRAM
    if period and end - start >= 3 * period:
        yield Loop(start, end, period)


def repetition_loop(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Units that are repeated more often than anybody writes them."""
    text, longest = snapshot.text, int(options["max_period"])
    for loop in loops(text, longest):
        unit = text[loop.start : loop.start + loop.period]
        if loop.copies < _fewest(loop.period) or 2 * count_han(unit) <= len(unit.strip()):
            continue
        kept, end = loop.start + loop.period, loop.start + loop.period * loop.copies
        yield Match(
            loop.start,
            end,
            {"copies": loop.copies, "text": " ".join(unit.split())[:_SHOWN]},
            edits=(Edit(kept, end, text[kept:end], ""),),
            twin=(loop.start, kept),
        )


_SHOWN: Final = 16  # characters of the unit in the message


def _fewest(period: int) -> int:
    return next(copies for size, copies in _COPIES if period >= size)
