"""Groups of copies: one is kept, and each of the others is like that one, not just like some other copy.

A chain of pairs may lead from a text to quite another one, for each edition of an agency's report differs from the one
before it. So the best copy takes those that are like it, and of what is left the best one does the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

Rank = tuple[float, ...]


class Cluster(NamedTuple):
    """A copy that is kept, and the others with their likeness to it."""

    kept: int
    copies: tuple[tuple[int, float], ...]


def clusters(
    holders: Sequence[Sequence[int]], alike: Mapping[tuple[int, int], float], ranks: Callable[[list[int]], list[Rank]]
) -> Iterator[Cluster]:
    """Groups of passages that are one.

    Args:
        holders: the passages that have each text, texts by number.
        alike: pairs of texts that are one, with their likeness.
        ranks: how good each of some passages is, the least being the best; asked once for all that may be one.
    """
    near: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (first, second), likeness in alike.items():
        near[first][second] = near[second][first] = likeness
    for texts in _joined(len(holders), near):
        passages = [(passage, text) for text in texts for passage in holders[text]]
        if len(passages) > 1:
            ranked = zip(ranks([passage for passage, _ in passages]), passages, strict=True)
            yield from _taken([entry for _, entry in sorted(ranked)], near)


def _joined(count: int, near: Mapping[int, Mapping[int, float]]) -> Iterator[list[int]]:
    """The texts, those together that pairs lead to from one another."""
    seen = bytearray(count)
    for first in range(count):
        if seen[first]:
            continue
        seen[first] = 1
        found = [first]
        for text in found:
            for other in near.get(text, ()):
                if not seen[other]:
                    seen[other] = 1
                    found.append(other)
        yield found


def _taken(passages: Sequence[tuple[int, int]], near: Mapping[int, Mapping[int, float]]) -> Iterator[Cluster]:
    """Groups of passages (with their texts), the best of which come first."""
    rest = {text for _, text in passages}
    for kept, text in passages:
        if text not in rest:
            continue
        likeness = {text: 1.0} | {other: share for other, share in near.get(text, {}).items() if other in rest}
        rest -= likeness.keys()
        copies = tuple((other, likeness[own]) for other, own in passages if own in likeness and other != kept)
        if copies:
            yield Cluster(kept, copies)
