"""The table of findings by rule, most frequent first."""

from collections import Counter
from typing import TextIO

from cnlint.corpus.results import RunResult
from cnlint.findings import Finding, Safety
from cnlint.messages import say
from cnlint.report.cells import write
from cnlint.report.footer import MARKS, footer
from cnlint.report.table import table


def render(run: RunResult, stream: TextIO, *, lang: str, color: bool) -> None:
    """Writes the table and the footer; the table has no colours."""
    write(stream, statistics(run, lang))
    write(stream, footer(run, lang))


def statistics(run: RunResult, lang: str) -> str:
    """The table: findings, how many of them have a safe or an unsafe fix, code and name; empty without findings."""
    examples: dict[str, Finding] = {}
    fixable: Counter[tuple[str, Safety]] = Counter()
    for file in run.files:
        for finding in file.findings:
            examples.setdefault(finding.rule, finding)
            if finding.fix is not None:
                fixable[finding.rule, finding.fix.safety] += 1
    if not examples:
        return ""
    rows = [[say("count", lang), *MARKS.values(), say("code", lang), say("name", lang)]]
    for code, count in run.totals().by_rule.items():
        fixes = [str(fixable[code, safety] or "") for safety in MARKS]
        rows.append([str(count), *fixes, code, examples[code].name])
    return table(rows, right=frozenset(range(1 + len(MARKS)))) + "\n"
