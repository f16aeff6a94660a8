"""Measures every rule: `python tests/measure_rules.py --bench DIR --corpus DIR [--write]`.

Sources are OCR pages with their true text (`DIR/ENGINE/raw`, `DIR/ENGINE/truth`), each source by itself, and pages
generated from clean articles (`DIR/SOURCE.jsonl.gz`). Of the findings it counts the right ones, but for those that the
truth cannot judge; of the damage it counts what each rule that is there for it finds. `--write` puts the counts into
the rule files beside those that were read by hand, which stay, and sets the status that follows.
`--show CODE` prints a rule's findings with the verdict on each, to be read.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from cnlint.document import Document
from cnlint.engine import check
from cnlint.evaluation.damage import INJECTION, load_corpus
from cnlint.evaluation.judging import RuleScore, judge, sisters
from cnlint.evaluation.lines import Edit
from cnlint.evaluation.measuring import case_of, defects_of, injected
from cnlint.evaluation.score import Truth
from cnlint.evaluation.tables import table
from cnlint.evaluation.truthfile import pairs
from cnlint.evaluation.undone import refined
from cnlint.evaluation.verdicts import Case, is_right
from cnlint.findings import Finding, Severity
from cnlint.intervals import wilson
from cnlint.rulebook import load_rules
from cnlint.rulebook.rule import Measured, Recalled, Rule
from cnlint.selection import ActiveRule, Selection

# What the keys of sources stand for; others are named by their keys.
TITLES: Final[Mapping[str, str]] = {
    "iee": "web news 2018",
    "cec": "accident reports",
    "sogouc": "web news 2006",
    "neist": "magazines 2020",
    "bjbr": "book reviews 2021",
    "president_tw": "speeches and releases of Taiwan",
    "tainan_tw": "press releases of Tainan",
}
ENGINES: Final = ("ppocr", "tesseract")
GENERATED: Final = "generated pages"
PLANTED: Final = "planted in clean news"
# Sources that this script names; any other one was read by hand, or planted.
_OWN: Final = (*(f"{engine} pages" for engine in ENGINES), GENERATED)
# Generated pages of each source: some thousand pieces of damage.
PAGES: Final = 60
# What makes a rule stable: so many judged findings on two sources, and so many of them right. A wrong piece of advice
# costs a look, a wrong repair costs text. Of advice so many findings, drawn at random, have been read by a person.
LEAST: Final = 20
READ: Final = 50
PRECISION: Final[Mapping[Severity, float]] = {Severity.ADVICE: 0.6, Severity.WARNING: 0.85, Severity.ERROR: 0.85}
CONTEXT: Final = 16  # characters shown on each side of a finding


class Page(NamedTuple):
    """One text to measure on."""

    source: str
    name: str
    text: str
    truth: Truth
    edits: tuple[Edit, ...] = ()  # the damage, where it is known


class Counts(NamedTuple):
    """What was measured of one rule, by source."""

    measured: list[Measured]
    recall: list[Recalled]


def read_pages(bench: Path) -> Iterator[Page]:
    """OCR pages with their true text."""
    for engine in ENGINES:
        for pair in pairs(bench / engine / "raw", bench / engine / "truth"):
            title = TITLES.get(pair.truth.source, pair.truth.source)
            yield Page(f"{engine} pages: {title}", pair.name, pair.raw, pair.truth)


def generated_pages(corpus: Path) -> Iterator[Page]:
    """Pages made from clean articles, by source."""
    for path in sorted(corpus.glob("*.jsonl.gz")):
        for name, page in islice(injected(load_corpus(path), 0, INJECTION), PAGES):
            truth = Truth(page.truth, page.furniture, page.captions, page.source, page.script, kinds=page.kinds)
            edits = refined(page.edits, page.truth, page.text)
            yield Page(f"{GENERATED}: {TITLES.get(page.source, page.source)}", name, page.text, truth, edits)


def every_rule() -> tuple[ActiveRule, ...]:
    """All rules, those that are off by default too."""
    book = load_rules()
    return Selection(book, select=[rule.code for rule in book.rules if not rule.is_engine]).active("")


def measure(pages: Iterator[Page], codes: tuple[str, ...], show: str) -> dict[str, Counts]:
    """The counts of each rule by source; findings that the truth cannot judge are left out."""
    rules = [active for active in every_rule() if _takes_part(active.rule, codes)]
    scores: dict[tuple[str, str], RuleScore] = {}
    for page in pages:
        findings = check(Document(page.text), rules).findings
        case = case_of(page.text, page.truth)
        for code, score in judge(findings, defects_of(case, page.truth, page.edits), case).items():
            scores[code, page.source] = scores.get((code, page.source), RuleScore()).plus(score)
        for finding in findings:
            if finding.rule == show:
                print(page.source, page.name, is_right(finding, case), shown(finding, case))
    counts: dict[str, Counts] = defaultdict(lambda: Counts([], []))
    for (code, source), score in sorted(scores.items()):
        if code.startswith(codes) and score.findings > score.unjudged:
            counts[code].measured.append(Measured(source, score.findings - score.unjudged, score.right))
        if code.startswith(codes) and score.defects:
            counts[code].recall.append(Recalled(source, score.defects, score.found, score.others))
    return counts


def _takes_part(rule: Rule, codes: tuple[str, ...]) -> bool:
    """Whether a rule is asked for, or finds what one that is asked for is there for."""
    return rule.code.startswith(codes) or any(other.startswith(codes) for other in sisters(rule.code))


def shown(finding: Finding, case: Case) -> str:
    """A finding with the text around it."""
    before = case.text[max(0, finding.start - CONTEXT) : finding.start]
    after = case.text[finding.end : finding.end + CONTEXT]
    marked = case.text[finding.start : finding.end]
    return f"{finding.message} {before}【{marked}】{after}".replace("\n", "⏎")


def is_stable(rule: Rule, measured: list[Measured]) -> bool:
    """Whether the counts carry a rule."""
    found = [source for source in measured if source.findings]
    findings, right = sum(source.findings for source in found), sum(source.right for source in found)
    least = PRECISION[rule.severity]
    read = rule.read
    reads_well = read is not None and read.sample >= READ and read.right >= least * read.sample
    is_proven = rule.severity is not Severity.ADVICE or reads_well
    return is_proven and len(found) >= 2 and findings >= LEAST and right >= least * findings


_MEASURED: Final = re.compile(r"^measured:\n(?:[ -].*\n)*", re.MULTILINE)
_RECALL: Final = re.compile(r"^recall:\n(?: +.*\n)+", re.MULTILINE)
_STATUS: Final = re.compile(r"^status: .*$", re.MULTILINE)
# The keys before which a rule file has its counts.
_NEXT: Final = re.compile(r"^(?:read|recall|references|tests):", re.MULTILINE)
_AFTER_RECALL: Final = re.compile(r"^(?:references|tests):", re.MULTILINE)


def rewritten(text: str, rule: Rule, counts: Counts, own: tuple[str, ...] = _OWN) -> str:
    """A rule file's text with the counts, and the status that they allow; counts of other sources stay."""
    measured = [*counts.measured, *(source for source in rule.measured if not source.source.startswith(own))]
    recall = [*counts.recall, *(source for source in rule.recall if not source.source.startswith(own))]
    text = _with(_MEASURED.sub("", text), _NEXT, "measured", measured)
    if recall:  # else the page says why there are none
        recall.sort(key=lambda source: source.source.startswith(PLANTED))
        text = _with(_RECALL.sub("", text), _AFTER_RECALL, "recall", recall)
    if own != _OWN:  # made damage says nothing of how often a rule is right
        return text
    status = "stable" if is_stable(rule, measured) else "preview"
    return _STATUS.sub(f"status: {status}", text, count=1)


def _with(text: str, before: re.Pattern[str], key: str, sources: Sequence[Measured | Recalled]) -> str:
    """The text with a list of counts, if there are any, in its place."""
    if not sources:
        return text
    found = before.search(text)
    assert found is not None, "a rule file ends with its tests"
    lines = "".join(f"  - {_flow(source)}" for source in sources)
    return f"{text[: found.start()]}{key}:\n{lines}{text[found.start() :]}"


def _flow(source: Measured | Recalled) -> str:
    return yaml.safe_dump(source._asdict(), default_flow_style=True, sort_keys=False, allow_unicode=True, width=1000)


def write(measured: Mapping[str, Counts], own: tuple[str, ...] = _OWN) -> None:
    """Put the counts into the files of the rules that have some, in place of those of the own sources."""
    for rule in load_rules().rules:
        if rule.code not in measured:
            continue
        path = Path(rule.path)
        old = path.read_text(encoding="utf-8")
        new = rewritten(old, rule, measured[rule.code], own)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"{rule.code}: written, {_STATUS.findall(new)[0]}")


def main() -> None:
    """Print a table of the rules' precision by source; write it if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--bench", type=Path, help="a folder with OCR pages: ENGINE/raw, ENGINE/truth")
    parser.add_argument("--corpus", type=Path, help="a folder with clean articles: SOURCE.jsonl.gz")
    parser.add_argument("--codes", default="", help="starts of the codes of the rules to measure, comma-separated")
    parser.add_argument("--show", default="", metavar="CODE", help="print the findings of a rule")
    parser.add_argument("--write", action="store_true", help="put the counts into the rule files")
    asked = parser.parse_args()
    if asked.write and not (asked.bench and asked.corpus):
        parser.error("--write needs all sources: give --bench and --corpus")
    codes = tuple((asked.show or asked.codes).split(","))
    pages = [
        *(read_pages(asked.bench) if asked.bench else ()),
        *(generated_pages(asked.corpus) if asked.corpus else ()),
    ]
    measured = measure(iter(pages), codes, asked.show)
    rows = [
        (code, source.source, source.findings, source.right, percent(source.right, source.findings))
        for code in sorted(measured)
        for source in measured[code].measured
    ]
    print("\n".join(table(("rule", "source", "judged", "right", "precision"), rows)))
    recalled = [
        (code, source.source, source.defects, source.found, source.others, percent(source.found, source.defects))
        for code in sorted(measured)
        for source in measured[code].recall
    ]
    print("\n".join(table(("rule", "source", "defects", "found", "others", "recall"), recalled)))
    if asked.write:
        write(measured)


def percent(right: int, of: int) -> str:
    """A share with its 95 % interval."""
    share = wilson(right, of)
    return f"{100 * share.share:.1f} % ({100 * share.low:.1f} to {100 * share.high:.1f})"


if __name__ == "__main__":
    main()
