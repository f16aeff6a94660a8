"""From document to structure: pieces, roles, twins, seams, paragraphs, articles, in that order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from cnlint.document import Document
from cnlint.structure import features, grouping, knowledge, revision, roles, seams
from cnlint.structure.model import Piece, Role, Structure, Tier
from cnlint.structure.pieces import cut, layout_of, without_rules
from cnlint.structure.setting import Setting, setting_of
from cnlint.structure.specks import specks

_EDGE: Final = 8  # characters of a piece's start and end by which it is known again once it is joined


class Reading(NamedTuple):
    """What a page told before it was repaired.

    Repairs take evidence away: with a doubled half goes what showed that the line beside it was a caption, with the
    cuts what showed that the page has cuts.
    """

    roles: Mapping[str, Role]  # by folded text, of pieces that stand there once
    starts: Mapping[str, Role]  # by the first characters, of pieces that alone begin so
    ends: Mapping[str, Role]  # by the last characters, of pieces that alone end so
    setting: Setting
    is_cut: bool  # some seam showed beyond doubt that the page has cut paragraphs


def analyse(document: Document, earlier: Reading | None = None) -> Structure:
    """What each piece of a document is and which belong together.

    Args:
        document: the text to read.
        earlier: what the page told as it came, if this text is a repaired one.
    """
    pieces = cut(document)
    layout = layout_of(pieces)
    known = knowledge.shipped()
    raws = [document.text[piece.start : piece.end] for piece in pieces]
    typed = roles.model().decode(features.features(pieces, raws, layout, known.language))
    pieces = without_rules(pieces)  # to the roles a rule says that no heading stands there
    if earlier:
        typed = tuple(remembered(piece, earlier) or role for piece, role in zip(pieces, typed, strict=True))
    else:
        typed = revision.revised(pieces, typed, setting_of(pieces, typed, layout, known), known, seams.model())
    twins = grouping.twins(pieces, typed, known.language)
    gone = frozenset(twin.gone for twin in twins)
    # A copy that goes stands between the halves it was printed around like the caption beside it.
    seen = tuple(Role.CAPTION if index in gone else role for index, role in enumerate(typed))
    setting = earlier.setting if earlier else setting_of(pieces, seen, layout, known)
    dust = specks(pieces, seen, setting, known, seams.model())
    seen = tuple(Role.FILLER if index in dust else role for index, role in enumerate(seen))
    scored = seams.score(pieces, seen, setting, known, seams.model(), earlier is not None and earlier.is_cut)
    paragraphs = grouping.paragraphs(pieces, typed, scored, gone)
    return Structure(layout, pieces, typed, scored, twins, paragraphs, grouping.articles(paragraphs))


def remembered(piece: Piece, earlier: Reading) -> Role | None:
    """The role that a piece had, or those that it begins and ends with: what was joined is one."""
    if piece.text in earlier.roles:
        return earlier.roles[piece.text]
    first, last = earlier.starts.get(piece.text[:_EDGE]), earlier.ends.get(piece.text[-_EDGE:])
    return first if first is last or last is None else last if first is None else None


def reading(structure: Structure) -> Reading:
    """What a page tells, to be remembered when it has been repaired."""
    texts = [piece.text for piece in structure.pieces]
    told, starts, ends = (
        _told(edges, structure.roles)
        for edges in (texts, [text[:_EDGE] for text in texts], [text[-_EDGE:] for text in texts])
    )
    is_cut = any(
        seam.tier is Tier.SAFE
        and seam.role is Role.BODY
        and not seams.is_wrap(structure.pieces, seam, structure.layout)
        for seam in structure.seams
    )
    setting = setting_of(structure.pieces, structure.roles, structure.layout, knowledge.shipped())
    return Reading(told, starts, ends, setting, is_cut)


def _told(texts: Sequence[str], roles: Sequence[Role]) -> dict[str, Role]:
    """The roles by texts that stand there once."""
    count = Counter(texts)
    return {text: role for text, role in zip(texts, roles, strict=True) if count[text] == 1}
