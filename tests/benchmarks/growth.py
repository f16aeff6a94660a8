"""How the cost of a check grows: `python tests/benchmarks/growth.py [--megabytes 1,5,20] [--rules 10,30,60]`.

Two tables: processor time (less that of a bare Python) over clean pages of each size, and over the smallest size with
so many of the rules that are on, the first by code. A cost that grows linearly is the same for each megabyte.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchpages import CLEAN, cnlint, write
from spending import spent

from cnlint.rulebook import load_rules
from cnlint.selection import Selection


def numbers(words: str) -> list[float]:
    """The type of an option that takes numbers with commas between them."""
    return [float(word) for word in words.split(",")]


def seconds(pages: Path, *options: str) -> float:
    """Processor time of a check by one process."""
    bare = spent([sys.executable, "-c", "pass"]).processor
    return spent(cnlint("check", pages, "--no-cache", "--jobs", "1", *options)).processor - bare


def by_size(folder: Path, sizes: Sequence[float]) -> None:
    """Print the table over sizes."""
    print("| megabytes | files | seconds | seconds a megabyte |\n| ---: | ---: | ---: | ---: |")
    for size in sizes:
        pages = folder / f"{size:g}"
        write(pages, CLEAN, int(size * 1e6))
        cost = seconds(pages)
        print(f"| {size:g} | {len(list(pages.iterdir())):,} | {cost:.2f} | {cost / size:.2f} |", flush=True)


def by_rules(pages: Path, counts: Sequence[int]) -> None:
    """Print the table over numbers of rules."""
    codes = [active.rule.code for active in Selection(load_rules()).active("")]
    print("\n| rules | seconds |\n| ---: | ---: |")
    for count in sorted({min(count, len(codes)) for count in counts}):
        print(f"| {count} | {seconds(pages, '--select', ','.join(codes[:count])):.2f} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=numbers, default=[1.0, 5.0, 20.0], help="sizes (default: 1,5,20)")
    parser.add_argument("--rules", type=numbers, default=[10.0, 30.0, 60.0], help="numbers of rules")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        by_size(Path(folder), args.megabytes)
        by_rules(Path(folder) / f"{args.megabytes[0]:g}", list(map(int, args.rules)))


if __name__ == "__main__":
    main()
