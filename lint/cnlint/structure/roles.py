"""Gives each piece its role: a linear-chain conditional random field over the pieces of a document.

The states are the roles, the features those of `features.py`, the transitions learn the grammar of a newspaper page
([kicker] headline [deck] byline body caption …). Decoding is Viterbi's; weights come from `make train`.
Source: Lafferty, McCallum, Pereira, "Conditional random fields", ICML 2001.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import inf
from operator import add
from typing import Final, NamedTuple

from cnlint.structure.features import PLAIN
from cnlint.structure.language import WEIGHTS
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role

# What `clean` takes out of the body has to be so much likelier than body (log-odds): a caption left in a text does
# less harm than a line of the text lost. On OCR pages of sources left out of training 727 characters of body are
# lost without it, 378 with it, and 182 with 2; of captions and furniture 1,306, 1,447 and 1,678 are left.
RESERVE: Final = 1.0


class RoleModel(NamedTuple):
    """The trained weights."""

    roles: tuple[Role, ...]
    states: Mapping[str, Sequence[float]]  # feature name -> weight for each role
    transitions: Sequence[Sequence[float]]  # [from role][to role]

    def decode(self, sequence: Sequence[Sequence[str]]) -> tuple[Role, ...]:
        """The most probable roles of a sequence of feature lists; plain running text is body without weighing."""
        if not sequence:
            return ()
        body = self.roles.index(Role.BODY)
        columns = list(zip(*self.transitions, strict=True))  # [to role][from role]
        trellis: list[list[float]] = []  # for each place the score of the best path into each role
        for names in sequence:
            emission = None if names is PLAIN else self._emission(names)
            if not trellis:
                scores = emission or [0.0] * len(columns)
            elif emission is not None:
                before = trellis[-1]
                scores = [max(map(add, before, column)) + own for column, own in zip(columns, emission, strict=True)]
            else:
                scores = [max(map(add, trellis[-1], columns[body]))] * len(columns)
            if emission is None:
                scores = [score if role == body else -inf for role, score in enumerate(scores)]
            trellis.append(scores)
        return tuple(self.roles[role] for role in _best_path(trellis, columns))

    def _emission(self, names: Sequence[str]) -> list[float]:
        total = [-RESERVE if role in FURNITURE_ROLES or role in PICTURE_ROLES else 0.0 for role in self.roles]
        for weights in map(self.states.get, names):
            if weights is not None:
                total = list(map(add, total, weights))
        return total


def _best_path(trellis: Sequence[Sequence[float]], columns: Sequence[Sequence[float]]) -> list[int]:
    """The best path through a trellis, from its end to its start and turned round; of equal ones the last role's."""
    role = max(range(len(columns)), key=trellis[-1].__getitem__)
    path = [role]
    for before in reversed(trellis[:-1]):
        scores = list(map(add, before, columns[role]))
        role = len(scores) - 1 - scores[::-1].index(max(scores))
        path.append(role)
    return path[::-1]


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
