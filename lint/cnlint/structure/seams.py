"""Scores the seams of a document: how probable it is that two pieces are one paragraph, and what shows it.

The score is that of `seammodel.py` for the parts of `evidence.py`, so that each part's share can be shown to a reader.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from typing import Final, NamedTuple

from cnlint.findings import Evidence
from cnlint.structure import tiers
from cnlint.structure.crossing import Part, is_cut_through
from cnlint.structure.echo import echo
from cnlint.structure.evidence import Place, parts
from cnlint.structure.forms import BULLET
from cnlint.structure.glued import inner_credit
from cnlint.structure.headingparts import cut_page, heading_parts, short_echo
from cnlint.structure.hearing import most, with_answer
from cnlint.structure.items import begins_item
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role, Seam, Tier
from cnlint.structure.neighbours import neighbours
from cnlint.structure.network import REACH
from cnlint.structure.seammodel import BLOCKS, HEADINGS, PRINTED, SeamModel
from cnlint.structure.setting import Setting
from cnlint.structure.tiers import Proof
from cnlint.structure.traits import end_class, is_signed

# Pieces that may stand between two halves: what is set into or above a column. At most so many in a row: the
# fullest page end seen (jump line, editor, folio, date, masthead, caption with credit) has seven.
_INTERPOSED: Final = FURNITURE_ROLES | PICTURE_ROLES
_MOST_BETWEEN: Final = 8
_FINISHED: Final = ("final", "closed")  # how a finished sentence ends
_SHOWN_PARTS: Final = 4  # parts of the evidence that a finding shows, the weightiest first
# Below this probability a seam is not worth a reader's time.
_WORTH_SHOWING: Final = 0.2


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
            if may_be_one and not begins_item(pieces, last, index):
                yield Candidate(last, index, between, Role.BODY if is_item else role)
        last = index


def _are_kin(left: Role, right: Role) -> bool:
    # Half a headline looks like a kicker, the other half like a deck.
    return (left is right and left in (Role.BODY, Role.SUBHEAD)) or (left in HEADING_ROLES and right in HEADING_ROLES)


def _are_one_item(pieces: Sequence[Piece], roles: Sequence[Role], left: int, right: int) -> bool:
    """Whether two lines of a block may be one item of a list; such lines are set, and judged, as a paragraph's."""
    are_listed = roles[left] is roles[right] is Role.LIST and pieces[left].block == pieces[right].block
    return are_listed and not BULLET.match(pieces[right].text)


def _may_continue(left: Piece, right: Piece, layout: Layout, role: Role) -> bool:
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


def score(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
    page_is_cut: bool = False,
) -> tuple[Seam, ...]:
    """The seams of a document that are worth showing, in order.

    `page_is_cut` says that the page had a proven cut before it was repaired.
    """
    language = knowledge.language
    found = judged(pieces, roles, setting, knowledge, model, least=min(_WORTH_SHOWING, model.safe))
    # Where a caption is glued to the second half the first one runs on behind it, not into it.
    found = [seam for seam in found if not inner_credit(pieces[seam.candidate.right].text, language)]
    page_is_cut = page_is_cut or any(shows_cut(pieces, seam, setting, model) for seam in found)
    weights, layout = model.weights, setting.layout
    seams = []
    for seam in found:
        candidate, evidence, probability = seam
        if probability < _WORTH_SHOWING:
            continue
        tier = _tier(pieces, seam, setting, model, page_is_cut)
        shown = (Evidence("probability", round(probability, 4)), *_shown(evidence, weights[candidate.kind(layout)]))
        seams.append(Seam(*candidate, round(probability, 4), tier, shown))
    return tuple(seams)


def judged(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
    places: Sequence[Candidate] | None = None,
    least: float = 0.0,
) -> list[Judged]:
    """The candidates of a document, or the given ones, that may have the least probability, each with its own."""
    layout = setting.layout
    found = list(candidates(pieces, roles, layout)) if places is None else places
    if not found:
        return []
    knowledge.read_ahead((pieces[at.left].text, pieces[at.right].text) for at in found)
    unheard = [seam_parts(pieces, roles, candidate, setting, knowledge, 0.0) for candidate in found]
    if least:
        enough = math.log(least / (1 - least))
        kept = [
            most(evidence, pieces[at.left], setting, model.weights[at.kind(layout)]) >= enough
            for at, evidence in zip(found, unheard, strict=True)
        ]
        found, unheard = list(compress(found, kept)), list(compress(unheard, kept))
    return [
        Judged(candidate, evidence, 1 / (1 + math.exp(-model.score(evidence, candidate.kind(layout)))))
        for candidate, evidence in zip(found, _heard(pieces, found, unheard, setting, knowledge), strict=True)
    ]


def shows_cut(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel) -> bool:
    """Whether a seam shows beyond doubt that the page has cut paragraphs."""
    candidate, evidence, probability = seam
    between_blocks = candidate.role is Role.BODY and not is_wrap(pieces, candidate, setting.layout)
    left, right = pieces[candidate.left], pieces[candidate.right]
    return between_blocks and probability >= model.safe and tiers.is_proven(left, right, evidence, setting.layout)


def _tier(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel, page_is_cut: bool) -> Tier:
    candidate, evidence, probability = seam
    left = pieces[candidate.left]
    if candidate.role is not Role.BODY:
        return tiers.of_heading(probability, evidence, model.safe, model.likely)
    if is_wrap(pieces, candidate, setting.layout):
        block = (piece for piece in pieces if piece.block == left.block)
        ended = end_class(left.text) in ("final", "closed", "colon")
        return tiers.of_line_end(probability, is_cut_through(evidence), ended, block, model.safe)
    wrapped = setting.layout is Layout.WRAPPED
    here = tiers.is_proven(left, pieces[candidate.right], evidence, setting.layout)
    page = page_is_cut and (wrapped or probability >= tiers.SURE or not tiers.may_be_heading(left.text))
    if wrapped and end_class(left.text) not in _FINISHED:
        forced = setting.printed.is_forced(left, pieces[candidate.right])
        loose = setting.printed.loose
        return tiers.of_column_end(probability, here or page, forced, loose, model.safe, model.likely)
    proof = Proof.SEAM if here else Proof.PAGE if page else Proof.NONE
    running = not wrapped and tiers.is_running(left.text)
    return tiers.of_body(probability, proof, running, model.safe, model.likely)


def evidence_of(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    found: Sequence[Candidate],
    setting: Setting,
    knowledge: Knowledge,
) -> list[list[Part]]:
    """The evidence at each of the candidates, the names of its features with the kind of seam before them."""
    unheard = [seam_parts(pieces, roles, candidate, setting, knowledge, 0.0) for candidate in found]
    return [
        [part._replace(feature=candidate.kind(setting.layout) + part.feature) for part in evidence]
        for candidate, evidence in zip(found, _heard(pieces, found, unheard, setting, knowledge), strict=True)
    ]


def _heard(
    pieces: Sequence[Piece],
    found: Sequence[Candidate],
    unheard: Sequence[list[Part]],
    setting: Setting,
    knowledge: Knowledge,
) -> list[list[Part]]:
    """The evidence at the candidates once the networks were asked."""
    if not found:
        return []
    normal = knowledge.language.normal
    sides = [
        (
            normal(_before(pieces, seam.left, setting.layout)[-REACH:]),
            normal(_after(pieces, seam.right, setting.layout)[:REACH]),
        )
        for seam in found
    ]
    answers = zip(found, unheard, knowledge.network().run_on(sides), strict=True)
    return [with_answer(evidence, pieces[seam.left], setting, answer) for seam, evidence, answer in answers]


def _before(pieces: Sequence[Piece], index: int, layout: Layout) -> str:
    """A piece with so much of the printed lines before it as the network reads."""
    text = pieces[index].text
    while layout is Layout.WRAPPED and len(text) < REACH and index and pieces[index - 1].block == pieces[index].block:
        index -= 1
        text = pieces[index].text + text
    return text


def _after(pieces: Sequence[Piece], index: int, layout: Layout) -> str:
    """A piece with so much of the printed lines after it as the network reads."""
    text, last = pieces[index].text, len(pieces) - 1
    while layout is Layout.WRAPPED and len(text) < REACH and index < last:
        if pieces[index + 1].block != pieces[index].block:
            break
        index += 1
        text += pieces[index].text
    return text


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


def _shown(evidence: Sequence[Part], weights: Mapping[str, float]) -> Iterator[Evidence]:
    shares: dict[str, float] = {}
    for kind, feature, value in evidence:
        shares[kind] = shares.get(kind, 0.0) + weights.get(feature, 0.0) * value
    shares.pop("bias", None)  # the same at every seam: it shows nothing
    for kind, share in sorted(shares.items(), key=lambda item: -abs(item[1]))[:_SHOWN_PARTS]:
        yield Evidence(kind, round(share, 2))
