"""Speed, as ratios that hold on any machine: `python tests/benchmarks/speed.py [--megabytes N] [--rounds N]`.

Makes a corpus of clean pages and one of damaged pages, runs cnlint and its peers over them as processes of their own,
and prints a table. Processor time is told less that of a bare Python; the best of all rounds counts, for other work on
the machine can only add. Nothing fails: a ratio above its target is marked, and with `--hold` one that is worse than
the ratio on record (`ratios.json`) is warned of. `--write` puts the table into the README and its ratios on record.

A peer that is not installed (autocorrect-py, autocorrect) has no row.
"""

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from benchpages import CLEAN, DAMAGED, ROOT, cnlint, write
from spending import Spent, spent

PYTHON: Final = sys.executable
READING: Final = "import pathlib, sys; [p.read_bytes().decode() for p in pathlib.Path(sys.argv[1]).iterdir()]"
PEER: Final = (
    "import autocorrect_py, pathlib, sys\n"
    "for p in pathlib.Path(sys.argv[1]).iterdir(): autocorrect_py.{}(p.read_bytes().decode(){})"
)
ONE_FILE: Final = 5_000  # bytes of the file that stands for what an editor or a hook checks
FILES: Final = 5  # of which the median counts: some have a seam for which numpy is imported, most have none
TIMES: Final = 20  # how often a long file of records has what a short one has: a gigabyte to 50 MB
RULE: Final = "CHR001"  # what memory takes shows by any rule; this one is quick
RATIOS: Final = Path(__file__).with_name("ratios.json")
# Ratios of one and the same program differ by a fifth between rounds on a busy machine, and more between machines.
SLACK: Final = 1.5
_TABLE: Final = re.compile(r"(?<=<!-- made by make bench -->\n\n).*?(?=\n<!-- end of make bench -->)", re.DOTALL)


class Row(NamedTuple):
    """A line of the table: one cost as a multiple of another, and what it must not exceed."""

    work: str
    against: str
    cost: float  # seconds, or MiB
    base: float  # the same
    most: float

    @property
    def ratio(self) -> float:
        return self.cost / self.base

    @property
    def name(self) -> str:
        return f"{self.work} / {self.against}"

    def __str__(self) -> str:
        ratio = f"{self.ratio:.2f}" + (" (missed)" if self.ratio > self.most else "")
        return f"| {self.work} | {self.against} | {self.cost:.3g} | {self.base:.3g} | {ratio} | {self.most} |"


class Bench:
    """The measurements over one pair of folders."""

    def __init__(self, clean: Path, damaged: Path, rounds: int) -> None:
        self.clean, self.damaged, self.rounds = clean, damaged, rounds

    @cached_property
    def bare(self) -> Spent:
        return self.best([PYTHON, "-c", "pass"])

    def best(self, command: Sequence[str], before: Callable[[], object] = lambda: None) -> Spent:
        """The least of everything over all rounds; `before` is done before each."""
        runs = []
        for _ in range(self.rounds):
            before()
            runs.append(spent(command))
        return Spent(*map(min, zip(*runs, strict=True)))

    def work(self, command: Sequence[str], before: Callable[[], object] = lambda: None) -> Spent:
        """The same, with the processor time beyond a bare Python's."""
        best = self.best(command, before)
        return best._replace(processor=max(best.processor - self.bare.processor, 0.001))

    @cached_property
    def checked(self) -> Spent:
        """A check of the clean pages by one process."""
        return self.work(cnlint("check", self.clean, "--no-cache", "--jobs", "1"))

    def rows(self) -> Iterator[Row]:
        check = self.checked
        reading = self.work([PYTHON, "-c", READING, str(self.clean)])
        yield Row("check, clean pages", "reading them", check.processor, reading.processor, 9)
        nearest = sorted(self.clean.iterdir(), key=lambda path: abs(path.stat().st_size - ONE_FILE))[:FILES]
        single = median(self.best(cnlint("check", file, "--no-cache")).wall for file in nearest)
        yield Row("check, one file of 5 KB (wall)", "python -c pass", single, self.bare.wall, 6)
        if shutil.which("autocorrect"):
            node = median(self.best(["autocorrect", "--lint", str(file)]).wall for file in nearest)
            yield Row("check, one file of 5 KB (wall)", "autocorrect (Node)", single, node, 0.9)
        if find_spec("autocorrect_py"):
            lint = self.work([PYTHON, "-c", PEER.format("lint_for", ", 'text'"), str(self.clean)])
            yield Row("check, clean pages", "autocorrect-py lint", check.processor, lint.processor, 0.3)
            yield Row("check, clean pages (memory)", "autocorrect-py lint", check.peak, lint.peak, 3)

    def damaged_rows(self) -> Iterator[Row]:
        """The rows that take long."""
        reading = self.work([PYTHON, "-c", READING, str(self.damaged)]).processor
        check = ("check", self.damaged, "--no-cache", "--jobs")
        one = self.work(cnlint(*check, "1"))
        yield Row("check, damaged pages", "reading them", one.processor, reading, 9)
        with tempfile.TemporaryDirectory() as folder:
            pages = Path(folder) / "pages"
            fixing = cnlint("fix", pages, "--no-cache", "--jobs", "1")
            fix = self.work(fixing, lambda: _copied(self.damaged, pages)).processor
        if find_spec("autocorrect_py"):
            formatting = self.work([PYTHON, "-c", PEER.format("format", ""), str(self.damaged)]).processor
            yield Row("fix, damaged pages", "autocorrect-py format", fix, formatting, 0.35)
        yield Row("fix, damaged pages", "reading them", fix, reading, 9)
        yield Row("check, two workers (wall)", "one worker", self.best(cnlint(*check, "2")).wall, one.wall, 0.75)
        with tempfile.TemporaryDirectory() as folder:
            pages = _copied(self.damaged, Path(folder) / "pages")
            (Path(folder) / "cnlint.toml").touch()  # the cache lies beside it
            again = self.best(cnlint("check", pages, "--jobs", "1"), lambda: spent(cnlint("check", pages)))
            yield Row("check, second run (wall)", "first run", again.wall, one.wall, 0.25)

    def record_rows(self) -> Iterator[Row]:
        """The rows on files of records."""
        texts = [json.dumps({"text": page.read_text("utf-8")}) + "\n" for page in sorted(self.clean.iterdir())]
        with tempfile.TemporaryDirectory() as folder:
            once, often = Path(folder) / "once.jsonl", Path(folder) / "often.jsonl"
            once.write_text("".join(texts), "utf-8")
            often.write_text("".join(texts * TIMES), "utf-8")
            records = self.work(cnlint("check", once, "--no-cache", "--jobs", "1"))
            yield Row("check, JSON lines", "the same texts as files", records.processor, self.checked.processor, 1.1)
            few = ("--select", RULE, "--no-cache", "--jobs", "1")
            short, long = (self.best(cnlint("check", path, *few)).peak for path in (once, often))
            work = f"check by {RULE}, JSON lines {TIMES} times as long (memory)"
            yield Row(work, "once", long, short, 1.5)


def _copied(source: Path, target: Path) -> Path:
    shutil.rmtree(target, ignore_errors=True)
    return Path(shutil.copytree(source, target))


def table(rows: Sequence[Row], megabytes: float) -> str:
    """The table in Markdown, with when and on what it was measured."""
    head = "| work | against | takes | that takes | ratio | must |\n| --- | --- | ---: | ---: | ---: | ---: |"
    machine = f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    units = "Seconds of processor time, of wall time where it says so, or MiB"
    told = f"{units}; {megabytes:g} MB of pages; {date.today().isoformat()}, {machine}."
    return "\n".join((head, *map(str, rows), "", told, ""))


def _processor() -> str:
    """What kind of processor this is."""
    try:
        found = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return " ".join(found[1].split()) if found else platform.machine()


def warnings(rows: Sequence[Row]) -> Iterator[str]:
    """What has become slower than it is on record."""
    held = json.loads(RATIOS.read_text(encoding="utf-8"))
    for row in rows:
        before = held.get(row.name)
        if before is not None and row.ratio > SLACK * before:
            yield f"slower: {row.name} is {row.ratio:.2f}, on record is {before}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of each corpus (default: 1)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--brief", action="store_true", help="only what takes a few seconds")
    parser.add_argument("--hold", action="store_true", help="warn of ratios that are worse than on record")
    parser.add_argument("--write", action="store_true", help="put the table into the README and its ratios on record")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clean, damaged = Path(folder) / "clean", Path(folder) / "damaged"
        size = int(args.megabytes * 1e6)
        write(clean, CLEAN, size)
        bench = Bench(clean, damaged, args.rounds)
        rows = list(bench.rows())
        if not args.brief:
            write(damaged, DAMAGED, size)
            rows += [*bench.damaged_rows(), *bench.record_rows()]
    print(table(rows, args.megabytes))
    for warning in warnings(rows) if args.hold else ():
        print(f"::warning::{warning}" if "GITHUB_ACTIONS" in os.environ else f"warning: {warning}", file=sys.stderr)
    if args.write:
        readme = ROOT / "README.md"
        made = table(rows, args.megabytes)
        readme.write_text(_TABLE.sub(lambda _: made, readme.read_text(encoding="utf-8")), encoding="utf-8")
        ratios = {row.name: round(row.ratio, 2) for row in rows}
        RATIOS.write_text(json.dumps(ratios, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
