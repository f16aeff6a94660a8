"""Small numbers by string, in few bytes: a binary fuse table (Graf and Lemire, ACM JEA 27, 2022).

The number of a string is the exclusive or of three slots of 16 bits; five of them are the number and eleven a mark of
the string, so that one in two thousand strings that were never stored seems to be. Nothing has to be unpacked to ask.
Built by `training.numbers`.
"""

import sys
from array import array
from typing import TYPE_CHECKING, Any, Final, TypeVar

from cnlint.structure.hashing import FINAL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST: Final = 31  # the largest number that five bits hold
# Slots of a segment: those of a string lie in three segments in a row. The size that the paper takes for 300,000 to a
# million strings.
SEGMENT: Final = 1 << 13
_NUMBER_BITS: Final = 5
_MARKS: Final = (1 << 11) - 1
_KEYS: Final = (1 << 64) - 1

Key = TypeVar("Key", int, "NDArray[np.uint64]")


class Numbers:
    """The table, ready to be asked. Strings are known by keys of 64 bits.

    Args:
        slots: unsigned numbers of two bytes, the low byte first; whole segments.
    """

    def __init__(self, slots: bytes) -> None:
        self._bytes = slots
        self._slots = array("H", slots)
        if sys.byteorder == "big":
            self._slots.byteswap()
        self._starts = starts(len(self._slots))

    def to_bytes(self) -> bytes:
        """The table as it is shipped."""
        return self._bytes

    def of(self, key: int) -> int:
        """The number of a string, 0 if it has none."""
        slots = self._slots
        key = (key ^ key >> 33) * FINAL & _KEYS  # `spread`, in one: a seam asks for ten strings
        key ^= key >> 29
        first = (key >> 32) * self._starts >> 32
        found = slots[first] ^ slots[first + SEGMENT ^ key >> 18 & SEGMENT - 1]
        found ^= slots[first + 2 * SEGMENT ^ key & SEGMENT - 1] ^ (key >> 21 & _MARKS) << _NUMBER_BITS
        return found if found <= MOST else 0

    def of_all(self, keys: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
        """The same of many at once."""
        import numpy as np

        slots = np.frombuffer(self._bytes, "<u2")
        *places, found = spread(keys, self._starts)
        for place in places:
            found ^= slots[place]
        return np.where(found <= MOST, found, 0)


def starts(slots: int) -> int:
    """How many of so many slots may be the first of a string's three."""
    return slots - 2 * SEGMENT


def mixed(key: Key) -> Key:
    """A hash of 64 bits all of which depend on all of the key's (one of MurmurHash3's last steps; public domain)."""
    bits: Any = key
    bits = (bits ^ bits >> 33) * FINAL & _KEYS
    found: Key = bits ^ bits >> 29
    return found


def spread(key: Key, among: int) -> tuple[Key, Key, Key, Key]:
    """The three slots of a string, of `starts` to begin with, and its mark, above the bits of the number."""
    bits: Any = mixed(key)
    first = (bits >> 32) * among >> 32
    second = (first + SEGMENT) ^ (bits >> 18 & SEGMENT - 1)
    third = (first + 2 * SEGMENT) ^ (bits & SEGMENT - 1)
    return first, second, third, (bits >> 21 & _MARKS) << _NUMBER_BITS
