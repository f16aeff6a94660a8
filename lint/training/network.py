"""Trains the network of `cnlint.structure.network`: does one piece of text run on into another?

The examples are those of the language model, made harder: misread and lost marks, lines as short as print sets them,
headlines cut in two. Cross entropy, Adam (Loshchilov and Hutter, ICLR 2019, with decoupled decay), one pass.
"""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from cnlint.structure.language import EDGE
from cnlint.structure.network import REACH, UNITS, WIDTH, Network, code_points, encode
from training import language

# Shares of the examples: headlines cut in two and two headlines that are none; the rest is the language model's mix.
_HEADLINE_CUT, _TWO_HEADLINES = 0.06, 0.03
_HEADLINE = range(8, 31)  # characters of a heading that is cut
# How often a piece is cut down to a printed line, the length of such a line, and how often marks are misread.
_SHORT, _LINE, _MISREAD = 0.3, range(5, 25), 0.3
_MISREADINGS = {
    "，": ("", "：", "·", "，"), "。": ("·", "", "。"), "、": ("丶", "，", "、"), "“": ("", "“"), "”": ("", "”"),
}  # fmt: skip
_STRAY = 0.02  # share of the characters of a misread window that turn into others
_RAREST = 8  # a character seen less often in the examples is unknown
_MOST = 4000  # characters of the vocabulary: newspapers use about 4,500, the rarest tell nothing here
_BATCH, _RATE, _DECAY, _KEEP = 512, 3e-3, 1e-3, 0.8  # usual values for a network of this size


def train(paragraphs: Sequence[str], size: int) -> Network:
    """A network trained on `size` seams made from normalised paragraphs in their order."""
    windows, truth = _examples(paragraphs, random.Random(1), size)
    vocabulary = _vocabulary(windows)
    left, right = encode(code_points(vocabulary), windows)
    parameters = _start(len(vocabulary) + 1)
    steps = len(truth) // _BATCH
    optimizer = optax.adamw(optax.cosine_decay_schedule(_RATE, steps), weight_decay=_DECAY)

    def advance(parameters: Any, state: Any, rows: Any, key: Any) -> tuple[Any, Any, Any]:
        loss, gradient = jax.value_and_grad(_loss)(parameters, *rows, key)
        update, state = optimizer.update(gradient, state, parameters)
        return optax.apply_updates(parameters, update), state, loss

    step = jax.jit(advance)
    state = optimizer.init(parameters)
    order = np.random.default_rng(0).permutation(len(truth))
    for number in range(steps):
        batch = order[number * _BATCH : (number + 1) * _BATCH]
        rows = (left[batch], right[batch], truth[batch])
        parameters, state, loss = step(parameters, state, rows, jax.random.PRNGKey(number))
        if number % 500 == 0:
            print(f"network: step {number} of {steps}, loss {float(loss):.3f}", flush=True)
    return Network(vocabulary, {name: np.asarray(values)[None] for name, values in parameters.items()})


def _start(size: int) -> dict[str, Any]:
    keys = iter(jax.random.split(jax.random.PRNGKey(0), 8))

    def weights(*shape: int) -> Any:
        return jax.random.normal(next(keys), shape) / np.sqrt(shape[0])

    found: dict[str, Any] = {"characters": jax.random.normal(next(keys), (size, WIDTH)) * 0.1}
    for side in ("left", "right"):
        found[f"{side}-in"] = weights(WIDTH, 3 * UNITS)
        found[f"{side}-back"] = weights(UNITS, 3 * UNITS)
        found[f"{side}-bias"] = jnp.zeros(3 * UNITS)
    found["hidden"], found["hidden-bias"] = weights(4 * UNITS, UNITS), jnp.zeros(UNITS)
    found["out"], found["out-bias"] = weights(UNITS, 1), jnp.zeros(1)
    return found


def _loss(parameters: dict[str, Any], left: Any, right: Any, truth: Any, key: Any) -> Any:
    characters = parameters["characters"]
    a, b = (_read(parameters, side, characters[codes]) for side, codes in (("left", left), ("right", right)))
    both = jnp.concatenate([a, b, a * b, jnp.abs(a - b)], 1)
    both = both * jax.random.bernoulli(key, _KEEP, both.shape) / _KEEP
    hidden = jax.nn.relu(both @ parameters["hidden"] + parameters["hidden-bias"])
    score = (hidden @ parameters["out"] + parameters["out-bias"])[:, 0]
    return optax.sigmoid_binary_cross_entropy(score, truth).mean()


def _read(parameters: dict[str, Any], side: str, seen: Any) -> Any:
    given = seen @ parameters[f"{side}-in"] + parameters[f"{side}-bias"]

    def step(state: Any, now: Any) -> tuple[Any, None]:
        back = state @ parameters[f"{side}-back"]
        keep = jax.nn.sigmoid(now[:, :UNITS] + back[:, :UNITS])
        reset = jax.nn.sigmoid(now[:, UNITS : 2 * UNITS] + back[:, UNITS : 2 * UNITS])
        new = jnp.tanh(now[:, 2 * UNITS :] + reset * back[:, 2 * UNITS :])
        return keep * state + (1 - keep) * new, None

    state, _ = jax.lax.scan(step, jnp.zeros((seen.shape[0], UNITS)), given.transpose(1, 0, 2))
    return state


def _vocabulary(windows: Sequence[str]) -> str:
    counts = Counter("".join(windows))
    return "".join(sorted(char for char, count in counts.most_common(_MOST) if count >= _RAREST))


def _examples(paragraphs: Sequence[str], rng: random.Random, size: int) -> tuple[list[str], Any]:
    long = [text for text in paragraphs if len(text) > 20]
    headings = [text for text in paragraphs if len(text) in _HEADLINE and text[-1] not in "。！？：；”"]
    windows: list[str] = []
    truth: list[bool] = []
    while len(windows) < size:
        kind = rng.random()
        if kind < _HEADLINE_CUT:
            heading = rng.choice(headings)
            place = rng.randrange(3, len(heading) - 2)
            made: tuple[str, str, bool] | None = (heading[:place], heading[place:], True)
        elif kind < _HEADLINE_CUT + _TWO_HEADLINES:
            made = rng.choice(headings), rng.choice(headings), False
        else:
            made = language.example(paragraphs, long, rng)
        if made:
            windows.append(_window(made[0], made[1], rng))
            truth.append(made[2])
    return windows, np.array(truth, dtype=np.float32)


def _window(left: str, right: str, rng: random.Random) -> str:
    if rng.random() < _SHORT:
        left = left[-rng.choice(_LINE) :]
    if rng.random() < _SHORT:
        right = right[: rng.choice(_LINE)]
    if rng.random() < _MISREAD:
        left, right = _misread(left[-2 * REACH :], rng), _misread(right[: 2 * REACH], rng)
    return (EDGE * REACH + left)[-REACH:] + (right + EDGE * REACH)[:REACH]


def _misread(text: str, rng: random.Random) -> str:
    """The text as an engine may read it; at least one character long."""
    found = [rng.choice(_MISREADINGS.get(char, (char,))) for char in text]
    for at in range(len(found)):
        if rng.random() < _STRAY:
            found[at] = rng.choice(text)
    return "".join(found) or text
