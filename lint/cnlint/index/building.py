"""Brings an index up to date: reads what is new or changed, compares, and writes down what was found."""

import os
from collections.abc import Generator, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from cnlint import files
from cnlint.corpus.examining import input_problem
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.results import Problem
from cnlint.corpus.run import processes_for
from cnlint.corpus.workers import lost_problem, share_out
from cnlint.detectors.indexed import content_of
from cnlint.document import Document
from cnlint.files import InputError
from cnlint.index.entries import Entry, entry_of
from cnlint.index.store import Store


class Read(NamedTuple):
    """What became of a file: its document's number where the index has it, else its entry, else what is wrong."""

    path: str
    number: int | None = None
    entry: Entry | None = None
    problem: Problem | None = None


def read_all(paths: Sequence[str], store: Store, jobs: int) -> Generator[tuple[Read, int | None]]:
    """Read files, those that are new or changed in full; the number of each one's document, None if it has none.

    Args:
        paths: the files.
        store: what is known, and takes what is new.
        jobs: processes; 0: as many as there are cores, if there is work for them.
    """
    processes = processes_for(paths, jobs)
    known = partial(_known, store)
    if processes > 1:
        results: Iterator[Read] = share_out(_read, paths, _lost, processes, known)
    else:
        results = (known(path) or _read(path) for path in paths)
    for read in results:
        number = read.number
        if read.entry is not None:  # two files may have the same document, read at the same time
            number = store.known(read.entry.content)
            number = store.add(read.entry) if number is None else number
        yield read, number


def name_of(path: str, root: str) -> str:
    """What a file is called in an index: its path from the folder that the index starts from."""
    return os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")


def _known(store: Store, path: str) -> Read | None:
    try:
        number = store.known(content_of(_document(path).text))
    except InputError:
        return None  # to read it in full will tell what is wrong
    return None if number is None else Read(path, number)


def _read(path: str) -> Read:
    try:
        return Read(path, entry=entry_of(_document(path)))
    except InputError as error:
        return Read(path, problem=input_problem(error))


def _document(path: str) -> Document:
    document, _ = files.decode_any(read_input(path), path)
    return within_limits(document)


def _lost(path: str) -> Read:
    return Read(path, problem=lost_problem(path))
