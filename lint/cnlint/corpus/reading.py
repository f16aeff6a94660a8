"""Reads the text of a source, a file or standard input, and refuses what no structure can be found in."""

import sys
from typing import Final

from cnlint import files
from cnlint.corpus.sources import STDIN
from cnlint.document import Document
from cnlint.files import InputError

# Characters. A line is at most a paragraph; the longest of a newspaper have some thousands. Rules and structure hold
# several values for each character of a line, so that one of 100 MB would take tens of gigabytes.
MAX_LINE: Final = 1_000_000


def read_input(path: str) -> bytes:
    """All bytes of a source.

    Raises:
        InputError: they cannot be read, or are too many.
    """
    if path != STDIN:
        return files.read_bytes(path)
    try:
        data = sys.stdin.buffer.read(files.MAX_BYTES + 1)
    except OSError as error:
        raise InputError(STDIN, f"standard input cannot be read: {error.strerror or error}") from error
    if len(data) > files.MAX_BYTES:
        raise InputError(STDIN, f"has more than {files.MAX_BYTES >> 20} MiB, the most that is read", "split it")
    return data


def within_limits(document: Document) -> Document:
    """The document as it is, if none of its lines is too long to be read as one.

    Raises:
        InputError: one is.
    """
    if len(document.text) > MAX_LINE:
        for number, line in enumerate(document.lines, 1):
            if line.end - line.start > MAX_LINE:
                reason = f"line {number} has {line.end - line.start:,} characters, more than the limit of {MAX_LINE:,}"
                raise InputError(document.path, reason, "break it into paragraphs, or leave the file out")
    return document
