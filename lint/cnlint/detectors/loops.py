"""Loops: a stretch of text that is written again and again, as generative readers write when they lose their place.

One pass over the text finds all periods at once: where the last places of neighbouring short strings lie equally far
back, the text repeats itself at that distance (Karlin et al., PNAS 1988, find repeats so in sequences). The work grows
with the length of the text alone.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cnlint.characters import count_han
from cnlint.codes import repeats
from cnlint.findings import Edit, Match, Value
from cnlint.structure.snapshot import Snapshot

# Strings of so many characters are looked up: shorter ones come back by chance, longer ones miss short loops.
_GRAM: Final = 6
# So many copies of a unit are a loop, by the size of the unit (characters): laughter and cries repeat short units
# (哈哈哈哈哈哈, 加油！加油！加油！), songs and slogans lines of five to seven characters three times.
_COPIES: Final = ((8, 3), (4, 5), (2, 6), (1, 12))


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
    """All stretches of a text that repeat a unit of up to `longest` characters at least three times, in order."""
    last: dict[str, int] = {}
    started, period = 0, 0
    for at in range(len(text) - _GRAM + 1):
        gram = text[at : at + _GRAM]
        distance = at - last.get(gram, at - longest - 1)
        last[gram] = at
        if distance == period:
            continue
        if period and at - 1 + _GRAM - (started - period) >= 3 * period:
            yield Loop(started - period, at - 1 + _GRAM, period)
        started, period = at, distance if distance <= longest else 0
    if period and len(text) - (started - period) >= 3 * period:
        yield Loop(started - period, len(text), period)


def repetition_loop(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Units that are repeated more often than anybody writes them."""
    text, longest = snapshot.text, int(options["max_period"])
    if not _may_loop(text, longest):
        return
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


# In the shortest loop strings of ten characters come again: six copies of two characters, twelve of one.
_SURE: Final = 10
# The shortest loop has five strings behind its first copy, so one of them begins at a fifth place.
_STEP: Final = 5


def _may_loop(text: str, longest: int) -> bool:
    """Whether a string at a fifth place also stands shortly before, in a stretch with as many copies as a loop has."""
    again = repeats(text, _SURE)
    places = range(_STEP, len(text) - _GRAM + 1, _STEP)
    for at in places if again is None else (repeat.at for repeat in again if repeat.distance <= longest):
        first, gram = max(0, at - longest), text[at : at + _GRAM]
        before = text.rfind(gram, first, at + _GRAM - 1)
        while before >= 0:
            if _copies(text, before, at - before) >= _fewest(at - before):
                return True
            before = text.rfind(gram, first, before + _GRAM - 1)
    return False


def _copies(text: str, at: int, period: int) -> int:
    """How many copies of a unit of that size stand in a row, in the stretch around a place."""
    start, end = at, at + period
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    while start and text[start - 1] == text[start - 1 + period]:
        start -= 1
    return (end - start) // period


_SHOWN: Final = 16  # characters of the unit in the message


def _fewest(period: int) -> int:
    return next(copies for size, copies in _COPIES if period >= size)
