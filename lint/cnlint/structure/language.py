"""How well one piece of Chinese text runs on into another, character by character.

What marks alone cannot tell: whether `…塘栖镇组` runs on into `织线…` as text does, or whether a paragraph ended before
and another starts. Counted is how much oftener than by chance characters stand in a row in news: the two at the seam
(pointwise mutual information: Church and Hanks, Computational Linguistics 16, 1990) and three across it, and how texts
end and start besides. Trained by `make train`, described in `weights/MODEL_CARD.md`.
"""

import os
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import exp, log1p
from typing import Final, NamedTuple

from cnlint.structure.hashing import Strings, hash_of, pays
from cnlint.structure.kept import Kept
from cnlint.structure.numbers import MOST, SEGMENT, Numbers

# The folder of all trained weights; the variable names another one, to measure models that are not shipped.
WEIGHTS: Final = os.environ.get("CNLINT_WEIGHTS") or os.path.join(os.path.dirname(__file__), "weights")
# Characters on each side of the seam that the model sees.
REACH: Final = 3
EDGE: Final = "\x02"  # stands for what lies before the start or after the end of a piece


class Kind(NamedTuple):
    """Strings of which the model knows one number each."""

    start: int  # what their keys start with
    step: float  # nats that one more is worth
    zero: int  # the number that stands for none

    def key(self, string: str) -> int:
        """What such a string is known by."""
        return hash_of(self.start, string)

    def number(self, nats: float) -> int:
        """The stored number that is nearest to so many nats; never 0, which is no string's."""
        return min(max(round(nats / self.step) + self.zero, 1), MOST)

    def nats(self, number: int) -> float:
        """What a stored number stands for."""
        return (number - self.zero) * self.step if number else 0.0


# A character's frequency, as the logarithm of how often it was seen; what two and three characters in a row tell, and
# the last and the first ones of the two sides. The steps are as fine as the range of what training finds allows.
FREQUENCY: Final = Kind(1, 0.5, 0)
PAIR: Final = Kind(2, 0.3, 10)
TRIPLE: Final = Kind(3, 0.25, 14)
LEFT: Final = Kind(4, 0.125, 16)
RIGHT: Final = Kind(5, 0.125, 16)
# The strings at a seam, as places in the window of twice REACH characters (the seam lies between 2 and 3).
TEMPLATES: Final = (
    (PAIR, (2, 3)), (TRIPLE, (1, 2, 3)), (TRIPLE, (2, 3, 4)), (FREQUENCY, (2,)), (FREQUENCY, (3,)),
    (LEFT, (2,)), (LEFT, (1, 2)), (LEFT, (0, 1, 2)),
    (RIGHT, (3,)), (RIGHT, (3, 4)), (RIGHT, (3, 4, 5)),
)  # fmt: skip
_PAIR_AT, _TRIPLES_AT, _FREQUENCIES_AT, _SIDES_AT = 0, (1, 2), (3, 4), range(5, len(TEMPLATES))
# Two Latin letters, as `Language.normal` spells them: where lines meet, a blank that parted two words may be gone.
_LETTERS: Final = "aa"
_STRINGS: Final = Strings([places for _, places in TEMPLATES], [kind.start for kind, _ in TEMPLATES])
_NATS: Final = [[kind.nats(number) for number in range(MOST + 1)] for kind, _ in TEMPLATES]


class Told(NamedTuple):
    """What the characters at a seam tell, in nats."""

    across: float  # how much oftener than by chance those on both sides stand in a row
    sides: float  # whether the left side ends as texts do when they are cut, and the right one starts so


class Constants(NamedTuple):
    """What holds for all strings, in nats."""

    bias: float
    total: float  # logarithm of the number of characters seen, and of what a pair never seen counts as
    unseen: float  # how much it weighs that a pair was to be expected and never seen

    def of_unseen(self, left: float, right: float) -> float:
        """What it tells that two characters of these frequencies (logarithms) never stood in a row."""
        return -self.unseen * log1p(exp(left + right - self.total))


class Language:
    """The trained model, ready to be asked."""

    def __init__(self, numbers: Numbers, constants: Constants, spelling: dict[int, str | int | None]) -> None:
        self._numbers = numbers
        self._constants = constants
        self._spelling = spelling
        self._known: Kept[str, Told] = Kept()

    def normal(self, text: str) -> str:
        """A text as the model spells it: simplified characters, one figure, one Latin letter. Keeps the length."""
        return text.translate(self._spelling)

    def to_bytes(self) -> bytes:
        """The model as it is shipped: three constants of four bytes in thousandths of a nat, then the numbers."""
        return struct.pack("<3i", *(round(nats * 1000) for nats in self._constants)) + self._numbers.to_bytes()

    def runs_on(self, left: str, right: str) -> float:
        """Log-odds (nats) that `right` runs on from `left`, judged by the characters at the seam alone."""
        return self._constants.bias + sum(self.told(left, right))

    def told(self, left: str, right: str) -> Told:
        """What `runs_on` adds up: what the characters at the seam tell together, and what those of each side do."""
        window = _window(left, right)
        known = self._known.get(window)
        if known is None:
            self._known.make_room(1)
            known = self._known[window] = self._score(window)
        return known

    def read_ahead(self, seams: Iterable[tuple[str, str]]) -> None:
        """Reckon at once what `runs_on` will be asked for of a document's pieces, where that is faster."""
        windows = self._known.lacking(_window(left, right) for left, right in seams)
        if pays(len(windows)):
            self._known.make_room(len(windows))
            self._known.update(self._scores(list(windows)))

    def _scores(self, windows: Sequence[str]) -> Iterator[tuple[str, Told]]:
        spelled = [self.normal(window) for window in windows]
        rows = self._numbers.of_all(_STRINGS.hashes(spelled)).tolist()
        told = (self._told(row.__getitem__, seen) for row, seen in zip(rows, spelled, strict=True))
        return zip(windows, told, strict=True)

    def _score(self, window: str) -> Told:
        spelled = self.normal(window)

        def number(string: int) -> int:
            kind, places = TEMPLATES[string]
            return self._numbers.of(kind.key(spelled[places[0] : places[-1] + 1]))

        return self._told(number, spelled)

    def _told(self, number: Callable[[int], int], window: str) -> Told:
        """What the strings of one window tell, by their numbers in the order of `TEMPLATES`."""
        if window[REACH - 1 : REACH + 1] == _LETTERS:
            across = 0.0
        elif pair := number(_PAIR_AT):
            across = _NATS[_PAIR_AT][pair] + sum(_NATS[triple][number(triple)] for triple in _TRIPLES_AT)
        else:
            across = self._constants.of_unseen(*(_NATS[char][number(char)] for char in _FREQUENCIES_AT))
        return Told(across, sum(_NATS[string][number(string)] for string in _SIDES_AT))


def _window(left: str, right: str) -> str:
    """The characters at a seam that the model sees."""
    return left[-REACH:].rjust(REACH, EDGE) + right[:REACH].ljust(REACH, EDGE)


def spelling(pairs: str) -> dict[int, str | int | None]:
    """The translation that `Language.normal` uses, from pairs of traditional and simplified characters in a row."""
    table: dict[int, str | int | None] = {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs) - 1, 2)}
    table.update({code: "0" for code in (*range(0x30, 0x3A), *range(0xFF10, 0xFF1A))})
    latin = (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    table.update({code: "a" for code in latin})
    table.update(zip(map(ord, "「」『』"), "“”‘’", strict=True))
    return table


@cache
def shipped_spelling() -> dict[int, str | int | None]:
    """The translation of the shipped model, which rules use without it."""
    return spelling(stored("simplified.txt").decode().strip())


@cache
def language() -> Language:
    """The shipped model, read on first use (1 MiB)."""
    return read(stored("language.bin"), shipped_spelling())


def stored(name: str) -> bytes:
    """A file of the trained weights."""
    with open(os.path.join(WEIGHTS, name), "rb") as file:
        return file.read()


def read(data: bytes, table: dict[int, str | int | None]) -> Language:
    """A model from its file: three constants in thousandths of a nat, then the numbers."""
    bias, total, unseen = (number / 1000 for number in struct.unpack_from("<3i", data))
    return Language(Numbers(data[12:]), Constants(bias, total, unseen), table)


def empty(table: dict[int, str | int | None]) -> Language:
    """A model that knows how to spell and no string."""
    return Language(Numbers(bytes(6 * SEGMENT)), Constants(0.0, 0.0, 0.0), table)
