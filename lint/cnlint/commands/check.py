"""`cnlint check`: reports findings, and with --fix repairs what is safe to repair."""

import argparse

from cnlint.commands.lint import lint
from cnlint.commands.lint_options import add_lint_arguments
from cnlint.corpus.results import Mode

_DESCRIPTION = """\
Find OCR damage in texts and say where it is and what makes one think so. Nothing is changed without --fix.
"""

_EPILOG = """\
examples:
  cnlint check                              what the configuration names, else the current folder
  cnlint check raw                          every .txt file below raw/
  cnlint check raw/page.md 'raw/**/*.text'  files of any ending; a pattern
  cnlint check raw --since origin/main      only files that are new or changed against a revision
  cnlint check raw --select PAR,DUP001      paragraphs, and one rule on duplicates
  cnlint check raw --diff                   what the safe fixes would change
  cnlint check - < page.txt                 standard input

exit codes:
  0  nothing at or above the fail level; with --diff: nothing would change
  1  findings at or above the fail level (default: error); with --diff: something would change
  2  anything abnormal: a missing path, no matching file, a file that cannot be read, an unknown rule, option or
     key, a rule that crashed or overran its time, a fix that broke its promise. 2 beats 1.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    add_lint_arguments(parser)
    parser.add_argument("--fix", action="store_true", help="make the safe fixes, as `cnlint fix` does")


def run(args: argparse.Namespace) -> int:
    """Check; the exit code."""
    return lint(args, Mode.DIFF if args.diff else Mode.FIX if args.fix else Mode.CHECK)
