"""Puts the networks' answer into the evidence at a seam, and says which seams need not ask for it.

The answer counts within bounds, and the score is linear in it on either side of zero. So what a seam comes to at most
is known from the rest of its evidence: most seams of clean pages stay below all that matters whatever the networks say.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

from cnlint.structure import longhand
from cnlint.structure.crossing import Part
from cnlint.structure.evidence import HIGHEST, LOWEST, SENSE_AT, sense
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import Layout, Piece
from cnlint.structure.network import REACH
from cnlint.structure.setting import Setting
from cnlint.structure.traits import end_class

# A sum depends on its order by less.
_PLAY: Final = 1e-6


def with_answer(evidence: Sequence[Part], left: Piece, setting: Setting, answer: float) -> list[Part]:
    """The evidence at a seam with another answer of the networks (log-odds)."""
    parts = sense(answer, end_class(left.text), setting.noise)
    return [*evidence[:SENSE_AT], *parts, *evidence[SENSE_AT + len(parts) :]]


def most(evidence: Sequence[Part], left: Piece, setting: Setting, weights: Mapping[str, float]) -> float:
    """What a seam may score at most, whatever the networks answer; the evidence has an answer of zero."""
    best = max(_score(sense(answer, end_class(left.text), setting.noise), weights) for answer in (LOWEST, HIGHEST))
    return _score(evidence, weights) + max(best, 0.0) + _PLAY


def log_odds(probability: float) -> float:
    """The score (nats) of a probability."""
    return math.log(probability / (1 - probability))


def answers(
    pieces: Sequence[Piece], seams: Sequence[tuple[int, int]], layout: Layout, knowledge: Knowledge, last: bool
) -> list[float]:
    """What the networks say (log-odds) of each pair of pieces; `last`: no others are likely to be asked about."""
    if not seams:
        return []
    normal = knowledge.language.normal
    sides = [
        (normal(_before(pieces, left, layout)[-REACH:]), normal(_after(pieces, right, layout)[:REACH]))
        for left, right in seams
    ]
    if last and longhand.pays(sides):
        return longhand.networks().run_on(sides)
    return knowledge.network().run_on(sides)


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


def _score(parts: Sequence[Part], weights: Mapping[str, float]) -> float:
    get = weights.get
    return sum([get(part.feature, 0.0) * part.value for part in parts])
