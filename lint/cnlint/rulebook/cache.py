"""The compiled rules of a set of rule files, kept in the user's cache folder so that YAML is read only once.

A cache file is a line with the checksum of what follows, and that. Its name holds the key, so that it never has to be
brought up to date; a file that cannot be read, or does not check, is made anew. Writers put a finished file in place
in one step, so that runs side by side see a whole file or none. Where nothing can be written, nothing is.
"""

import os
import sys
from collections.abc import Iterable
from typing import Final

try:
    from _blake2 import blake2b  # what hashlib gives, without OpenSSL, which takes a sixth of the tool's start-up
except ImportError:
    from hashlib import blake2b

# Rule sets that are kept (one for each set of rule files in use, and their former versions); the oldest go first.
_KEPT: Final = 16
_PREFIX: Final = "rules-"


def cache_folder() -> str | None:
    """The tool's folder below the user's cache folder, as each system has it; None where there is none.

    Follows the XDG base directory specification, which has relative paths ignored.
    """
    if os.path.isabs(os.environ.get("XDG_CACHE_HOME", "")):
        base = os.environ["XDG_CACHE_HOME"]
    elif sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.path.expanduser("~/.cache")
    return os.path.join(base, "cnlint") if os.path.isabs(base) else None


def digest(parts: Iterable[bytes], size: int = 8) -> str:
    """What identifies a sequence of byte strings: `size` bytes in hexadecimal digits."""
    state = blake2b(digest_size=size)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def load(key: str) -> bytes | None:
    """What is kept under a key; None if there is nothing that checks."""
    folder = cache_folder()
    return None if folder is None else load_file(_path(folder, key))


def store(key: str, payload: bytes) -> None:
    """Keep something under a key, if that can be done."""
    folder = cache_folder()
    if folder is None:
        return
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError:
        return
    if store_file(_path(folder, key), payload):
        _forget_old(folder)


def load_file(path: str) -> bytes | None:
    """What `store_file` has put there; None if there is nothing that checks."""
    try:
        with open(path, "rb") as file:
            checksum, _, payload = file.read().partition(b"\n")
    except OSError:
        return None
    return payload if checksum == _checksum(payload) else None


def store_file(path: str, payload: bytes) -> bool:
    """Put something, with its checksum, at a path whose folder exists; whether that could be done."""
    unfinished = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        with open(unfinished, "xb") as file:
            file.write(_checksum(payload) + b"\n" + payload)
        os.replace(unfinished, path)
    except OSError:
        _remove(unfinished)
        return False
    return True


def _path(folder: str, key: str) -> str:
    return os.path.join(folder, f"{_PREFIX}{key}.json")


def _checksum(payload: bytes) -> bytes:
    return digest([payload]).encode("ascii")


def _forget_old(folder: str) -> None:
    """Remove all but the newest rule sets, and what killed runs left unfinished."""
    dated = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(_PREFIX):
                    dated.append((entry.stat().st_mtime_ns, entry.path))
    except OSError:  # another run is removing them too
        return
    for _, path in sorted(dated, reverse=True)[_KEPT:]:
        _remove(path)


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return
