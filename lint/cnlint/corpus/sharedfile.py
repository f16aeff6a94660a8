"""One output that grows record by record and stands in its place only when it is whole."""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from types import TracebackType

from cnlint.files import InputError, sync_folder


class SharedFile:
    """A file to write to. Leaving its context without an error puts it in its place; with one, it is gone.

    Args:
        path: the file; its folder must be there.

    Raises:
        InputError: on entering, writing or leaving: it cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._temporary = os.path.join(os.path.dirname(path), f".cnlint-{secrets.token_hex(8)}.tmp")
        self._digest = sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of what has been written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def __enter__(self) -> "SharedFile":
        try:
            self._file = open(self._temporary, "xb")
        except OSError as error:
            raise self._in_words(error) from error
        return self

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._in_words(error) from error
        self._digest.update(data)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())
            self._file.close()
            if kind is None:
                os.replace(self._temporary, self._path)
                sync_folder(os.path.dirname(self._path))
        except OSError as failure:
            raise self._in_words(failure) from failure
        finally:
            with suppress(OSError):
                os.unlink(self._temporary)

    def _in_words(self, error: OSError) -> InputError:
        reason = f"cannot be written: {error.strerror or error}"
        return InputError(self._path, reason, "check the disk, or name another folder")
