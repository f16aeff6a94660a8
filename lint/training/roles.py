"""Trains the role model: a conditional random field by python-crfsuite, written as sparse JSON."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pycrfsuite

from cnlint.document import Document
from cnlint.structure.features import Groups, features
from cnlint.structure.language import Language
from cnlint.structure.pictures import CREDIT_WHOLE
from cnlint.structure.pieces import cut, layout_of
from training.pages import LabelledPage

Sample = tuple[list[Groups], list[str]]


def sample(page: LabelledPage, language: Language) -> Sample:
    """Features and roles of one page."""
    pieces = cut(Document(page.text))
    raws = [page.text[piece.start : piece.end] for piece in pieces]
    seen = features(pieces, raws, layout_of(pieces), language)
    roles = list(page.roles)
    for index, raw in enumerate(raws):
        # The truth of the pages does not tell a caption from a credit that stands alone.
        if roles[index] == "caption" and CREDIT_WHOLE.search(raw):
            roles[index] = "credit"
    for index, role in enumerate(roles):
        if not role:  # the truth does not tell: such a line takes its neighbour's role, and is too rare to matter
            roles[index] = roles[index - 1] if index else "body"
    return seen, roles


def train(samples: Sequence[Sample], rounds: int = 300) -> str:
    """The model as JSON. L1 keeps it small, L2 keeps the rest from growing with chance.

    Of 0.3, 1.5 and 4.0 for L1, pages of sources left out are read best with 1.5: with less, the characters that lines
    begin and end with are learned from single newspapers, with more, the forms of captions are lost.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for seen, roles in samples:
        trainer.append([[name for names in groups for name in names] for groups in seen], roles)
    trainer.set_params({"c1": 1.5, "c2": 0.02, "max_iterations": rounds, "feature.minfreq": 3})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "roles.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        states: dict[str, dict[str, float]] = {}
        for (name, role), weight in sorted(info.state_features.items()):
            if abs(weight) >= 0.01:  # nats: below this no decision was ever seen to turn
                states.setdefault(name, {})[role] = round(weight, 3)
        transitions: dict[str, dict[str, float]] = {}
        for (a, b), weight in sorted(info.transitions.items()):
            transitions.setdefault(a, {})[b] = round(weight, 3)
        roles = sorted(tagger.labels())
        tagger.close()
    return json.dumps({"roles": roles, "states": states, "transitions": transitions}, ensure_ascii=False, indent=0)
