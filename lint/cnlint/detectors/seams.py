"""Seams as findings: where they are shown, in which words, and the edits that close them."""

from collections.abc import Iterator, Sequence
from typing import Final

from cnlint.characters import is_space
from cnlint.conservation import printed
from cnlint.findings import Edit, Match, Safety, Value
from cnlint.structure import seams
from cnlint.structure.forms import MARKDOWN
from cnlint.structure.joining import glue
from cnlint.structure.model import Piece, Seam, Structure, Tier
from cnlint.structure.snapshot import Snapshot

# Characters on either side that a finding spans: half a column line, enough to read the seam.
_REACH: Final = 10
# Characters of either side that a message quotes, and twice as many of a line between.
_QUOTED: Final = 6


def seam_match(snapshot: Snapshot, seam: Seam, edits: tuple[Edit, ...]) -> Match:
    """The finding of a seam: the end of its left side, the start of its right one, and what the model saw.

    Only the seams of the safe tier have their rule's safety; those of the tier for advice are only shown.
    """
    text = snapshot.text
    left, right = sides(snapshot.structure, seam)
    params: dict[str, Value] = {
        "left": text[max(left.start, left.end - _QUOTED) : left.end],
        "right": text[right.start : min(right.end, right.start + _QUOTED)],
        "between": _quoted(snapshot, seam.between),
        "count": len(seam.between),
    }
    start, end = max(left.start, left.end - _REACH), min(right.end, right.start + _REACH)
    return Match(start, end, params, seam.evidence, edits, _safety(seam.tier, edits))


def shown_seams(structure: Structure, least: float, clear: float) -> Iterator[Seam]:
    """The seams that are no advice, and those of the least probability; below `clear` the faint ones are asked for."""
    for seam in structure.seams if least < clear else structure.clear_seams:
        if seam.tier is not Tier.ADVICE or seam.probability >= least:
            yield seam


def _safety(tier: Tier, edits: Sequence[Edit]) -> Safety | None:
    if tier is Tier.ADVICE:
        return Safety.DISPLAY
    spaces_only = all(printed(edit.old) == printed(edit.new) for edit in edits)
    return None if tier is Tier.SAFE and spaces_only else Safety.UNSAFE


def closing(snapshot: Snapshot, seam: Seam) -> tuple[Edit, ...]:
    """The edits that close a seam; what stands between its sides goes behind the paragraph, separated as it was.

    None if a copy of body text stands between: which of the two copies goes is decided first.
    """
    structure, text = snapshot.structure, snapshot.text
    left, right = sides(structure, seam)
    if not seam.between:
        return (gap_closed(text, left, right),)
    if any(twin.gone in seam.between for twin in structure.twins):
        return ()
    last = next(paragraph.pieces[-1] for paragraph in structure.paragraphs if seam.right in paragraph.pieces)
    behind = snapshot.document.lines[structure.pieces[last].line].end
    end = structure.pieces[seam.between[-1]].end
    moved = text[left.end : end]
    new = _kept(text[end : right.start]) or glue(text[left.start : left.end], text[right.start : right.end])
    return Edit(left.end, right.start, text[left.end : right.start], new), Edit(behind, behind, "", moved)


def gap_closed(text: str, left: Piece, right: Piece) -> Edit:
    """The edit that joins two neighbouring pieces.

    Of two Markdown marks the second goes.
    """
    first, second = text[left.start : left.end], text[right.start : right.end]
    mark = MARKDOWN.match(second) if MARKDOWN.match(first) else None
    end = right.start + mark.end() if mark else right.start
    gap = text[left.end : right.start]
    new = _kept(gap) or glue(first, text[end : right.end])
    return Edit(left.end, end, text[left.end : end], new)


def _kept(gap: str) -> str:
    """What stays of a gap that is closed: control characters, which another rule finds."""
    return "".join(char for char in gap if not is_space(char))


def is_wrap(structure: Structure, seam: Seam) -> bool:
    """Whether a seam lies between two printed lines of one hard-wrapped block."""
    return seams.is_wrap(structure.pieces, seam, structure.layout)


def sides(structure: Structure, seam: Seam) -> tuple[Piece, Piece]:
    """The two pieces of a seam."""
    return structure.pieces[seam.left], structure.pieces[seam.right]


def _quoted(snapshot: Snapshot, between: Sequence[int]) -> str:
    if not between:
        return ""
    first = snapshot.structure.pieces[between[0]]
    text = snapshot.text[first.start : first.end]
    return text if len(text) <= 2 * _QUOTED else f"{text[: 2 * _QUOTED - 1]}…"
