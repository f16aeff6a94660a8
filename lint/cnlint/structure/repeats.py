"""Whether a short line repeats words of an earlier one: captions copy headlines, running heads repeat."""

from collections.abc import Sequence
from typing import Final

from cnlint.structure.model import Piece
from cnlint.structure.pieces import page_text
from cnlint.structure.traits import FORM_LENGTH

_SHORTEST: Final = 4  # characters of a line that is looked at
_SIZE: Final = 6  # characters: six in a row are seldom equal by chance, and OCR leaves most runs of six whole
_PART: Final = 3  # characters that are looked for before a string is
_LONG: Final = 8000  # characters of a page in which strings are sooner found than those of all pieces collected


class Repeats:
    """What the short lines of a page have of those before them. Lines are asked for in order.

    Args:
        pieces: the lines of the page.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._page = page_text(pieces)
        self._earlier: set[str] = set()
        self._size = 0  # characters of the earlier pieces and their line ends
        self._grams: set[str] = set()  # of the earlier pieces, on long pages
        self._upto = 0

    def of(self, index: int) -> tuple[str, ...]:
        """The features of a line: whether it stands before as a whole, and whether some or most of its strings do."""
        text = self._pieces[index].text
        if not _SHORTEST <= len(text) <= FORM_LENGTH:
            return ()
        self._read_on(index)
        whole = ("repeats=whole",) if text in self._earlier else ()
        share = self._count(text) / max(1, len(text) - _SIZE + 1)
        if share > 0.3:
            return (*whole, "repeats=most" if share > 0.7 else "repeats=some")
        return whole

    def _read_on(self, index: int) -> None:
        """Count the lines before one among the earlier ones."""
        for piece in self._pieces[self._upto : index]:
            self._earlier.add(piece.text)
            self._size += len(piece.text) + 1
            if len(self._page) > _LONG:
                self._grams.update(_grams(piece.text))
        self._upto = index

    def _count(self, text: str) -> int:
        """How many of its strings stand before a line."""
        if len(self._page) > _LONG:
            return sum(gram in self._grams for gram in _grams(text))
        find, end, count = self._page.find, self._size, len(text) - _SIZE + 1
        found = 0
        # Of parts so far apart each string holds one: where it stands nowhere before, none of those strings does.
        apart = _SIZE - _PART + 1
        for at in range(apart - 1, count + apart - 1, apart):
            if find(text[at : at + _PART], 0, end) >= 0:
                firsts = range(at - apart + 1, min(at + 1, count))
                found += sum(find(text[first : first + _SIZE], 0, end) >= 0 for first in firsts)
        return found


def _grams(text: str) -> list[str]:
    return [text[at : at + _SIZE] for at in range(len(text) - _SIZE + 1)]
