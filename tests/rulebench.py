"""Runs rules over short texts, for the tests of rules."""

from functools import cache

from cnlint.document import Document
from cnlint.engine import Outcome, check
from cnlint.findings import Finding, Safety
from cnlint.fixer import Fixed, fix
from cnlint.rulebook import load_rules
from cnlint.selection import ActiveRule


@cache
def active(codes: str) -> tuple[ActiveRule, ...]:
    """Rules by their codes, set apart by blanks, as they come."""
    by_code = {rule.code: rule for rule in load_rules().rules}
    return tuple(
        ActiveRule(rule, {name: option.default for name, option in rule.options.items()}, rule.severity)
        for rule in map(by_code.__getitem__, codes.split())
    )


def outcome(text: str, codes: str) -> Outcome:
    found = check(Document(text), active(codes))
    assert found.troubles == ()
    return found


def found(text: str, codes: str) -> list[str]:
    """The matched texts of all findings."""
    return [text[finding.start : finding.end] for finding in outcome(text, codes).findings]


def findings(text: str, codes: str) -> tuple[Finding, ...]:
    return outcome(text, codes).findings


def fixing(text: str, codes: str, *, unsafe: bool = False) -> Fixed:
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe else {Safety.SAFE}
    return fix(Document(text), lambda document: check(document, active(codes)), allowed)


def fixed(text: str, codes: str, *, unsafe: bool = False) -> str:
    """The text after all fixes that are allowed."""
    result = fixing(text, codes, unsafe=unsafe)
    assert result.troubles == ()
    return result.document.text
