"""Texts as arrays of numbers, for questions that are asked of every character of them.

numpy answers such a question some twenty times as fast as a loop, and takes as long to import as some sixty thousand
characters to loop over. So it is used once it is at hand, or once that many have been asked about; the answers are
the same. It is not used for texts with characters beyond the first plane, which two numbers stand for.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint16]

# Characters after which the import of numpy has paid: 60 to 100 ms, and 1 to 2 µs that it saves for each of them.
_WORTHWHILE: Final = 1 << 16
_CODES: Final = 1 << 16  # numbers that a character of the first plane may have


class _Asked:
    """How many characters this process was asked about."""

    characters = 0


def _at_hand() -> bool:
    return "numpy" in sys.modules


@lru_cache(maxsize=4)  # rules ask for the same text one after the other: as it is, folded, without blanks
def codes(text: str) -> "Codes | None":
    """The code units of a text, one for each character; None where numpy is not worth importing or does not serve."""
    if not _at_hand():
        _Asked.characters += len(text)
        if _Asked.characters < _WORTHWHILE:
            return None
    import numpy as np

    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    return None if ((units & 0xF800) == 0xD800).any() else units


def places(text: str, sign: str) -> list[int]:
    """Where a string stands in a text, in order and apart."""
    found = []
    at = text.find(sign)
    while at >= 0:
        found.append(at)
        at = text.find(sign, at + len(sign))
    return found


def matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern in order and apart, as `finditer` gives them, where each starts at one of the places."""
    done = 0
    for at in starts:
        found = pattern.match(text, at) if at >= done else None
        if found:
            done = found.end()
            yield found


class CharTable:
    """A set of characters, ready to be looked for.

    Args:
        chars: the characters.
    """

    def __init__(self, chars: Iterable[str]) -> None:
        self._chars = frozenset(chars)

    def stands_in(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        units = codes(text)
        return not self._chars.isdisjoint(text) if units is None else bool(self._flags.take(units).any())

    def places(self, text: str) -> Sequence[int]:
        """Where they stand in a text, in order."""
        units = codes(text)
        if units is None:
            return [at for at, char in enumerate(text) if char in self._chars]
        return _places(self._flags.take(units))

    @cached_property
    def _flags(self) -> "NDArray[np.bool_]":
        import numpy as np

        flags = np.zeros(_CODES, dtype=np.bool_)
        flags[[ord(char) for char in self._chars if ord(char) < _CODES]] = True  # of texts without others
        return flags


class PairTable:
    """A set of pairs of characters of the first plane, ready to be looked for.

    Args:
        pairs: the pairs, strings of two characters.
    """

    def __init__(self, pairs: Iterable[str]) -> None:
        self._pairs = frozenset(pairs)

    def places(self, text: str) -> Sequence[int]:
        """Where they start in a text, in order."""
        if codes(text) is None:
            return [at for at, pair in enumerate(map(add, text, text[1:])) if pair in self._pairs]
        pairs = self._pairs
        return [at for at in _places(self._flags.take(_pair_hashes(text))) if text[at : at + 2] in pairs]

    @cached_property
    def _flags(self) -> "NDArray[np.bool_]":
        """Whether a pair of that hash may be one of them."""
        import numpy as np

        flags = np.zeros(1 << _HASH_BITS, dtype=np.bool_)
        pairs = np.array([[ord(char) for char in pair] for pair in self._pairs], dtype=np.uint16).reshape(-1, 2)
        flags[_hashed(pairs[:, 0], pairs[:, 1])] = True
        return flags


# Slots of a table for each string that is looked up in it: one in sixteen falls into one that is taken.
_ROOM: Final = 16
# A string of at most twelve characters is three numbers of four characters each.
_FOUR: Final = 4
# Odd multipliers without structure: the fractions of the square roots of 2, 3 and 5 (as SHA-512 takes them).
_FACTORS: Final = (0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B)


class Repeat(NamedTuple):
    """A string that stands in a text again: where, and how far before that it stood last, in characters."""

    at: int
    distance: int


@lru_cache(maxsize=1)  # two rules ask for the same text
def repeats(text: str, size: int) -> Sequence[Repeat] | None:
    """All strings of a text that stood in it before, in order.

    Args:
        text: the text.
        size: characters of the strings, from eight to twelve.

    Returns:
        The repeats, or None where `codes` is.
    """
    units = codes(text)
    if units is None:
        return None
    import numpy as np

    count = len(units) - size + 1
    if count < 2:
        return []
    fours = np.ndarray(len(units) - _FOUR + 1, "<u8", units.tobytes(), 0, (units.itemsize,))
    starts = (0, min(_FOUR, size - _FOUR), size - _FOUR)
    key = np.zeros(count, np.uint64)
    for at, factor in zip(starts, _FACTORS, strict=True):
        key += fours[at : at + count] * np.uint64(factor)
    slots = (key >> np.uint64(64 - (_ROOM * count).bit_length())).astype(np.intp)
    last = np.empty(1 << (_ROOM * count).bit_length(), np.int32)  # which string came last into a slot
    numbers = np.arange(count, dtype=np.int32)
    last[slots] = numbers
    shared = np.zeros(len(last), np.bool_)
    shared[slots[last[slots] != numbers]] = True
    latest: dict[str, int] = {}
    found = []
    for at in _places(shared[slots]):
        string = text[at : at + size]
        if string in latest:
            found.append(Repeat(at, at - latest[string]))
        latest[string] = at
    return found


# 256 KiB a table, of which seven thousand pairs leave 97 % free.
_HASH_BITS: Final = 18


@lru_cache(maxsize=2)  # all tables are asked about the same text, as it is or folded
def _pair_hashes(text: str) -> "NDArray[np.intp]":
    """The hashes of all pairs of a text that has `codes`."""
    units = codes(text)
    assert units is not None
    return _hashed(units[:-1], units[1:])


def _hashed(first: "Codes", second: "Codes") -> "NDArray[np.intp]":
    """The hashes of pairs (Fibonacci hashing, Knuth, TAOCP 3, 6.4)."""
    import numpy as np

    key = first.astype(np.uint32)
    key <<= 16
    key |= second
    key *= np.uint32(0x9E3779B1)
    key >>= np.uint32(32 - _HASH_BITS)
    return key.astype(np.intp)


def _places(flags: "NDArray[np.bool_]") -> list[int]:
    found: list[int] = flags.nonzero()[0].tolist()
    return found
