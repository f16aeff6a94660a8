"""How well one piece of text runs on into another, by what is said on both sides.

Two small recurrent networks (gated recurrent units, Cho et al., EMNLP 2014) read the characters on both sides, each
towards the seam, and a layer over both final states answers. The n-grams of `language.py` know the words at the seam;
this knows whether a clause is complete. Trained by `make train`, described in `weights/MODEL_CARD.md`.

numpy is imported when a document has several seams to judge; most clean documents have none, and `longhand.py` answers
for a few.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from cnlint.structure.kept import Kept
from cnlint.structure.language import EDGE, stored

if TYPE_CHECKING:
    import numpy as np

REACH: Final = 16  # characters that are read on each side
WIDTH: Final = 32  # numbers that stand for a character
UNITS: Final = 64  # numbers that stand for a side
SIDES: Final = ("left", "right")
NAME: Final = "network.npz"
# Seams that are read at once: their states stay in the processor's nearest memory, and a hundred take half the time.
_AT_ONCE: Final = 32


class Network:
    """The trained weights of one or several networks, ready to be asked; several answer with the mean of their scores.

    Each array of `parameters` has one more axis, the first: the networks. All know the same characters.
    """

    def __init__(self, vocabulary: str, parameters: Mapping[str, Any]) -> None:
        self._vocabulary = vocabulary
        self._parameters = parameters
        self._known: Kept[str, float] = Kept()

    @cached_property
    def _codes(self) -> "np.ndarray":
        return code_points(self._vocabulary)

    @cached_property
    def _sides(self) -> "Mapping[str, np.ndarray]":
        """The weights of both sides, [gate][network of the left, then of the right], so that a gate is one stretch.

        The gates are update, reset and new state; the first two have the other sign, in which their exponential is
        taken.
        """
        import numpy as np

        p, sides = self._parameters, {}
        for name in ("in", "bias", "back"):
            weights = np.concatenate([p[f"{side}-{name}"] for side in SIDES])
            gates = np.stack(np.split(weights.reshape(len(weights), -1, 3 * UNITS), 3, 2))
            gates[:2] *= -1
            sides[name] = gates
        return sides

    def run_on(self, seams: Sequence[tuple[str, str]]) -> list[float]:
        """Log-odds (nats) for each pair of normalised texts that the second runs on from the first."""
        windows = windows_of(seams)
        asked = dict.fromkeys(windows)
        self._known.make_room(len(asked))
        unknown = [window for window in asked if window not in self._known]
        self._known.update(zip(unknown, self._answers(unknown), strict=True))
        return [self._known[window] for window in windows]

    def _answers(self, windows: Sequence[str]) -> list[float]:
        import numpy as np

        if not windows:
            return []
        p = self._parameters
        characters = [p["characters"][:, found] for found in encode(self._codes, windows)]
        a, b = np.split(self._read(np.concatenate(characters)), 2)
        both = np.concatenate([a, b, a * b, np.abs(a - b)], 2)
        hidden = np.maximum(both @ p["hidden"] + p["hidden-bias"][:, None], 0)
        scores = (hidden @ p["out"] + p["out-bias"][:, None])[:, :, 0].mean(0)
        return [round(float(score), 2) for score in scores]  # two decimals: the last bits differ between processors

    def _read(self, seen: "np.ndarray") -> "np.ndarray":
        """The final states of both sides, first those of the left, of which `seen` has the characters."""
        import numpy as np

        parts = [self._read_some(seen[:, at : at + _AT_ONCE]) for at in range(0, seen.shape[1], _AT_ONCE)]
        return np.concatenate(parts, 1)

    def _read_some(self, seen: "np.ndarray") -> "np.ndarray":
        """The same of as many as are read at once; all steps write into the same arrays."""
        import numpy as np

        p = self._sides
        shape = (*seen.shape[:2], UNITS)
        given, back = (np.empty((3, *shape), np.float32) for _ in range(2))
        update, reset, new = given
        rest = np.empty(shape, np.float32)
        state = np.zeros(shape, np.float32)
        for characters in np.ascontiguousarray(seen.transpose(2, 0, 1, 3)):
            np.matmul(characters, p["in"], out=given)
            np.add(given, p["bias"], out=given)
            np.matmul(state, p["back"], out=back)
            gates = np.add(given[:2], back[:2], out=given[:2])
            np.exp(gates, out=gates)
            np.add(gates, 1, out=gates)
            np.reciprocal(gates, out=gates)
            np.multiply(reset, back[2], out=rest)
            np.add(new, rest, out=new)
            np.tanh(new, out=new)
            np.multiply(update, state, out=state)
            np.subtract(1, update, out=rest)
            np.multiply(rest, new, out=rest)
            np.add(state, rest, out=state)
        return state

    def to_bytes(self) -> bytes:
        """The model as it is shipped: half-precision numbers, the characters' in bytes."""
        import numpy as np

        found: dict[str, Any] = {"vocabulary": self._codes}
        for name, values in self._parameters.items():
            if name == "characters":
                found["step"] = np.abs(values).max((1, 2), keepdims=True).astype(np.float32) / 127
                found[name] = np.rint(values / found["step"]).astype(np.int8)
            else:
                found[name] = values.astype(np.float16)
        file = io.BytesIO()
        np.savez(file, **found)
        return file.getvalue()


def windows_of(seams: Iterable[tuple[str, str]]) -> list[str]:
    """The characters that are read of each pair of texts, `REACH` of either side."""
    return [(EDGE * REACH + left)[-REACH:] + (right + EDGE * REACH)[:REACH] for left, right in seams]


def code_points(text: str) -> "np.ndarray":
    """The code points of a text."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def encode(known: "np.ndarray", windows: Sequence[str]) -> "tuple[np.ndarray, np.ndarray]":
    """The numbers of the characters left and right of each seam, both in the order in which they are read.

    Args:
        known: the code points of the vocabulary, in order.
        windows: the characters around each seam, as many on either side as the network reads.
    """
    import numpy as np

    seen = code_points("".join(windows))
    places = np.minimum(np.searchsorted(known, seen), len(known) - 1)
    codes = np.where(known[places] == seen, places + 1, 0).reshape(-1, 2 * REACH)  # 0: not in the vocabulary
    return codes[:, :REACH], codes[:, REACH:][:, ::-1]


def together(networks: Sequence[Network]) -> Network:
    """Several networks as one that answers with their mean; characters that one does not know it takes as unknown."""
    import numpy as np

    vocabulary = "".join(sorted(set().union(*(net._vocabulary for net in networks))))
    parameters = {}
    for name in networks[0]._parameters:
        arrays = [net._parameters[name] for net in networks]
        if name == "characters":
            rows = [[net._vocabulary.find(char) + 1 for char in vocabulary] for net in networks]
            arrays = [array[:, [0, *row]] for array, row in zip(arrays, rows, strict=True)]
        parameters[name] = np.concatenate(arrays)
    return Network(vocabulary, parameters)


def read(data: bytes) -> Network:
    """A network from its file."""
    import numpy as np

    with np.load(io.BytesIO(data)) as stored:
        found = {name: stored[name] for name in stored.files}
    vocabulary = "".join(map(chr, found.pop("vocabulary").tolist()))
    step = found.pop("step")
    parameters = {name: values.astype(np.float32) for name, values in found.items()}
    parameters["characters"] *= step
    return Network(vocabulary, parameters)


@cache
def network() -> Network:
    """The shipped networks, read on first use (about 750 KiB)."""
    return read(stored(NAME))
