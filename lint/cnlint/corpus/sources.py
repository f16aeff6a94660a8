"""Finds the files that the user means: files, folders, patterns, `-`; and says what was asked for and is not there."""

import os
import stat
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from cnlint.config import ConfigError, Configuration, Settings
from cnlint.corpus.exclusion import excluded
from cnlint.corpus.results import Problem, config_problem
from cnlint.corpus.storage import is_remote, matching
from cnlint.corpus.walking import walk
from cnlint.files import InputError
from cnlint.suggestions import nearest

STDIN: Final = "-"
PATTERN_MARKS: Final = frozenset("*?[")


class Source(NamedTuple):
    """One file to read."""

    path: str  # as the user named it, or below the folder that the user named
    argument: str  # the user's word that led to it: a file, a folder, a pattern, `-`
    skipped: str = ""  # why it is left aside after all; '' if it is not


class Sources(NamedTuple):
    """What the user's words led to. Each has led to a source, a skipped one or a problem."""

    found: tuple[Source, ...]
    problems: tuple[Problem, ...]


def sources(arguments: Sequence[str], configuration: Configuration) -> Sources:
    """The files that the user's words name, each once, in the order of the words; in folders by name.

    A folder is read for the endings that its settings include; hidden entries, links to folders, and what .gitignore
    or the configuration leaves out are passed over. A file named by itself is taken whatever it is called, unless the
    configuration excludes it: then it is skipped.

    Args:
        arguments: files, folders, patterns, `-`; none: what the configuration of the current folder names.
        configuration: the settings.

    Raises:
        ConfigError: the configuration of the current folder cannot be used. That of another one is a problem of it.
    """
    search = _Search(configuration)
    found: dict[str, Source] = {}
    for argument in arguments or default_paths(configuration.here):
        for real, source in search.named(argument):
            found.setdefault(real, source)
    return Sources(tuple(found.values()), tuple(search.problems))


def default_paths(settings: Settings) -> list[str]:
    """What to read when the user names nothing, as seen from the current folder."""
    return [os.path.relpath(os.path.join(settings.root, path)) for path in settings.paths]


# A source with the real path that tells it from others.
_Identified = tuple[str, Source]


class _Search:
    """Looks for files and collects what is wrong."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self.problems: list[Problem] = []

    def named(self, argument: str) -> Iterator[_Identified]:
        """The sources of one word of the command line."""
        if argument == STDIN:
            yield STDIN, Source(STDIN, STDIN)
            return
        if is_remote(argument):
            yield from self._elsewhere(argument)
            return
        kind = _kind(argument)
        if kind == "missing" and PATTERN_MARKS.intersection(argument):
            yield from self._matching(argument)
        elif kind == "missing" and os.path.islink(argument):
            words = f"is a link to {os.readlink(argument)}, which does not exist"
            self._note(Problem(argument, words, "mend the link, or remove it"))
        elif kind == "missing":
            self._note(Problem(argument, "does not exist", _neighbour(argument)))
        elif kind == "folder":
            yield from self._folder(argument, argument)
        else:
            yield from self._file(argument, argument)

    def _elsewhere(self, argument: str) -> Iterator[_Identified]:
        try:
            found = matching(argument)
        except InputError as error:
            self._note(Problem(argument, error.reason, error.hint))
            return
        except (OSError, ValueError, ImportError) as error:  # no such storage, or one that wants another package
            self._note(Problem(argument, f"cannot be reached: {error}", "check the address"))
            return
        if not found:
            self._note(Problem(argument, "matches no file", "name files by a pattern, such as /folder/*.parquet"))
        yield from ((path, Source(path, argument)) for path in found)

    def _matching(self, pattern: str) -> Iterator[_Identified]:
        from glob import glob  # only patterns need it

        found = False
        for path in sorted(glob(pattern, recursive=True)):
            inside = self._folder(path, pattern) if os.path.isdir(path) else self._file(path, pattern)
            for source in inside:
                found = True
                yield source
        if not found:
            self._note(Problem(pattern, "matches no file", "check the pattern"))

    def _file(self, path: str, argument: str) -> Iterator[_Identified]:
        settings = self._settings(os.path.dirname(path))
        if settings is not None:
            note = _exclusion_note(settings) if excluded(os.path.abspath(path), settings) else ""
            yield os.path.realpath(path), Source(path, argument, note)

    def _folder(self, path: str, argument: str) -> Iterator[_Identified]:
        settings = self._settings(path)
        if settings is None:
            return
        if excluded(os.path.abspath(path), settings, is_folder=True):
            yield os.path.realpath(path), Source(path, argument, _exclusion_note(settings))
            return
        met, left_out, failed = False, 0, False
        for entry in walk(path, self._configuration):
            if isinstance(entry, Problem):
                failed = True
                self._note(entry)
            elif entry.excluded:
                left_out += 1
            else:
                met = True
                yield entry.real, Source(entry.path, argument)
        if path == argument and not met and not failed:  # of a pattern's folders only all together must hold one
            hint = f"`exclude` leaves {left_out} out" if left_out else "name files, or set `include`"
            self._note(Problem(path, f"holds no file that ends in {' or '.join(settings.include)}", hint))

    def _settings(self, folder: str) -> Settings | None:
        try:
            return self._configuration.of(folder)
        except ConfigError as error:
            self._note(config_problem(error))
            return None

    def _note(self, problem: Problem) -> None:
        if problem not in self.problems:  # one configuration may be wrong for many files
            self.problems.append(problem)


def _kind(path: str) -> Literal["missing", "folder", "file"]:
    try:
        return "folder" if stat.S_ISDIR(os.stat(path).st_mode) else "file"
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except (OSError, ValueError):
        return "file"  # there is something, and reading it will tell what is wrong


def _neighbour(path: str) -> str:
    """The name beside a missing one that is most like it, in words."""
    folder, name = os.path.split(path)
    try:
        names = os.listdir(folder or os.curdir)
    except (OSError, ValueError):
        names = []
    # The ending, which most names of a folder share, makes none of them alike.
    stem = nearest(_stem(name), map(_stem, names))
    close = nearest(name, (entry for entry in names if _stem(entry) == stem))
    return f"did you mean {os.path.join(folder, close)!r}?" if close is not None else "check the path"


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]


def _exclusion_note(settings: Settings) -> str:
    return f"excluded by the configuration ({settings.origins['exclude']})"
