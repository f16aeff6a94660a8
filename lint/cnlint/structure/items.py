"""Items of a list, told by how lines begin (programmes, ordinals, bullets), and rows of a table.

One line that begins with a figure may be the second half of a sentence. Where the line before it or after it begins in
the same way, both are items, whatever marks they lack; and rows where both have their words and figures in one order.
"""

from collections.abc import Sequence
from typing import Final

from cnlint.characters import PAUSE_MARKS
from cnlint.lazy import lazy
from cnlint.structure.model import Piece

# Numbering as in GB/T 9704-2012, 7.3.3 (一、 （一） 1. （1）), articles of laws, clock times, bullets, and the labels
# of short lines (上联：, 时间：).
_OPENING: Final = lazy(
    r"(?P<time>\d{1,2}[:：]\d{2}(?!\d))|(?P<figure>\d{1,2}[.、．)）](?!\d))|(?P<bracketed>[（(][一二三四五六七八九十\d]{1,3}[）)])|"
    r"(?P<numeral>[一二三四五六七八九十]{1,3}、)|(?P<circled>[①-⑳])|(?P<article>第[一二三四五六七八九十百\d]{1,4}[条條章节節])|"
    r"(?P<bullet>[●■◆★▲○□◇※•·☆→])|(?P<label>[\u3400-\u9fff]{1,4}[：:](?=.{0,15}\Z))"
)
_NO_ROW: Final = frozenset("，。；：！？、")
_FEWEST_FIGURES: Final = 2
# What a row of a table is made of: figures, words, and anything else (blanks, units, signs) between.
_FIELDS: Final = lazy(r"(?P<figure>\d+)|(?P<word>[\u3400-\u9fffA-Za-z]+)|(?P<other>[^\d\u3400-\u9fffA-Za-z]+)")
# Where no mark stands before them, these begin an item whatever stands beside (1、2、3号楼 may be cut at each mark).
_ORDINALS: Final = frozenset({"figure", "bracketed", "numeral", "circled"})


def begins_item(pieces: Sequence[Piece], left: int, right: int) -> bool:
    """Whether the right one of two pieces is an item of a list, and so no second half of the left one."""
    opening = _opening(pieces[right])
    if opening in _ORDINALS and pieces[left].text[-1] not in PAUSE_MARKS:
        return True
    return opening is not None and opening in (_opening(pieces[at]) for at in (left, right + 1) if at < len(pieces))


def _opening(piece: Piece) -> str | None:
    """The name of the form in which a line begins as items do, or how a row of a table is made up."""
    found = _OPENING.match(piece.text)
    return found.lastgroup if found else _row(piece.text)


def _row(text: str) -> str | None:
    """The order of figures and words in a line with no mark of a sentence: the same in all rows of a table."""
    if not _NO_ROW.isdisjoint(text):
        return None
    fields = [field.lastgroup or "" for field in _FIELDS.finditer(text)]
    return " ".join(fields) if fields.count("figure") >= _FEWEST_FIGURES else None
