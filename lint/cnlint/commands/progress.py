"""A progress bar for work that takes long, on a terminal."""

import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Final, TypeVar

# Seconds after which a person at a terminal begins to wonder (Nielsen 1993 has one second as the limit for a flow of
# thought to stay unbroken).
_PATIENCE: Final = 1.0

Item = TypeVar("Item")


def with_progress(items: Iterator[Item], total: int | None, *, wanted: bool) -> Iterator[Item]:
    """The items as they come; after a second with a bar on standard error, if it is a terminal.

    Args:
        items: what is waited for.
        total: how many files there will be; None: the items are texts, and nobody has counted them.
        wanted: whether a bar may be shown.
    """
    if not wanted or not sys.stderr.isatty():
        yield from items
        return
    started = perf_counter()
    for done, item in enumerate(items, 1):
        yield item
        if perf_counter() - started > _PATIENCE:
            from tqdm import tqdm  # slow to load: only long work pays for it

            tqdm.monitor_interval = 0  # no thread beside the bar: it would keep an interrupted program waiting
            unit = " texts" if total is None else " files"
            with tqdm(items, initial=done, total=total, unit=unit, file=sys.stderr, leave=False) as bar:
                yield from bar
