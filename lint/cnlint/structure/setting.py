"""What the seams of a document have in common: how it is set, and how well it was read."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from cnlint.characters import is_latin
from cnlint.lazy import lazy
from cnlint.structure import columns
from cnlint.structure.crossing import is_cut_between
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.pieces import measure_of, page_text
from cnlint.structure.printed import Printed
from cnlint.structure.traits import ENDED, end_class


class Setting:
    """What a document's seams have in common, each part found out when a seam first asks: many documents have none."""

    def __init__(self, pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout, knowledge: Knowledge) -> None:
        self.layout = layout
        self._pieces = pieces
        self._roles = roles
        self._knowledge = knowledge

    @cached_property
    def _body(self) -> list[Piece]:
        return [piece for piece, role in zip(self._pieces, self._roles, strict=True) if role is Role.BODY]

    @cached_property
    def measure(self) -> int:
        """Characters of a full printed line, 0 if unknown."""
        return measure_of(self._pieces) if self.layout is Layout.WRAPPED else 0

    @cached_property
    def printed(self) -> Printed:
        """How its lines are set, where it is hard-wrapped."""
        return Printed(self._pieces, self._roles)

    @cached_property
    def has_columns(self) -> bool:
        """Whether the ends of its lines cut through words, as those of a column do."""
        return columns.are_shown(self._pieces, self._knowledge)

    @cached_property
    def indents(self) -> bool:
        """Whether paragraphs of this document are indented."""
        indented = sum(piece.indent >= 2 for piece in self._body)
        # A fifth of the lines of hard-wrapped text, and most paragraphs elsewhere, start with an indent if any do.
        return indented * (8 if self.layout is Layout.WRAPPED else 2) > len(self._body)

    @cached_property
    def unfinished(self) -> float:
        """Share of its body pieces that end without a final mark."""
        unfinished = sum(end_class(piece.text) not in ENDED for piece in self._body)
        return unfinished / len(self._body) if self._body else 0.0

    @cached_property
    def noise(self) -> int:
        """How often marks were lost or misread, as a class: 0 hardly ever."""
        return _noise([piece.text for piece in self._body])

    @cached_property
    def cuts(self) -> int:
        """Ends of its body pieces where a word, a figure or a quotation is cut through."""
        return self._cuts_of(frozenset({Role.BODY}))

    @cached_property
    def heading_cuts(self) -> int:
        """Ends of its heading lines where one is."""
        return self._cuts_of(HEADING_ROLES)

    @cached_property
    def text(self) -> str:
        """All its pieces, folded, parted by line ends."""
        return page_text(self._pieces)

    def _cuts_of(self, kinds: frozenset[Role]) -> int:
        return _cuts(self._pieces, self._roles, self.layout, self._knowledge, kinds)


def setting_of(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout, knowledge: Knowledge) -> Setting:
    """What the seams of a document have in common."""
    return Setting(pieces, tuple(roles), layout, knowledge)


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
                    found += is_cut_between(left, pieces[index].text, knowledge)
            last = index
        elif role not in FURNITURE_ROLES and role not in PICTURE_ROLES:
            last = -1
    return found
