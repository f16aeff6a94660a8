"""Files: bytes in, bytes out. A file is read whole, written whole or not at all, and never over a newer one (law 5)."""

import os
import stat
from contextlib import suppress
from typing import Final

from cnlint.decoding import UTF8, Decoded, DecodingError
from cnlint.decoding import decode as decode_bytes
from cnlint.document import Document

# Bytes. A file is held in memory several times over (bytes, text, folded view, findings). At 15 KB a page, as the seed
# files have it, a daily of 16 pages fills 90 MB in a year: what is larger than five years is an archive or a mistake.
MAX_BYTES: Final = 512 * 1024 * 1024

Path = str | os.PathLike[str]


class InputError(Exception):
    """A file that cannot be read, or not be written, as it should; the run is abnormal (exit code 2).

    Attributes:
        path: the file, as the user named it.
        reason: what is wrong, to be read after the path.
        hint: what to do; may be empty.
    """

    def __init__(self, path: str, reason: str, hint: str = "") -> None:
        super().__init__(path, reason, hint)
        self.path = path
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}" + (f" ({self.hint})" if self.hint else "")


def digest(data: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal: what tells that a file is still the same."""
    from hashlib import sha256  # OpenSSL takes as long to load as a small file to check; only writing needs it

    return sha256(data).hexdigest()


def read(path: Path) -> Document:
    """The document in a UTF-8 file.

    Raises:
        InputError: the file cannot be read, is too large, binary or damaged, or in another encoding, which is named.
    """
    return decode(read_bytes(path), os.fspath(path))


def read_any(path: Path) -> tuple[Document, str]:
    """The document in a file of any encoding that is recognised, and the encoding's name.

    Raises:
        InputError: the file cannot be read, is too large, binary or damaged, or its encoding is not recognised.
    """
    return decode_any(read_bytes(path), os.fspath(path))


def decode(data: bytes, path: str = "-") -> Document:
    """The document in the bytes of a UTF-8 file; `Document.encode` gives the same bytes back.

    Raises:
        InputError: they are binary, damaged or in another encoding.
    """
    decoded = _decoded(data, path)
    if decoded.encoding != UTF8:
        raise InputError(
            path,
            f"is encoded in {decoded.encoding}, not in UTF-8",
            f"`cnlint clean` converts it, or: iconv -f {decoded.encoding} -t UTF-8",
        )
    return Document(decoded.text, path, bom=decoded.bom)


def decode_any(data: bytes, path: str = "-") -> tuple[Document, str]:
    """The document in bytes of any encoding that is recognised, and the encoding's name, such as "GB18030".

    A byte order mark stays only where the bytes are UTF-8; in other encodings it told the byte order and is used up.

    Raises:
        InputError: they are binary or damaged, or their encoding is not recognised.
    """
    decoded = _decoded(data, path)
    bom = decoded.bom and decoded.encoding == UTF8
    return Document(decoded.text, path, bom=bom), decoded.encoding


def _decoded(data: bytes, path: str) -> Decoded:
    try:
        return decode_bytes(data)
    except DecodingError as error:
        raise InputError(path, error.reason, error.hint) from None


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """All bytes of a file, or of a pipe.

    Args:
        path: the file.
        limit: bytes it may have at most.

    Raises:
        InputError: it is missing, not to be read, too large, or was changed in the meantime.
    """
    name = os.fspath(path)
    try:
        with open(path, "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            data = b"" if before.st_size > limit else _read_up_to(file.fileno(), limit + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise _in_words(name, error) from error
    except ValueError:  # a path with a NUL in it
        raise InputError(name, "is no path", "check how it is spelt") from None
    if before.st_size > limit or len(data) > limit:
        raise InputError(name, f"is larger than {_size_in_words(limit)}, the most that is read", "split it")
    if stat.S_ISREG(before.st_mode) and (
        len(data) != after.st_size or (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size)
    ):
        raise InputError(name, "was changed while it was read", "run again when nothing writes to it")
    return data


def _read_up_to(descriptor: int, limit: int) -> bytes:
    pieces = []
    while limit > 0 and (piece := os.read(descriptor, min(limit, 1 << 24))):  # 16 MiB at a time
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def write_atomic(path: Path, data: bytes, *, expected: str | None = None) -> None:
    """Give a file new bytes: all of them or none. Its mode stays; a link is followed and stays a link.

    Whatever is raised, the file is as it was.

    Args:
        path: the file; its folder must exist.
        data: the new bytes.
        expected: the digest of the bytes that were read from it; None: whatever stands there is replaced.

    Raises:
        InputError: it cannot be written, or its bytes are no longer the expected ones.
    """
    name = os.fspath(path)
    target = os.path.realpath(path)
    try:
        status = _status(name, target)
        if status is not None and not os.access(target, os.W_OK):
            raise InputError(name, "is write-protected", "allow writing, or leave it out")
        temporary = _write_beside(target, data, status)
        try:
            if expected is not None:
                _must_be(name, target, expected)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise _in_words(name, error, "written") from error
    sync_folder(os.path.dirname(target))


def _status(name: str, target: str) -> os.stat_result | None:
    """Status of a file that may be replaced; None if there is none yet.

    Raises:
        InputError: it is a folder, a pipe or a device.
    """
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise InputError(name, "is no regular file and is not written to", "name a file")
    return status


def _must_be(name: str, target: str, expected: str) -> None:
    try:
        data = read_bytes(target)
    except InputError as error:
        raise InputError(name, f"{error.reason}; nothing was written", error.hint) from error
    if digest(data) != expected:
        raise InputError(name, "was changed since it was read; nothing was written", "run again")


def _write_beside(target: str, data: bytes, status: os.stat_result | None) -> str:
    """Write the bytes to a new file in the same folder, down to the disk; its path."""
    # Short, whatever the target is called: a name may have 255 bytes, which 85 Han characters fill.
    temporary = os.path.join(os.path.dirname(target), f".cnlint-{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if status is not None:
                _take_over(temporary, status)
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    return temporary


def _take_over(temporary: str, status: os.stat_result) -> None:
    """Give a file the owner and mode of the one it will replace."""
    if hasattr(os, "chown"):
        with suppress(PermissionError):  # only root may give files away; others own what they may write, as a rule
            os.chown(temporary, status.st_uid, status.st_gid)
    os.chmod(temporary, stat.S_IMODE(status.st_mode))


def sync_folder(folder: str) -> None:
    """Bring a folder's entries to the disk, where the system can do that; elsewhere they get there by and by."""
    with suppress(OSError):
        descriptor = os.open(folder or os.curdir, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _in_words(name: str, error: OSError, deed: str = "read") -> InputError:
    match error:
        case FileNotFoundError():
            return InputError(name, "does not exist", "check the path")
        case IsADirectoryError():
            return InputError(name, "is a folder, not a file", "name a file in it")
        case PermissionError():
            return InputError(name, f"may not be {deed}: permission denied", "change its permissions, or leave it out")
        case _:
            return InputError(name, f"cannot be {deed}: {error.strerror or error}", "check the disk and the path")


def _size_in_words(size: int) -> str:
    mebibytes = size / (1 << 20)
    return f"{mebibytes:g} MiB" if mebibytes >= 1 else f"{size} bytes"
