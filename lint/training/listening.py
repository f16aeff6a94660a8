"""`python -m training.listening CORPUS BENCH CACHE`: how well the models of language hear whether a text runs on.

CACHE is the folder that `python -m training --held-out --cache` kept them in: each half of the sources is heard by the
models that have not seen it, at seams made as the networks' examples are. What a logistic regression makes of several
is fitted on every second seam and judged on the others.
"""

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from cnlint.structure import language as runtime_language
from cnlint.structure import network as runtime_network
from cnlint.structure.folding import fold
from cnlint.structure.network import REACH
from training import corpora, network
from training.__main__ import WEIGHTS, halves_of

_SEAMS = 50_000  # of each half
_FALSE = 0.002  # share of the seams that do not run on which may be surer than a cut that counts as heard


def main(argv: Sequence[str]) -> int:
    """Prints loss (nats) and the share of cuts that is heard, by model."""
    parser = argparse.ArgumentParser(prog="training.listening", description=__doc__)
    for name in ("corpus", "bench", "cache"):
        parser.add_argument(name, type=Path)
    options = parser.parse_args(argv)
    table = runtime_language.spelling((WEIGHTS / "simplified.txt").read_text(encoding="utf-8").strip())
    normal = runtime_language.empty(table).normal
    every = [*corpora.paragraphs(options.corpus), *corpora.clean_texts(options.bench / "clean")]
    heard: dict[str, list[NDArray[np.float64]]] = {}
    truths = []
    for number, half in enumerate(halves_of({source for source, _ in every}), 1):
        texts = [normal(fold(text)) for source, text in every if source in half]
        windows, truth = network._examples(texts, random.Random(7), _SEAMS)
        seams = [(window[:REACH], window[REACH:]) for window in windows]
        truths.append(np.array(truth) > 0)
        model = runtime_language.read((options.cache / f"without-{number}.bin").read_bytes(), table)
        net = runtime_network.read((options.cache / f"without-{number}.npz").read_bytes())
        told = np.array([model.told(*seam) for seam in seams])
        sense = np.array(net.run_on(seams))[:, None]
        for name, columns in (("language", told), ("networks", sense), ("both", np.hstack((told, sense)))):
            heard.setdefault(name, []).append(_judged(columns, truths[-1]))
    truth = np.concatenate(truths)
    print(f"{len(truth)} seams of sources that the models have not seen")
    for name, parts in heard.items():
        scores = np.concatenate(parts)
        loss = np.logaddexp(0, np.where(truth, -scores, scores)).mean()
        bar = np.quantile(scores[~truth], 1 - _FALSE)
        print(f"{name:10} loss {loss:.3f}, {(scores[truth] > bar).mean():.1%} of cuts surer than 1 in {1 / _FALSE:.0f}")
    return 0


def _judged(columns: NDArray[np.float64], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Log-odds of each seam by a regression that was fitted without it."""
    scores = np.empty(len(truth))
    for part in (0, 1):
        fitted = LogisticRegression(max_iter=300).fit(columns[1 - part :: 2], truth[1 - part :: 2])
        scores[part::2] = fitted.decision_function(columns[part::2])
    return scores


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
