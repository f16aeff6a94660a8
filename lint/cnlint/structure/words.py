"""Which short strings are Chinese words, and how common: evidence that a seam cuts a word.

A hash table of one byte a slot holds the two- to four-character words of jieba's dictionary (MIT licence) in three
classes of frequency; each slot has six bits of the word's hash, so that about one string in two hundred that is no
word is taken for one. Built by `make train`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from cnlint.structure.hashing import BETWEEN, FINAL, Strings, hash_of, pays
from cnlint.structure.kept import Kept
from cnlint.structure.language import stored

HASH_BITS: Final = 19
LONGEST: Final = 4  # characters; longer entries are mostly names and idioms, which their parts give away too
_LONG: Final = range(LONGEST, 1, -1)
_MASK: Final = (1 << 64) - 1
_SLOT: Final = 64 - HASH_BITS
# The strings across a seam, those that end at it and those that start at it, as places in a window of the longest ones
# on both sides.
_OVER: Final = [
    range(LONGEST - before, LONGEST + after) for before in range(1, LONGEST) for after in range(1, LONGEST + 1 - before)
]
_ENDS: Final = [range(LONGEST - size, LONGEST) for size in range(2, LONGEST + 1)]
_STARTS: Final = [range(LONGEST, LONGEST + size) for size in range(2, LONGEST + 1)]
_EVERY: Final = [*_OVER, *_ENDS, *_STARTS]
_STRINGS: Final = Strings(_EVERY, [len(places) for places in _EVERY])


def place(word: str) -> tuple[int, int]:
    """Slot and mark (1 to 63) of a word."""
    key = hash_of(len(word), word)
    return key >> (64 - HASH_BITS), (key >> 8 & 63) or 1


class Words:
    """The table, ready to be asked. Words are spelled as `Language.normal` spells."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._known: Kept[tuple[str, str], tuple[int, int, int]] = Kept()

    def to_bytes(self) -> bytes:
        """The table as it is shipped."""
        return self._table

    def level(self, word: str) -> int:
        """0 if the string is no known word, else 1 (rare) to 3 (common)."""
        key = len(word)  # `place`, in one: at a seam a dozen strings are asked for
        for char in word:
            key = key * BETWEEN ^ ord(char)
        key = key * FINAL & _MASK
        found = self._table[key >> _SLOT]
        return found >> 6 if found & 63 == (key >> 8 & 63 or 1) else 0

    def last(self, text: str) -> str:
        """The longest known word that a text ends with, or else its last character."""
        return next((text[-size:] for size in _LONG if size <= len(text) and self.level(text[-size:])), text[-1:])

    def first(self, text: str) -> str:
        """The longest known word that a text starts with, or else its first character."""
        return next((text[:size] for size in _LONG if size <= len(text) and self.level(text[:size])), text[:1])

    def across(self, left: str, right: str) -> tuple[int, int, int]:
        """Levels of the commonest word that lies across the seam, ends at it, and starts at it."""
        known = self._known.get((left, right))
        if known is None:
            self._known.make_room(1)
            known = self._known[left, right] = self._across(left, right)
        return known

    def read_ahead(self, seams: Iterable[tuple[str, str]]) -> None:
        """Reckon at once what `across` will be asked for of a document's seams, where that is faster."""
        unknown = self._known.lacking(seam for seam in seams if len(seam[0]) == len(seam[1]) == LONGEST)
        if pays(len(unknown)):
            self._known.make_room(len(unknown))
            self._known.update(self._all_across(list(unknown)))

    def _all_across(self, seams: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[int, int, int]]]:
        import numpy as np

        keys = _STRINGS.hashes([left + right for left, right in seams])
        found = np.frombuffer(self._table, np.uint8)[(keys >> np.uint64(_SLOT)).astype(np.intp)]
        marks = (keys >> np.uint64(8) & np.uint64(63)).astype(np.uint8)
        levels = np.where(found & 63 == np.maximum(marks, 1), found >> 6, 0)
        parts = np.split(levels, [len(_OVER), len(_OVER) + len(_ENDS)], 1)
        over, ended, started = (part.max(1).tolist() for part in parts)
        return zip(seams, zip(over, ended, started, strict=True), strict=True)

    def _across(self, left: str, right: str) -> tuple[int, int, int]:
        over = ended = started = 0
        for before in range(1, LONGEST):
            if before > len(left):
                break
            for after in range(1, LONGEST + 1 - before):
                if after > len(right):
                    break
                over = max(over, self.level(left[-before:] + right[:after]))
        for size in range(2, LONGEST + 1):
            if size <= len(left):
                ended = max(ended, self.level(left[-size:]))
            if size <= len(right):
                started = max(started, self.level(right[:size]))
        return over, ended, started


@cache
def words() -> Words:
    """The shipped table, read on first use (512 KiB)."""
    return Words(stored("words.bin"))
