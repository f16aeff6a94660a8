"""The form in which paragraphs are compared: letters, figures and Han alone, whatever their width and case.

Marks and blanks are what OCR engines, encodings and papers differ in most; what is left of a paragraph tells as well
which one it is.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

_PLANE: Final = 0x10000  # characters of the basic plane; those beyond are Han, or too rare to matter, and stay
_WIDE: Final = range(0xFF01, 0xFF5F)  # full-width forms of ASCII
_WIDER: Final = 0xFEE0  # how far they stand from those
_LIMIT: Final = ord("\n")  # stands between texts, and in none
# Texts that are folded at once: at a hundred characters each, arrays of half a megabyte, which stay in the cache.
_BATCH: Final = 1000


def folded(texts: Sequence[str]) -> list[str]:
    """The texts in the form in which they are compared."""
    return [form for start in range(0, len(texts), _BATCH) for form in _folded(texts[start : start + _BATCH])]


def _folded(texts: Sequence[str]) -> list[str]:
    joined = "\n".join(text.replace("\n", "") for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kept = _table()[np.minimum(codes, _PLANE - 1)]
    if codes.size and codes.max() >= _PLANE:
        kept = np.where(codes < _PLANE, kept, codes)
    text: str = kept[kept != 0].tobytes().decode("utf-32-le", "surrogatepass")
    return text.split("\n")


@cache
def _table() -> NDArray[np.uint32]:
    """What stands for each character of the basic plane; 0: nothing."""
    table = np.zeros(_PLANE, np.uint32)
    for code in range(_PLANE):
        if chr(code).isalnum():
            plain = chr(code - _WIDER if code in _WIDE else code)
            lower = plain.lower()
            table[code] = ord(lower if len(lower) == 1 else plain)
    table[_LIMIT] = _LIMIT
    return table
