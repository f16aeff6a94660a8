"""Which quotation marks and brackets of a text belong together, and which have no partner."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from cnlint.characters import PAIRS
from cnlint.lazy import lazy

# All widths of a bracket are one mark here, for engines mix them within one pair.
_FOLD: Final = {"(": "（", ")": "）", "[": "［", "]": "］", "{": "｛", "}": "｝", "｢": "「", "｣": "」"}
_PARTNER: Final = {opener: closer for opener, closer in PAIRS.items() if opener not in _FOLD}
_OPENER_OF: Final = {closer: opener for opener, closer in _PARTNER.items()}
# Square and curly half-width brackets are notation as often as punctuation and are not asked for.
_ENCLOSURE: Final = lazy(f"[{''.join(_PARTNER)}{''.join(_PARTNER.values())}()｢｣]")

_ENCLOSURE_OR_LINE_END: Final = lazy(f"[{''.join(_PARTNER)}{''.join(_PARTNER.values())}()｢｣\r\n]")
_PAIRS: Final = tuple(opener + closer for opener, closer in _PARTNER.items())
_FOLDED: Final = str.maketrans(_FOLD)

QUOTE_OPENERS: Final = frozenset("“‘「『﹁﹃")


class Enclosure(NamedTuple):
    """One mark that opens or closes: its offset and itself, folded to full width."""

    at: int
    mark: str
    needs_partner: bool  # False: it may be an apostrophe or the bracket of a list number, which stand alone

    @property
    def opens(self) -> bool:
        """Whether it opens."""
        return self.mark in _PARTNER

    @property
    def partner(self) -> str:
        """The mark that it needs on its other side."""
        return _PARTNER.get(self.mark) or _OPENER_OF[self.mark]


def enclosures(text: str, start: int = 0, end: int | None = None) -> Iterator[Enclosure]:
    """All quotation marks and brackets of a part of the text, in order."""
    for found in _ENCLOSURE.finditer(text, start, len(text) if end is None else end):
        mark = found.group()
        alone = mark in "’）)" and _stands_alone(text, found.start(), mark)
        yield Enclosure(found.start(), _FOLD.get(mark, mark), not alone)


def lines_balance(text: str) -> bool:
    """Whether every mark of each line has its partner there: pairs are taken away until none stands together."""
    left = "".join(_ENCLOSURE_OR_LINE_END.findall(text)).translate(_FOLDED)
    size = -1
    while len(left) != size:
        size = len(left)
        for pair in _PAIRS:
            left = left.replace(pair, "")
    return not left.strip("\r\n")


# An apostrophe or glottal stop: beside a letter, or before the figures of a year.
_APOSTROPHE: Final = lazy(r"(?<=[A-Za-z\u00c0-\u024f0-9])’|’(?=[0-9A-Za-z])")
# The number of a list item, 1） a) 三）without an opener, and the mouth of an emoticon.
_ITEM: Final = lazy(
    r"(?:^|[\s。；;，,、：:！？”])(?:[0-9０-９]{1,2}|[A-Za-z]|[一二三四五六七八九十]{1,2}|[①-⑳])$|[:：;；]-?$"
)
_ITEM_LENGTH: Final = 4


def _stands_alone(text: str, at: int, mark: str) -> bool:
    if mark == "’":
        return _APOSTROPHE.match(text, at) is not None
    return _ITEM.search(text[max(0, at - _ITEM_LENGTH) : at]) is not None


def unmatched(marks: Iterable[Enclosure]) -> list[Enclosure]:
    """The marks without a partner, in order. A closing mark takes the nearest opener of its kind that is open.

    Marks that may stand alone are left out if fewer others are alone then.
    """
    everything = list(marks)
    alone = _alone(everything)
    if all(mark.needs_partner for mark in everything):
        return alone
    without = _alone([mark for mark in everything if mark.needs_partner])
    return min(without, [mark for mark in alone if mark.needs_partner], key=len)


def _alone(marks: Iterable[Enclosure]) -> list[Enclosure]:
    still_open: list[Enclosure] = []
    alone: list[Enclosure] = []
    for mark in marks:
        if mark.opens:
            still_open.append(mark)
            continue
        for depth in range(len(still_open) - 1, -1, -1):
            if still_open[depth].mark == mark.partner:
                alone += still_open[depth + 1 :]
                del still_open[depth:]
                break
        else:
            alone.append(mark)
    return sorted(alone + still_open)
