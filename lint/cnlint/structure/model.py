"""The words in which structure is told: roles, pieces, seams, paragraphs, articles."""

from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from cnlint.findings import Evidence


class Role(StrEnum):
    """What a piece of newspaper text is."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    SUBHEAD = "subhead"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    JUMP = "jump"
    MASTHEAD = "masthead"
    FOLIO = "folio"
    EDITOR = "editor"
    FILLER = "filler"
    LIST = "list"
    TABLE = "table"
    VERSE = "verse"


# The lines above a body: kicker, headline and decks are one headline group.
HEADING_ROLES = frozenset({Role.KICKER, Role.HEADLINE, Role.DECK})
# What the page needs and the text does not (law 7: tagged, moved by `clean`, never dropped by a safe fix).
FURNITURE_ROLES = frozenset({Role.JUMP, Role.MASTHEAD, Role.FOLIO, Role.EDITOR, Role.FILLER})
PICTURE_ROLES = frozenset({Role.CAPTION, Role.CREDIT})


class Layout(StrEnum):
    """How a document sets its paragraphs."""

    BLOCKS = "blocks"  # a paragraph is a block, blank lines between
    LINES = "lines"  # a paragraph is a line, no blank lines needed
    WRAPPED = "wrapped"  # a printed line is a line


class Piece(NamedTuple):
    """What is typed: one non-blank line. In block layout that is the whole block.

    `start:end` spans its characters without indent, trailing white space and line end. `text` is the folded view
    that structure reads: marks full width, no invisible characters, no blanks between Han characters.
    """

    number: int
    block: int
    line: int
    start: int
    end: int
    indent: int  # display cells of white space before the text
    blank_before: int  # blank lines between this piece and the one before it
    text: str


class Tier(StrEnum):
    """How sure a join is. The thresholds are calibrated (see the model card), not chosen."""

    SAFE = "safe"  # `fix` makes it
    LIKELY = "likely"  # `clean` makes it too, marked
    ADVICE = "advice"  # shown, never made


class Seam(NamedTuple):
    """A place where two pieces may be one paragraph (or one headline line)."""

    left: int  # piece index
    right: int  # piece index
    between: tuple[int, ...]  # pieces that stand between and belong elsewhere
    role: Role  # of the two pieces: BODY, or a heading role
    probability: float  # calibrated, that the two are one
    tier: Tier
    evidence: tuple[Evidence, ...]


class Twin(NamedTuple):
    """A body piece that stands twice: `gone` is another print of `kept`."""

    gone: int
    kept: int
    han: int  # Han characters in the copy


class Paragraph(NamedTuple):
    """A logical paragraph: pieces that seams of the safe or likely tier tie together, in reading order."""

    pieces: tuple[int, ...]
    role: Role


class Article(NamedTuple):
    """One news item; every field holds piece indices in input order."""

    heading: tuple[int, ...]
    byline: tuple[int, ...]
    flow: tuple[Paragraph, ...]  # dateline, subheads, body, lists, verse, tables
    pictures: tuple[int, ...]
    furniture: tuple[int, ...]


class Structure:
    """All that is known about one snapshot. Tuples are indexed by piece.

    `clear_seams` are those that are no advice, and of the others those that a reader is shown unasked. All are `seams`.
    """

    def __init__(
        self,
        layout: Layout,
        pieces: tuple[Piece, ...],
        roles: tuple[Role, ...],
        seams: tuple[Seam, ...],
        twins: tuple[Twin, ...],
        paragraphs: tuple[Paragraph, ...],
        articles: tuple[Article, ...],
        all_seams: Callable[[], tuple[Seam, ...]] | None = None,
    ) -> None:
        self.layout = layout
        self.pieces = pieces
        self.roles = roles
        self.clear_seams = seams
        self.twins = twins
        self.paragraphs = paragraphs
        self.articles = articles
        self._all_seams = all_seams

    def role_at(self, offset: int) -> Role | None:
        """The role of the piece that holds a character offset; None between pieces."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.pieces[index].end:
            return None
        return self.roles[index]

    @cached_property
    def seams(self) -> tuple[Seam, ...]:
        """All seams that are worth showing, found when they are asked for: networks have to judge the faint ones."""
        return self.clear_seams if self._all_seams is None else self._all_seams()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.start for piece in self.pieces)
