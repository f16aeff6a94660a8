"""From document to structure: pieces, roles, twins, seams, paragraphs, articles, in that order."""

from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.document import Document
from cnlint.structure import (
    columns,
    features,
    freeverse,
    grouping,
    knowledge,
    revision,
    roles,
    scoring,
    seammodel,
    seams,
    specks,
    stanzas,
)
from cnlint.structure.markup import markup_roles
from cnlint.structure.model import Layout, Piece, Role, Seam, Structure
from cnlint.structure.pieces import cut, layout_of, without_rules
from cnlint.structure.pointing import pointing
from cnlint.structure.reading import Reading, recalled, remembered
from cnlint.structure.setting import setting_of
from cnlint.structure.spacing import closed_up, spacing_of


def analyse(document: Document, earlier: Reading | None = None) -> Structure:
    """What each piece of a document is and which belong together.

    Args:
        document: the text to read.
        earlier: what the page told as it came, if this text is a repaired one.
    """
    return _as_it_came(document) if earlier is None else _repaired(document, earlier)


# What verse is taken for.
_MISTAKEN: Final = (Role.BODY, Role.LIST)


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
    told = (remembered(piece, earlier) or role for piece, role in zip(typed.pieces, typed.roles, strict=True))
    return _tied(typed._replace(roles=tuple(told)), earlier)


@_latest
def _typed(document: Document, spacing: int | None = None) -> _Typed:
    lines = cut(document)
    pieces = closed_up(lines, spacing_of(lines) if spacing is None else spacing)
    known = knowledge.shipped()
    layout = layout_of(pieces)
    if spacing is None:  # a page as it came: repairs join first what is cut through
        layout = columns.confirmed(layout, pieces, known)
    raws = [document.text[piece.start : piece.end] for piece in pieces]
    seen = features.features(pieces, raws, layout, known.language)
    typed = roles.model().decode(seen)
    verse = stanzas.verse(pieces, layout)
    if layout is Layout.WRAPPED:
        verse |= freeverse.free_verse(pieces, typed, known)
    sure = dict.fromkeys(pointing(pieces, typed, known.language), Role.CAPTION)
    sure.update(markup_roles(document, pieces))
    told = (
        sure.get(at) or (Role.VERSE if role in _MISTAKEN and at in verse else role) for at, role in enumerate(typed)
    )
    # To the roles a rule beside a line says that no heading stands there; to the seams it says nothing.
    return _Typed(without_rules(pieces), layout, tuple(told))


def _tied(typed: _Typed, earlier: Reading | None) -> Structure:
    pieces, layout, told = typed
    known, model = knowledge.shipped(), seammodel.model()
    twins = grouping.twins(pieces, told, known.language)
    if layout is Layout.WRAPPED:
        twins += grouping.printed_twins(pieces, told)
    gone = frozenset(twin.gone for twin in twins)
    # A copy that goes stands between the halves it was printed around like the caption beside it.
    seen = tuple(Role.CAPTION if index in gone else role for index, role in enumerate(told))
    setting = earlier.setting if earlier else setting_of(pieces, seen, layout, known)
    dust = specks.specks(pieces, seen, setting, known, model)
    seen = tuple(Role.FILLER if index in dust else role for index, role in enumerate(seen))

    def remembering(scored: tuple[Seam, ...]) -> tuple[Seam, ...]:
        return recalled(pieces, seams.candidates(pieces, seen, layout), scored, earlier) if earlier else scored

    clear, everything = scoring.score(pieces, seen, setting, known, model, earlier is not None and earlier.is_cut)
    clear = remembering(clear)
    paragraphs = grouping.paragraphs(pieces, told, clear, gone)
    articles = grouping.articles(paragraphs)
    return Structure(layout, pieces, told, clear, twins, paragraphs, articles, lambda: remembering(everything()))
