"""What the commands' options have in common: the parser, the types of values, the settings they overrule."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NoReturn

from cnlint.commands.problems import UsageError
from cnlint.config.table import SETTINGS
from cnlint.report.text import columns
from cnlint.suggestions import nearest

# Options that overrule the setting of the same name.
_OVERRULING: Final = ("select", "extend-select", "ignore", "fail-level", "output-format", "lang", "jobs", "text-field")

# What shares work out: this program, or Ray Data.
LOCAL: Final = "local"
ENGINES: Final = (LOCAL, "ray")

# What options are added to: a parser, or a group of its options.
Arguments = argparse._ActionsContainer


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as it is written, in the terminal's width, which is found out without what argparse loads for it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=columns(sys.stdout) - 2)


class Parser(argparse.ArgumentParser):
    """A parser that raises where argparse would end the program, and that suggests what was meant."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog=prog, formatter_class=_Formatter, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raise what argparse found."""
        raise UsageError(message, f"see `{self.prog} --help`")

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments, options and paths in any order.

        Raises:
            UsageError: an option is not known, lacks its value, or has a wrong one.
        """
        found, unknown = self.parse_known_intermixed_args(_guarded(arguments))
        for name, value in vars(found).items():
            setattr(found, name, _unguarded(value))
        for word in (word.removeprefix(_GUARD) for word in unknown):
            if word.startswith("-"):
                raise UsageError(f"unknown option {word!r}", self._suggestion(word))
            raise UsageError(f"unexpected argument {word!r}", f"see `{self.prog} --help`")
        return found

    def _suggestion(self, word: str) -> str:
        close = nearest(word.partition("=")[0], self._option_string_actions)
        return f"did you mean {close!r}?" if close is not None else f"see `{self.prog} --help`"


# No argument of a program holds a NUL.
_GUARD: Final = "\0"


def _guarded(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--`; those after it in a form that is no option.

    Where options and paths come in any order, argparse reads the words twice (CPython issue 125355), in Python 3.11
    the second time without the `--`.
    """
    if "--" not in arguments:
        return list(arguments)
    place = list(arguments).index("--")
    after = (f"{_GUARD}{word}" if word.startswith("-") and word != "-" else word for word in arguments[place + 1 :])
    return [*arguments[:place], *after]


def _unguarded(value: object) -> object:
    if isinstance(value, list):
        return [_unguarded(entry) for entry in value]
    return value.removeprefix(_GUARD) if isinstance(value, str) else value


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """The type of an option that takes one of some words."""

    def choice(value: str) -> str:
        if value not in choices:
            words = f"{value!r} is none of {', '.join(choices)}"
            close = nearest(value, choices)
            raise argparse.ArgumentTypeError(words + (f": did you mean {str(close)!r}?" if close else ""))
        return value

    return choice


def words(value: str) -> tuple[str, ...]:
    """The type of an option that takes words with commas between them."""
    found = tuple(word for word in (part.strip() for part in value.split(",")) if word)
    if not found:
        raise argparse.ArgumentTypeError("expected codes or names of rules, with commas between them")
    return found


def count(value: str) -> int:
    """The type of an option that takes a whole number, 0 or more."""
    if not value.isascii() or not value.isdigit():
        raise argparse.ArgumentTypeError(f"expected a whole number, 0 or more, not {value!r}")
    return int(value)


def add_config(parser: Arguments) -> None:
    """--config."""
    parser.add_argument(
        "--config", metavar="FILE",
        help="the configuration (TOML) for every file, instead of the nearest cnlint.toml or pyproject.toml",
    )  # fmt: skip


def add_lang(parser: Arguments) -> None:
    """--lang."""
    choices = SETTINGS["lang"].choices
    parser.add_argument("--lang", type=one_of(choices), metavar="LANG", help=f"language: {', '.join(choices)}")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """--select, --extend-select, --ignore."""
    group = parser.add_argument_group(
        "rules", "CODES are codes (PUN001), starts of codes (PUN), names (half-width-mark) or ALL, parted by commas."
    )
    group.add_argument(
        "--select", type=words, action="extend", metavar="CODES",
        help="these rules and no others, whatever the configuration selects or ignores",
    )  # fmt: skip
    group.add_argument("--extend-select", type=words, action="extend", metavar="CODES", help="these rules as well")
    group.add_argument("--ignore", type=words, action="extend", metavar="CODES", help="not these rules")


def add_jobs(parser: Arguments) -> None:
    """--jobs, --engine."""
    parser.add_argument(
        "--jobs", type=count, metavar="N", help="processes (default: as many as there are cores, if the work is long)"
    )
    parser.add_argument(
        "--engine", type=one_of(ENGINES), default=LOCAL, metavar="ENGINE",
        help=f"what shares the work out: {', '.join(ENGINES)}, which runs on a cluster (default: {LOCAL})",
    )  # fmt: skip


def add_text_field(parser: Arguments) -> None:
    """--text-field."""
    parser.add_argument(
        "--text-field", metavar="NAME", help="the key or column of .jsonl and .parquet files with the text (text)"
    )


def overruled(args: argparse.Namespace) -> Iterator[tuple[str, object]]:
    """The settings that options overrule, with their values."""
    for key in _OVERRULING:
        value = getattr(args, key.replace("-", "_"), None)
        if value is not None:
            yield key, tuple(value) if isinstance(value, list) else value
