"""`cnlint clean`: writes clean corpus files and leaves the sources alone."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing, nullcontext
from functools import partial
from typing import NamedTuple

from cnlint import __version__
from cnlint.cache import keys
from cnlint.commands.options import (
    LOCAL,
    add_config,
    add_jobs,
    add_lang,
    add_selection,
    add_text_field,
    one_of,
    overruled,
)
from cnlint.commands.problems import ABNORMAL, CLEAN, FOUND, UsageError, complain, note
from cnlint.commands.progress import with_progress
from cnlint.config import Configuration
from cnlint.config.table import SETTINGS
from cnlint.corpus.cleanfile import SUFFIXES, Done, Recipe
from cnlint.corpus.cleanrun import clean_all, open_output
from cnlint.corpus.journal import Journal
from cnlint.corpus.manifest import NAME, Entry, Settings, manifest
from cnlint.corpus.plain import KEEPABLE
from cnlint.corpus.plan import Plan
from cnlint.corpus.run import preflight
from cnlint.corpus.sources import Source, sources
from cnlint.corpus.storage import make_folder, write_whole
from cnlint.corpus.targets import SHARED, Target, refuse_inside, targets
from cnlint.decoding import UTF8
from cnlint.findings import Severity
from cnlint.messages import say
from cnlint.report.cells import visible, write
from cnlint.report.cleaned import summary
from cnlint.rulebook.cache import digest

_DESCRIPTION = """\
Write clean corpus files to a folder of their own; the sources stay as they are.

The safe fixes are made, cut paragraphs and headlines are joined (likely cuts too, each marked in the records), and
captions, credits and what belongs to the page are moved out of the text. Every character is accounted for. Files in
GB18030, Big5 and UTF-16 are converted to UTF-8.
"""

_EPILOG = """\
examples:
  cnlint clean raw -o corpus                     raw/1/page.txt becomes corpus/1/page.md
  cnlint clean raw -o corpus --format txt        plain text under the sources' own names
  cnlint clean raw -o corpus --format txt --keep captions
  cnlint clean raw -o corpus --format jsonl      corpus/articles.jsonl: one record for each article
  cnlint clean 'news-*.jsonl.gz' -o corpus --format parquet --text-field content
  cnlint clean raw -o corpus --safe-only         join only what is proven; the records still name the rest

formats:
  md     articles with headline levels; captions and credits at each article's end
  txt    each headline, byline, subhead and paragraph a block of one line; no captions, credits or furniture
  jsonl  kicker, headline, decks, byline, paragraphs and their spans in the source, captions, furniture, edits, joins
  parquet  the same as a table
Files of records (.jsonl, .jsonl.gz, .jsonl.zst, .parquet) become files of records, each under its own name. A run that
was broken off goes on where it stopped when it is started again.
Beside them manifest.json lists every input, what became of it, and the hashes of both.

exit codes:
  0  everything is written, whatever was found
  1  with --fail-level: findings of that level are left for review
  2  anything abnormal, as for `cnlint check`; the other files are written. 2 beats 1.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument(
        "paths", nargs="+", metavar="SRC",
        help="files (.jsonl[.gz|.zst] and .parquet: a document a record), folders (read for .txt), patterns, or -",
    )  # fmt: skip
    parser.add_argument("--output", "-o", required=True, metavar="DIR", help="the folder to write to")
    parser.add_argument(
        "--format", type=one_of(tuple(SUFFIXES)), default="md", metavar="FORMAT",
        help=f"one of {', '.join(SUFFIXES)} (default: md)",
    )  # fmt: skip
    parser.add_argument(
        "--keep", type=_keepable, default=(), metavar="WHAT",
        help=f"with --format txt, leave in their places: {', '.join(KEEPABLE)}, parted by commas",
    )  # fmt: skip
    parser.add_argument("--safe-only", action="store_true", help="leave joins that are no more than likely")
    add_selection(parser)
    group = parser.add_argument_group("report")
    levels = SETTINGS["fail-level"].choices
    group.add_argument(
        "--fail-level", type=one_of(levels), metavar="LEVEL",
        help=f"exit with 1 if findings of this severity are left: {', '.join(levels)} (default: never)",
    )  # fmt: skip
    add_lang(group)
    group.add_argument("--quiet", "-q", action="store_true", help="no summary, notes or progress")
    group.add_argument("--no-progress", action="store_true", help="no progress bar")
    group = parser.add_argument_group("settings")
    add_config(group)
    add_text_field(group)
    add_jobs(group)


def _keepable(value: str) -> tuple[str, ...]:
    choose = one_of(tuple(KEEPABLE))
    return tuple(sorted({choose(word.strip()) for word in value.split(",")}))


class _Cleaned(NamedTuple):
    """What a run has come to."""

    entries: tuple[Entry, ...]
    left: frozenset[Severity]
    abnormal: bool


def run(args: argparse.Namespace) -> int:
    """Clean; the exit code.

    Raises:
        UsageError: options that do not go together.
        ConfigError: the configuration cannot be used.
        RuleError: a rule file cannot be used.
        InputError: the output folder cannot be that, or two inputs have one name; nothing has been written.
    """
    if args.keep and args.format != "txt":
        raise UsageError("--keep is for --format txt", "md and jsonl keep captions apart from the text")
    refuse_inside(args.paths, args.output)
    plan = Plan(Configuration(args.config, dict(overruled(args))))
    here = plan.configuration.here
    plan.selection(here)  # what is wrong with the rules is told even if there are no files
    ready, abnormal = _ready(args, plan)
    chosen = targets(ready, args.output, SUFFIXES[args.format], _records(args.format))
    if not chosen:
        return ABNORMAL if abnormal else CLEAN
    settings = Settings(args.format, args.keep, args.safe_only, __version__, plan.book(here).digest)
    cleaned = _clean(chosen, plan, Recipe(args.output, settings, here.lang), args)
    if not args.quiet:
        _sum_up(cleaned.entries, plan, here.lang, args.output)
    if abnormal or cleaned.abnormal:
        return ABNORMAL
    return FOUND if args.fail_level is not None and any(map(here.fails, cleaned.left)) else CLEAN


def _ready(args: argparse.Namespace, plan: Plan) -> tuple[list[Source], bool]:
    """The sources that can be cleaned; and whether something that was asked for cannot."""
    found = sources(args.paths, plan.configuration)
    ready, faults = preflight(found.found, plan)
    for problem in (*found.problems, *faults):
        complain(problem)
    for source in ready:
        if source.skipped and not args.quiet:
            note(f"{source.path}: skipped: {source.skipped}")
    return [source for source in ready if not source.skipped], bool(found.problems or faults)


def _clean(chosen: Sequence[Target], plan: Plan, recipe: Recipe, args: argparse.Namespace) -> _Cleaned:
    """Clean all, write what they share, and last the manifest."""
    make_folder(recipe.out)
    journal = Journal(recipe.out, partial(_scope, plan=plan, recipe=recipe))
    known = {target: known for target in chosen if (known := journal.known(target)) is not None}
    if known and not args.quiet:
        note(f"{len(known)} of {len(chosen)} inputs were done by a run that was broken off")
    clean = clean_all
    if args.engine != LOCAL:
        from cnlint.corpus.cluster import clean_on_cluster as clean
    results = clean([target for target in chosen if target not in known], plan, recipe, plan.configuration.here.jobs)
    name = SHARED + _records(recipe.settings.format)
    shares = any(not target.output for target in chosen)
    done: list[Done] = []
    with (
        open_output(os.path.join(recipe.out, name), args.format) if shares else nullcontext() as shared,
        closing(results),
    ):
        for target in with_progress(iter(chosen), len(chosen), wanted=not (args.quiet or args.no_progress)):
            if target in known:
                done.append(Done(target.path, known[target][0], left=known[target][1]))
                continue
            result = next(results)
            if shared is not None:
                shared.write(result.lines)
            _tell(result, recipe.lang, args.quiet)
            journal.add(target.path, result.entry, result.left)
            done.append(result._replace(lines=b""))
    entries = tuple(result.entry for result in done)
    written = manifest(entries, recipe.settings, None if shared is None else (name, shared.digest))
    write_whole(os.path.join(recipe.out, NAME), written.encode("utf-8"))
    journal.finish()
    left = frozenset[Severity]().union(*(result.left for result in done))
    return _Cleaned(entries, left, any(result.problems for result in done))


def _records(form: str) -> str:
    """What a file of records ends in."""
    return ".parquet" if form == "parquet" else ".jsonl"


def _scope(path: str, plan: Plan, recipe: Recipe) -> str | None:
    """All that decides what becomes of an input, besides its bytes."""
    rules = keys.scope_of(plan.active(path), recipe.settings.rules, recipe.lang)
    settings = json.dumps([recipe.settings, plan.configuration.here.text_field])
    return None if rules is None else digest([rules, settings.encode("ascii")])


def _tell(result: Done, lang: str, quiet: bool) -> None:
    for problem in result.problems:
        complain(problem)
    encoding = result.entry.encoding
    if encoding not in (None, UTF8) and not quiet:
        note(f"{result.path}: {say('converted', lang, encoding=str(encoding))}")


def _sum_up(entries: Sequence[Entry], plan: Plan, lang: str, out: str) -> None:
    def name(code: str) -> str:
        rule = plan.rule(code)
        return "" if rule is None else rule.name

    count = sum(entry.status != "failed" for entry in entries)
    written = say("written", lang, folder=visible(out), files=say("n-files", lang, n=count))
    write(sys.stdout, f"{summary(entries, name, lang)}\n{written}\n")
