"""Looks at one file, or at rows of one: reads it, runs its rules, finds out its fixes. Nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from cnlint import files
from cnlint.corpus.costs import Cost, add, costs_of
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.results import FileResult, Mode, Problem
from cnlint.corpus.shards import Chunk, Row, row_name, texts
from cnlint.document import Document
from cnlint.engine import Outcome, check_all
from cnlint.files import InputError
from cnlint.findings import Finding, Safety
from cnlint.rulebook.rule import CRASHED, UNREADABLE
from cnlint.selection import ActiveRule

if TYPE_CHECKING:
    from cnlint.fixer import Fixed

_Looked = TypeVar("_Looked")

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


class _Read(NamedTuple):
    """A document that is still to be looked at, with the rules that hold for it."""

    document: Document
    rules: Sequence[ActiveRule]
    content: bytes = b""


def examine(paths: Sequence[str], plan: Plan, task: Task) -> tuple[Examined, ...]:
    """Check files, and fix their texts if the task says so. Whatever goes wrong is told in the results."""
    reads = [_told(path, partial(_read_file, path, plan, task)) for path in paths]
    return tuple(_examine_all(reads, task))


def examine_bytes(data: bytes, path: str, plan: Plan, task: Task) -> Examined:
    """The same for bytes that are at hand."""
    (examined,) = _examine_all([_told(path, lambda: _read(data, path, plan, task))], task)
    return examined


def _read_file(path: str, plan: Plan, task: Task) -> _Read:
    return _read(read_input(path), path, plan, task)


def _read(data: bytes, path: str, plan: Plan, task: Task) -> _Read:
    document = within_limits(files.decode(data, path))
    if not task.remembers:
        return _Read(document, plan.active(path))
    from cnlint.cache import keys

    return _Read(document, plan.active(path), keys.content(data))


def examine_chunk(chunk: Chunk, plan: Plan, task: Task) -> tuple[Examined, ...]:
    """The same for each row; the last result may be about what could not be read."""
    rules = plan.active_in_records(chunk.path)

    def read(name: str, text: str) -> _Read:
        document = within_limits(Document(text, name))
        if not task.remembers:
            return _Read(document, rules)
        from cnlint.cache import keys

        return _Read(document, rules, keys.content_of_record(text))

    def told(row: Row) -> _Read | Examined:
        name = row_name(chunk.path, row.number)
        if isinstance(row.text, Problem):
            return Examined(FileResult(name, problems=(row.text,)))
        return _told(name, partial(read, name, row.text))

    rows = list(texts(chunk))
    examined = zip(rows, _examine_all(list(map(told, rows)), task), strict=True)
    return (*(one._replace(result=one.result._replace(record=row.number)) for row, one in examined), *_broken(chunk))


def of_rows(chunk: Chunk, look: Callable[[str, str], Examined]) -> Iterator[Examined]:
    """What a look at each row gives, called by its name and with its text; rows without a text need none."""
    for row in texts(chunk):
        name = row_name(chunk.path, row.number)
        if isinstance(row.text, Problem):
            examined = Examined(FileResult(name, problems=(row.text,)))
        else:
            examined = look(name, row.text)
        yield examined._replace(result=examined.result._replace(record=row.number))
    yield from _broken(chunk)


def _broken(chunk: Chunk) -> Iterator[Examined]:
    """What kept the rest of a file from being read."""
    if chunk.broken is not None:
        yield Examined(FileResult(chunk.path, problems=(chunk.broken,)))


def _told(path: str, look: Callable[[], _Looked]) -> _Looked | Examined:
    """What a look gives; whatever goes wrong is told in a result."""
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


def _examine_all(reads: Sequence[_Read | Examined], task: Task) -> Iterator[Examined]:
    """What is found in each document; what could not be read stays as it is."""
    for rules, run in groupby(reads, lambda read: read.rules if isinstance(read, _Read) else None):
        group = list(run)
        documents = [read.document for read in group if isinstance(read, _Read)]
        try:
            together = _check(documents, rules, task) if rules is not None and task.mode is Mode.CHECK else []
        except Exception:  # over one of them, which is told when each is looked at by itself; MemoryError is one
            together = []
        for read, examined in zip_longest(group, together):
            if isinstance(read, Examined):
                yield read
            else:
                examined = examined or _told(read.document.path, partial(_examine, read, task))
                yield examined._replace(content=read.content)


def _check(documents: Sequence[Document], rules: Sequence[ActiveRule], task: Task) -> list[Examined]:
    seconds: list[dict[str, float]] = [{} for _ in documents]
    outcomes = check_all(documents, rules, lang=task.lang, seconds=seconds)
    return [
        Examined(
            result_of(document, outcome.findings, outcome.troubles),
            costs=costs_of(spent, outcome.findings) if task.counts_costs else {},
        )
        for document, outcome, spent in zip(documents, outcomes, seconds, strict=True)
    ]


def _examine(read: _Read, task: Task) -> Examined:
    document, rules, _ = read
    if task.mode is Mode.CHECK:
        (examined,) = _check([document], rules, task)
        return examined
    costs: dict[str, Cost] = {}

    def look(snapshot: Document) -> Outcome:
        seconds: dict[str, float] = {}
        (outcome,) = check_all([snapshot], rules, lang=task.lang, seconds=[seconds])
        add(costs, costs_of(seconds, outcome.findings) if task.counts_costs else {})
        return outcome

    return _fix(document, look, task)._replace(costs=costs)


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
