"""The command line: finds the command, reads its arguments, runs it, and turns what goes wrong into one line.

Only the module of the command that is asked for is imported.
"""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from errno import ENOSPC
from importlib import import_module
from io import TextIOWrapper
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn, Protocol, cast

from cnlint import __version__

if TYPE_CHECKING:
    import argparse


class Command(NamedTuple):
    """A command: its module, and what it does in a line."""

    module: str
    summary: str


COMMANDS: Final = {
    "check": Command("cnlint.commands.check", "find damage and report it"),
    "fix": Command("cnlint.commands.fix", "make the safe repairs in place"),
    "clean": Command("cnlint.commands.clean", "write clean corpus files, leaving the sources alone"),
    "undo": Command("cnlint.commands.undo", "take the last repairs back"),
    "rule": Command("cnlint.commands.rule", "list the rules, or show the page of one"),
    "test": Command("cnlint.commands.test", "run the cases in rule files"),
    "learn": Command("cnlint.commands.learn", "write down what a corpus teaches, for `extends`"),
    "corpus": Command("cnlint.commands.corpus", "index many files: duplicates, best copies, repeated lines"),
    "config": Command("cnlint.commands.config", "show the settings in force and where they come from"),
    "eval": Command("cnlint.commands.eval", "measure cnlint on pages whose truth is known"),
}

_HELP: Final = """\
usage: cnlint COMMAND [OPTIONS] [PATH ...]

Finds and repairs the damage that OCR leaves in Chinese newspaper text.

commands:
{commands}

options:
  -h, --help     show this
  -V, --version  show the version

`cnlint COMMAND --help` shows a command's options, examples and exit codes.
"""


# New objects after which Python looks for some that only hold each other. By its default (700) it would look through
# tables and modules again and again while they are loaded, a tenth of what a page takes; such garbage is rare here.
_GARBAGE: Final = 50_000


class CommandModule(Protocol):
    """What each module of a command provides."""

    def add_arguments(self, parser: "argparse.ArgumentParser") -> None:
        """Describe the command's arguments to the parser."""

    def run(self, args: "argparse.Namespace") -> int:
        """Do it; the exit code."""


def program() -> NoReturn:
    """Run as a process of its own, and leave it at once.

    What Python clears away piece by piece at its end, the system takes back whole: for one page that is a twelfth of
    all that is done. What was registered for the end is done before.
    """
    gc.set_threshold(_GARBAGE)
    code = main()
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:  # Python waits for the others
        sys.exit(code)
    atexit._run_exitfuncs()
    sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: without the program's name; None: those that it was called with.

    Returns:
        The exit code: 0 clean, 1 findings, 2 anything abnormal.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name or a text never fails for want of an encoding that holds it
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _dispatch(given)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        print("cnlint: error: interrupted", file=sys.stderr)
        return 2
    except OSError as error:  # a full disk; those that keep a file from being written are told by its name
        words = f"standard output cannot be written: {error.strerror or error}"
        print(f"cnlint: error: {words}; make room, or write elsewhere", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    return code


def _open_closed() -> None:
    """Stand-ins for streams that the caller has closed (`>&-`), for which Python has None."""
    # They stay open as long as the program runs, as the streams do whose place they take.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _dispatch(given: Sequence[str]) -> int:
    name = given[0] if given else "--help"
    if name in ("-h", "--help"):
        summaries = (f"  {name:<8} {command.summary}" for name, command in COMMANDS.items())
        print(_HELP.format(commands="\n".join(summaries)), end="", file=sys.stdout if given else sys.stderr)
        return 0 if given else 2
    if name in ("-V", "--version"):
        print(f"cnlint {__version__}")
        return 0
    from cnlint.commands.problems import refuse
    from cnlint.corpus.results import Problem

    if name not in COMMANDS:
        return refuse(Problem(None, *_unknown(name)), _format_in(given))
    return _run(name, given[1:])


def _run(name: str, given: Sequence[str]) -> int:
    from cnlint.commands.options import Parser
    from cnlint.commands.problems import EXPECTED, crash, problem_of, refuse

    module = cast("CommandModule", import_module(COMMANDS[name].module))
    parser = Parser(f"cnlint {name}")
    module.add_arguments(parser)
    try:
        return module.run(parser.parse(given))
    except EXPECTED as error:
        return refuse(problem_of(error), _format_in(given))
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # law 4: a fault of the tool must not look like findings, as Python's own code 1 would
        if isinstance(error, OSError) and error.errno == ENOSPC:  # on the way to standard output
            raise
        return crash(error, _format_in(given))


def _unknown(name: str) -> tuple[str, str]:
    """What is wrong with a word that is no command, and what to do."""
    from cnlint.suggestions import nearest

    close = nearest(name, [*COMMANDS, "--help", "--version"])
    kind = "option" if name.startswith("-") else "command"
    if close is not None:
        hint = f"did you mean {close!r}?"
    elif os.path.exists(name):
        hint = f"did you mean `cnlint check {name}`?"
    else:
        hint = f"the commands are {', '.join(COMMANDS)}"
    return f"unknown {kind} {name!r}", hint


def _format_in(given: Sequence[str]) -> str:
    """The output format that arguments ask for which could not be read as a whole."""
    option = "--output-format"
    for word, following in pairwise((*given, "")):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return "text"
