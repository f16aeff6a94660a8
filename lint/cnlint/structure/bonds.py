"""Whether lines run on into each other, as the role model sees it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from cnlint.structure.language import Language
from cnlint.structure.model import Piece
from cnlint.structure.traits import end_class

# The language score (log-odds) above which a piece plainly runs on from another, and below which it plainly does not:
# odds of ten to one either way, rounded.
_RUNS_ON, _BREAKS_OFF = 2.0, -2.0
# How a line ends that runs on into none.
_OVER: Final = frozenset({"final", "closed"})
_LONG: Final = 35  # characters: longer than any line of a headline


class Bonds:
    """What the lines of a page are to the lines before and after them.

    Args:
        pieces: the lines of the page.
        language: what knows which words run on.
        asked: the lines that will be asked for.
    """

    def __init__(self, pieces: Sequence[Piece], language: Language, asked: Sequence[int]) -> None:
        self._pieces = pieces
        self._language = language
        self._ends = [end_class(piece.text) for piece in pieces]
        language.read_ahead(self._read_by(asked))

    def of(self, index: int) -> list[tuple[str, ...]]:
        """Whether a line runs on from the one before it, into the next, and whether its neighbours run on past it."""
        before, after = index > 0, index + 1 < len(self._pieces)
        found = []
        if before:
            found.append(self._bond("from", index - 1, index))
        if after:
            found.append(self._bond("into", index, index + 1))
        if before and after:
            found.append(self._bond("past", index - 1, index + 1))
        return found

    def _read_by(self, asked: Sequence[int]) -> Iterator[tuple[str, str]]:
        """The pairs of lines that are read for some lines."""
        for at in asked:
            for left, right in ((at - 1, at), (at, at + 1), (at - 1, at + 1)):
                if left >= 0 and right < len(self._pieces) and self._ends[left] not in _OVER:
                    yield self._pieces[left].text, self._pieces[right].text

    def _bond(self, name: str, left: int, right: int) -> tuple[str, ...]:
        ending, text = self._ends[left], self._pieces[left].text
        if ending in _OVER:
            return _names(name, ending, "", False)
        score = self._language.runs_on(text, self._pieces[right].text)
        level = "on" if score > _RUNS_ON else "off" if score < _BREAKS_OFF else "open"
        return _names(name, ending, level, len(text) > _LONG)


@lru_cache(maxsize=1 << 9)  # there are some two hundred
def _names(name: str, ending: str, level: str, is_long: bool) -> tuple[str, ...]:
    if not level:
        return (f"{name}=finished",)
    return f"{name}={level}", f"{name}={level},{ending},{'long' if is_long else 'short'}"
