"""The ledger: every edit of every run, enough to take them back byte for byte.

Each run that changes a file has a file of its own, `.cnlint/ledger/000001.jsonl` and so on: a line about the run, then
a line for each file it changed. A file's line is on the disk before the file is written, so that a crash at any
moment leaves either both or a line whose file is still as it was. Undoing a run deletes its file at the end; runs
side by side, such as pre-commit's, never write to the same one.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, NamedTuple

from cnlint import __version__
from cnlint.document import BOM, Document
from cnlint.files import InputError, digest, read_bytes, sync_folder, write_atomic
from cnlint.findings import Edit, Finding
from cnlint.fixer import apply, inverse
from cnlint.statefolder import STATE_FOLDER, state_folder

_LEDGER: Final = "ledger"
_RUN_FILE: Final = re.compile(r"(\d{6,})\.jsonl", re.ASCII)
_FORMAT: Final = 1  # of the run files; another one is refused


class Entry(NamedTuple):
    """What a run did to one file."""

    path: str  # with links followed; relative to the root where it lies below it
    before: str  # digest of the file's bytes
    after: str
    bom: bool  # whether a byte order mark stands before the text
    rounds: tuple[tuple[Edit, ...], ...]  # offsets in the snapshot of the round


class Undone(NamedTuple):
    """A run that was taken back."""

    time: str  # of the run, in ISO 8601, UTC
    paths: tuple[str, ...]  # the files that have their former bytes again
    torn: bool  # the run had crashed while it wrote its last line; the file that line was about was never changed


class Run:
    """One run of the tool. Nothing is written to the ledger before there is something to write.

    Args:
        root: the folder that holds `.cnlint/`.
    """

    def __init__(self, root: str) -> None:
        self._root = os.path.realpath(root)
        self._time = datetime.now(UTC).isoformat(timespec="seconds")
        self._path: str | None = None

    def write(self, before: Document, after: Document, steps: Sequence[Sequence[Finding]]) -> None:
        """Write a fixed document to its file, and into the ledger first.

        Args:
            before: the document as it was read from its file.
            after: the same document, fixed.
            steps: the findings that were fixed, by round.

        Raises:
            InputError: the file cannot be written or was changed since it was read, or the ledger cannot be written.
                Then neither is changed.
        """
        old, new = before.encode(), after.encode()
        if old == new:
            return
        target = os.path.realpath(before.path)
        line = _line_of(Entry(self._short(target), digest(old), digest(new), before.bom, ()), steps)
        if _restored(new, [_entry_of(line)]) != old:
            raise InputError(before.path, "is left as it was: the record of its edits does not lead back to it")
        size = self._append(line)
        try:
            write_atomic(before.path, new, expected=digest(old))
        except BaseException:
            self._cut(size)
            raise

    def _short(self, target: str) -> str:
        inside = target.startswith(os.path.join(self._root, ""))
        return os.path.relpath(target, self._root).replace(os.sep, "/") if inside else target

    def _append(self, line: bytes) -> int:
        """Add a line to the run's file, down to the disk; the size before."""
        try:
            if self._path is None:
                self._path = _new_run_file(self._root)
                line = self._header() + line
            size = os.path.getsize(self._path)
            try:
                with open(self._path, "ab") as file:
                    file.write(line)
                    file.flush()
                    os.fsync(file.fileno())
            except BaseException:
                self._cut(size)
                raise
        except OSError as error:
            place = self._path or os.path.join(self._root, STATE_FOLDER)
            reason = f"the ledger cannot be written: {error.strerror or error}; nothing was changed"
            raise InputError(place, reason, "make room, or allow writing there") from error
        return size

    def _header(self) -> bytes:
        return json.dumps({"cnlint": __version__, "format": _FORMAT, "time": self._time}).encode("ascii") + b"\n"

    def _cut(self, size: int) -> None:
        """Take back the last line; a run that has none left is gone."""
        if self._path is None:
            return
        with suppress(OSError):
            if size:
                os.truncate(self._path, size)
            else:
                os.unlink(self._path)
                self._path = None


def undo(root: str) -> Undone | None:
    """Take back the latest run; None if there is none left.

    Every file of the run is looked at before any is touched. A file that already has its former bytes is left alone,
    so that an undo that was broken off can be done again.

    Args:
        root: the folder that holds `.cnlint/`.

    Raises:
        InputError: a file was changed or removed since the run, or cannot be written, or the ledger is damaged.
    """
    root = os.path.realpath(root)
    runs = _run_files(root)
    if not runs:
        return None
    time, entries, torn = _load(runs[-1])
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(os.path.join(root, entry.path), []).append(entry)
    _must_all_lead_back(by_path, time)
    for path, of_path in by_path.items():
        data = read_bytes(path)
        former = _restored(data, of_path)
        if former is not None and former != data:
            write_atomic(path, former, expected=digest(data))
    _drop(runs[-1])
    return Undone(time, tuple(by_path), torn)


def undo_all(root: str) -> Iterator[Undone]:
    """Take back all runs, the latest first; yields each when it is done.

    Raises:
        InputError: as `undo` does; the runs before that are done and gone from the ledger.
    """
    while (undone := undo(root)) is not None:
        yield undone


def _must_all_lead_back(by_path: dict[str, list[Entry]], time: str) -> None:
    """See that every file can be taken back.

    Raises:
        InputError: one cannot; it names the first of them.
    """
    problems = []
    for path, entries in by_path.items():
        try:
            if _restored(read_bytes(path), entries) is None:
                problems.append(InputError(path, "was changed since", "take the later changes back first"))
        except InputError as error:
            problems.append(error)
    if problems:
        path, reason, hint = problems[0].args
        others = f" (as {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise InputError(path, f"{reason}{others}; nothing of the run of {time} was undone", hint)


def _restored(data: bytes, entries: Sequence[Entry]) -> bytes | None:
    """The bytes of a file before a run; None if they are not those that the run left or found."""
    for entry in reversed(entries):
        now = digest(data)
        if now == entry.before:  # the run, or an undo, was broken off
            continue
        if now != entry.after:
            return None
        head = len(BOM) if entry.bom else 0
        text = data[head:].decode("utf-8")
        for edits in reversed(entry.rounds):
            text = apply(text, inverse(edits))
        data = data[:head] + text.encode("utf-8")
        if digest(data) != entry.before:
            return None
    return data


def _line_of(entry: Entry, steps: Sequence[Sequence[Finding]]) -> bytes:
    """A file's line: what the entry says, and for each round the edits as [rule, start, old, new], by place."""
    rounds = []
    for step in steps:
        fixes = ((finding.rule, finding.fix) for finding in step if finding.fix is not None)
        edits = [(rule, edit.start, edit.old, edit.new) for rule, fix in fixes for edit in fix.edits]
        rounds.append(sorted(edits, key=lambda edit: (edit[1], len(edit[2]))))
    # ASCII only: paths and texts may hold lone surrogates, which no UTF-8 file can.
    return json.dumps({**entry._asdict(), "rounds": rounds}, separators=(",", ":")).encode("ascii") + b"\n"


def _entry_of(line: bytes) -> Entry:
    """What a file's line says.

    Raises:
        ValueError, TypeError, KeyError: it is damaged.
    """
    row = json.loads(line)
    rounds = tuple(
        tuple(Edit(start, start + len(old), old, new) for _rule, start, old, new in edits) for edits in row["rounds"]
    )
    return Entry(row["path"], row["before"], row["after"], row["bom"], rounds)


def _load(path: str) -> tuple[str, list[Entry], bool]:
    """Time and entries of a run, and whether its last line is torn.

    Raises:
        InputError: the file cannot be read, is damaged before its last line, or of another format.
    """
    *lines, rest = read_bytes(path).split(b"\n")
    if not lines:
        return "", [], True
    time: str | None = None
    entries: list[Entry] = []
    try:
        header = json.loads(lines[0])
        if header["format"] != _FORMAT:
            raise InputError(path, f"was written by cnlint {header['cnlint']}, in another format", "undo it with that")
        time = str(header["time"])
        for line in lines[1:]:
            entries.append(_entry_of(line))
        return time, entries, rest != b""
    except (ValueError, TypeError, KeyError) as error:
        number = 1 if time is None else len(entries) + 2
        hint = "restore the file from a backup, or delete it to give up undoing that run"
        raise InputError(path, f"line {number} is damaged", hint) from error


def _run_files(root: str) -> list[str]:
    """The files of all runs, the latest last."""
    folder = os.path.join(root, STATE_FOLDER, _LEDGER)
    try:
        names = [name for name in os.listdir(folder) if _RUN_FILE.fullmatch(name)]
    except FileNotFoundError:
        return []
    return [os.path.join(folder, name) for name in sorted(names, key=_number)]


def _number(run_file: str) -> int:
    return int(os.path.basename(run_file).partition(".")[0])


def _new_run_file(root: str) -> str:
    """An empty file for a new run, numbered after the latest."""
    folder = os.path.join(state_folder(root), _LEDGER)
    os.makedirs(folder, exist_ok=True)
    number = max(map(_number, _run_files(root)), default=0)
    while True:
        number += 1
        path = os.path.join(folder, f"{number:06}.jsonl")
        with suppress(FileExistsError):  # another run took the number
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            sync_folder(folder)
            return path


def _drop(run_file: str) -> None:
    try:
        os.unlink(run_file)
    except OSError as error:
        reason = f"cannot be removed: {error.strerror or error}; its files have their former bytes"
        raise InputError(run_file, reason, "remove it") from error
    sync_folder(os.path.dirname(run_file))
