"""What is shared out among workers: some files, or some rows of one."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

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


class Batch(NamedTuple):
    """Files that are looked at together."""

    paths: tuple[str, ...]


class Ready(NamedTuple):
    """What is found in a unit, where that needed no look."""

    found: tuple[Examined, ...]


Work = Batch | Chunk | Ready


def work(
    units: Iterable[Unit], task: Task, known: Callable[[Unit], tuple[Examined, ...] | None], *, shared: bool
) -> Iterator[Work]:
    """What is to be done about units, in order: files as many at a time as are fast to look at together.

    Args:
        units: the units.
        task: what is done to each document.
        known: what is found in a unit, where that needs no look.
        shared: whether several processes do it: none is to wait while another has the only batch, so the first ones
            are small.
    """
    most = BATCH_DOCUMENTS if task.mode is Mode.CHECK else 1  # what is fixed is written before the next is read
    wanted = 1 if shared else most
    paths: list[str] = []
    size = 0
    for unit in units:
        found = known(unit)
        waits = found is None and isinstance(unit, Source)
        if waits:
            paths.append(unit.path)
            size += size_of(unit.path)
        if paths and not (waits and len(paths) < wanted and size < _BATCH):
            yield Batch(tuple(paths))
            paths, size, wanted = [], 0, min(2 * wanted, most)
        if found is not None:
            yield Ready(found)
        elif not isinstance(unit, Source):
            yield unit
    if paths:
        yield Batch(tuple(paths))


def examine_work(item: Work, plan: Plan, task: Task) -> tuple[Examined, ...]:
    """What is found in each document."""
    if isinstance(item, Ready):
        return item.found
    return examine(item.paths, plan, task) if isinstance(item, Batch) else examine_chunk(item, plan, task)
