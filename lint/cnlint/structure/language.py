"""How well one piece of Chinese text runs on into another, character by character.

A linear model over hashed character n-grams on both sides of a seam (trained by `make train`, described in
`weights/MODEL_CARD.md`) answers what marks alone cannot: whether `…塘栖镇组` runs on into `织线…` as text does, or
whether a paragraph ended before and another starts. Feature hashing: Weinberger et al., ICML 2009; n-grams around a
gap as the only features of a Chinese boundary model: BudouX (Apache-2.0), there for phrases.

The weights are one signed byte for each of 2^21 hash values, in one deflated file.
"""

import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from cnlint.structure.hashing import BETWEEN, FINAL, Strings, pays

# The folder of all trained weights; the variable names another one, to measure models that are not shipped.
WEIGHTS: Final = os.environ.get("CNLINT_WEIGHTS") or os.path.join(os.path.dirname(__file__), "weights")
HASH_BITS: Final = 21
# Characters on each side of the seam that the model sees.
REACH: Final = 4
EDGE: Final = "\x02"  # stands for what lies before the start or after the end of a piece
# The n-grams, as places in the window of twice REACH characters (the seam lies between 3 and 4): left alone, right
# alone, across, and two with a hole.
TEMPLATES: Final = (
    (3,), (2, 3), (1, 2, 3), (0, 1, 2, 3),
    (4,), (4, 5), (4, 5, 6), (4, 5, 6, 7),
    (3, 4), (2, 3, 4), (3, 4, 5), (2, 3, 4, 5),
    (2, 4), (3, 5),
)  # fmt: skip
# A stored step is a sixteenth of a nat: weights reach from -8 to +7.9, training leaves them within 6.
STEP: Final = 1 / 16
_MASK: Final = (1 << 64) - 1
_NUMBERED: Final = tuple(enumerate(TEMPLATES, 1))
_STRINGS: Final = Strings(TEMPLATES, range(1, len(TEMPLATES) + 1))
# Places whose score is kept: those of a large document.
_KEPT: Final = 1 << 12


class Language:
    """The trained weights, ready to be asked."""

    def __init__(self, weights: bytes, bias: float, spelling: dict[int, str | int | None]) -> None:
        self._weights = memoryview(weights).cast("b")
        self._bias = bias
        self._spelling = spelling
        self._known: dict[str, float] = {}  # roles, seams and rules ask for the same places one after the other

    def normal(self, text: str) -> str:
        """A text as the model spells it: simplified characters, one figure, one Latin letter. Keeps the length."""
        return text.translate(self._spelling)

    def to_bytes(self) -> bytes:
        """The model as it is shipped: deflated, the constant in thousandths of a nat, then one signed byte a weight."""
        return zlib.compress(round(self._bias * 1000).to_bytes(8, "little", signed=True) + self._weights.tobytes(), 9)

    def runs_on(self, left: str, right: str) -> float:
        """Log-odds (nats) that `right` runs on from `left`, judged by the characters at the seam alone."""
        window = _window(left, right)
        known = self._known.get(window)
        if known is None:
            self._make_room(1)
            known = self._known[window] = self._score(window)
        return known

    def read_ahead(self, seams: Iterable[tuple[str, str]]) -> None:
        """Reckon at once what `runs_on` will be asked for of a document's pieces, where that is faster."""
        windows = {_window(left, right) for left, right in seams}.difference(self._known)
        if pays(len(windows)):
            self._make_room(len(windows))
            self._known.update(self._scores(list(windows)))

    def _make_room(self, count: int) -> None:
        if len(self._known) + count > _KEPT:
            self._known.clear()

    def _scores(self, windows: Sequence[str]) -> Iterator[tuple[str, float]]:
        import numpy as np

        places = _STRINGS.hashes([self.normal(window) for window in windows]) >> np.uint64(64 - HASH_BITS)
        totals = np.asarray(self._weights)[places.astype(np.intp)].sum(1, dtype=np.int64).tolist()
        return ((window, total * STEP + self._bias) for window, total in zip(windows, totals, strict=True))

    def _score(self, window: str) -> float:
        codes = [ord(char) for char in self.normal(window)]
        weights = self._weights
        total = 0
        for key, places in _NUMBERED:
            for place in places:
                key = key * BETWEEN ^ codes[place]  # the mask can wait: higher bits never reach lower ones
            total += weights[(key * FINAL & _MASK) >> (64 - HASH_BITS)]
        return total * STEP + self._bias


def _window(left: str, right: str) -> str:
    """The characters at a seam that the model sees."""
    return left[-REACH:].rjust(REACH, EDGE) + right[:REACH].ljust(REACH, EDGE)


def spelling(pairs: str) -> dict[int, str | int | None]:
    """The translation that `Language.normal` uses, from pairs of traditional and simplified characters in a row."""
    table: dict[int, str | int | None] = {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs) - 1, 2)}
    table.update({code: "0" for code in (*range(0x30, 0x3A), *range(0xFF10, 0xFF1A))})
    latin = (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    table.update({code: "a" for code in latin})
    table.update(zip(map(ord, "「」『』"), "“”‘’", strict=True))
    return table


@cache
def language() -> Language:
    """The shipped model, read on first use (2 MiB, less than half of it on disk)."""
    pairs = stored("simplified.txt").decode().strip()
    return read(stored("language.bin"), spelling(pairs))


def stored(name: str) -> bytes:
    """A file of the trained weights."""
    with open(os.path.join(WEIGHTS, name), "rb") as file:
        return file.read()


def read(data: bytes, table: dict[int, str | int | None]) -> Language:
    """A model from its file: deflated; the constant in thousandths of a nat, then one signed byte a weight."""
    data = zlib.decompress(data)
    return Language(data[8:], int.from_bytes(data[:8], "little", signed=True) / 1000, table)
