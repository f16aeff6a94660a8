"""Which rules hold for which file, and why: select, ignore, per-file ignores, severities, options.

A selector is a code (PUN001), the start of one (PUN), a rule's name (half-width-mark) or ALL. Where several name a
rule, the longest start wins, and of equal ones the one that ignores (as flake8 and ruff have it). The engine's own
rules are always on: a run that could not do its work must not look clean (law 4).
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint import globs
from cnlint.findings import Severity, Value
from cnlint.rulebook import RuleBook
from cnlint.rulebook.rule import Rule, accepts, type_in_words
from cnlint.suggestions import did_you_mean

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

ALL: Final = "ALL"
# What to do where no rule's name is like a word.
_LIST: Final = "`cnlint rule` lists them"


class ActiveRule(NamedTuple):
    """A rule with its settings for a file."""

    rule: Rule
    options: Mapping[str, Value]
    severity: Severity


class SelectionError(ValueError):
    """A setting that names no rule or option, or gives an option a wrong value.

    Attributes:
        setting: where it stands, such as `select`.
        message: what is wrong.
        suggestion: what to do; may be empty.
    """

    def __init__(self, setting: str, message: str, suggestion: str = "") -> None:
        super().__init__(setting, message, suggestion)
        self.setting = setting
        self.message = message
        self.suggestion = suggestion

    def __str__(self) -> str:
        return f"{self.setting}: {self.message}" + (f" ({self.suggestion})" if self.suggestion else "")


class _Vote(NamedTuple):
    """A selector that names a rule, and where it was given."""

    reach: int  # characters of the rule's code that it fixes
    setting: str
    word: str


class _Choice(NamedTuple):
    """What was decided about a rule, and the words for it."""

    on: bool
    why: str


class Selection:
    """The rules in force, by file.

    Args:
        book: all rules.
        select: selectors of the rules that are on; None: all that are not off by default.
        extend_select: more of them.
        ignore: selectors of the rules that are off.
        per_file_ignores: pattern (as in .gitignore) of files -> selectors of the rules that are off there, however
            they were selected.
        severity: selector -> the severity its rules' findings get.
        options: code or name of a rule -> its options.
        root: the folder to which the file patterns are relative; None: the current one.

    Raises:
        SelectionError: a setting names no rule or option, or a value is of the wrong type.
    """

    def __init__(
        self,
        book: RuleBook,
        *,
        select: Sequence[str] | None = None,
        extend_select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        per_file_ignores: Mapping[str, Sequence[str]] | None = None,
        severity: Mapping[str, Severity] | None = None,
        options: Mapping[str, Mapping[str, Value]] | None = None,
        root: str | None = None,
    ) -> None:
        self._book = book
        self._root = root
        self._rules = tuple(rule for rule in book.rules if not rule.is_engine)
        self._ons = [("select", word) for word in self._known("select", (ALL,) if select is None else select)]
        self._ons += [("extend-select", word) for word in self._known("extend-select", extend_select)]
        self._offs = [("ignore", word) for word in self._known("ignore", ignore)]
        self._severity = dict(severity or {})
        self._known("severity", self._severity)
        self._options = self._checked_options(options or {})
        self._files = {
            pattern: self._known(f"per-file-ignores.{pattern}", words)
            for pattern, words in (per_file_ignores or {}).items()
        }
        self._choices = {rule.code: self._choose(rule) for rule in self._rules}
        self._active: dict[tuple[str, ...], tuple[ActiveRule, ...]] = {}

    def active(self, path: str) -> tuple[ActiveRule, ...]:
        """The rules to run over a file, by code order."""
        patterns = self._patterns_of(path)
        if patterns not in self._active:
            self._active[patterns] = tuple(
                ActiveRule(rule, self._options_of(rule), self._severity_of(rule))
                for rule in self._rules
                if self._choices[rule.code].on and self._ignored_by(rule, patterns) is None
            )
        return self._active[patterns]

    def why(self, code: str, path: str) -> str:
        """Why a rule (code or name) is on or off for a file, in words.

        Raises:
            SelectionError: there is no such rule.
        """
        rule = self._rule("rule", code)
        if rule.is_engine:
            return "on: the engine's own rules always are"
        choice = self._choices[rule.code]
        pattern = self._ignored_by(rule, self._patterns_of(path))
        if choice.on and pattern is not None:
            return f"off: per-file-ignores has it for {pattern!r}"
        return f"{'on' if choice.on else 'off'}: {choice.why}"

    def _choose(self, rule: Rule) -> _Choice:
        on = _strongest(rule, self._ons)
        off = _strongest(rule, self._offs)
        if on is None:
            return _Choice(False, "no selector names it")
        if off is not None and off.reach >= on.reach:
            return _Choice(False, f"{off.setting} has {off.word!r}, {on.setting} no more than {on.word!r}")
        if not rule.enabled and on.reach < len(rule.code):
            return _Choice(False, f"by default; select it as {rule.code!r}")
        return _Choice(True, f"{on.setting} has {on.word!r}")

    def _known(self, setting: str, words: Iterable[str]) -> tuple[str, ...]:
        """The selectors, if each names a rule that can be chosen."""
        checked = tuple(words)
        for word in checked:
            if any(_reach(rule, word) is not None for rule in self._rules):
                continue
            if any(_reach(rule, word) is not None for rule in self._book.rules):
                raise SelectionError(setting, f"{word!r} is the engine's own and always on")
            hint = did_you_mean(word, self._vocabulary()) or _LIST
            raise SelectionError(setting, f"no rule is called {word!r}", hint)
        return checked

    def _vocabulary(self) -> set[str]:
        codes = {rule.code for rule in self._rules}
        return {ALL, *codes, *(code.rstrip("0123456789") for code in codes), *(rule.name for rule in self._rules)}

    def _rule(self, setting: str, word: str) -> Rule:
        rule = self._book.find(word)
        if rule is None:
            known = {*self._book.by_code, *self._book.by_name}
            raise SelectionError(setting, f"no rule is called {word!r}", did_you_mean(word, known) or _LIST)
        return rule

    def _checked_options(self, options: Mapping[str, Mapping[str, Value]]) -> dict[str, dict[str, Value]]:
        checked: dict[str, dict[str, Value]] = {}
        for word, values in options.items():
            setting = f"rules.{word}"
            rule = self._rule(setting, word)
            for name, value in values.items():
                option = rule.options.get(name)
                if option is None:
                    known = did_you_mean(name, rule.options) if rule.options else "it has none"
                    raise SelectionError(setting, f"the rule has no option {name!r}", known)
                if not accepts(option, value):
                    raise SelectionError(setting, f"{name!r} takes {type_in_words(option)}, not {value!r}")
                checked.setdefault(rule.code, {})[name] = value
        return checked

    def _options_of(self, rule: Rule) -> dict[str, Value]:
        defaults = {name: option.default for name, option in rule.options.items()}
        return defaults | self._options.get(rule.code, {})

    def _severity_of(self, rule: Rule) -> Severity:
        strongest = _strongest(rule, [("severity", word) for word in self._severity])
        return rule.severity if strongest is None else self._severity[strongest.word]

    def _ignored_by(self, rule: Rule, patterns: Sequence[str]) -> str | None:
        for pattern in patterns:
            if any(_reach(rule, word) is not None for word in self._files[pattern]):
                return pattern
        return None

    @cached_property
    def _specs(self) -> dict[str, "GitIgnoreSpec"]:
        return {pattern: globs.spec([pattern]) for pattern in self._files}

    def _patterns_of(self, path: str) -> tuple[str, ...]:
        """The file patterns that a path matches."""
        if not self._files:
            return ()
        try:
            relative = os.path.relpath(path, self._root).replace(os.sep, "/")
        except ValueError:  # another drive of a system that has them
            return ()
        return tuple(pattern for pattern, spec in self._specs.items() if spec.match_file(relative))


def _reach(rule: Rule, word: str) -> int | None:
    """How much of a rule's code a selector fixes, in characters; None: the selector is not of this rule."""
    if word == ALL:
        return 0
    if word == rule.name:
        return len(rule.code)
    return len(word) if word and rule.code.startswith(word) else None


def _strongest(rule: Rule, selectors: Iterable[tuple[str, str]]) -> _Vote | None:
    """The selector that fixes most of the rule's code; of equal ones the first."""
    votes = (_Vote(reach, *selector) for selector in selectors if (reach := _reach(rule, selector[1])) is not None)
    return max(votes, key=lambda vote: vote.reach, default=None)
