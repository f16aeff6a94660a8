"""How wide text is in print, in characters: Han characters and wide marks take one, those of Latin-1 half of one.

Line breaking: CLREQ (W3C) 3.1.9, prohibition at line start and line end.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, OPENERS, PAUSE_MARKS

_NOT_FIRST: Final = CLOSERS | FINAL_MARKS | PAUSE_MARKS | COLON_MARKS | frozenset("—·％%")
# Characters that a full line may be wider or narrower than the measure: a mark hangs, or goes down with a character.
HANGING: Final = 1.5
NARROWEST_COLUMN: Final = 7  # characters of a full printed line: the narrowest column of the benches has 8


def are_alike(left: str, right: str) -> bool:
    """Whether two lines are as wide as full lines of one column are."""
    one, other = width(left), width(right)
    return min(one, other) >= NARROWEST_COLUMN and abs(one - other) <= HANGING + 0.5


def width(text: str) -> float:
    """Characters that a text takes in print: those of the Latin-1 range take half."""
    return len(text) - 0.5 * len(text.encode("latin-1", "ignore"))


def first_word(text: str) -> float:
    """The width of what no line end may part from the first character of a text."""
    at = 1
    if text[0] in OPENERS:
        at = 2
    elif text[0] < "\u0080":
        while at < len(text) and text[at] < "\u0080" and text[at] != " ":
            at += 1
    while at < len(text) and text[at] in _NOT_FIRST:
        at += 1
    return width(text[:at])


def usual_width(widths: Sequence[float]) -> tuple[int, int]:
    """The commonest width, and how many have it: marks hang or are squeezed, so neighbouring widths count together."""
    counts = Counter(map(round, widths))
    if not counts:
        return 0, 0
    near = {size: counts[size - 1] + counts[size] + counts[size + 1] for size in counts}
    best = max(near, key=lambda size: (near[size], counts[size], size))
    return best, near[best]
