"""Trains the language model of `cnlint.structure.language` on clean paragraphs.

Every example is a seam made from clean text: a paragraph cut at a random place (runs on), or the end of a sentence
whose final mark OCR dropped before the start of another paragraph, a cut paragraph before a foreign start, an end
before a foreign middle, a middle before a foreign middle (none runs on).
"""

import random
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from cnlint.characters import CLOSERS, FINAL_MARKS
from cnlint.structure.hashing import BETWEEN, FINAL
from cnlint.structure.language import EDGE, HASH_BITS, REACH, STEP, TEMPLATES, Language

_ENDS = FINAL_MARKS | CLOSERS
_DROPPED = "".join(sorted(_ENDS | set("，；：、")))
# Shares of the kinds of example, and how often OCR drops the comma at a cut: chosen, not fitted.
_TRUE_CUT, _NEXT_START, _FOREIGN_START, _FOREIGN_MIDDLE = 0.5, 0.25, 0.10, 0.08
_COMMA_DROPPED = 0.5


def train(paragraphs: Sequence[str], size: int, spelling: dict[int, str | int | None]) -> Language:
    """A model trained on `size` seams made from normalised paragraphs in their order."""
    return Language(*train_bytes(paragraphs, size), spelling)


def train_bytes(paragraphs: Sequence[str], size: int) -> tuple[bytes, float]:
    """The weights as signed bytes, and the constant in nats."""
    windows, truth = _examples(paragraphs, random.Random(1), size)
    hashes = _hashes(windows)
    rows = np.arange(0, hashes.size + 1, hashes.shape[1])
    matrix = csr_matrix((np.ones(hashes.size, dtype=np.float32), hashes.ravel(), rows), (len(truth), 1 << HASH_BITS))
    # alpha: best AUC on held-out bench seams among 1e-6, 5e-6, 2e-5 (0.9314 against 0.9275 for 2e-5).
    regression = SGDClassifier(loss="log_loss", alpha=5e-6, max_iter=3, tol=None, average=True, random_state=0)
    regression.fit(matrix, truth)
    steps = np.clip(np.rint(regression.coef_[0] / STEP), -128, 127).astype(np.int8)
    return steps.tobytes(), float(regression.intercept_[0])


def _hashes(windows: Sequence[str]) -> np.ndarray:
    """The hash values of every window, one row each: as `Language.runs_on` computes them."""
    codes = np.frombuffer("".join(windows).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = codes.reshape(-1, 2 * REACH).astype(np.uint64)
    columns = []
    for number, places in enumerate(TEMPLATES, 1):
        key = np.full(len(codes), number, dtype=np.uint64)
        for place in places:
            key = (key * np.uint64(BETWEEN)) ^ codes[:, place]
        columns.append(((key * np.uint64(FINAL)) >> np.uint64(64 - HASH_BITS)).astype(np.int32))
    return np.stack(columns, 1)


def _examples(paragraphs: Sequence[str], rng: random.Random, size: int) -> tuple[list[str], np.ndarray]:
    long = [paragraph for paragraph in paragraphs if len(paragraph) > 20]  # shorter ones are remarks and signatures
    windows: list[str] = []
    truth: list[bool] = []
    while len(windows) < size:
        made = example(paragraphs, long, rng)
        if made:
            left, right, runs_on = made
            windows.append((EDGE * REACH + left)[-REACH:] + (right + EDGE * REACH)[:REACH])
            truth.append(runs_on)
    return windows, np.array(truth)


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
