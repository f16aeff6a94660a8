"""Cleans many files: shares them out among processes and gives what became of each, in order."""

from collections.abc import Generator, Sequence
from functools import partial

from cnlint.corpus.cleanfile import Done, Recipe, clean_file
from cnlint.corpus.manifest import Entry
from cnlint.corpus.plan import Plan
from cnlint.corpus.run import processes_for
from cnlint.corpus.sources import STDIN
from cnlint.corpus.targets import Target


def clean_all(targets: Sequence[Target], plan: Plan, recipe: Recipe, jobs: int) -> Generator[Done, None, None]:
    """Clean inputs; each result when it and those before it are ready.

    Args:
        targets: the inputs.
        plan: the rules in force, which hold for all of them.
        recipe: what to write, and where.
        jobs: processes; 0: as many as there are cores, if there is work for them.
    """
    paths = [target.path for target in targets]
    # Standard input is this process's own.
    processes = 1 if STDIN in paths else processes_for(paths, jobs)
    if processes <= 1:
        yield from (clean_file(target, plan, recipe) for target in targets)
        return
    from cnlint.corpus.workers import share_out, source_of

    job = partial(_clean_in_worker, made_from=source_of(plan), recipe=recipe)
    yield from share_out(job, targets, lost, processes)


def _clean_in_worker(
    target: Target, made_from: tuple[str | None, tuple[tuple[str, object], ...]], recipe: Recipe
) -> Done:
    from cnlint.corpus.workers import plan_in_worker

    return clean_file(target, plan_in_worker(*made_from), recipe)


def lost(target: Target) -> Done:
    """What became of an input whose process has died of it."""
    from cnlint.corpus.workers import lost_problem

    problem = lost_problem(target.path)
    return Done(target.path, Entry(target.source, "failed", None, problems=(problem.reason,)), problems=(problem,))
