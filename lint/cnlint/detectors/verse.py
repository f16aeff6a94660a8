"""Quoted couplets of which one half is the poet's and the other is not: 千万滴汗水辛苦，吹尽狂沙始到金.

A half that is exact shows what is being quoted; the other half must still be recognisable, or it is the writer's own
text after half a couplet. Writers also play with couplets and put a word of the day for one of the poet's, 洛阳花 for
一日看尽长安花: where whole words change places, nothing is told.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from cnlint.detectors.conversion import as_in
from cnlint.detectors.folded import folded
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.tables import lines_of, table
from cnlint.detectors.words import is_word
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

VERSES: Final = table("verses.txt")
# Halves of four characters (在水一方) are quoted by themselves and varied at will.
_SHORTEST: Final = 5
# Two clauses with one mark between, a line break, or both; the second is looked at again as the first of the next pair.
_CLAUSE: Final = lazy(r"[\u4e00-\u9fff]{5,20}")
_BETWEEN: Final = lazy(r"[，,；;。、！!？?]?\n?[ \u3000]*")


class _Half(NamedTuple):
    """Half a couplet as it is written, and the poem."""

    text: str
    poem: str


_Halves = dict[str, tuple[_Half, ...]]


def misquoted_verse(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Halves of couplets that differ from the poem beside one that does not."""
    text = folded(snapshot.text)
    if not _has_half(text):
        return  # as most texts
    after, before = _table()
    for left, right in pairwise(_CLAUSE.finditer(text)):
        if not _BETWEEN.fullmatch(text, left.end(), right.start()):
            continue
        for quoted, other, halves in ((left, right, after), (right, left, before)):
            meant = _meant(other.group(), halves.get(quoted.group(), ()))
            if meant is not None:
                yield _match(snapshot.text, quoted.span(), other.span(), meant)


def _has_half(text: str) -> bool:
    """Whether any half stands in a text."""
    starts = _starts()
    return any(text.startswith(starts[text[at : at + 2]], at) for at in _pairs().places(text))


def _match(text: str, quoted: tuple[int, int], other: tuple[int, int], meant: _Half) -> Match:
    found, beside = text[slice(*other)], text[slice(*quoted)]
    wanted, poem = (as_in(found + beside, part) for part in meant)
    return Match(*other, {"found": found, "wanted": wanted, "beside": beside, "poem": poem})


def _meant(clause: str, partners: tuple[_Half, ...]) -> _Half | None:
    """The half that a clause misquotes; None if it is one, a play on one, or something else."""
    after, before = _table()
    spelled = {folded(partner.text): partner for partner in partners}
    if any(half in clause for half in spelled) or clause in after or clause in before:
        return None
    near = [half for half in spelled if abs(len(half) - len(clause)) <= 1]
    most, half = max(((_in_common(clause, half), half) for half in near), default=(0, ""))
    return spelled[half] if 2 * most >= len(half) > 0 and not _is_play(clause, half) else None


def _is_play(clause: str, half: str) -> bool:
    """Whether a word of the half, and nothing else, gave way to another word."""
    if len(clause) != len(half):
        return False
    differ = [at for at, (one, other) in enumerate(zip(clause, half, strict=True)) if one != other]
    start, end = differ[0], differ[-1] + 1
    return end - start > 1 and is_word(clause[start:end]) and is_word(half[start:end])


def _in_common(one: str, other: str) -> int:
    """Length of the longest common subsequence, in characters (Wagner and Fischer, 1974)."""
    row = [0] * (len(other) + 1)
    for char in one:
        diagonal = 0
        for at, wanted in enumerate(other, 1):
            diagonal, row[at] = row[at], diagonal + 1 if char == wanted else max(row[at], row[at - 1])
    return row[-1]


@cache
def _table() -> tuple[_Halves, _Halves]:
    """What follows a half, and what precedes it, by the half as `folded` spells it."""
    after: _Halves = {}
    before: _Halves = {}
    for (first, first_key), (second, second_key), poem in _couplets():
        for halves, key, other in ((after, first_key, second), (before, second_key, first)):
            halves[key] = (*halves.get(key, ()), _Half(other, poem))
    return after, before


@cache
def _starts() -> dict[str, tuple[str, ...]]:
    """The halves as `folded` spells them, by their first two characters."""
    starts: dict[str, tuple[str, ...]] = {}
    for line in folded("\n".join(lines_of(VERSES))).split("\n"):
        if not line.endswith("》"):
            for half in line.split("，"):
                starts[half[:2]] = (*starts.get(half[:2], ()), half)
    return starts


@cache
def _pairs() -> PairTable:
    return PairTable(_starts())


def _couplets() -> Iterator[tuple[tuple[str, str], tuple[str, str], str]]:
    """Halves that stand beside each other, each as it is written and as `folded` spells it, and their poem."""
    verses = "\n".join(lines_of(VERSES))
    poem = ""
    for line, key in zip(verses.split("\n"), folded(verses).split("\n"), strict=True):
        if line.endswith("》"):
            poem = line
        else:
            halves = zip(line.split("，"), key.split("，"), strict=True)
            for first, second in pairwise(halves):
                if min(len(first[0]), len(second[0])) >= _SHORTEST:
                    yield first, second, poem
