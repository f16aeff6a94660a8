"""Files of many documents: JSON lines, plain or compressed, and Parquet; read row by row, never as a whole."""

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Final, NamedTuple

from cnlint.corpus.results import Problem
from cnlint.corpus.storage import extra, open_raw
from cnlint.corpus.unpacking import unpacked
from cnlint.files import MAX_BYTES, InputError
from cnlint.rulebook.rule import UNREADABLE
from cnlint.suggestions import nearest

_JSONL: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst")
_PARQUET: Final = ".parquet"
SUFFIXES: Final = (*_JSONL, _PARQUET)
# Bytes of rows that a worker gets at a time: enough that sending them costs nothing beside the work (0.1 s), few
# enough that many lie ready without filling the memory.
_CHUNK: Final = 256 * 1024
# Rows of a Parquet file that are read at a time, at most.
_PARQUET_ROWS: Final = 256
_BOM: Final = b"\xef\xbb\xbf"


class Chunk(NamedTuple):
    """Rows of one file that are worked on together."""

    path: str
    first: int  # number of the first row, from 1; of JSON lines, its line
    rows: tuple[bytes | str | None, ...]  # lines of JSON, or the texts themselves; None: a cell without a value
    field: str  # where lines of JSON hold the text
    broken: Problem | None = None  # why no further rows could be read
    last: bool = False  # whether the file ends here


class Row(NamedTuple):
    """One document of a chunk, or why it is none."""

    number: int
    text: str | Problem


def is_shard(path: str) -> bool:
    """Whether a path names a file of many documents."""
    return path.endswith(SUFFIXES)


def stem(path: str) -> str:
    """A path without the ending of a file of many documents."""
    return path.removesuffix(next((suffix for suffix in SUFFIXES if path.endswith(suffix)), ""))


def row_name(path: str, number: int) -> str:
    """What a row is called in messages and reports for people."""
    return f"{path}:{number}"


def chunks(path: str, field: str) -> Iterator[Chunk]:
    """The rows of a file in order; the last chunk, which may be empty, says so.

    Args:
        path: the file.
        field: the key or column that holds the text.
    """
    first, rows, size = 1, [], 0
    broken = None
    try:
        for row in _parquet(path, field) if path.endswith(_PARQUET) else _lines(path, field):
            rows.append(row)
            size += len(row or b"")
            if size >= _CHUNK:
                yield Chunk(path, first, tuple(rows), field)
                first, rows, size = first + len(rows), [], 0
    except InputError as error:
        broken = Problem(error.path, error.reason, error.hint, UNREADABLE)
    except Exception as error:  # each form of storage and compression has errors of its own
        words = str(error.strerror if isinstance(error, OSError) and error.strerror else error).partition("\n")[0]
        broken = Problem(path, f"cannot be read past row {first + len(rows) - 1}: {words}", "mend it", UNREADABLE)
    yield Chunk(path, first, tuple(rows), field, broken, last=True)


def texts(chunk: Chunk) -> Iterator[Row]:
    """The documents of a chunk; blank lines are none."""
    for number, row in enumerate(chunk.rows, chunk.first):
        if isinstance(row, bytes):
            if not row.isspace():
                yield Row(number, _text_of(row, number, chunk))
        elif row is None:
            yield Row(number, _no_text(chunk.path, number, f"holds nothing in {chunk.field!r}"))
        else:
            yield Row(number, row)


def _text_of(line: bytes, number: int, chunk: Chunk) -> str | Problem:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _no_text(chunk.path, number, f"is no JSON: {error}")
    if not isinstance(record, dict):
        return _no_text(chunk.path, number, "is no JSON object")
    if chunk.field not in record:
        return _no_text(chunk.path, number, f"has no {chunk.field!r}", _which(chunk.field, record))
    text = record[chunk.field]
    return text if isinstance(text, str) else _no_text(chunk.path, number, f"holds no text in {chunk.field!r}")


def _no_text(path: str, number: int, reason: str, hint: str = "mend or remove it") -> Problem:
    return Problem(row_name(path, number), reason, hint, UNREADABLE)


def _which(field: str, names: Iterable[str]) -> str:
    """What to do about a field that is not there."""
    names = list(names)
    close = nearest(field, names)
    words = f"did you mean {close!r}?" if close is not None else f"there are {', '.join(map(repr, names)) or 'none'}"
    return f"{words} (--text-field)"


def _lines(path: str, field: str) -> Iterator[bytes]:
    """The lines of a file of JSON lines.

    Raises:
        InputError: a line is too long, or the first record has no such field: then none has, as a rule.
    """
    with open_raw(path) as raw, unpacked(raw, path) as stream:
        number = 0
        while line := stream.readline(MAX_BYTES + 1):
            number += 1
            if len(line) > MAX_BYTES:
                raise InputError(row_name(path, number), f"is longer than {MAX_BYTES >> 20} MiB", "split it")
            if number == 1:
                line = line.removeprefix(_BOM) or b"\n"
                _see_field(path, line, field)
            yield line


def _see_field(path: str, line: bytes, field: str) -> None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return  # told when its turn comes
    if isinstance(record, dict) and field not in record:
        raise InputError(path, f"its first record has no {field!r}", _which(field, record))


def _parquet(path: str, field: str) -> Iterator[str | None]:
    """The texts of a Parquet file.

    Raises:
        InputError: it has no such column, or one of another type.
    """
    pq = extra("pyarrow.parquet", "parquet", path)
    types = import_module("pyarrow").types
    with open_raw(path) as raw, pq.ParquetFile(raw, pre_buffer=False) as file:
        schema = file.schema_arrow
        if field not in schema.names:
            raise InputError(path, f"has no column {field!r}", _which(field, schema.names))
        kind = schema.field(field).type
        if not (types.is_string(kind) or types.is_large_string(kind)):
            raise InputError(path, f"its column {field!r} holds {kind}, not text", "name another (--text-field)")
        for batch in file.iter_batches(_PARQUET_ROWS, columns=[field], use_threads=False):
            yield from batch.column(0).to_pylist()
