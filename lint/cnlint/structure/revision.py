"""Where a cut is shown beyond doubt and the roles deny it, the roles give way.

Half a sentence in a line of its own looks like a subhead, and a caption without a credit like a paragraph. A word or
a figure that is cut between two lines says what they are: both are body, and what stands between them is not. So does
a sentence that runs on from one line to the other and from neither to the one between, or past a picture from a line
that was taken for its caption, and so do two copies of a text around a line.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import Final, NamedTuple

from cnlint.characters import COLON_MARKS, OPENERS, PAUSE_MARKS, count_han, is_han
from cnlint.copies import are_copies, share_an_edge
from cnlint.structure import forms, pictures
from cnlint.structure.crossing import heard, is_cut_between, is_cut_through
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.seammodel import SeamModel
from cnlint.structure.seams import Candidate, Judged, candidates, judged, shows_cut
from cnlint.structure.setting import Setting
from cnlint.structure.tiers import HEADING_LENGTH, SURE
from cnlint.structure.traits import end_class

_INTERPOSED: Final = FURNITURE_ROLES | PICTURE_ROLES
# What half a sentence is taken for.
_HEADINGS: Final = HEADING_ROLES | {Role.SUBHEAD}
# What a caption is taken for.
_MISTAKEN: Final = frozenset({Role.BODY, Role.SUBHEAD})
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


# Without a cut word: what the networks hear across the line between, by how much more than into it and out of it
# (log-odds), the least probability, and the line's length. Half a paragraph without its final mark is as often the
# longer one. On 1,350 made pages, of sources the models know, 24 lines so found are captions or slogans and 5 are
# text: all 5 on pages that were misread.
_RUNS_ON, _MORE, _SURE, _LONGEST_UNSIGNED = 1.3, 0.7, 0.99, 50
# Han characters of two copies around a line. Half a paragraph is damage beyond doubt from 20 on; a whole one may be
# repeated for effect. Of 54,000 paragraphs of clean news none of 20 stands twice within four.
_HALF_COPY, _WHOLE_COPY = 20, 40


class Doubt(NamedTuple):
    """A seam that the roles rule out, and the roles that it would have."""

    seam: Candidate
    roles: tuple[Role, ...]  # of the pieces from the left one to the right one


def revised(
    pieces: Sequence[Piece], roles: Sequence[Role], setting: Setting, knowledge: Knowledge, model: SeamModel
) -> tuple[Role, ...]:
    """The roles, changed where copies stand around a line, and where a proven cut demands it.

    Cuts change roles only on a page that is cut elsewhere, too.
    """
    result = list(roles)
    if setting.layout is not Layout.WRAPPED:
        for index in _between_copies(pieces, roles):
            result[index] = Role.CAPTION
    places = [place for place in candidates(pieces, result, setting.layout) if place.role is Role.BODY]
    # Without a seam between paragraphs nothing can show that the page is cut: most clean pages end here.
    possible = list(_doubts(pieces, result, setting.layout)) if places else []
    knowledge.read_ahead((pieces[doubt.seam.left].text, pieces[doubt.seam.right].text) for doubt in possible)
    doubts = [doubt for doubt in possible if _may_hold(doubt, pieces, result, knowledge)]
    if not doubts or not _is_cut(pieces, result, places, setting, knowledge, model):
        return tuple(result)
    for doubt in doubts:
        if _holds(doubt, pieces, result, setting, knowledge, model):
            result[doubt.seam.left : doubt.seam.right + 1] = doubt.roles
    return tuple(result)


def _between_copies(pieces: Sequence[Piece], roles: Sequence[Role]) -> Iterator[int]:
    """The short lines, one or two in a row, before and after which the same text of body stands."""
    text = [index for index, role in enumerate(roles) if role not in _INTERPOSED]
    for at, left in enumerate(text):
        if roles[left] is not Role.BODY:
            continue
        for after in range(at + 2, min(len(text), at + 2 + _MOST_MISTAKEN)):
            between, right = text[at + 1 : after], text[after]
            if roles[right] is not Role.BODY or not are_copies(pieces[left].text, pieces[right].text):
                continue
            before = [pieces[index] for index in text[max(0, at - 1) : at]]
            mistaken = all(roles[index] in _MISTAKEN and _may_be_caption(pieces[index]) for index in between)
            if mistaken and _is_damage(pieces[left].text, [pieces[left], *before]):
                yield from between


def _is_damage(copy: str, ends: Iterable[Piece]) -> bool:
    """Whether a text cannot stand twice on purpose: it is long, or half a paragraph, which one of the ends shows."""
    han = count_han(copy)
    return han >= _WHOLE_COPY or (han >= _HALF_COPY and any(map(_is_open, ends)))


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
    """The seams that the roles rule out and the texts may not.

    Body and heading beside each other; body past one or two short lines that might be a picture's; a line above a
    picture that might be body. Where a printed line is a line, too many are short.
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
            if len(between) > _MOST_BETWEEN or not all(_may_be_caption(pieces[index]) for index in mistaken):
                break
            pairs = product(mistaken, (left, right))
            if any(share_an_edge(pieces[one].text, pieces[other].text, _SAME) for one, other in pairs):
                continue  # half a paragraph printed twice
            sides = {roles[left], roles[right]}
            if sides <= _HEADINGS | {Role.BODY} and (sides == {Role.BODY}) == bool(mistaken) and Role.BODY in sides:
                seen = (Role.CAPTION if index in mistaken else roles[index] for index in between)
                yield Doubt(Candidate(left, right, tuple(between), Role.BODY), (Role.BODY, *seen, Role.BODY))
    for left, right in pairwise(text):
        yield from _before_pictures(pieces, roles, left, right)


def _before_pictures(pieces: Sequence[Piece], roles: Sequence[Role], before: int, right: int) -> Iterator[Doubt]:
    """Half a paragraph that was taken for the caption of the picture below it, having the form of none."""
    first = before + 1
    text = pieces[first].text
    signed = pictures.PICTURE_START.search(text) or pictures.CREDIT_END.search(text)
    is_clause = _is_open(pieces[first]) and any(mark in text for mark in PAUSE_MARKS)
    if roles[first] is Role.CAPTION and roles[right] is Role.BODY and is_clause and not signed:
        between = tuple(range(first + 1, right))
        if 0 < len(between) < _MOST_BETWEEN:
            seen = (roles[index] for index in between)
            yield Doubt(Candidate(first, right, between, Role.BODY), (Role.BODY, *seen, Role.BODY))


def _may_be_caption(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST_CAPTION


def _is_open(piece: Piece) -> bool:
    return end_class(piece.text) not in ("final", "closed")


def _may_hold(doubt: Doubt, pieces: Sequence[Piece], roles: Sequence[Role], knowledge: Knowledge) -> bool:
    """Whether the texts allow it: the networks are asked about few lines."""
    left, right, between, _ = doubt.seam
    mistaken = [index for index in between if doubt.roles[index - left] is not roles[index]]
    if not mistaken and not between and roles[left] is not Role.BODY and _may_be_half(pieces[left], pieces[right]):
        return True
    if roles[left] is Role.CAPTION:
        return True
    if len(mistaken) == 1 and _may_stand_apart(pieces[left], pieces[mistaken[0]], pieces[right]):
        return True
    return is_cut_between(pieces[left].text, pieces[right].text, knowledge)


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
    found = next(iter(judged(pieces, seen, setting, knowledge, model, [doubt.seam], least=model.safe)), None)
    if found is None or found.probability < model.safe:
        return False
    mistaken = [index for index in between if doubt.roles[index - left] is not roles[index]]
    is_through = is_cut_through(found.evidence)
    if not mistaken:
        return is_through or (found.probability >= SURE and heard(found.evidence) >= _RUNS_ON)
    if heard(found.evidence) < (_ONE_SENTENCE if is_through else _RUNS_ON):
        return False
    plain = [Role.BODY if index in mistaken else role for index, role in enumerate(seen)]
    others = (Candidate(left, mistaken[0], (), Role.BODY), Candidate(mistaken[-1], right, (), Role.BODY))
    if is_through:
        rivals = [other for other in others if _is_open(pieces[other.left])]
        return not any(_is_stronger(rival, found) for rival in judged(pieces, plain, setting, knowledge, model, rivals))
    into, out = judged(pieces, plain, setting, knowledge, model, others)
    return _stands_apart(pieces[mistaken[0]], into, out, found, model)


def _may_be_half(left: Piece, right: Piece) -> bool:
    """Whether a line taken for a heading may be half of the sentence that the body below it goes on with.

    A heading may run on by chance where it says what its paragraph begins with; a mark or number shows it to be one.
    Its own other half may have been taken for body, but is as short.
    """
    if not (is_han(left.text[0]) or left.text[0] in OPENERS) or forms.BULLET.match(left.text):
        return False
    repeats = left.text[-_SAME:] in right.text or right.text[:_SAME] in left.text
    return not repeats and len(right.text) > HEADING_LENGTH


def _is_stronger(rival: Judged, found: Judged) -> bool:
    """Whether a seam is likely for what is said there, and not only because a mark is missing."""
    said = is_cut_through(rival.evidence) or heard(rival.evidence) >= heard(found.evidence)
    return said and rival.probability >= _ALTERNATIVE


def _may_stand_apart(left: Piece, piece: Piece, right: Piece) -> bool:
    """Whether a line may be a picture's in the middle of a sentence.

    The networks know Han text; of a line that starts in Latin letters they cannot tell. One that ends in a comma is no
    caption, and one that has the words beside it is another print of them.
    """
    text = piece.text
    if not (is_han(text[0]) or text[0] in OPENERS) or text[-1] in PAUSE_MARKS or left.text[-1] in COLON_MARKS:
        return False
    return len(text) <= _LONGEST_UNSIGNED and left.text[-_SAME:] not in text and right.text[:_SAME] not in text


def _stands_apart(piece: Piece, into: Judged, out: Judged, found: Judged, model: SeamModel) -> bool:
    """Whether the sentence around a line runs neither into it nor out of it.

    A line that ends a sentence may be the end of the one before it.
    """
    runs_into, runs_out = into.probability >= model.likely, out.probability >= model.likely
    if found.probability < _SURE or (runs_into and (runs_out or not _is_open(piece))):
        return False
    most = max(heard(into.evidence), heard(out.evidence))
    return not is_cut_through((*into.evidence, *out.evidence)) and heard(found.evidence) - most >= _MORE
