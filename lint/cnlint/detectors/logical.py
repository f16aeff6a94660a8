"""Logical paragraphs as running text: the halves of a cut paragraph read as one, offsets kept."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from cnlint.structure.model import Role
from cnlint.structure.snapshot import Snapshot


class Running(NamedTuple):
    """One logical paragraph."""

    text: str  # what its pieces hold, one after the other
    role: Role
    starts: tuple[int, ...]  # where each piece starts in the document
    done: tuple[int, ...]  # where each piece starts in `text`

    def piece(self, index: int) -> int:
        """Which of its pieces holds the character at `index` of the text; its end belongs to the last piece."""
        return bisect_right(self.done, index) - 1

    def place(self, index: int) -> int:
        """The offset in the document of the character at `index` of the text."""
        piece = self.piece(index)
        return self.starts[piece] + index - self.done[piece]


def running(snapshot: Snapshot) -> Iterator[Running]:
    """All logical paragraphs of a document, in reading order."""
    structure = snapshot.structure
    for paragraph in structure.paragraphs:
        pieces = [structure.pieces[index] for index in paragraph.pieces]
        texts = [snapshot.text[piece.start : piece.end] for piece in pieces]
        done = (0, *accumulate(map(len, texts)))[:-1]
        yield Running("".join(texts), paragraph.role, tuple(piece.start for piece in pieces), done)
