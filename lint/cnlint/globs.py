"""Patterns as .gitignore files have them, by the library that knows them."""

import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def spec(lines: Iterable[str]) -> "GitIgnoreSpec":
    """What the lines name.

    Raises:
        ValueError: one of them makes no sense.
    """
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        # `[[]` is a fine pattern; that Python may once read its translation otherwise is nothing to tell a user.
        warnings.simplefilter("ignore", FutureWarning)
        return GitIgnoreSpec.from_lines(lines)
