"""Letters and circles that stand for the figures 0 and 1: 2O18年, l2月, 二○一八年.

GB/T 15835-2011, 5.3: the Han zero of years and numbers is 〇.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations, product
from typing import Final

from cnlint.codes import matches_at
from cnlint.detectors.pairs import PairTable
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

_LETTERS: Final = "OolI"
# A run has a letter beside a figure or its point.
_BESIDE: Final = PairTable(
    "".join(pair) for letter, figure in product(_LETTERS, "0123456789.") for pair in permutations((letter, figure))
)
_FIGURES: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "Ｏ": "０", "ｌ": "１", "Ｉ": "１"})
# A run of figures and look-alikes by itself: beside other letters it is a code, a formula or a model's name.
_RUN: Final = lazy(
    r"(?<![0-9A-Za-z０-９Ａ-Ｚａ-ｚ.\-/_@])(?=[OolI]*[0-9])(?=[0-9.]*[OolI])[0-9OolI]+(?:\.[0-9OolI]+)?"
    r"(?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ\-/_@]|\.[0-9A-Za-z])"
)
# What counts behind a figure. Volumes may end in l (5l), and formulas begin with O (O2).
_COUNTED: Final = lazy(r"[ \t]?(?:[%％℃年月日号號时時分点點万萬亿億千百元人个個名家户戶件次岁歲米吨噸公里]|多)")
_LETTER: Final = lazy(r"[OolI]")
_HAN_FIGURES: Final = "一二三四五六七八九○〇OＯ0０"
_HAN_YEAR: Final = lazy(rf"[一二][{_HAN_FIGURES}]{{3}}(?=年)")
_HAN_YEAR_END: Final = PairTable(f"{figure}年" for figure in _HAN_FIGURES)
_BEFORE_END: Final = 3  # characters of a year before its last figure
_WRONG_ZERO: Final = lazy(r"[○OＯ0０]")


def misread_figure(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Letters inside figures, and zeros of other kinds inside years in Han figures."""
    text = snapshot.text
    for found in _RUN.finditer(text) if _BESIDE.stands_in(text) else ():
        if _counts(text, found.start(), found.end()):
            yield _match(text, found.start(), found.end(), found.group().translate(_FIGURES))
    starts = (at - _BEFORE_END for at in _HAN_YEAR_END.places(text) if at >= _BEFORE_END)
    for found in matches_at(_HAN_YEAR, text, starts):
        year = found.group()
        if _WRONG_ZERO.search(year):
            yield _match(text, found.start(), found.end(), _WRONG_ZERO.sub("〇", year))


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a run is a number: something is counted behind it, or its letters stand between figures."""
    if _LETTER.search(text, start, end) is None:
        return False
    return _COUNTED.match(text, end) is not None or (text[start].isdigit() and text[end - 1].isdigit())


def _match(text: str, start: int, end: int, wanted: str) -> Match:
    found = text[start:end]
    return Match(start, end, {"found": found, "wanted": wanted}, edits=(Edit(start, end, found, wanted),))
