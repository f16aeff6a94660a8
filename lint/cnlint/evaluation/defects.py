"""The defects of a raw text: where it departs from its truth, and in which way.

For injected pages they are known; for real OCR output they are read from the alignment. Which rule answers for which
kind is the table `ANSWERS`.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.characters import FULL_WIDTH, is_digit
from cnlint.evaluation.align import Text, matched_breaks, squeezed
from cnlint.evaluation.columns import cut_kind
from cnlint.evaluation.leftovers import Span
from cnlint.evaluation.lines import Edit
from cnlint.evaluation.score import Compared, Truth

_CUTS: Final = ("cut_han", "cut_word", "cut_between", "cut_comma", "cut_number", "cut_quote", "cut_mark", "cut_blank")
_COPIES: Final = ("dup_adjacent", "dup_caption")
# The kinds of damage that a rule is there to find.
ANSWERS: Final[dict[str, tuple[str, ...]]] = {
    "PAR001": _CUTS,
    "PAR002": _CUTS,
    "PAR003": ("cut_caption",),
    "PAR004": ("hard_wrap",),
    "PAR005": ("glued",),
    "DUP001": _COPIES,
    "DUP002": ("dup_edge",),
    "DUP003": ("dup_near",),
    "HED001": ("headline_cut",),
    "HED002": ("headline_split",),
    "CAP001": ("caption",),
    "CAP002": ("credit",),
    "CAP003": ("caption",),
    "PAG001": ("page_number", "masthead_line"),
    "PAG002": ("jump_line",),
    "PAG003": ("editor_line",),
    "PAG004": ("filler",),
    "PUN001": ("half_width",),
    "PUN003": ("quote_lost",),
    "PUN004": ("quote_straight",),
    "PUN005": ("doubled_mark",),
    "PUN006": ("dash_misread",),
    "PUN007": ("mark_misread", "dash_misread"),
    "CHR001": ("zero_width", "control"),
    "CHR002": ("compat",),
    "CHR004": ("han_space",),
    "CHR008": ("trad_char",),
    "LEX001": ("doubled_char",),
    "LEX005": ("char_misread",),
    "NUM002": ("figure_misread",),
}
# What truth files call lines of furniture.
_FURNITURE_KINDS: Final = {
    "page": "page_number",
    "date": "page_number",
    "masthead": "masthead_line",
    "section": "masthead_line",
    "editor": "editor_line",
    "colophon": "editor_line",
    "jump": "jump_line",
    "slogan": "filler",
}


class Defect(NamedTuple):
    """One damage, by its place in the raw text."""

    kind: str
    start: int  # characters
    end: int


def injected_defects(edits: Sequence[Edit], place: Sequence[int], raw: Compared) -> list[Defect]:
    """Where recorded damage stands in the raw text.

    Args:
        edits: the record.
        place: printing characters before each offset of the truth (`undone.places`).
        raw: the raw text laid beside the truth.
    """
    defects = []
    from_truth = raw.alignment.from_truth
    for edit in edits:
        if edit.type in (*_COPIES, "dup_edge"):
            defects.append(_copies(edit.type, raw.text, squeezed(edit.inserted)))
            continue
        first, last = place[edit.start], place[edit.end]
        left = next((from_truth[at] for at in range(first - 1, -1, -1) if from_truth[at] >= 0), -1)
        right = next(
            (from_truth[at] for at in range(last, len(from_truth)) if from_truth[at] >= 0), len(raw.text.chars)
        )
        if not edit.type.startswith("cut_"):
            left, right = _narrowed(raw.text, left, right, squeezed(edit.inserted))
        defects.append(_defect(edit.type, raw.text, left + 1, right))
    return defects


def _copies(kind: str, text: Text, copy: str) -> Defect:
    """The stretch from the first to the last print of a copied text: which one is the copy is for no one to say."""
    return _defect(kind, text, text.folded.find(copy), text.folded.rfind(copy) + len(copy))


def _narrowed(text: Text, left: int, right: int, inserted: str) -> tuple[int, int]:
    """Where the inserted text itself stands between two characters; all between them if it is not found there."""
    at = text.folded.find(inserted, left + 1, right) if len(inserted) > 1 else -1
    return (at - 1, at + len(inserted)) if at >= 0 else (left, right)


def _defect(kind: str, text: Text, first: int, last: int) -> Defect:
    """The defect whose printing characters are `first:last`; an empty range stands for the gap between two."""
    start = text.origin[first] if first < last else (text.origin[first - 1] + 1 if first else 0)
    end = text.origin[last - 1] + 1 if first < last else (text.origin[last] if last < len(text.origin) else start + 1)
    return Defect(kind, start, max(end, start + 1))


def found_defects(raw: Compared, wanted: Text, truth: Truth, left_over: Sequence[Span]) -> list[Defect]:
    """The defects that the alignment of a raw text shows; `left_over` is what `leftovers` says of it."""
    defects = [_foreign(span, raw.text, truth) for span in left_over if span.kind != "other"]
    defects.extend(_cuts(raw, wanted, truth))
    defects.extend(_misread(raw, wanted))
    right, _ = matched_breaks(raw.text, wanted, raw.alignment)
    for place in sorted(wanted.breaks - right):
        left, following = raw.alignment.from_truth[place], raw.alignment.from_truth[place + 1]
        if left >= 0 and following == left + 1:
            defects.append(_defect("glued", raw.text, left, following + 1))
    return defects


def _foreign(span: Span, text: Text, truth: Truth) -> Defect:
    if span.kind == "duplicate":
        return _defect("dup_adjacent", text, span.start, span.end)
    index = span.line - len(truth.captions)
    kind = (
        "caption"
        if index < 0
        else _FURNITURE_KINDS.get((*truth.furniture_kinds, *[""] * len(truth.furniture))[index], "masthead_line")
    )
    return _defect(kind, text, span.start, span.end)


def _cuts(raw: Compared, wanted: Text, truth: Truth) -> Iterator[Defect]:
    """Breaks of the raw text inside a unit of the truth."""
    units = _unit_of_characters(truth)
    text, to_truth = raw.text, raw.alignment.to_truth
    for at in sorted(text.breaks):
        left = next((index for index in range(at, -1, -1) if to_truth[index] >= 0), -1)
        right = next((index for index in range(at + 1, len(to_truth)) if to_truth[index] >= 0), -1)
        if left < 0 or right < 0 or any(index in text.breaks for index in range(at + 1, right)):
            continue  # the last break of several says it
        before, after = to_truth[left], to_truth[right]
        if units[before] != units[after]:
            continue
        kind = cut_kind(wanted.chars[max(0, before - 200) : before + 2], min(before, 200) + 1)
        if units[before] < len(truth.kinds) and truth.kinds[units[before]] in ("title", "kicker", "deck"):
            kind = "headline_split" if before in wanted.blanks else "headline_cut"
        elif right - left > 1 + 3:  # more than a lost mark stands between
            kind = "cut_caption"
        else:
            kind = f"cut_{kind}"
        yield _defect(kind, text, left + 1, right)


def _unit_of_characters(truth: Truth) -> list[int]:
    return [index for index, unit in enumerate(truth.units) for _ in squeezed(unit)]


def _misread(raw: Compared, wanted: Text) -> Iterator[Defect]:
    """Characters that stand for another one of the truth."""
    for place, at in enumerate(raw.alignment.from_truth):
        if at < 0 or raw.text.chars[at] == wanted.chars[place]:
            continue
        here, there = raw.text.chars[at], wanted.chars[place]
        alike = raw.text.folded[at] == wanted.folded[place]
        kind = _same_character(here, there) if alike else _other_character(here, there)
        yield _defect(kind, raw.text, at, at + 1)


def _same_character(here: str, there: str) -> str:
    """Which damage gave a character another shape."""
    return "quote_straight" if here in "\"'" else "half_width" if FULL_WIDTH.get(here) == there else "shape"


def _other_character(here: str, there: str) -> str:
    """Which damage put one character in another one's place."""
    if is_digit(there):
        return "digit_misread" if is_digit(here) else "figure_misread"
    if there in "…—":
        return "dash_misread"
    return "char_misread" if there.isalnum() else "mark_misread"
