"""Measures the character and punctuation rules, by hand: `python tests/measure_rules.py MATERIAL [--show CODE]`.

On clean news every finding counts as a false alarm until somebody has read it; `--show CODE` prints them to read. On
pages with a known text a finding is right if what it wants stands in the true text at its place.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from cnlint.characters import is_space
from cnlint.detectors.enclosures import enclosures, unmatched
from cnlint.document import Document
from cnlint.engine import check
from cnlint.findings import Finding
from cnlint.rulebook import load_rules
from cnlint.selection import Selection

CODES = ("PUN", "CHR", "LEX", "FMT", "QLT")
CONTEXT = 14  # characters shown on each side of a finding


class Text(NamedTuple):
    """One text to measure on; `truth` where it is known."""

    source: str
    name: str
    text: str
    truth: str | None = None


def clean(material: Path) -> Iterator[Text]:
    """Clean articles."""
    for path in sorted((material / "bench" / "clean").glob("*.txt")):
        yield Text(f"clean {path.name.split('-')[0]}", path.stem, path.read_bytes().decode("utf-8"))
    for path in sorted((material / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                heads = [article.get(key) or "" for key in ("title", "deck", "byline")]
                parts = [part for part in (*heads, *article["paras"]) if part]
                yield Text(article["source"], article["id"], "\n\n".join(parts) + "\n")


def pages(material: Path) -> Iterator[Text]:
    """Pages that an engine has read, with their true text."""
    for engine in ("ppocr", "tesseract"):
        for path in sorted((material / "bench" / engine / "raw").glob("*.txt")):
            truth = json.loads(
                (material / "bench" / engine / "truth" / f"{path.stem}.json").read_text(encoding="utf-8")
            )
            yield Text(engine, path.stem, path.read_bytes().decode("utf-8"), "\n\n".join(truth["body"]))


class Aligned:
    """Where the printed characters of a raw text stand in the true one."""

    def __init__(self, raw: str, truth: str) -> None:
        self.raw, self.truth = raw, truth
        here = [at for at, char in enumerate(raw) if not is_space(char)]
        there = [at for at, char in enumerate(truth) if not is_space(char)]
        self.place: dict[int, int] = {}
        folded = ("".join(map(fold, (text[at] for at in places))) for text, places in ((raw, here), (truth, there)))
        for code in Levenshtein.opcodes(*folded):
            if code.tag in ("equal", "replace"):
                for step in range(code.src_end - code.src_start):
                    self.place[here[code.src_start + step]] = there[code.dest_start + step]

    def is_right(self, finding: Finding) -> bool | None:
        """Whether the true text has what the finding wants; None where the place is not in the true text."""
        edits = finding.fix.edits if finding.fix else ()
        if finding.rule == "PUN003":
            return self._is_balanced(finding.start)
        if not edits:
            return self._lacks(finding) if finding.rule == "LEX001" else None
        results = [self._holds(edit.start, edit.end, edit.old, edit.new) for edit in edits]
        known = [result for result in results if result is not None]
        return all(known) if known else None

    def _holds(self, start: int, end: int, old: str, new: str) -> bool | None:
        if old and len(old) == len(new):
            places = [self.place.get(at) for at in range(start, end) if not is_space(self.raw[at])]
            if None in places:
                return None
            return [self.truth[at] for at in places if at is not None] == [char for char in new if not is_space(char)]
        left, right = self._neighbour(start - 1, -1), self._neighbour(end, 1)
        if left is None or right is None:
            return None
        return self.truth[left + 1 : right].replace("\n", "") == new

    def _neighbour(self, at: int, step: int) -> int | None:
        while 0 <= at < len(self.raw) and is_space(self.raw[at]):
            at += step
        return self.place.get(at)

    def _lacks(self, finding: Finding) -> bool | None:
        places = [self.place.get(at) for at in range(finding.start, finding.end)]
        return None in places if any(place is not None for place in places) else None

    def _is_balanced(self, at: int) -> bool | None:
        place = self.place.get(at)
        if place is None:
            return None
        start = self.truth.rfind("\n", 0, place) + 1
        end = (self.truth.find("\n", place) + 1 or len(self.truth) + 1) - 1
        alone = {mark.at for mark in unmatched(enclosures(self.truth, start, end))}
        return self.truth[place] != self.raw[at] or place not in alone


FOLD = str.maketrans("，。；：！？（）“”‘’", ",.;:!?()\"\"''")


def fold(char: str) -> str:
    """One character for all widths and directions of a mark."""
    return char.translate(FOLD)


def main() -> None:
    """Print a table of findings by rule and source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path, help="a folder with bench/ and corpus/")
    parser.add_argument("--show", default="", help="code of a rule whose findings are printed")
    parser.add_argument("--only", choices=("clean", "pages"))
    asked = parser.parse_args()
    book = load_rules()
    rules = [rule for rule in Selection(book).active("-") if rule.rule.code.startswith(asked.show or CODES)]
    size: Counter[str] = Counter()
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sets = {"clean": clean, "pages": pages}
    for text in (
        text for name, source in sets.items() if asked.only in (None, name) for text in source(asked.material)
    ):
        size[text.source] += len(text.text)
        aligned = Aligned(text.text, text.truth) if text.truth is not None else None
        for finding in check(Document(text.text), rules).findings:
            right = aligned.is_right(finding) if aligned else None
            counts[finding.rule, text.source][str(right)] += 1
            counts[finding.rule, text.source][str(finding.fix.safety) if finding.fix else "advice"] += 1
            if asked.show:
                show(text, finding, right)
    for (code, source), count in sorted(counts.items()):
        judged = f"right {count['True']} wrong {count['False']} unknown {count['None']}"
        print(
            f"{code} {source:14} {size[source]:9} characters",
            judged,
            {k: count[k] for k in ("safe", "unsafe", "advice")},
        )


def show(text: Text, finding: Finding, right: bool | None) -> None:
    """Print one finding to be read."""
    before = text.text[max(0, finding.start - CONTEXT) : finding.start]
    after = text.text[finding.end : finding.end + CONTEXT]
    line = f"{before}【{text.text[finding.start : finding.end]}】{after}".replace("\n", "⏎")
    print(text.source, text.name, right, finding.fix.safety if finding.fix else "", finding.message, line)


if __name__ == "__main__":
    main()
