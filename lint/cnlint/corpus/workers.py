"""Examines files in worker processes and gives the results in the order of the files.

Workers are started afresh (not forked: a fork copies locks that threads of the parent may hold), load the rules
themselves, and leave Ctrl-C to the parent.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import Final, NamedTuple

from cnlint.config import Configuration
from cnlint.corpus.examining import Examined, Task, examine
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import FileResult, Problem
from cnlint.rulebook.rule import CRASHED

# Files under way for each worker: enough that none waits for the parent, few enough that results do not pile up.
_AHEAD: Final = 4


class Order(NamedTuple):
    """What a worker must know besides the file: hashable, so that it makes its plan but once."""

    file: str | None  # see `Configuration`
    given: tuple[tuple[str, object], ...]  # the same, as pairs
    task: Task


def examine_all(paths: Sequence[str], plan: Plan, task: Task, processes: int) -> Iterator[Examined]:
    """Examine files in processes, in order."""
    order = Order(plan.configuration.file, tuple(plan.configuration.given.items()), task)
    done = 0
    while done < len(paths):
        for examined in _until_broken(paths[done:], order, processes):
            done += 1
            yield examined
        # Files may be left because a worker died, and the pool with it. One of those under way is to blame.
        for path in paths[done : done + processes * _AHEAD]:
            done += 1
            yield _alone(path, order)


def _until_broken(paths: Sequence[str], order: Order, processes: int) -> Iterator[Examined]:
    """Results in order, until a worker dies or all are there."""
    others = frozenset(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, signal.signal, (signal.SIGINT, signal.SIG_IGN))
    under_way: deque[Future[Examined]] = deque()
    finished = False
    try:
        for path in paths:
            under_way.append(pool.submit(_examine, path, order))
            if len(under_way) == processes * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
        finished = True
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        for worker in frozenset(multiprocessing.active_children()) - others:
            worker.terminate()  # whatever it is doing: nobody waits for it


def _alone(path: str, order: Order) -> Examined:
    """The result of a file in a process that may die of it."""
    examined = next(_until_broken([path], order, 1), None)
    if examined is not None:
        return examined
    problem = Problem(path, "killed the process that looked at it, for want of memory perhaps", "split it", CRASHED)
    return Examined(FileResult(path, problems=(problem,)))


def _examine(path: str, order: Order) -> Examined:
    return examine(path, _plan(order), order.task)


@cache
def _plan(order: Order) -> Plan:
    return Plan(Configuration(order.file, dict(order.given)))
