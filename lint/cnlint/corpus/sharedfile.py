"""One output that grows record by record and stands in its place only when it is whole.

In a storage elsewhere a file is there only when it is closed; one that is left with an error is discarded.
"""

import os
import secrets
from contextlib import suppress
from hashlib import sha256
from types import TracebackType

from cnlint.corpus.storage import is_remote, open_raw
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
        self._is_remote = is_remote(path)
        self._temporary = os.path.join(os.path.dirname(path), f".cnlint-{secrets.token_hex(8)}.tmp")
        self._digest = sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of what has been written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def __enter__(self) -> "SharedFile":
        try:
            self._file = open_raw(self._path, "wb") if self._is_remote else open_raw(self._temporary, "xb")
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
        if self._is_remote:
            self._leave_elsewhere(kind is None)
            return
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

    def _leave_elsewhere(self, whole: bool) -> None:
        try:
            if whole:
                self._file.close()
            else:
                self._file.discard()  # type: ignore[attr-defined]  # fsspec's files have it
        except OSError as failure:
            raise self._in_words(failure) from failure

    def _in_words(self, error: OSError) -> InputError:
        reason = f"cannot be written: {error.strerror or error}"
        return InputError(self._path, reason, "check the disk, or name another folder")
