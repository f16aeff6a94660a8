"""Ellipses and dashes, which are six points and one long stroke, and come out of OCR and keyboards in pieces.

GB/T 15834-2011, 4.11 and 4.13: the ellipsis is …… (two characters), the dash —— (two characters); CLREQ 3.1.4.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from cnlint.detectors.pairs import PairTable
from cnlint.detectors.sides import Kind, left_of, right_of
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

_ELLIPSIS: Final = "……"
_DASH: Final = "——"
# Rows of points, of any of the marks that points are read as; a longer row leads to a page number or a price.
_POINTS: Final = lazy(
    r"(?<![.．。·・•‧…⋯])(?:[.．]{2,6}|。{3,6}|[·・•‧]{3,6}|⋯{1,2}|…[·・•‧.]{1,3}|[·・•‧.]{1,3}…|…)(?![.．·・•‧…⋯])"
)
# Rows of strokes: two and four hyphens, or two strokes of which one is no dash; a longer row is a rule between texts.
_STROKES: Final = lazy(
    r"(?<![-－─―–‐—﹣━])(?:-{2}|-{4}|－{2}|─{2}|―{2}|–{2}|‐{2}|—[-－─―–﹣]|[-－─―–﹣]—|— —)(?![-－─―–‐—﹣━])"
)
# What a text has that has either, but for single points of an ellipsis: looked for first, as most texts have none.
_OTHER_POINTS: Final = "⋯"
_POINT_ROWS: Final = ("。。。", *map("".join, product(".．", repeat=2)), *map("".join, product("·・•‧", repeat=2)))
_STROKE_ROWS: Final = (
    *("--", "－－", "──", "――", "––", "‐‐", "— —"),
    *(pair for other in "-－─―–﹣" for pair in (f"—{other}", f"{other}—")),
)
_POINT_PAIRS: Final = PairTable(row[:2] for row in _POINT_ROWS)
_STROKE_PAIRS: Final = PairTable(row[:2] for row in _STROKE_ROWS)
_TRAILING: Final = frozenset("！？，”’」』）")


def broken_ellipsis_or_dash(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Ellipses and dashes of Chinese sentences that are written with other characters, or in part."""
    text = snapshot.text
    single = text.count("…") - 2 * text.count(_ELLIPSIS)
    if single or _OTHER_POINTS in text or (_POINT_PAIRS.stands_in(text) and _has_any(text, _POINT_ROWS)):
        yield from _ellipses(text, single > 1 and _ELLIPSIS not in text)
    if _STROKE_PAIRS.stands_in(text):
        yield from _dashes(text)


def _has_any(text: str, signs: Sequence[str]) -> bool:
    first = {char for char in {sign[0] for sign in signs} if char in text}
    return any(sign in text for sign in signs if sign[0] in first)


def _ellipses(text: str, single_house_style: bool) -> Iterator[Match]:
    for found in _POINTS.finditer(text):
        start, end = found.span()
        if found.group() == "…" and single_house_style:
            continue
        if _is_in_sentence(text, start, end):
            yield _match(text, start, end, _ELLIPSIS)


def _dashes(text: str) -> Iterator[Match]:
    for found in _STROKES.finditer(text):
        start, end = found.span()
        right = right_of(text, end)
        if right.blanks == 0 and right.kind in (Kind.HAN, Kind.LATIN) and _follows_words(text, start):
            yield _match(text, start, end, _DASH)


def _is_in_sentence(text: str, start: int, end: int) -> bool:
    """An ellipsis trails off after words: Han before it, and Han, a closing mark or the line's end after it."""
    left, right = left_of(text, start), right_of(text, end)
    if left.kind is not Kind.HAN or left.blanks:
        return False
    return right.kind in (Kind.HAN, Kind.EDGE) or text[end : end + 1] in _TRAILING


def _follows_words(text: str, start: int) -> bool:
    """A dash that goes on from words; after a finished sentence or at a line's start it opens an item of a list."""
    left = left_of(text, start)
    return left.kind is Kind.HAN and left.blanks == 0 and left.char not in "。；！？：，、"


def _match(text: str, start: int, end: int, wanted: str) -> Match:
    found = text[start:end]
    return Match(start, end, {"found": found, "wanted": wanted}, edits=(Edit(start, end, found, wanted),))
