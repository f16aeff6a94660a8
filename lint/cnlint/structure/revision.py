"""Where a cut is shown beyond doubt and the roles deny it, the roles give way.

Half a sentence in a line of its own looks like a subhead, and a caption without a credit like a paragraph. A word or
a figure that is cut between two lines says what they are: both are body, and what stands between them is not.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.structure.crossing import heard, is_cut_between, is_cut_through
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.seammodel import SeamModel
from cnlint.structure.seams import Candidate, Judged, candidates, judged, shows_cut
from cnlint.structure.setting import Setting
from cnlint.structure.traits import end_class

_INTERPOSED: Final = FURNITURE_ROLES | PICTURE_ROLES
# What half a sentence is taken for.
_HEADINGS: Final = HEADING_ROLES | {Role.SUBHEAD}
# A caption as a line of body, with its credit or a slogan as another; in a row, with what is known as such.
_MOST_MISTAKEN, _MOST_BETWEEN = 2, 8
# Of 991 captions in clean news sources 99 % have at most 130 characters.
_LONGEST_CAPTION: Final = 130
# Two copies start or end alike, by so many characters at least.
_SAME: Final = 6
# The line between two halves runs on from neither: it would be the other half then.
_ALTERNATIVE: Final = 0.5
# The networks hear one sentence (log-odds): of 44 places on OCR pages where a line that stands between was taken for
# a paragraph, 8 are cuts, and all but one of these are heard so (the one is proven by a bracket).
_ONE_SENTENCE: Final = 2.0


class Doubt(NamedTuple):
    """A seam that the roles rule out, and the roles that it would have."""

    seam: Candidate
    roles: tuple[Role, ...]  # of the pieces from the left one to the right one


def revised(
    pieces: Sequence[Piece], roles: Sequence[Role], setting: Setting, knowledge: Knowledge, model: SeamModel
) -> tuple[Role, ...]:
    """The roles, changed where a proven cut demands it; only a page that is cut elsewhere, too, has any changed."""
    places = [place for place in candidates(pieces, roles, setting.layout) if place.role is Role.BODY]
    # Without a seam between paragraphs nothing can show that the page is cut: most clean pages end here.
    possible = list(_doubts(pieces, roles, setting.layout)) if places else []
    knowledge.read_ahead((pieces[doubt.seam.left].text, pieces[doubt.seam.right].text) for doubt in possible)
    doubts = [
        doubt
        for doubt in possible
        if is_cut_between(pieces[doubt.seam.left].text, pieces[doubt.seam.right].text, knowledge)
    ]
    if not doubts or not _is_cut(pieces, roles, places, setting, knowledge, model):
        return tuple(roles)
    result = list(roles)
    for doubt in doubts:
        if _holds(doubt, pieces, result, setting, knowledge, model):
            result[doubt.seam.left : doubt.seam.right + 1] = doubt.roles
    return tuple(result)


def _is_cut(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    places: Sequence[Candidate],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
) -> bool:
    found = judged(pieces, roles, setting, knowledge, model, places, least=model.safe)
    return any(shows_cut(pieces, seam, setting, model) for seam in found)


def _doubts(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout) -> Iterator[Doubt]:
    """Body and heading beside each other, and body past one or two short lines that might be a picture's.

    Where a printed line is a line, too many are short.
    """
    if layout is Layout.WRAPPED:
        return
    text = [index for index, role in enumerate(roles) if role not in _INTERPOSED]
    for at, left in enumerate(text[:-1]):
        if roles[left] not in _HEADINGS | {Role.BODY} or not _is_open(pieces[left]):
            continue
        for right in text[at + 1 : at + 2 + _MOST_MISTAKEN]:
            between = range(left + 1, right)
            mistaken = [index for index in between if roles[index] not in _INTERPOSED]
            if len(between) > _MOST_BETWEEN or any(len(pieces[index].text) > _LONGEST_CAPTION for index in mistaken):
                break
            if any(_repeats(pieces[index].text, pieces[side].text) for index in mistaken for side in (left, right)):
                continue  # half a paragraph printed twice
            sides = {roles[left], roles[right]}
            if sides <= _HEADINGS | {Role.BODY} and (sides == {Role.BODY}) == bool(mistaken) and Role.BODY in sides:
                seen = (Role.CAPTION if index in mistaken else roles[index] for index in between)
                yield Doubt(Candidate(left, right, tuple(between), Role.BODY), (Role.BODY, *seen, Role.BODY))


def _repeats(one: str, other: str) -> bool:
    return one[:_SAME] == other[:_SAME] or one[-_SAME:] == other[-_SAME:]


def _is_open(piece: Piece) -> bool:
    return end_class(piece.text) not in ("final", "closed")


def _holds(
    doubt: Doubt,
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
) -> bool:
    left, right, between, _ = doubt.seam
    seen = [*roles[:left], *doubt.roles, *roles[right + 1 :]]
    (found,) = judged(pieces, seen, setting, knowledge, model, [doubt.seam])
    if found.probability < model.safe:
        return False
    mistaken = [index for index in between if doubt.roles[index - left] is not roles[index]]
    if not mistaken:
        return True
    if heard(found.evidence) < _ONE_SENTENCE:
        return False
    others = (Candidate(left, mistaken[0], (), Role.BODY), Candidate(mistaken[-1], right, (), Role.BODY))
    plain = [Role.BODY if index in mistaken else role for index, role in enumerate(seen)]
    rivals = [other for other in others if _is_open(pieces[other.left])]
    return not any(_is_stronger(rival, found) for rival in judged(pieces, plain, setting, knowledge, model, rivals))


def _is_stronger(rival: Judged, found: Judged) -> bool:
    """Whether a seam is likely for what is said there, and not only because a mark is missing."""
    said = is_cut_through(rival.evidence) or heard(rival.evidence) >= heard(found.evidence)
    return said and rival.probability >= _ALTERNATIVE
