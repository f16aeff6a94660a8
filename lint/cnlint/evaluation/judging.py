"""Judges findings against the truth: is each right, and which defects did each rule find.

A finding with a fix is right if the fix alone brings the text around it nearer to the truth; a finding without one is
right if the text it marks is not what the truth has there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from cnlint.evaluation.align import Text
from cnlint.evaluation.defects import ANSWERS, Defect
from cnlint.evaluation.intervals import Share, wilson
from cnlint.evaluation.score import Compared
from cnlint.findings import Edit, Finding

# Rules of these families look for what the truth has as well (wrong sums, impossible dates, a file without final
# newline): the truth cannot judge them.
UNJUDGED: Final = (
    "NUM",
    "QLT",
    "ORD",
    "FMT",
    "ENG",
    "HED003",
    "HED005",
    "LEX002",
    "LEX003",
    "LEX004",
    "LEX006",
    "PUN002",
    "DUP003",
    "CHR003",
    "CHR006",
)
_SPACE: Final = re.compile(r"[^\S\n]*(\n[^\S\n]*)?(\n\s*)?")


class RuleScore(NamedTuple):
    """How one rule did: counts that add up over documents."""

    findings: int = 0
    right: int = 0
    unjudged: int = 0  # findings in text that the truth does not have, and findings of rules it cannot judge
    defects: int = 0  # of the kinds it answers for
    found: int = 0

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


def is_judged(code: str) -> bool:
    """Whether the truth can say if a finding of this rule is right."""
    return not code.startswith(UNJUDGED)


def judge(
    findings: Iterable[Finding], defects: Sequence[Defect], text: str, raw: Compared, wanted: Text, truth: str
) -> dict[str, RuleScore]:
    """Scores by rule for one document.

    Args:
        findings: what the rules found in the raw text.
        defects: what there was to find.
        text: the raw text.
        raw: the raw text laid beside the truth.
        wanted: the truth taken apart.
        truth: the truth as text.
    """
    scores: dict[str, RuleScore] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        right = is_right(finding, text, raw, wanted, truth) if is_judged(finding.rule) else None
        scores[finding.rule] = scores.get(finding.rule, RuleScore()).plus(RuleScore(1, right is True, right is None))
        spans.setdefault(finding.rule, []).extend(_reach(finding))
    for code, kinds in ANSWERS.items():
        due = [defect for defect in defects if defect.kind in kinds]
        found = sum(
            any(start <= defect.end and defect.start <= end for start, end in spans.get(code, ())) for defect in due
        )
        if due:
            scores[code] = scores.get(code, RuleScore()).plus(RuleScore(0, 0, 0, len(due), found))
    return scores


def _reach(finding: Finding) -> list[tuple[int, int]]:
    spans = [(finding.start, finding.end)] if finding.end - finding.start < _LONG or not finding.fix else []
    return spans + [(edit.start, edit.end) for edit in (finding.fix.edits if finding.fix else ())]


# A finding longer than this marks a whole block; where its fix edits says better which defect it means.
_LONG: Final = 60


def is_right(finding: Finding, text: str, raw: Compared, wanted: Text, truth: str) -> bool | None:
    """Whether the truth bears a finding out; None if it changes only text that the truth does not have."""
    from rapidfuzz.distance import Levenshtein

    edits = finding.fix.edits if finding.fix else ()
    first = min((edit.start for edit in edits), default=finding.start)
    last = max((edit.end for edit in edits), default=finding.end)
    (start, end), (there, until) = _window(first, last, raw, wanted, len(text), len(truth))
    goal = _marked(truth[there:until])
    before = Levenshtein.distance(_marked(text[start:end]), goal)
    if not edits:
        return before > 0
    after = Levenshtein.distance(_marked(_edited(text, start, end, edits)), goal)
    if after >= before and all(_is_foreign(edit, raw) for edit in edits):
        return None
    return after < before


def _edited(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    parts = []
    for edit in sorted(edits):
        parts += [text[start : edit.start], edit.new]
        start = edit.end
    return "".join([*parts, text[start:end]])


def _is_foreign(edit: Edit, raw: Compared) -> bool:
    """Whether an edit stands in text that has no place in the truth: neither do the characters on both sides."""
    left = bisect_left(raw.text.origin, edit.start) - 1
    right = bisect_left(raw.text.origin, edit.end)
    to_truth = raw.alignment.to_truth
    return (left < 0 or to_truth[left] < 0) and (right >= len(to_truth) or to_truth[right] < 0)


def _window(
    first: int, last: int, raw: Compared, wanted: Text, length: int, truth_length: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The smallest spans of text and truth around `first:last` that begin and end with characters that agree."""
    origin, to_truth = raw.text.origin, raw.alignment.to_truth
    left = bisect_left(origin, first) - 1
    while left >= 0 and not _agrees(left, raw, wanted):
        left -= 1
    right = bisect_left(origin, last)
    while right < len(origin) and not _agrees(right, raw, wanted):
        right += 1
    here = (origin[left] if left >= 0 else 0, origin[right] + 1 if right < len(origin) else length)
    there = (
        wanted.origin[to_truth[left]] if left >= 0 else 0,
        wanted.origin[to_truth[right]] + 1 if right < len(origin) else truth_length,
    )
    return here, there


def _agrees(at: int, raw: Compared, wanted: Text) -> bool:
    place = raw.alignment.to_truth[at]
    return place >= 0 and raw.text.chars[at] == wanted.chars[place]


def _marked(text: str) -> str:
    """The text with each paragraph break as ¶, each other line end as ↵, and blanks run together."""
    return _SPACE.sub(
        lambda found: "¶" if found.group(2) else "↵" if found.group(1) else " " if found.group() else "", text
    )
