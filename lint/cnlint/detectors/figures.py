"""Figures that contradict each other: shares, growth and sums that do not add up, dates that do not exist.

What is compared has to be told in one sentence, in forms that leave no doubt which figure belongs to which: elsewhere
nothing is compared.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from cnlint.codes import places
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.parts import may_name_sides, sums
from cnlint.detectors.reckoning import COUNTED, FIGURE, UNIT, Interval, amount, interval, is_rough, told
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# Full-width figures and signs, so that the expressions see one form; the length of the text stays.
_PLAIN: Final = tuple(zip("０１２３４５６７８９．％，", "0123456789.%,", strict=True))


def contradicting_figures(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Figures of one sentence that contradict each other, and dates that do not exist."""
    printed = snapshot.text
    tests = [test for test, signs in _TESTS if all(sign(printed) for sign in signs)]
    if tests:
        text = printed
        for wide, plain in _PLAIN:  # a fiftieth of the time that `translate` takes
            text = text.replace(wide, plain)
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


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _dates(text: str) -> Iterator[Match]:
    for found in _found_dates(text):
        if _LUNAR.search(text, max(0, found.start() - _NEAR), found.start()):
            continue
        year, month, day = (int(part) if part else 0 for part in found.group(1, 2, 3))
        exists = 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]
        if exists and (month, day) == (2, 29) and year and not _is_leap(year):
            exists = False
        if not exists:
            yield told(found.start(), found.end(), found.group(), "no-such-date", "")
        elif year and found.group(4):
            from calendar import weekday  # takes as long to import as a page to read, and few dates name the day

            wanted = _WEEK[weekday(year, month, day)]
            if wanted != found.group(4).replace("天", "日"):
                yield told(found.start(), found.end(), found.group(), "weekday-is", f"星期{wanted}")


# 352户…其中207户…，占58.8%, or 352户中有207户…（58.8%）: a whole, a part in the same unit, and its share, no other
# figure between.
_PART_OF: Final = ("其中", "中有", "中,有")
_SHARE: Final = lazy(
    rf"({FIGURE})({COUNTED})({UNIT})(?:(?:[^0-9。！？；\r\n]|{FIGURE}%){{0,24}}?其中|[^0-9。！？；,\r\n]{{0,8}}?中,?有)"
    rf"(?!分[别別])[^0-9。！？；,、\r\n]{{0,16}}?"
    rf"({FIGURE})({COUNTED})\3(?:[^0-9。！？；,\r\n]{{0,12}}?,?占(?:总数|全部|比[例重]?|总量|總數)?"
    rf"(?:的|为|為|達到?|达到?了?)?|[（(](?:占比?)?)({FIGURE})%"
)


_SENTENCE_END: Final = lazy(r"[。！？；\r\n]")


def _in_sentences(
    pattern: re.Pattern[str], text: str, signs: Sequence[str], others: Sequence[str] = ("",)
) -> Iterator[re.Match[str]]:
    """The matches of a pattern that lie in one sentence, and have one of the signs and behind it one of the others."""
    done = 0
    for at in sorted(at for sign in signs for at in places(text, sign)):
        if at >= done:
            found = _SENTENCE_END.search(text, at)
            before, done = done, found.start() if found else len(text)
            if any(map(text[at:done].__contains__, others)):
                start = max(before, *(text.rfind(end, before, at) + 1 for end in "。！？；\r\n"))
                yield from pattern.finditer(text, start, done)


# The figures go with others in their order.
_RESPECTIVELY: Final = lazy("分[别別]")
# The whole is itself a share, so that the part's may be one of the same larger whole.
_SHARE_OF_MORE: Final = lazy("占[^,。]*%")

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
    for found in _in_sentences(_SHARE, text, _PART_OF, ("%",)):
        whole, part = interval(*found.group(1, 2)), interval(*found.group(4, 5))
        if whole.low <= 0 or is_rough(text, found.start(1)) or is_rough(text, found.start(4)):
            continue
        if _RESPECTIVELY.search(found.group()) or _SHARE_OF_MORE.search(text, found.end(3), found.start(4)):
            continue
        share = Interval(100 * part.low / whole.high, 100 * part.high / whole.low)
        if not share.meets(interval(found.group(6), counted=False)):
            yield told(found.start(1), found.end(), found.group(6) + "%", "share-is", _percent(share))


_FROM: Final = ("从", "由", "從")
_POINTS: Final = ("百分点", "百分點")
_RISES: Final = "增长|增長|增加|净增|淨增|增幅|上升|提高|提升|扩大|擴大"
_FALLS: Final = "下降|降低|减少|減少|降幅|回落"
_CHANGES: Final = tuple(f"{_RISES}|{_FALLS}".split("|"))
# The time at which a figure held: 2004年的, 1月20日的.
_WHEN: Final = r"(?:[0-9]{1,4}[年月](?:[0-9]{1,2}[月日])?[^0-9。！？；,\r\n]{0,4})?"
# 从A增至B，增长P%; 从A增至B，增加C.
_GROWTH: Final = lazy(
    rf"[从由從][^0-9。！？；\r\n]{{0,12}}?{_WHEN}({FIGURE})({COUNTED})({UNIT})[^0-9。！？；,\r\n]{{0,4}}?"
    rf"(?:增|升|降|{_RISES}|{_FALLS})(?:至|到|為|为)了?{_WHEN}({FIGURE})({COUNTED})\3"
    rf"(?:人次)?,?(?:同比)?(?:{_RISES}|{_FALLS})(?:了|达|达到|為|为|率为)?({FIGURE})(?:%|({COUNTED})\3)"
)


def _growths(text: str) -> Iterator[Match]:
    for found in _in_sentences(_GROWTH, text, _FROM, _CHANGES):
        old, new = interval(*found.group(1, 2)), interval(*found.group(4, 5))
        if old.low <= 0 or is_rough(text, found.start(1)) or is_rough(text, found.start(4)):
            continue
        if found.group(7) is None:
            change = _distance(Interval(100 * (new.low / old.high - 1), 100 * (new.high / old.low - 1)))
            said, words = interval(found.group(6), counted=False), _percent(change)
        else:
            change = _distance(Interval(new.low - old.high, new.high - old.low))
            said, words = interval(*found.group(6, 7)), amount(change, found.group(7))
        if not change.meets(said):
            yield told(found.start(1), found.end(), text[found.start(6) : found.end()], "change-is", words)


# 从20%提高到25%，提高5个百分点.
_STEP: Final = lazy(
    rf"[从由從][^0-9。！？；\r\n]{{0,12}}?{_WHEN}({FIGURE})%[^0-9。！？；,\r\n]{{0,6}}?(?:至|到|為|为)了?{_WHEN}({FIGURE})%"
    rf",?(?:同比)?(?:{_RISES}|{_FALLS})(?:了)?({FIGURE})[个個]百分[点點]"
)


def _steps(text: str) -> Iterator[Match]:
    for found in _in_sentences(_STEP, text, _POINTS):
        old, new, said = (interval(figure, counted=False) for figure in found.groups())
        change = _distance(Interval(new.low - old.high, new.high - old.low))
        if not change.meets(said) and not any(is_rough(text, found.start(figure)) for figure in (1, 2, 3)):
            yield told(found.start(1), found.end(), text[found.start(3) : found.end()], "change-is", amount(change, ""))


def _distance(change: Interval) -> Interval:
    """How far a change goes, up or down."""
    return Interval(-change.high, -change.low) if change.high < 0 else change


# 9时75分: no hour has so many minutes; more than 24 is no hour.
_TIME: Final = lazy(r"(?<![0-9.])(?:[01]?[0-9]|2[0-4])[时時点點][6-9][0-9]分(?![0-9])")


_BEFORE_MINUTE: Final = PairTable(f"{figure}分" for figure in "0123456789０１２３４５６７８９")


def _times(text: str) -> Iterator[Match]:
    for found in _TIME.finditer(text):
        yield told(found.start(), found.end(), found.group(), "no-such-time", "")


def _any(signs: Iterable[str]) -> Callable[[str], bool]:
    """The question whether any of a few characters stands in a text."""
    return lambda text: any(map(text.__contains__, signs))


# The tests, and the questions to the text as it is printed to which all of them that find something say yes.
_TESTS: Final[Sequence[tuple[Callable[[str], Iterator[Match]], Sequence[Callable[[str], bool]]]]] = (
    (_dates, (_any("月"), _any("日"))),
    (_shares, (_any("%％"), _any("占（("), PairTable(("其中", "中有", "中,", "中，")).stands_in)),
    (_growths, (_any(_FROM), _any("至到為为"), PairTable(_CHANGES).stands_in)),
    (_steps, (_any(_FROM), _any("至到為为"), PairTable(("百分",)).stands_in)),
    (sums, (_any("共计計总總出"), may_name_sides)),
    (_times, (_any("时時点點"), _BEFORE_MINUTE.stands_in)),
)


def _percent(share: Interval) -> str:
    return f"{(share.low + share.high) / 2:.4g}%"
