"""Detectors: one module per rule family, pure functions from a snapshot and options to matches.

`DETECTORS` is the whole list, by the name that rule files use. Values are `module:function` below this package, so
that a run imports only the families whose rules are on and may fire.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Final

from cnlint.findings import Match, Value
from cnlint.structure.snapshot import Snapshot

Options = Mapping[str, Value]
Detector = Callable[[Snapshot, Options], Iterator[Match]]

DETECTORS: Final[Mapping[str, str]] = {
    # paragraphs
    # duplicates
    # headings
    # captions
    # page furniture
    # punctuation
    # characters
    # lexicon
    # format
    # quality
}


def load(name: str) -> Detector:
    """The detector of that name.

    Raises:
        KeyError: no detector has that name.
    """
    module, function = DETECTORS[name].split(":")
    detector: Detector = getattr(import_module(f"{__name__}.{module}"), function)
    return detector
