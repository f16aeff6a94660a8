"""What is left aside in a folder: what .gitignore files name, and what the configuration excludes."""

import os
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint import globs
from cnlint.config import Settings
from cnlint.lazy import lazy

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GIT_FOLDER: Final = ".git"
_GITIGNORE: Final = ".gitignore"
# Wildcards, escaped characters, and what a bracket begins.
_MEANINGFUL: Final = lazy(r"[*?]|\\.?|\[.*")


class Patterns:
    """Patterns as .gitignore files have them.

    Args:
        lines: the patterns, comments and all.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [line for line in lines if line.strip() and not line.startswith("#")]
        self._needed = frozenset(map(_needed, self._lines))

    def verdict(self, path: str) -> bool | None:
        """True: the last pattern that names the path leaves it aside; False: it takes it back in; None: none does."""
        if not any(part in path for part in self._needed):
            return None  # the library takes longer to load than a small file to check
        return self._spec.check_file(path).include

    @cached_property
    def _spec(self) -> "GitIgnoreSpec":
        try:
            return globs.spec(self._lines)
        except ValueError:
            return globs.spec(filter(_is_pattern, self._lines))


def _is_pattern(line: str) -> bool:
    """Whether the line is one that git makes sense of; it passes over the others."""
    try:
        globs.spec([line])
    except ValueError:
        return False
    return True


def _needed(pattern: str) -> str:
    """Text that every path has which a pattern names: the longest part without a sign of its own meaning."""
    return max(_MEANINGFUL.split(pattern.removeprefix("!").rstrip()), key=len).strip("/ ")


class IgnoreFile(NamedTuple):
    """The patterns of one .gitignore file."""

    folder: str  # absolute; what the patterns start from
    patterns: Patterns


class IgnoreFiles:
    """The .gitignore files that hold in one folder, outermost first; the innermost that names a path decides."""

    def __init__(self, files: tuple[IgnoreFile, ...] = ()) -> None:
        self._files = files

    @classmethod
    def above(cls, folder: str) -> "IgnoreFiles":
        """Those that hold for a folder which the user names: from its repository's top down to the one above it.

        If they leave out the folder itself they say nothing about what is in it, for it was asked for by name.
        """
        top = repository_of(folder)
        if top is None or top == folder:
            return cls()
        found = cls()
        between = top
        for name in os.path.relpath(folder, top).split(os.sep):
            found = found.below(between)
            between = os.path.join(between, name)
            if found.leaves_out(between, is_folder=True):
                return cls()
        return found

    def below(self, folder: str) -> "IgnoreFiles":
        """These and the folder's own."""
        path = os.path.join(folder, _GITIGNORE)
        try:
            with open(path, encoding="utf-8", errors="surrogateescape") as file:
                lines = file.read().splitlines()
        except OSError:  # none there, or none that one may read: git reads on as well
            return self
        return IgnoreFiles((*self._files, IgnoreFile(folder, Patterns(lines))))

    def leaves_out(self, path: str, *, is_folder: bool) -> bool:
        """Whether a path (absolute) is left aside."""
        for file in reversed(self._files):
            verdict = file.patterns.verdict(_relative(path, file.folder, is_folder))
            if verdict is not None:
                return verdict
        return False


def excluded(path: str, settings: Settings, *, is_folder: bool = False) -> bool:
    """Whether the configuration leaves a path (absolute) aside."""
    if not settings.exclude:
        return False
    relative = _relative(path, settings.root, is_folder)
    return not relative.startswith("../") and _patterns(settings.exclude).verdict(relative) is True


@cache
def repository_of(folder: str) -> str | None:
    """The top folder of the git repository that a folder (absolute) lies in; None: in none."""
    if os.path.exists(os.path.join(folder, GIT_FOLDER)):  # a folder; in worktrees and submodules a file
        return folder
    parent = os.path.dirname(folder)
    return repository_of(parent) if parent != folder else None


@cache
def _patterns(lines: tuple[str, ...]) -> Patterns:
    return Patterns(lines)


def _relative(path: str, folder: str, is_folder: bool) -> str:
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    return f"{relative}/" if is_folder else relative
