"""Measures every rule: `python tests/measure_rules.py --bench DIR --corpus DIR [--write]`.

Sources are OCR pages with their true text (`DIR/ENGINE/raw`, `DIR/ENGINE/truth`), each source by itself, and pages
generated from clean articles (`DIR/SOURCE.jsonl.gz`). What the truth cannot judge is not counted. `--write` puts the
counts into the rule files beside those that were read by hand, which stay, and sets the status that follows.
`--show CODE` prints a rule's findings with the verdict on each, to be read.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from cnlint.document import Document
from cnlint.engine import check
from cnlint.evaluation.damage import INJECTION, load_corpus
from cnlint.evaluation.intervals import wilson
from cnlint.evaluation.measuring import case_of, injected
from cnlint.evaluation.score import Truth
from cnlint.evaluation.tables import table
from cnlint.evaluation.truthfile import pairs
from cnlint.evaluation.verdicts import Case, is_right
from cnlint.findings import Finding, Severity
from cnlint.rulebook import load_rules
from cnlint.rulebook.rule import Measured, Rule
from cnlint.selection import Selection

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
# Sources that this script names; any other one was read by hand.
_OWN: Final = (*(f"{engine} pages" for engine in ENGINES), GENERATED)
# Generated pages of each source: some thousand pieces of damage.
PAGES: Final = 60
# What makes a rule stable: so many judged findings on two sources, and so many of them right. A wrong piece of advice
# costs a look, a wrong repair costs text.
LEAST: Final = 20
PRECISION: Final[Mapping[Severity, float]] = {Severity.ADVICE: 0.6, Severity.WARNING: 0.85, Severity.ERROR: 0.85}
CONTEXT: Final = 16  # characters shown on each side of a finding


class Page(NamedTuple):
    """One text to measure on."""

    source: str
    name: str
    text: str
    truth: Truth


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
            yield Page(f"{GENERATED}: {TITLES.get(page.source, page.source)}", name, page.text, truth)


def measure(pages: Iterator[Page], codes: tuple[str, ...], show: str) -> dict[str, list[Measured]]:
    """The counts of each rule by source; findings that the truth cannot judge are left out."""
    rules = [
        active for active in Selection(load_rules(), select=("ALL",)).active("") if active.rule.code.startswith(codes)
    ]
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for page in pages:
        findings = check(Document(page.text), rules).findings
        case = case_of(page.text, page.truth) if findings else None
        for finding in findings:
            right = is_right(finding, case) if case else None
            if finding.rule == show and case:
                print(page.source, page.name, right, shown(finding, case))
            if right is not None:
                count = counts[finding.rule, page.source]
                count[0] += 1
                count[1] += right
    measured: dict[str, list[Measured]] = defaultdict(list)
    for (code, source), (findings_, right_) in sorted(counts.items()):
        measured[code].append(Measured(source, findings_, right_))
    return measured


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
    return len(found) >= 2 and findings >= LEAST and right >= PRECISION[rule.severity] * findings


_MEASURED: Final = re.compile(r"^measured:\n(?:[ -].*\n)*", re.MULTILINE)
_STATUS: Final = re.compile(r"^status: .*$", re.MULTILINE)
# The keys before which a rule file has its counts.
_NEXT: Final = re.compile(r"^(?:references|tests):", re.MULTILINE)


def rewritten(text: str, rule: Rule, counts: list[Measured]) -> str:
    """A rule file's text with the counts, and the status that they allow."""
    by_hand = [source for source in rule.measured if not source.source.startswith(_OWN)]
    measured = [*counts, *by_hand]
    text = _MEASURED.sub("", text)
    if measured:
        found = _NEXT.search(text)
        assert found is not None, f"{rule.code}: a rule file ends with its tests"
        text = text[: found.start()] + "measured:\n" + "".join(map(_line, measured)) + text[found.start() :]
    status = "stable" if is_stable(rule, measured) else "preview"
    return _STATUS.sub(f"status: {status}", text, count=1)


def _line(source: Measured) -> str:
    entry = {"source": source.source, "findings": source.findings, "right": source.right}
    flow = yaml.safe_dump(entry, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1000)
    return f"  - {flow}"


def write(measured: Mapping[str, list[Measured]]) -> None:
    """Put the counts into the files of the rules that have some; the others keep what was read by hand."""
    for rule in load_rules().rules:
        if rule.code not in measured:
            continue
        path = Path(rule.path)
        old = path.read_text(encoding="utf-8")
        new = rewritten(old, rule, measured[rule.code])
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
    rows = [(code, *source, _percent(source)) for code in sorted(measured) for source in measured[code]]
    print("\n".join(table(("rule", "source", "judged", "right", "precision"), rows)))
    if asked.write:
        write(measured)


def _percent(source: Measured) -> str:
    share = wilson(source.right, source.findings)
    return f"{100 * share.share:.1f} % ({100 * share.low:.1f} to {100 * share.high:.1f})"


if __name__ == "__main__":
    main()
