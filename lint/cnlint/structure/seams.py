"""Scores the seams of a document: how probable it is that two pieces are one paragraph, and what shows it.

The score is a logistic regression over the parts of `evidence.py`, so that each part's share can be shown to a
reader. Tiers are set by calibration on clean text (see `weights/MODEL_CARD.md`).
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from typing import Final, NamedTuple

from cnlint.findings import Evidence
from cnlint.structure import tiers
from cnlint.structure.crossing import Part, is_cut_through
from cnlint.structure.evidence import Place, parts
from cnlint.structure.forms import BULLET
from cnlint.structure.headingparts import cut_page, heading_parts, short_echo
from cnlint.structure.hearing import most, with_answer
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.language import stored
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role, Seam, Tier
from cnlint.structure.neighbours import neighbours
from cnlint.structure.network import REACH
from cnlint.structure.setting import Setting
from cnlint.structure.traits import end_class

# Pieces that may stand between two halves: what is set into or above a column. At most so many in a row: the
# fullest page end seen (jump line, editor, folio, date, masthead, caption with credit) has seven.
_INTERPOSED: Final = FURNITURE_ROLES | PICTURE_ROLES
_MOST_BETWEEN: Final = 8
_SHOWN_PARTS: Final = 4  # parts of the evidence that a finding shows, the weightiest first
# Below this probability a seam is not worth a reader's time.
_WORTH_SHOWING: Final = 0.2


class SeamModel(NamedTuple):
    """The trained weights and the calibrated thresholds."""

    weights: Mapping[str, float]
    safe: float
    likely: float

    def score(self, evidence: Sequence[Part]) -> float:
        """Log-odds that the two pieces are one."""
        get = self.weights.get
        return sum(get(part.feature, 0.0) * part.value for part in evidence)


class Candidate(NamedTuple):
    """Two pieces that may be one, and what stands between."""

    left: int
    right: int
    between: tuple[int, ...]
    role: Role


def candidates(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout) -> Iterator[Candidate]:
    """All places where a cut may be: body after body past pictures and furniture, heading after heading."""
    last: int | None = None
    for index, role in enumerate(roles):
        if role in _INTERPOSED:
            continue
        is_item = last is not None and layout is Layout.WRAPPED and _are_one_item(pieces, roles, last, index)
        if last is not None and (is_item or _are_kin(roles[last], role)):
            between = tuple(range(last + 1, index))
            if len(between) <= _MOST_BETWEEN and _may_continue(pieces[last], layout, role):
                yield Candidate(last, index, between, Role.BODY if is_item else role)
        last = index


def _are_kin(left: Role, right: Role) -> bool:
    # Half a headline looks like a kicker, the other half like a deck.
    return (left is right and left in (Role.BODY, Role.SUBHEAD)) or (left in HEADING_ROLES and right in HEADING_ROLES)


def _are_one_item(pieces: Sequence[Piece], roles: Sequence[Role], left: int, right: int) -> bool:
    """Whether two lines of a block may be one item of a list; such lines are set, and judged, as a paragraph's."""
    are_listed = roles[left] is roles[right] is Role.LIST and pieces[left].block == pieces[right].block
    return are_listed and not BULLET.match(pieces[right].text)


def _may_continue(left: Piece, layout: Layout, role: Role) -> bool:
    # After a finished sentence a cut between blocks leaves no trace that could prove it.
    return layout is Layout.WRAPPED or role is not Role.BODY or end_class(left.text) not in ("final", "closed")


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
    found = judged(pieces, roles, setting, knowledge, model, least=min(_WORTH_SHOWING, model.safe))
    page_is_cut = page_is_cut or any(shows_cut(pieces, seam, setting, model) for seam in found)
    seams = []
    for seam in found:
        candidate, evidence, probability = seam
        if probability < _WORTH_SHOWING:
            continue
        tier = _tier(pieces, seam, setting, model, page_is_cut)
        shown = (Evidence("probability", round(probability, 4)), *_shown(evidence, model, pieces, candidate))
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
    found = list(candidates(pieces, roles, setting.layout)) if places is None else places
    unheard = [list(seam_parts(pieces, roles, candidate, setting, knowledge, 0.0)) for candidate in found]
    if least:
        enough = math.log(least / (1 - least))
        kept = [
            most(evidence, pieces[at.left], setting, model.weights) >= enough
            for at, evidence in zip(found, unheard, strict=True)
        ]
        found, unheard = list(compress(found, kept)), list(compress(unheard, kept))
    return [
        Judged(candidate, evidence, 1 / (1 + math.exp(-model.score(evidence))))
        for candidate, evidence in zip(found, _heard(pieces, found, unheard, setting, knowledge), strict=True)
    ]


def shows_cut(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel) -> bool:
    """Whether a seam shows beyond doubt that the page has cut paragraphs."""
    candidate, evidence, probability = seam
    between_blocks = candidate.role is Role.BODY and not is_wrap(pieces, candidate, setting.layout)
    return between_blocks and probability >= model.safe and tiers.is_proven(pieces[candidate.left], evidence)


def _tier(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel, page_is_cut: bool) -> Tier:
    candidate, evidence, probability = seam
    left = pieces[candidate.left]
    if candidate.role is not Role.BODY:
        return tiers.of_heading(probability, evidence, model.safe, model.likely)
    if is_wrap(pieces, candidate, setting.layout):
        block = (piece for piece in pieces if piece.block == left.block)
        ended = end_class(left.text) in ("final", "closed", "colon")
        return tiers.of_line_end(probability, is_cut_through(evidence), ended, block, model.safe)
    counts = page_is_cut and (setting.layout is Layout.WRAPPED or not tiers.may_be_heading(left.text))
    proven = counts or tiers.is_proven(left, evidence)
    if setting.layout is Layout.WRAPPED and end_class(left.text) not in ("final", "closed"):
        printed = setting.printed
        forced = printed.is_forced(left, pieces[candidate.right])
        return tiers.of_column_end(probability, proven, forced, printed.loose, model.safe, model.likely)
    return tiers.of_body(probability, proven, model.safe, model.likely)


def evidence_of(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    found: Sequence[Candidate],
    setting: Setting,
    knowledge: Knowledge,
) -> list[list[Part]]:
    """The evidence at each of the candidates."""
    unheard = [list(seam_parts(pieces, roles, candidate, setting, knowledge, 0.0)) for candidate in found]
    return _heard(pieces, found, unheard, setting, knowledge)


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
        (normal(_before(pieces, seam.left, setting.layout)), normal(_after(pieces, seam.right, setting.layout)))
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
) -> Iterator[Part]:
    """The evidence at one candidate, `run_on` the network's; headings and printed lines have weights of their own."""
    prefix = "heading:" if candidate.role is not Role.BODY else "wrapped:" if setting.layout is Layout.WRAPPED else ""
    place = Place(
        [roles[index] for index in candidate.between],
        blank_between(pieces, candidate),
        str(roles[candidate.left - 1]) if candidate.left else "start",
        _stands_twice(pieces, candidate.left) or _stands_twice(pieces, candidate.right),
        prefix == "wrapped:",
    )
    left, right = pieces[candidate.left], pieces[candidate.right]
    if place.printed:  # what a repair has joined is judged by its lines, as it was before
        left, right = setting.printed.last_line(left), setting.printed.first_line(right)
    for part in parts(left, right, setting, knowledge, run_on, place):
        yield Part(part.kind, prefix + part.feature, part.value) if prefix else part
    if not prefix:  # between printed lines and headings they make nothing better
        yield from neighbours(left.text, right.text, knowledge, setting.noise)
    yield Part("bias", f"{prefix}bias")
    if candidate.role is not Role.BODY:
        yield Part("role", f"heading:{roles[candidate.left]}-{candidate.role}")
        yield from heading_parts(pieces, roles, candidate.left, candidate.right)
        yield from short_echo(pieces[candidate.left].text, pieces[candidate.right].text, setting.text)
        yield from cut_page(setting)


# A half that stands twice does so within this many pieces: itself, a caption, its credit, a running head.
_TWIN_REACH: Final = 4
# Shorter lines repeat by chance: answers, refrains, names of speakers.
_SHORTEST_TWIN: Final = 12  # characters


def _stands_twice(pieces: Sequence[Piece], index: int) -> bool:
    text = pieces[index].text
    near = pieces[max(0, index - _TWIN_REACH) : index + _TWIN_REACH + 1]
    return len(text) >= _SHORTEST_TWIN and sum(piece.text == text for piece in near) > 1


def _shown(
    evidence: Sequence[Part], model: SeamModel, pieces: Sequence[Piece], candidate: Candidate
) -> Iterator[Evidence]:
    shares: dict[str, float] = {}
    for part in evidence:
        shares[part.kind] = shares.get(part.kind, 0.0) + model.weights.get(part.feature, 0.0) * part.value
    shares.pop("bias", None)  # the same at every seam: it shows nothing
    for kind, share in sorted(shares.items(), key=lambda item: -abs(item[1]))[:_SHOWN_PARTS]:
        yield Evidence(kind, round(share, 2))


def parse(text: str | bytes) -> SeamModel:
    """A model from its JSON form: `weights`, `safe`, `likely`."""
    data = json.loads(text)
    return SeamModel(data["weights"], float(data["safe"]), float(data["likely"]))


@cache
def model() -> SeamModel:
    """The shipped model, read on first use."""
    return parse(stored("seams.json"))
