"""Cuts a document into pieces, the units that are typed, and says how its paragraphs are laid out."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, SPACES
from cnlint.document import Document
from cnlint.structure.folding import fold
from cnlint.structure.items import begins_item
from cnlint.structure.model import Layout, Piece
from cnlint.structure.stanzas import broken_on_purpose
from cnlint.structure.widths import are_alike

_WIDE_BLANK: Final = "\u3000"


def cut(document: Document) -> tuple[Piece, ...]:
    """All pieces of a document: its non-blank lines, in order."""
    text = document.text
    pieces: list[Piece] = []
    previous = -1
    for block in document.blocks:
        for number in range(block.first, block.last + 1):
            line = document.lines[number]
            own = text[line.start : line.end]
            printed = own.lstrip(SPACES)
            margin = own[: len(own) - len(printed)]
            printed = printed.rstrip(SPACES)
            start = line.start + len(margin)
            indent = len(margin) + margin.count(_WIDE_BLANK)
            # A line of nothing but invisible characters is still a line.
            folded = fold(printed) or printed
            gap = number - previous - 1
            pieces.append(Piece(len(pieces), block.number, number, start, start + len(printed), indent, gap, folded))
            previous = number
    return tuple(pieces)


_RULE: Final = "|"


def without_rules(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without the rule beside their column, where an engine read that as a mark.

    Rows of a table have several.
    """
    return tuple(
        piece._replace(text=piece.text.strip(_RULE + " ")) if _has_rule_beside(piece.text) else piece
        for piece in pieces
    )


def _has_rule_beside(line: str) -> bool:
    return _RULE in (line[0], line[-1]) and line.count(_RULE) == 1 and len(line) > 1


def page_text(pieces: Sequence[Piece]) -> str:
    """All folded text of a page, its pieces parted by line ends."""
    return "\n".join(piece.text for piece in pieces)


def ends_finished(text: str) -> bool:
    """True if a line ends as a finished sentence does: final mark or colon, closing marks after it not counted."""
    index = len(text) - 1
    while index > 0 and text[index] in CLOSERS:
        index -= 1
    return index >= 0 and (text[index] in FINAL_MARKS or text[index] in COLON_MARKS)


# A document is hard-wrapped when a line break inside a block is seldom the end of a sentence: of such breaks at
# most this share. In running text printed 12 to 40 characters wide 5 to 20 % of the lines end in a final mark by
# chance (OCR output with one printed line a line: 5 %); where a line is a paragraph nearly all do.
_WRAPPED_FINISHED: Final = 0.5
# And lines of a column are as wide as the next ones: 43 to 90 % of them on 261 hard-wrapped pages, real and generated.
# Of notices, programmes, minutes and price lists with a paragraph a line 0 to 29 % are.
_WRAPPED_ALIKE: Final = 0.3
# Fewer inner line breaks than this say nothing: a headline of two lines over its byline makes two.
_FEWEST_BREAKS: Final = 4


def layout_of(pieces: Sequence[Piece]) -> Layout:
    """How the paragraphs of a document are set.

    Blank lines between most pieces: blocks. Otherwise the lines' ends and widths decide between one paragraph a line
    and one printed line a line; poems and lists are set in lines wherever they stand, so that theirs do not count.
    """
    inner = [(left, right) for left, right in pairwise(pieces) if left.block == right.block]
    if len(inner) >= _FEWEST_BREAKS:
        verse = broken_on_purpose(pieces)
        inner = [
            (left, right)
            for left, right in inner
            if left.number not in verse and not begins_item(pieces, left.number, right.number)
        ]
    if len(inner) < _FEWEST_BREAKS or 4 * len(inner) < len(pieces):
        return Layout.BLOCKS
    finished = sum(ends_finished(left.text) for left, _ in inner)
    alike = sum(are_alike(left.text, right.text) for left, right in inner)
    is_wrapped = finished <= _WRAPPED_FINISHED * len(inner) and alike >= _WRAPPED_ALIKE * len(inner)
    return Layout.WRAPPED if is_wrapped else Layout.LINES


def measure_of(pieces: Sequence[Piece]) -> int:
    """The measure (characters of a full printed line) of hard-wrapped pieces; 0 when no width stands out."""
    widths = Counter(len(piece.text) for piece in pieces if len(piece.text) >= 8)  # shorter lines set no measure
    if not widths:
        return 0
    # Marks hang or are squeezed at line ends, so neighbouring widths count together.
    return max(widths, key=lambda width: (widths[width - 1] + widths[width] + widths[width + 1], width))
