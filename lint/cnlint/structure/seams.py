"""The seams of a document: where a cut may be, what speaks for it, and how probable it is.

The score is that of `seammodel.py` for the parts of `evidence.py`, so that each part's share can be shown to a reader.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.copies import share_an_edge
from cnlint.structure import tiers
from cnlint.structure.crossing import Part
from cnlint.structure.echo import echo
from cnlint.structure.evidence import Place, parts
from cnlint.structure.forms import BACKWARD, BULLET
from cnlint.structure.headingparts import cut_page, heading_parts, short_echo
from cnlint.structure.hearing import answers, log_odds, most, with_answer
from cnlint.structure.items import begins_item
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role, Seam
from cnlint.structure.neighbours import neighbours
from cnlint.structure.seammodel import BLOCKS, HEADINGS, PRINTED, SeamModel
from cnlint.structure.setting import Setting
from cnlint.structure.traits import end_class, is_signed

# Pieces that may stand between two halves: what is set into or above a column. At most so many in a row: the
# fullest page end seen (jump line, editor, folio, date, masthead, caption with credit) has seven.
_INTERPOSED: Final = FURNITURE_ROLES | PICTURE_ROLES
_MOST_BETWEEN: Final = 8
_FINISHED: Final = ("final", "closed")  # how a finished sentence ends


class Candidate(NamedTuple):
    """Two pieces that may be one, and what stands between."""

    left: int
    right: int
    between: tuple[int, ...]
    role: Role

    def kind(self, layout: Layout) -> str:
        """The kind of seam that it is."""
        return HEADINGS if self.role is not Role.BODY else PRINTED if layout is Layout.WRAPPED else BLOCKS


def candidates(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout) -> Iterator[Candidate]:
    """All places where a cut may be: body after body past pictures and furniture, heading after heading."""
    last: int | None = None
    for index, role in enumerate(roles):
        if role in _INTERPOSED:
            continue
        is_item = last is not None and layout is Layout.WRAPPED and _are_one_item(pieces, roles, last, index)
        if last is not None and (is_item or _are_kin(roles[last], role)):
            between = tuple(range(last + 1, index))
            may_be_one = len(between) <= _MOST_BETWEEN and _may_continue(pieces[last], pieces[index], layout, role)
            if may_be_one and not begins_item(pieces, last, index) and not _arrives(pieces, roles, between):
                yield Candidate(last, index, between, Role.BODY if is_item else role)
        last = index


def _are_kin(left: Role, right: Role) -> bool:
    # Half a headline looks like a kicker, the other half like a deck.
    return (left is right and left in (Role.BODY, Role.SUBHEAD)) or (left in HEADING_ROLES and right in HEADING_ROLES)


def _are_one_item(pieces: Sequence[Piece], roles: Sequence[Role], left: int, right: int) -> bool:
    """Whether two lines of a block may be one item of a list; such lines are set, and judged, as a paragraph's."""
    are_listed = roles[left] is roles[right] is Role.LIST and pieces[left].block == pieces[right].block
    return are_listed and not BULLET.match(pieces[right].text)


def _arrives(pieces: Sequence[Piece], roles: Sequence[Role], between: Sequence[int]) -> bool:
    """Whether what comes after goes on from another page of which this text shows nothing: 上接, and no 下转 before."""
    jumps = [pieces[index].text for index in between if roles[index] is Role.JUMP]
    return bool(jumps) and BACKWARD.match(jumps[0]) is not None


def _may_continue(left: Piece, right: Piece, layout: Layout, role: Role) -> bool:
    if share_an_edge(left.text, right.text, _SHORTEST_TWIN):  # two prints; halves neither start nor end alike
        return False
    # After a finished sentence a cut between blocks leaves no trace that could prove it.
    ended = end_class(left.text)
    if role is not Role.BODY:
        # A heading that asks or calls out is whole, and what is said after a colon is a sentence of its own.
        return ended not in _FINISHED and not (ended == "colon" and end_class(right.text) in _FINISHED)
    return layout is Layout.WRAPPED or not (ended in _FINISHED or is_signed(left.text))


def blank_between(pieces: Sequence[Piece], candidate: Candidate) -> int:
    """The longest run of blank lines between the two pieces of a candidate."""
    return max(pieces[index].blank_before for index in (*candidate.between, candidate.right))


class Judged(NamedTuple):
    """A candidate with what speaks for it and what that comes to."""

    candidate: Candidate
    evidence: Sequence[Part]
    probability: float


def judged(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
    places: Sequence[Candidate],
    least: float = 0.0,
) -> list[Judged]:
    """The given candidates that may have the least probability, each with its own."""
    found = unheard(pieces, roles, setting, knowledge, places)
    if least:
        enough, scores = log_odds(least), highest(found, pieces, setting, model)
        found = [seam for seam, score in zip(found, scores, strict=True) if score >= enough]
    return heard(found, pieces, setting, knowledge, model)


class Unheard(NamedTuple):
    """A candidate with what speaks for it before the networks are asked."""

    candidate: Candidate
    evidence: list[Part]


def unheard(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    places: Sequence[Candidate],
) -> list[Unheard]:
    """The candidates with what speaks for them by itself."""
    if places:
        knowledge.read_ahead((pieces[at.left].text, pieces[at.right].text) for at in places)
    return [Unheard(at, seam_parts(pieces, roles, at, setting, knowledge, 0.0)) for at in places]


def highest(seams: Sequence[Unheard], pieces: Sequence[Piece], setting: Setting, model: SeamModel) -> list[float]:
    """What each seam may come to at most, whatever the networks answer (log-odds)."""
    weights, layout = model.weights, setting.layout
    return [most(evidence, pieces[at.left], setting, weights[at.kind(layout)]) for at, evidence in seams]


def heard(
    seams: Sequence[Unheard],
    pieces: Sequence[Piece],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
    *,
    last: bool = False,
) -> list[Judged]:
    """The seams once the networks were asked; `last` says that no others of the document are likely to be."""
    found = []
    for (at, evidence), answer in zip(seams, _answers(seams, pieces, setting, knowledge, last), strict=True):
        told = with_answer(evidence, pieces[at.left], setting, answer)
        found.append(Judged(at, told, 1 / (1 + math.exp(-model.score(told, at.kind(setting.layout))))))
    return found


def _answers(
    seams: Sequence[Unheard], pieces: Sequence[Piece], setting: Setting, knowledge: Knowledge, last: bool = False
) -> Sequence[float]:
    return answers(pieces, [(at.left, at.right) for at, _ in seams], setting.layout, knowledge, last)


def shows_cut(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel) -> bool:
    """Whether a seam shows beyond doubt that the page has cut paragraphs."""
    candidate, evidence, probability = seam
    between_blocks = candidate.role is Role.BODY and not is_wrap(pieces, candidate, setting.layout)
    left, right = pieces[candidate.left], pieces[candidate.right]
    return between_blocks and probability >= model.safe and tiers.is_proven(left, right, evidence, setting.layout)


def evidence_of(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    found: Sequence[Candidate],
    setting: Setting,
    knowledge: Knowledge,
) -> list[list[Part]]:
    """The evidence at each of the candidates, the names of its features with the kind of seam before them."""
    weighed = unheard(pieces, roles, setting, knowledge, found)
    return [
        [
            part._replace(feature=at.kind(setting.layout) + part.feature)
            for part in with_answer(evidence, pieces[at.left], setting, answer)
        ]
        for (at, evidence), answer in zip(weighed, _answers(weighed, pieces, setting, knowledge), strict=True)
    ]


def is_wrap(pieces: Sequence[Piece], seam: Candidate | Seam, layout: Layout) -> bool:
    """Whether the two halves are lines of one block of hard-wrapped text: no break between but the end of a line."""
    same_block = pieces[seam.left].block == pieces[seam.right].block
    return layout is Layout.WRAPPED and same_block and not seam.between


def seam_parts(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    candidate: Candidate,
    setting: Setting,
    knowledge: Knowledge,
    run_on: float,
) -> list[Part]:
    """The evidence at one candidate, `run_on` the network's; the weights are those of its kind."""
    kind = candidate.kind(setting.layout)
    left, right = pieces[candidate.left], pieces[candidate.right]
    place = Place(
        [roles[index] for index in candidate.between],
        blank_between(pieces, candidate),
        roles[candidate.left - 1] if candidate.left else "start",
        _stands_twice(pieces, candidate.left) or _stands_twice(pieces, candidate.right),
        kind == PRINTED,
    )
    if place.printed:  # what a repair has joined is judged by its lines, as it was before
        left, right = setting.printed.last_line(left), setting.printed.first_line(right)
    echoed = echo(left.text, right.text, setting.text)
    found = parts(left, right, setting, knowledge, run_on, place, echoed)
    if kind == BLOCKS:  # between printed lines and headings they make nothing better
        found += neighbours(left.text, right.text, knowledge, setting.noise)
    found.append(_BIAS)
    if kind == HEADINGS:
        found.append(Part("role", f"{roles[candidate.left]}-{candidate.role}"))
        found += heading_parts(pieces, roles, candidate.left, candidate.right)
        found += short_echo(echoed.length)
        found += cut_page(setting)
    return found


_BIAS: Final = Part("bias", "bias")
# A half that stands twice does so within this many pieces: itself, a caption, its credit, a running head.
_TWIN_REACH: Final = 4
# Shorter lines repeat by chance: answers, refrains, names of speakers.
_SHORTEST_TWIN: Final = 12  # characters


def _stands_twice(pieces: Sequence[Piece], index: int) -> bool:
    text = pieces[index].text
    near = pieces[max(0, index - _TWIN_REACH) : index + _TWIN_REACH + 1]
    return len(text) >= _SHORTEST_TWIN and sum(piece.text == text for piece in near) > 1
