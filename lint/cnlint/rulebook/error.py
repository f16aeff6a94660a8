"""What is wrong with a rule file, told so that its author can mend it: place, line, caret, suggestion."""

from typing import Final

# Characters of a long line that are shown before and after the fault.
_BEFORE: Final = 40
_AFTER: Final = 60


class RuleError(Exception):
    """A rule file that cannot be used.

    Attributes:
        path: the file, as the user named it.
        line: from 1; 0 when the fault has no line (a missing file).
        column: characters, from 1.
        message: what was found and what was expected.
        excerpt: the line with a caret under the fault; may be empty.
        suggestion: what to do; may be empty.
    """

    def __init__(
        self, path: str, line: int, column: int, message: str, excerpt: str = "", suggestion: str = ""
    ) -> None:
        super().__init__(path, line, column, message, excerpt, suggestion)
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.excerpt = excerpt
        self.suggestion = suggestion

    @property
    def in_one_line(self) -> str:
        """Place, message and suggestion, for reports that take a line per error."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}" + (f" ({self.suggestion})" if self.suggestion else "")

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        parts = [f"{place}: {self.message}", self.excerpt, f"    {self.suggestion}" if self.suggestion else ""]
        return "\n".join(filter(None, parts))


def excerpt(line: str, column: int, width: int = 1) -> str:
    """The line and a caret below its `column` (characters, from 1), `width` characters wide; long lines are cut.

    The caret line repeats tabs and answers wide characters with U+3000, so that it stands right in any terminal
    that shows Han characters two cells wide.
    """
    from unicodedata import east_asian_width

    first = max(0, column - 1 - _BEFORE)
    shown = line[first : column - 1 + _AFTER].rstrip("\r\n")
    at = column - 1 - first

    def cells(char: str, narrow: str, wide: str) -> str:
        return wide if east_asian_width(char) in "WF" else narrow

    pad = "".join(char if char == "\t" else cells(char, " ", "\u3000") for char in shown[:at])
    carets = "".join(cells(char, "^", "^^") for char in shown[at : at + width]) or "^"
    return f"    {shown}\n    {pad}{carets}"
