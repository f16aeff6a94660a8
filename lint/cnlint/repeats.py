"""Strings that a text has more than once: what loops, doubled passages and slips in repeated phrases show by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Final, NamedTuple

from cnlint.codes import CharTable, codes, per_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A string of at most twelve characters is three numbers of four characters each, which may overlap.
_FOUR: Final = 4
# Odd multipliers without structure: the fractions of the square roots of 2, 3 and 5 (as SHA-512 takes them).
_FACTORS: Final = (0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B)


@per_text
def distances(text: str, size: int) -> "NDArray[np.intp] | None":
    """For each string of a text how far before it stands last, in characters; 0 if nowhere.

    Strings are told apart by hashes of 64 bits.

    Args:
        text: the text.
        size: characters of the strings, from four to twelve.

    Returns:
        The distances, by where the strings start; None where `codes` is.
    """
    units = codes(text)
    if units is None:
        return None
    import numpy as np

    count = len(units) - size + 1
    far = np.zeros(max(count, 0), np.intp)
    if count < 2:
        return far
    twos = units[:-1].astype(np.uint64) << np.uint64(16) | units[1:]
    fours = twos[:-2] << np.uint64(32) | twos[2:]
    key = fours[:count] * np.uint64(_FACTORS[0])
    for at, factor in zip((min(_FOUR, size - _FOUR), size - _FOUR), _FACTORS[1:], strict=True):
        key += fours[at : at + count] * np.uint64(factor)
    # By sixteen bits numpy sorts several times as fast as by more (radix sort); few share those, which are sorted anew.
    short = (key >> np.uint64(48)).astype(np.uint16)
    order = short.argsort(kind="stable")
    short = short.take(order)
    alike = np.zeros(count, np.bool_)
    np.equal(short[1:], short[:-1], out=alike[1:])
    alike[:-1] |= alike[1:]
    order = order[alike]
    key = key.take(order)
    again = key.argsort(kind="stable")
    order, key = order.take(again), key.take(again)
    (same,) = (key[1:] == key[:-1]).nonzero()
    places = order.take(same + 1)
    far[places] = places - order.take(same)
    return far


class Repeat(NamedTuple):
    """A string that stands in a text again: where, and how far before that it stood last, in characters."""

    at: int
    distance: int


def repeats(text: str, size: int, starts: Iterable[int]) -> Iterator[Repeat]:
    """The strings of a text that stood in it before, in order.

    Args:
        text: the text.
        size: characters of the strings.
        starts: places in order, among them all where a string starts that the text has twice or more.
    """
    latest: dict[str, int] = {}
    for at in starts:
        string = text[at : at + size]
        before = latest.get(string)
        if before is not None:
            yield Repeat(at, at - before)
        latest[string] = at


def frequent(text: str, signs: CharTable, size: int, times: int, *, last: bool = False) -> Set[str]:
    """The strings that begin or end with one of some characters and stand in a text that often.

    Args:
        text: the text.
        signs: the characters.
        size: characters of the strings, at most three.
        times: how often, at least.
        last: whether the strings end with the characters.
    """
    before = size - 1 if last else 0
    units = codes(text)
    if units is None:
        counts = Counter(text[at - before : at - before + size] for at in signs.places(text) if at >= before)
        return {string for string, count in counts.items() if count >= times and len(string) == size}
    import numpy as np

    (starts,) = signs.flags(text)[before : len(text) - size + 1 + before].nonzero()
    wide = units.astype(np.int64)
    key = wide.take(starts)
    for at in range(1, size):
        key <<= 16
        key |= wide[at:].take(starts)
    key.sort()
    often = set(key[times - 1 :][key[times - 1 :] == key[: 1 - times]].tolist())
    return {code.to_bytes(2 * size).decode("utf-16-be") for code in often}
