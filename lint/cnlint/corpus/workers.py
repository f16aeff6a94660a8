"""Shares work out among worker processes and gives the results in the order of the work.

Workers are started afresh (not forked: a fork copies locks that threads of the parent may hold), load the rules
themselves, and leave Ctrl-C to the parent.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from typing import Final, NamedTuple, TypeVar

from cnlint.config import Configuration
from cnlint.corpus.examining import Examined, Task, examine
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import FileResult, Problem
from cnlint.rulebook.rule import CRASHED

# Files under way for each worker: enough that none waits for the parent, few enough that results do not pile up.
_AHEAD: Final = 4


Item = TypeVar("Item")
Result = TypeVar("Result")


class _Known(Future[Result]):
    """A result that was there without work."""

    def __init__(self, result: Result) -> None:
        super().__init__()
        self.set_result(result)


class Order(NamedTuple):
    """What a worker must know besides the file: hashable, so that it makes its plan but once."""

    file: str | None  # see `Configuration`
    given: tuple[tuple[str, object], ...]  # the same, as pairs
    task: Task


def examine_all(
    paths: Sequence[str], plan: Plan, task: Task, processes: int, known: Callable[[str], Examined | None] | None = None
) -> Iterator[Examined]:
    """Examine files in processes, in order; those that are `known` need none."""
    order = Order(*source_of(plan), task)
    return share_out(partial(_examine, order=order), paths, lambda path: Examined(_lost(path)), processes, known)


def share_out(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    lost: Callable[[Item], Result],
    processes: int,
    known: Callable[[Item], Result | None] | None = None,
) -> Generator[Result]:
    """Do a job on each item in processes of their own; the results in the order of the items.

    Args:
        job: what to do; a function that can be sent to a process, as the items and results can.
        items: what to do it on.
        lost: the result for an item whose process has died of it.
        processes: how many at a time.
        known: the result for an item that needs no process; None for the others. Asked in the order of the items.
    """
    done = 0
    while done < len(items):
        for result in _until_broken(job, items[done:], processes, known):
            done += 1
            yield result
        # Items may be left because a worker died, and the pool with it. One of those under way is to blame.
        for item in items[done : done + processes * _AHEAD]:
            done += 1
            alone = next(_until_broken(job, [item], 1, known), None)
            yield lost(item) if alone is None else alone


def _until_broken(
    job: Callable[[Item], Result],
    items: Sequence[Item],
    processes: int,
    known: Callable[[Item], Result | None] | None,
) -> Iterator[Result]:
    """Results in order, until a worker dies or all are there."""
    others = frozenset(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    under_way: deque[Future[Result]] = deque()
    ahead = 0  # of them, those that take a process
    finished = False
    try:
        for item in items:
            ready = None if known is None else known(item)
            under_way.append(pool.submit(job, item) if ready is None else _Known(ready))
            ahead += ready is None
            while under_way and (ahead == processes * _AHEAD or under_way[0].done()):
                ahead -= not isinstance(under_way[0], _Known)
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
        finished = True
    except BrokenProcessPool:
        return
    finally:
        if not finished:
            for worker in frozenset(multiprocessing.active_children()) - others:
                worker.terminate()  # whatever it is doing: nobody waits for it
        pool.shutdown(cancel_futures=True)


def lost_problem(path: str) -> Problem:
    """What is told of a file whose process has died of it."""
    return Problem(path, "killed the process that looked at it, for want of memory perhaps", "split it", CRASHED)


def _lost(path: str) -> FileResult:
    return FileResult(path, problems=(lost_problem(path),))


def _examine(path: str, order: Order) -> Examined:
    return examine(path, plan_in_worker(order.file, order.given), order.task)


def source_of(plan: Plan) -> tuple[str | None, tuple[tuple[str, object], ...]]:
    """What a worker needs to make the same plan: hashable, and small enough to be sent with every file."""
    return plan.configuration.file, tuple(plan.configuration.given.items())


@cache
def plan_in_worker(file: str | None, given: tuple[tuple[str, object], ...]) -> Plan:
    """The plan of `source_of`, made once in each process."""
    return Plan(Configuration(file, dict(given)))
