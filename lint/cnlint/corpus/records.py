"""What `clean` makes of a document: one record for each article, in the terms of a newspaper."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from cnlint.corpus.origins import Span
from cnlint.findings import Evidence, Safety
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role, Tier

# Raised when a key of the records changes its meaning or goes; new keys leave it alone.
SCHEMA_VERSION: Final = 1

_TITLE_ROLES: Final = frozenset({Role.KICKER, Role.HEADLINE, Role.DECK, Role.BYLINE})


class Part(NamedTuple):
    """A headline line, a byline, a paragraph, a caption: one run of text on one line.

    Attributes:
        role: what it is.
        text: its text, cuts joined, without line ends and without Markdown marks.
        pieces: the spans of the repaired text that it was made of, in reading order.
        spans: where these pieces stood in the source, in characters.
        repeats: where the same text stands a few lines off, if it is a copy that could not be proven to be damage.
    """

    role: Role
    text: str
    pieces: tuple[Span, ...]
    spans: tuple[Span, ...]
    repeats: Span | None = None


class Join(NamedTuple):
    """A place where two pieces are one paragraph or one headline line, by their words."""

    role: Role
    tier: Tier
    probability: float
    made: bool  # False: left as it was, for only safe ones were asked for
    gap: Span | None  # of the repaired text: from the end of the left piece to the start of the right; None: fixed
    place: Span  # the same, in the source
    evidence: tuple[Evidence, ...]


class Change(NamedTuple):
    """One edit that a rule's fix made, as seen from the source."""

    rule: str
    safety: Safety
    start: int  # characters of the source
    end: int
    old: str  # what stood there when the edit was made
    new: str


class Record(NamedTuple):
    """One article. `parts` holds all of it, in input order."""

    parts: tuple[Part, ...]
    joins: tuple[Join, ...]
    edits: tuple[Change, ...]

    def of(self, roles: Iterable[Role]) -> list[Part]:
        """The parts that have one of some roles, in input order."""
        wanted = frozenset(roles)
        return [part for part in self.parts if part.role in wanted]

    @property
    def pictures(self) -> list[Part]:
        """Captions and credits."""
        return self.of(PICTURE_ROLES)

    @property
    def furniture(self) -> list[Part]:
        """What the page needed and the text does not."""
        return self.of(FURNITURE_ROLES)

    @property
    def text(self) -> list[Part]:
        """What is left without them: titles, byline and paragraphs, in input order."""
        return [part for part in self.parts if part.role not in PICTURE_ROLES | FURNITURE_ROLES]

    @property
    def paragraphs(self) -> list[Part]:
        """What runs below the titles: body, subheads, lists, verse, tables, dateline."""
        return [part for part in self.text if part.role not in _TITLE_ROLES]


def as_json(
    record: Record, source: str, number: int, rules: str, version: str, row: int | None = None
) -> dict[str, object]:
    """A record in the form of one line of `articles.jsonl`.

    Args:
        record: the article.
        source: the path of its source, as the manifest names it.
        number: which article of the source it is, from 1.
        rules: what identifies the rule set.
        version: the tool's version.
        row: which record of the source the article stands in, from 1; None: the source is one text.
    """
    return {
        "source": source,
        **({} if row is None else {"record": row}),
        "article": number,
        "kicker": _line(record.of({Role.KICKER})),
        "headline": _line(record.of({Role.HEADLINE})),
        "decks": [part.text for part in record.of({Role.DECK})],
        "byline": _line(record.of({Role.BYLINE})),
        "paragraphs": [_part(part) for part in record.paragraphs],
        "captions": [_part(part) for part in record.pictures],
        "furniture": [_part(part) for part in record.furniture],
        "edits": [
            {"rule": e.rule, "tier": str(e.safety), "start": e.start, "end": e.end, "old": e.old, "new": e.new}
            for e in record.edits
        ],
        "joins": [_join(join) for join in record.joins],
        "schema": SCHEMA_VERSION,
        "tool": {"name": "cnlint", "version": version, "rules": rules},
    }


def _line(parts: Iterable[Part]) -> str | None:
    """Lines of one kind as one; a headline of two printed lines is written with a blank between, as papers do."""
    return " ".join(part.text for part in parts) or None


def _part(part: Part) -> dict[str, object]:
    shown: dict[str, object] = {"role": str(part.role), "text": part.text, "spans": [list(s) for s in part.spans]}
    if part.repeats is not None:
        shown["repeats"] = list(part.repeats)
    return shown


def _join(join: Join) -> dict[str, object]:
    return {
        "role": str(join.role),
        "tier": str(join.tier),
        "probability": join.probability,
        "made": join.made,
        "start": join.place[0],
        "end": join.place[1],
        "evidence": [part._asdict() for part in join.evidence],
    }
