"""What the seams of a document have in common: how it is set, and how well it was read."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cnlint.characters import is_latin
from cnlint.lazy import lazy
from cnlint.structure.crossing import crossing, is_cut_through
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.pieces import measure_of, page_text
from cnlint.structure.traits import end_class


class Setting(NamedTuple):
    """What a document's seams have in common."""

    layout: Layout
    measure: int  # characters of a full printed line, 0 if unknown
    indents: bool  # paragraphs of this document are indented
    unfinished: float  # share of its body pieces that end without a final mark
    noise: int  # how often marks were lost or misread, as a class: 0 hardly ever
    cuts: int  # ends of its body pieces where a word, a figure or a quotation is cut through
    heading_cuts: int  # ends of its heading lines where one is
    text: str  # all its pieces, folded, parted by line ends


def setting_of(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout, knowledge: Knowledge) -> Setting:
    """What the seams of a document have in common."""
    body = [piece for piece, role in zip(pieces, roles, strict=True) if role is Role.BODY]
    unfinished = sum(end_class(piece.text) not in ("final", "closed", "colon") for piece in body)
    indented = sum(piece.indent >= 2 for piece in body)
    page = page_text(pieces)
    return Setting(
        layout,
        measure_of(pieces) if layout is Layout.WRAPPED else 0,
        # A fifth of the lines of hard-wrapped text, and most paragraphs elsewhere, start with an indent if any do.
        indented * 8 > len(body) if layout is Layout.WRAPPED else indented * 2 > len(body),
        unfinished / len(body) if body else 0.0,
        _noise([piece.text for piece in body]),
        _cuts(pieces, roles, layout, knowledge, page, frozenset({Role.BODY})),
        _cuts(pieces, roles, layout, knowledge, page, HEADING_ROLES),
        page,
    )


# A dot between Han characters is a misread 。 (or a foreign name); a clause of 28 Han characters has lost a comma
# (clauses of clean news have 11 characters on average; about one in 1,000 characters begins one as long).
_LOST_MARK: Final = lazy("[\u4e00-\u9fff][·•][\u4e00-\u9fff]|[\u4e00-\u9fff]{28,}")
_LONG_CLAUSE: Final = 28
# Marks that no sign of a lost one holds: clauses between them can be looked at one by one.
_CLAUSE_END: Final = lazy("[，。、；：！？“”]")
# Signs in 1,000 characters; OCR pages have about 1 to 4.
_NOISE_CLASSES: Final = (0.5, 1.0, 2.0, 4.0)


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


def _cuts(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    layout: Layout,
    knowledge: Knowledge,
    page: str,
    kinds: frozenset[Role],
) -> int:
    """How many blocks of some roles end in something that the next such block goes on with."""
    last = -1
    found = 0
    for index, role in enumerate(roles):
        if role in kinds:
            if last >= 0 and not (layout is Layout.WRAPPED and pieces[last].block == pieces[index].block):
                left = pieces[last].text
                if end_class(left) not in ("final", "closed") and not is_latin(left[-1]):
                    found += is_cut_through(crossing(left, pieces[index].text, knowledge, page))
            last = index
        elif role not in FURNITURE_ROLES and role not in PICTURE_ROLES:
            last = -1
    return found
