"""Which words follow each other in newspapers, and which ones sentences end and start with.

Two tables of association (pointwise mutual information in nats: Church and Hanks, Computational Linguistics 16(1),
1990), from counts of neighbouring words in clean articles and in the bigram dictionary of Lucene's smartcn analyser
(Apache-2.0). A paragraph that ends in mid-sentence ends in a word that seldom ends one, before a word that seldom
starts one, and the two are often neighbours; n-grams of characters, learnt from fewer texts, know this less well.

Pairs have one byte a slot: five bits of the hash and one of eight levels. Words have two: a byte of the hash and four
bits each for the ends and the starts of sentences. One pair in fifty that is not listed is taken for one that is.
"""

import zlib
from functools import cache
from typing import Final

from cnlint.structure.hashing import hash_of
from cnlint.structure.language import stored

PAIR_BITS: Final = 19
WORD_BITS: Final = 16
# Association of the pairs listed, in nats; those between, which say little, are left out.
LEVELS: Final = (-2.0, -1.0, 0.75, 1.5, 2.25, 3.0, 4.0, 5.0)
# Association of a word with the end or the start of a sentence: from -4 to 3.5 in steps of a half.
STEP: Final = 0.5
ZERO: Final = 8


def pair_place(left: str, right: str) -> tuple[int, int]:
    """Slot and mark (1 to 31) of two words in a row."""
    key = hash_of(len(pair := f"{left} {right}"), pair)
    return key >> (64 - PAIR_BITS), (key >> 8 & 31) or 1


def word_place(word: str) -> tuple[int, int]:
    """Slot and mark (1 to 255) of a word."""
    key = hash_of(len(word), word)
    return key >> (64 - WORD_BITS), (key >> 8 & 255) or 1


class Collocations:
    """The tables, ready to be asked. Words are spelled as `Language.normal` spells."""

    def __init__(self, pairs: bytes, words: bytes) -> None:
        self._pairs, self._words = pairs, words

    def to_bytes(self) -> bytes:
        """The tables as they are shipped: one after the other, deflated."""
        return zlib.compress(self._pairs + self._words, 9)

    def together(self, left: str, right: str) -> float | None:
        """How much oftener than by chance one word follows the other (nats); None if nothing is known."""
        slot, mark = pair_place(left, right)
        found = self._pairs[slot]
        return LEVELS[found & 7] if found >> 3 == mark else None

    def edges(self, word: str) -> tuple[float, float] | None:
        """How much oftener than others a word ends sentences, and starts them (nats); None if it is not known."""
        slot, mark = word_place(word)
        if self._words[2 * slot] != mark:
            return None
        found = self._words[2 * slot + 1]
        return ((found >> 4) - ZERO) * STEP, ((found & 15) - ZERO) * STEP


@cache
def collocations() -> Collocations:
    """The shipped tables, read on first use (640 KiB)."""
    return read(stored("collocations.bin"))


def read(data: bytes) -> Collocations:
    """The tables from their file."""
    data = zlib.decompress(data)
    return Collocations(data[: 1 << PAIR_BITS], data[1 << PAIR_BITS :])
