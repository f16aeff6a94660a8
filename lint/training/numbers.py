"""Builds tables of `cnlint.structure.numbers`: the slots are solved for from those that one string alone uses."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cnlint.structure.numbers import MOST, SEGMENT, spread, starts

# Slots a string: the paper gives 1.125 for many strings, a little more for some hundred thousand.
_ROOM = 1.15


def build(found: Mapping[int, int]) -> bytes:
    """The slots of a table that gives each key its number.

    Raises:
        ValueError: a number is not one of 1 to 31, or the keys need more room.
    """
    if not all(0 < number <= MOST for number in found.values()):
        raise ValueError(f"numbers must be 1 to {MOST}")
    keys = np.fromiter(found, np.uint64, len(found))
    numbers = np.fromiter(found.values(), np.uint64, len(found))
    slots = (max(3, -(-int(len(keys) * _ROOM) // SEGMENT) + 2)) * SEGMENT
    *places, marks = spread(keys, starts(slots))
    table = np.zeros(slots, np.uint16)
    where = np.stack(places, 1).astype(np.int64)
    wanted = (marks ^ numbers).astype(np.uint16)
    for string, free in reversed(_peeled(where, slots)):
        others = [place for place in where[string] if place != free]
        table[free] = wanted[string] ^ table[others[0]] ^ table[others[1]]
    return table.astype("<u2").tobytes()


def _peeled(where: NDArray[np.int64], slots: int) -> list[tuple[int, int]]:
    """Strings in an order in which each has a slot that no later one uses, with that slot."""
    users = np.bincount(where.ravel(), minlength=slots).tolist()
    # The numbers of a slot's strings, exclusive-ored: where one is left, it is that.
    left = np.zeros(slots, np.int64)
    for column in where.T:
        np.bitwise_xor.at(left, column, np.arange(len(where)))
    alone, strings, rows = [slot for slot in range(slots) if users[slot] == 1], left.tolist(), where.tolist()
    order: list[tuple[int, int]] = []
    while alone:
        slot = alone.pop()
        if users[slot] != 1:
            continue
        string = strings[slot]
        order.append((string, slot))
        for place in rows[string]:
            users[place] -= 1
            strings[place] ^= string
            if users[place] == 1:
                alone.append(place)
    if len(order) < len(rows):
        raise ValueError(f"{len(rows) - len(order)} of {len(rows)} strings find no slot; give them more room")
    return order
