"""The report as one JSON document, as `schema/cnlint-report.schema.json` has it: a record a line, for diffs."""

from collections.abc import Iterable, Iterator
from typing import Final, TextIO

from cnlint import __version__
from cnlint.corpus.results import FileResult, Mode, Problem, RunResult
from cnlint.report.cells import write
from cnlint.report.record import Record, dumps, finding_records

# Raised when a member of the documents changes its meaning or goes; new members leave it alone.
VERSION: Final = 1


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the document; `color` is of no effect."""
    head = "".join(f"{dumps(key, stream)}: {dumps(value, stream)},\n" for key, value in header(run).items())
    write(stream, "{\n" + head)
    _write_list("files", (file_record(file, run.mode) for file in run.files), stream)
    _write_list("findings", (record for file in run.files for record in records_of(file, lang)), stream)
    _write_list("errors", (error_record(problem) for problem in run.all_problems()), stream)
    write(stream, f'"summary": {dumps(summary(run), stream)}\n}}\n')


def _write_list(key: str, entries: Iterable[Record], stream: TextIO) -> None:
    """A list with each of its entries on a line of its own, written one by one: there may be millions."""
    write(stream, f'"{key}": [')
    between = "\n"
    for entry in entries:
        write(stream, between + dumps(entry, stream))
        between = ",\n"
    write(stream, "],\n" if between == "\n" else "\n],\n")


def header(run: RunResult) -> Record:
    """What the report is and what made it."""
    rules = run.book.digest if run.book is not None else None
    return {"version": VERSION, "tool": {"name": "cnlint", "version": __version__, "rules": rules}}


def file_record(file: FileResult, mode: Mode) -> Record:
    """One document, without its findings."""
    record: Record = {
        "path": file.file,
        **({"record": file.record} if file.record else {}),
        "findings": len(file.findings),
        "fixed": len(file.applied),
        "skipped": file.skipped or None,
    }
    if mode is Mode.DIFF:
        record["diff"] = file.diff
    return record


def records_of(file: FileResult, lang: str) -> Iterator[Record]:
    """The findings of one document."""
    if file.document is not None:
        yield from finding_records(file.file, file.document, file.findings, lang, file.record)


def error_record(problem: Problem) -> Record:
    """One thing that kept the run from doing its work."""
    return {
        "path": problem.path,
        "message": problem.reason,
        "hint": problem.hint or None,
        "code": problem.code or None,
    }


def summary(run: RunResult) -> Record:
    """The run in figures."""
    totals = run.totals()
    return {
        "mode": str(run.mode),
        "files": totals.files,
        "skipped": totals.skipped,
        "findings": totals.findings,
        "fixable": totals.fixable,
        "fixable_unsafe": totals.fixable_unsafe,
        "fixed": totals.fixed,
        "errors": totals.problems,
        "interrupted": run.interrupted,
        "by_severity": {str(severity): count for severity, count in totals.by_severity.items()},
        "by_rule": dict(totals.by_rule),
    }
