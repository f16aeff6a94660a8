"""Cut paragraphs: body seams by how sure they are and by what stands between, and hard-wrapped lines."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from cnlint.detectors.seams import closing, gap_closed, is_wrap, seam_match, shown_seams
from cnlint.findings import Evidence, Match, Safety, Value
from cnlint.structure.model import Layout, Paragraph, Piece, Role, Seam, Structure, Tier
from cnlint.structure.scoring import CLEAR_BODY
from cnlint.structure.snapshot import Snapshot

# How far a full line may be from the measure, in display cells: line-start prohibition takes two marks at most to the
# next line or hangs them into the margin (CLREQ, line-start prohibition).
_PLAY: Final = 4


def cut_paragraph(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Body cut in two with proof at the seam and nothing between."""
    for seam in _body(snapshot.structure, snapshot.structure.clear_seams):
        if seam.tier is Tier.SAFE and not seam.between:
            yield seam_match(snapshot, seam, closing(snapshot, seam))


def likely_cut_paragraph(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Body cut in two without proof, nothing between."""
    for seam in _shown(snapshot.structure, options):
        if seam.tier is not Tier.SAFE and not seam.between:
            yield seam_match(snapshot, seam, closing(snapshot, seam))


def interrupted_paragraph(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Body cut in two by captions, credits or furniture."""
    for seam in _shown(snapshot.structure, options):
        if seam.between:
            yield seam_match(snapshot, seam, closing(snapshot, seam))


def _shown(structure: Structure, options: Mapping[str, Value]) -> Iterator[Seam]:
    return _body(structure, shown_seams(structure, float(options["min_probability"]), CLEAR_BODY))


def _body(structure: Structure, seams: Iterable[Seam]) -> Iterator[Seam]:
    for seam in seams:
        if seam.role is Role.BODY and not is_wrap(structure, seam):
            yield seam


def hard_wrapped_paragraph(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Printed lines of one block that are one paragraph."""
    structure = snapshot.structure
    if structure.layout is not Layout.WRAPPED:
        return
    seams = {(seam.left, seam.right): seam for seam in structure.clear_seams if is_wrap(structure, seam)}
    measure = _measure(structure)
    for paragraph in structure.paragraphs:
        if paragraph.role is Role.BODY:
            for run in _runs(paragraph, seams):
                yield _wrapped(snapshot, run, seams, measure)


def _runs(paragraph: Paragraph, seams: Mapping[tuple[int, int], Seam]) -> Iterator[Sequence[int]]:
    """The lines of a paragraph, divided where it goes on in another block; single lines are left out."""
    first = 0
    for place, pair in enumerate(pairwise((*paragraph.pieces, -1)), 1):
        if pair not in seams:
            if place - first > 1:
                yield paragraph.pieces[first:place]
            first = place


def _wrapped(snapshot: Snapshot, run: Sequence[int], seams: Mapping[tuple[int, int], Seam], measure: int) -> Match:
    lines = [snapshot.structure.pieces[index] for index in run]
    full = sum(abs(_cells(line) - measure) <= _PLAY for line in lines[:-1])
    proven = full == len(lines) - 1 and all(seams[pair].tier is Tier.SAFE for pair in pairwise(run))
    weakest = min((seams[pair] for pair in pairwise(run)), key=lambda seam: seam.probability)
    return Match(
        lines[0].start,
        lines[-1].end,
        {"lines": len(lines)},
        (Evidence("full-lines", f"{full}/{len(lines) - 1}"), *weakest.evidence),
        tuple(gap_closed(snapshot.text, left, right) for left, right in pairwise(lines)),
        None if proven else Safety.UNSAFE,
    )


def _measure(structure: Structure) -> int:
    """The display cells of a full line of body text: the commonest width, its neighbours counted in."""
    pieces = zip(structure.pieces, structure.roles, strict=True)
    widths = Counter(_cells(piece) for piece, role in pieces if role is Role.BODY)
    return max(widths, key=lambda width: (sum(widths[width + play] for play in range(-2, 3)), width), default=0)


def _cells(line: Piece) -> int:
    # Marks of ambiguous width (“ ” … —) take a full square in Chinese print.
    return line.indent + sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.text)
