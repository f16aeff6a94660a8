"""Which characters are taken for each other: those that sound alike when typed, and those that look alike in print.

The table is a text file of groups, a line each, that are searched one by one: the table is asked about a
handful of characters in a text that has any. Characters are simplified. Origin and licence stand in the file.
"""

from functools import cache
from typing import Final

from cnlint.detectors.tables import lines_of, table

ALIKE: Final = table("alike.txt")
# What begins a line: a syllable without its tone; a component at the left (or top), or at the right (or foot); a set of
# characters that differ by a stroke.
SOUND, HEAD, TAIL, STROKE = "=", "<", ">", "~"


def sounds_alike(one: str, other: str) -> bool:
    """True if the two characters share a reading, its tone left out: 茶 搽, 质 置."""
    return _share(one, other, (SOUND,))


def looks_alike(one: str, other: str) -> bool:
    """True if they share a component at the same side, one is a component of the other, or a stroke sets them apart."""
    return _share(one, other, (HEAD, TAIL, STROKE))


def twins_by_stroke(char: str) -> frozenset[str]:
    """What a stroke sets apart from a character: 已 and 巳 from 己, 末 from 未."""
    sets = (chars for kind, chars in _groups() if kind == STROKE and char in chars)
    return frozenset("".join(sets)) - {char}


@cache
def _share(one: str, other: str, kinds: tuple[str, ...]) -> bool:
    return any(one in chars and other in chars for kind, chars in _groups() if kind in kinds)


@cache
def _groups() -> tuple[tuple[str, str], ...]:
    """What kind of likeness, and the characters; the key between the two says only what they share."""
    return tuple((line[0], line.partition(" ")[2]) for line in lines_of(ALIKE))
