"""Gives each piece its role: a linear-chain conditional random field over the pieces of a document.

The states are the roles, the features those of `features.py`, the transitions learn the grammar of a newspaper page
([kicker] headline [deck] byline body caption …). Decoding is Viterbi's; weights come from `make train`.
Source: Lafferty, McCallum, Pereira, "Conditional random fields", ICML 2001.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cnlint.structure.language import WEIGHTS
from cnlint.structure.model import Role

_NEVER: Final = -1e9


class RoleModel(NamedTuple):
    """The trained weights."""

    roles: tuple[Role, ...]
    states: Mapping[str, Sequence[float]]  # feature name -> weight for each role
    transitions: Sequence[Sequence[float]]  # [from role][to role]

    def decode(self, sequence: Sequence[Sequence[str]]) -> tuple[Role, ...]:
        """The most probable roles of a sequence of feature lists."""
        if not sequence:
            return ()
        size = len(self.roles)
        scores = self._emission(sequence[0])
        paths: list[list[int]] = []
        for names in sequence[1:]:
            emission = self._emission(names)
            best, after = [], []
            for to in range(size):
                top, origin = _NEVER, 0
                for source in range(size):
                    score = scores[source] + self.transitions[source][to]
                    if score > top:
                        top, origin = score, source
                best.append(origin)
                after.append(top + emission[to])
            paths.append(best)
            scores = after
        state = max(range(size), key=scores.__getitem__)
        result = [state]
        for step in reversed(paths):
            state = step[state]
            result.append(state)
        return tuple(self.roles[state] for state in reversed(result))

    def _emission(self, names: Sequence[str]) -> list[float]:
        total = [0.0] * len(self.roles)
        for name in names:
            weights = self.states.get(name)
            if weights is not None:
                total = [a + b for a, b in zip(total, weights, strict=True)]
        return total


def parse(text: str) -> RoleModel:
    """A model from its JSON form: `roles`, sparse `states` (feature -> {role: weight}), `transitions`."""
    data = json.loads(text)
    roles = tuple(Role(name) for name in data["roles"])
    states = {
        name: [float(weights.get(role, 0.0)) for role in data["roles"]] for name, weights in data["states"].items()
    }
    transitions = [[float(data["transitions"].get(a, {}).get(b, 0.0)) for b in data["roles"]] for a in data["roles"]]
    return RoleModel(roles, states, transitions)


@cache
def model() -> RoleModel:
    """The shipped model, read on first use."""
    return parse((WEIGHTS / "roles.json").read_text(encoding="utf-8"))
