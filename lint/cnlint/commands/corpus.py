"""`cnlint corpus`: an index over many files, of what stands in more than one of them."""

import argparse
import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import Final

from cnlint.cache.keys import stamp
from cnlint.commands.options import LOCAL, add_config, add_jobs, add_lang, add_text_field, one_of, overruled
from cnlint.commands.problems import ABNORMAL, CLEAN, FOUND, UsageError, complain, note
from cnlint.commands.progress import with_progress
from cnlint.config import Configuration, Settings
from cnlint.corpus.results import Problem
from cnlint.corpus.sources import STDIN, Source, sources
from cnlint.corpus.state import state_root
from cnlint.files import InputError
from cnlint.index.building import name_of, read_all, read_on_cluster
from cnlint.index.comparing import Comparison
from cnlint.index.store import Store
from cnlint.index.writing import NOTHING, Found, write_index
from cnlint.learning.counting import furniture
from cnlint.messages import say
from cnlint.report.cells import visible, write
from cnlint.report.duplicates import in_json, in_text
from cnlint.rulebook import load_rules
from cnlint.statefolder import STATE_FOLDER, state_folder

_DESCRIPTION = """\
Read many files and write down what stands in more than one of them: files with the same text, paragraphs that are the
same or nearly so with the least damaged copy of each, and lines that repeat from page to page. Nothing is deleted or
changed. What has not changed since the last time is not read again.
"""

_EPILOG = """\
examples:
  cnlint corpus                              what the configuration names, else the current folder
  cnlint corpus raw -o raw.index             an index of raw/ in a folder of its own
  cnlint corpus 'news/*.jsonl.gz'            the records of many files
  cnlint corpus 'news/*.parquet' --engine ray   the same, read and aligned by a cluster
  cnlint corpus raw --output-format json     all groups of copies on standard output
  cnlint corpus raw --fail-on documents      exit with 1 if a whole file is there twice

The index is of the files that are named, and of no others. In its folder:
  duplicates.jsonl  a record for each group of copies: which is best, where the others are, how like they are
  furniture.yaml    the lines that repeat, as `cnlint learn` writes them
  the rest          for cnlint: named as `index` in the configuration, it tells DUP003 (near-duplicate) of copies in
                    other files, and PAG001, PAG003 and PAG004 of lines that repeat

Paragraphs of 40 Han characters or more are compared by letters, figures and Han alone. Two are near copies if 88 % of
them are the same when they are aligned, and they do not differ just in names or figures, as notices of one pattern do.
The best copy is the one with fewest cuts and findings of the rules on characters, marks and words; of equals the
longest.

exit codes:
  0  the index is written, whatever stands in it
  1  with --fail-on: there is something of the kind
  2  a path is missing or a file cannot be read; the index is of the others. 2 beats 1.
"""

_NAME: Final = "index"
_KINDS: Final = ("never", "documents", "exact", "near")
_FORMATS: Final = ("text", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders (read for .txt) or patterns")
    parser.add_argument(
        "--index", "-o", metavar="DIR",
        help="the folder of the index (default: what the configuration names, else .cnlint/index)",
    )  # fmt: skip
    parser.add_argument(
        "--fail-on", type=one_of(_KINDS), default="never", metavar="WHAT",
        help="exit with 1 if a whole file stands there twice (documents), or a paragraph (exact), be it nearly (near)",
    )  # fmt: skip
    group = parser.add_argument_group("report")
    group.add_argument(
        "--output-format", type=one_of(_FORMATS), default="text", metavar="FORMAT", help=f"{' or '.join(_FORMATS)}"
    )
    add_lang(group)
    group.add_argument("--quiet", "-q", action="store_true", help="no summary, notes or progress")
    group.add_argument("--no-progress", action="store_true", help="no progress bar")
    group = parser.add_argument_group("settings")
    add_config(group)
    add_text_field(group)
    add_jobs(group)


def run(args: argparse.Namespace) -> int:
    """Bring the index up to date; the exit code.

    Raises:
        UsageError: standard input is among the paths.
        ConfigError: the configuration cannot be used.
        RuleError: a rule file cannot be used.
        InputError: the index cannot be written.
    """
    if STDIN in args.paths:
        raise UsageError("`-` (standard input) is no corpus", "name files or folders")
    given = {key: value for key, value in overruled(args) if key != "output-format"}
    configuration = Configuration(args.config, given)
    found = sources(args.paths, configuration)
    for problem in found.problems:
        complain(problem)
    taken = [source for source in found.found if not source.skipped]
    if found.problems and not taken:  # a slip of the pen is not to cost an index that took hours
        if args.output_format == "json":
            write(sys.stdout, in_json(NOTHING, found.problems))
        return ABNORMAL
    folder = _folder(args, configuration)
    try:
        with closing(Store(folder, f"{stamp()}-{load_rules().digest}")) as store:
            problems = [*found.problems, *_read(taken, store, configuration.here, args)]
            if sys.stderr.isatty() and not (args.quiet or args.no_progress):  # of a million it takes a minute
                note(f"comparing {store.count():,} paragraphs")
            result = _compared(store, args.engine, configuration.here.jobs)
            write_index(folder, configuration.here.root, result)
    except sqlite3.Error as error:
        words = f"the index cannot be written: {error}"
        raise InputError(os.path.relpath(folder), words, "see whether another run is at it") from error
    _report(result, problems, folder, args, configuration.here.lang)
    if problems:
        return ABNORMAL
    return FOUND if _fails(result, args.fail_on) else CLEAN


def _folder(args: argparse.Namespace, configuration: Configuration) -> str:
    """The folder of the index, made where it is missing."""
    named = os.path.abspath(args.index) if args.index else configuration.here.index_folder
    try:
        if not named:
            named = os.path.join(state_folder(state_root(configuration)), _NAME)
        os.makedirs(named, exist_ok=True)
    except OSError as error:
        words = f"the folder of the index cannot be made: {error.strerror or error}"
        raise InputError(args.index or named or STATE_FOLDER, words, "name another one") from error
    return named


def _read(taken: Sequence[Source], store: Store, settings: Settings, args: argparse.Namespace) -> list[Problem]:
    """Read what is new, leave out what is gone; what could not be read."""
    problems: list[Problem] = []
    present: list[tuple[str, int]] = []
    read = read_all if args.engine == LOCAL else read_on_cluster
    with closing(read(taken, settings.text_field, store, settings.jobs)) as results:
        wanted = not (args.quiet or args.no_progress)
        for met in with_progress(results, len(taken), wanted=wanted):
            if met.problem is not None:
                complain(met.problem)
                problems.append(met.problem)
            number = None if met.content is None else store.known(met.content)
            if number is not None:
                present.append((name_of(met.name, settings.root), number))
    store.keep_only(present)
    return problems


def _compared(store: Store, engine: str, jobs: int) -> Found:
    """What stands in the files more than once."""
    comparison = Comparison(store)
    if engine != LOCAL:
        from cnlint.corpus.cluster import share_out

        comparison = Comparison(store, partial(share_out, jobs=jobs))
    files = [(name, content) for name, _, content, _ in store.files()]
    documents, paragraphs = list(comparison.documents()), list(comparison.paragraphs())
    store.finish()
    return Found(files, store.count(), documents, paragraphs, furniture(list(store.lines())))


def _report(found: Found, problems: Sequence[Problem], folder: str, args: argparse.Namespace, lang: str) -> None:
    if args.output_format == "json":
        write(sys.stdout, in_json(found, problems))
    elif not args.quiet:
        written = say("index-written", lang, folder=visible(os.path.relpath(folder)))
        write(sys.stdout, f"{in_text(found, lang)}\n{written}\n")


def _fails(found: Found, kind: str) -> bool:
    if kind == "never":
        return False
    copies = [copy for group in found.paragraphs for copy in group.copies]
    exact = any(copy.likeness == 1 for copy in copies)
    return bool(found.documents) or (kind in ("exact", "near") and exact) or (kind == "near" and bool(copies))
