"""Gives each piece its role: a linear-chain conditional random field over the pieces of a document.

The states are the roles, the features those of `features.py`, the transitions learn the grammar of a newspaper page
([kicker] headline [deck] byline body caption …). Decoding is Viterbi's; weights come from `make train`.
Source: Lafferty, McCallum, Pereira, "Conditional random fields", ICML 2001.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from cnlint.structure.features import PLAIN, Groups
from cnlint.structure.language import stored
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role
from cnlint.structure.rows import Row
from cnlint.structure.traits import SENTENCE
from cnlint.structure.viterbi import Chain

# What `clean` takes out of the body has to be so much likelier than body (log-odds): a caption left in a text does
# less harm than a line of the text lost. On OCR pages of sources left out of training 727 characters of body are
# lost without it, 378 with it, and 182 with 2; of captions and furniture 1,306, 1,447 and 1,678 are left.
RESERVE: Final = 1.0
# What a whole sentence never is.
_NO_SENTENCE: Final = FURNITURE_ROLES | {Role.BYLINE}
_NEVER: Final = -1_000_000_000  # more than a million of a weight's units, less than a row's numbers may be
# Weights are reckoned in thousandths of a nat.
_UNIT: Final = 1000
# Groups of features whose sum is kept: pages of one paper have some hundreds of them.
_KEPT: Final = 1 << 13


class RoleModel:
    """The trained weights.

    Args:
        roles: the states.
        states: feature name -> role -> weight, where there is one.
        transitions: weights, [from role][to role].
    """

    def __init__(
        self, roles: tuple[Role, ...], states: Mapping[str, Mapping[str, float]], transitions: Sequence[Sequence[float]]
    ) -> None:
        self.roles = roles
        self.states = states
        self.transitions = transitions
        self._chain = Chain([list(map(_exact, row)) for row in transitions])
        self._row = Row(len(roles))
        self._start = self._row.packed(
            -_exact(RESERVE) if role in FURNITURE_ROLES or role in PICTURE_ROLES else 0 for role in roles
        )
        self._sentence = self._row.packed(_NEVER if role in _NO_SENTENCE else 0 for role in roles)
        self._sum = lru_cache(maxsize=_KEPT)(self._summed)
        self._weights = cache(self._weights_of)  # no more than there are states

    def decode(self, sequence: Sequence[Groups]) -> tuple[Role, ...]:
        """The most probable roles of a sequence of features; plain running text is body without weighing."""
        emissions = [None if groups is PLAIN else self._emission(groups) for groups in sequence]
        return tuple(self.roles[role] for role in self._chain.best_path(emissions, self.roles.index(Role.BODY)))

    def _emission(self, groups: Groups) -> Sequence[int]:
        return self._row.unpacked(sum(map(self._sum, groups), self._start))

    def _summed(self, names: tuple[str, ...]) -> int:
        """What a group of features says for each role."""
        known = sum(self._weights(name) for name in names if name in self.states)
        return known + self._sentence if SENTENCE in names else known

    def _weights_of(self, name: str) -> int:
        weights = self.states[name]
        return self._row.packed(_exact(weights.get(role, 0)) for role in self.roles)


def parse(text: str | bytes) -> RoleModel:
    """A model from its JSON form: `roles`, sparse `states` (feature -> {role: weight}), `transitions` (as these)."""
    data = json.loads(text)
    names = data["roles"]
    transitions = [[data["transitions"].get(a, {}).get(b, 0) for b in names] for a in names]
    return RoleModel(tuple(map(Role, names)), data["states"], transitions)


def _exact(weight: float) -> int:
    """A weight in the thousandths of a nat in which it is written: sums of whole numbers are exact in any order."""
    return round(weight * _UNIT)


@cache
def model() -> RoleModel:
    """The shipped model, read on first use."""
    return parse(stored("roles.json"))
