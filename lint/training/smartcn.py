"""Reads the bigram dictionary of Lucene's smartcn analyser (Apache-2.0; made from ICTCLAS 1.0) from its jar.

The jar holds serialised Java arrays (Java Object Serialization Specification, 6.4). Words stand in lists by their
first character, in the order of GB 2312; pairs are known by a hash of `left@right` only (FNV-1a over the bytes of
UTF-16), so all pairs of words are tried.
"""

import io
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

EDGE = "\n"  # stands before the first and after the last word of a sentence
_FOLDER = "org/apache/lucene/analysis/cn/smart/hhmm/"
_PRIME, _BASIS = 0x100000001B3, 0xCBF29CE484222325
_LONGEST = 5  # characters; so long are the names that stand for a figure and for the edges
_LEAST = 3  # no pair is listed that stands less often
_START, _END, _FIGURE = "始##始", "末##末", "未##数"


class Counts(NamedTuple):
    """How often words stand in texts, and in a row."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]


@cache
def read(jar: Path) -> Counts:
    """The counts, `EDGE` standing before the first and after the last word of a sentence. Takes minutes."""
    with zipfile.ZipFile(jar) as archive:
        core, pairs = (archive.read(f"{_FOLDER}{name}.mem") for name in ("coredict", "bigramdict"))
    _, _, tails, counts = _objects(core)
    hashes, numbers = _objects(pairs)
    spelled = {_START: EDGE, _END: EDGE, _FIGURE: "0"}
    words = {
        word: int(number)
        for first, (ends, frequencies) in enumerate(zip(tails, counts, strict=True))
        if ends is not None
        for word, number in zip(_words(first, ends), frequencies, strict=True)
        if number >= _LEAST and len(word) <= _LONGEST
    }
    listed = dict(zip(hashes.tolist(), numbers.tolist(), strict=True))
    found = Counts(Counter(), Counter())
    for word, number in words.items():
        found.words[spelled.get(word, word)] += number
    for left, right, key in _pairs(list(words), hashes[numbers > 0]):
        found.pairs[spelled.get(left, left), spelled.get(right, right)] += listed[key]
    return found


def _words(first: int, ends: Sequence[np.ndarray | None]) -> Iterator[str]:
    char = bytes((first // 94 + 0xA1, first % 94 + 0xA1)).decode("gb2312", "replace")
    for end in ends:
        yield char + ("" if end is None else end.tobytes().decode("utf-16-be"))


def _pairs(words: Sequence[str], hashes: np.ndarray) -> Iterator[tuple[str, str, int]]:
    """All pairs of words whose hash is listed, with it."""
    listed = np.sort(hashes.astype(np.uint64))
    sieve = np.zeros(1 << 24, dtype=bool)
    sieve[listed & np.uint64((1 << 24) - 1)] = True
    by_size = {size: [word for word in words if len(word) == size] for size in sorted(set(map(len, words)))}
    codes = {size: np.array([list(map(ord, word)) for word in group], np.uint64) for size, group in by_size.items()}
    for left in words:
        start = np.uint64(_fnv(left + "@"))
        for size, group in by_size.items():
            keys = np.full(len(group), start)
            for column in codes[size].T:
                keys = (keys ^ (column & np.uint64(0xFF))) * np.uint64(_PRIME)
                keys = (keys ^ (column >> np.uint64(8))) * np.uint64(_PRIME)
            for at in np.flatnonzero(sieve[keys & np.uint64((1 << 24) - 1)]):
                place = np.searchsorted(listed, keys[at])
                if place < len(listed) and listed[place] == keys[at]:
                    yield left, group[at], int(keys[at].astype(np.int64))


def _fnv(text: str) -> int:
    key = _BASIS
    for code in map(ord, text):
        for byte in (code & 0xFF, code >> 8):
            key = (key ^ byte) * _PRIME & 0xFFFFFFFFFFFFFFFF
    return key


_ITEMS = {"C": ">u2", "S": ">i2", "I": ">i4", "J": ">i8"}
_NULL, _REFERENCE, _ARRAY = 0x70, 0x71, 0x75
_FIRST_HANDLE = 0x7E0000


def _objects(data: bytes) -> list[Any]:
    """The arrays of a stream of serialised Java arrays, those of numbers and characters as numpy's."""
    stream, found = _Stream(data), []
    while not stream.at_end:
        found.append(stream.value())
    return found


class _Stream:
    """Reads one value after the other; what was read before may be meant by its number."""

    def __init__(self, data: bytes) -> None:
        self._bytes, self._size = io.BytesIO(data[4:]), len(data) - 4  # after magic number and version
        self._known: list[Any] = []

    @property
    def at_end(self) -> bool:
        """Whether all was read."""
        return self._bytes.tell() == self._size

    def value(self) -> Any:
        """The next array, or None."""
        tag = self._number("B")
        if tag == _NULL:
            return None
        if tag == _REFERENCE:
            return self._referred()
        if tag != _ARRAY:
            raise ValueError(f"holds an object of kind {tag:#x}, not an array")
        item, at = self._kind()[1], len(self._known)
        self._known.append(None)
        size = self._number(">I")
        self._known[at] = self._numbers(item, size) if item in _ITEMS else [self.value() for _ in range(size)]
        return self._known[at]

    def _kind(self) -> str:
        if self._number("B") == _REFERENCE:
            return str(self._referred())
        name = self._bytes.read(self._number(">H")).decode()
        self._known.append(name)
        self._bytes.read(8 + 1 + 2 + 1 + 1)  # version, flags, no fields, end of annotations, no parent
        return name

    def _referred(self) -> Any:
        return self._known[self._number(">I") - _FIRST_HANDLE]

    def _numbers(self, item: str, size: int) -> np.ndarray:
        form = np.dtype(_ITEMS[item])
        return np.frombuffer(self._bytes.read(size * form.itemsize), form)

    def _number(self, form: str) -> int:
        return int(struct.unpack(form, self._bytes.read(struct.calcsize(form)))[0])
