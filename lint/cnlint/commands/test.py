"""`cnlint test`: runs the cases that rule files carry."""

import argparse
import os

from cnlint import rulecases
from cnlint.commands.options import add_config
from cnlint.commands.problems import CLEAN, FOUND, UsageError
from cnlint.config import Configuration
from cnlint.corpus.plan import Plan
from cnlint.report.cells import visible
from cnlint.rulebook import Rule, RuleBook, load_only
from cnlint.suggestions import did_you_mean

_DESCRIPTION = """\
Run the cases in rule files: each bad case must be found, at the places and with the fix that it states, and each good
case must be left alone.
"""

_EPILOG = """\
examples:
  cnlint test                  all rules: cnlint's own, and those of the configuration's extend-rules
  cnlint test my-rules/        the rule files of a folder
  cnlint test PUN001 DUP       single rules, by code, start of a code, or name

exit codes:
  0  every case came out as its file says
  1  a case did not
  2  a rule file cannot be used, or there is no such rule
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("rules", nargs="*", metavar="RULES", help="rule files, folders of them, codes or names")
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Run the cases; the exit code.

    Raises:
        UsageError: there is no such rule.
        ConfigError, RuleError: the configuration or a rule file cannot be used.
    """
    paths = [word for word in args.rules if os.path.exists(word) or os.sep in word]
    codes = [word for word in args.rules if word not in paths]
    rules = list(load_only(paths).rules) if paths else []
    if codes or not paths:
        configuration = Configuration(args.config)
        book = Plan(configuration).book(configuration.here)
        rules += _named(book, codes) if codes else book.rules
    tally = rulecases.run(rules)
    for failure in tally.failures:
        print(visible(str(failure)))
    failed = len(tally.failures)
    cases = f"{tally.cases} case{'s' * (tally.cases != 1)} of {tally.rules} rule{'s' * (tally.rules != 1)}"
    print(f"{cases}: {f'{failed} failed' if failed else 'all came out right'}")
    return FOUND if failed else CLEAN


def _named(book: RuleBook, words: list[str]) -> list[Rule]:
    """The rules that codes, starts of codes or names stand for, each once."""
    found: dict[str, Rule] = {}
    for word in words:
        named = [rule for rule in book.rules if rule.name == word or rule.code.startswith(word)]
        if not named:
            known = {*book.by_code, *book.by_name}
            raise UsageError(f"{word!r} is neither a path nor a rule", did_you_mean(word, known) or "check the path")
        found.update((rule.code, rule) for rule in named)
    return list(found.values())
