"""Fragments: body lines that begin or end inside a sentence and that nothing else in the document completes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cnlint.characters import PAUSE_MARKS, count_han
from cnlint.findings import Evidence, Match, Value
from cnlint.structure.language import language
from cnlint.structure.model import Piece, Role, Seam, Structure
from cnlint.structure.snapshot import Snapshot

# Shorter lines are signs and remains of pictures as often as text.
_FEWEST_HAN: Final = 6
# Words after which no clause ends, of one character, in simplified script. 的 is none: 是……的.
_BINDING: Final = frozenset("和与及或把被将从向对使让由于而并且其该各每")
_QUOTED: Final = 12  # characters of the fragment in the message


def orphan_fragment(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Body pieces that begin with a pause, or end in one or in a word that wants another, tied to nothing."""
    structure = snapshot.structure
    if not any(_fragments(structure, structure.clear_seams)):
        return  # as most documents; to see the faint seams takes longer
    for piece, evidence in _fragments(structure, structure.seams):
        yield Match(piece.start, piece.end, {"text": piece.text[:_QUOTED]}, (evidence,))


def _fragments(structure: Structure, seams: Sequence[Seam]) -> Iterator[tuple[Piece, Evidence]]:
    tied_left = {seam.left for seam in seams}
    tied_right = {seam.right for seam in seams}
    copies = {piece for twin in structure.twins for piece in (twin.gone, twin.kept)}
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        if role is not Role.BODY or piece.number in copies:
            continue
        last = piece.text[-1]
        if piece.text[0] in PAUSE_MARKS and piece.number not in tied_right:
            evidence = Evidence("starts-inside", piece.text[0])
        elif piece.number not in tied_left and (last in PAUSE_MARKS or language().normal(last) in _BINDING):
            evidence = Evidence("ends-inside", last)
        else:
            continue
        if count_han(piece.text) >= _FEWEST_HAN:
            yield piece, evidence
