"""`cnlint fix`: makes the safe fixes in place."""

import argparse

from cnlint.commands.lint import lint
from cnlint.commands.lint_options import add_lint_arguments
from cnlint.corpus.results import Mode

_DESCRIPTION = """\
Make the safe fixes in place, and report what remains. `cnlint undo` takes them back, byte for byte.
A file is replaced whole or not at all; one in which anything went wrong stays as it was.
"""

_EPILOG = """\
examples:
  cnlint fix raw                    every .txt file below raw/
  cnlint fix raw --diff             show the changes, make none
  cnlint fix raw --unsafe-fixes     make the other fixes too: look at the result
  cnlint fix - < page.txt > new.txt standard input to standard output, the report on standard error

exit codes:
  0  nothing at or above the fail level remains; with --diff: nothing would change
  1  something remains; with --diff: something would change; with --exit-non-zero-on-fix: something was fixed
  2  anything abnormal, as for `cnlint check`. 2 beats 1.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    add_lint_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Fix; the exit code."""
    return lint(args, Mode.DIFF if args.diff else Mode.FIX)
