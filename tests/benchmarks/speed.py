"""Speed, as ratios that hold on any machine: `python tests/benchmarks/speed.py [--megabytes N] [--rounds N]`.

Makes a corpus of clean pages and one of damaged pages from the seeds and the pages of `tests/pages`, runs cnlint and
its peers over them as processes of their own, and prints a table. All rows but two count processor time (user and
system, children too) less that of a bare Python; the best of all rounds counts, for other work on the machine can only
add. Nothing fails: a ratio above its target is marked.

A peer that is not installed (autocorrect-py) has no row.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter
from typing import Final, NamedTuple

from cnlint.evaluation.articles import CleanArticle, load_corpus
from cnlint.evaluation.damage import CLEAN, TRAINING, Plan, pages
from cnlint.evaluation.truthfile import clean_articles, pairs

ROOT: Final = Path(__file__).parents[2]
PYTHON: Final = sys.executable
READING: Final = "import pathlib, sys; [p.read_bytes().decode() for p in pathlib.Path(sys.argv[1]).iterdir()]"
PEER: Final = (
    "import autocorrect_py, pathlib, sys\n"
    "for p in pathlib.Path(sys.argv[1]).iterdir(): autocorrect_py.{}(p.read_bytes().decode(){})"
)
ONE_FILE: Final = 5_000  # bytes of the file that stands for what an editor or a hook checks


class Row(NamedTuple):
    """A line of the table: one cost as a multiple of another, and what it must not exceed."""

    work: str
    against: str
    cost: float  # seconds
    base: float  # seconds
    most: float


@cache
def articles() -> tuple[CleanArticle, ...]:
    """The articles of the project's own pages, and those of the seeds as `cnlint clean` writes them."""
    found = [
        a for pair in pairs(ROOT / "tests/pages/raw", ROOT / "tests/pages/truth") for a in clean_articles(pair.truth)
    ]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([PYTHON, "-m", "cnlint", "clean", ROOT / "seeds", "-o", folder, "--quiet"], check=True)
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


def cnlint(*words: str | Path) -> list[str]:
    """The command line of a run that keeps no results."""
    return [PYTHON, "-m", "cnlint", *map(str, words), "--no-cache", "--quiet"]


def spent(command: Sequence[str]) -> tuple[float, float]:
    """Processor time and wall time of a process with its children, seconds.

    Raises:
        subprocess.CalledProcessError: it ended abnormally (1 means findings).
    """
    before, started = getrusage(RUSAGE_CHILDREN), perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    wall, after = perf_counter() - started, getrusage(RUSAGE_CHILDREN)
    if ran.returncode not in (0, 1):
        raise subprocess.CalledProcessError(ran.returncode, command, stderr=ran.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


class Bench:
    """The measurements over one pair of folders."""

    def __init__(self, clean: Path, damaged: Path, rounds: int) -> None:
        self.clean, self.damaged, self.rounds = clean, damaged, rounds
        self.bare = self.best(lambda: spent([PYTHON, "-c", "pass"])[0])

    def best(self, measure: Callable[[], float]) -> float:
        return min(measure() for _ in range(self.rounds))

    def work(self, *command: str) -> float:
        """Processor time of a process beyond a bare Python's."""
        return max(self.best(lambda: spent(command)[0]) - self.bare, 0.001)

    def wall(self, *command: str) -> float:
        return self.best(lambda: spent(command)[1])

    def fixing(self, *words: str) -> float:
        """Processor time of `cnlint fix` over the damaged pages, which are there anew each time."""

        def once() -> float:
            with tempfile.TemporaryDirectory() as folder:
                copied = shutil.copytree(self.damaged, Path(folder) / "pages")
                return spent(cnlint("fix", copied, *words))[0]

        return max(self.best(once) - self.bare, 0.001)

    def rows(self) -> Iterator[Row]:
        one, two = ("--jobs", "1"), ("--jobs", "2")
        check, fix = self.work(*cnlint("check", self.clean, *one)), self.fixing(*one)
        yield Row("check, clean pages", "reading them", check, self.work(PYTHON, "-c", READING, str(self.clean)), 9)
        reading = self.work(PYTHON, "-c", READING, str(self.damaged))
        yield Row("check, damaged pages", "reading them", self.work(*cnlint("check", self.damaged, *one)), reading, 9)
        yield Row("fix, damaged pages", "reading them", fix, reading, 9)
        if find_spec("autocorrect_py"):
            lint = self.work(PYTHON, "-c", PEER.format("lint_for", ", 'text'"), str(self.clean))
            yield Row("check, clean pages", "autocorrect-py lint", check, lint, 0.3)
            formatting = self.work(PYTHON, "-c", PEER.format("format", ""), str(self.damaged))
            yield Row("fix, damaged pages", "autocorrect-py format", fix, formatting, 0.35)
        file = min(self.clean.iterdir(), key=lambda path: abs(path.stat().st_size - ONE_FILE))
        single = self.wall(*cnlint("check", file))
        yield Row("check, one file of 5 KB (wall)", "python -c pass", single, self.wall(PYTHON, "-c", "pass"), 6)
        alone, together = (self.wall(*cnlint("check", self.damaged, *jobs)) for jobs in (one, two))
        yield Row("check, two workers (wall)", "one worker", together, alone, 0.75)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=2.0, help="size of each corpus (default: 2)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clean, damaged = Path(folder) / "clean", Path(folder) / "damaged"
        write(clean, CLEAN, int(args.megabytes * 1e6))
        write(damaged, TRAINING._replace(clean=0.0), int(args.megabytes * 1e6))
        print("| work | against | seconds | of | ratio | must |\n| --- | --- | ---: | ---: | ---: | ---: |")
        for work, against, cost, base, most in Bench(clean, damaged, args.rounds).rows():
            mark = "" if cost <= most * base else " (missed)"
            print(f"| {work} | {against} | {cost:.3f} | {base:.3f} | {cost / base:.2f}{mark} | {most} |", flush=True)


if __name__ == "__main__":
    main()
