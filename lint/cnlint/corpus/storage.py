"""Files here and, by their addresses, elsewhere: what fsspec reaches, such as `s3://bucket/news.parquet`."""

import os
from importlib import import_module
from typing import IO, Any, cast

from cnlint import files
from cnlint.files import InputError


def is_remote(path: str) -> bool:
    """Whether a path is an address."""
    return "://" in path


def extra(module: str, name: str, path: str) -> Any:
    """A module that is there only with an extra.

    Args:
        module: what to import.
        name: the extra that brings it.
        path: the file that needs it.

    Raises:
        InputError: it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise InputError(path, f"needs {module.partition('.')[0]}", f"pip install 'cnlint[{name}]'") from None


def open_raw(path: str, mode: str = "rb") -> IO[bytes]:
    """A file's bytes. What is written elsewhere is there when it is closed, whole, as object storage has it.

    Raises:
        InputError: fsspec is needed and not installed.
        OSError: it cannot be opened.
    """
    if not is_remote(path):
        return cast(IO[bytes], open(path, mode))
    return cast(IO[bytes], extra("fsspec", "ray", path).open(path, mode).open())


def matching(pattern: str) -> list[str]:
    """The addresses that a pattern of one matches, by name.

    Raises:
        InputError: fsspec is needed and not installed.
        OSError: the storage cannot be asked.
    """
    system, inner = extra("fsspec", "ray", pattern).core.url_to_fs(pattern)
    protocol = pattern.partition("://")[0]  # as the user has it: a storage may have several
    return sorted(f"{protocol}://{path}" for path in system.glob(inner))


def size_of(path: str) -> int:
    """Bytes of a file; 0 if that is not known."""
    try:
        return 0 if is_remote(path) else os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def digest_of(path: str) -> str | None:
    """SHA-256 of a file's bytes, in hexadecimal, read in pieces; None if it cannot be read."""
    from hashlib import file_digest  # OpenSSL takes as long to load as a small file to check

    try:
        with open_raw(path) as file:
            return file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # fsspec's files do as well
    except (OSError, ValueError):
        return None


def make_folder(path: str) -> None:
    """Make an output folder, and those above it, if they are missing.

    Raises:
        InputError: it cannot be made.
    """
    try:
        if is_remote(path):
            system, inner = extra("fsspec", "ray", path).core.url_to_fs(path)
            system.makedirs(inner, exist_ok=True)
        else:
            os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise InputError(path, f"cannot be made: {error.strerror or error}", "name another folder") from error


def remove(path: str) -> None:
    """Remove a file, or elsewhere a folder.

    Raises:
        FileNotFoundError: there is none.
    """
    if is_remote(path):
        system, inner = extra("fsspec", "ray", path).core.url_to_fs(path)
        system.rm(inner, recursive=True)
    else:
        os.unlink(path)


def write_whole(path: str, data: bytes) -> None:
    """Give a file new bytes: all of them or none.

    Raises:
        InputError: it cannot be written.
    """
    if not is_remote(path):
        files.write_atomic(path, data)
        return
    try:
        with open_raw(path, "wb") as file:
            file.write(data)
    except OSError as error:
        raise InputError(path, f"cannot be written: {error.strerror or error}", "check the storage") from error
