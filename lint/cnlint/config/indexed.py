"""The index that a configuration names: what `cnlint corpus` has written, and how rules get their part of it."""

import json
import os
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from cnlint.config.checking import ConfigError
from cnlint.config.learned import Furniture, read_learned
from cnlint.detectors.indexed import FACTS
from cnlint.findings import Value
from cnlint.rulebook import Rule

# The form of an index; a later tool that cannot read it will say so.
FORM: Final = 1
MANIFEST: Final = "index.json"
FURNITURE: Final = "furniture.yaml"
_KEY: Final = "index"
_HINT: Final = "`cnlint corpus` makes it"


class Indexed(NamedTuple):
    """What rules need of an index."""

    facts: str  # the path of its facts
    furniture: tuple[Furniture, ...]


def read_index(folder: str, named_by: str | None) -> Indexed:
    """The index in a folder.

    Args:
        folder: absolute.
        named_by: the configuration that names it.

    Raises:
        ConfigError: there is none, or this version cannot read it.
    """
    manifest = _manifest(folder, named_by)
    facts = os.path.join(folder, str(manifest.get("facts")))
    furniture = os.path.join(folder, FURNITURE)
    try:
        with open(furniture, "rb") as file:
            learned = read_learned(furniture, file.read())
    except OSError as error:
        raise _unusable(folder, named_by, f"cannot be read: {error.strerror or error}") from error
    if not os.path.isfile(facts):
        raise _unusable(folder, named_by, "lacks its facts")
    return Indexed(facts, learned.furniture)


def handed_facts(
    indexed: Indexed, rules: Iterable[Rule], options: Mapping[str, Mapping[str, Value]]
) -> Mapping[str, Mapping[str, Value]]:
    """The options of all rules, with the facts of the index for those that ask for them."""
    merged = {word: dict(own) for word, own in options.items()}
    for rule in rules:
        if FACTS in rule.options:
            word = rule.name if rule.name in merged else rule.code
            merged[word] = {FACTS: indexed.facts, **merged.get(word, {})}
    return merged


def _manifest(folder: str, named_by: str | None) -> Mapping[str, object]:
    try:
        with open(os.path.join(folder, MANIFEST), "rb") as file:
            manifest = json.loads(file.read())
    except FileNotFoundError:
        raise _unusable(folder, named_by, "is not there") from None
    except (OSError, ValueError) as error:
        raise _unusable(folder, named_by, "cannot be read") from error
    if not isinstance(manifest, dict) or manifest.get("form") != FORM:
        raise _unusable(folder, named_by, f"is not of form {FORM}, which this version reads")
    return manifest


def _unusable(folder: str, named_by: str | None, words: str) -> ConfigError:
    return ConfigError(named_by, _KEY, f"the index in {os.path.relpath(folder)!r} {words}", _HINT)
