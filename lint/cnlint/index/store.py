"""Where entries are kept: a database in the folder of the index, by the content of their documents.

What is in it is only ever added to or left out; a run that breaks off leaves what it has read for the next one.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnlint.index.entries import Entry
from cnlint.index.minhash import BANDS, Keys
from cnlint.learning.observing import Line

NAME: Final = "entries.db"
_SCHEMA: Final = """
CREATE TABLE made_by (stamp TEXT NOT NULL);
CREATE TABLE document (id INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, key INTEGER NOT NULL,
                       lines TEXT NOT NULL);
CREATE TABLE file (place INTEGER PRIMARY KEY, name BLOB NOT NULL, document INTEGER NOT NULL);
CREATE TABLE passage (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL,
                      "end" INTEGER NOT NULL, line INTEGER NOT NULL, cuts INTEGER NOT NULL, key INTEGER NOT NULL,
                      text BLOB NOT NULL, bands BLOB NOT NULL, damage INTEGER);
CREATE INDEX passage_of ON passage (document);
"""
# Documents after which what was read is put down for good: at 200 a second, what some seconds took.
_COMMIT: Final = 1000
# Seconds to wait for another run to let go of the database; it holds it while it reads, which may be hours.
_PATIENCE: Final = 5.0
# Numbers asked for in one statement; SQLite allows 32,766.
_ASKED: Final = 10_000


class Place(NamedTuple):
    """Where a passage stands and how it is."""

    document: int
    start: int
    end: int
    line: int
    cuts: int
    damage: int | None  # None: nobody has counted it yet


class Store:
    """The entries in the folder of an index.

    Args:
        folder: it must exist.
        stamp: what identifies the tool; entries of another one are not used.

    Raises:
        sqlite3.Error: the database can be neither read nor made anew.
    """

    def __init__(self, folder: str, stamp: str) -> None:
        path = os.path.join(folder, NAME)
        self._database = _opened(path, stamp)
        self._added = 0

    def close(self) -> None:
        """Let go of the database; what was not put down for good is lost."""
        self._database.close()

    def finish(self) -> None:
        """Put everything down for good."""
        self._database.commit()

    def known(self, content: bytes) -> int | None:
        """The number of the document with that content; None if it is not there."""
        row = self._database.execute("SELECT id FROM document WHERE content = ?", (content,)).fetchone()
        return None if row is None else int(row[0])

    def contents(self) -> frozenset[bytes]:
        """The contents of all documents that are there."""
        return frozenset(content for (content,) in self._database.execute("SELECT content FROM document"))

    def add(self, entry: Entry) -> int:
        """Keep what was read of a document; its number."""
        lines = json.dumps(entry.lines, ensure_ascii=True, separators=(",", ":"))
        values = (entry.content, entry.key, lines)
        words = "INSERT INTO document (content, key, lines) VALUES (?, ?, ?)"
        number = self._database.execute(words, values).lastrowid
        columns = 'document, start, "end", line, cuts, key, text, bands'
        self._database.executemany(
            f"INSERT INTO passage ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((number, *one[:-2], one.text.encode("utf-8", "surrogatepass"), one.bands) for one in entry.passages),
        )
        self._added += 1
        if self._added % _COMMIT == 0:
            self._database.commit()
        return int(number or 0)

    def keep_only(self, files: Iterable[tuple[str, int]]) -> None:
        """The index is of these files, in their order; documents that none of them has are left out.

        Args:
            files: names, each with the number of its document.
        """
        with self._database:
            self._database.execute("DELETE FROM file")
            rows = ((place, os.fsencode(name), number) for place, (name, number) in enumerate(files))
            self._database.executemany("INSERT INTO file VALUES (?, ?, ?)", rows)
            self._database.execute("DELETE FROM passage WHERE document NOT IN (SELECT document FROM file)")
            self._database.execute("DELETE FROM document WHERE id NOT IN (SELECT document FROM file)")

    def files(self) -> Iterator[tuple[str, int, bytes, int]]:
        """Name, number, content and key of each file's document, in the order of the files."""
        words = "SELECT name, id, content, key FROM file JOIN document ON document = id ORDER BY place"
        for name, number, content, key in self._database.execute(words):
            yield os.fsdecode(name), number, content, key

    def lines(self) -> Iterator[list[Line]]:
        """The lines that may repeat, of each file in their order."""
        words = "SELECT lines FROM file JOIN document ON document = id ORDER BY place"
        for (lines,) in self._database.execute(words):
            yield [Line(*line) for line in json.loads(lines)]

    def passages(self) -> tuple[NDArray[np.int64], NDArray[np.int64], Keys]:
        """Number, key and band keys of each passage, by number."""
        rows = self._database.execute("SELECT id, key FROM passage ORDER BY id").fetchall()
        columns = np.array(rows, np.int64).reshape(-1, 2)
        bands = b"".join(keys for (keys,) in self._database.execute("SELECT bands FROM passage ORDER BY id"))
        return columns[:, 0], columns[:, 1], np.frombuffer(bands, np.uint32).reshape(-1, BANDS)

    def count(self) -> int:
        """The number of passages."""
        return int(self._database.execute("SELECT count(*) FROM passage").fetchone()[0])

    def texts(self, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Passages by their numbers."""
        for start in range(0, len(numbers), _ASKED):
            some = numbers[start : start + _ASKED]
            words = f"SELECT id, text FROM passage WHERE id IN ({_marks(some)})"
            for number, text in self._database.execute(words, some):
                yield number, text.decode("utf-8", "surrogatepass")

    def passages_of(self, document: int) -> list[int]:
        """The numbers of a document's passages."""
        rows = self._database.execute("SELECT id FROM passage WHERE document = ?", (document,))
        return [number for (number,) in rows]

    def keep_damage(self, damage: Mapping[int, int]) -> None:
        """Remember the damage of passages, by their numbers, for later runs; `finish` puts it down for good."""
        rows = ((found, number) for number, found in damage.items())
        self._database.executemany("UPDATE passage SET damage = ? WHERE id = ?", rows)

    def places(self, numbers: Sequence[int]) -> Iterator[tuple[int, Place]]:
        """Where passages stand, by their numbers."""
        for start in range(0, len(numbers), _ASKED):
            some = numbers[start : start + _ASKED]
            words = f'SELECT id, document, start, "end", line, cuts, damage FROM passage WHERE id IN ({_marks(some)})'
            for number, *place in self._database.execute(words, some):
                yield number, Place(*place)


def _marks(numbers: Sequence[int]) -> str:
    return ",".join("?" * len(numbers))


def _opened(path: str, stamp: str) -> sqlite3.Connection:
    """The database, made anew if it is of another tool or damaged."""
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        if database.execute("SELECT stamp FROM made_by").fetchall() == [(stamp,)]:
            return database
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:  # another run is at work: its entries are not to be lost
            raise
    database.close()
    os.unlink(path)
    database = sqlite3.connect(path, timeout=_PATIENCE)
    with database:
        database.executescript(_SCHEMA)
        database.execute("INSERT INTO made_by VALUES (?)", (stamp,))
    return database
