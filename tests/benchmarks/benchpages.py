"""The pages that benchmarks run over, clean ones and damaged ones: made from the seeds and from `tests/pages`."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from cnlint.evaluation.articles import CleanArticle, load_corpus
from cnlint.evaluation.damage import CLEAN, TRAINING, Plan, pages
from cnlint.evaluation.truthfile import clean_articles, pairs

ROOT: Final = Path(__file__).parents[2]
DAMAGED: Final = TRAINING._replace(clean=0.0)
__all__ = ["CLEAN", "DAMAGED", "ROOT", "cnlint", "write"]


def cnlint(*words: str | Path) -> list[str]:
    """The command line of a run that tells nothing but findings."""
    return [sys.executable, "-m", "cnlint", *map(str, words), "--quiet"]


@cache
def articles() -> Sequence[CleanArticle]:
    """The articles of the project's own pages, and those of the seeds as `cnlint clean` writes them."""
    found = [
        a for pair in pairs(ROOT / "tests/pages/raw", ROOT / "tests/pages/truth") for a in clean_articles(pair.truth)
    ]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(cnlint("clean", ROOT / "seeds", "-o", folder), check=True)
        return (*found, *(a for file in sorted(Path(folder).glob("*.md")) for a in load_corpus(file)))


def write(folder: Path, plan: Plan, size: int) -> None:
    """Fill a folder with pages, one a file, of that many bytes together; the same each time."""
    folder.mkdir()
    known, done = articles(), 0
    for seed in count():
        rng = Random(seed)
        for number, page in enumerate(pages(rng.sample(known, len(known)), rng, plan)):
            if done >= size:
                return
            done += (folder / f"{seed:04}-{number:03}.txt").write_bytes(page.text.encode("utf-8", "surrogatepass"))
