"""Looks at one file, or at rows of one: reads it, runs its rules, finds out its fixes. Nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint import files
from cnlint.corpus.costs import Cost, add, costs_of
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.results import FileResult, Mode, Problem
from cnlint.corpus.shards import Chunk, row_name, texts
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
    remembers: bool = False  # whether the results are to be known in later runs
    counts_costs: bool = False  # whether the user asks what each rule costs


class Pending(NamedTuple):
    """A fixed document that is still to be written."""

    before: Document
    after: Document
    steps: tuple[tuple[Finding, ...], ...]  # the findings that were fixed, by round


class Examined(NamedTuple):
    """What is known of a file, and what is to be written to it."""

    result: FileResult
    pending: Pending | None = None
    content: bytes = b""  # what the bytes that were looked at are known by, if that is asked for
    costs: Mapping[str, Cost] = {}  # by rule, the same


def examine(path: str, plan: Plan, task: Task) -> Examined:
    """Check a file, and fix its text if the task says so. Whatever goes wrong is told in the result."""
    try:
        return examine_bytes(read_input(path), path, plan, task)
    except InputError as error:
        problem = input_problem(error)
    return Examined(FileResult(path, problems=(problem,)))


def examine_bytes(data: bytes, path: str, plan: Plan, task: Task) -> Examined:
    """The same for bytes that are at hand."""

    def look() -> Examined:
        examined = _examine(within_limits(files.decode(data, path)), plan.active(path), task)
        if not task.remembers:
            return examined
        from cnlint.cache import keys

        return examined._replace(content=keys.content(data))

    return _told(path, look)


def examine_chunk(chunk: Chunk, plan: Plan, task: Task) -> tuple[Examined, ...]:
    """The same for each row; the last result may be about what could not be read."""
    rules = plan.active_in_records(chunk.path)

    def look(name: str, text: str) -> Examined:
        examined = _examine(within_limits(Document(text, name)), rules, task)
        if not task.remembers:
            return examined
        from cnlint.cache import keys

        return examined._replace(content=keys.content_of_record(text))

    return tuple(of_rows(chunk, lambda name, text: _told(name, lambda: look(name, text))))


def of_rows(chunk: Chunk, look: Callable[[str, str], Examined]) -> Iterator[Examined]:
    """What a look at each row gives, called by its name and with its text; rows without a text need none."""
    for row in texts(chunk):
        name = row_name(chunk.path, row.number)
        if isinstance(row.text, Problem):
            examined = Examined(FileResult(name, problems=(row.text,)))
        else:
            examined = look(name, row.text)
        yield examined._replace(result=examined.result._replace(record=row.number))
    if chunk.broken is not None:
        yield Examined(FileResult(chunk.path, problems=(chunk.broken,)))


def _told(path: str, look: Callable[[], Examined]) -> Examined:
    """What a look gives; whatever goes wrong is told in the result."""
    try:
        return look()
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


def _examine(document: Document, rules: Sequence[ActiveRule], task: Task) -> Examined:
    costs: dict[str, Cost] = {}

    def look(snapshot: Document) -> Outcome:
        if not task.counts_costs:
            return check(snapshot, rules, lang=task.lang)
        seconds: dict[str, float] = {}
        outcome = check(snapshot, rules, lang=task.lang, seconds=seconds)
        add(costs, costs_of(seconds, outcome.findings))
        return outcome

    if task.mode is not Mode.CHECK:
        return _fix(document, look, task)._replace(costs=costs)
    outcome = look(document)
    return Examined(result_of(document, outcome.findings, outcome.troubles), costs=costs)


def _fix(document: Document, look: Callable[[Document], Outcome], task: Task) -> Examined:
    from cnlint.fixer import fix  # `check` has no use for it

    outcomes: list[Outcome] = []

    def look_again(snapshot: Document) -> Outcome:
        outcomes.append(look(snapshot))
        return outcomes[-1]

    fixed = fix(document, look_again, task.allowed, lang=task.lang)
    # Where anything went wrong the fixes may rest on half of the findings: the file is left as it is.
    if fixed.troubles or fixed.document.text == document.text:
        return Examined(result_of(document, outcomes[0].findings, fixed.troubles))
    if task.mode is Mode.DIFF:
        return Examined(_with_diff(document, fixed, result_of(document, outcomes[0].findings)))
    result = result_of(fixed.document, fixed.outcome.findings)._replace(applied=fixed.applied)
    return Examined(result, Pending(_bare(document), _bare(fixed.document), fixed.steps))


def result_of(document: Document, findings: tuple[Finding, ...], troubles: tuple[Finding, ...] = ()) -> FileResult:
    """What is told of a document: findings, and what went wrong while they were looked for."""
    problems = tuple(Problem(document.path, trouble.message, code=trouble.rule) for trouble in troubles)
    return FileResult(document.path, _bare(document) if findings else None, findings, problems=problems)


def _with_diff(document: Document, fixed: "Fixed", result: FileResult) -> FileResult:
    from cnlint.corpus.unified import unified

    diff = unified(document.path, document.text, fixed.document.text, fixed.rounds)
    return result._replace(applied=fixed.applied, diff=diff)


def _bare(document: Document) -> Document:
    """The document without what was reckoned of it: results are kept for many, and sent between processes."""
    return document.with_text(document.text)
