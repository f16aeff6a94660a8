"""The best way through the states of a chain, as Viterbi finds it; states that cannot be on it are passed over.

Source: Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm", IEEE
Transactions on Information Theory 13 (1967).
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from operator import add, sub


class Chain:
    """The transitions of a chain, [from state][to state], ready to be asked for the best way."""

    def __init__(self, transitions: Sequence[Sequence[float]]) -> None:
        self._rows = transitions
        self._columns: list[tuple[float, ...]] = list(zip(*transitions, strict=True))

    @cached_property
    def _leads(self) -> list[list[float]]:
        """By how much, [one state][another], the one may lie before the other and be behind it after some step."""
        return [[max(map(sub, other, one)) for other in self._rows] for one in self._rows]

    def best_path(self, emissions: Sequence[Sequence[float] | None], only: int) -> list[int]:
        """The states of the best path; of equally good ones the last state, from the end on.

        Args:
            emissions: for each place the score of every state; None: the place has the state `only`.
            only: see there.
        """
        path: list[int] = []
        # Places of a known state part the chain: what lies between two of them is decoded by itself.
        for is_known, places in groupby(emissions, lambda emission: emission is None):
            if is_known:
                path += (only for _ in places)
                continue
            stretch = [emission for emission in places if emission is not None]
            into = self._rows[only] if path else [0.0] * len(self._rows)
            after = only if len(path) + len(stretch) < len(emissions) else None
            path += self._back(self._trellis(stretch, into), after)
        return path

    def _trellis(self, emissions: Sequence[Sequence[float]], into: Sequence[float]) -> list[list[float]]:
        """For each place the score of the best path into each state; `into` are those of the first without itself."""
        trellis = [list(map(add, into, emissions[0]))]
        for emission in emissions[1:]:
            trellis.append(list(map(add, self._step(trellis[-1]), emission)))
        return trellis

    def _step(self, before: Sequence[float]) -> list[float]:
        """The scores of the best paths into each state from the scores of the states before."""
        best = max(before)
        first = before.index(best)
        near = [
            (score, row)
            for score, lead, row in zip(before, self._leads[first], self._rows, strict=True)
            if best - score < lead
        ]
        ways = [[best + step for step in self._rows[first]], *([score + step for step in row] for score, row in near)]
        return list(map(max, *ways)) if near else ways[0]

    def _back(self, trellis: Sequence[Sequence[float]], after: int | None) -> list[int]:
        """The best path through a trellis, from its end to its start and turned round; `after` is the state behind."""
        path = [max(range(len(self._rows)), key=trellis[-1].__getitem__) if after is None else after]
        for before in reversed(trellis[:-1] if after is None else trellis):
            scores = list(map(add, before, self._columns[path[-1]]))
            path.append(len(scores) - 1 - scores[::-1].index(max(scores)))
        return path[::-1] if after is None else path[:0:-1]
