"""The rule book: all rules in force, from the project's own rule files and from users' files.

At run time the rules come from a compiled cache; YAML is read, and every part of every file checked, only when a rule
file or the tool has changed.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from cnlint import __version__
from cnlint.detectors import DETECTORS
from cnlint.findings import Effect, Safety, Severity
from cnlint.rulebook import cache
from cnlint.rulebook.error import RuleError
from cnlint.rulebook.rule import Measured, Option, Read, Recalled, Rule, RuleFix, Text

if TYPE_CHECKING:
    from cnlint.rulebook.casefile import Cases
    from cnlint.rulebook.enginecases import EngineCases

__all__ = [
    "Measured",
    "Option",
    "Rule",
    "RuleBook",
    "RuleError",
    "RuleFix",
    "Text",
    "cases",
    "engine_cases",
    "load_only",
    "load_rules",
    "rules_folder",
]

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# The modules that make rules of YAML: what they are is part of the cache's key, for a changed reader reads anew.
_READERS: Final = (
    "patterns.py", "rulebook/__init__.py", "rulebook/bilingual.py", "rulebook/casefile.py",
    "rulebook/enginecases.py", "rulebook/kinds.py", "rulebook/patterncheck.py", "rulebook/patterntree.py",
    "rulebook/proof.py", "rulebook/rule.py", "rulebook/rulefile.py", "rulebook/yamltree.py", "detectors/users.py",
)  # fmt: skip
_YAML: Final = (".yaml", ".yml")


class RuleBook:
    """All rules, by code order.

    Attributes:
        rules: all of them, the engine's own too.
        by_code: the same by code, such as PUN001.
        by_name: the same by name, such as half-width-mark.
        digest: what identifies this set of rules: 16 hexadecimal digits, the same for the same rule files.
    """

    def __init__(self, rules: Iterable[Rule], digest: str = "") -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.code))
        self.by_code = {rule.code: rule for rule in self.rules}
        self.by_name = {rule.name: rule for rule in self.rules}
        self.digest = digest

    def find(self, word: str) -> Rule | None:
        """The rule of that code or name."""
        return self.by_code.get(word) or self.by_name.get(word)


class _Source(NamedTuple):
    """A rule file: where it is, which folder it lies in, what it holds."""

    path: str
    family: str
    data: bytes


def rules_folder() -> str:
    """Where the project's rule files are: in the installed package, else at the top of the checkout.

    Raises:
        RuleError: in neither place.
    """
    for folder in (os.path.join(_PACKAGE, "rules"), os.path.join(_PACKAGE, os.pardir, os.pardir, "rules")):
        if os.path.isdir(folder):
            return os.path.normpath(folder)
    raise RuleError(
        os.path.join(_PACKAGE, "rules"), 0, 0, "the rule files are missing", suggestion="install cnlint anew"
    )


def load_rules(extra: Sequence[str | os.PathLike[str]] = ()) -> RuleBook:
    """The project's rules and those of further files or folders.

    Raises:
        RuleError: a file is missing, malformed, or takes a code or name that another has.
    """
    sources = [source for path in (rules_folder(), *extra) for source in _sources(os.fspath(path))]
    digest = cache.digest(part for source in sources for part in (source.family.encode(), source.data))
    known = ",".join(DETECTORS).encode()  # a rule file is refused that names another
    key = cache.digest((digest.encode(), __version__.encode(), known, *_reader_sources()))
    kept = cache.load(key)
    if kept is not None:
        return RuleBook(_thawed(kept, sources), digest)
    rules = _read_all(sources)
    cache.store(key, _frozen(rules))
    return RuleBook(rules, digest)


def load_only(paths: Sequence[str | os.PathLike[str]]) -> RuleBook:
    """The rules of some files or folders alone, read and checked afresh: what `cnlint test my-rules/` works on.

    Raises:
        RuleError: as `load_rules`.
    """
    rules = _read_all([source for path in paths for source in _sources(os.fspath(path))])
    project = load_rules()
    for rule in rules:
        for word in (rule.code, rule.name):
            other = project.find(word)
            if other is not None and not os.path.samefile(other.path, rule.path):
                _refuse_taken(rule.path, word, other.path)
    return RuleBook(rules)


def cases(rule: Rule) -> "Cases":
    """The cases of a rule, read from its file.

    Raises:
        RuleError: the file has gone or changed for the worse since the rule was loaded.
    """
    from cnlint.rulebook.rulefile import rule_cases

    return rule_cases(rule.path, _read(rule.path), rule)


def engine_cases(rule: Rule) -> "EngineCases":
    """The cases of one of the engine's own rules; raises as `cases`."""
    from cnlint.rulebook.enginecases import read_engine_cases
    from cnlint.rulebook.rulefile import tests_node

    return read_engine_cases(tests_node(rule.path, _read(rule.path)))


def _sources(path: str) -> list[_Source]:
    """The rule file at a path, or all below it, hidden ones aside, in the order of their names."""
    if not os.path.isdir(path):
        return [_Source(path, os.path.basename(os.path.dirname(os.path.abspath(path))), _read(path))]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        family = os.path.basename(os.path.abspath(folder))
        for name in sorted(files):
            if name.endswith(_YAML) and not name.startswith("."):
                file = os.path.join(folder, name)
                found.append(_Source(file, family, _read(file)))
    if not found:
        raise RuleError(path, 0, 0, "no rule files (.yaml) in this folder")
    return found


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        words = f"the rule file cannot be read: {error.strerror or error}"
        raise RuleError(path, 0, 0, words, suggestion="check the path") from error


def _reader_sources() -> list[bytes]:
    found = []
    for name in _READERS:
        try:
            with open(os.path.join(_PACKAGE, name), "rb") as file:
                found.append(file.read())
        except OSError:  # a package without sources does not change under one version
            continue
    return found


def _read_all(sources: Sequence[_Source]) -> list[Rule]:
    from cnlint.rulebook.rulefile import read_rule

    rules = []
    taken: dict[str, str] = {}
    for path, family, data in sources:
        rule = read_rule(path, data, family)
        for word in (rule.code, rule.name):
            if word in taken:
                _refuse_taken(path, word, taken[word])
            taken[word] = path
        rules.append(rule)
    return rules


def _refuse_taken(path: str, word: str, other: str) -> NoReturn:
    raise RuleError(
        path, 0, 0, f"{word!r} is a rule already, in {other}", suggestion="give yours another code and name"
    )


def _frozen(rules: Sequence[Rule]) -> bytes:
    """Rules as JSON, in the order of their files; paths are left out, for the same files may lie elsewhere tomorrow."""
    import json

    return json.dumps([rule[:-1] for rule in rules], separators=(",", ":")).encode("ascii")


def _thawed(kept: bytes, sources: Sequence[_Source]) -> list[Rule]:
    import json

    rules = []
    for record, source in zip(json.loads(kept), sources, strict=True):
        frozen = Rule._make([*record, source.path])
        rules.append(
            frozen._replace(
                summary=Text(*frozen.summary),
                message=Text(*frozen.message),
                why=Text(*frozen.why),
                false_alarms=Text(*frozen.false_alarms),
                severity=Severity(frozen.severity),
                fix=_thawed_fix(*frozen.fix) if frozen.fix is not None else None,
                options={name: Option(default, Text(*doc)) for name, (default, doc) in frozen.options.items()},
                references=tuple(frozen.references),
                measured=tuple(Measured(*source) for source in frozen.measured),
                read=_thawed_read(*frozen.read) if frozen.read is not None else None,
                recall=tuple(Recalled(*source) for source in frozen.recall),
                no_recall=Text(*frozen.no_recall),
            )
        )
    return rules


def _thawed_read(sample: int, right: int, of: int, where: Iterable[str]) -> Read:
    return Read(sample, right, of, Text(*where))


def _thawed_fix(safety: str, effect: str, because: Iterable[str]) -> RuleFix:
    return RuleFix(Safety(safety), Effect(effect), Text(*because))
