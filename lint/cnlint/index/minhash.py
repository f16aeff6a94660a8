"""Band keys: short texts that share most strings of three characters share a key in at least one band.

MinHash (Broder 1997) with 25 bands of 5 rows (Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3). Two
readings of a paragraph, each with 2 % of its characters wrong, share 0.79 of their strings and a band with a
probability above 0.9999; at 0.5 it is one half. Longer strings and fewer bands, which suit web pages in alphabets,
find little more than half of such pairs.

All hashes of a batch are reckoned at once: a row is one multiplication over an array of strings and the least value
within each text.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint32]

BANDS: Final = 25
ROWS: Final = 5
GRAM: Final = 3
# Characters in a batch: the two arrays that each row works on take a megabyte each, a cache's worth; with shorter ones
# the calls themselves cost more than what they do.
_BATCH: Final = 1 << 18
# Odd constants that mix bits well: the golden ratio, and those of xxHash's 64-bit finish (Collet, public domain).
_MIX: Final = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
# Any seed does; another one makes other keys, which old indexes do not have.
_SEED: Final = 19970611


def band_keys(texts: Sequence[str]) -> Keys:
    """The keys of texts, a row of 25 for each.

    Args:
        texts: folded, each of at least three characters.
    """
    keys = np.empty((len(texts), BANDS), np.uint32)
    for first, last in _batches(texts):
        keys[first:last] = _keys_of(texts[first:last])
    return keys


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = size = 0
    for number, text in enumerate(texts):
        if size + len(text) > _BATCH and number > first:
            yield first, number
            first, size = number, 0
        size += len(text)
    if first < len(texts):
        yield first, len(texts)


def _keys_of(texts: Sequence[str]) -> Keys:
    grams, starts = _grams(texts)
    factors, terms = _rows()
    keys = np.zeros((len(texts), BANDS), np.uint32)
    hashed = np.empty_like(grams)
    for row in range(BANDS * ROWS):
        np.multiply(grams, factors[row], out=hashed)
        hashed += terms[row]
        least = np.minimum.reduceat(hashed, starts)
        band = keys[:, row // ROWS]
        # As in FNV-1a, with the high bits brought down again.
        keys[:, row // ROWS] = (band ^ least) * np.uint32(0x01000193) + (band >> np.uint32(15))
    return keys


def _grams(texts: Sequence[str]) -> tuple[Keys, NDArray[np.intp]]:
    """A hash of each string of three characters, text after text, and where the strings of each text begin."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    ends = np.cumsum([len(text) for text in texts])
    mixed = sum(codes[at : len(codes) - GRAM + 1 + at] * np.uint64(factor) for at, factor in enumerate(_MIX))
    hashed = np.asarray(mixed, np.uint64)
    hashed ^= hashed >> np.uint64(29)
    hashed *= np.uint64(_MIX[1])
    within = np.ones(len(hashed), bool)
    for at in range(1, GRAM):  # strings that run over from one text into the next
        within[ends[:-1] - at] = False
    starts = np.concatenate(([0], ends[:-1])) - (GRAM - 1) * np.arange(len(texts))
    return (hashed[within] >> np.uint64(32)).astype(np.uint32), starts.astype(np.intp)


@cache
def _rows() -> tuple[Keys, Keys]:
    """Factors (odd) and terms of the rows' hash functions (multiply-shift, Dietzfelbinger and others 1997)."""
    random = np.random.default_rng(_SEED)
    factors, terms = random.integers(0, 1 << 32, (2, BANDS * ROWS), dtype=np.uint32)
    return factors | np.uint32(1), terms
