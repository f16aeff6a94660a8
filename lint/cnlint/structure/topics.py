"""Whether a short line speaks of what the text around it speaks of.

A headline speaks of what follows and of nothing before it, a subhead or a caption of both, a slogan that fills a gap
or a running head of neither. What two texts speak of in common is seen in the pairs of Han characters they share.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from operator import add
from typing import Final

from cnlint.characters import is_han
from cnlint.structure.model import Piece
from cnlint.structure.pieces import page_text

# Characters of a line that is weighed by this: shorter ones have too few pairs, longer ones share some with any text.
_SHORTEST, _LONGEST = 4, 35
_FEWEST: Final = 3  # pairs
# Characters before and after the line: two or three paragraphs of news, the rest of its own article.
_REACH: Final = 800
# Upper ends of the classes of shares; the first one is none at all.
_SHARES: Final = (0.0, 0.2, 0.45)
_CLASSES: Final = range(len(_SHARES) + 1)
# The features, [class after][class before].
_NAMES: Final = [
    [(f"shared>{after}", f"shared<{before}", f"shared={before},{after}") for before in _CLASSES] for after in _CLASSES
]


class Topics:
    """What the short lines of a page share with the text around them.

    Args:
        pieces: the lines of the page.
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._page = page_text(pieces)
        self._starts: list[int] = []
        at = 0
        for piece in pieces:
            self._starts.append(at)
            at += len(piece.text) + 1  # its line end

    def of(self, index: int) -> tuple[str, ...]:
        """The features of a line: the classes of what it shares with the text after it, before it, and both at once."""
        text = self._pieces[index].text
        if not _SHORTEST <= len(text) <= _LONGEST:
            return ()
        pairs = _pairs(text)
        if len(pairs) < _FEWEST:
            return ()
        start = self._starts[index]
        end = start + len(text)
        after = _share(pairs, self._page[end : end + _REACH])
        before = _share(pairs, self._page[max(0, start - _REACH) : start])
        return _NAMES[after][before]


# Lines that are kept with their pairs: the fixer reads the lines of a page again and again, most of them unchanged.
@lru_cache(maxsize=1 << 11)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of Han characters of a line."""
    for char in set(text):
        if not ("\u4e00" <= char <= "\u9fff" or is_han(char)):
            text = text.replace(char, " ")
    pairs: set[str] = set()
    for part in text.split():
        pairs.update(map(add, part, part[1:]))
    return frozenset(pairs)


def _share(pairs: frozenset[str], text: str) -> int:
    """The class of the share of the pairs that stand in a text."""
    return bisect_left(_SHARES, sum(map(text.__contains__, pairs)) / len(pairs))
