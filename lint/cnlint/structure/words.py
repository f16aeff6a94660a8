"""Which short strings are Chinese words, and how common: evidence that a seam cuts a word.

A hash table of one byte a slot holds the two- to four-character words of jieba's dictionary (MIT licence) in three
classes of frequency; each slot has six bits of the word's hash, so that about one string in two hundred that is no
word is taken for one. Built by `make train`.
"""

from functools import cache
from typing import Final

from cnlint.structure.language import BETWEEN, FINAL, stored

HASH_BITS: Final = 19
LONGEST: Final = 4  # characters; longer entries are mostly names and idioms, which their parts give away too
_LONG: Final = range(LONGEST, 1, -1)
_MASK: Final = (1 << 64) - 1
_SLOT: Final = 64 - HASH_BITS


def hash_of(word: str) -> int:
    """64 bits that differ from word to word."""
    key = len(word)
    for char in word:
        key = (key * BETWEEN & _MASK) ^ ord(char)
    return key * FINAL & _MASK


def place(word: str) -> tuple[int, int]:
    """Slot and mark (1 to 63) of a word."""
    key = hash_of(word)
    return key >> (64 - HASH_BITS), (key >> 8 & 63) or 1


class Words:
    """The table, ready to be asked. Words are spelled as `Language.normal` spells."""

    def __init__(self, table: bytes) -> None:
        self._table = table

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
