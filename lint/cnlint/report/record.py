"""Findings as plain records: what every JSON format prints, in the terms of `schema/cnlint-report.schema.json`."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TextIO

from cnlint.document import Document
from cnlint.explaining import describe
from cnlint.findings import Edit, Finding, fingerprint
from cnlint.report.places import Place, places

Record = dict[str, object]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def offsets_of(findings: Sequence[Finding]) -> Iterator[int]:
    """Every offset that findings and their edits name."""
    for finding in findings:
        yield finding.start
        yield finding.end
        for edit in finding.fix.edits if finding.fix is not None else ():
            yield edit.start
            yield edit.end


def finding_records(
    path: str, document: Document, findings: Sequence[Finding], lang: str, record: int = 0
) -> Iterator[Record]:
    """The records of the findings of one document, in their order.

    Args:
        path: its file.
        document: the text they are about.
        findings: what was found.
        lang: "en" or "zh".
        record: which row of the file it is; 0: it is all of it.
    """
    where = places(document, offsets_of(findings))
    for finding in findings:
        yield {
            "code": finding.rule,
            "name": finding.name,
            "severity": str(finding.severity),
            "message": finding.message,
            "path": path,
            **({"record": record} if record else {}),
            "start": where[finding.start]._asdict(),
            "end": where[finding.end]._asdict(),
            "fingerprint": fingerprint(finding, document.text),
            "preview": finding.preview,
            "evidence": [
                {"kind": part.kind, "value": part.value, "text": describe(part, lang)} for part in finding.evidence
            ],
            "fix": _fix_record(finding, where),
        }


def _fix_record(finding: Finding, where: Mapping[int, Place]) -> Record | None:
    fix = finding.fix
    if fix is None:
        return None
    return {
        "safety": str(fix.safety),
        "effect": str(fix.effect),
        "because": fix.because,
        "edits": [_edit_record(edit, where) for edit in fix.edits],
    }


def _edit_record(edit: Edit, where: Mapping[int, Place]) -> Record:
    start, end = where[edit.start]._asdict(), where[edit.end]._asdict()
    return {"start": start, "end": end, "old": edit.old, "new": edit.new}


def dumps(value: object, stream: TextIO, indent: int | None = None) -> str:
    """A value as JSON that the stream can take; without indent it is one line.

    Han characters stand as they are where the stream's encoding holds all of Unicode. Lone surrogates are always
    escaped: RFC 8259 allows that, and no encoding takes them.
    """
    readable = (getattr(stream, "encoding", None) or "utf-8").lower().replace("_", "-").startswith("utf")
    text = json.dumps(value, ensure_ascii=not readable, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
