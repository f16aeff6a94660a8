"""Printed lines that are set apart by a blank line each, as some engines write them.

The blank lines then part nothing; they are the line ends of a column. Where there are two or more, something ends.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cnlint.characters import COLON_MARKS, FINAL_MARKS, PAUSE_MARKS
from cnlint.structure.model import Piece
from cnlint.structure.printed import HANGING, width

# A column of text; of fewer lines one cannot tell paragraphs that are as short as lines.
_FEWEST: Final = 20
_APART: Final = 0.9  # of the lines have one blank line or more before them: in between an engine may have lost one
# Lines of a column are as wide as the next ones, and few end where a clause does. On 141 hard-wrapped pages whose lines
# were set apart 40 to 88 % are alike (on one 25 %) and 68 to 97 % end without a mark. Of 71 OCR pages with a paragraph
# a block at most 13 %, of 697 articles of twenty paragraphs and more at most 12 % are alike.
_ALIKE: Final = 0.3
_UNMARKED: Final = 0.6
_NARROWEST, _WIDEST = 7, 45  # characters of a full printed line; plain-text mail breaks at 38
_MARKS: Final = FINAL_MARKS | PAUSE_MARKS | COLON_MARKS


def is_double_spaced(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces are printed lines with blank lines between."""
    pairs = list(pairwise(pieces))
    if len(pieces) < _FEWEST or sum(right.blank_before > 0 for _, right in pairs) < _APART * len(pairs):
        return False
    alike = sum(_are_alike(left.text, right.text) for left, right in pairs)
    unmarked = sum(piece.text[-1] not in _MARKS for piece in pieces)
    return alike >= _ALIKE * len(pairs) and unmarked >= _UNMARKED * len(pieces)


def single_spaced(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces, one blank line fewer before each: those with none left are lines of one block."""
    block, result = -1, list[Piece]()
    for piece in pieces:
        blanks = max(0, piece.blank_before - 1)
        block += not result or blanks > 0
        result.append(piece._replace(block=block, blank_before=blanks))
    return tuple(result)


def is_single_spaced(pieces: Sequence[Piece]) -> bool:
    """Whether blank lines before some of the pieces are not counted any more."""
    return any(right.line - left.line - 1 > right.blank_before for left, right in pairwise(pieces))


def _are_alike(left: str, right: str) -> bool:
    one, other = width(left), width(right)
    return min(one, other) >= _NARROWEST and max(one, other) <= _WIDEST and abs(one - other) <= HANGING + 0.5
