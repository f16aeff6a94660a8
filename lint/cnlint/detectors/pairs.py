"""Sets of pairs of characters, ready to be looked for: most questions of rules begin with one.

All sets are asked about a text together, as codes.py has it, and in its spelling in simplified characters, which what
is looked for in the word lists needs anyway: one look-up answers all. A table holds bits by the hash of a pair; what
it lets through is compared with the text itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import TYPE_CHECKING, Final

from cnlint.codes import FEW, Register, codes, per_text, places_of
from cnlint.detectors.folded import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cnlint.codes import Bits, Codes

# 1 MiB a table, of which eight thousand pairs leave 97 % free.
_HASH_BITS: Final = 18
_PAIRS: Final = Register(1 << _HASH_BITS)


class PairTable:
    """A set of pairs of characters of the first plane, ready to be looked for.

    Args:
        pairs: the pairs, strings of two characters.
    """

    def __init__(self, pairs: Iterable[str]) -> None:
        self._pairs = frozenset(pairs)
        self._entry = _PAIRS.add(self._keys)

    def stands_in(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        if codes(text) is None and len(self._pairs) < FEW:
            return any(pair in text for pair in self._pairs)
        return bool(self.places(text))

    def places(self, text: str) -> Sequence[int]:
        """Where they start in a text, in order."""
        pairs = self._pairs
        if codes(text) is None:
            found = pairs & _places_by_pair(text).keys()
            return sorted(at for pair in found for at in _places_by_pair(text)[pair])
        table, bit = self._entry
        flags, anywhere = _bits(folded(text), table, _PAIRS.sets)
        return [at for at in places_of(flags & bit) if text[at : at + 2] in pairs] if anywhere & bit else []

    def _keys(self) -> "NDArray[np.intp]":
        import numpy as np

        units = np.frombuffer(folded("".join(self._pairs)).encode("utf-16-le"), "<u2")
        return _hashed(units[::2], units[1::2])


@per_text
def _places_by_pair(text: str) -> Mapping[str, Sequence[int]]:
    """Where each pair of a text starts in it, in order."""
    found: dict[str, list[int]] = {}
    for at, pair in enumerate(map(add, text, text[1:])):
        found.setdefault(pair, []).append(at)
    return found


@per_text
def _bits(text: str, table: int, sets: int) -> "tuple[Bits, int]":
    """For each pair of a folded text the sets that a pair of its hash is of, and those that any is of."""
    units = codes(text)
    assert units is not None
    return _PAIRS.look_up(table, _hashed(units[:-1], units[1:]))


def _hashed(first: "Codes", second: "Codes") -> "NDArray[np.intp]":
    """The hashes of pairs (Fibonacci hashing, Knuth, TAOCP 3, 6.4)."""
    import numpy as np

    key = first.astype(np.uint32)
    key <<= 16
    key |= second
    key *= np.uint32(0x9E3779B1)
    key >>= np.uint32(32 - _HASH_BITS)
    return key.astype(np.intp)
