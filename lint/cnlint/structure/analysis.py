"""From document to structure: pieces, roles, twins, seams, paragraphs, articles, in that order."""

from cnlint.document import Document
from cnlint.structure import features, grouping, roles, seams
from cnlint.structure.language import language
from cnlint.structure.model import Role, Structure
from cnlint.structure.pieces import cut, layout_of
from cnlint.structure.words import words


def analyse(document: Document) -> Structure:
    """What each piece of a document is and which belong together."""
    pieces = cut(document)
    layout = layout_of(pieces)
    evidence = language()
    raws = [document.text[piece.start : piece.end] for piece in pieces]
    typed = roles.model().decode(features.features(pieces, raws, layout, evidence))
    twins = grouping.twins(pieces, typed, evidence)
    gone = frozenset(twin.gone for twin in twins)
    # A copy that goes stands between the halves it was printed around like the caption beside it.
    seen = tuple(Role.CAPTION if index in gone else role for index, role in enumerate(typed))
    scored = seams.score(pieces, seen, layout, evidence, words(), seams.model())
    paragraphs = grouping.paragraphs(pieces, typed, scored, gone)
    return Structure(layout, pieces, typed, scored, twins, paragraphs, grouping.articles(paragraphs))
