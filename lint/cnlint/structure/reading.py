"""What a page told before it was repaired, and what of that still holds.

Repairs take evidence away: with a doubled half goes what showed that the line beside it was a caption, with the cuts
what showed that the page has cuts, with the line ends how the lines were set.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from cnlint.structure import knowledge, seams
from cnlint.structure.model import Layout, Piece, Role, Seam, Structure, Tier
from cnlint.structure.setting import Setting, setting_of
from cnlint.structure.spacing import closed_by

# So many characters at a piece's start, and at its end, are found in no other of the page but by quotation.
_EDGE: Final = 8


class Reading(NamedTuple):
    """What a page told as it came."""

    roles: Mapping[str, Role]  # by folded text, where all pieces of that text had it
    starts: Mapping[str, Role]  # by the first characters, where all pieces that begin so had it
    ends: Mapping[str, Role]  # by the last characters, where all pieces that end so had it
    setting: Setting
    is_cut: bool  # some seam showed beyond doubt that the page has cut paragraphs
    spacing: int  # blank lines of every gap that part nothing
    # Seams that are no advice, by the characters on both sides. Of printed lines those of headings only: the longer the
    # line that some are joined to, the better is told whether the next one belongs to it.
    joins: Mapping[tuple[str, str], Seam]


def reading(structure: Structure) -> Reading:
    """What a page tells, to be remembered when it has been repaired."""
    pieces, layout = structure.pieces, structure.layout
    texts = [piece.text for piece in pieces]
    told, starts, ends = (
        _told(edges, structure.roles)
        for edges in (texts, [text[:_EDGE] for text in texts], [text[-_EDGE:] for text in texts])
    )
    is_cut = any(
        seam.tier is Tier.SAFE and seam.role is Role.BODY and not seams.is_wrap(pieces, seam, layout)
        for seam in structure.clear_seams
    )
    joins = {
        _edges(pieces, seam.left, seam.right): seam
        for seam in structure.clear_seams
        if seam.tier is not Tier.ADVICE and (seam.role is not Role.BODY or layout is not Layout.WRAPPED)
    }
    setting = setting_of(pieces, structure.roles, layout, knowledge.shipped())
    return Reading(told, starts, ends, setting, is_cut, closed_by(pieces), joins)


def remembered(piece: Piece, earlier: Reading) -> Role | None:
    """The role that a piece had, or those that it begins and ends with: what was joined is one."""
    if piece.text in earlier.roles:
        return earlier.roles[piece.text]
    first, last = earlier.starts.get(piece.text[:_EDGE]), earlier.ends.get(piece.text[-_EDGE:])
    return first if first is last or last is None else last if first is None else None


def recalled(
    pieces: Sequence[Piece], places: Iterable[seams.Candidate], scored: Sequence[Seam], earlier: Reading
) -> tuple[Seam, ...]:
    """The seams, with those likely that were likely before the page was repaired."""
    found = {seam.left: seam for seam in scored}
    for place in places:
        before, now = earlier.joins.get(_edges(pieces, place.left, place.right)), found.get(place.left)
        if before and (before.role is Role.BODY) == (place.role is Role.BODY) and (not now or now.tier is Tier.ADVICE):
            found[place.left] = Seam(*place, before.probability, Tier.LIKELY, before.evidence)
    return tuple(found[left] for left in sorted(found))


def _edges(pieces: Sequence[Piece], left: int, right: int) -> tuple[str, str]:
    return pieces[left].text[-_EDGE:], pieces[right].text[:_EDGE]


def _told(texts: Sequence[str], roles: Sequence[Role]) -> dict[str, Role]:
    """The roles of texts that stand nowhere in another role."""
    found: dict[str, set[Role]] = {}
    for text, role in zip(texts, roles, strict=True):
        found.setdefault(text, set()).add(role)
    return {text: next(iter(known)) for text, known in found.items() if len(known) == 1}
