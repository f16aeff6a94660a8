"""The report as workflow commands, which GitHub shows as annotations at the places in a change.

The form and its escapes: "Workflow commands for GitHub Actions", and `@actions/core`, whose escapes are these.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Final, TextIO

from cnlint.corpus.results import FileResult, Problem, RunResult
from cnlint.document import Document
from cnlint.explaining import explain
from cnlint.findings import Finding, Severity
from cnlint.report.cells import visible, write

_COMMANDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "notice",
}


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the commands, one a line; `color` is of no effect."""
    for problem in run.all_problems():
        write(stream, _problem(problem, run.root))
    for file in run.files:
        write(stream, "".join(_findings(file, run.root, lang)))


def _findings(file: FileResult, root: str, lang: str) -> Iterator[str]:
    if file.document is None:
        return
    for finding in file.findings:
        lines = [visible(line) for line in (finding.message, *explain(finding, lang))]
        place = _place(file.document, finding)
        if file.record:  # the place in its text is none of the file's; of JSON lines the record is the line
            lines = [f"{file.path}:{place['line']}", *lines]
            place = {"line": str(file.record), "endLine": str(file.record)}
        properties = {"file": _path(file.file, root), **place, "title": f"{finding.rule} {finding.name}"}
        yield _command(_COMMANDS[finding.severity], properties, "\n".join(lines))


def _place(document: Document, finding: Finding) -> dict[str, str]:
    """Lines from 1; columns only where the finding ends in its first line, for GitHub ignores them elsewhere."""
    start, end = document.position(finding.start), document.position(finding.end)
    place = {"line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:
        place |= {"col": str(start.column), "endColumn": str(max(start.column, end.column - 1))}
    return place


def _problem(problem: Problem, root: str) -> str:
    properties = {"title": f"cnlint {problem.code}".rstrip()}
    if problem.path is not None and problem.code:  # without a code it may be an option's or a setting's name
        properties = {"file": _path(problem.path, root), **properties}
    return _command("error", properties, visible(problem.in_one_line))


def _path(path: str, root: str) -> str:
    """A path below the root as seen from it, with the separators of GitHub."""
    if root:
        path = path.removeprefix(root.rstrip(os.sep) + os.sep)
    return visible(path.replace(os.sep, "/"))


def _command(command: str, properties: Mapping[str, str], message: str) -> str:
    shown = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{command} {shown}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
