"""Scores of rules: how many of their findings are right, and how many of the defects they are there for they found."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cnlint.evaluation.defects import ANSWERS, Defect
from cnlint.evaluation.verdicts import Case, is_right
from cnlint.findings import Finding
from cnlint.intervals import Share, wilson


class RuleScore(NamedTuple):
    """How one rule did: counts that add up over documents."""

    findings: int = 0
    right: int = 0
    unjudged: int = 0  # findings in text that the truth does not have, and findings of rules it cannot judge
    defects: int = 0  # of the kinds it answers for
    found: int = 0
    others: int = 0  # not found by it, but by another rule that answers for the same kinds

    @property
    def precision(self) -> Share:
        """Right findings of all that can be judged."""
        return wilson(self.right, self.findings - self.unjudged)

    @property
    def recall(self) -> Share:
        """Defects found of all defects."""
        return wilson(self.found, self.defects)

    def plus(self, other: "RuleScore") -> "RuleScore":
        """The sum of two documents."""
        return RuleScore(*(one + two for one, two in zip(self, other, strict=True)))


def judge(findings: Iterable[Finding], defects: Sequence[Defect], case: Case) -> dict[str, RuleScore]:
    """Scores by rule for one document.

    Args:
        findings: what the rules found in the raw text.
        defects: what there was to find.
        case: the raw text and its truth.
    """
    scores: dict[str, RuleScore] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        right = is_right(finding, case)
        scores[finding.rule] = scores.get(finding.rule, RuleScore()).plus(RuleScore(1, right is True, right is None))
        spans.setdefault(finding.rule, []).extend(_reach(finding))
    for code, kinds in ANSWERS.items():
        due = [defect for defect in defects if defect.kind in kinds]
        if due:
            missed = [defect for defect in due if not _is_met(defect, spans.get(code, ()))]
            others = sum(any(_is_met(defect, spans.get(other, ())) for other in sisters(code)) for defect in missed)
            score = RuleScore(defects=len(due), found=len(due) - len(missed), others=others)
            scores[code] = scores.get(code, RuleScore()).plus(score)
    return scores


def sisters(code: str) -> tuple[str, ...]:
    """The rules that answer for a kind of damage that this rule answers for, too."""
    kinds = set(ANSWERS.get(code, ()))
    return tuple(other for other, others in ANSWERS.items() if other != code and not kinds.isdisjoint(others))


def _is_met(defect: Defect, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= defect.end and defect.start <= end for start, end in spans)


def _reach(finding: Finding) -> list[tuple[int, int]]:
    spans = [(finding.start, finding.end)] if finding.end - finding.start < _LONG or not finding.fix else []
    return spans + [(edit.start, edit.end) for edit in (finding.fix.edits if finding.fix else ())]


# A finding longer than this marks a whole block; where its fix edits says better which defect it means.
_LONG: Final = 60
