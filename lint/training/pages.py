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


class Place(NamedTuple):
    """A place in the truth: the number of the unit, and how many of its characters stand before it."""

    unit: int
    offset: int = 0


NOWHERE = Place(-1)  # no unit of the truth: furniture, captions
UNKNOWN = Place(-2)  # no seam is learned from a line that holds two units or a split that print allows


class LabelledPage(NamedTuple):
    """One text and what its lines are."""

    source: str
    name: str
    text: str
    roles: tuple[str, ...]  # a role name each non-blank line; "" where the truth does not tell
    starts: tuple[Place, ...]  # where in the truth a line starts
    ends: tuple[Place, ...]  # and where it ends: two paragraphs may be glued in one line
    copies: tuple[bool, ...]  # the line is the second print of another
    real: bool  # read from OCR output, not generated
    undamaged: bool = False  # a clean article as it was published

    def joined(self, left: int, right: int) -> bool | None:
        """Whether line `right` runs on from line `left` in the truth; None where that is not known."""
        end, start = self.ends[left], self.starts[right]
        if UNKNOWN in (start, end):
            return None
        return start.unit >= 0 and start.unit == end.unit and abs(start.offset - end.offset) <= _SLACK


# Characters that an engine drops or adds at a line's edge.
_SLACK = 6

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
    """Aligns a text with its truth, line by line."""
    pieces = cut(Document(text))
    squeezed = [squeeze(fold(piece.text)) for piece in pieces]
    bodies = [squeeze(fold(unit)) for unit in truth["body"]]
    others = [(_FURNITURE.get(item["type"], "filler"), squeeze(fold(item["text"]))) for item in truth["furniture"]]
    others += [("caption", squeeze(fold(item["text"]))) for item in truth["captions"]]
    roles, starts, ends = [], [], []
    for line, (start, end, share) in zip(squeezed, _aligned(squeezed, bodies), strict=True):
        role, likeness = _best_other(line, others)
        # A caption may repeat its headline word for word: the copy that stands in the headline's place is the headline.
        if role and likeness > max(_LIKE, 100 * share):
            start = end = NOWHERE
        elif share > _SHARED:
            role = _role_of(truth["kinds"][start.unit], truth["body"][start.unit], start.unit, truth["kinds"])
        else:
            role, start, end = "", UNKNOWN, UNKNOWN
        roles.append(role)
        starts.append(start)
        ends.append(end)
    return LabelledPage(
        truth["source"], name, text, tuple(roles), tuple(starts), tuple(ends), (False,) * len(roles), True
    )


def _aligned(lines: list[str], units: list[str]) -> Iterator[tuple[Place, Place, float]]:
    """Where each line starts and ends in the truth, and the share of it that is found there.

    Lines are aligned in their order; one that is not found so is looked for anywhere, for engines read columns in
    an order of their own.
    """
    true = "".join(units)
    place_at = [Place(number, offset) for number, unit in enumerate(units) for offset in range(len(unit))]
    places = _in_order("".join(lines), true)
    at = 0
    for line in lines:
        found = [(step, places[at + step]) for step in range(len(line)) if places[at + step] >= 0]
        at += len(line)
        share = len(found) / max(1, len(line))
        if share < _FOUND and len(line) >= _SEARCHABLE:
            spot = fuzz.partial_ratio_alignment(line, true, score_cutoff=100 * _FOUND)
            # Captions repeat headlines; none of them is looked for out of its order.
            if spot and len(units[place_at[spot.dest_start].unit]) > _LONGEST_HEADING:
                shift = spot.dest_start - spot.src_start
                steps = range(spot.src_start, min(spot.src_end, len(true) - shift))
                found = [(step, step + shift) for step in steps]
                share = spot.score / 100
        if not found:
            yield NOWHERE, NOWHERE, 0.0
            continue
        yield _edge(found[:_EDGE], place_at, 0), _edge(found[-_EDGE:], place_at, len(line)), share


def _in_order(raw: str, true: str) -> list[int]:
    """For each character of the raw text its place in the true one, -1 for none."""
    places = [-1] * len(raw)
    for op in Levenshtein.opcodes(raw, true):
        if op.tag == "equal":
            for step in range(op.src_end - op.src_start):
                places[op.src_start + step] = op.dest_start + step
    return places


def _edge(found: list[tuple[int, int]], place_at: list[Place], column: int) -> Place:
    """The place of a line's edge: the unit most aligned characters near it belong to, as far as they say."""
    places = [place_at[at]._replace(offset=place_at[at].offset + column - step) for step, at in found]
    unit = Counter(place.unit for place in places).most_common(1)[0][0]
    offsets = sorted(place.offset for place in places if place.unit == unit)
    return Place(unit, offsets[len(offsets) // 2])


_LIKE = 60.0  # likeness (0 to 100) of a line and a caption or furniture that are the same
_SHARED = 0.45  # share of a line that belongs to its unit; the rest is misread
_LONGEST_HEADING = 40  # characters
_FOUND = 0.6  # share of a line's characters that shows its place
_SEARCHABLE = 8  # characters; shorter lines may stand anywhere
_EDGE = 8  # aligned characters at a line's edge that say which unit it starts or ends in


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
