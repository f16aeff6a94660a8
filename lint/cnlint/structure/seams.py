"""Scores the seams of a document: how probable it is that two pieces are one paragraph, and what shows it.

The score is a logistic regression over the parts of `evidence.py`, so that each part's share can be shown to a
reader. Tiers are set by calibration on clean text (see `weights/MODEL_CARD.md`).
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cnlint.findings import Evidence
from cnlint.structure.evidence import Part, Setting, parts
from cnlint.structure.features import end_class
from cnlint.structure.language import WEIGHTS, Language
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role, Seam, Tier
from cnlint.structure.pieces import measure_of
from cnlint.structure.words import Words

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
        if last is not None and _are_kin(roles[last], role):
            between = tuple(range(last + 1, index))
            if len(between) <= _MOST_BETWEEN and _may_continue(pieces[last], layout, role):
                yield Candidate(last, index, between, role)
        last = index


def _are_kin(left: Role, right: Role) -> bool:
    # Half a headline looks like a kicker, the other half like a deck.
    return (left is right and left in (Role.BODY, Role.SUBHEAD)) or (left in HEADING_ROLES and right in HEADING_ROLES)


def _may_continue(left: Piece, layout: Layout, role: Role) -> bool:
    # After a finished sentence a cut between blocks leaves no trace that could prove it.
    return layout is Layout.WRAPPED or role is not Role.BODY or end_class(left.text) not in ("final", "closed")


def setting_of(pieces: Sequence[Piece], roles: Sequence[Role], layout: Layout) -> Setting:
    """What the seams of a document have in common."""
    body = [piece for piece, role in zip(pieces, roles, strict=True) if role is Role.BODY]
    unfinished = sum(end_class(piece.text) not in ("final", "closed", "colon") for piece in body)
    indented = sum(piece.indent >= 2 for piece in body)
    return Setting(
        layout,
        measure_of(pieces) if layout is Layout.WRAPPED else 0,
        # A fifth of the lines of hard-wrapped text, and most paragraphs elsewhere, start with an indent if any do.
        indented * 8 > len(body) if layout is Layout.WRAPPED else indented * 2 > len(body),
        unfinished / len(body) if body else 0.0,
        _noise([piece.text for piece in body]),
    )


# A dot between Han characters is a misread 。 (or a foreign name); a clause of 28 Han characters has lost a comma
# (clauses of clean news have 11 characters on average; about one in 1,000 characters begins one as long).
_LOST_MARK: Final = re.compile("[\u4e00-\u9fff][·•][\u4e00-\u9fff]|[\u4e00-\u9fff]{28,}")
_NOISE_CLASSES: Final = (
    0.5,
    1.0,
    2.0,
    4.0,
)  # signs in 1,000 characters; OCR pages have about 1 to 4


def _noise(texts: Sequence[str]) -> int:
    size = sum(map(len, texts))
    signs = sum(len(_LOST_MARK.findall(text)) for text in texts)
    return sum(1000 * signs > limit * size for limit in _NOISE_CLASSES)


def blank_between(pieces: Sequence[Piece], candidate: Candidate) -> int:
    """The longest run of blank lines between the two pieces of a candidate."""
    return max(pieces[index].blank_before for index in (*candidate.between, candidate.right))


def score(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    language: Language,
    words: Words,
    model: SeamModel,
) -> tuple[Seam, ...]:
    """The seams of a document that are worth showing, in order."""
    seams = []
    for candidate in candidates(pieces, roles, setting.layout):
        evidence = list(seam_parts(pieces, roles, candidate, setting, language, words))
        probability = 1 / (1 + math.exp(-model.score(evidence)))
        if probability < _WORTH_SHOWING:
            continue
        tier = _tier(probability, candidate.role, evidence, model)
        shown = (Evidence("probability", round(probability, 4)), *_shown(evidence, model, pieces, candidate))
        seams.append(Seam(*candidate, round(probability, 4), tier, shown))
    return tuple(seams)


# What proves that a line is cut, whatever the lines are: a word, a figure, a quotation or a construction on both sides.
_PROOF: Final = frozenset({"word=firm", "figure=figure", "figure=measure", "straddle=both", "right-starts-with-closer"})


def _tier(probability: float, role: Role, evidence: Sequence[Part], model: SeamModel) -> Tier:
    """The tier of a seam. Headings need proof besides: a kicker may well run on into its headline and is none of it."""
    if role is not Role.BODY and not any(part.feature.removeprefix("heading:") in _PROOF for part in evidence):
        return Tier.ADVICE
    return Tier.SAFE if probability >= model.safe else Tier.LIKELY if probability >= model.likely else Tier.ADVICE


def seam_parts(
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    candidate: Candidate,
    setting: Setting,
    language: Language,
    words: Words,
) -> Iterator[Part]:
    """The evidence at one candidate; headings and printed lines have weights of their own."""
    between = [roles[index] for index in candidate.between]
    blank = blank_between(pieces, candidate)
    prefix = "heading:" if candidate.role is not Role.BODY else "wrapped:" if setting.layout is Layout.WRAPPED else ""
    before = str(roles[candidate.left - 1]) if candidate.left else "start"
    doubled = _stands_twice(pieces, candidate.left) or _stands_twice(pieces, candidate.right)
    left, right = pieces[candidate.left], pieces[candidate.right]
    for part in parts(left, right, between, setting, language, words, blank, before, doubled):
        yield Part(part.kind, prefix + part.feature, part.value) if prefix else part
    yield Part("bias", f"{prefix}bias")
    if candidate.role is not Role.BODY:
        yield Part("role", f"heading:{roles[candidate.left]}-{candidate.role}")


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


def parse(text: str) -> SeamModel:
    """A model from its JSON form: `weights`, `safe`, `likely`."""
    data = json.loads(text)
    return SeamModel(data["weights"], float(data["safe"]), float(data["likely"]))


@cache
def model() -> SeamModel:
    """The shipped model, read on first use."""
    return parse((WEIGHTS / "seams.json").read_text(encoding="utf-8"))
