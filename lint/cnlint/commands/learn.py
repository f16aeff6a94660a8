"""`cnlint learn`: reads a corpus and writes down what it teaches."""

import argparse
import os
from collections.abc import Iterator
from typing import Final, NamedTuple

from cnlint import files
from cnlint.commands.options import add_config
from cnlint.commands.problems import ABNORMAL, CLEAN, UsageError, complain, note
from cnlint.commands.progress import with_progress
from cnlint.config import Configuration
from cnlint.corpus.examining import input_problem
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.results import Problem
from cnlint.corpus.sources import STDIN, Source, sources
from cnlint.document import Document
from cnlint.files import InputError
from cnlint.learning.confusions import counted, misread
from cnlint.learning.counting import learned
from cnlint.learning.observing import Observed, observe
from cnlint.learning.writing import written
from cnlint.report.cells import visible

_DESCRIPTION = """\
Read a corpus and write down what its pages have in common: lines that repeat from page to page, names, terms and
reduplications that come back, the house style, and, where the truth is known, the characters that were misread.
"""

_EPILOG = """\
examples:
  cnlint learn raw                            write cnlint.learned.yaml
  cnlint learn raw --truth proofread          compare with files of the same names
  cnlint learn raw -o papers.yaml --force     write it anew

Read the file and take out what you do not agree with; then name it in the configuration:
  extends = "cnlint.learned.yaml"

exit codes:
  0  the file is written
  2  a path is missing or cannot be read, or the file is there already; what could be read was learned from
"""

_OUTPUT: Final = "cnlint.learned.yaml"
# Endings that a truth may have; its name without them is the page's.
_ENDINGS: Final = (".txt", ".md")
# With fewer files nothing can stand on enough of them.
_FEW: Final = 3


class _Page(NamedTuple):
    """What a page shows, and how it was misread; or why it could not be read."""

    observed: Observed | None = None
    pairs: tuple[tuple[str, str], ...] | None = None  # None: it has no truth
    problem: Problem | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders (read for .txt) or patterns")
    parser.add_argument(
        "--output", "-o", default=_OUTPUT, metavar="FILE", help=f"the file to write (default: {_OUTPUT})"
    )
    parser.add_argument(
        "--truth", metavar="DIR", help="proofread pages, or a second reading, in files of the same names (.txt, .md)"
    )
    parser.add_argument("--force", action="store_true", help="write the file anew, whatever was changed in it")
    parser.add_argument("--quiet", "-q", action="store_true", help="no summary, notes or progress")
    add_config(parser)


def run(args: argparse.Namespace) -> int:
    """Learn; the exit code.

    Raises:
        UsageError: the file is there already, or has no ending by which it is known; the truth is no folder, or holds
            none of the pages.
        ConfigError: the configuration cannot be used.
        InputError: the file cannot be written.
    """
    _check(args)
    found = sources(args.paths, Configuration(args.config))
    for problem in found.problems:
        complain(problem)
    taken = [source for source in found.found if not source.skipped]
    pages: list[Observed] = []
    pairs: list[tuple[str, str]] = []
    compared = 0
    failed = bool(found.problems)
    for page in with_progress(_pages(taken, args.truth), len(taken), wanted=not args.quiet):
        if page.problem is not None:
            complain(page.problem)
            failed = True
        if page.observed is not None:
            pages.append(page.observed)
            compared += page.pairs is not None
            pairs += page.pairs or ()
    if not pages:
        return ABNORMAL if failed else CLEAN
    if args.truth is not None and not compared:
        hint = "a truth has its page's name, and ends in .txt or .md"
        raise UsageError(f"--truth: no file in {args.truth!r} has the name of a page", hint)
    result = learned(pages, counted(pairs))
    files.write_atomic(args.output, written(result).encode("utf-8"))
    if not args.quiet:
        if args.truth is not None and compared < len(pages):
            note(f"{len(pages) - compared} of {len(pages)} files have no truth in {visible(args.truth)}")
        if len(pages) < _FEW:
            note(f"nothing repeats often enough in {len(pages)} file{'s' * (len(pages) != 1)} to be learned")
        counts = {
            "furniture": result.furniture, "names": result.names, "terms": result.terms,
            "reduplications": result.reduplications, "confusions": result.confusions,
        }  # fmt: skip
        told = ", ".join(f"{len(entries)} {name}" for name, entries in counts.items())
        print(f"learned from {len(pages)} file{'s' * (len(pages) != 1)}: {told}\nwritten to {visible(args.output)}")
    return ABNORMAL if failed else CLEAN


def _check(args: argparse.Namespace) -> None:
    if not args.output.endswith((".yaml", ".yml")):
        raise UsageError(f"--output: {args.output!r} is no .yaml file", f"write {args.output + '.yaml'!r}")
    folder = os.path.dirname(args.output) or os.curdir
    if not os.path.isdir(folder):
        raise UsageError(f"--output: there is no folder {folder!r}", "make it first, or write elsewhere")
    if os.path.exists(args.output) and not args.force:
        raise UsageError(f"{args.output} is there already, and may hold your changes", "--force writes it anew")
    if args.truth is not None and not os.path.isdir(args.truth):
        raise UsageError(f"--truth: {args.truth!r} is no folder", "name the folder that holds the proofread files")


def _pages(taken: list[Source], truth: str | None) -> Iterator[_Page]:
    """What each source shows, in the order of the sources."""
    for source in taken:
        try:
            document = _document(source.path)
            wanted = _truth(source, truth) if truth is not None else None
            pairs = tuple(misread(document.text, wanted.text)) if wanted is not None else None
        except InputError as error:
            yield _Page(problem=input_problem(error))
        else:
            yield _Page(observe(document), pairs)


def _document(path: str) -> Document:
    document, _ = files.decode_any(read_input(path), path)
    return within_limits(document)


def _truth(source: Source, folder: str) -> Document | None:
    """The truth of a page, if it has one in the folder."""
    below = os.path.relpath(source.path, source.argument) if os.path.isdir(source.argument) else ""
    stem = os.path.splitext(below if below and source.path != STDIN else os.path.basename(source.path))[0]
    paths = (os.path.join(folder, stem + ending) for ending in _ENDINGS)
    return next((_document(path) for path in paths if os.path.isfile(path)), None)
