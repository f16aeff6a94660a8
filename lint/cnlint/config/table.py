"""Every setting there is, with its type, default and words: what configuration files are checked against.

The JSON Schema, `--show-settings` and the reader are all made from this one table.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from cnlint.findings import Severity


class Kind(Enum):
    """The type of a setting's value; the value is its name in error messages."""

    WORD = "text"
    CHOICE = "one of the listed words"
    COUNT = "a whole number, 0 or more"
    WORDS = "a list of texts"
    SUFFIXES = 'a list of file name endings such as ".txt"'
    WORDS_BY_PATTERN = "a table: file pattern -> list of rules"
    RULES = "a table: rule -> table of its settings"


class Setting(NamedTuple):
    """One key of a configuration."""

    key: str
    kind: Kind
    default: object
    doc: str
    choices: tuple[str, ...] = ()


# "never" is below every severity: nothing fails.
FAIL_LEVELS: Final = (*Severity, "never")
OUTPUT_FORMATS: Final = ("text", "concise", "json", "jsonl", "github", "sarif", "parquet")
LANGUAGES: Final = ("en", "zh")
# Inside a `rules` table this key is the severity; every other one is an option of the rule.
SEVERITY: Final = "severity"

_TABLE: Final = (
    Setting("extends", Kind.WORD, "", "What to start from: a configuration, or what `cnlint learn` wrote."),
    Setting("paths", Kind.WORDS, (".",), "What to read when the command line names nothing."),
    Setting("include", Kind.SUFFIXES, (".txt",), "Endings of the files that are read in folders."),
    Setting("exclude", Kind.WORDS, (), "Files and folders to leave aside, as in .gitignore."),
    Setting("select", Kind.WORDS, ("ALL",), "Rules that are on: codes, starts of codes, names, or ALL."),
    Setting("extend-select", Kind.WORDS, (), "Further rules that are on."),
    Setting("ignore", Kind.WORDS, (), "Rules that are off; the longer code wins against `select`."),
    Setting("per-file-ignores", Kind.WORDS_BY_PATTERN, {}, "Rules that are off for files that match a pattern."),
    Setting("extend-rules", Kind.WORDS, (), "Rule files of your own, or folders of them."),
    Setting("index", Kind.WORD, "", "An index that `cnlint corpus` has made: rules look across files with it."),
    Setting("rules", Kind.RULES, {}, "Severity and options of single rules."),
    Setting("fail-level", Kind.CHOICE, "error", "The least severity that makes the exit code 1.", FAIL_LEVELS),
    Setting("output-format", Kind.CHOICE, "text", "The form of the report.", OUTPUT_FORMATS),
    Setting("text-field", Kind.WORD, "text", "The key or column of JSONL and Parquet files that holds the text."),
    Setting("lang", Kind.CHOICE, "en", "The language of messages: English or Chinese.", LANGUAGES),
    Setting("jobs", Kind.COUNT, 0, "Worker processes; 0: as many as there are cores, when there is work for them."),
)  # fmt: skip

SETTINGS: Final[Mapping[str, Setting]] = {setting.key: setting for setting in _TABLE}
