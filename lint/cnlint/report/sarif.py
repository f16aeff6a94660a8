"""The report in SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code scanners read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TextIO

from cnlint import __version__
from cnlint.corpus.results import FileResult, Problem, RunResult
from cnlint.document import Document
from cnlint.explaining import explain
from cnlint.findings import Fix, Safety, fingerprint
from cnlint.report.cells import write
from cnlint.report.places import Place, places
from cnlint.report.record import Record, dumps, offsets_of
from cnlint.report.sarif_rules import LEVELS, descriptor
from cnlint.report.uri import folder_uri, is_relative, path_uri

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "ROOT"
# The name of the fingerprint; its number rises when `findings.fingerprint` reckons otherwise.
_FINGERPRINT: Final = "cnlint/v1"


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the log; `color` is of no effect."""
    codes = sorted({finding.rule for file in run.files for finding in file.findings} | _problem_codes(run))
    order = {code: index for index, code in enumerate(codes)}
    paths = list(dict.fromkeys(file.file for file in run.files))
    index = {path: number for number, path in enumerate(paths)}
    results = [record for file in run.files for record in _results(file, index[file.file], order, lang)]
    log: Record = {
        "tool": {"driver": {"name": "cnlint", "version": __version__, "rules": _rules(run, codes, lang)}},
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(run, order)],
        "artifacts": [{"location": _location(path), "encoding": "utf-8"} for path in paths],
        "results": results,
    }
    if run.root:
        log["originalUriBaseIds"] = {_ROOT: {"uri": folder_uri(run.root)}}
    write(stream, dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [log]}, stream, indent=2) + "\n")


def _problem_codes(run: RunResult) -> set[str]:
    return {problem.code for problem in run.all_problems() if problem.code}


def _rules(run: RunResult, codes: Sequence[str], lang: str) -> list[Record]:
    known = run.book.by_code if run.book is not None else {}
    return [descriptor(known[code], lang) if code in known else {"id": code} for code in codes]


def _invocation(run: RunResult, order: Mapping[str, int]) -> Record:
    notifications = [_notification(problem, order) for problem in run.all_problems()]
    done = not notifications and not run.interrupted
    return {"executionSuccessful": done, "toolExecutionNotifications": notifications}


def _notification(problem: Problem, order: Mapping[str, int]) -> Record:
    record: Record = {"level": "error", "message": {"text": problem.in_one_line}}
    if problem.code:  # the fault of a file; else the path may be an option's or a setting's name
        record["associatedRule"] = {"id": problem.code, "index": order[problem.code]}
        if problem.path is not None:
            record["locations"] = [{"physicalLocation": {"artifactLocation": _location(problem.path)}}]
    return record


def _results(file: FileResult, index: int, order: Mapping[str, int], lang: str) -> Iterator[Record]:
    document = file.document
    if document is None:
        return
    where = places(document, offsets_of(file.findings))
    artifact = {**_location(file.file), "index": index}
    for finding in file.findings:
        region = _region(document, where[finding.start], where[finding.end])
        result: Record = {
            "ruleId": finding.rule,
            "ruleIndex": order[finding.rule],
            "level": LEVELS[finding.severity],
            "message": {"text": "\n".join([finding.message, *explain(finding, lang)])},
            "locations": [_place(file, artifact, region)],
            "partialFingerprints": {_FINGERPRINT: fingerprint(finding, document.text)},
            "properties": {"preview": finding.preview},
        }
        # What is listed can be applied: a record is not rewritten in its file.
        if finding.fix is not None and finding.fix.safety is not Safety.DISPLAY and not file.record:
            result["fixes"] = [_fix(finding.fix, document, artifact, where)]
        yield result


def _place(file: FileResult, artifact: Record, region: Record) -> Record:
    """Where a finding stands. Of a record the region is its line in the file, and its text's place the name."""
    if not file.record:
        return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    name = f"{file.record}:{region['startLine']}:{region['startColumn']}"
    return {
        "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": file.record}},
        "logicalLocations": [{"name": name, "kind": "element"}],
    }


def _fix(fix: Fix, document: Document, artifact: Record, where: Mapping[int, Place]) -> Record:
    replacements = [
        {
            "deletedRegion": _region(document, where[edit.start], where[edit.end]),
            "insertedContent": {"text": edit.new},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.because or str(fix.effect)},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
        "properties": {"safety": str(fix.safety), "effect": str(fix.effect)},
    }


def _region(document: Document, start: Place, end: Place) -> Record:
    """Lines and UTF-16 columns from 1; the end is the place after the last character (§3.30)."""
    first, last = _line_and_column(document, start), _line_and_column(document, end)
    return {"startLine": first[0], "startColumn": first[1], "endLine": last[0], "endColumn": last[1]}


def _line_and_column(document: Document, place: Place) -> tuple[int, int]:
    """As editors have it: after the last line end begins one more line, which the document does not count."""
    if place.offset and place.offset == len(document.text) and document.text[-1] in "\r\n":
        return place.line + 1, 1
    return place.line, place.utf16


def _location(path: str) -> Record:
    uri = path_uri(path)
    return {"uri": uri, "uriBaseId": _ROOT} if is_relative(uri) else {"uri": uri}
