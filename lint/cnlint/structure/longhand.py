"""Asks the networks about a few seams without numpy, which takes longer to import than they take to answer so.

A row of weights is one long number (as in `rows.py`), and what a state or a character adds is that number times a small
one: whole rows are multiplied at once by what Python has for long integers. The weights are whole multiples of 2^-24,
so that only the states are rounded, to as much; numpy's own numbers have no more digits.
"""

import struct
from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, tanh
from operator import mul
from typing import Final, NamedTuple, TypeVar

from cnlint.codes import is_awaited
from cnlint.structure.kept import Kept
from cnlint.structure.language import stored
from cnlint.structure.network import NAME, REACH, SIDES, UNITS, WIDTH, windows_of

# Seams after which numpy is the faster way: to import it and to read the networks takes 85 ms, to read them so 25 and
# each seam 13.
FEW: Final = 3
_UNIT: Final = 1 << 24  # the least part of a half-precision number
_GATES: Final = 3 * UNITS
_Number = TypeVar("_Number", int, float)
_BITS: Final = 64
_HALVES: Final = sum(1 << _BITS * (place + 1) - 1 for place in range(_GATES))
_unpack = struct.Struct(f"<{_GATES}q").unpack


_answers: Final[Kept[str, float]] = Kept()  # of this process, by what is read of a seam


def pays(seams: Iterable[tuple[str, str]]) -> bool:
    """Whether some pairs of texts are answered sooner so than in arrays, if they are the last."""
    return not is_awaited() and len(_answers) + len(_answers.lacking(windows_of(seams))) <= FEW


class _Side(NamedTuple):
    """What one network reads one side with."""

    given: Sequence[int]  # a row for each number of a character
    back: Sequence[int]  # a row for each unit of the state
    bias: Sequence[float]
    step: float  # what a character's numbers are multiplied with


class Longhand:
    """The networks of a file, ready to be asked.

    Args:
        data: the file, as `Network.to_bytes` gives it; its arrays lie in it as they are.
    """

    def __init__(self, data: bytes) -> None:
        self._arrays = _arrays(data)
        self._steps = self._numbers("step", "f")
        self._vocabulary = self._arrays["vocabulary"].decode("utf-32-le", "surrogatepass")
        self._sides = [[self._side(side, net) for side in SIDES] for net in range(len(self._steps))]
        self._hidden, self._hidden_bias = self._numbers("hidden", "e"), self._numbers("hidden-bias", "e")
        self._out, self._out_bias = self._numbers("out", "e"), self._numbers("out-bias", "e")

    def run_on(self, seams: Sequence[tuple[str, str]]) -> list[float]:
        """Log-odds (nats) for each pair of normalised texts that the second runs on from the first."""
        windows = windows_of(seams)
        for window in _answers.lacking(windows):
            _answers[window] = round(self._answer(window), 2)
        return [_answers[window] for window in windows]

    def _answer(self, window: str) -> float:
        codes = [self._vocabulary.find(char) + 1 for char in window]  # 0: not in the vocabulary
        nets = len(self._steps)
        characters, size = self._arrays["characters"], len(self._vocabulary) + 1
        total = 0.0
        for net, sides in enumerate(self._sides):
            seen = [struct.unpack_from(f"{WIDTH}b", characters, (net * size + code) * WIDTH) for code in codes]
            left, right = _read(seen[:REACH], sides[0]), _read(seen[: -REACH - 1 : -1], sides[1])
            total += self._score(net, left, right)
        return total / nets

    def _score(self, net: int, left: Sequence[float], right: Sequence[float]) -> float:
        """What the layer over both final states says."""
        both = [*left, *right, *map(mul, left, right), *(abs(a - b) for a, b in zip(left, right, strict=True))]
        size = len(both) * UNITS
        weights = self._hidden[net * size : (net + 1) * size]
        score = self._out_bias[net]
        for unit in range(UNITS):
            at = net * UNITS + unit
            score += self._out[at] * max(sum(map(mul, weights[unit::UNITS], both)) + self._hidden_bias[at], 0.0)
        return score

    def _side(self, side: str, net: int) -> _Side:
        bias = self._numbers(f"{side}-bias", "e")[net * _GATES : (net + 1) * _GATES]
        return _Side(
            self._rows(f"{side}-in", net, WIDTH), self._rows(f"{side}-back", net, UNITS), bias, self._steps[net]
        )

    def _rows(self, name: str, net: int, count: int) -> list[int]:
        """The rows of weights of one network as long numbers, which are added up like the numbers in them."""
        size = count * _GATES
        numbers = struct.unpack_from(f"<{size}e", self._arrays[name], 2 * size * net)
        lanes = struct.pack(f"<{size}q", *map(int, map(float(_UNIT).__mul__, numbers)))
        width = _GATES * _BITS // 8
        # Each number with its sign, and none borrowing from the next: `Row.unpacked`, backwards.
        rows = (int.from_bytes(lanes[at : at + width], "little") for at in range(0, len(lanes), width))
        return [(row ^ _HALVES) - _HALVES for row in rows]

    def _numbers(self, name: str, kind: str) -> tuple[float, ...]:
        raw = self._arrays[name]
        return struct.unpack(f"<{len(raw) // struct.calcsize(kind)}{kind}", raw)


def _read(seen: Sequence[Sequence[int]], side: _Side) -> list[float]:
    """The final state after the characters, in the order in which they are read (Cho et al., EMNLP 2014)."""
    state = [0.0] * UNITS
    scale, square = side.step / _UNIT, 1 / _UNIT**2
    biases = _gates(side.bias)
    for numbers in seen:
        given = _unpacked(sum(map(mul, numbers, side.given)))
        back = _unpacked(sum(map(mul, [int(value * _UNIT) for value in state], side.back)))
        following = []
        # Of each unit what its gates (update, reset, new state) get from the character, from the state, and besides.
        for old, u, r, n, by_u, by_r, by_n, at_u, at_r, at_n in zip(
            state, *_gates(given), *_gates(back), *biases, strict=True
        ):
            update = 1 / (1 + exp(-u * scale - by_u * square - at_u))
            reset = 1 / (1 + exp(-r * scale - by_r * square - at_r))
            new = tanh(n * scale + at_n + reset * by_n * square)
            following.append(update * old + (1 - update) * new)
        state = following
    return state


def _gates(row: Sequence[_Number]) -> tuple[Sequence[_Number], ...]:
    """The numbers of each gate: update, reset, new state."""
    return row[:UNITS], row[UNITS : 2 * UNITS], row[2 * UNITS :]


def _unpacked(row: int) -> tuple[int, ...]:
    found: tuple[int, ...] = _unpack((row + _HALVES ^ _HALVES).to_bytes(_GATES * _BITS // 8, "little"))
    return found


def _arrays(data: bytes) -> dict[str, bytes]:
    """What the arrays of a file hold by name: `numpy.savez` writes a ZIP archive, of which nothing is packed.

    `zipfile` would take a third of the time that is saved here. Each array stands behind its size, in the last eight
    bytes before itself where four do not do or are not used, its name, and a header of NumPy's format 1.0.
    """
    found, at = {}, 0
    while data.startswith(_ENTRY, at):
        size, name_size, extra = struct.unpack_from("<I4xHH", data, at + _SIZE_AT)
        name = data[at + _NAME_AT : at + _NAME_AT + name_size]
        start = at + _NAME_AT + name_size + extra
        if extra:
            (size,) = struct.unpack_from("<Q", data, start - _LARGE_SIZES)
        header = int.from_bytes(data[start + _HEADER_AT : start + _HEADER_AT + 2], "little")
        found[name.decode().removesuffix(".npy")] = data[start + _HEADER_AT + 2 + header : start + size]
        at = start + size
    return found


# The signature of an entry, and where things stand in it (APPNOTE.TXT, 4.3.7 and 4.5.3; NumPy enhancement proposal 1).
_ENTRY: Final = b"PK\x03\x04"
_SIZE_AT, _NAME_AT, _LARGE_SIZES, _HEADER_AT = 18, 30, 16, 8


@cache
def networks() -> Longhand:
    """The shipped networks, read on first use."""
    return Longhand(stored(NAME))
