"""Rules as SARIF describes them (§3.49, reportingDescriptor), with their pages as help."""

from collections.abc import Mapping
from typing import Final

from cnlint.findings import Severity
from cnlint.report.page import page
from cnlint.report.record import Record
from cnlint.rulebook import cases
from cnlint.rulebook.error import RuleError
from cnlint.rulebook.rule import Rule, precision

LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "note",
}


def descriptor(rule: Rule, lang: str) -> Record:
    """The description of a rule."""
    help_text = _page(rule, lang)
    properties: Record = {"tags": [rule.family], "preview": rule.preview}
    share = precision(rule.measured)
    if share is not None:
        properties["measuredPrecision"] = round(share, 4)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary.of(lang).strip()},
        "fullDescription": {"text": rule.why.of(lang).strip()},
        "help": {"text": help_text, "markdown": help_text},
        "defaultConfiguration": {"enabled": rule.enabled, "level": LEVELS[rule.severity]},
        "properties": properties,
    }


def _page(rule: Rule, lang: str) -> str:
    """The rule's page; without examples where its file has gone since the rules were read."""
    try:
        return page(rule, None if rule.is_engine else cases(rule), lang)
    except RuleError:
        return page(rule, None, lang)
