"""`cnlint config`: the settings in force, or the schema of configuration files."""

import argparse
import json
import sys

from cnlint.commands.options import add_config
from cnlint.commands.problems import CLEAN
from cnlint.config import Configuration

_DESCRIPTION = """\
Show the settings in force for PATH, where each comes from, and which rules are on and why.
"""

_EPILOG = """\
examples:
  cnlint config                 the settings of the current folder
  cnlint config raw/page.txt    those that hold for a file
  cnlint config --schema        the JSON Schema of cnlint.toml and of [tool.cnlint], for editors

A configuration is the table [tool.cnlint] of a pyproject.toml, or a cnlint.toml. The file nearest to a text holds.

exit codes:
  0  shown
  2  the configuration cannot be used
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("path", nargs="?", metavar="PATH", help="a file or folder (default: the current folder)")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema instead")
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Show; the exit code.

    Raises:
        ConfigError, RuleError: the configuration or a rule file cannot be used.
    """
    if args.schema:
        from cnlint.config.schema import json_schema

        print(json.dumps(json_schema(), indent=2))
        return CLEAN
    from cnlint.commands.shown_settings import show

    show(Configuration(args.config), [args.path] if args.path is not None else [], sys.stdout)
    return CLEAN
