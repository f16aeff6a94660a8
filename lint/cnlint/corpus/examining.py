"""Looks at one file: reads it, runs its rules, finds out its fixes. Nothing is written here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint import files
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.results import FileResult, Mode, Problem
from cnlint.document import Document
from cnlint.engine import Outcome, check
from cnlint.files import InputError
from cnlint.findings import Finding, Safety
from cnlint.rulebook.rule import CRASHED, UNREADABLE
from cnlint.selection import ActiveRule

if TYPE_CHECKING:
    from cnlint.fixer import Fixed

# Characters of an unexpected error's own words that are shown.
_MAX_WORDS: Final = 200


class Task(NamedTuple):
    """What is done to every file of a run."""

    mode: Mode
    allowed: frozenset[Safety]  # of the fixes that are made
    lang: str


class Pending(NamedTuple):
    """A fixed document that is still to be written."""

    before: Document
    after: Document
    steps: tuple[tuple[Finding, ...], ...]  # the findings that were fixed, by round


class Examined(NamedTuple):
    """What is known of a file, and what is to be written to it."""

    result: FileResult
    pending: Pending | None = None


def examine(path: str, plan: Plan, task: Task) -> Examined:
    """Check a file, and fix its text if the task says so. Whatever goes wrong is told in the result."""
    try:
        return examine_bytes(read_input(path), path, plan, task)
    except InputError as error:
        problem = input_problem(error)
    return Examined(FileResult(path, problems=(problem,)))


def examine_bytes(data: bytes, path: str, plan: Plan, task: Task) -> Examined:
    """The same for bytes that are at hand."""
    try:
        document = within_limits(files.decode(data, path))
        return _examine(document, plan, task)
    except InputError as error:
        problem = input_problem(error)
    except MemoryError:
        problem = Problem(path, "is too large for the memory of this machine", "split it", UNREADABLE)
    except Exception as error:  # a fault of the tool itself: it is told, and the other files are looked at (law 4)
        words = str(error).partition("\n")[0][:_MAX_WORDS]
        problem = Problem(path, f"internal error: {type(error).__name__}: {words}", "report it", CRASHED)
    return Examined(FileResult(path, problems=(problem,)))


def input_problem(error: InputError) -> Problem:
    """A file that cannot be read or written."""
    return Problem(error.path, error.reason, error.hint, UNREADABLE)


def _examine(document: Document, plan: Plan, task: Task) -> Examined:
    rules = plan.active(document.path)
    if task.mode is not Mode.CHECK:
        return _fix(document, rules, task)
    outcome = check(document, rules, lang=task.lang)
    return Examined(_result(document, outcome.findings, outcome.troubles))


def _fix(document: Document, rules: Sequence[ActiveRule], task: Task) -> Examined:
    from cnlint.fixer import fix  # `check` has no use for it

    outcomes: list[Outcome] = []

    def look(snapshot: Document) -> Outcome:
        outcomes.append(check(snapshot, rules, lang=task.lang))
        return outcomes[-1]

    fixed = fix(document, look, task.allowed, lang=task.lang)
    # Where anything went wrong the fixes may rest on half of the findings: the file is left as it is.
    if fixed.troubles or fixed.document.text == document.text:
        return Examined(_result(document, outcomes[0].findings, fixed.troubles))
    if task.mode is Mode.DIFF:
        return Examined(_with_diff(document, fixed, _result(document, outcomes[0].findings, ())))
    result = _result(fixed.document, fixed.outcome.findings, ())._replace(applied=fixed.applied)
    return Examined(result, Pending(_bare(document), _bare(fixed.document), fixed.steps))


def _result(document: Document, findings: tuple[Finding, ...], troubles: tuple[Finding, ...]) -> FileResult:
    problems = tuple(Problem(document.path, trouble.message, code=trouble.rule) for trouble in troubles)
    return FileResult(document.path, _bare(document) if findings else None, findings, problems=problems)


def _with_diff(document: Document, fixed: "Fixed", result: FileResult) -> FileResult:
    from cnlint.corpus.unified import unified

    diff = unified(document.path, document.text, fixed.document.text, fixed.rounds)
    return result._replace(applied=fixed.applied, diff=diff)


def _bare(document: Document) -> Document:
    """The document without what was reckoned of it: results are kept for many, and sent between processes."""
    return document.with_text(document.text)
