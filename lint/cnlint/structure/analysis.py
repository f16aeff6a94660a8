"""From document to structure: pieces, roles, twins, seams, paragraphs, articles, in that order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.document import Document
from cnlint.structure import features, grouping, knowledge, revision, roles, seammodel, seams, stanzas
from cnlint.structure.model import Layout, Piece, Role, Seam, Structure, Tier
from cnlint.structure.pieces import cut, layout_of
from cnlint.structure.setting import Setting, setting_of
from cnlint.structure.spacing import closed_by, closed_up, spacing_of


class Reading(NamedTuple):
    """What a page told before it was repaired.

    Repairs take evidence away: with a doubled half goes what showed that the line beside it was a caption, with the
    cuts what showed that the page has cuts; with one join of three lines what showed that the third belongs to them.
    """

    roles: Mapping[str, Role]  # by folded text, of pieces that stand there once
    setting: Setting
    is_cut: bool  # some seam showed beyond doubt that the page has cut paragraphs
    spacing: int  # blank lines of every gap that part nothing
    # Seams that are no advice, by the characters on both sides. Of printed lines those of headings only: the longer the
    # line that some are joined to, the better is told whether the next one belongs to it.
    joins: Mapping[tuple[str, str], Seam]


def analyse(document: Document, earlier: Reading | None = None) -> Structure:
    """What each piece of a document is and which belong together.

    Args:
        document: the text to read.
        earlier: what the page told as it came, if this text is a repaired one.
    """
    return _as_it_came(document) if earlier is None else _repaired(document, earlier)


class _Typed(NamedTuple):
    """What is known of the pieces before anything is known of their seams."""

    pieces: tuple[Piece, ...]
    layout: Layout
    roles: tuple[Role, ...]


# Cleaning asks for the structure that the last check had, and for another one of the text that the fixer has left.
_latest = lru_cache(maxsize=1)  # by the document itself, which does not change


@_latest
def _as_it_came(document: Document) -> Structure:
    known = knowledge.shipped()
    typed = _typed(document)
    pieces, layout, told = typed
    told = revision.revised(pieces, told, setting_of(pieces, told, layout, known), known, seammodel.model())
    return _tied(typed._replace(roles=told), None)


def _repaired(document: Document, earlier: Reading) -> Structure:
    typed = _typed(document, earlier.spacing)
    return _tied(typed._replace(roles=_remembered(typed.pieces, typed.roles, earlier.roles)), earlier)


@_latest
def _typed(document: Document, spacing: int | None = None) -> _Typed:
    lines = cut(document)
    pieces = closed_up(lines, spacing_of(lines) if spacing is None else spacing)
    layout = layout_of(pieces)
    raws = [document.text[piece.start : piece.end] for piece in pieces]
    seen = features.features(pieces, raws, layout, knowledge.shipped().language)
    typed = roles.model().decode(seen)
    verse = stanzas.verse(pieces, layout)
    told = (Role.VERSE if role is Role.BODY and at in verse else role for at, role in enumerate(typed))
    return _Typed(pieces, layout, tuple(told))


def _tied(typed: _Typed, earlier: Reading | None) -> Structure:
    pieces, layout, told = typed
    known = knowledge.shipped()
    twins = grouping.twins(pieces, told, known.language)
    if layout is Layout.WRAPPED:
        twins += grouping.printed_twins(pieces, told)
    gone = frozenset(twin.gone for twin in twins)
    # A copy that goes stands between the halves it was printed around like the caption beside it.
    seen = tuple(Role.CAPTION if index in gone else role for index, role in enumerate(told))
    setting = earlier.setting if earlier else setting_of(pieces, seen, layout, known)
    scored = seams.score(pieces, seen, setting, known, seammodel.model(), earlier is not None and earlier.is_cut)
    if earlier:
        scored = _recalled(pieces, seams.candidates(pieces, seen, layout), scored, earlier.joins)
    paragraphs = grouping.paragraphs(pieces, told, scored, gone)
    return Structure(layout, pieces, told, scored, twins, paragraphs, grouping.articles(paragraphs))


# So many characters at a piece's start, and at its end, are found in no other of the page but by quotation.
_EDGE: Final = 8


def _remembered(pieces: Sequence[Piece], roles: Sequence[Role], told: Mapping[str, Role]) -> tuple[Role, ...]:
    """The roles, as the page told them before it was repaired; what starts and ends as body did is body joined."""
    body = [text for text, role in told.items() if role is Role.BODY]
    starts, ends = {text[:_EDGE] for text in body}, {text[-_EDGE:] for text in body}
    return tuple(
        told.get(piece.text, Role.BODY if piece.text[:_EDGE] in starts and piece.text[-_EDGE:] in ends else role)
        for piece, role in zip(pieces, roles, strict=True)
    )


def _recalled(
    pieces: Sequence[Piece],
    places: Iterable[seams.Candidate],
    scored: Sequence[Seam],
    told: Mapping[tuple[str, str], Seam],
) -> tuple[Seam, ...]:
    """The seams, with those likely that were likely before the page was repaired."""
    found = {seam.left: seam for seam in scored}
    for place in places:
        before, now = told.get(_edges(pieces, place.left, place.right)), found.get(place.left)
        if before and (before.role is Role.BODY) == (place.role is Role.BODY) and (not now or now.tier is Tier.ADVICE):
            found[place.left] = Seam(*place, before.probability, Tier.LIKELY, before.evidence)
    return tuple(found[left] for left in sorted(found))


def _edges(pieces: Sequence[Piece], left: int, right: int) -> tuple[str, str]:
    return pieces[left].text[-_EDGE:], pieces[right].text[:_EDGE]


def reading(structure: Structure) -> Reading:
    """What a page tells, to be remembered when it has been repaired."""
    count = Counter(piece.text for piece in structure.pieces)
    pairs = zip(structure.pieces, structure.roles, strict=True)
    told = {piece.text: role for piece, role in pairs if count[piece.text] == 1}
    is_cut = any(
        seam.tier is Tier.SAFE
        and seam.role is Role.BODY
        and not seams.is_wrap(structure.pieces, seam, structure.layout)
        for seam in structure.seams
    )
    setting = setting_of(structure.pieces, structure.roles, structure.layout, knowledge.shipped())
    joins = {
        _edges(structure.pieces, seam.left, seam.right): seam
        for seam in structure.seams
        if seam.tier is not Tier.ADVICE and (seam.role is not Role.BODY or structure.layout is not Layout.WRAPPED)
    }
    return Reading(told, setting, is_cut, closed_by(structure.pieces), joins)
