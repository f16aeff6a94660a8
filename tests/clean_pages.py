"""Pages whose structure is known because it is written down beside them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cnlint.document import Document
from cnlint.engine import Outcome
from cnlint.findings import Evidence
from cnlint.fixer import Fixed
from cnlint.structure.grouping import articles, paragraphs
from cnlint.structure.model import Layout, Piece, Role, Seam, Structure, Tier, Twin
from cnlint.structure.pieces import cut

NOTHING = Outcome((), ())


class Page(NamedTuple):
    """A text that no rule has anything against, and what it is."""

    document: Document
    structure: Structure

    @property
    def fixed(self) -> Fixed:
        return Fixed(self.document, (), NOTHING, ())


def page(
    *lines: tuple[str, str], seams: Mapping[tuple[int, int], Tier] | None = None, twins: Sequence[tuple[int, int]] = ()
) -> Page:
    """A page of blocks, one line each, as (role, text).

    Args:
        lines: the blocks.
        seams: (left, right) -> tier, by the blocks' places in the page.
        twins: (gone, kept), likewise.
    """
    document = Document("".join(f"{text}\n\n" for _, text in lines))
    pieces: tuple[Piece, ...] = cut(document)
    assert len(pieces) == len(lines)
    roles = [Role(role) for role, _ in lines]
    scored = [
        Seam(left, right, tuple(range(left + 1, right)), roles[left], 0.95, tier, (Evidence("no-final-mark"),))
        for (left, right), tier in (seams or {}).items()
    ]
    grouped = paragraphs(pieces, roles, scored, frozenset(gone for gone, _ in twins))
    return Page(
        document,
        Structure(
            Layout.BLOCKS,
            pieces,
            tuple(roles),
            tuple(scored),
            tuple(Twin(gone, kept, 10) for gone, kept in twins),
            grouped,
            articles(grouped),
        ),
    )
