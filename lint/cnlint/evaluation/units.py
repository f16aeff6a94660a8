"""The units of a page before any damage: what a perfect cleaner would write, and what stands around it."""

from typing import NamedTuple

from cnlint.structure.model import Role

# What the truth calls a unit, by role (the words of the truth files of bench data).
KINDS = {Role.KICKER: "kicker", Role.HEADLINE: "title", Role.DECK: "deck", Role.SUBHEAD: "sub", Role.BYLINE: "byline"}


class Unit(NamedTuple):
    """One headline line, byline, paragraph, caption or line of furniture, as it should read."""

    role: Role
    text: str
    body: bool = True  # part of the truth; False for pictures and furniture

    @property
    def kind(self) -> str:
        """The truth's word for the unit."""
        return KINDS.get(self.role, "para")


class Chunk(NamedTuple):
    """A part of a unit that stands in one block: `unit` is its index on the page, `start:end` its span."""

    unit: int
    start: int
    end: int
    cut: str = ""  # what the cut before it parts; empty for the first chunk of a unit
    copy: bool = False  # a second print of text that stands elsewhere
    glued: bool = False  # stands in one block with the chunk before it
    fresh: bool = True  # a new block (else a new line of the block, or nothing in layouts without lines)
    edge: bool = False  # a copy of the end or start of a block, of which no block reads the same
