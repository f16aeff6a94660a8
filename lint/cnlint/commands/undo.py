"""`cnlint undo`: takes fixes back, byte for byte."""

import argparse
import os

from cnlint.commands.options import add_config
from cnlint.commands.problems import CLEAN
from cnlint.config import Configuration
from cnlint.corpus.state import state_root
from cnlint.ledger import Undone, undo, undo_all
from cnlint.report.cells import visible

_DESCRIPTION = """\
Take the fixes of the latest run back: its files get their former bytes again. Called once more, it takes back the
run before. If one of the files was changed since, nothing of that run is undone.
"""

_EPILOG = """\
examples:
  cnlint undo           the latest run's fixes
  cnlint undo --all     every run's

The ledger of all runs lies in .cnlint/, in the folder of the configuration, else at the top of the git repository,
else in your state folder.

exit codes:
  0  done, or there was nothing to undo
  2  a file was changed since it was fixed, or cannot be written; the ledger is damaged
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("--all", action="store_true", help="take back every run, the latest first")
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Undo; the exit code.

    Raises:
        InputError: a file was changed since, or cannot be written.
        ConfigError: the configuration cannot be used.
    """
    root = state_root(Configuration(args.config))
    found = False
    if args.all:
        for undone in undo_all(root):
            found = True
            _tell(undone)
    elif (latest := undo(root)) is not None:
        found = True
        _tell(latest)
    if not found:
        print(f"nothing to undo: no run is recorded in {visible(root)}")
    return CLEAN


def _tell(undone: Undone) -> None:
    count = len(undone.paths)
    print(f"undid the run of {undone.time or 'unknown time'}: {count} file{'s' * (count != 1)}")
    for path in undone.paths:
        print(f"  {visible(os.path.relpath(path))}")
    if undone.torn:
        print("  (the run was broken off; its last file had not been changed)")
