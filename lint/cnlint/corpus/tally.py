"""What became of the findings of a cleaned document."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from cnlint.corpus.origins import Span
from cnlint.corpus.records import Record
from cnlint.findings import Finding
from cnlint.fixer import Fixed

# Families whose findings `clean` settles itself: those that a move answers, those that a join answers, and those that
# are about the layout of the source alone.
_MOVED_FAMILIES = frozenset({"caption", "page"})
_JOINED_FAMILIES = frozenset({"paragraph", "headline"})
_LAYOUT_FAMILIES = frozenset({"format"})


class Count(NamedTuple):
    """Findings of one rule: repaired by a fix, a move or a join; left for review."""

    repaired: int = 0
    left: int = 0

    @property
    def found(self) -> int:
        """All of them."""
        return self.repaired + self.left


def tally(repaired: Iterable[Finding], left: Iterable[Finding]) -> dict[str, Count]:
    """Counts by rule code, in the order of codes."""
    done, open_ = _by_rule(repaired), _by_rule(left)
    return {code: Count(done.get(code, 0), open_.get(code, 0)) for code in sorted(done | open_)}


def total(counts: Iterable[Mapping[str, Count]]) -> dict[str, Count]:
    """The counts of several documents together."""
    sums: dict[str, Count] = {}
    for own in counts:
        for code, count in own.items():
            before = sums.get(code, Count())
            sums[code] = Count(before.repaired + count.repaired, before.left + count.left)
    return dict(sorted(sums.items()))


def settled_and_left(
    fixed: Fixed, records: Iterable[Record], family: Callable[[str], str]
) -> tuple[list[Finding], list[Finding]]:
    """Divides what the rules find on the repaired text: what `clean` settles, and what is left for review.

    Args:
        fixed: what the fixer made of the document.
        records: what became of that.
        family: the family of a rule, by its code.
    """
    records = list(records)
    moved = [span for record in records for part in (*record.pictures, *record.furniture) for span in part.pieces]
    gaps = [join.gap for record in records for join in record.joins if join.made and join.gap is not None]
    settled: list[Finding] = []
    left: list[Finding] = []
    for finding in fixed.outcome.findings:
        (settled if _is_settled(finding, family(finding.rule), moved, gaps) else left).append(finding)
    return settled, left


def _is_settled(finding: Finding, family: str, moved: list[Span], gaps: list[Span]) -> bool:
    if family in _LAYOUT_FAMILIES:
        return True
    if family in _MOVED_FAMILIES:
        return any(finding.start < end and start < finding.end for start, end in moved)
    if family in _JOINED_FAMILIES and finding.fix is not None:
        # The fix would close the gap that the join has closed.
        return any(edit.start <= end and start <= edit.end for edit in finding.fix.edits for start, end in gaps)
    return False


def _by_rule(findings: Iterable[Finding]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return counts
