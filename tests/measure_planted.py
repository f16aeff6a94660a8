"""What rules find of damage that no page at hand has: `python tests/measure_planted.py --corpus DIR [--write]`.

Clean articles (`DIR/SOURCE.jsonl.gz`) get one piece of damage each, the same for the same seed (see `planting`).
Counted is how much of it the rule that is there for it finds, and on how many of the same articles it speaks undamaged.
`--write` puts the counts into the rule files, as recall; precision is never counted on damage that was made for the
purpose.
`--show CODE` prints what a rule has not found.
"""

import argparse
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import planting
import planting_order
from cnlint.document import Document
from cnlint.engine import check
from cnlint.evaluation.articles import is_undamaged, load_corpus
from cnlint.evaluation.tables import table
from cnlint.rulebook import load_rules
from cnlint.rulebook.rule import Recalled
from cnlint.selection import ActiveRule, Selection
from measure_rules import PLANTED, Counts, percent, write
from planting import Article, Planted, Planter

PLANTERS: Final[Mapping[str, Planter]] = {
    "CHR005": planting.odd_blank,
    "CHR006": planting.full_width_figure,
    "CHR007": planting.mojibake,
    "CHR009": planting.split_character,
    "DUP004": planting.loop,
    "FMT003": planting.mixed_line_ends,
    "FMT004": planting.no_final_line_end,
    "LEX002": planting.inserted_or_dropped,
    "LEX004": planting.misquoted_verse,
    "LEX006": planting.two_spellings,
    "NUM001": planting_order.contradicting_figures,
    "ORD001": planting_order.out_of_order,
    "ORD002": planting_order.missing,
    "QLT001": planting_order.emptied,
    "QLT002": planting_order.shuffled,
    "QLT003": planting_order.in_letters,
    "QLT004": planting_order.cut_all_over,
    "QLT005": planting_order.in_another_language,
    "QLT006": planting_order.read_twice,
    "QLT007": planting_order.unmarked_headlines,
}
ARTICLES: Final = 2000  # of each source, to look for places in
PLANTS: Final = 40  # of each source and rule: an interval of some 6 % either way over seven sources
SHORTEST: Final = 200  # characters


class Score(NamedTuple):
    """One rule over all sources."""

    planted: int
    found: int
    articles: int  # undamaged ones that were looked at
    alarms: int  # those of them in which the rule spoke


def articles(path: Path) -> list[Article]:
    """Undamaged articles of a source, each with three others."""
    clean = filter(is_undamaged, load_corpus(path))
    plain = [
        Article(own.title, (own.byline, *own.paras) if own.byline else own.paras)
        for own in islice(clean, ARTICLES)
        if own.title and own.paras
    ]
    long = [own for own in plain if len(own.text) >= SHORTEST]
    return [own._replace(others=tuple(long[at + 1 : at + 4])) for at, own in enumerate(long)]


def planted(source: list[Article], planter: Planter, rng: Random) -> Iterator[tuple[Article, Planted]]:
    """Articles in a random order with what was planted in them, where it found a place."""
    for article in rng.sample(source, len(source)):
        made = planter(article, rng)
        if made is not None and made.text != article.text:
            yield article, made


def measure(sources: list[list[Article]], code: str, show: bool = False) -> Score:
    """The counts of a rule."""
    rules = Selection(load_rules(), select=[code]).active("")
    found = count = alarms = 0
    for source in sources:
        for article, made in islice(planted(source, PLANTERS[code], Random(code)), PLANTS):
            count += 1
            alarms += bool(check(Document(article.text), rules).findings)
            is_found = _finds(rules, made)
            found += is_found
            if show and not is_found:
                print(made.text[max(0, made.start - 20) : made.end + 20].replace("\n", "⏎")[:200])
    return Score(count, found, count, alarms)


def _finds(rules: tuple[ActiveRule, ...], made: Planted) -> bool:
    """Whether one of the findings lies at what was planted."""
    findings = check(Document(made.text), rules).findings
    return any(one.start <= made.end and one.end >= made.start for one in findings)


def main() -> None:
    """Print a table; write it if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, required=True, help="a folder with clean articles: SOURCE.jsonl.gz")
    parser.add_argument("--codes", default="", help="starts of the codes of the rules to measure, comma-separated")
    parser.add_argument("--show", default="", metavar="CODE", help="print what a rule has not found")
    parser.add_argument("--write", action="store_true", help="put the counts into the rule files")
    asked = parser.parse_args()
    sources = [articles(path) for path in sorted(asked.corpus.glob("*.jsonl.gz"))]
    codes = [code for code in PLANTERS if code.startswith(tuple((asked.show or asked.codes).split(",")))]
    scores = {code: measure(sources, code, code == asked.show) for code in codes}
    rows = [
        (code, score.planted, score.found, percent(score.found, score.planted), f"{score.alarms} of {score.articles}")
        for code, score in scores.items()
    ]
    print("\n".join(table(("rule", "planted", "found", "recall", "clean articles with findings"), rows)))
    if asked.write:
        recalled = {code: [Recalled(PLANTED, score.planted, score.found, 0)] for code, score in scores.items()}
        write({code: Counts([], counts) for code, counts in recalled.items()}, (PLANTED,))


if __name__ == "__main__":
    main()
