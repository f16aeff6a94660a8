"""Accuracy floors: what was reached once is not lost unseen. `python tests/floors.py [--bench DIR] [--raise]`.

Measures cnlint on the pages of `tests/pages`, on pages generated from their clean form, and, where `--bench` names a
folder of OCR pages that is there, on those; compares each figure with its floor in `floors.json`. Nothing here is left
to chance, so a floor is the very figure that was measured, without slack. Floors hold for the data they were measured
on, which their digest names. `--raise` writes the figures as the new floors, and refuses if one falls unless `--lower`
says that it may.

Exit codes: 0 no figure is below its floor; 1 one is, or the data are other ones; 2 it could not be measured.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from cnlint.evaluation.articles import CleanArticle, CorpusError
from cnlint.evaluation.cleaners import Cleaner, cleaner
from cnlint.evaluation.damage import INJECTION
from cnlint.evaluation.goals import goals
from cnlint.evaluation.measuring import Digest, Measurement, injected, measure_harm, measure_injected, measure_pairs
from cnlint.evaluation.score import breaks_found
from cnlint.evaluation.truthfile import clean_articles, decoded, pairs
from cnlint.rulebook import load_rules
from cnlint.selection import Selection

HERE: Final = Path(__file__).parent
FLOORS: Final = HERE / "floors.json"
PAGES: Final = HERE / "pages"
# Enough pages for most kinds of damage to happen some dozen times, in half of a minute.
SEEDS: Final = range(20)


class Figure(NamedTuple):
    """One measured figure: a share that is to be reached, or a count that may not be exceeded."""

    value: float
    at_most: bool = False

    def falls_below(self, floor: float) -> bool:
        """Whether the figure is worse than its floor."""
        return self.value > floor if self.at_most else self.value < floor


class MeasuredSet(NamedTuple):
    """The figures of one set of data, and what names the data."""

    digest: str
    figures: dict[str, Figure]


Floors = Mapping[str, Mapping[str, object]]


def measured(bench: Path | None) -> Iterator[tuple[str, MeasuredSet]]:
    """Every set by name; those of `bench` that are there."""
    rules = tuple(Selection(load_rules()).active(""))
    clean, fix = cleaner("clean", rules), cleaner("fix", rules)
    yield "pages", of_pairs(measure_pairs(pairs(PAGES / "raw", PAGES / "truth"), clean))
    yield "pages generated", of_injected(generated(clean, fix))
    if bench is None:
        return
    for engine in ("ppocr", "tesseract"):
        folder = bench / engine
        if folder.is_dir():
            yield f"bench {engine}", of_pairs(measure_pairs(pairs(folder / "raw", folder / "truth"), clean))
    if (bench / "clean").is_dir():
        yield "bench clean", of_clean(bench / "clean", {"fix": fix, "clean": clean})


def generated(clean: Cleaner, fix: Cleaner) -> Measurement:
    """The articles of the pages, damaged anew by each seed."""
    articles: list[CleanArticle] = []
    for pair in pairs(PAGES / "raw", PAGES / "truth"):
        articles.extend(clean_articles(pair.truth))
    made = chain.from_iterable(injected(articles, seed, INJECTION) for seed in SEEDS)
    return measure_injected(made, clean, fix)


def of_pairs(measurement: Measurement) -> MeasuredSet:
    """The figures of OCR pages with a truth: of all, and paragraph breaks by source."""
    whole = measurement.group()
    figures = {
        "missed breaks": Figure(whole.true_breaks - whole.after.breaks_right, True),
        "false breaks": Figure(whole.after.breaks - whole.after.breaks_right, True),
        "furniture characters left": Figure(whole.after.furniture, True),
        "caption characters left": Figure(whole.after.captions, True),
        "duplicate characters left": Figure(whole.after.duplicates, True),
        "body characters lost": Figure(whole.lost, True),
        "body characters wrongly changed": Figure(whole.changed, True),
    }
    sources = sorted({document.source for document in measurement.documents})
    for source in ("", *(sources if len(sources) > 1 else ())):
        score = measurement.group(source=source) if source else whole
        share = breaks_found(score.after, score.true_breaks).f1
        figures[f"break F1 {source}".rstrip()] = Figure(rounded(share))
    return MeasuredSet(measurement.digest, figures)


def of_injected(measurement: Measurement) -> MeasuredSet:
    """The figures that have a goal."""
    figures = {one.figure: Figure(rounded(one.value), one.at_most) for one in goals(measurement)}
    return MeasuredSet(measurement.digest, figures)


def of_clean(folder: Path, cleaners: Mapping[str, Cleaner]) -> MeasuredSet:
    """What was changed in texts that are right as they are."""
    texts = [(path.name, decoded(path)) for path in sorted(folder.glob("*.txt"))]
    digest = Digest()
    figures = {}
    for name, text in texts:
        digest.add(name, text)
    for mode, cleans in cleaners.items():
        harm, _ = measure_harm(texts, cleans)
        figures[f"characters changed by {mode}"] = Figure(harm.changed, True)
        figures[f"paragraphs merged by {mode}"] = Figure(harm.merged, True)
    return MeasuredSet(str(digest), figures)


def rounded(value: float) -> float:
    """A figure as the file keeps it."""
    return round(value, 4)


def compared(name: str, now: MeasuredSet, floors: Floors) -> Iterator[tuple[str, str]]:
    """What is wrong with a set, as (figure, in words); the data come first."""
    known = floors.get(name)
    if known is None:
        yield "", "has no floors yet"
        return
    if known["digest"] != now.digest:
        yield "", f"the data are {now.digest}, the floors hold for {known['digest']}"
    wanted = _floors_of(known)
    for figure in sorted(set(wanted) - set(now.figures)):
        yield figure, "is no longer measured"
    for figure, measure in now.figures.items():
        if figure not in wanted:
            yield figure, "has no floor yet"
        elif measure.falls_below(wanted[figure]):
            yield figure, f"is {measure.value:g}, its floor is {wanted[figure]:g}"


def worse(now: Mapping[str, MeasuredSet], floors: Floors) -> list[str]:
    """The figures that are below their floors, whatever the data."""
    found = []
    for name, one in now.items():
        wanted = _floors_of(floors.get(name, {}))
        found += [
            f"{name}: {figure} is {measure.value:g}, its floor is {wanted[figure]:g}"
            for figure, measure in one.figures.items()
            if figure in wanted and measure.falls_below(wanted[figure])
        ]
    return found


def _floors_of(known: Mapping[str, object]) -> Mapping[str, float]:
    figures = known.get("figures", {})
    return figures if isinstance(figures, dict) else {}


def raised(now: Mapping[str, MeasuredSet], floors: Floors) -> dict[str, object]:
    """The file with the measured sets anew; sets that were not measured stay."""
    anew = {
        name: {"digest": one.digest, "figures": {figure: measure.value for figure, measure in one.figures.items()}}
        for name, one in now.items()
    }
    return {**floors, **anew}


def main() -> int:
    """Measure and compare, or write the floors anew."""
    asked = _arguments()
    bench: Path | None = asked.bench
    if bench is not None and not bench.is_dir():
        print(f"floors: no OCR pages in {bench}, their floors are skipped")
        bench = None
    try:
        now = dict(measured(bench))
        floors: Floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    except (CorpusError, OSError, ValueError) as failure:
        print(f"floors: {failure}", file=sys.stderr)
        return 2
    return _raise(now, floors, lower=asked.lower) if asked.anew else _check(now, floors)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--bench", type=Path, help="a folder of OCR pages")
    parser.add_argument("--raise", dest="anew", action="store_true", help="write the figures as the new floors")
    parser.add_argument("--lower", action="store_true", help="with --raise: let floors fall, too")
    return parser.parse_args()


def _check(now: Mapping[str, MeasuredSet], floors: Floors) -> int:
    wrong = 0
    for name, one in now.items():
        problems = list(compared(name, one, floors))
        wrong += len(problems)
        for figure, problem in problems:
            print(f"floors: {name}: {figure} {problem}" if figure else f"floors: {name}: {problem}", file=sys.stderr)
        if not problems:
            print(f"floors: {name}: {len(one.figures)} figures at or above their floors")
    if wrong:
        print("floors: `make floors` writes them anew where they have risen", file=sys.stderr)
    return 1 if wrong else 0


def _raise(now: Mapping[str, MeasuredSet], floors: Floors, *, lower: bool) -> int:
    fallen = worse(now, floors)
    for line in fallen:
        print(f"floors: {line}", file=sys.stderr)
    if fallen and not lower:
        print("floors: nothing written; `--raise --lower` lets them fall", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps(raised(now, floors), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"floors: {sum(len(one.figures) for one in now.values())} figures written to {FLOORS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
