"""Figures that contradict each other: shares, growth and sums that do not add up, dates that do not exist.

A figure that a paper rounds stands for an interval (half a unit of its last place on either side); two statements
contradict each other only where the intervals do. What is compared has to be told in one sentence, in forms that leave
no doubt which figure belongs to which: elsewhere nothing is compared.
"""

import re
from calendar import isleap, weekday
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from cnlint.findings import Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# Full-width figures and signs, so that the expressions see one form; the length of the text stays.
_PLAIN: Final = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")


class Interval(NamedTuple):
    """What a rounded figure may stand for."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


_TIMES: Final = {"": 1, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
# Words and signs that make any figure a rough one.
_ROUGH: Final = lazy(r"(?:约|約|近|超|逾|多达|大约|将近|不足|不到|上|余|餘|来|多|几|數|数)$")
_FIGURE: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_COUNTED: Final = r"[万萬亿億千]?"


def interval(figure: str, times: str = "", *, counted: bool = True) -> Interval:
    """The values that a figure as it is printed may stand for.

    Args:
        figure: figures with a decimal point and commas between thousands.
        times: the Han numeral behind it, which multiplies it.
        counted: whether a whole number without numeral is exact; a share is always rounded.

    Raises:
        ValueError: it is no figure.
    """
    plain = figure.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{figure!r} is no figure") from None
    factor = Decimal(_TIMES[times])
    exact = counted and "." not in plain and not times
    half = Decimal(0) if exact else Decimal(5).scaleb(value.as_tuple().exponent - 1)  # type: ignore[operator]
    return Interval((value - half) * factor, (value + half) * factor)


def contradicting_figures(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Figures of one sentence that contradict each other, and dates that do not exist."""
    printed = snapshot.text
    tests = [test for test, signs in _TESTS if all(any(word in printed for word in words) for words in signs)]
    if tests:
        text = printed.translate(_PLAIN)
        for test in tests:
            yield from test(text)


_DATE: Final = lazy(
    r"(?<![0-9])(?:([0-9]{4})年)?(?<![0-9.])([0-9]{1,2})月([0-9]{1,2})日"
    r"(?:[（(,、 ]?(?:星期|周|週|礼拜|禮拜)([一二三四五六日天]))?"
)
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEK: Final = "一二三四五六日"
# Dates of another calendar: its months have thirty days in other places.
_LUNAR: Final = lazy(r"[农農阴陰夏藏回旧舊][历曆]")
_NEAR: Final = 12


def _dates(text: str) -> Iterator[Match]:
    for found in _found_dates(text):
        if _LUNAR.search(text, max(0, found.start() - _NEAR), found.start()):
            continue
        year, month, day = (int(part) if part else 0 for part in found.group(1, 2, 3))
        exists = 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
        if exists and (month, day) == (2, 29) and year and not isleap(year):
            exists = False
        if not exists:
            yield _told(found.start(), found.end(), found.group(), "no-such-date", "")
        elif year and found.group(4):
            wanted = _WEEK[weekday(year, month, day)]
            if wanted != found.group(4).replace("天", "日"):
                yield _told(found.start(), found.end(), found.group(), "weekday-is", f"星期{wanted}")


_UNIT: Final = r"[\u4e00-\u9fff]{1,2}?"
# 352户…其中207户…，占58.8%: a whole, a part in the same unit, and its share, with no other figure between.
_SHARE: Final = lazy(
    rf"({_FIGURE})({_COUNTED})({_UNIT})(?:[^0-9。！？；\r\n]|{_FIGURE}%){{0,24}}?其中(?!分[别別])[^0-9。！？；,、\r\n]{{0,16}}?({_FIGURE})({_COUNTED})\3"
    rf"[^0-9。！？；\r\n]{{0,12}}?占(?:总数|全部|比|总量|總數)?(?:的|为|為|達|达)?({_FIGURE})%"
)


_RESPECTIVELY: Final = lazy("分[别別]")


# Characters of a date before its 月 and from there on.
_BEFORE_MONTH: Final = len("2024年12")
_FROM_MONTH: Final = len("月31日（星期日")


def _found_dates(text: str) -> Iterator[re.Match[str]]:
    """All dates, looked for around each 月 only."""
    done, at = 0, text.find("月")
    while at >= 0:
        found = _DATE.search(text, max(done, at - _BEFORE_MONTH), at + _FROM_MONTH)
        if found:
            yield found
            done = found.end()
        at = text.find("月", max(at + 1, done))


def _shares(text: str) -> Iterator[Match]:
    for found in _SHARE.finditer(text):
        whole, part = interval(*found.group(1, 2)), interval(*found.group(4, 5))
        if whole.low <= 0 or _is_rough(text, found.start(1)) or _is_rough(text, found.start(4)):
            continue
        if _RESPECTIVELY.search(found.group()):
            continue  # the figures go with others in their order
        share = Interval(100 * part.low / whole.high, 100 * part.high / whole.low)
        if not share.meets(interval(found.group(6), counted=False)):
            yield _told(found.start(1), found.end(), found.group(6) + "%", "share-is", _percent(share))


# 从A增至B，增长P%: with the verb that says in which direction.
_GROWTH: Final = lazy(
    rf"[从由從]([^0-9。！？；\r\n]{{0,12}}?)({_FIGURE})({_COUNTED})({_UNIT})[^0-9。！？；,\r\n]{{0,4}}?"
    rf"(增|升|上升|提高|提升|增加|增长|增長|扩大|減少|减少|降|下降|降低)(?:至|到|為|为)[^0-9。！？；\r\n]{{0,6}}?({_FIGURE})({_COUNTED})\4"
    rf"(?:人次)?,?(?:同比)?(?:增长|增長|增加|增幅|上升|提高|下降|降低|减少|減少|降幅)(?:了|达|达到|為|为|率为)?({_FIGURE})%"
)


def _growths(text: str) -> Iterator[Match]:
    for found in _GROWTH.finditer(text):
        old, new = interval(*found.group(2, 3)), interval(*found.group(6, 7))
        if old.low <= 0 or _is_rough(text, found.start(2)) or _is_rough(text, found.start(6)):
            continue
        change = Interval(100 * (new.low / old.high - 1), 100 * (new.high / old.low - 1))
        if change.high < 0:
            change = Interval(-change.high, -change.low)
        if not change.meets(interval(found.group(8), counted=False)):
            yield _told(found.start(2), found.end(), found.group(8) + "%", "change-is", _percent(change))


# 共35人，其中男20人，女15人: two parts that leave nothing over.
_HALVES: Final = lazy(
    rf"[共计計]有?[^0-9。！？；\r\n]{{0,12}}?([0-9]+)({_UNIT})[^0-9。！？；\r\n]{{0,8}}?[,、：:（(](?:其中)?男[性生]?([0-9]+)\2"
    r"[,、](?:女[性生]?)([0-9]+)\2"
)


def _halves(text: str) -> Iterator[Match]:
    for found in _HALVES.finditer(text):
        whole, *parts = map(int, found.group(1, 3, 4))
        total = sum(parts)
        if total != whole:
            yield _told(found.start(1), found.end(), found.group(1), "sum-is", total)


# The tests, and what a text has at least if one of them finds something: a word of each row.
_TESTS: Final[Sequence[tuple[Callable[[str], Iterator[Match]], Sequence[Sequence[str]]]]] = (
    (_dates, ("月", "日")),
    (_shares, (("其中",), "占", "%％")),
    (_growths, ("从由從", "增升提扩减減降下", "至到為为", "%％")),
    (_halves, ("共计計", "男", "女")),
)


def _is_rough(text: str, start: int) -> bool:
    return _ROUGH.search(text, max(0, start - 2), start) is not None


def _percent(share: Interval) -> str:
    return f"{(share.low + share.high) / 2:.4g}%"


def _told(start: int, end: int, found: str, kind: str, wanted: Value) -> Match:
    return Match(start, end, {"found": found}, (Evidence(kind, wanted),))
