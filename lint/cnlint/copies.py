"""When two prints of a text are the same: what any safe fix would put right tells no print from another.

An engine that reads a paragraph twice reads it in one place with a mark of half width, a stray blank, a radical for the
character it looks like. The copy is a copy all the same.
"""

from typing import Final

from cnlint.characters import FULL_WIDTH, squeeze
from cnlint.lazy import lazy
from cnlint.lookalikes import LOOKALIKES

# Of two of these a safe fix takes one (PUN005); marks of half width are full by then.
_PAIR: Final = lazy(r"([，。、；])\1")
_SAME: Final = str.maketrans({**FULL_WIDTH, **LOOKALIKES})
_FOLDED: Final = frozenset((*FULL_WIDTH, *LOOKALIKES))


def as_printed(text: str) -> str:
    """The characters of a text as all prints of it have them.

    Blanks and invisible characters are left out, marks have full width, radicals and compatibility forms are the
    characters that they stand for, and of two identical pauses or stops one is left.
    """
    return _PAIR.sub(r"\1", squeeze(text).translate(_SAME))


def are_copies(one: str, other: str) -> bool:
    """Whether two texts, neither of which starts with a blank, are prints of one."""
    if one[0] != other[0] and _FOLDED.isdisjoint((one[0], other[0])):
        return False  # as nearly all
    return as_printed(one) == as_printed(other)


def share_an_edge(one: str, other: str, size: int) -> bool:
    """Whether two texts start or end with the same `size` characters, or are the same where they have fewer."""
    return one[:size] == other[:size] or one[-size:] == other[-size:]
