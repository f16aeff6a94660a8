"""What an entry is known by: the tool with its weights, the rules with their settings, the language, the text.

No time stamps: a checkout gives old files new ones, and an editor may write twice within the clock's grain.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.machinery import PathFinder
from typing import Final

from cnlint import __version__
from cnlint.detectors import DETECTORS
from cnlint.rulebook.cache import digest
from cnlint.selection import ActiveRule

_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Folders that have no say in findings: compiled code, and those that only handle what is found.
_LEFT_OUT: Final = frozenset({"__pycache__", "commands", "evaluation", "learning", "report"})
# Names another folder of trained weights; see `structure.language`.
_WEIGHTS: Final = "CNLINT_WEIGHTS"
# The packages that have a say in findings, each by its table of characters or words, its matcher or its arithmetic.
_AT_WORK: Final = ("numpy", "opencc", "regex")
# Bytes of a key: two of 2^40 texts share one with a probability of 2^-49.
SIZE: Final = 16


def content(data: bytes) -> bytes:
    """What the bytes of a file are known by."""
    return bytes.fromhex(digest((data,), SIZE))


def content_of_record(text: str) -> bytes:
    """What the text of a record is known by, and no file: of the same bytes a mark may be no text there."""
    return bytes.fromhex(digest((b"record", text.encode("utf-8", "surrogatepass")), SIZE))


def key(scope: bytes, content: bytes) -> bytes:
    """What the findings of `scope` on bytes of that `content` are known by."""
    return bytes.fromhex(digest((scope, content), SIZE))


def scope_of(rules: Sequence[ActiveRule], book: str, lang: str) -> bytes | None:
    """What is known of a run besides the bytes of a file.

    Args:
        rules: the rules in force for the file, with their settings.
        book: the digest of the rule files.
        lang: language of the messages.

    Returns:
        None if a rule is the code of another package, for that may change without being noticed.
    """
    if any(active.rule.detector not in (None, *DETECTORS) for active in rules):
        return None
    settings = [(active.rule.code, active.severity, sorted(active.options.items())) for active in rules]
    parts = (stamp(), book, lang, json.dumps(settings))
    return bytes.fromhex(digest((part.encode("ascii") for part in parts), SIZE))


@cache
def stamp() -> str:
    """What identifies the tool: version, code, tables and weights, and what it runs on."""
    return digest(_parts(), SIZE)


def _parts() -> Iterator[bytes]:
    # The version does not tell a checkout's code of today from that of yesterday; to read it all takes some 10 ms.
    yield f"{__version__} {sys.hexversion}".encode("ascii")
    yield from _versions()
    for folder in filter(None, (_PACKAGE, os.environ.get(_WEIGHTS))):
        for path in _files(folder):
            yield os.fsencode(path[len(folder) :])
            yield _read(path)


def _versions() -> Iterator[bytes]:
    """Names of the folders beside each package that tell its version."""
    for name in _AT_WORK:
        found = PathFinder.find_spec(name)
        if found is not None and found.origin is not None:
            installed = os.path.dirname(os.path.dirname(found.origin))
            yield from sorted(
                os.fsencode(entry) for entry in os.listdir(installed) if entry.lower().startswith(f"{name}-")
            )


def _files(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        yield from (os.path.join(place, name) for name in sorted(files))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:  # an editor's own file that has gone again
        return b""
