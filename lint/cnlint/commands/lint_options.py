"""The options of `check` and `fix`."""

import argparse

from cnlint.commands.options import add_config, add_jobs, add_lang, add_selection, add_text_field, one_of
from cnlint.config.table import SETTINGS

_COLOURS = ("auto", "always", "never")


def add_lint_arguments(parser: argparse.ArgumentParser) -> None:
    """The paths and options that both commands take."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH",
        help="files (.jsonl[.gz|.zst] and .parquet: a document a record), folders (read for .txt), patterns, or - "
        "(default: what the configuration names, else .)",
    )  # fmt: skip
    parser.add_argument("--since", metavar="REF", help="only files that are new or changed against a git revision")
    _add_fixes(parser)
    add_selection(parser)
    _add_report(parser)
    group = parser.add_argument_group("settings")
    add_config(group)
    add_text_field(group)
    group.add_argument(
        "--show-settings", action="store_true",
        help="print the settings in force for PATH and where each comes from, and which rules are on and why",
    )  # fmt: skip
    add_jobs(group)
    group.add_argument(
        "--no-cache", action="store_true", help="look at every file anew, and keep no results (in .cnlint/) for later"
    )


def _add_fixes(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("fixes")
    group.add_argument("--unsafe-fixes", action="store_true", help="the fixes that want a look afterwards, too")
    group.add_argument("--diff", action="store_true", help="show what the fixes would change, and change nothing")
    group.add_argument(
        "--exit-non-zero-on-fix", action="store_true", help="exit with 1 if anything was fixed (for hooks)"
    )


def _add_report(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("report")
    formats, levels = SETTINGS["output-format"].choices, SETTINGS["fail-level"].choices
    group.add_argument("--output-format", type=one_of(formats), metavar="FORMAT", help=f"one of {', '.join(formats)}")
    group.add_argument("--output-file", metavar="FILE", help="write the report to a file (UTF-8)")
    group.add_argument("--statistics", action="store_true", help="count the findings by rule instead of showing them")
    group.add_argument(
        "--fail-level", type=one_of(levels), metavar="LEVEL",
        help=f"the least severity for exit code 1: {', '.join(levels)} (default: error)",
    )  # fmt: skip
    add_lang(group)
    group.add_argument(
        "--color", type=one_of(_COLOURS), default="auto", metavar="WHEN",
        help=f"{', '.join(_COLOURS)} (default: auto; NO_COLOR and FORCE_COLOR are heeded)",
    )  # fmt: skip
    group.add_argument(
        "--stats", action="store_true", help="on standard error, what each rule has taken and found; without the cache"
    )
    group.add_argument("--quiet", "-q", action="store_true", help="findings alone: no figures, notes or progress")
    group.add_argument("--no-progress", action="store_true", help="no progress bar")
