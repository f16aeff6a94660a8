"""Text as a terminal shows it: what is made visible, and how many display cells each character takes.

Width follows Unicode's East Asian Width as terminals apply it (the wcwidth package): wide characters two cells,
combining marks none, ambiguous ones (quotation marks, the em dash) one.
"""

import re
from functools import lru_cache
from typing import Final, TextIO

from cnlint.lazy import lazy

# Characters that act on a terminal, print nothing, or reverse the writing direction, and lone surrogates, which no
# encoding takes. Unicode categories Cc, Cs, Zl, Zp; Cf but for the Arabic and other scripts' signs that do print.
_UNSHOWN: Final = lazy(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# A tab is shown as so many blanks wherever it stands, so that what follows does not depend on the margin.
_TAB: Final = "    "

# Where no table is needed: of these ranges every character takes one cell, or every character takes two.
ONE_CELL: Final = (
    ("\x20", "\x7e"),
    ("\u00a1", "\u00ac"),
    ("\u00ae", "\u02ff"),
    ("\u2010", "\u2027"),
    ("\u2030", "\u205e"),
    ("\u2190", "\u2319"),
    ("\u2460", "\u25fc"),
)
TWO_CELLS: Final = (
    ("\u3000", "\u3029"),
    ("\u3041", "\u3096"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uff01", "\uff60"),
)


def visible(text: str) -> str:
    """The text with every character escaped, as Python escapes it, that would not show or would act on a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char == "\t":
        return _TAB
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@lru_cache(maxsize=4096)
def cells_of(char: str) -> int:
    """The display cells that one character takes in `visible` text."""
    for low, high in ONE_CELL:
        if low <= char <= high:
            return 1
    for low, high in TWO_CELLS:
        if low <= char <= high:
            return 2
    shown = visible(char)
    if shown != char:
        return len(shown)
    from wcwidth import wcwidth  # tens of milliseconds: only for the characters that need its tables

    return max(0, wcwidth(char))


def cells(text: str) -> int:
    """The display cells that a text takes when `visible` has shown it."""
    return sum(map(cells_of, text))


def write(stream: TextIO, text: str) -> None:
    """Writes text to a stream of any encoding; what the encoding cannot hold is escaped."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)
