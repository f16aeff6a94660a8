"""Walks through a folder for the files that its settings include."""

import os
from collections.abc import Iterator
from operator import attrgetter
from typing import Final, NamedTuple

from cnlint.config import ConfigError, Configuration
from cnlint.corpus.exclusion import IgnoreFiles, excluded
from cnlint.corpus.results import Problem, config_problem

_HIDDEN: Final = "."


class Met(NamedTuple):
    """A file that was met on the way, or a folder that the configuration excludes."""

    path: str  # below the folder as the user named it
    real: str  # absolute, links followed: what tells it from other files
    excluded: bool  # whether the configuration leaves it aside


class _Place(NamedTuple):
    """Where the walk is."""

    path: str  # as the user named it
    absolute: str
    real: str
    ignored: IgnoreFiles


def walk(folder: str, configuration: Configuration) -> Iterator[Met | Problem]:
    """The files below a folder, by name; what is hidden or ignored by git, and links to folders, are passed over.

    The folder itself may be hidden or ignored, for the user named it. Folders that cannot be read, or whose
    configuration cannot be used, are problems.
    """
    absolute = os.path.abspath(folder)
    yield from _walk(_Place(folder, absolute, os.path.realpath(folder), IgnoreFiles.above(absolute)), configuration)


def _walk(place: _Place, configuration: Configuration) -> Iterator[Met | Problem]:
    try:
        settings = configuration.of(place.absolute)
        with os.scandir(place.path) as scan:
            entries = sorted(scan, key=attrgetter("name"))
    except ConfigError as error:
        yield config_problem(error)
        return
    except OSError as error:
        yield Problem(place.path, f"the folder cannot be read: {error.strerror or error}", "change its permissions")
        return
    ignored = place.ignored.below(place.absolute)
    for entry in entries:
        if entry.name.startswith(_HIDDEN):
            continue
        inner = _Place(
            entry.name if place.path == os.curdir else os.path.join(place.path, entry.name),
            os.path.join(place.absolute, entry.name),
            os.path.join(place.real, entry.name),
            ignored,
        )
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and (not entry.name.endswith(settings.include) or entry.is_dir()):
            continue
        if ignored.leaves_out(inner.absolute, is_folder=is_folder):
            continue
        if excluded(inner.absolute, settings, is_folder=is_folder):
            yield Met(inner.path, inner.real, excluded=True)
        elif is_folder:
            yield from _walk(inner, configuration)
        else:
            yield Met(inner.path, os.path.realpath(inner.real) if entry.is_symlink() else inner.real, excluded=False)
