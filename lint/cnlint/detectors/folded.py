"""Texts as the tables of the lexicon rules spell them, simplified characters one for one, and the way back.

The same spelling as `Language.normal`, without the weights, for rules that ask for nothing but characters.
"""

from functools import cache, lru_cache

from cnlint.characters import is_han
from cnlint.structure.language import spelling, stored


@lru_cache(maxsize=1)  # several rules ask for the same text, one after the other
def folded(text: str) -> str:
    """The text in simplified characters, its figures and Latin letters each as one; of the same length."""
    return text.translate(_spelling())


@cache
def _spelling() -> dict[int, str | int | None]:
    return spelling(stored("simplified.txt").decode().strip())


def as_in(found: str, wanted: str) -> str:
    """What a table gives, in the script of the text that it was found in: traditional if a character of it shows so."""
    if not any(is_han(char) and folded(char) != char for char in found):
        return wanted
    from opencc import OpenCC  # for the rare finding in traditional print

    converted: str = OpenCC("s2tw").convert(wanted)
    return converted
