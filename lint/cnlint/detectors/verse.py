"""Quoted couplets of which one half is the poet's and the other is not: 千万滴汗水辛苦，吹尽狂沙始到金.

A half that is exact shows what is being quoted; the other half must still be recognisable, or it is the writer's own
text after half a couplet. Writers also play with couplets and change a word; they are told of it too, once.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from cnlint.detectors.folded import as_in, folded
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

VERSES: Final = Path(__file__).parent / "verses.txt"
# Halves of four characters (在水一方) are quoted by themselves and varied at will.
_SHORTEST: Final = 5
# Two clauses with one mark between; the second is looked at again as the first of the next pair.
_CLAUSE: Final = lazy(r"[\u4e00-\u9fff]{4,20}")
_BETWEEN: Final = frozenset("，,；;。、！!？?")

_Halves = dict[str, tuple[str, ...]]


def misquoted_verse(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Halves of couplets that differ from the poem beside one that does not."""
    text = folded(snapshot.text)
    for left, right in pairwise(_CLAUSE.finditer(text)):
        if right.start() - left.end() != 1 or text[left.end()] not in _BETWEEN:
            continue
        after, before = _table()
        for quoted, other, table in ((left, right, after), (right, left, before)):
            wanted = _meant(other.group(), table.get(quoted.group(), ()))
            if wanted:
                start, end = other.span()
                found, beside = snapshot.text[start:end], snapshot.text[slice(*quoted.span())]
                yield Match(start, end, {"found": found, "wanted": as_in(found + beside, wanted), "beside": beside})


def _meant(clause: str, partners: tuple[str, ...]) -> str:
    """The half that a clause misquotes, in simplified characters; '' if it is one, or something else."""
    after, before = _table()
    if any(partner in clause for partner in partners) or clause in after or clause in before:
        return ""
    near = [partner for partner in partners if abs(len(partner) - len(clause)) <= 1]
    shared = [(_in_common(clause, partner), partner) for partner in near]
    most, wanted = max(shared, default=(0, ""))
    return wanted if 2 * most >= len(wanted) else ""


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
    """What follows a half, and what precedes it."""
    after: _Halves = {}
    before: _Halves = {}
    for line in VERSES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for first, second in pairwise(line.split("，")):
                if min(len(first), len(second)) >= _SHORTEST:
                    after[first] = (*after.get(first, ()), second)
                    before[second] = (*before.get(second, ()), first)
    return after, before
