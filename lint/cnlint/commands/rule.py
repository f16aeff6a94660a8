"""`cnlint rule`: the table of rules, the page of one, or the file of a new one."""

import argparse
import os
import re
import sys
from itertools import product
from typing import Final

from cnlint import files
from cnlint.commands.newrule import TEMPLATES, rule_file
from cnlint.commands.options import add_config, add_lang, one_of, overruled
from cnlint.commands.problems import CLEAN, UsageError
from cnlint.config import Configuration
from cnlint.corpus.plan import Plan
from cnlint.report.cells import write
from cnlint.report.page import page, rule_table
from cnlint.rulebook import RuleBook, RuleError, cases, load_only
from cnlint.suggestions import did_you_mean

_DESCRIPTION = """\
Show what a rule finds, why that matters, how safe its fix is, where it is wrong, and examples. Without CODE: all rules.
With `new CODE`: begin a rule of your own.
"""

_NEW: Final = "new"
_FOLDER: Final = "my-rules"
_CODE: Final = re.compile(r"(?!ALL|ENG)[A-Z]{2,8}[0-9]{3}")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_EPILOG = """\
examples:
  cnlint rule                     all rules, your own included
  cnlint rule PUN001              one rule's page (Markdown)
  cnlint rule half-width-mark     the same, by its name
  cnlint rule new OWN001 --kind table --name misread-word
                                  begin my-rules/OWN001-misread-word.yaml

exit codes:
  0  shown, or begun
  2  there is no such rule, there is one already, or a rule file cannot be used
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("words", nargs="*", metavar="CODE", help="a rule's code or name; `new` and a code that is free")
    group = parser.add_argument_group("with `new`")
    kinds = tuple(TEMPLATES)
    group.add_argument(
        "--kind", type=one_of(kinds), metavar="KIND", help=f"one of {', '.join(kinds)} (default: {kinds[0]})"
    )
    group.add_argument("--name", metavar="NAME", help="what the defect is called, such as misread-word")
    group.add_argument("--folder", metavar="DIR", help=f"where the file goes (default: {_FOLDER})")
    add_config(parser)
    add_lang(parser)


def run(args: argparse.Namespace) -> int:
    """Show, or begin; the exit code.

    Raises:
        UsageError: there is no such rule, or there is one already.
        ConfigError, RuleError: the configuration or a rule file cannot be used.
        InputError: the new file cannot be written.
    """
    configuration = Configuration(args.config, dict(overruled(args)))
    settings = configuration.here
    book = Plan(configuration).book(settings)
    if args.words[:1] == [_NEW]:
        return _begin(args, book)
    _refuse_without_new(args)
    if not args.words:
        write(sys.stdout, rule_table(book.rules, settings.lang))
        return CLEAN
    [word] = args.words
    rule = book.find(word) or book.find(word.upper())
    if rule is None:
        hint = did_you_mean(word, {*book.by_code, *book.by_name}) or "`cnlint rule` lists them"
        raise UsageError(f"no rule is called {word!r}", hint)
    write(sys.stdout, page(rule, None if rule.is_engine else cases(rule), settings.lang))
    return CLEAN


def _refuse_without_new(args: argparse.Namespace) -> None:
    if len(args.words) > 1:
        raise UsageError(f"unexpected argument {args.words[1]!r}", "name one rule at a time")
    for option in ("kind", "name", "folder"):
        if getattr(args, option) is not None:
            raise UsageError(f"--{option} is for `cnlint rule new CODE`", "see `cnlint rule --help`")


def _begin(args: argparse.Namespace, book: RuleBook) -> int:
    """Write the file of a new rule, and say what comes next."""
    if len(args.words) != 2:
        raise UsageError("`cnlint rule new` takes one code", "write `cnlint rule new OWN001`")
    code = args.words[1]
    kind = args.kind or next(iter(TEMPLATES))
    name = args.name if args.name is not None else f"{kind}-{code.lower()}"
    if not _CODE.fullmatch(code):
        hint = "two to eight capitals and three figures, such as OWN001; not ENG or ALL"
        raise UsageError(f"{code!r} is no code", hint)
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name", "small letters and hyphens, such as misread-word")
    folder = args.folder or _FOLDER
    path = os.path.join(folder, f"{code}-{name}.yaml")
    if os.path.exists(path):
        raise UsageError(f"{path} is there already", "change it, or choose another code")
    for known, word in product((book, _beside(folder)), (code, name)):
        if (taken := known.find(word)) is not None:
            raise UsageError(f"{word!r} is a rule already, in {taken.path}", "choose another")
    _write(path, rule_file(code, name, kind))
    print(f"{path}: a rule of kind {kind}, with examples to put yours in place of")
    print(f"run its cases:  cnlint test {folder}")
    print(f'put it to use:  extend-rules = ["{folder}"] in cnlint.toml')
    return CLEAN


def _beside(folder: str) -> RuleBook:
    """The rules of the folder, which no configuration need name yet; none if one of them is not finished."""
    try:
        return load_only([folder] if os.path.isdir(folder) else [])
    except RuleError:
        return RuleBook([])


def _write(path: str, text: str) -> None:
    try:
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
    except OSError as error:
        words = f"the folder cannot be made: {error.strerror or error}"
        raise UsageError(f"{os.path.dirname(path)}: {words}", "choose another with --folder") from error
    files.write_atomic(path, text.encode("utf-8"))
