"""Gives each piece its role: a linear-chain conditional random field over the pieces of a document.

The states are the roles, the features those of `features.py`, the transitions learn the grammar of a newspaper page
([kicker] headline [deck] byline body caption …). Decoding is Viterbi's; weights come from `make train`.
Source: Lafferty, McCallum, Pereira, "Conditional random fields", ICML 2001.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cnlint.structure.features import PLAIN
from cnlint.structure.language import WEIGHTS
from cnlint.structure.model import Role


class RoleModel(NamedTuple):
    """The trained weights."""

    roles: tuple[Role, ...]
    states: Mapping[str, Sequence[float]]  # feature name -> weight for each role
    transitions: Sequence[Sequence[float]]  # [from role][to role]

    def decode(self, sequence: Sequence[Sequence[str]]) -> tuple[Role, ...]:
        """The most probable roles of a sequence of feature lists; plain running text is body without weighing."""
        if not sequence:
            return ()
        body = (self.roles.index(Role.BODY),)
        every = tuple(range(len(self.roles)))
        scores: dict[int, float] = {}
        paths: list[dict[int, int]] = []
        for names in sequence:
            emission = None if names is PLAIN else self._emission(names)
            after: dict[int, float] = {}
            origins: dict[int, int] = {}
            for to in body if emission is None else every:
                top, origin = 0.0, to
                if scores:
                    top, origin = max(
                        (score + self.transitions[source][to], source) for source, score in scores.items()
                    )
                after[to] = top + (emission[to] if emission else 0.0)
                origins[to] = origin
            paths.append(origins)
            scores = after
        state = max(scores, key=scores.__getitem__)
        result = []
        for origins in reversed(paths):
            result.append(state)
            state = origins[state]
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
