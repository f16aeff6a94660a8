"""What commands say on standard error, and the errors that end them."""

import sys

from cnlint import __version__
from cnlint.config import ConfigError
from cnlint.corpus.examining import input_problem
from cnlint.corpus.results import Mode, Problem, RunResult, config_problem
from cnlint.corpus.run import rule_problem
from cnlint.files import InputError
from cnlint.report.cells import visible, write
from cnlint.rulebook import RuleError

# The exit codes of every command (law 4); the larger one wins.
CLEAN = 0
FOUND = 1
ABNORMAL = 2

# Of these the output is one document, whatever happened; the others leave problems to standard error.
MACHINE_FORMATS = frozenset({"json", "jsonl", "github", "sarif"})
# One more for programs, but no text: it goes to a file.
TABLE = "parquet"


class UsageError(Exception):
    """A command that was not given what it needs.

    Attributes:
        reason: what is wrong.
        hint: what to do; may be empty.
    """

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint


# What a command raises where it cannot do what it was asked for. Anything else is a fault of the tool.
EXPECTED = (UsageError, ConfigError, RuleError, InputError)


def problem_of(error: UsageError | ConfigError | RuleError | InputError) -> Problem:
    """An expected error as what reports list."""
    match error:
        case UsageError():
            return Problem(None, error.reason, error.hint)
        case ConfigError():
            return config_problem(error)
        case RuleError():
            return rule_problem(error)
        case InputError():
            return input_problem(error)


def complain(problem: Problem) -> None:
    """One line on standard error: where, what, what to do."""
    _say("error", problem.in_one_line)


def note(text: str) -> None:
    """One line on standard error that changes no exit code."""
    _say("note", text)


def _say(kind: str, text: str) -> None:
    write(sys.stderr, f"cnlint: {kind}: {visible(text)}\n")


def refuse(problem: Problem, format: str, mode: Mode = Mode.CHECK) -> int:
    """Say why nothing was done, in a machine format as one valid document; the exit code."""
    complain(problem)
    if format in MACHINE_FORMATS:
        from cnlint import report

        report.render(format, RunResult(mode, problems=(problem,)), sys.stdout, lang="en", color="never")
    return ABNORMAL


def crash(error: Exception, format: str) -> int:
    """Tell a fault of the tool itself, with what a report of it needs; the exit code."""
    import platform
    import traceback

    traceback.print_exception(error, file=sys.stderr)
    words = f"internal error in cnlint {__version__} on Python {platform.python_version()}: {type(error).__name__}"
    return refuse(Problem(None, words, "report it with the lines above"), format)
