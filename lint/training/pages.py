"""Labelled pages: each non-blank line with its role and whether it continues an earlier line.

Read from OCR output with ground truth (a folder with `raw/ID.txt` and `truth/ID.json`), where each line is given to
the unit of the truth that most of its characters belong to.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from cnlint.characters import squeeze
from cnlint.document import Document
from cnlint.structure.folding import fold
from cnlint.structure.pieces import cut, ends_finished


class LabelledPage(NamedTuple):
    """One text and what its lines are."""

    source: str
    name: str
    text: str
    roles: tuple[str, ...]  # a role name each non-blank line; "" where the truth does not tell
    starts: tuple[int, ...]  # number of the unit of the truth in which a line starts, -1 for none
    ends: tuple[int, ...]  # and in which it ends: two paragraphs may be glued in one line
    copies: tuple[bool, ...]  # the line is the second print of another
    real: bool  # read from OCR output, not generated
    undamaged: bool = False  # a clean article as it was published


UNKNOWN = -2  # in place of a unit: no seam is learned from a line that holds two units or a split that print allows


_FURNITURE = {
    "masthead": "masthead", "section": "masthead", "date": "folio", "page": "folio", "editor": "editor",
    "colophon": "editor", "slogan": "filler", "jump": "jump",
}  # fmt: skip


def read(folder: Path) -> Iterator[LabelledPage]:
    """All pages of a folder of OCR output with truth."""
    for path in sorted((folder / "raw").glob("*.txt")):
        truth = json.loads((folder / "truth" / f"{path.stem}.json").read_text(encoding="utf-8"))
        yield label(path.stem, path.read_text(encoding="utf-8"), truth)


def label(name: str, text: str, truth: dict[str, Any]) -> LabelledPage:
    """Aligns a text with its truth, character by character."""
    pieces = cut(Document(text))
    squeezed = [squeeze(fold(piece.text)) for piece in pieces]
    bodies = [squeeze(fold(unit)) for unit in truth["body"]]
    raw, true = "".join(squeezed), "".join(bodies)
    unit_at = [number for number, unit in enumerate(bodies) for _ in unit]
    place = [-1] * len(raw)
    for op in Levenshtein.opcodes(raw, true):
        if op.tag == "equal":
            for step in range(op.src_end - op.src_start):
                place[op.src_start + step] = unit_at[op.dest_start + step]
    others = [(_FURNITURE.get(item["type"], "filler"), squeeze(fold(item["text"]))) for item in truth["furniture"]]
    others += [("caption", squeeze(fold(item["text"]))) for item in truth["captions"]]
    roles, starts, ends = [], [], []
    at = 0
    for line in squeezed:
        places = place[at : at + len(line)]
        at += len(line)
        unit, found = max(((u, n) for u, n in Counter(places).items() if u >= 0), key=_second, default=(-1, 0))
        share = found / max(1, len(line))
        role, likeness = _best_other(line, others)
        if role and (likeness > 85 if share > 0.6 else likeness > 60) and not (share > 0.9 and len(line) > 25):
            unit = -1
        elif share > 0.45:
            role = _role_of(truth["kinds"][unit], truth["body"][unit], unit, truth["kinds"])
        else:
            role, unit = "", -1
        roles.append(role)
        aligned = [u for u in places if u >= 0] if unit >= 0 else [-1]
        starts.append(Counter(aligned[:_EDGE]).most_common(1)[0][0])
        ends.append(Counter(aligned[-_EDGE:]).most_common(1)[0][0])
    return LabelledPage(
        truth["source"], name, text, tuple(roles), tuple(starts), tuple(ends), (False,) * len(roles), True
    )


_EDGE = 8  # aligned characters at a line's edge that say which unit it starts or ends in


def _second(item: tuple[int, int]) -> int:
    return item[1]


def _best_other(line: str, others: list[tuple[str, str]]) -> tuple[str, float]:
    best = ("", 0.0)
    for role, text in others:
        if not text or len(line) > 2 * len(text) + 12:
            continue
        score = (
            fuzz.ratio(line, text) if len(text) < 4 else max(fuzz.ratio(line, text), fuzz.partial_ratio(line, text) - 5)
        )
        if len(line) <= 3 and line != text:
            score = fuzz.ratio(line, text)
        if score > best[1]:
            best = (role, score)
    return best


def _role_of(kind: str, unit: str, number: int, kinds: list[str]) -> str:
    if kind == "title":
        return "headline"
    if kind in ("kicker", "byline"):
        return kind
    if kind == "sub":
        return "subhead"
    if len(unit) <= 30 and not ends_finished(unit):  # the benches count subheads as paragraphs
        after = kinds[number - 1] if number else ""
        return "deck" if after == "title" and number + 1 < len(kinds) and kinds[number + 1] == "byline" else "subhead"
    return "body"
