"""Words in the characters of the other script, as OpenCC writes them.

Its dictionary of phrases for traditional print takes 40 MiB and a tenth of a second to load, and seldom matters: most
characters have one form in all phrases, and the others an uncommon one only beside certain neighbours. What has to be
known of that stands in a table that is made from it (`training/conversions.py`); OpenCC itself is asked where a
character has such a neighbour.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cnlint.characters import is_han
from cnlint.detectors.folded import folded
from cnlint.detectors.scripts import TRADITIONAL_ONLY
from cnlint.detectors.tables import lines_of, table

TABLE: Final = table("conversions.txt")
# Conversions, as OpenCC names them: to the forms of Taiwan, to its own standard, and to simplified characters.
TAIWAN, STANDARD, SIMPLIFIED = "s2tw", "s2t", "t2s"
# Characters on each side that a phrase reaches (the longest phrases of OpenCC that matter have four).
_PHRASE: Final = 6


def converted(text: str, start: int, end: int, conversion: str) -> str | None:
    """What stands for a span of a text in the other script; None where that would have another length."""
    forms = _forms(conversion)
    found = [forms.of(text, at) for at in range(start, end)]
    if None not in found:
        return "".join(filter(None, found))
    before = text[max(0, start - _PHRASE) : start]
    phrase = before + text[start : end + _PHRASE]
    form = _opencc(conversion)(phrase)
    return form[len(before) : len(before) + end - start] if len(form) == len(phrase) else None


def as_in(found: str, wanted: str, start: int = 0, end: int | None = None) -> str:
    """What a table gives, or a span of it, in the script of the text that it was found in.

    That is traditional if a character of the text shows so.
    """
    end = len(wanted) if end is None else end
    if not any(is_han(char) and folded(char) != char for char in found):
        return wanted[start:end]
    return converted(wanted, start, end, TAIWAN) or wanted[start:end]


class _Forms(NamedTuple):
    """What a conversion makes of single characters."""

    changed: Mapping[str, str]
    by_phrase: frozenset[str]  # that the table cannot tell
    beside: Mapping[str, Sequence[str]]  # neighbours before and behind, with which it cannot tell
    known: Callable[[str], bool]  # whether the table holds for a character at all

    def of(self, text: str, at: int) -> str | None:
        """The form of a character in a text, if it is the same in all phrases that may stand there."""
        char = text[at]
        if char in self.by_phrase or not self.known(char):
            return None
        before, behind = self.beside.get(char, ("", ""))
        if (at and text[at - 1] in before) or (at + 1 < len(text) and text[at + 1] in behind):
            return None
        return self.changed.get(char, char)


@cache
def _forms(conversion: str) -> _Forms:
    changed, taiwan, standard, by_phrase, *others = lines_of(TABLE)
    beside = {char: sides for char, *sides in (line.split("\t") for line in others)}
    if conversion == SIMPLIFIED:
        traditional = frozenset(TRADITIONAL_ONLY)
        forms = dict(zip(TRADITIONAL_ONLY, folded(TRADITIONAL_ONLY), strict=True))
        return _Forms(forms, frozenset(), beside, traditional.__contains__)
    forms = dict(zip(changed, taiwan if conversion == TAIWAN else standard, strict=True))
    return _Forms(forms, frozenset(by_phrase), beside, _is_told)


def _is_told(char: str) -> bool:
    """Whether the table tells of a character: of what GB 2312 has, which is all that simplified print has.

    No conversion changes what is no Han character.
    """
    try:
        return not is_han(char) or bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@cache
def _opencc(conversion: str) -> Callable[[str], str]:
    from opencc import OpenCC  # for the rare character that needs it

    convert: Callable[[str], str] = OpenCC(conversion).convert
    return convert
