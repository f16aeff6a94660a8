"""What an index over many documents says of one of them, as detectors get it: facts in a file of their own.

`cnlint corpus` writes the file, and its name tells what is in it; so the option that names it tells all that a finding
rests on, as the text of the other options does.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from cnlint.findings import Value

# The evidence of findings that rest on another document: its name and line.
ELSEWHERE: Final = "stands-elsewhere"
# The option of rules that ask the index: the path of its facts.
FACTS: Final = "index_facts"

_SCHEMA: Final = """
CREATE TABLE origin (root BLOB NOT NULL);
CREATE TABLE document (name BLOB PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX document_with ON document (content);
CREATE TABLE copy (content BLOB NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kept BLOB NOT NULL,
                   line INTEGER NOT NULL, likeness REAL NOT NULL, copies INTEGER NOT NULL);
CREATE INDEX copy_of ON copy (content);
"""
# Bytes by which a text is known: two of 2^40 share them with a probability of 2^-49.
_SIZE: Final = 16


class Copy(NamedTuple):
    """A paragraph of a document that stands in another one, whose copy is kept."""

    start: int  # characters, in the document
    end: int
    kept: str  # the other document, by its name in the index
    line: int  # in that one, from 1
    likeness: float  # the share of characters that are the same
    copies: int  # in the whole corpus, the one that is kept among them


def content_of(text: str) -> bytes:
    """What a text is known by, whatever its file is called."""
    try:
        from _blake2 import blake2b  # what hashlib gives, without OpenSSL, which is slow to load
    except ImportError:
        from hashlib import blake2b
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_SIZE).digest()


def copies_in(options: Mapping[str, Value], text: str) -> tuple[Copy, ...]:
    """The paragraphs of a text that the index knows as copies; none without an index, or if it has not this text."""
    path = str(options.get(FACTS, ""))
    return facts(path).copies(content_of(text)) if path else ()


class Facts:
    """The facts of an index, read where they lie.

    Args:
        path: the file; it must not change while it is open.

    Attributes:
        root: the folder that the names of documents start from, absolute.

    Raises:
        sqlite3.Error: the file is damaged.
    """

    def __init__(self, path: str) -> None:
        file = Path(path).resolve()
        self._database = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
        (root,) = self._database.execute("SELECT root FROM origin").fetchone()
        self.root = os.path.normpath(os.path.join(file.parent, _text(root)))

    def copies(self, content: bytes) -> tuple[Copy, ...]:
        """What is known of the document with that content, in its order."""
        words = 'SELECT start, "end", kept, line, likeness, copies FROM copy WHERE content = ? ORDER BY start'
        rows = self._database.execute(words, (content,))
        return tuple(Copy(start, end, _text(kept), *rest) for start, end, kept, *rest in rows)

    def knows(self, content: bytes) -> bool:
        """Whether the index has a document with that content."""
        return self._database.execute("SELECT 1 FROM document WHERE content = ?", (content,)).fetchone() is not None

    def content(self, name: str) -> bytes | None:
        """The content of the document of that name when the index was made; None: there was none."""
        row = self._database.execute("SELECT content FROM document WHERE name = ?", (_bytes(name),)).fetchone()
        return None if row is None else bytes(row[0])


@lru_cache(maxsize=8)
def facts(path: str) -> Facts:
    """The facts in a file, opened once."""
    return Facts(path)


def write_facts(
    path: str, root: str, documents: Iterable[tuple[str, bytes]], copies: Iterable[tuple[bytes, Copy]]
) -> None:
    """Write the facts of an index to a file that is not there yet.

    Args:
        path: the file.
        root: the folder that the names start from, as seen from that of the file.
        documents: name and content of each document.
        copies: what is known of documents, each with the content of its own.
    """
    database = sqlite3.connect(path)
    try:
        with database:
            database.executescript(_SCHEMA)
            database.execute("INSERT INTO origin VALUES (?)", (_bytes(root),))
            named = ((_bytes(name), content) for name, content in documents)
            database.executemany("INSERT INTO document VALUES (?, ?)", named)
            rows = ((content, copy.start, copy.end, _bytes(copy.kept), *copy[3:]) for content, copy in copies)
            database.executemany("INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    finally:
        database.close()


# Names of files may hold bytes that are no UTF-8, which SQLite's texts cannot.
def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")
