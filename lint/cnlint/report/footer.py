"""The lines below a report that count what was found, what can be repaired, and what went wrong."""

from collections.abc import Iterator
from typing import Final

from cnlint.corpus.results import Mode, RunResult, Totals
from cnlint.findings import Safety
from cnlint.messages import say
from cnlint.report.cells import visible

# What stands before the message of a finding with a fix; the footer says what each means.
MARKS: Final = {Safety.SAFE: "[*]", Safety.UNSAFE: "[?]"}


def footer(run: RunResult, lang: str) -> str:
    """The footer of a run, each line ending in a line end; nothing if the user wants none."""
    if run.quiet:
        return ""
    totals = run.totals()
    lines = [*_skipped(run, lang), _found(totals, lang), *_fixes(run.mode, totals, lang)]
    if totals.problems:
        lines.append(say("incomplete", lang, n=totals.problems))
    if run.interrupted:
        lines.append(say("interrupted", lang))
    return "".join(f"{line}\n" for line in lines)


def _skipped(run: RunResult, lang: str) -> Iterator[str]:
    for file in run.files:
        if file.skipped:
            yield f"{visible(file.path)}: {say('skipped', lang, reason=visible(file.skipped))}"


def _found(totals: Totals, lang: str) -> str:
    comma = "，" if lang == "zh" else ", "
    files = say("n-files", lang, n=totals.files)
    kinds = comma.join(say(f"n-{severity}", lang, n=n) for severity, n in totals.by_severity.items() if n)
    if not totals.findings:
        words = say("total-none", lang, files=files)
    else:
        words = say("total", lang, findings=say("n-findings", lang, n=totals.findings), files=files, kinds=kinds)
    if totals.skipped:
        words += say("total-skipped", lang, files=say("n-files", lang, n=totals.skipped))
    return words


def _fixes(mode: Mode, totals: Totals, lang: str) -> Iterator[str]:
    safe, unsafe = MARKS[Safety.SAFE], MARKS[Safety.UNSAFE]
    if totals.fixed:
        yield say("would-fix" if mode is Mode.DIFF else "fixed", lang, n=totals.fixed)
    if totals.fixable and totals.fixable_unsafe:
        more = say("fixable-more", lang, mark=unsafe, n=totals.fixable_unsafe)
        yield say("fixable-safe", lang, mark=safe, n=totals.fixable) + more
    elif totals.fixable:
        yield say("fixable-safe", lang, mark=safe, n=totals.fixable)
    elif totals.fixable_unsafe:
        yield say("fixable-unsafe", lang, mark=unsafe, n=totals.fixable_unsafe)
