"""Brings the entries of an index up to date: reads all documents, and in full those that are new or changed."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from cnlint import files
from cnlint.corpus.examining import input_problem
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.results import Problem
from cnlint.corpus.run import processes_for
from cnlint.corpus.shards import row_name, texts
from cnlint.corpus.sources import Source
from cnlint.corpus.units import units
from cnlint.corpus.workers import lost_problem, share_out
from cnlint.detectors.indexed import content_of
from cnlint.document import Document
from cnlint.files import InputError
from cnlint.index.entries import Entry, entries_of
from cnlint.index.store import Store

# Characters of new documents that a worker gets at a time: a second's work. Documents told of together that need none.
_CHARACTERS: Final = 1 << 17
_DOCUMENTS: Final = 500


class Met(NamedTuple):
    """A document that was named: what its text is known by, or why it has none."""

    name: str  # its path; of a record, with its number behind
    content: bytes | None = None
    problem: Problem | None = None


class _Batch(NamedTuple):
    """Documents in their order, and those of them that are to be read in full."""

    met: tuple[Met, ...]
    new: tuple[Document, ...]


class _Done(NamedTuple):
    """What became of a batch."""

    met: tuple[Met, ...]
    entries: tuple[Entry, ...] = ()


def read_all(sources: Sequence[Source], field: str, store: Store, jobs: int) -> Generator[Met]:
    """All documents in order, once the store has them.

    Args:
        sources: the files.
        field: where records hold their text.
        store: what is known, and takes what is new.
        jobs: processes; 0: as many as there are cores, if there is work for them.
    """
    processes = processes_for([source.path for source in sources], jobs)
    batches = _batches(sources, field, lambda content: store.known(content) is not None)
    return _kept(share_out(_read, batches, _lost, processes, _known) if processes > 1 else map(_read, batches), store)


def read_on_cluster(sources: Sequence[Source], field: str, store: Store, jobs: int) -> Generator[Met]:
    """The same, each file read somewhere in a cluster: all of them must be within reach of all its machines."""
    from cnlint.corpus import cluster

    job = partial(_read_source, field=field, known=store.contents())
    for done in cluster.share_out(job, sources, jobs):
        yield from _kept(done, store)
        store.finish()  # a file may have taken its worker minutes


def _read_source(source: Source, field: str, known: frozenset[bytes]) -> list[_Done]:
    return list(map(_read, _batches([source], field, known.__contains__)))


def _kept(done: Iterable[_Done], store: Store) -> Generator[Met]:
    """What was met, once the store has what is new of it."""
    for met, entries in done:
        for entry in entries:
            if store.known(entry.content) is None:  # two files may have the same text
                store.add(entry)
        yield from met


def name_of(path: str, root: str) -> str:
    """What a document is called in an index: its path from the folder that the index starts from."""
    return os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")


def documents(sources: Iterable[Source], field: str) -> Iterator[Document | Problem]:
    """The documents of files, and what is wrong with the others."""
    for unit in units(sources, field):
        if isinstance(unit, Source):
            yield _document(unit.path)
            continue
        for row in texts(unit):
            yield row.text if isinstance(row.text, Problem) else Document(row.text, row_name(unit.path, row.number))
        if unit.broken is not None:
            yield unit.broken


def _document(path: str) -> Document | Problem:
    try:
        document, _ = files.decode_any(read_input(path), path)
        return within_limits(document)
    except InputError as error:
        return input_problem(error)


def _batches(sources: Iterable[Source], field: str, is_known: Callable[[bytes], bool]) -> Iterator[_Batch]:
    met: list[Met] = []
    new: list[Document] = []
    size = 0
    for document in documents(sources, field):
        if isinstance(document, Problem):
            met.append(Met(document.path or "", problem=document))
            continue
        content = content_of(document.text)
        met.append(Met(document.path, content))
        if not is_known(content):
            new.append(document)
            size += len(document.text)
        if size >= _CHARACTERS or len(met) >= _DOCUMENTS:
            yield _Batch(tuple(met), tuple(new))
            met, new, size = [], [], 0
    if met:
        yield _Batch(tuple(met), tuple(new))


def _known(batch: _Batch) -> _Done | None:
    return None if batch.new else _Done(batch.met)


def _read(batch: _Batch) -> _Done:
    return _Done(batch.met, tuple(entries_of(batch.new)))


def _lost(batch: _Batch) -> _Done:
    lost = {document.path for document in batch.new}
    met = (Met(own.name, problem=lost_problem(own.name)) if own.name in lost else own for own in batch.met)
    return _Done(tuple(met))
