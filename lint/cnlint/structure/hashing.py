"""Hashes of strings around many seams at once: the same as the loops of `language.py` and `words.py` reckon, in arrays.

numpy takes for the strings of some ten seams what a loop takes for one or two.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Multipliers of the hash: FNV-1a's prime between characters, Fibonacci hashing (Knuth, TAOCP 3, 6.4) at the end.
BETWEEN: Final = 0x100000001B3
FINAL: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1
# Strings of fewer seams are hashed in a loop.
_MANY: Final = 6


def hash_of(start: int, string: str) -> int:
    """64 bits that differ from string to string, and with what they start with."""
    key = start
    for char in string:
        key = key * BETWEEN ^ ord(char)  # the mask can wait: higher bits never reach lower ones
    return key * FINAL & _MASK


def pays(count: int) -> bool:
    """Whether arrays are the faster way for so many seams; numpy is not imported for them."""
    return count >= _MANY and "numpy" in sys.modules


class Strings:
    """Strings of a window of characters, to be hashed.

    Args:
        places: of each string the places of its characters in the window.
        starts: of each string what its hash starts with.
    """

    def __init__(self, places: Sequence[Sequence[int]], starts: Sequence[int]) -> None:
        # The long ones first, so that each step is one slice.
        self._order = sorted(range(len(places)), key=lambda string: -len(places[string]))
        self._starts = [starts[string] for string in self._order]
        longest = len(places[self._order[0]])
        self._steps = [
            [places[string][step] for string in self._order if len(places[string]) > step] for step in range(longest)
        ]

    def hashes(self, windows: Sequence[str]) -> "NDArray[np.uint64]":
        """The hashes of all strings, [window][string]; the windows are of one length."""
        import numpy as np

        units = np.frombuffer("".join(windows).encode("utf-32-le", "surrogatepass"), "<u4")
        codes = units.reshape(len(windows), -1).astype(np.uint64)
        keys = np.empty((len(windows), len(self._starts)), np.uint64)
        keys[:] = self._starts
        for places in self._steps:
            part = keys[:, : len(places)]
            part *= np.uint64(BETWEEN)
            part ^= codes[:, places]
        keys *= np.uint64(FINAL)
        found = np.empty_like(keys)
        found[:, self._order] = keys
        return found
