"""The best way through the states of a chain, as Viterbi finds it; states that cannot be on it are passed over.

Source: Viterbi, "Error bounds for convolutional codes and an asymptotically optimum decoding algorithm", IEEE
Transactions on Information Theory 13 (1967).
"""

from collections.abc import Sequence
from functools import cached_property
from math import inf
from operator import add


class Chain:
    """The transitions of a chain, [from state][to state], ready to be asked for the best way."""

    def __init__(self, transitions: Sequence[Sequence[float]]) -> None:
        self._rows = transitions
        self._columns: list[tuple[float, ...]] = list(zip(*transitions, strict=True))

    @cached_property
    def _spread(self) -> float:
        """A state that lies behind another by more than this is behind it after any step, too."""
        return max(max(column) - min(column) for column in self._columns)

    def best_path(self, emissions: Sequence[Sequence[float] | None], only: int) -> list[int]:
        """The states of the best path; of equally good ones the last state, from the end on.

        Args:
            emissions: for each place the score of every state; None: the place has the state `only`.
            only: see there.
        """
        size = len(self._rows)
        trellis: list[list[float]] = []  # for each place the score of the best path into each state
        for emission in emissions:
            into = self._step(trellis[-1]) if trellis else [0.0] * size
            if emission is None:
                scores = [-inf] * size
                scores[only] = into[only]
            else:
                scores = list(map(add, into, emission))
            trellis.append(scores)
        return self._back(trellis)

    def _step(self, before: Sequence[float]) -> list[float]:
        """The scores of the best paths into each state from the scores of the states before."""
        least = max(before) - self._spread
        ways = [[score + step for step in row] for score, row in zip(before, self._rows, strict=True) if score >= least]
        return list(map(max, *ways)) if len(ways) > 1 else ways[0]

    def _back(self, trellis: Sequence[Sequence[float]]) -> list[int]:
        """The best path through a trellis, from its end to its start and turned round."""
        if not trellis:
            return []
        state = max(range(len(self._rows)), key=trellis[-1].__getitem__)
        path = [state]
        for before in reversed(trellis[:-1]):
            scores = list(map(add, before, self._columns[state]))
            state = len(scores) - 1 - scores[::-1].index(max(scores))
            path.append(state)
        return path[::-1]
