"""What a run of `check` or `fix` over many files gives: one result for each file, and what went wrong besides.

Reports read nothing else. Problems and notes about skipped files go to standard error as the run's command prints them:
reports for people leave them out, machine formats list the problems as their `errors`.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from cnlint.config import ConfigError
from cnlint.document import Document
from cnlint.findings import Finding, Safety, Severity
from cnlint.rulebook import RuleBook


class Mode(StrEnum):
    """What a run did with the fixes."""

    CHECK = "check"  # nothing
    FIX = "fix"  # wrote them
    DIFF = "diff"  # shows what writing them would change


class Problem(NamedTuple):
    """Something abnormal: it kept the run from doing its work, and any means exit 2 (law 4)."""

    path: str | None  # the file at fault, as the user named it; None if none is
    reason: str  # what is wrong, one line without final mark, to be read after the path; names a setting or option
    hint: str = ""  # what to do; may be empty
    code: str = ""  # the engine's rule (ENG...) that it falls under; '' for faults in what the user asked for

    @property
    def in_one_line(self) -> str:
        """Where, what, and what to do: the one line on standard error."""
        place = f"{self.path}: " if self.path is not None else ""
        return f"{place}{self.reason}" + (f"; {self.hint}" if self.hint else "")


def config_problem(error: ConfigError) -> Problem:
    """A fault of the configuration or of the options that overrule it."""
    words = f"{error.key}: {error.message}" if error.key else error.message
    return Problem(error.path, words, error.suggestion)


class FileResult(NamedTuple):
    """One document of a run: a file, or a row of one.

    Attributes:
        path: as the user named it; of a row, with its number behind: `news.jsonl:17`.
        document: the text that `findings` are about, after the fixes if any were made; None if there are no findings
            or there is no text.
        findings: what stands in the file now (DIFF: what stands in it before the fixes).
        applied: the findings whose fixes were made (DIFF: would be made), round by round. Their offsets are those of
            texts that are gone: they are for counting, not for showing.
        problems: what went wrong with this file.
        skipped: why the file was left aside (a note for the reader); '' if it was not.
        diff: the unified diff of all fixes, with its head; '' in other modes or if there are none.
        record: the number of the row, from 1; 0: it is a file of its own.
    """

    path: str
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    applied: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: str = ""
    diff: str = ""
    record: int = 0

    @property
    def file(self) -> str:
        """The file, without the number of a row."""
        return self.path.removesuffix(f":{self.record}") if self.record else self.path


class Totals(NamedTuple):
    """A run in figures. Files that were skipped are not counted among `files`."""

    files: int
    skipped: int
    findings: int
    fixable: int  # findings whose fix is safe
    fixable_unsafe: int  # findings whose fix wants a look
    fixed: int  # findings whose fix was made (DIFF: would be)
    problems: int
    by_severity: Mapping[Severity, int]  # every severity has its entry
    by_rule: Mapping[str, int]  # code -> findings, most frequent first, then by code


class RunResult(NamedTuple):
    """A whole run.

    Attributes:
        mode: what was done with the fixes.
        files: one result for each file, in the order in which the user named them, folders by name.
        problems: what went wrong and belongs to no file (a missing path, an unknown rule); they come first.
        book: the rules; None if they could not be read.
        root: the folder that relative paths start from, absolute.
        statistics: whether the user asks for the table of findings by rule.
        quiet: whether the user wants findings and diffs alone: no footer, no praise.
        interrupted: whether the user stopped the run: `files` are those that were done.
    """

    mode: Mode
    files: Collection[FileResult] = ()
    problems: tuple[Problem, ...] = ()
    book: RuleBook | None = None
    root: str = ""
    statistics: bool = False
    quiet: bool = False
    interrupted: bool = False

    def all_problems(self) -> Iterator[Problem]:
        """Those of no file, then those of the files, in order."""
        yield from self.problems
        for file in self.files:
            yield from file.problems

    def totals(self) -> Totals:
        """The run in figures."""
        safeties, severities, rules = Counter[Safety](), Counter[Severity](), Counter[str]()
        skipped = fixed = problems = 0
        for file in self.files:
            safeties.update(finding.fix.safety for finding in file.findings if finding.fix is not None)
            severities.update(finding.severity for finding in file.findings)
            rules.update(finding.rule for finding in file.findings)
            skipped += bool(file.skipped)
            fixed += len(file.applied)
            problems += len(file.problems)
        return Totals(
            files=len(self.files) - skipped,
            skipped=skipped,
            findings=rules.total(),
            fixable=safeties[Safety.SAFE],
            fixable_unsafe=safeties[Safety.UNSAFE],
            fixed=fixed,
            problems=len(self.problems) + problems,
            by_severity={severity: severities[severity] for severity in Severity},
            by_rule=dict(sorted(rules.items(), key=lambda entry: (-entry[1], entry[0]))),
        )
