"""The seams that rules read: those that are clear, and all that are worth showing to a reader who asks for more.

Most seams of clean pages are faint: two decks of a headline, half as probable to be one line as two. Nothing is told of
them unless somebody asks, and the networks, which take longer to load than a file to check, are not asked before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from cnlint.findings import Evidence
from cnlint.structure import tiers
from cnlint.structure.crossing import Part, is_cut_through
from cnlint.structure.forms import DATELINE
from cnlint.structure.glued import inner_credit
from cnlint.structure.hearing import log_odds
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import Layout, Piece, Role, Seam, Tier
from cnlint.structure.seammodel import BLOCKS, HEADINGS, SeamModel
from cnlint.structure.seams import (
    Judged,
    Unheard,
    candidates,
    heard,
    highest,
    is_wrap,
    shows_cut,
    unheard,
)
from cnlint.structure.setting import Setting
from cnlint.structure.tiers import Proof
from cnlint.structure.traits import ENDED, end_class, is_signed

_FINISHED: Final = ("final", "closed")  # how a finished sentence ends
_SHOWN_PARTS: Final = 4  # parts of the evidence that a finding shows, the weightiest first
_DIGITS: Final = 4  # of a probability that is told
_ROUNDING: Final = 0.5 * 10**-_DIGITS
# Below this probability a seam is not worth a reader's time.
_WORTH_SHOWING: Final = 0.2
# From here on seams of no sure tier are shown unasked, as the rules PAR002, PAR003 and HED001 are set by default.
# Between printed lines a seam may be likely at less.
CLEAR_BODY, CLEAR_HEADING = 0.5, tiers.LIKELY_HEADING


def score(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
    page_is_cut: bool = False,
) -> tuple[tuple[Seam, ...], Callable[[], tuple[Seam, ...]]]:
    """The clear seams of a document, in order; and all that are worth showing, when they are called for.

    `page_is_cut` says that the page had a proven cut before it was repaired.
    """

    def least(seam: Unheard | Judged) -> float:
        return _clear_from(seam.candidate.kind(setting.layout), model)

    # Where a caption is glued to the second half the first one runs on behind it, not into it.
    places = [
        place
        for place in candidates(pieces, roles, setting.layout)
        if not inner_credit(pieces[place.right].text, knowledge.language)
    ]
    weighed = unheard(pieces, roles, setting, knowledge, places)
    may_be = list(zip(weighed, highest(weighed, pieces, setting, model), strict=True))
    asked = [seam for seam, score in may_be if score >= log_odds(least(seam) - _ROUNDING)]
    are_few = setting.layout is not Layout.WRAPPED  # where each line has a seam
    found = heard(asked, pieces, setting, knowledge, model, last=are_few)
    page_is_cut = page_is_cut or any(shows_cut(pieces, seam, setting, model) for seam in found)

    def told(seams: Sequence[Judged]) -> tuple[Seam, ...]:
        return tuple(_told(pieces, seam, setting, model, page_is_cut) for seam in seams)

    def everything() -> tuple[Seam, ...]:
        known = {seam.candidate.left for seam in asked}
        enough = log_odds(_WORTH_SHOWING)
        faint = [seam for seam, score in may_be if score >= enough and seam.candidate.left not in known]
        seams = [*found, *heard(faint, pieces, setting, knowledge, model, last=are_few)]
        seams.sort(key=lambda seam: seam.candidate.left)
        return told([seam for seam in seams if seam.probability >= _WORTH_SHOWING])

    return told([seam for seam in found if round(seam.probability, _DIGITS) >= least(seam)]), everything


def _clear_from(kind: str, model: SeamModel) -> float:
    """The least probability at which a seam of a kind may be no advice (`tiers.py`), or is shown unasked."""
    if kind == HEADINGS:
        return CLEAR_HEADING
    return min(CLEAR_BODY if kind == BLOCKS else _WORTH_SHOWING, model.safe)


def _told(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel, page_is_cut: bool) -> Seam:
    """A seam as rules read it."""
    candidate, evidence, probability = seam
    tier = _tier(pieces, seam, setting, model, page_is_cut)
    shown = _shown(evidence, model.weights[candidate.kind(setting.layout)])
    rounded = round(probability, _DIGITS)
    return Seam(*candidate, rounded, tier, (Evidence("probability", rounded), *shown))


def _tier(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel, page_is_cut: bool) -> Tier:
    candidate, evidence, probability = seam
    left, right = pieces[candidate.left], pieces[candidate.right]
    if candidate.role is not Role.BODY:
        return tiers.of_heading(probability, evidence, model.safe, end_class(right.text) != "pause")
    wrapped = setting.layout is Layout.WRAPPED
    if wrapped and (setting.printed.begins_paragraph(right) or DATELINE.match(right.text)):
        return Tier.ADVICE
    if is_wrap(pieces, candidate, setting.layout):
        return _line_end_tier(pieces, seam, setting, model)
    here = tiers.is_proven(left, right, evidence, setting.layout)
    page = page_is_cut and (wrapped or probability >= tiers.SURE or not tiers.may_be_heading(left.text))
    if wrapped and end_class(left.text) not in _FINISHED:
        forced, loose = setting.printed.is_forced(left, right), setting.printed.loose
        return tiers.of_column_end(probability, here or page, forced, loose, model.safe, model.likely)
    proof = Proof.SEAM if here else Proof.PAGE if page else Proof.NONE
    return tiers.of_body(probability, proof, None if wrapped else left.text, model.safe, model.likely)


def _line_end_tier(pieces: Sequence[Piece], seam: Judged, setting: Setting, model: SeamModel) -> Tier:
    candidate, evidence, probability = seam
    left = pieces[candidate.left]
    block = (piece for piece in pieces if piece.block == left.block)
    before = pieces[candidate.left - 1].text if candidate.left else ""  # a note in brackets may have begun there
    ended = end_class(left.text) in ENDED or is_signed(before + left.text)
    columns = setting.has_columns and not setting.printed.may_head(pieces[candidate.right])
    cut, parting = is_cut_through(evidence), setting.printed.parting
    return tiers.of_line_end(probability, cut, columns, parting, ended, block, model.safe)


def _shown(evidence: Sequence[Part], weights: Mapping[str, float]) -> Iterator[Evidence]:
    shares: dict[str, float] = {}
    for kind, feature, value in evidence:
        shares[kind] = shares.get(kind, 0.0) + weights.get(feature, 0.0) * value
    shares.pop("bias", None)  # the same at every seam: it shows nothing
    for kind, share in sorted(shares.items(), key=lambda item: -abs(item[1]))[:_SHOWN_PARTS]:
        yield Evidence(kind, round(share, 2))
