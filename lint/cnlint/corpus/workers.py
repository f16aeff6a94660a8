"""Shares work out among worker processes and gives the results in the order of the work.

Workers are started afresh (not forked: a fork copies locks that threads of the parent may hold), load the rules
themselves, and leave Ctrl-C to the parent.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from cnlint.config import Configuration
from cnlint.corpus.examining import Examined, Task
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import FileResult, Problem
from cnlint.corpus.shards import Chunk
from cnlint.corpus.units import Batch, Ready, Work, examine_work
from cnlint.rulebook.rule import CRASHED

# Items under way for each worker: enough that none waits for the parent, few enough that results do not pile up.
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


def examine_all(work: Iterable[Work], plan: Plan, task: Task, processes: int) -> Iterator[tuple[Examined, ...]]:
    """Examine documents in processes, in order."""
    order = Order(*source_of(plan), task)
    return share_out(partial(_examine, order=order), work, _lost, processes, _known, _parts)


def share_out(
    job: Callable[[Item], Result],
    items: Iterable[Item],
    lost: Callable[[Item], Result],
    processes: int,
    known: Callable[[Item], Result | None] | None = None,
    parts: Callable[[Item], Iterable[Item]] = lambda item: (item,),
) -> Generator[Result]:
    """Do a job on each item in processes of their own; the results in the order of the items.

    Args:
        job: what to do; a function that can be sent to a process, as the items and results can.
        items: what to do it on; taken one by one, a few more than there are results.
        lost: the result for an item whose process has died of it.
        processes: how many at a time.
        known: the result for an item that needs no process; None for the others. Asked in the order of the items.
        parts: what an item may be parted into, so that no more is lost than what a process dies of.
    """
    rest = iter(items)
    while True:
        under_way: deque[Item] = deque()
        yield from _until_broken(job, rest, under_way, processes, known)
        if not under_way:
            return
        # A worker died, and the pool with it. One of the items under way is to blame.
        for item in chain.from_iterable(map(parts, under_way)):
            alone = next(_until_broken(job, iter([item]), deque(), 1, known), None)
            yield lost(item) if alone is None else alone


def _until_broken(
    job: Callable[[Item], Result],
    items: Iterator[Item],
    left: deque[Item],
    processes: int,
    known: Callable[[Item], Result | None] | None,
) -> Iterator[Result]:
    """Results in order, until a worker dies or all are there; `left` holds the items without one so far."""
    others = frozenset(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    under_way: deque[Future[Result]] = deque()
    ahead = 0  # of them, those that take a process
    finished = False
    try:
        for item in items:
            left.append(item)
            ready = None if known is None else known(item)
            under_way.append(pool.submit(job, item) if ready is None else _Known(ready))
            ahead += ready is None
            while under_way and (ahead == processes * _AHEAD or under_way[0].done()):
                result = under_way[0].result()
                ahead -= not isinstance(under_way.popleft(), _Known)
                left.popleft()
                yield result
        while under_way:
            result = under_way.popleft().result()
            left.popleft()
            yield result
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


def _known(item: Work) -> tuple[Examined, ...] | None:
    return item.found if isinstance(item, Ready) else None


def _parts(item: Work) -> Iterator[Work]:
    return (Batch((path,)) for path in item.paths) if isinstance(item, Batch) else iter((item,))


def _lost(item: Work) -> tuple[Examined, ...]:
    paths = item.paths if isinstance(item, Batch) else (item.path,) if isinstance(item, Chunk) else ()
    return tuple(Examined(FileResult(path, problems=(lost_problem(path),))) for path in paths)


def _examine(item: Work, order: Order) -> tuple[Examined, ...]:
    return examine_work(item, plan_in_worker(order.file, order.given), order.task)


def source_of(plan: Plan) -> tuple[str | None, tuple[tuple[str, object], ...]]:
    """What a worker needs to make the same plan: hashable, and small enough to be sent with every file."""
    return plan.configuration.file, tuple(plan.configuration.given.items())


@cache
def plan_in_worker(file: str | None, given: tuple[tuple[str, object], ...]) -> Plan:
    """The plan of `source_of`, made once in each process."""
    return Plan(Configuration(file, dict(given)))
