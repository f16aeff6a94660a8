"""What the seams of a document have in common: how it is set, and how well it was read."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cnlint.lazy import lazy
from cnlint.structure.model import Layout, Piece, Role
from cnlint.structure.pieces import measure_of
from cnlint.structure.traits import end_class


class Setting(NamedTuple):
    """What a document's seams have in common."""

    layout: Layout
    measure: int  # characters of a full printed line, 0 if unknown
    indents: bool  # paragraphs of this document are indented
    unfinished: float  # share of its body pieces that end without a final mark
    noise: int  # how often marks were lost or misread, as a class: 0 hardly ever


def setting_of(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout) -> Setting:
    """What the seams of a document have in common."""
    body = [piece for piece, role in zip(pieces, roles, strict=True) if role is Role.BODY]
    unfinished = sum(end_class(piece.text) not in ("final", "closed", "colon") for piece in body)
    indented = sum(piece.indent >= 2 for piece in body)
    return Setting(
        layout,
        measure_of(pieces) if layout is Layout.WRAPPED else 0,
        # A fifth of the lines of hard-wrapped text, and most paragraphs elsewhere, start with an indent if any do.
        indented * 8 > len(body) if layout is Layout.WRAPPED else indented * 2 > len(body),
        unfinished / len(body) if body else 0.0,
        _noise([piece.text for piece in body]),
    )


# A dot between Han characters is a misread 。 (or a foreign name); a clause of 28 Han characters has lost a comma
# (clauses of clean news have 11 characters on average; about one in 1,000 characters begins one as long).
_LOST_MARK: Final = lazy("[\u4e00-\u9fff][·•][\u4e00-\u9fff]|[\u4e00-\u9fff]{28,}")
_LONG_CLAUSE: Final = 28
# Marks that no sign of a lost one holds: clauses between them can be looked at one by one.
_CLAUSE_END: Final = lazy("[，。、；：！？“”]")
_NOISE_CLASSES: Final = (
    0.5,
    1.0,
    2.0,
    4.0,
)  # signs in 1,000 characters; OCR pages have about 1 to 4


def _noise(texts: Sequence[str]) -> int:
    size = sum(map(len, texts))
    signs = sum(map(_signs, texts))
    return sum(1000 * signs > limit * size for limit in _NOISE_CLASSES)


def _signs(text: str) -> int:
    """How many signs of lost marks a text has."""
    clauses = (
        clause for clause in _CLAUSE_END.split(text) if len(clause) >= _LONG_CLAUSE or "·" in clause or "•" in clause
    )
    return sum(len(_LOST_MARK.findall(clause)) for clause in clauses)
