"""When a report is coloured, and with what."""

import os
from collections.abc import Mapping
from typing import Final, Literal, TextIO

from cnlint.findings import Safety, Severity

Colour = Literal["auto", "always", "never"]

# ECMA-48 (SGR) parameters, from the eight basic colours that every terminal maps to its own palette.
BOLD: Final = "1"
DIM: Final = "2"
CARET: Final = "1;35"
ADDED: Final = "32"
REMOVED: Final = "31"
HUNK: Final = "36"
SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.ADVICE: "1;34",
}
FIXES: Final[Mapping[Safety, str]] = {Safety.SAFE: "36", Safety.UNSAFE: "33"}


def coloured(choice: Colour, stream: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to write colours to a stream.

    `always` and `never` decide; `auto` asks NO_COLOR (no-color.org), then FORCE_COLOR (force-color.org), then whether
    the stream is a terminal that is not dumb. Both variables count when set to anything but nothing.
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()


class Painter:
    """Wraps text in colours, or leaves it as it is."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, style: str) -> str:
        """The text in a style of this module; as it is in no style."""
        return f"\x1b[{style}m{text}\x1b[0m" if self.on and style and text else text
