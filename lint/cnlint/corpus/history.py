"""What the fixer did to a document, told in terms of its source."""

from collections.abc import Iterator

from cnlint.corpus.origins import Origins, Span
from cnlint.corpus.records import Change, Join
from cnlint.findings import Edit, Effect, Finding, Safety
from cnlint.fixer import Fixed
from cnlint.structure.model import Role, Tier

# The kind of evidence by which the finding of a seam is known: how probable it is that its two sides are one.
_PROBABILITY = "probability"


def changes(fixed: Fixed) -> list[Change]:
    """All edits, in the order of their places in the source."""
    made = [
        Change(finding.rule, _safety(finding), *place, edit.old, edit.new) for finding, edit, place in _placed(fixed)
    ]
    return sorted(made, key=lambda change: (change.start, change.end))


def joins(fixed: Fixed) -> list[Join]:
    """The seams that fixes have closed, in the order of their places in the source; roles are not known here."""
    made = []
    for finding, _, place in _placed(fixed):
        probability = next((part.value for part in finding.evidence if part.kind == _PROBABILITY), None)
        if isinstance(probability, float) and finding.fix is not None and finding.fix.effect is Effect.SPACE:
            made.append(Join(Role.BODY, Tier.SAFE, probability, True, None, place, finding.evidence))
    return sorted(made, key=lambda join: join.place)


def _placed(fixed: Fixed) -> Iterator[tuple[Finding, Edit, Span]]:
    rounds = fixed.rounds
    for number, step in enumerate(fixed.steps):
        origins = Origins(rounds[:number])
        for finding in step:
            for edit in finding.fix.edits if finding.fix is not None else ():
                yield finding, edit, origins.span(edit.start, edit.end)


def _safety(finding: Finding) -> Safety:
    """How far the fix that was made is trusted."""
    return Safety.SAFE if finding.fix is None else finding.fix.safety
