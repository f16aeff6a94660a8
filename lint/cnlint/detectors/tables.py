"""The text files beside the detectors: where they lie, and what stands in them."""

import os


def table(name: str) -> str:
    """The path of a table; a string, for `pathlib` takes as long to import as a table to read."""
    return os.path.join(os.path.dirname(__file__), name)


def lines_of(path: str) -> list[str]:
    """The lines of a table, without those that tell its origin."""
    with open(path, encoding="utf-8") as file:
        return [line for line in file.read().splitlines() if not line.startswith("#")]
