"""How the halves of a cut text are put together: the one place that says where a blank belongs.

Han text is set without blanks, so its halves meet directly; words of scripts that set blanks keep one. Nothing is
taken away: a hyphen at the end of a line stays, for none can tell a broken word from "COVID-19".
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

from cnlint.lazy import lazy

# Marks after which English sets a blank, when a letter stands before them.
_SPACED_MARKS: Final = frozenset(",.;:!?)")
# Latin text long enough to hold a blank of its own is running text, in which figures are set apart too ("in 2024");
# a single word with a figure is a name of one piece ("5G", "A4", "PM2.5").
_RUNNING_LEFT: Final = lazy(r"[A-Za-z][A-Za-z'’.,;:-]* [\w'’.,;:%()-]+$")
_RUNNING_RIGHT: Final = lazy(r"[\w'’.,;:%()-]+ [A-Za-z]")
# Addresses run on without a blank wherever they are broken.
_ADDRESS: Final = lazy(r"(?:://|www\.|@)[!-~]*$")
# Characters on either side that are looked at: longer than any word or address is broken over a column.
_REACH: Final = 200
# White space that ends a printed line and is no line end of a file: form feed, the separators of Unicode.
_PRINTED_LINE_END: Final = lazy("[ \t]*[\f\u2028\u2029][ \t\f\u2028\u2029]*")


def glue(left: str, right: str) -> str:
    """What stands between two halves of one text that are joined: nothing, or one blank.

    Args:
        left: the text before the seam, without white space at its end.
        right: the text after it, without white space at its start.
    """
    if not left or not right:
        return ""
    left, right = left[-_REACH:], right[:_REACH]
    last, first = left[-1], right[0]
    if _sets_blanks(last) and _sets_blanks(first):
        return "" if _ADDRESS.search(left) else " "
    if last in _SPACED_MARKS and _sets_blanks(first) and _sets_blanks(left[-2:-1]):
        return "" if _ADDRESS.search(left) else " "
    if _is_figure(first) and (_sets_blanks(last) or last in _SPACED_MARKS) and _RUNNING_LEFT.search(left):
        return " "
    return " " if _is_figure(last) and _sets_blanks(first) and _RUNNING_RIGHT.match(right) else ""


def joined(halves: Iterable[str]) -> str:
    """Several pieces of one text as one line."""
    text = ""
    for half in halves:
        text += glue(text, half) + half
    return text


def one_line(text: str) -> str:
    """A text in which no white space ends a line any more."""
    return joined(_PRINTED_LINE_END.split(text)) if _PRINTED_LINE_END.search(text) else text


def _sets_blanks(char: str) -> bool:
    """True for a letter of a script that sets blanks between words; full-width letters and kana follow the Han text."""
    return char.isalpha() and unicodedata.east_asian_width(char) not in "WFH"


def _is_figure(char: str) -> bool:
    return "0" <= char <= "9"
