"""Markdown marks at the start of a line: taken off what is read, set by the Markdown writer alone."""

import re
from typing import Final

from cnlint.structure.model import Role

HEADLINE: Final = "# "
SUBHEAD: Final = "## "
# What stands before a text that was moved to its article's end, with the words Chinese papers use.
MOVED: Final = {Role.CAPTION: "> 图注：", Role.CREDIT: "> 图源："}

# A mark is one only with a blank after it: "#今日话题#" is text.
_MARK: Final = re.compile(rf"(?:#{{1,6}}\s+|{'|'.join(map(re.escape, MOVED.values()))})(?=\S)")


def unmarked(line: str) -> str:
    """A line without the mark at its start, if it has one."""
    match = _MARK.match(line)
    return line[match.end() :] if match else line
