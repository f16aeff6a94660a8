"""Rows of numbers as one long number each: adding two of these adds all their numbers at once."""

from collections.abc import Iterable
from struct import Struct
from typing import Final

_BITS: Final = 32
_HALF: Final = 1 << _BITS - 1


class Row:
    """Rows of so many whole numbers, whose sums stay within 32 bits with their sign.

    Args:
        size: how many.
    """

    def __init__(self, size: int) -> None:
        self._size = size * _BITS // 8
        self._halves = sum(_HALF << _BITS * place for place in range(size))
        self._unpack = Struct(f"<{size}i").unpack

    def packed(self, numbers: Iterable[int]) -> int:
        """A row as one number. Sums of such numbers are the rows of the sums."""
        return sum(number << _BITS * place for place, number in enumerate(numbers))

    def unpacked(self, row: int) -> tuple[int, ...]:
        """The numbers of a row."""
        # With a half added none is below zero, so none has borrowed from the next; taking its top bit takes it off.
        found: tuple[int, ...] = self._unpack((row + self._halves ^ self._halves).to_bytes(self._size, "little"))
        return found
