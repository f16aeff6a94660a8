"""What a run does to each file: the rules in force there, by the configuration that holds for it."""

import os
from collections.abc import Mapping, Sequence

from cnlint.config import ConfigError, Configuration, Settings
from cnlint.config.settings import COMMAND_LINE, DEFAULT
from cnlint.findings import Value
from cnlint.rulebook import Rule, RuleBook, load_rules
from cnlint.selection import ActiveRule, Selection, SelectionError

# Settings that the selection of rules calls otherwise than configuration files do.
_KEYS: Mapping[str, str] = {"severity": "rules"}
_FINAL_LINE_END = "no_final_line_end"


class Plan:
    """Answers for every file which settings and rules hold for it. Rule books and selections are made once.

    Args:
        configuration: the settings, by folder.
    """

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self._books: dict[tuple[str, ...], RuleBook] = {}
        self._selections: dict[str | None, Selection] = {}
        # By the identity of the rules for a file, which are kept beside them so that no others take it over.
        self._in_records: dict[int, tuple[Sequence[ActiveRule], tuple[ActiveRule, ...]]] = {}

    def settings(self, path: str) -> Settings:
        """The settings for a file.

        Raises:
            ConfigError: they cannot be used.
        """
        return self.configuration.of(os.path.dirname(path))

    def book(self, settings: Settings) -> RuleBook:
        """All rules, those of the user too.

        Raises:
            RuleError: a rule file cannot be used.
        """
        key = settings.extend_rules
        if key not in self._books:
            self._books[key] = load_rules(key)
        return self._books[key]

    def selection(self, settings: Settings) -> Selection:
        """Which of the rules are on.

        Raises:
            ConfigError: a setting names no rule or option, or no rule is left on.
            RuleError: a rule file cannot be used.
        """
        if settings.file not in self._selections:
            self._selections[settings.file] = _select(self.book(settings), settings)
        return self._selections[settings.file]

    def active(self, path: str) -> tuple[ActiveRule, ...]:
        """The rules to run over a file.

        Raises:
            ConfigError: as `settings` and `selection`.
            RuleError: as `book`.
        """
        return self.selection(self.settings(path)).active(path)

    def active_in_records(self, path: str) -> tuple[ActiveRule, ...]:
        """The same for the records of a file, whose texts no editor writes: they need no final line end."""
        rules = self.active(path)
        if id(rules) not in self._in_records:
            kept = tuple(active for active in rules if active.rule.detector != _FINAL_LINE_END)
            self._in_records[id(rules)] = rules, kept
        return self._in_records[id(rules)][1]

    def rule(self, code: str) -> Rule | None:
        """A rule that has run, by its code; None if there is none."""
        return next((book.by_code[code] for book in self._books.values() if code in book.by_code), None)


def _select(book: RuleBook, settings: Settings) -> Selection:
    try:
        selection = Selection(
            book,
            select=settings.select,
            extend_select=settings.extend_select,
            ignore=settings.ignore,
            per_file_ignores=settings.per_file_ignores,
            severity=settings.severities,
            options=_options(book, settings),
            root=settings.root,
        )
    except SelectionError as error:
        key = error.setting.partition(".")[0]
        path, setting = origin(settings, _KEYS.get(key, key), error.setting)
        raise ConfigError(path, setting, error.message, error.suggestion) from error
    if all(selection.why(rule.code, "").startswith("off") for rule in book.rules if not rule.is_engine):
        path, setting = origin(settings, "select", "select")
        raise ConfigError(path, setting, "no rule is left on", "see `ignore`, which wins over equal words")
    return selection


def _options(book: RuleBook, settings: Settings) -> Mapping[str, Mapping[str, Value]]:
    """The rules' options, with what a corpus has taught and what its index knows."""
    if settings.learned is None and not settings.index_folder:
        return settings.options
    from cnlint.config.learned import Learned, handed

    learned, options = settings.learned, settings.options
    if settings.index_folder:
        from cnlint.config.indexed import handed_facts, read_index

        indexed = read_index(settings.index_folder, settings.origins["index"])
        options = handed_facts(indexed, book.rules, options)
        learned = learned or Learned(0)
        learned = learned._replace(furniture=(*learned.furniture, *indexed.furniture))
    return handed(learned, book.rules, options)


def origin(settings: Settings, key: str, shown: str) -> tuple[str | None, str]:
    """The file that a setting comes from and what it is called there; without a file, the option's name."""
    source = settings.origins.get(key, COMMAND_LINE)
    if source in (COMMAND_LINE, DEFAULT):
        return None, f"--{shown}"
    return source.removesuffix(f", {COMMAND_LINE}"), shown
