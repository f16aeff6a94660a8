"""Checks the values of one configuration file against the table of settings."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, NoReturn

from cnlint.config.table import SETTINGS, SEVERITY, Kind, Setting
from cnlint.findings import Severity
from cnlint.suggestions import did_you_mean

Values = Mapping[str, object]


class ConfigError(Exception):
    """A configuration that cannot be used.

    Attributes:
        path: the file at fault; None: the command line.
        key: the key in it, or the option; '' for the file as a whole.
        message: what is wrong.
        suggestion: what to do; may be empty.
    """

    def __init__(self, path: str | None, key: str, message: str, suggestion: str = "") -> None:
        super().__init__(path, key, message, suggestion)
        self.path = path
        self.key = key
        self.message = message
        self.suggestion = suggestion

    def __str__(self) -> str:
        place = "".join(f"{part}: " for part in (self.path, self.key) if part)
        return f"{place}{self.message}" + (f"; {self.suggestion}" if self.suggestion else "")


class _Place(NamedTuple):
    """Where a value stands."""

    path: str
    key: str

    def below(self, key: str) -> "_Place":
        return _Place(self.path, f"{self.key}.{key}")

    def refuse(self, message: str, suggestion: str = "") -> NoReturn:
        raise ConfigError(self.path, self.key, message, suggestion)


def checked(values: Values, path: str, table: str = "") -> Values:
    """The values as they are, if every key is known and every value has its setting's type.

    Args:
        values: the table of settings.
        path: the file, as error messages name it.
        table: what stands before the keys in that file, such as `tool.cnlint.`.

    Raises:
        ConfigError: the first key or value that is wrong.
    """
    for key, value in values.items():
        place = _Place(path, f"{table}{key}")
        if key not in SETTINGS:
            place.refuse(f"unknown key {key!r}", did_you_mean(key, SETTINGS))
        _check(SETTINGS[key], value, place)
    return values


def _check(setting: Setting, value: object, place: _Place) -> None:
    kind = setting.kind
    if kind is Kind.CHOICE:
        _choice(value, setting.choices, place)
    elif kind is Kind.WORD:
        if not isinstance(value, str):
            _wrong_type(kind, value, place)
    elif kind is Kind.COUNT:
        if type(value) is not int or value < 0:
            _wrong_type(kind, value, place)
    elif kind in (Kind.WORDS, Kind.SUFFIXES):
        _words(kind, value, place)
    else:
        for name, entry in _table(kind, value, place).items():
            if kind is Kind.WORDS_BY_PATTERN:
                _words(Kind.WORDS, entry, place.below(repr(name)))
            else:
                _rule(entry, place.below(name))


def _choice(value: object, choices: Sequence[str], place: _Place) -> None:
    if value not in choices:
        place.refuse(f"{value!r} is none of {', '.join(choices)}", _nearest(value, choices))


def _nearest(value: object, choices: Sequence[str]) -> str:
    found = did_you_mean(value, choices) if isinstance(value, str) else ""
    return found if found.startswith("did") else ""  # the choices are listed in the message already


def _words(kind: Kind, value: object, place: _Place) -> None:
    if isinstance(value, str):
        place.refuse(f"expected {kind.value}, found a text", f'write ["{value}"]')
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        _wrong_type(kind, value, place)
    for word in value:
        if not word:
            place.refuse("an empty text in a list", "take it out")
        if kind is Kind.SUFFIXES and not word.startswith("."):
            place.refuse(f"{word!r} is no file name ending", f'write ".{word.lstrip("*.")}"')


def _table(kind: Kind, value: object, place: _Place) -> Mapping[str, object]:
    if not isinstance(value, dict):
        _wrong_type(kind, value, place)
    return value


def _rule(value: object, place: _Place) -> None:
    """One rule's own table. Which options it has only the rule book knows; here they must be plain values."""
    for name, entry in _table(Kind.RULES, value, place).items():
        if name == SEVERITY:
            _choice(entry, tuple(Severity), place.below(name))
        elif not isinstance(entry, str | int | float):
            place.below(name).refuse(f"an option is a text, a number, true or false, not {_shown(entry)}")


def _wrong_type(kind: Kind, value: object, place: _Place) -> NoReturn:
    place.refuse(f"expected {kind.value}, found {_shown(value)}")


_TYPE_NAMES: Final = {str: "a text", bool: "true or false", list: "a list", dict: "a table"}


def _shown(value: object) -> str:
    """A value's type, and the value itself where it is short."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return _TYPE_NAMES.get(type(value), f"a {type(value).__name__}")
