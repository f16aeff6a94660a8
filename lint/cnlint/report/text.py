"""The report for a person at a terminal: place, message, excerpt with carets, evidence in words, figures at the end."""

import os
from collections.abc import Iterator
from typing import Final, TextIO

from cnlint.corpus.results import FileResult, RunResult
from cnlint.document import Document
from cnlint.explaining import explain
from cnlint.findings import Finding, Severity
from cnlint.messages import say
from cnlint.report.cells import visible, write
from cnlint.report.excerpt import excerpt
from cnlint.report.footer import MARKS, footer
from cnlint.report.style import BOLD, CARET, DIM, FIXES, SEVERITIES, Painter

_MARGIN: Final = "    "
# Where nothing tells the width: that of the terminals that programs have counted on since the VT100.
_COLUMNS: Final = 80


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the findings of a run in order, and the footer."""
    paint = Painter(color)
    width = columns(stream) - len(_MARGIN)
    for file in run.files:
        write(stream, "".join(f"{block}\n\n" for block in _blocks(file, width, lang, paint)))
    write(stream, footer(run, lang))


def heading(path: str, document: Document, finding: Finding, lang: str, paint: Painter) -> str:
    """`file:line:col CODE message`, with the marks of fixes, severities below error, and preview."""
    line, column = document.position(finding.start)
    words = [paint(finding.rule, SEVERITIES[finding.severity])]
    if finding.fix is not None and finding.fix.safety in MARKS:
        words.append(paint(MARKS[finding.fix.safety], FIXES[finding.fix.safety]))
    words.append(visible(finding.message))
    return f"{paint(visible(path), BOLD)}:{line}:{column} {' '.join(words)}{_notes(finding, lang, paint)}"


def _notes(finding: Finding, lang: str, paint: Painter) -> str:
    notes = [say(finding.severity, lang)] if finding.severity is not Severity.ERROR else []
    if finding.preview:
        notes.append(say("preview", lang))
    if not notes:
        return ""
    return paint(f"（{'，'.join(notes)}）" if lang == "zh" else f" ({', '.join(notes)})", DIM)


def columns(stream: TextIO) -> int:
    """The width of the report in display cells: COLUMNS, else the terminal's width, else 80."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError, AttributeError):  # no terminal, a closed one, or a stream without a file
        return _COLUMNS


def _blocks(file: FileResult, width: int, lang: str, paint: Painter) -> Iterator[str]:
    if file.document is None:
        return
    for finding in file.findings:
        lines = [heading(file.path, file.document, finding, lang, paint)]
        found = excerpt(file.document, finding.start, finding.end, width)
        if found is not None:
            lines += [_MARGIN + found.shown, _MARGIN + _painted(found.carets, paint)]
        lines += [_MARGIN + visible(line) for line in explain(finding, lang)]
        yield "\n".join(lines)


def _painted(carets: str, paint: Painter) -> str:
    """The line of carets, its blanks left alone."""
    marks = carets.lstrip(" ")
    return " " * (len(carets) - len(marks)) + paint(marks, CARET)
