"""Texts as the tables of the lexicon rules spell them, simplified characters one for one.

The same spelling as `Language.normal`, without the weights, for rules that ask for nothing but characters.
"""

from collections.abc import Set
from functools import cache
from typing import TYPE_CHECKING, Final

from cnlint.codes import codes, per_text
from cnlint.structure.language import shipped_spelling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words are spelled at once; texts are kept.
_WORD: Final = 64


def folded(text: str) -> str:
    """The text in simplified characters, its figures and Latin letters each as one; of the same length."""
    return text.translate(shipped_spelling()) if len(text) <= _WORD else _folded(text)


def spelled_as(chars: Set[str]) -> Set[str]:
    """The characters that `folded` spells as one of some characters, these among them."""
    return {*chars, *(chr(code) for code, char in shipped_spelling().items() if char in chars)}


@per_text
def _folded(text: str) -> str:
    units = codes(text)
    if units is None:
        return text.translate(shipped_spelling())
    return _spelled().take(units).tobytes().decode("utf-16-le")


@cache
def _spelled() -> "NDArray[np.uint16]":
    """The spelling of every character of the first plane."""
    import numpy as np

    table = np.arange(1 << 16, dtype="<u2")
    for code, char in shipped_spelling().items():
        table[code] = ord(str(char))
    return table
