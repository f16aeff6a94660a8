"""Trains the language model of `cnlint.structure.language` on clean paragraphs.

What stands in a row is counted; how much that tells, and what the ends of texts tell, is learned from examples. Every
example is a seam made from clean text: a paragraph cut at a random place (runs on), or the end of a sentence whose
final mark OCR dropped before the start of another paragraph, a cut paragraph before a foreign start, an end before a
foreign middle, a middle before a foreign middle (none runs on).
"""

import random
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from cnlint.characters import CLOSERS, FINAL_MARKS
from cnlint.structure.language import (
    EDGE,
    FREQUENCY,
    LEFT,
    PAIR,
    REACH,
    RIGHT,
    TEMPLATES,
    TRIPLE,
    Constants,
    Kind,
    Language,
)
from cnlint.structure.numbers import Numbers
from training import numbers, smartcn
from training.association import UNSEEN, Association
from training.smartcn import Counts

_ENDS = FINAL_MARKS | CLOSERS
_DROPPED = "".join(sorted(_ENDS | set("，；：、")))
# Shares of the kinds of example, and how often OCR drops the comma at a cut: chosen, not fitted.
_TRUE_CUT, _NEXT_START, _FOREIGN_START, _FOREIGN_MIDDLE = 0.5, 0.25, 0.10, 0.08
_COMMA_DROPPED = 0.5
# Strings that are kept: as many as fit beside the other weights, in the shares that served best (from 220,000 to
# 430,000 pairs and 60,000 to 200,000 triples the loss on sources left out was 0.338 to 0.341).
_PAIRS, _TRIPLES, _SIDES = 250_000, 160_000, 40_000
_SEEN_AT_SIDES = 30  # a string that ends or starts fewer of the examples is not weighed
_ASSOCIATED = ("pair", "triple")

Row = dict[str, float]


def train(paragraphs: Sequence[str], size: int, more: Counts | None) -> Language:
    """A model trained on `size` seams made from normalised paragraphs in their order; it can't spell.

    Args:
        paragraphs: clean text.
        size: the number of examples.
        more: words and pairs of words that were counted elsewhere (`training.smartcn`).
    """
    found = Association(paragraphs)
    if more:
        found.add(more, smartcn.EDGE)
    windows, truth = _examples(paragraphs, random.Random(1), size)
    sides = [(kind, places) for kind, places in TEMPLATES if kind in (LEFT, RIGHT)]
    common = _common(windows, sides)
    matrix = _matrix(windows, truth, found, sides, common)
    # alpha: best AUC on held-out bench seams among 1e-6, 5e-6, 2e-5.
    regression = SGDClassifier(loss="log_loss", alpha=5e-6, max_iter=3, tol=None, average=True, random_state=0)
    regression.fit(matrix, truth)
    by_pair, by_triple, *weights = regression.coef_[0].tolist()
    print(f"language: {by_pair:.2f} a pair, {by_triple:.2f} a triple, {len(common)} ends and starts", flush=True)
    heaviest = sorted(zip(common, weights, strict=True), key=lambda side: -abs(side[1]))[:_SIDES]
    told = [
        *((FREQUENCY, char, log(count)) for char, count in found.singles.items() if count > 1),
        *((PAIR, pair, by_pair * found.of_pair(pair)) for pair in found.telling_pairs(_PAIRS)),
        *((TRIPLE, triple, by_triple * found.of_triple(triple)) for triple in found.telling_triples(_TRIPLES)),
        *((kind, string, weight) for (kind, string), weight in heaviest),
    ]
    table = {kind.key(string): kind.number(nats) for kind, string, nats in told}
    constants = Constants(float(regression.intercept_[0]), log(found.size * UNSEEN), by_pair)
    return Language(Numbers(numbers.build(table)), constants, {})


def _common(windows: Sequence[str], sides: Sequence[tuple[Kind, tuple[int, ...]]]) -> dict[tuple[Kind, str], int]:
    """The strings that end and start enough of the examples, numbered."""
    counts: Counter[tuple[Kind, str]] = Counter()
    for kind, places in sides:
        counts.update((kind, window[places[0] : places[-1] + 1]) for window in windows)
    return {side: number for number, side in enumerate(side for side, n in counts.items() if n >= _SEEN_AT_SIDES)}


def _matrix(
    windows: Sequence[str],
    truth: Sequence[bool],
    found: Association,
    sides: Sequence[tuple[Kind, tuple[int, ...]]],
    common: dict[tuple[Kind, str], int],
) -> csr_matrix:
    """The examples in rows: what the pair and the triples across tell, then the strings at the sides.

    A cut was made in the text that was counted; that one time is not counted for it.
    """
    columns, values, ends = [], [], [0]
    for window, joined in zip(windows, truth, strict=True):
        pair, triples = found.of_pair(window[2:4], joined), (window[1:4], window[2:5])
        columns += [0, 1]
        values += [pair, sum(found.of_triple(triple, joined) for triple in triples)]
        for kind, places in sides:
            number = common.get((kind, window[places[0] : places[-1] + 1]))
            if number is not None:
                columns.append(len(_ASSOCIATED) + number)
                values.append(1.0)
        ends.append(len(columns))
    shape = (len(windows), len(_ASSOCIATED) + len(common))
    return csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), np.array(ends)), shape)


def _examples(paragraphs: Sequence[str], rng: random.Random, size: int) -> tuple[list[str], list[bool]]:
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 20]  # shorter ones are remarks and signatures
    windows: list[str] = []
    truth: list[bool] = []
    while len(windows) < size:
        made = example(paragraphs, long, rng)
        if made:
            left, right, runs_on = made
            windows.append((EDGE * REACH + left)[-REACH:] + (right + EDGE * REACH)[:REACH])
            truth.append(runs_on)
    return windows, truth


def example(paragraphs: Sequence[str], long: Sequence[str], rng: random.Random) -> tuple[str, str, bool] | None:
    """Left and right side of one seam and whether the right one runs on; None if the draw gave nothing fit."""
    kind = rng.random()
    left, right = _cut(long, rng)
    if kind < _TRUE_CUT:
        if left[-1] in _ENDS - {"”"}:
            return None
        if left[-1] in "，、" and rng.random() < _COMMA_DROPPED:
            left = left[:-1]
        return left, right, True
    if kind < _TRUE_CUT + _NEXT_START:
        place = rng.randrange(len(paragraphs) - 1)
        ended = _unmarked_end(paragraphs[place], rng)
        start = paragraphs[place + 1] if rng.random() < 0.5 else rng.choice(long)
        return (ended, start, False) if len(ended) >= REACH and start else None
    if kind < _TRUE_CUT + _NEXT_START + _FOREIGN_START:
        return (left, rng.choice(long), False) if left[-1] not in _ENDS else None
    if kind < _TRUE_CUT + _NEXT_START + _FOREIGN_START + _FOREIGN_MIDDLE:
        ended = _unmarked_end(rng.choice(long), rng)
        return (ended, right, False) if len(ended) >= REACH else None
    return (left, _cut(long, rng)[1], False) if left[-1] not in _ENDS else None


def _cut(long: Sequence[str], rng: random.Random) -> tuple[str, str]:
    paragraph = rng.choice(long)
    place = rng.randrange(2, len(paragraph) - 1)
    return paragraph[:place], paragraph[place:]


def _unmarked_end(paragraph: str, rng: random.Random) -> str:
    ends = [place for place, char in enumerate(paragraph) if char in "。！？"]
    if ends and rng.random() < 0.5:  # the end of any sentence ends as a paragraph may
        paragraph = paragraph[: rng.choice(ends)]
    # Of `…。”` OCR drops the 。 alone as often as both.
    closed = rng.random() < 0.5 and paragraph[-1:] in CLOSERS
    return paragraph.rstrip(_DROPPED) + (paragraph[-1] if closed else "")
