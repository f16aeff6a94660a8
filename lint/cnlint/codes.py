"""Texts as arrays of numbers, for questions that are asked of every character of them.

numpy answers such a question some twenty times as fast as a loop, and takes as long to import as some sixty thousand
characters to loop over. So it is used once it is at hand, or once that many have been asked about; the answers are
the same. It is not used for texts with characters beyond the first plane, which two numbers stand for.

What is asked of one text is asked together: all sets of characters are bits of one table, in which a text is looked up
once. So are all sets of pairs (`detectors.pairs`).
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.uint16]
    Bits = NDArray[np.uint32]

# Before anybody imports numpy. The networks' arrays are small: several threads of the linear algebra would wait for
# each other more than they work (two processes of two threads took three times as long as one).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Characters after which the import of numpy has paid: 60 to 100 ms, and 1 to 2 µs that it saves for each of them.
_WORTHWHILE: Final = 1 << 16
_CODES: Final = 1 << 16  # numbers that a character of the first plane may have


# Texts of a batch, each as it is, folded, and without blanks.
_TEXTS: Final = 4 * 64
_Answers = TypeVar("_Answers", bound=Callable[..., object])
_known: list[Callable[[], None]] = []


def per_text(function: _Answers) -> _Answers:
    """Keep what a function gives for each text (its first argument), for rules ask for the same; until `forget`."""
    kept = lru_cache(maxsize=_TEXTS)(function)
    _known.append(kept.cache_clear)
    return cast("_Answers", kept)


def forget() -> None:
    """Let go of all that is kept of texts."""
    for clear in _known:
        clear()


class _Asked:
    """How many characters this process was asked about."""

    characters = 0


def expect(characters: int) -> None:
    """Say that rules are going to ask about texts of so many characters together, so that it pays from the first on."""
    _Asked.characters += characters


def _at_hand() -> bool:
    return "numpy" in sys.modules


def is_awaited() -> bool:
    """Whether numpy is at hand, or so much will be asked that it is going to be."""
    return _at_hand() or _Asked.characters >= _WORTHWHILE


@per_text
def codes(text: str) -> "Codes | None":
    """The code units of a text, one for each character; None where numpy is not worth importing or does not serve."""
    if not _at_hand():
        _Asked.characters += len(text)
        if _Asked.characters < _WORTHWHILE:
            return None
    import numpy as np

    try:
        data = text.encode("utf-16-le")
    except UnicodeEncodeError:  # half of a character
        return None
    return np.frombuffer(data, "<u2") if len(data) == 2 * len(text) else None


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


_SETS: Final = 32  # sets that a table holds, each a bit of its numbers


class Entry(NamedTuple):
    """Where a set stands: in which table, and the bit that is its own there."""

    table: int
    bit: int


class Register:
    """Sets of keys that are looked up together. Those that are new are entered when any is asked for.

    Args:
        size: how many keys there are.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._tables: list[Bits] = []
        self._new: list[tuple[Entry, Callable[[], NDArray[np.integer]]]] = []
        self.sets = 0

    def add(self, keys: "Callable[[], NDArray[np.integer]]") -> Entry:
        """Take in a set; its keys are asked for when they are needed."""
        entry = Entry(self.sets // _SETS, 1 << self.sets % _SETS)
        self.sets += 1
        self._new.append((entry, keys))
        return entry

    def look_up(self, table: int, keys: "NDArray[np.intp]") -> "tuple[Bits, int]":
        """For each key the sets that it is of, and those that any of them is of."""
        import numpy as np

        for entry, own in self._new:
            if entry.table == len(self._tables):
                self._tables.append(np.zeros(self._size, np.uint32))
            self._tables[entry.table][own()] |= np.uint32(entry.bit)
        self._new.clear()
        bits = self._tables[table].take(keys)
        return bits, int(np.bitwise_or.reduce(bits))


_CHARS: Final = Register(_CODES)


@per_text
def _char_bits(text: str, table: int, sets: int) -> "tuple[Bits, int]":
    """For each character of a text that has `codes` the sets that it is of, and those that any of them is of."""
    units = codes(text)
    assert units is not None
    return _CHARS.look_up(table, units.astype("p"))


class CharTable:
    """A set of characters, ready to be looked for.

    Args:
        chars: the characters.
    """

    def __init__(self, chars: Iterable[str]) -> None:
        self._chars = frozenset(chars)
        self._entry = _CHARS.add(self._keys)

    def stands_in(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        if codes(text) is not None:
            table, bit = self._entry
            return bool(_char_bits(text, table, _CHARS.sets)[1] & bit)
        if len(self._chars) < FEW:
            return any(char in text for char in self._chars)
        return not self._chars.isdisjoint(text)

    def places(self, text: str) -> Sequence[int]:
        """Where they stand in a text, in order."""
        if codes(text) is None:
            return [at for at, char in enumerate(text) if char in self._chars]
        return places_of(self.flags(text)) if self.stands_in(text) else []

    def flags(self, text: str) -> "NDArray[np.bool_]":
        """For each character of a text that has `codes`, whether it is one of them."""
        table, bit = self._entry
        flags: NDArray[np.bool_] = (_char_bits(text, table, _CHARS.sets)[0] & bit) != 0
        return flags

    def _keys(self) -> "NDArray[np.intp]":
        import numpy as np

        return np.array([ord(char) for char in self._chars if ord(char) < _CODES], np.intp)


# Characters that are looked for one by one sooner than the characters of a text among them: 0.1 to 0.5 µs each, where
# a thousand characters take 30.
FEW: Final = 64


def places_of(flags: "NDArray[np.generic]") -> list[int]:
    """Where an array is not zero."""
    found: list[int] = flags.nonzero()[0].tolist()
    return found
