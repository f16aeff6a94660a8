"""The report as JSON lines: a header, each file with its findings and errors, and a summary.

The records are those of the JSON document, each under the name of its type, so that a reader needs to hold no more than
a line at a time and knows by the summary that nothing is missing.
"""

from collections.abc import Iterator
from typing import TextIO

from cnlint.corpus.results import RunResult
from cnlint.report.cells import write
from cnlint.report.json_report import error_record, file_record, header, records_of, summary
from cnlint.report.record import Record, dumps


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the lines; `color` is of no effect."""
    for record in _lines(run, lang):
        write(stream, dumps(record, stream) + "\n")


def _lines(run: RunResult, lang: str) -> Iterator[Record]:
    yield {"type": "header", **header(run)}
    for problem in run.problems:
        yield {"type": "error", "error": error_record(problem)}
    for file in run.files:
        yield {"type": "file", "file": file_record(file, run.mode)}
        for finding in records_of(file, lang):
            yield {"type": "finding", "finding": finding}
        for problem in file.problems:
            yield {"type": "error", "error": error_record(problem)}
    yield {"type": "summary", "summary": summary(run)}
