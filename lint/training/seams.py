"""Trains the seam model: a logistic regression over evidence parts, with tiers set on clean text."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from cnlint.document import Document
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import Role
from cnlint.structure.pieces import cut, layout_of
from cnlint.structure.seammodel import BLOCKS, HEADINGS, PRINTED
from cnlint.structure.seams import candidates, evidence_of
from cnlint.structure.setting import setting_of
from training.pages import LabelledPage

# Thresholds of the tiers, the first set on undamaged text, the second on damaged pages: of seams between blocks that
# are proven at the seam 16 of 100 from 0.9 to 0.955 are no cuts (see the model card).
SAFE = 0.955
LIKELY = 0.93


class Example(NamedTuple):
    """One seam candidate: its evidence as a sparse row, and whether the two pieces are one."""

    row: dict[str, float]
    joined: bool
    page: str
    shown: str  # the two sides, to look at
    role: Role
    real: bool  # read from a real page, not generated
    undamaged: bool  # from a page without damage

    @property
    def kind(self) -> str:
        """The start of its features' names, one of `KINDS`."""
        return next(kind for kind in KINDS if f"{kind}bias" in self.row)


def examples(page: LabelledPage, roles: Sequence[Role], knowledge: Knowledge) -> list[Example]:
    """The candidates of a page under given roles, with their truth."""
    pieces = cut(Document(page.text))
    layout = layout_of(pieces)
    setting = setting_of(pieces, roles, layout, knowledge)
    found = []
    seen = [Role.CAPTION if copy else role for role, copy in zip(roles, page.copies, strict=True)]
    places = list(candidates(pieces, seen, layout))
    for candidate, evidence in zip(places, evidence_of(pieces, seen, places, setting, knowledge), strict=True):
        joined = page.joined(candidate.left, candidate.right)
        if joined is None:
            continue
        row: dict[str, float] = {}
        for part in evidence:
            row[part.feature] = row.get(part.feature, 0.0) + part.value
        sides = pieces[candidate.left].text[-14:] + " ∥ " + pieces[candidate.right].text[:14]
        found.append(Example(row, joined, page.name, sides, candidate.role, page.real, page.undamaged))
    return found


# How much an example weighs: real pages are few and nearest to what users have; generated pages lose the final mark
# more often than real ones do (a third of the unmarked ends against an eighth) and in more careless ways, so blocks
# that end count little. In undamaged text no join is right (law 1): what is taken for a cut there counts double. Tried
# on the bench pages and undamaged articles: 0.5, 0.3 and 0.1 for the ends, 1, 2 and 5 for undamaged text. Ends of
# printed lines count in full: with 0.1 of the lines of sources left out that reached 0.7 3,150 were paragraphs' last
# ones on made pages and 156 on OCR pages, with 1 728 and 134, and of the right ones 0.5 % and 1 % less.
REAL_WEIGHT, GENERATED_END_WEIGHT, UNDAMAGED_WEIGHT = 10.0, 0.1, 1.5


# The kinds of seams, by the start of their features' names: between blocks of text, between headings, between printed
# lines; and how far the weights of each are let go (liblinear's C). Printed lines are many and speak with few voices:
# with 2.0 what was chance in their pages had weights of 2 to 3, and on OCR pages of sources left out the loss was 0.18
# for 0.16.
KINDS = {BLOCKS: 1.0, HEADINGS: 2.0, PRINTED: 0.3}


def train(found: Sequence[Example]) -> dict[str, float]:
    """The weights, the constants as `bias`; kinds of seams share none."""
    weights: dict[str, float] = {}
    for kind, strength in KINDS.items():
        weights |= _fit([example for example in found if example.kind == kind], strength)
    return dict(sorted(weights.items()))


def _fit(found: Sequence[Example], strength: float) -> dict[str, float]:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([example.row for example in found])
    # liblinear takes 32-bit indices only.
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    truth = np.array([example.joined for example in found])
    regression = LogisticRegression(C=strength, max_iter=3000, solver="liblinear", fit_intercept=False)
    regression.fit(matrix, truth, sample_weight=[_weight(example) for example in found])
    weights = zip(vectorizer.get_feature_names_out(), regression.coef_[0].round(4).tolist(), strict=True)
    return {name: weight for name, weight in weights if weight}


def _weight(example: Example) -> float:
    if example.real:
        return REAL_WEIGHT
    if example.undamaged:
        return UNDAMAGED_WEIGHT
    is_end = example.kind == BLOCKS and not example.joined
    return GENERATED_END_WEIGHT if is_end else 1.0


def probability(weights: dict[str, float], example: Example) -> float:
    """What the model says of one example."""
    score = sum(weights.get(name, 0.0) * value for name, value in example.row.items())
    return 1 / (1 + float(np.exp(-score)))


def to_json(weights: dict[str, float], safe: float, likely: float) -> str:
    """The model as it is shipped."""
    return json.dumps({"safe": safe, "likely": likely, "weights": weights}, ensure_ascii=False, indent=0)
