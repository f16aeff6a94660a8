"""What is shared out among workers: a file, or some rows of one."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from cnlint.corpus.examining import Examined, Task, examine, examine_chunk
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import Mode
from cnlint.corpus.shards import Chunk, chunks, is_shard
from cnlint.corpus.sources import Source
from cnlint.corpus.storage import size_of
from cnlint.engine import BATCH, BATCH_DOCUMENTS

Unit = Source | Chunk
# Bytes of a batch: in UTF-8 a Han character has three.
_BATCH: Final = 3 * BATCH


def units(sources: Iterable[Source], field: str) -> Iterator[Unit]:
    """The units of some sources, in order.

    Args:
        sources: what was named; those that are skipped are units too.
        field: where records hold their text.
    """
    for source in sources:
        if is_shard(source.path) and not source.skipped:
            yield from chunks(source.path, field)
        else:
            yield source


def examine_unit(unit: Unit, plan: Plan, task: Task) -> tuple[Examined, ...]:
    """What is found in each document of a unit."""
    return examine([unit.path], plan, task) if isinstance(unit, Source) else examine_chunk(unit, plan, task)


def examine_units(
    units: Iterable[Unit], plan: Plan, task: Task, known: Callable[[Unit], tuple[Examined, ...] | None]
) -> Iterator[tuple[Examined, ...]]:
    """The same for units in order, files as many at a time as are fast to look at together.

    Args:
        units: the units.
        plan: the rules in force.
        task: what is done to each document.
        known: what is found in a unit, where that needs no look.
    """
    most = BATCH_DOCUMENTS if task.mode is Mode.CHECK else 1  # what is fixed is written before the next is read
    paths: list[str] = []
    size = 0
    for unit in units:
        found = known(unit)
        waits = found is None and isinstance(unit, Source)
        if waits:
            paths.append(unit.path)
            size += size_of(unit.path)
        if paths and not (waits and len(paths) < most and size < _BATCH):
            yield examine(paths, plan, task)
            paths, size = [], 0
        if found is not None:
            yield found
        elif not isinstance(unit, Source):
            yield examine_chunk(unit, plan, task)
    if paths:
        yield examine(paths, plan, task)
