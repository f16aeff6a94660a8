"""Whether the lines of a page are those of a column, told by the words that are cut through where they end.

Print ends a line of prose where the room ends, and a third of such ends cut through a word. Whoever ends a line on
purpose, as a poet does or who sets a list, ends it with a clause. So lines of like width are no column where hardly
any end cuts through anything, and lines of verse without rhyme or metre are told from prose.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from cnlint.structure.crossing import is_cut_between
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import Layout, Piece
from cnlint.structure.traits import ENDED, end_class

# Of the line ends in mid-sentence 12 to 56 % cut through a word, a figure or a quotation on 261 hard-wrapped pages,
# made and real (5 % of the pages have less than 16 to 30, by source); in eight poems without metre 0 to 1 %.
_FEWEST_CUT: Final = 1 / 16  # share below which lines are no column
_SURELY_CUT: Final = 1 / 8  # share from which they are one
# Fewer line ends do not tell verse from prose: one in ten snippets of prose of eight lines has no cut.
_ENOUGH: Final = 12


def confirmed(layout: Layout, pieces: Sequence[Piece], knowledge: Knowledge) -> Layout:
    """The layout, or `LINES` where it was taken for hard-wrapped and the lines end with their clauses."""
    if layout is not Layout.WRAPPED:
        return layout
    cut = list(_cuts(pieces, knowledge))
    return Layout.LINES if len(cut) >= _ENOUGH and sum(cut) < _FEWEST_CUT * len(cut) else layout


def are_shown(pieces: Sequence[Piece], knowledge: Knowledge) -> bool:
    """Whether enough lines are cut through to say that the room ended them."""
    cut = list(_cuts(pieces, knowledge))
    return any(cut) and sum(cut) >= _SURELY_CUT * len(cut)


def _cuts(pieces: Sequence[Piece], knowledge: Knowledge) -> Iterator[bool]:
    """For each line that ends in mid-sentence, with the next one in its block, whether that cuts through anything."""
    for left, right in pairwise(pieces):
        if left.block == right.block and end_class(left.text) not in ENDED:
            yield is_cut_between(left.text, right.text, knowledge)
