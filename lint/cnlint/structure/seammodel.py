"""What the evidence at a seam weighs: a logistic regression for each kind of seam.

Tiers are set by calibration on clean text (see `weights/MODEL_CARD.md`).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from cnlint.structure.crossing import Part
from cnlint.structure.language import stored

# The kinds of seams, by the start of their features' names: between blocks of text, headings, printed lines.
BLOCKS: Final = ""
HEADINGS: Final = "heading:"
PRINTED: Final = "wrapped:"


class SeamModel(NamedTuple):
    """The trained weights and the calibrated thresholds."""

    weights: Mapping[str, Mapping[str, float]]  # kind of seam -> feature -> weight
    safe: float
    likely: float

    def score(self, evidence: Sequence[Part], kind: str) -> float:
        """Log-odds that the two pieces are one."""
        get = self.weights[kind].get
        return sum([get(part.feature, 0.0) * part.value for part in evidence])


def parse(text: str | bytes) -> SeamModel:
    """A model from its JSON form: `weights`, `safe`, `likely`."""
    data = json.loads(text)
    weights: dict[str, dict[str, float]] = {kind: {} for kind in (BLOCKS, HEADINGS, PRINTED)}
    for name, weight in data["weights"].items():
        kind, colon, feature = name.partition(":")
        if colon and f"{kind}:" in weights:
            weights[f"{kind}:"][feature] = weight
        else:
            weights[BLOCKS][name] = weight
    return SeamModel(weights, float(data["safe"]), float(data["likely"]))


@cache
def model() -> SeamModel:
    """The shipped model, read on first use."""
    return parse(stored("seams.json"))
