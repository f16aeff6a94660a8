"""Snapshots whose structure is written down beside them, and what the edits of a detector make of their text."""

from collections.abc import Iterable, Mapping, Sequence

from cnlint.conservation import keeps_promise
from cnlint.document import Document
from cnlint.findings import Effect, Evidence, Fix, Match, Safety
from cnlint.fixer import apply
from cnlint.structure.grouping import articles, paragraphs
from cnlint.structure.model import Layout, Role, Seam, Structure, Tier, Twin
from cnlint.structure.pieces import cut
from cnlint.structure.snapshot import Snapshot

SEEN = Evidence("no-final-mark")
# How probable a seam of each tier is in these tests.
PROBABILITIES = {Tier.SAFE: 0.99, Tier.LIKELY: 0.95, Tier.ADVICE: 0.6}


def snapshot(
    text: str,
    roles: str | Sequence[Role],
    seams: Mapping[tuple[int, int], Tier] | None = None,
    twins: Sequence[tuple[int, int, int]] = (),
    layout: Layout = Layout.BLOCKS,
) -> Snapshot:
    """A snapshot of a text.

    Args:
        text: the text; every non-blank line of it is a piece.
        roles: the role of each piece, as a list or as words.
        seams: (left, right) -> tier, by the numbers of the pieces.
        twins: (gone, kept, Han characters), likewise.
        layout: how the text is set.
    """
    document = Document(text)
    pieces = cut(document)
    typed = tuple(map(Role, roles.split() if isinstance(roles, str) else roles))
    assert len(pieces) == len(typed), "a role for each line"
    scored = tuple(
        Seam(left, right, tuple(range(left + 1, right)), typed[left], PROBABILITIES[tier], tier, (SEEN,))
        for (left, right), tier in (seams or {}).items()
    )
    grouped = paragraphs(pieces, typed, scored, frozenset(gone for gone, _, _ in twins))
    known = Snapshot(document)
    vars(known)["structure"] = Structure(
        layout, pieces, typed, scored, tuple(Twin(*twin) for twin in twins), grouped, articles(grouped)
    )
    return known


def fixed(known: Snapshot, matches: Iterable[Match]) -> str:
    """The text after the edits of all matches at once, whatever their safety."""
    return apply(known.text, sorted(edit for match in matches for edit in match.edits))


def is_safe(match: Match) -> bool:
    """Whether a match leaves its rule's safety, which is safe in these tests, as it is."""
    return bool(match.edits) and match.safety is None


def holds(known: Snapshot, match: Match, effect: Effect) -> bool:
    """Whether the fixer would make a match's edits as a safe fix of that effect."""
    return keeps_promise(Fix(match.edits, Safety.SAFE, effect, "", match.twin), known.text)
