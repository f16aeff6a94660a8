"""What the fixes of a run would change, as unified diffs that `patch` takes."""

from typing import TextIO

from cnlint.corpus.results import RunResult
from cnlint.report.cells import visible, write
from cnlint.report.style import ADDED, BOLD, HUNK, REMOVED, Painter


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the diffs of all files.

    A terminal is shown them with control characters escaped; anywhere else they are written as they are, for a patch
    must be exact.
    """
    paint = Painter(color)
    for file in run.files:
        if stream.isatty() or color:
            write(stream, "".join(f"{_shown(line, paint)}\n" for line in file.diff.split("\n")[:-1]))
        else:
            write(stream, file.diff)


def _shown(line: str, paint: Painter) -> str:
    shown = visible(line.removesuffix("\r"))
    if line.startswith(("--- ", "+++ ")):
        return paint(shown, BOLD)
    return paint(shown, {"+": ADDED, "-": REMOVED, "@": HUNK}.get(line[:1], ""))
