"""`python -m training.calibration CORPUS BENCH WEIGHTS`: how often clean text is taken for cut, by probability.

WEIGHTS is a folder that `python -m training --held-out` wrote: each source is judged by the models that have not seen
it. The thresholds of the tiers (`SAFE` and `LIKELY` in `training.seams`) are checked against what this prints.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cnlint.document import Document
from cnlint.evaluation.articles import CleanArticle, load_corpus
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Role, Tier

_THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.93, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995)
_SHOWN = 12  # of the false merges, the surest first


def main(argv: Sequence[str]) -> int:
    """Prints how many boundaries of clean articles are merged, by tier, and how many reach a probability."""
    parser = argparse.ArgumentParser(prog="training.calibration", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--half", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.half:
        sources = (options.half / "sources.txt").read_text(encoding="utf-8").split()
        for row in _judged(options.corpus, options.bench, sources):
            print(json.dumps(row, ensure_ascii=False))
        return 0
    rows = list(halves("training.calibration", argv, options.weights))
    boundaries = sum(row["boundaries"] for row in rows)
    merges = sorted((tuple(merge) for row in rows for merge in row["merges"]), reverse=True)
    print(f"{boundaries} boundaries of {len(rows)} clean articles, judged by models that have not seen their source")
    print("                   body  in 10,000  headings")
    for tier in (Tier.SAFE, Tier.LIKELY):
        _print(f"tier {tier}", [merge for merge in merges if merge[2] == tier], boundaries)
    for threshold in _THRESHOLDS:
        _print(f"from {threshold}", [merge for merge in merges if merge[0] >= threshold], boundaries)
    for merge in [merge for merge in merges if merge[2] != Tier.ADVICE][:_SHOWN]:
        print(*merge)
    return 0


def _print(name: str, merges: Sequence[tuple[Any, ...]], boundaries: int) -> None:
    body = sum(merge[1] == Role.BODY for merge in merges)
    print(f"{name:16} {body:6}  {10000 * body / boundaries:9.2f}  {len(merges) - body:8}")


def halves(module: str, argv: Sequence[str], weights: Path) -> Iterator[Any]:
    """The rows that a module of this package prints as JSON with `--half`, for each half of the sources left out."""
    for number in (1, 2):
        half = weights / f"without-{number}"
        command = [sys.executable, "-m", module, *argv, "--half", str(half)]
        # The models are read once a process, from where the variable says.
        environment = os.environ | {"CNLINT_WEIGHTS": str(half)}
        output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        yield from map(json.loads, output.splitlines())


def _judged(corpus: Path, bench: Path, sources: Sequence[str]) -> Iterator[dict[str, object]]:
    files = [*sorted(corpus.glob("*.jsonl.gz")), *sorted((bench / "clean").glob("*.txt"))]
    for path in files:
        if path.name.split(".")[0].split("-")[0] in sources:
            for article in load_corpus(path):
                structure = analyse(Document(_text(article)))
                texts = [piece.text for piece in structure.pieces]
                merges = [
                    (seam.probability, seam.role, seam.tier, f"{texts[seam.left][-16:]} ∥ {texts[seam.right][:16]}")
                    for seam in structure.seams
                ]
                yield {"boundaries": max(0, len(texts) - 1), "merges": merges}


def _text(article: CleanArticle) -> str:
    """A clean article as it was published, one block a part."""
    subs, captions = dict(article.subs), dict(article.captions)
    parts = [article.kicker, article.title, *article.decks, article.byline]
    for number, paragraph in enumerate(article.paras):
        parts += [subs.get(number, ""), captions.get(number, ""), paragraph]
    return "\n\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
