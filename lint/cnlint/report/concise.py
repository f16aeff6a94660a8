"""The report of one line for each finding, for editors and `grep`."""

from typing import TextIO

from cnlint.corpus.results import RunResult
from cnlint.report.cells import write
from cnlint.report.style import Painter
from cnlint.report.text import heading


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the findings of a run, one a line, in order."""
    paint = Painter(color)
    for file in run.files:
        if file.document is not None:
            lines = [heading(file.path, file.document, finding, lang, paint) for finding in file.findings]
            write(stream, "".join(f"{line}\n" for line in lines))
