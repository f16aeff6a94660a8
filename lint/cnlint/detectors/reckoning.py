"""Figures as a paper prints them, and what they may stand for.

A figure that a paper rounds stands for an interval (half a unit of its last place on either side); two statements
contradict each other only where the intervals do.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint.findings import Evidence, Match, Value
from cnlint.lazy import lazy

if TYPE_CHECKING:
    from decimal import Decimal


class Interval(NamedTuple):
    """What a rounded figure may stand for."""

    low: "Decimal"
    high: "Decimal"

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high


_TIMES: Final = {"": 1, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
# Words and signs that make any figure a rough one.
_ROUGH: Final = lazy(r"(?:约|約|近|超|逾|多达|大约|将近|不足|不到|上|余|餘|来|多|几|數|数)$")
FIGURE: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?"
COUNTED: Final = r"[万萬亿億千]?"
UNIT: Final = r"[\u4e00-\u9fff]{1,2}?"


def interval(figure: str, times: str = "", *, counted: bool = True) -> Interval:
    """The values that a figure as it is printed may stand for.

    Args:
        figure: figures with a decimal point and commas between thousands.
        times: the Han numeral behind it, which multiplies it.
        counted: whether a whole number without numeral is exact; a share is always rounded.

    Raises:
        ValueError: it is no figure.
    """
    from decimal import Decimal, InvalidOperation  # few texts hold what can be reckoned

    plain = figure.replace(",", "")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"{figure!r} is no figure") from None
    factor = Decimal(_TIMES[times])
    exact = counted and "." not in plain and not times
    half = Decimal(0) if exact else Decimal(5).scaleb(value.as_tuple().exponent - 1)  # type: ignore[operator]
    return Interval((value - half) * factor, (value + half) * factor)


def amount(value: Interval, times: str) -> str:
    """The middle of an interval as a paper writes it, in thousands or millions as the Han numeral has it."""
    return f"{(value.low + value.high) / 2 / _TIMES[times]:.10g}{times}"


def is_rough(text: str, start: int) -> bool:
    """Whether the words before a figure say that it is a rough one."""
    return _ROUGH.search(text, max(0, start - 2), start) is not None


def told(start: int, end: int, found: str, kind: str, wanted: Value) -> Match:
    """A contradiction: where it stands, the figure that does not fit, and what was reckoned instead."""
    return Match(start, end, {"found": found}, (Evidence(kind, wanted),))
