"""`cnlint rule`: the table of rules, or the page of one."""

import argparse
import sys

from cnlint.commands.options import add_config, add_lang, overruled
from cnlint.commands.problems import CLEAN, UsageError
from cnlint.config import Configuration
from cnlint.corpus.plan import Plan
from cnlint.report.cells import write
from cnlint.report.page import page, rule_table
from cnlint.rulebook import cases
from cnlint.suggestions import did_you_mean

_DESCRIPTION = """\
Show what a rule finds, why that matters, how safe its fix is, where it is wrong, and examples. Without CODE: all rules.
"""

_EPILOG = """\
examples:
  cnlint rule                     all rules, your own included
  cnlint rule PUN001              one rule's page (Markdown)
  cnlint rule half-width-mark     the same, by its name

exit codes:
  0  shown
  2  there is no such rule, or a rule file cannot be used
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("code", nargs="?", metavar="CODE", help="a rule's code or name")
    add_config(parser)
    add_lang(parser)


def run(args: argparse.Namespace) -> int:
    """Show; the exit code.

    Raises:
        UsageError: there is no such rule.
        ConfigError, RuleError: the configuration or a rule file cannot be used.
    """
    configuration = Configuration(args.config, dict(overruled(args)))
    settings = configuration.here
    book = Plan(configuration).book(settings)
    if args.code is None:
        write(sys.stdout, rule_table(book.rules, settings.lang))
        return CLEAN
    rule = book.find(args.code) or book.find(args.code.upper())
    if rule is None:
        raise UsageError(f"no rule is called {args.code!r}", did_you_mean(args.code, {*book.by_code, *book.by_name}))
    write(sys.stdout, page(rule, None if rule.is_engine else cases(rule), settings.lang))
    return CLEAN
