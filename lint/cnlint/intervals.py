"""Shares with their confidence intervals."""

from math import sqrt
from typing import Final, NamedTuple

# The standard normal deviate that leaves 2.5 % on either side.
_Z: Final = 1.959963984540054


class Share(NamedTuple):
    """So many of so many, with the 95 % interval of the share."""

    right: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing is 0."""
        return self.right / self.of if self.of else 0.0


def wilson(right: int, of: int) -> Share:
    """The Wilson score interval (Wilson 1927): good for few trials and for shares near 0 and 1; 0 to 1 for no trial."""
    if not of:
        return Share(0, 0, 0.0, 1.0)
    share = right / of
    scale = 1 + _Z**2 / of
    middle = (share + _Z**2 / (2 * of)) / scale
    half = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2)) / scale
    return Share(right, of, max(0.0, middle - half), min(1.0, middle + half))


def at_most(trials: int) -> float:
    """The share that no event in so many trials rules out at 95 %: 1 - 0.05^(1/n), about 3/n; 1 for no trial."""
    return 1.0 - 0.05 ** (1 / trials) if trials else 1.0
