"""Recognises configuration files and reads them, with all that they extend."""

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint.config.checking import ConfigError, Values, checked
from cnlint.lazy import lazy

if TYPE_CHECKING:
    from cnlint.config.learned import Learned

# In one folder the first that exists and speaks of cnlint holds.
FILE_NAMES: Final = ("cnlint.toml", "pyproject.toml")
_SHARED: Final = "pyproject.toml"
_EXTENDS: Final = "extends"
# What `cnlint learn` writes may stand wherever a configuration may.
_LEARNED: Final = (".yaml", ".yml")
# Any way in which TOML may begin the table `tool.cnlint`.
_MAY_SPEAK: Final = lazy(rb"""\btool["']?\s*(\.\s*["']?cnlint\b|\]|=)""")


class Layer(NamedTuple):
    """The settings of one source: a file, or the command line."""

    origin: str  # the file, or "command line"
    folder: str  # what its relative paths start from, absolute
    values: Values
    learned: "Learned | None" = None  # what a corpus has taught; such a layer has no values


def find(folder: str) -> str | None:
    """The configuration file in a folder; None if there is none.

    A `pyproject.toml` counts only if it has a table `[tool.cnlint]`.

    Raises:
        ConfigError: a `pyproject.toml` that mentions cnlint cannot be read.
    """
    for name in FILE_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != _SHARED or _speaks_of_cnlint(path)):
            return path
    return None


def read(path: str) -> tuple[Layer, ...]:
    """The settings of a file, after those of the files it extends, farthest first.

    Raises:
        ConfigError: a file is missing or malformed, holds an unknown key or a wrong value, or extends itself.
    """
    layers: list[Layer] = []
    seen: list[str] = []
    origin, next_path = "", path
    while next_path:
        real = os.path.realpath(next_path)
        if real in seen:
            raise ConfigError(origin, _EXTENDS, f"{shown(next_path)} extends itself")
        seen.append(real)
        folder = os.path.dirname(os.path.abspath(next_path))
        if next_path.endswith(_LEARNED):
            layers.insert(0, Layer(shown(next_path), folder, {}, _learned(next_path, origin)))
            break
        values = _values(next_path, origin)
        layers.insert(0, Layer(shown(next_path), folder, values))
        extends = values.get(_EXTENDS)
        origin = shown(next_path)
        next_path = os.path.join(folder, os.path.expanduser(extends)) if isinstance(extends, str) and extends else ""
    return tuple(layers)


def shown(path: str) -> str:
    """A path as messages name it: from the current folder where it lies in it, else in full."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive of a system that has them
        return path
    return path if relative.startswith(os.pardir) else relative


def _values(path: str, named_by: str) -> Values:
    document = _toml(path, named_by)
    own = _tool_table(document)
    if own is not None:
        return checked(own, shown(path), "tool.cnlint.")
    return {} if os.path.basename(path) == _SHARED else checked(document, shown(path))


def _speaks_of_cnlint(path: str) -> bool:
    # Parsing TOML costs more than all the rest of reading a configuration; most project files have no such table.
    try:
        with open(path, "rb") as file:
            if _MAY_SPEAK.search(file.read()) is None:
                return False
    except OSError:
        return False  # somebody else's file: not being able to read it is no business of ours
    return _tool_table(_toml(path, "")) is not None


def _tool_table(document: Values) -> Values | None:
    tool = document.get("tool")
    own = tool.get("cnlint") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def _learned(path: str, named_by: str) -> "Learned":
    from cnlint.config.learned import read_learned

    return read_learned(shown(path), _bytes(path, named_by))


def _toml(path: str, named_by: str) -> Values:
    import tomllib

    try:
        return tomllib.loads(_bytes(path, named_by).decode("utf-8"))
    except UnicodeDecodeError:
        raise ConfigError(shown(path), "", "the configuration is not UTF-8 text", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(shown(path), "", f"the configuration is no TOML: {error}") from error


def _bytes(path: str, named_by: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        if named_by:
            raise ConfigError(named_by, _EXTENDS, f"there is no {shown(path)}", "check the path") from None
        raise ConfigError(shown(path), "", "no such configuration file", "check the path") from None
    except OSError as error:
        raise ConfigError(shown(path), "", f"the configuration cannot be read: {error.strerror or error}") from error
