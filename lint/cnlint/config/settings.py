"""The settings in force: what configuration files and the command line say together, and who said what."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint.config.reading import Layer
from cnlint.config.table import SETTINGS, SEVERITY, Kind
from cnlint.findings import Severity, Value

if TYPE_CHECKING:
    from cnlint.config.learned import Learned

DEFAULT: Final = "default"
COMMAND_LINE: Final = "command line"
# A choice of rules on the command line stands for itself: these keys of the configuration then count for nothing.
_REPLACED_BY_SELECT: Final = ("select", "extend-select", "ignore")
# Keys of the command line that add to the configuration's, where others replace it.
_ADDED: Final = ("extend-select", "ignore")


class Settings(NamedTuple):
    """All settings, resolved, for the files of one folder.

    Attributes:
        root: what relative patterns and paths start from, absolute: the configuration file's folder if it was found
            by itself, else the current folder.
        file: the configuration file; None if there is none.
        origins: setting -> where its value comes from: a file, `command line`, or `default`.
    """

    root: str
    file: str | None
    origins: Mapping[str, str]
    paths: tuple[str, ...]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    per_file_ignores: Mapping[str, tuple[str, ...]]
    extend_rules: tuple[str, ...]  # absolute
    index_folder: str  # absolute; '' if none is named
    severities: Mapping[str, Severity]
    options: Mapping[str, Mapping[str, Value]]
    fail_level: Severity | None  # None: nothing fails
    output_format: str
    lang: str
    jobs: int
    text_field: str
    learned: "Learned | None" = None  # what a corpus has taught, from the file that `extends` leads to

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity makes the exit code 1."""
        order = list(Severity)
        return self.fail_level is not None and order.index(severity) <= order.index(self.fail_level)


def resolve(layers: Sequence[Layer], root: str, file: str | None, given: Mapping[str, object]) -> Settings:
    """The settings of some layers, later ones before earlier ones, under what the command line gives.

    Args:
        layers: checked values, farthest first. Tables are merged entry by entry, all else is replaced whole.
        root: see `Settings`.
        file: see `Settings`.
        given: setting -> value, from the command line, checked.
    """
    values: dict[str, object] = {key: setting.default for key, setting in SETTINGS.items()}
    origins = dict.fromkeys(SETTINGS, DEFAULT)
    for layer in layers:
        for key, value in layer.values.items():
            values[key] = _merged(key, values[key], _placed(key, value, layer.folder))
            origins[key] = layer.origin
    _overrule(values, origins, given)
    fail_level = str(values["fail-level"])
    return Settings(
        root=root,
        file=file,
        origins=origins,
        paths=_words(values["paths"]),
        include=_words(values["include"]),
        exclude=_words(values["exclude"]),
        select=_words(values["select"]),
        extend_select=_words(values["extend-select"]),
        ignore=_words(values["ignore"]),
        per_file_ignores={pattern: _words(words) for pattern, words in _table(values["per-file-ignores"]).items()},
        extend_rules=_words(values["extend-rules"]),
        index_folder=str(values["index"]),
        severities=_severities(_table(values["rules"])),
        options=_options(_table(values["rules"])),
        fail_level=None if fail_level == "never" else Severity(fail_level),
        output_format=str(values["output-format"]),
        lang=str(values["lang"]),
        jobs=int(str(values["jobs"])),
        text_field=str(values["text-field"]),
        learned=next((layer.learned for layer in reversed(layers) if layer.learned is not None), None),
    )


def _placed(key: str, value: object, folder: str) -> object:
    """A value with the paths in it found from the folder of the file that names them."""
    if key == "extend-rules":
        return [_found(path, folder) for path in _words(value)]
    return _found(str(value), folder) if key == "index" and value else value


def _found(path: str, folder: str) -> str:
    return os.path.normpath(os.path.join(folder, os.path.expanduser(path)))


def _merged(key: str, base: object, value: object) -> object:
    if SETTINGS[key].kind is Kind.WORDS_BY_PATTERN:
        return {**_table(base), **_table(value)}
    if SETTINGS[key].kind is Kind.RULES:
        old, new = _table(base), _table(value)
        return {**old, **{name: {**_table(old.get(name, {})), **_table(entry)} for name, entry in new.items()}}
    return value


def _overrule(values: dict[str, object], origins: dict[str, str], given: Mapping[str, object]) -> None:
    if "select" in given:
        for key in _REPLACED_BY_SELECT:
            values[key], origins[key] = SETTINGS[key].default, DEFAULT
    if "extend-select" in given:  # what one asks for now is not held back by an `ignore` of the same word
        wanted = frozenset(_words(given["extend-select"]))
        values["ignore"] = [word for word in _words(values["ignore"]) if word not in wanted]
    for key, value in given.items():
        if key in _ADDED and _words(values[key]):
            values[key] = [*_words(values[key]), *_words(value)]
            origins[key] = f"{origins[key]}, {COMMAND_LINE}"
        else:
            values[key], origins[key] = value, COMMAND_LINE


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, Iterable) else ()


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _severities(rules: Mapping[str, object]) -> dict[str, Severity]:
    return {word: Severity(str(_table(own)[SEVERITY])) for word, own in rules.items() if SEVERITY in _table(own)}


def _options(rules: Mapping[str, object]) -> dict[str, dict[str, Value]]:
    options: dict[str, dict[str, Value]] = {}
    for word, own in rules.items():
        for name, value in _table(own).items():
            if name != SEVERITY and isinstance(value, str | int | float):
                options.setdefault(word, {})[name] = value
    return options
