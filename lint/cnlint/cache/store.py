"""Where entries lie: in files of `.cnlint/cache/`, each with the entries whose keys begin alike, oldest use first.

A file is a line with the checksum of what follows, and that: for each entry its key, the length of its findings, and
they. One that does not check counts as none and is written anew. Writers read what others have written meanwhile and
replace the file in one step: of two that do so in the same moment one loses its new entries, which are found again.
"""

import os
from collections.abc import Sequence
from time import monotonic
from typing import Final

from cnlint.cache import keys
from cnlint.cache.packing import pack, unpack
from cnlint.findings import Finding
from cnlint.rulebook.cache import load_file, store_file
from cnlint.statefolder import STATE_FOLDER, state_folder

_NAME: Final = "cache"
# Files, by the first bits of a key: a run over few texts reads few of them, and one over many writes no more than this.
_SHARDS: Final = 64
# Bytes in one of them. Findings on a damaged page take some 3 KB (measured on pages with 39 findings each), so that all
# files hold 45,000 such pages within 128 MiB; of clean ones, which take 20 bytes, six million.
_ROOM: Final = 2 << 20
_LENGTH: Final = 4  # bytes of a length
_HEAD: Final = keys.SIZE + _LENGTH
# Seconds of work that a run may lose if it is killed. To write all files takes a tenth of one.
_PERIOD: Final = 30.0

_Entries = dict[bytes, bytes]


class Cache:
    """The results of earlier runs, and those of this one.

    Args:
        root: the folder that holds `.cnlint/`.
        room: bytes that a file of entries may have.
    """

    def __init__(self, root: str, room: int = _ROOM) -> None:
        self._root = root
        self._room = room
        self._known: dict[int, _Entries] = {}  # as they were read
        self._touched: dict[int, _Entries] = {}  # used or new in this run, in that order
        self._changed: set[int] = set()  # have entries that are not on the disk
        self._saved = monotonic()

    def look_up(self, key: bytes) -> tuple[Finding, ...] | None:
        """The findings under a key; None if there are none that can be read."""
        number = key[0] % _SHARDS
        touched = self._touched.setdefault(number, {})
        packed = touched.get(key)
        if packed is None:
            if number not in self._known:
                self._known[number] = self._load(number)
            packed = self._known[number].get(key)
        if packed is None:
            return None
        try:
            findings = unpack(packed)
        except Exception:  # whatever is wrong with an entry, the text is checked as if there were none
            return None
        touched.pop(key, None)
        touched[key] = packed
        return findings

    def remember(self, key: bytes, findings: Sequence[Finding]) -> None:
        """Keep findings under a key, if they can be kept."""
        try:
            packed = pack(findings)
        except TypeError:  # evidence of an odd type: shown as it is, and not to be had back from bytes
            return
        if _HEAD + len(packed) > self._room:
            return
        number = key[0] % _SHARDS
        self._touched.setdefault(number, {})[key] = packed
        self._changed.add(number)
        if monotonic() - self._saved > _PERIOD:
            self.save()

    def save(self) -> None:
        """Write what is new. Where nothing can be written, nothing is."""
        if self._changed:
            try:
                folder = os.path.join(state_folder(self._root), _NAME)
                os.makedirs(folder, exist_ok=True)
            except OSError:
                return
            for number in sorted(self._changed):
                self._write(number)
            self._changed.clear()
        self._saved = monotonic()

    def _write(self, number: int) -> None:
        touched = self._touched[number]
        others = {key: packed for key, packed in self._load(number).items() if key not in touched}
        kept = _within(others | touched, self._room)
        self._known[number] = kept
        self._touched[number] = {key: kept[key] for key in touched if key in kept}  # so that a long run has its bound
        store_file(self._path(number), _joined(kept))

    def _load(self, number: int) -> _Entries:
        return _parted(load_file(self._path(number)) or b"")

    def _path(self, number: int) -> str:
        return os.path.join(self._root, STATE_FOLDER, _NAME, f"{number:02x}")


def _within(entries: _Entries, room: int) -> _Entries:
    """The newest entries, as many as there is room for."""
    size = sum(_HEAD + len(packed) for packed in entries.values())
    kept = dict(entries)
    for key, packed in entries.items():
        if size <= room:
            break
        size -= _HEAD + len(packed)
        del kept[key]
    return kept


def _joined(entries: _Entries) -> bytes:
    return b"".join(
        part for key, packed in entries.items() for part in (key, len(packed).to_bytes(_LENGTH, "big"), packed)
    )


def _parted(joined: bytes) -> _Entries:
    entries: _Entries = {}
    at = 0
    while (start := at + _HEAD) <= len(joined):
        end = start + int.from_bytes(joined[at + keys.SIZE : start], "big")
        entries[joined[at : at + keys.SIZE]] = joined[start:end]
        at = end
    return entries
