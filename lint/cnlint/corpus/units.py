"""What is shared out among workers: a file, or some rows of one."""

from collections.abc import Iterable, Iterator

from cnlint.corpus.examining import Examined, Task, examine, examine_chunk
from cnlint.corpus.plan import Plan
from cnlint.corpus.shards import Chunk, chunks, is_shard
from cnlint.corpus.sources import Source

Unit = Source | Chunk


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
    if isinstance(unit, Source):
        return (examine(unit.path, plan, task),)
    return examine_chunk(unit, plan, task)
