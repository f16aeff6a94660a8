"""What the stages of a big corpus cost: `python tests/benchmarks/stages.py [--megabytes N]`.

Checks, cleans and indexes records of made pages, clean ones and damaged ones, each by one process, and reckons from
that what a terabyte and 100 million articles take. The last lines are what near duplicates of so many articles take
together: the band keys and the number of each paragraph.
"""

import argparse
import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from benchpages import CLEAN, DAMAGED, cnlint, write
from spending import spent

from cnlint.index.minhash import BANDS

ARTICLES: Final = 100_000_000
BYTES: Final = 3_000  # of an article: a thousand characters in UTF-8
CORES: Final = 256
KEYS: Final = 4 * BANDS + 8  # bytes of a paragraph's keys and number


def stages(records: Path, folder: Path) -> dict[str, list[str]]:
    """The commands."""
    one = ("--jobs", "1")
    return {
        "check": cnlint("check", records, "--no-cache", *one),
        "clean": cnlint("clean", records, "-o", folder / "clean", "--format", "parquet", *one),
        "index": cnlint("corpus", records, "-o", folder / "index", *one),
    }


def measure(kind: str, megabytes: float, folder: Path) -> tuple[int, int]:
    """Print the rows of one kind of pages; the articles and the paragraphs in the index."""
    pages, records = folder / "pages", folder / "pages.jsonl"
    write(pages, CLEAN if kind == "clean" else DAMAGED, int(megabytes * 1e6))
    texts = [page.read_bytes().decode() for page in sorted(pages.iterdir())]
    records.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    size = sum(len(text.encode()) for text in texts) / 1e6
    bare = spent([sys.executable, "-c", "pass"]).processor
    for stage, command in stages(records, folder).items():
        each = (spent(command).processor - bare) / size
        hours = each * ARTICLES * BYTES / 1e6 / 3600
        print(
            f"| {stage} | {kind} | {each:.2f} | {each * 1e6 / 3600:,.0f} | {hours:,.0f} | {hours / CORES:.1f} h |",
            flush=True,
        )
    with closing(sqlite3.connect(folder / "index" / "entries.db")) as entries:
        return len(texts), int(entries.execute("SELECT count(*) FROM passage").fetchone()[0])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of each corpus (default: 1)")
    asked = parser.parse_args()
    print("| stage | pages | s a MB | core hours a TB | core hours, 100 million articles | on 256 cores |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for kind in ("clean", "damaged"):
        with tempfile.TemporaryDirectory() as folder:
            articles, paragraphs = measure(kind, asked.megabytes, Path(folder))
        gigabytes = ARTICLES * paragraphs / articles * KEYS / 1e9
        each = paragraphs / articles
        print(f"{kind}: {each:.1f} paragraphs a page, {gigabytes:,.0f} GB of keys of 100 million", file=sys.stderr)


if __name__ == "__main__":
    main()
