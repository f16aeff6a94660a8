"""Cleans many files: shares them out among processes and gives what became of each, in order."""

import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import partial

from cnlint.corpus.cleanfile import Done, Recipe, clean_file, clean_rows, merged
from cnlint.corpus.manifest import Entry
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import Problem
from cnlint.corpus.run import processes_for
from cnlint.corpus.shards import Chunk, chunks, is_shard
from cnlint.corpus.sharedfile import SharedFile
from cnlint.corpus.sources import STDIN
from cnlint.corpus.storage import digest_of, make_folder
from cnlint.corpus.tables import ARTICLE, TableFile
from cnlint.corpus.targets import Target
from cnlint.findings import Severity

# What is shared out: an input, or some rows of one.
Piece = tuple[Target, Chunk | None]


def clean_all(targets: Sequence[Target], plan: Plan, recipe: Recipe, jobs: int) -> Generator[Done]:
    """Clean inputs; each result when it and those before it are ready.

    Args:
        targets: the inputs.
        plan: the rules in force, which hold for all of them.
        recipe: what to write, and where.
        jobs: processes; 0: as many as there are cores, if there is work for them.
    """
    paths = [target.path for target in targets]
    work = pieces(targets, plan.configuration.here.text_field)
    # Standard input is this process's own.
    processes = 1 if STDIN in paths else processes_for(paths, jobs)
    if processes <= 1:
        yield from _put_together((_clean(piece, plan, recipe) for piece in work), targets, recipe)
        return
    from cnlint.corpus.workers import share_out, source_of

    job = partial(_clean_in_worker, made_from=source_of(plan), recipe=recipe)
    yield from _put_together(share_out(job, work, lost, processes), targets, recipe)


def pieces(targets: Iterable[Target], field: str) -> Iterator[Piece]:
    """Inputs, and rows of those that hold many documents, in order."""
    for target in targets:
        if is_shard(target.path):
            yield from ((target, chunk) for chunk in chunks(target.path, field))
        else:
            yield target, None


def open_output(path: str, form: str) -> SharedFile | TableFile:
    """A file of records to write to."""
    return TableFile(path, ARTICLE) if form == "parquet" else SharedFile(path)


def _put_together(results: Iterable[Done], targets: Iterable[Target], recipe: Recipe) -> Generator[Done]:
    """One result for each input; the rows of one go into its output as they come."""
    results = iter(results)
    for target in targets:
        yield _of_rows(target, results, recipe) if is_shard(target.path) else next(results)


def _of_rows(target: Target, results: Iterator[Done], recipe: Recipe) -> Done:
    path = os.path.join(recipe.out, target.output)
    make_folder(os.path.dirname(path))
    entry, left = merged(target, []), frozenset[Severity]()
    problems: list[Problem] = []
    output = open_output(path, recipe.settings.format)
    with output:
        for done in results:
            output.write(done.lines)
            entry = merged(target, [entry, done.entry])
            problems += done.problems
            left |= done.left
            if not done.goes_on:
                break
    entry = entry._replace(sha256=digest_of(target.path), output_sha256=output.digest)
    return Done(target.path, entry, problems=tuple(problems), left=left)


def _clean(piece: Piece, plan: Plan, recipe: Recipe) -> Done:
    target, chunk = piece
    return clean_file(target, plan, recipe) if chunk is None else clean_rows(target, chunk, plan, recipe)


def _clean_in_worker(
    piece: Piece, made_from: tuple[str | None, tuple[tuple[str, object], ...]], recipe: Recipe
) -> Done:
    from cnlint.corpus.workers import plan_in_worker

    return _clean(piece, plan_in_worker(*made_from), recipe)


def lost(piece: Piece) -> Done:
    """What became of an input, or of some of its rows, whose process has died of it."""
    from cnlint.corpus.workers import lost_problem

    target, chunk = piece
    problem = lost_problem(target.path)
    entry = Entry(target.source, "failed", None, problems=(problem.reason,))
    return Done(target.path, entry, problems=(problem,), goes_on=chunk is not None and not chunk.last)
