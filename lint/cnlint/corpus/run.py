"""The run over many files: shares them out among processes, writes what was fixed, and gives results in order.

One file that cannot be read, crashes a rule or kills its process never keeps the others from being looked at.
"""

import os
from collections.abc import Generator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from cnlint.config import ConfigError
from cnlint.corpus.costs import Cost, add
from cnlint.corpus.examining import Examined, Task, input_problem
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import FileResult, Problem, config_problem
from cnlint.corpus.shards import is_shard
from cnlint.corpus.sources import Source
from cnlint.corpus.storage import size_of
from cnlint.corpus.units import Unit, examine_work, units, work
from cnlint.files import InputError
from cnlint.rulebook import RuleError

if TYPE_CHECKING:
    from cnlint.corpus.memory import Memory
    from cnlint.ledger import Run as LedgerRun

# Bytes for which further processes are worth their start: each takes some 0.3 s to be ready, in which one that is
# running reads about half as much.
_WORTHWHILE: Final = 1 << 20


def preflight(sources: Sequence[Source], plan: Plan) -> tuple[list[Source], tuple[Problem, ...]]:
    """See that settings and rules hold for every file before any is read.

    Returns:
        The sources for which they do, and what is wrong with those of the others, once each.
    """
    ready: list[Source] = []
    problems: dict[Problem, None] = {}  # a set that keeps the order
    for source in sources:
        try:
            if not source.skipped:
                plan.active(source.path)
            ready.append(source)
        except ConfigError as error:
            problems[config_problem(error)] = None
        except RuleError as error:
            problems[rule_problem(error)] = None
    return ready, tuple(problems)


def rule_problem(error: RuleError) -> Problem:
    """A fault in a rule file, in one line."""
    place = f"line {error.line}, column {error.column}: " if error.line else ""
    return Problem(error.path, f"{place}{error.message}", error.suggestion)


def run(
    sources: Sequence[Source],
    plan: Plan,
    task: Task,
    ledger: "LedgerRun | None",
    jobs: int,
    memory: "Memory | None" = None,
    costs: dict[str, Cost] | None = None,
) -> Generator[FileResult]:
    """The results of all sources, in their order, each when it is ready.

    Args:
        sources: what to look at; standard input is none of them.
        plan: the rules in force.
        task: what to do.
        ledger: records and writes what the task has fixed; None if it fixes nothing.
        jobs: processes; 0: as many as there are cores, if there is work for them.
        memory: knows the results of earlier runs, if the task remembers; takes those of this one.
        costs: takes what each rule has cost, if the task counts that.
    """
    paths = [source.path for source in sources if not source.skipped]
    processes = processes_for(paths, jobs)

    def known(unit: Unit) -> tuple[Examined, ...] | None:
        if not isinstance(unit, Source):
            return None if memory is None else memory.known_rows(unit)
        if unit.skipped:
            return (Examined(FileResult(unit.path, skipped=unit.skipped)),)
        found = None if memory is None else memory.known(unit.path)
        return None if found is None else (found,)

    todo = work(units(sources, plan.configuration.here.text_field), task, known, shared=processes > 1)
    if processes > 1:
        from cnlint.corpus.workers import examine_all

        examined = examine_all(todo, plan, task, processes)
    else:
        examined = (examine_work(item, plan, task) for item in todo)
    try:
        for current in chain.from_iterable(examined):
            result = _written(current, ledger)
            if memory is not None:
                memory.keep(current, result)
            if costs is not None:
                add(costs, current.costs)
            yield result
    finally:
        if memory is not None:
            memory.save()


def _written(examined: Examined, ledger: "LedgerRun | None") -> FileResult:
    """The result of a file, once its fixes stand in it."""
    result, pending = examined.result, examined.pending
    if pending is None or ledger is None:
        return result
    try:
        ledger.write(pending.before, pending.after, pending.steps)
    except InputError as error:
        return FileResult(result.path, problems=(*result.problems, input_problem(error)))
    return result


def processes_for(paths: Sequence[str], jobs: int) -> int:
    """How many processes to use for some files; `jobs` as `run` has it."""
    if jobs == 0:
        jobs = _cores() if _is_worthwhile(paths) else 1
    return jobs if any(map(is_shard, paths)) else min(jobs, len(paths))


def _cores() -> int:
    """The processors that this process may use, which a container or `taskset` may have limited."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_worthwhile(paths: Sequence[str]) -> bool:
    size = 0
    for path in paths:
        size += size_of(path)  # what cannot be reached, reading will tell
        if size >= _WORTHWHILE:
            return True
    return False
