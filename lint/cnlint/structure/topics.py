"""Whether a short line speaks of what the text around it speaks of.

A headline speaks of what follows and of nothing before it, a subhead or a caption of both, a slogan that fills a gap
or a running head of neither. What two texts speak of in common is seen in the pairs of Han characters they share.
"""

from collections.abc import Sequence
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
        pairs = {text[at : at + 2] for at in range(len(text) - 1) if is_han(text[at]) and is_han(text[at + 1])}
        if len(pairs) < _FEWEST:
            return ()
        start = self._starts[index]
        end = start + len(text)
        after = _share(pairs, self._page[end : end + _REACH])
        before = _share(pairs, self._page[max(0, start - _REACH) : start])
        return f"shared>{after}", f"shared<{before}", f"shared={before},{after}"


def _share(pairs: set[str], text: str) -> int:
    """The class of the share of the pairs that stand in a text."""
    share = sum(pair in text for pair in pairs) / len(pairs)
    return sum(share > end for end in _SHARES)
