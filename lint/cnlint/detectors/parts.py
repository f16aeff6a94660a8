"""Sums of two parts that leave nothing over: men and women, imports and exports, town and country.

Other lists of parts (其中 …) need not be whole, so that nothing is reckoned from them.
"""

from collections.abc import Iterator
from typing import Final

from cnlint.detectors.pairs import PairTable
from cnlint.detectors.reckoning import COUNTED, FIGURE, UNIT, Interval, amount, interval, is_rough, told
from cnlint.findings import Match
from cnlint.lazy import lazy

# What is one or the other, and no third; a part's name is any of the words of its side.
_SIDES: Final = (
    (("男",), ("女",)),
    (("进口", "進口"), ("出口",)),
    (("城镇", "城市", "城鎮"), ("农村", "乡村", "農村", "鄉村")),
    (("境内", "境內"), ("境外",)),
    (("新建",), ("续建", "續建")),
)
_SIDE_OF: Final = {name: (pair, side) for pair, sides in enumerate(_SIDES) for side in (0, 1) for name in sides[side]}
# No sum is told over the end of a sentence.
_SENTENCE_END: Final = lazy(r"[。！？\r\n]")
_SIGNS: Final = PairTable(name for name in _SIDE_OF if len(name) > 1)
_NAME: Final = "|".join(_SIDE_OF)
# A word of a part's name behind it, and the figure: 男性20人, 出口总额207亿元.
_PART: Final = rf"({_NAME})[^0-9。！？；,、\r\n]{{0,6}}?({FIGURE})({COUNTED})"
# How a part has changed, on its way to the next one: 增长3.5%.
_CHANGE: Final = rf"(?:[^0-9。！？\r\n]|{FIGURE}%){{0,16}}?"
_WHOLE: Final = ("共", "计", "計", "总", "總", "进出口", "進出口")
# 共35人，其中男20人，女15人; 进出口352亿元，增长2%，其中出口207亿元，增长3.5%，进口145亿元.
_TWO: Final = lazy(
    rf"(?:{'|'.join(_WHOLE)})[^0-9。！？；,\r\n]{{0,12}}?({FIGURE})({COUNTED})({UNIT}){_CHANGE}"
    rf"[,、：:（(；中]{_PART}\3{_CHANGE}[,、；]{_PART}\3"
)
# A part more, so that the two are not all: 、其他3人.
_MORE: Final = lazy(rf"[^0-9。！？\r\n]{{1,10}}?{FIGURE}{COUNTED}")


def may_name_sides(text: str) -> bool:
    """Whether a text names both sides of anything that has two."""
    return ("男" in text and "女" in text) or (_SIGNS.stands_in(text) and _names_sides(text))


def _may_sum(sentence: str) -> bool:
    """Whether a sentence has all that a sum has: a whole, two sides, figures."""
    return any(map(sentence.__contains__, _WHOLE)) and any(map(str.isdigit, sentence)) and _names_sides(sentence)


def _names_sides(text: str) -> bool:
    return any(any(map(text.__contains__, one)) and any(map(text.__contains__, other)) for one, other in _SIDES)


def sums(text: str) -> Iterator[Match]:
    """Two parts that do not add up to the whole that the sentence gives."""
    if not any(map(_may_sum, _SENTENCE_END.split(text))):
        return  # an expression with so many words takes long to compile
    for found in _TWO.finditer(text):
        first, second = _SIDE_OF[found.group(4)], _SIDE_OF[found.group(7)]
        if first[0] != second[0] or first[1] == second[1]:
            continue
        if any(is_rough(text, found.start(figure)) for figure in (1, 5, 8)):
            continue
        if _has_third(text, found.end(), found.group(3)):
            continue
        whole, *parts = (interval(*found.group(at, at + 1)) for at in (1, 5, 8))
        total = Interval(parts[0].low + parts[1].low, parts[0].high + parts[1].high)
        if not total.meets(whole):
            yield told(found.start(1), found.end(), found.group(1), "sum-is", amount(total, found.group(2)))


def _has_third(text: str, end: int, unit: str) -> bool:
    """Whether a third part of the same unit follows that is none of the other two."""
    more = _MORE.match(text, end)
    return more is not None and "其中" not in more.group() and text.startswith(unit, more.end())
