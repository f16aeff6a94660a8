"""Many machines: inputs shared out by Ray Data instead of a pool of processes, and nothing else is different.

An input is read, looked at and written where a worker is free; only what became of it comes back. The order of the
results is that of the inputs, and the bytes are those of a run on one machine, for the worker runs the same code with
one process.
"""

import os
import pickle
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any, Final, TypeVar

from cnlint.corpus.cleanfile import Done, Recipe
from cnlint.corpus.cleanrun import clean_all
from cnlint.corpus.examining import Task
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import FileResult
from cnlint.corpus.run import run
from cnlint.corpus.sources import Source
from cnlint.corpus.storage import extra
from cnlint.corpus.targets import Target

# Times that an input is tried again when its worker or machine is lost.
_TRIES: Final = 3
_COLUMN: Final = "item"

Item = TypeVar("Item")
Result = TypeVar("Result")
# What a worker makes its plan from; see `workers.source_of`.
_Origin = tuple[str | None, tuple[tuple[str, object], ...]]


def run_on_cluster(sources: Sequence[Source], plan: Plan, task: Task, jobs: int) -> Generator[FileResult]:
    """As `run.run`, for checks alone."""
    from cnlint.corpus.workers import source_of

    for results in share_out(partial(_check, origin=source_of(plan), task=task), sources, jobs):
        yield from results


def clean_on_cluster(targets: Sequence[Target], plan: Plan, recipe: Recipe, jobs: int) -> Generator[Done]:
    """As `cleanrun.clean_all`. Each worker writes its outputs: the folder must be within reach of all."""
    from cnlint.corpus.workers import source_of

    return share_out(partial(_clean, origin=source_of(plan), recipe=recipe), targets, jobs)


def _check(source: Source, origin: _Origin, task: Task) -> list[FileResult]:
    from cnlint.corpus.workers import plan_in_worker

    return list(run([source], plan_in_worker(*origin), task, None, 1))


def _clean(target: Target, origin: _Origin, recipe: Recipe) -> Done:
    from cnlint.corpus.workers import plan_in_worker

    return next(clean_all([target], plan_in_worker(*origin), recipe, 1))


def share_out(job: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Generator[Result]:
    """Do a job on each item somewhere in a cluster; the results in the order of the items.

    Args:
        job: what to do; a function that can be sent to another machine, as the items and results can.
        items: what to do it on.
        jobs: how many at a time; 0: as many as there are processors.

    Raises:
        InputError: Ray is not installed.
    """
    ray = extra("ray", "ray", "--engine ray")
    data = extra("ray.data", "ray", "--engine ray")
    started = not ray.is_initialized()
    if started:
        # A cluster that RAY_ADDRESS names has its processors; one of this machine alone has as many as are asked for.
        size = {} if "RAY_ADDRESS" in os.environ or not jobs else {"num_cpus": jobs}
        ray.init(log_to_driver=False, logging_level="error", **size)
    try:
        context = data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        rows = data.from_items([{_COLUMN: pickle.dumps(item)} for item in items], override_num_blocks=len(items))
        done = rows.map(partial(_row, job=job), concurrency=jobs or None, max_retries=_TRIES, retry_exceptions=False)
        for row in done.iter_rows():
            yield pickle.loads(row[_COLUMN])
    finally:
        if started:
            ray.shutdown()


def _row(row: dict[str, Any], job: Callable[[Any], object]) -> dict[str, Any]:
    return {_COLUMN: pickle.dumps(job(pickle.loads(row[_COLUMN])))}
