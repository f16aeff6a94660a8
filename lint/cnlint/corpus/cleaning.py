"""From a document to its articles: safe fixes, then structure, then everything in its place.

The source is not touched. What is out of place (captions, credits, furniture) becomes a part of its own, cuts are
joined, and every character of the repaired text is accounted for.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from cnlint.corpus import history
from cnlint.corpus.conservation import conserves
from cnlint.corpus.marks import unmarked
from cnlint.corpus.origins import Origins, Span
from cnlint.corpus.records import Change, Join, Part, Record
from cnlint.document import Document
from cnlint.engine import Outcome
from cnlint.findings import Safety
from cnlint.fixer import Fixed, fix
from cnlint.structure.analysis import analyse
from cnlint.structure.joining import joined, one_line
from cnlint.structure.model import Role, Seam, Structure, Tier
from cnlint.structure.reading import reading
from cnlint.structure.snapshot import Snapshot

# Rules whose fixes are likely and not safe, and are made as likely joins are: what they part, structure may then type.
_LIKELY: Final = frozenset({"CAP003"})
# What a learned line is, by the rule that tells it.
_LEARNED: Final = {"PAG001": Role.MASTHEAD, "PAG003": Role.EDITOR, "PAG004": Role.FILLER}


class ConservationError(Exception):
    """The records would not hold exactly the characters of the text (law 2)."""


class Cleaned(NamedTuple):
    """A document's articles, and what the fixer did and found on the way."""

    records: tuple[Record, ...]
    fixed: Fixed


def clean(
    document: Document, check: Callable[[Document], Outcome], *, safe_only: bool = False, lang: str = "en"
) -> Cleaned:
    """Clean a document.

    Args:
        document: the text as it came.
        check: finds what a snapshot's rules find, as the fixer asks it.
        safe_only: leave joins and breaks that are no more than likely.
        lang: language of the fixer's own findings.

    Raises:
        ConservationError: a character would be lost or doubled.
    """
    look = lru_cache(maxsize=1)(check)  # what the first fixer leaves is what the second begins with
    parted = fix(document, look, frozenset(), also=frozenset() if safe_only else _LIKELY, lang=lang)
    told = reading(Snapshot(parted.document).structure)  # at once: the last check of it found the structure, too
    fixed = fix(parted.document, look, frozenset({Safety.SAFE}), lang=lang)
    fixed = fixed._replace(steps=parted.steps + fixed.steps, troubles=tuple({*parted.troubles, *fixed.troubles}))
    structure = analyse(fixed.document, told)
    learned = _learned_roles(fixed, structure)
    if learned:
        structure = analyse(fixed.document, told._replace(roles={**told.roles, **learned}))
    records = records_of(fixed, structure, safe_only=safe_only)
    if not conserves(fixed.document.text, (part for record in records for part in record.parts)):
        raise ConservationError
    return Cleaned(records, fixed)


def _learned_roles(fixed: Fixed, structure: Structure) -> dict[str, Role]:
    """The roles, by folded text, of lines that only the corpus tells to be furniture; their findings say so."""
    found = {
        finding.start: _LEARNED[finding.rule]
        for finding in fixed.outcome.findings
        if finding.rule in _LEARNED and any(part.kind == "learned-line" for part in finding.evidence)
    }
    return {piece.text: found[piece.start] for piece in structure.pieces if piece.start in found}


def records_of(fixed: Fixed, structure: Structure, *, safe_only: bool) -> tuple[Record, ...]:
    """The articles of a repaired text, by its structure."""
    return tuple(_with_history(tuple(_Reader(fixed, structure, safe_only).records()), fixed))


class _Reader:
    """Reads a repaired text by its structure."""

    def __init__(self, fixed: Fixed, structure: Structure, safe_only: bool) -> None:
        self._text = fixed.document.text
        self._structure = structure
        self._safe_only = safe_only
        self._origins = Origins(fixed.rounds)
        self._seams = {(seam.left, seam.right): seam for seam in structure.clear_seams}
        self._kept = {twin.gone: twin.kept for twin in structure.twins}

    def records(self) -> Iterator[Record]:
        """The articles as the structure has them; of what the fixer did they know nothing yet."""
        owner = self._owners()
        count = len(self._structure.articles)
        parts: list[list[Part]] = [[] for _ in range(count)]
        joins: list[list[Join]] = [[] for _ in range(count)]
        for chain, role in self._chains():
            article = owner[chain[0]]
            seams = [self._seams[pair] for pair in pairwise(chain)]
            joins[article] += map(self._join, seams)
            parts[article] += (self._part(pieces, role) for pieces in self._split(chain, seams))
        for own, made in zip(parts, joins, strict=True):
            yield Record(tuple(sorted(own, key=lambda part: part.pieces)), tuple(made), ())

    def _owners(self) -> dict[int, int]:
        """The article of every piece."""
        owner: dict[int, int] = {}
        for number, article in enumerate(self._structure.articles):
            flow = (index for paragraph in article.flow for index in paragraph.pieces)
            for index in (*article.heading, *article.byline, *flow, *article.pictures, *article.furniture):
                owner[index] = number
        for gone, kept in self._kept.items():
            while kept in self._kept:  # of three copies one is kept
                kept = self._kept[kept]
            owner[gone] = owner[kept]
        return owner

    def _chains(self) -> Iterator[tuple[tuple[int, ...], Role]]:
        """The logical paragraphs; a copy that the safe fixes left is one by itself, for nothing proves it damage."""
        for paragraph in self._structure.paragraphs:
            yield paragraph.pieces, paragraph.role
        for gone in self._kept:
            yield (gone,), self._structure.roles[gone]

    def _split(self, chain: Sequence[int], seams: Sequence[Seam]) -> Iterator[Sequence[int]]:
        first = 0
        for place, seam in enumerate(seams, 1):
            if not self._is_made(seam):
                yield chain[first:place]
                first = place
        yield chain[first:]

    def _is_made(self, seam: Seam) -> bool:
        return seam.tier is Tier.SAFE or not self._safe_only

    def _part(self, pieces: Sequence[int], role: Role) -> Part:
        spans = tuple((self._structure.pieces[index].start, self._structure.pieces[index].end) for index in pieces)
        kept = self._kept.get(pieces[0])
        return Part(
            role,
            joined(one_line(unmarked(self._text[start:end])) for start, end in spans),
            spans,
            tuple(self._origins.span(start, end) for start, end in spans),
            None if kept is None else self._source_of(kept),
        )

    def _source_of(self, index: int) -> tuple[int, int]:
        piece = self._structure.pieces[index]
        return self._origins.span(piece.start, piece.end)

    def _join(self, seam: Seam) -> Join:
        gap = self._structure.pieces[seam.left].end, self._structure.pieces[seam.right].start
        place = self._source_of(seam.left)[1], self._source_of(seam.right)[0]
        return Join(seam.role, seam.tier, seam.probability, self._is_made(seam), gap, place, seam.evidence)


def _with_history(records: Sequence[Record], fixed: Fixed) -> Iterator[Record]:
    """The articles with what the fixer did to each; the first one takes what was done before it."""
    starts = [min((part.spans[0][0] for part in record.parts), default=0) for record in records]
    edits: list[list[Change]] = [[] for _ in records]
    joins: list[list[Join]] = [list(record.joins) for record in records]
    for change in history.changes(fixed) if records else ():
        edits[max(0, bisect_right(starts, change.start) - 1)].append(change)
    for join in history.joins(fixed) if records else ():
        article = max(0, bisect_right(starts, join.place[0]) - 1)
        joins[article].append(join._replace(role=_role_at(records[article], join.place)))
    for record, made, between in zip(records, edits, joins, strict=True):
        yield record._replace(edits=tuple(made), joins=tuple(sorted(between, key=lambda join: join.place)))


def _role_at(record: Record, place: Span) -> Role:
    """The role of the part that spans a place in the source."""
    for part in record.parts:
        if any(start <= place[0] and place[1] <= end for start, end in part.spans):
            return part.role
    return Role.BODY
