"""The core as one function over an Arrow batch: texts in; repaired texts, findings, articles out.

It knows nothing of files, workers or clusters, and whoever calls it brings the rows: Spark (`mapInArrow`), Daft, Ray
Data, a step of a pipeline. Rules and weights are loaded once in each process.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any, Final

from cnlint import __version__
from cnlint.config import Configuration
from cnlint.corpus.cleaning import clean
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import within_limits
from cnlint.corpus.records import as_json
from cnlint.corpus.tables import ARTICLE, arrow_type, in_columns
from cnlint.document import Document
from cnlint.engine import check
from cnlint.findings import Finding, fingerprint
from cnlint.selection import ActiveRule

# What a text is called while it is looked at: no setting for single files holds for it.
_NAME: Final = "batch"
# A finding without what only a report needs. Places are in characters of the text as it came in.
FINDING: Final[dict[str, object]] = {
    "code": "string",
    "severity": "string",
    "message": "string",
    "start": "int64",
    "end": "int64",
    "fingerprint": "string",
    "safety": "string",
}
# The columns of the result. `error` says why a text could not be done; then it comes back as it was.
COLUMNS: Final[dict[str, object]] = {
    "text": "string",
    "findings": [FINDING],
    "articles": [ARTICLE],
    "error": "string",
}


def schema() -> Any:
    """The Arrow schema of what `process` adds to a batch."""
    return import_module("pyarrow").schema([(name, arrow_type(shape)) for name, shape in COLUMNS.items()])


def process(batch: Any, field: str = "text", settings: tuple[tuple[str, object], ...] = ()) -> Any:
    """Check, repair and clean the texts of a batch.

    Args:
        batch: an Arrow record batch or table with a column of texts; its other columns are kept.
        field: the column.
        settings: settings that overrule the configuration, as pairs: `(("ignore", ("LEX",)),)`.

    Returns:
        The same rows in a batch or table of the same kind. The text is repaired by the safe fixes alone; the articles
        are those of `cnlint clean`.
    """
    pa = import_module("pyarrow")
    rules, book = _rules(settings)
    rows = [_row(text, rules, book) for text in batch.column(field).to_pylist()]
    kept = {name: batch.column(name) for name in batch.schema.names if name not in {field, *COLUMNS}}
    new = {kind.name: pa.array([row[kind.name] for row in rows], kind.type) for kind in schema()}
    return type(batch).from_pydict({**kept, **new})


def process_all(batches: Iterable[Any], field: str = "text") -> Iterator[Any]:
    """The same for a stream of batches, as Spark's `mapInArrow` hands them over."""
    return map(partial(process, field=field), batches)


@cache
def _rules(settings: tuple[tuple[str, object], ...]) -> tuple[tuple[ActiveRule, ...], str]:
    plan = Plan(Configuration(None, dict(settings)))
    return plan.active_in_records(_NAME), plan.book(plan.configuration.here).digest


def _row(text: str | None, rules: tuple[ActiveRule, ...], book: str) -> Mapping[str, object]:
    if text is None:
        return {"text": None, "findings": [], "articles": [], "error": "holds no text"}
    try:
        document = within_limits(Document(text, _NAME))
        found = check(document, rules)
        cleaned = clean(document, partial(check, rules=rules))
    except Exception as error:  # one bad text never stops the others
        words = str(error).partition("\n")[0]
        return {"text": text, "findings": [], "articles": [], "error": f"{type(error).__name__}: {words}"}
    records = (as_json(record, "", number, book, __version__) for number, record in enumerate(cleaned.records, 1))
    return {
        "text": cleaned.fixed.document.text,
        "findings": [_finding(finding, text) for finding in found.findings],
        "articles": [in_columns(json.loads(json.dumps(record))) for record in records],
        "error": "; ".join(trouble.message for trouble in cleaned.fixed.troubles) or None,
    }


def _finding(finding: Finding, text: str) -> Mapping[str, object]:
    return {
        "code": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "start": finding.start,
        "end": finding.end,
        "fingerprint": fingerprint(finding, text),
        "safety": None if finding.fix is None else str(finding.fix.safety),
    }
