"""Puts the networks' answer into the evidence at a seam, and says which seams need not ask for it.

The answer counts within bounds, and the score is linear in it on either side of zero. So what a seam comes to at most
is known from the rest of its evidence: most seams of clean pages stay below all that matters whatever the networks say.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cnlint.structure.crossing import Part, name_of
from cnlint.structure.evidence import HIGHEST, LOWEST, sense
from cnlint.structure.model import Piece
from cnlint.structure.setting import Setting
from cnlint.structure.traits import end_class

# A sum depends on its order by less.
_PLAY: Final = 1e-6


def with_answer(evidence: Sequence[Part], left: Piece, setting: Setting, answer: float) -> list[Part]:
    """The evidence at a seam with another answer of the networks (log-odds)."""
    at, parts = _parts(evidence, left, setting, answer)
    return [*evidence[:at], *parts, *evidence[at + len(parts) :]]


def most(evidence: Sequence[Part], left: Piece, setting: Setting, weights: Mapping[str, float]) -> float:
    """What a seam may score at most, whatever the networks answer; the evidence has an answer of zero."""
    best = max(
        sum(weights.get(part.feature, 0.0) * part.value for part in _parts(evidence, left, setting, answer)[1])
        for answer in (LOWEST, 0.0, HIGHEST)
    )
    return sum(weights.get(part.feature, 0.0) * part.value for part in evidence) + best + _PLAY


def _parts(evidence: Sequence[Part], left: Piece, setting: Setting, answer: float) -> tuple[int, list[Part]]:
    """Where in the evidence the networks' answer stands, and the parts that it has there."""
    at = next(place for place, part in enumerate(evidence) if name_of(part) == "sense")
    prefix = evidence[at].feature.removesuffix("sense")
    told: Iterator[Part] = sense(answer, end_class(left.text), setting.noise)
    return at, [part._replace(feature=prefix + part.feature) for part in told]
