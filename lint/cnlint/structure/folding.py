"""The folded view in which structure reads a text: widths made one, what prints nothing left out.

The view is for reading only. Offsets never come from it: a piece keeps its span in the document.
"""

import re
from functools import lru_cache
from typing import Final

from cnlint.characters import INVISIBLE
from cnlint.lazy import lazy

_BLANKS: Final = lazy("[ \t\u00a0\u3000]+")
_HALF_MARK: Final = lazy(r"[,;:!?()]")
# A mark between two figures or Latin letters belongs to a number, a time or an address.
_HALF_MARK_IN_TEXT: Final = lazy(r"(?<![0-9A-Za-z])[,;:!?()]|[,;:!?()](?![0-9A-Za-z])")
_TO_FULL: Final = str.maketrans(",;:!?()", "，；：！？（）")
_INVISIBLE: Final = lazy(f"[{re.escape(''.join(sorted(INVISIBLE)))}]")
# What prints and is folded away or made another has one of these.
_FOLDED: Final = " ,;:!?()"
# Lines that are kept folded, and how long they are at most (characters): the fixer reads the lines of a page again and
# again, most of them unchanged.
_KEPT, _LONGEST_KEPT = 1 << 11, 400


def fold(text: str) -> str:
    """The text of one line without blanks beside Han, without invisible characters, marks full width."""
    if text.isprintable() and not any(map(text.__contains__, _FOLDED)):
        return text
    return _kept(text) if len(text) <= _LONGEST_KEPT else _fold(text)


def _fold(text: str) -> str:
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    text = _BLANKS.sub(_unless_beside_wide, text.strip())
    if _HALF_MARK.search(text):
        text = _HALF_MARK_IN_TEXT.sub(lambda match: match.group().translate(_TO_FULL), text)
    return text


_kept = lru_cache(maxsize=_KEPT)(_fold)


def _unless_beside_wide(blanks: re.Match[str]) -> str:
    """Nothing for blanks beside Han characters or Chinese marks: OCR engines set them where the page has none."""
    start, end = blanks.span()
    text = blanks.string
    return "" if _is_wide(text[start - 1]) or _is_wide(text[end]) else blanks.group()


def _is_wide(char: str) -> bool:
    """A Han character or Chinese mark; compiling them as a class of an expression takes longer than to fold a page."""
    return (
        "\u3400" <= char <= "\u9fff"
        or "\u3001" <= char <= "\u301f"
        or "\uff01" <= char <= "\uff5e"
        or "\u2018" <= char <= "\u201d"
        or char in "·—…"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003347f"
    )
