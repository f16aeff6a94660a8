"""Aligns a text with its truth, character by character, with white space left out.

Characters are compared in a folded form (widths, shapes of quotes and dashes), so that a mark which only changed its
width stays beside its twin. Paragraph breaks and blanks are kept aside, by the character after which they stand.
"""

import re
import unicodedata
from typing import Final, NamedTuple

from cnlint.characters import JOINERS, ZERO_WIDTH, is_space

# Marks that are compared as one: each character of the first string stands as the one below it.
_SAME: Final = dict(
    zip(
        "，。、；：！？（）【】〔〕“”„‟‘’「」『』﹁﹂—–―─－～·・•‧《》〈〉＜＞▲△",
        ',.,;:!?()[][]""""\'\'""\'\'""-----~....<><><>^^',
        strict=True,
    )
)
_SKIPPED: Final = ZERO_WIDTH | JOINERS
# A paragraph break: a blank line, or in texts of a line a paragraph any line end.
BREAKS: Final = {"blank": re.compile(r"\n[^\S\n]*\n\s*"), "newline": re.compile(r"\s*\n\s*")}


class _Fold(dict[int, int]):
    """The folding of characters, found out one by one (for str.translate)."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        same = _SAME.get(char)
        if same is None:
            normal = unicodedata.normalize("NFKC", char)
            same = _SAME.get(normal, normal) if len(normal) == 1 else char
        self[code] = ord(same)
        return ord(same)


_FOLD: Final = _Fold()


def fold(text: str) -> str:
    """The text in the form that is compared, character for character."""
    return text.translate(_FOLD)


def squeezed(text: str) -> str:
    """The folded text without white space and zero-width characters."""
    return fold("".join(char for char in text if not is_space(char) and char not in _SKIPPED))


class Text(NamedTuple):
    """A text without white space, and where its white space was."""

    chars: str
    folded: str
    breaks: frozenset[int]  # a paragraph break stands after this character
    blanks: frozenset[int]  # other white space stands after it
    blocks: tuple[tuple[int, int], ...]
    origin: tuple[int, ...]  # where each character stands in the text as it came
    zero_width: int


def text_of(text: str, breaks: str = "blank") -> Text:
    """Takes a text apart; `breaks` says what parts its paragraphs: `blank` lines or every `newline`."""
    chars: list[str] = []
    origin: list[int] = []
    blocks: list[tuple[int, int]] = []
    blanks: set[int] = set()
    # Line ends of other systems become \n in place, so that offsets stay.
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    start = 0
    ends = [(found.start(), found.end()) for found in BREAKS[breaks].finditer(plain)]
    for end, after in [*ends, (len(plain), len(plain))]:
        first = len(chars)
        for at in range(start, end):
            char = plain[at]
            if char in _SKIPPED:
                continue
            if is_space(char):
                if len(chars) > first:
                    blanks.add(len(chars) - 1)
                continue
            chars.append(char)
            origin.append(at)
        if len(chars) > first:
            blocks.append((first, len(chars)))
            blanks.discard(len(chars) - 1)
        start = after
    whole = "".join(chars)
    inner = frozenset(end - 1 for _, end in blocks[:-1])
    return Text(
        whole, fold(whole), inner, frozenset(blanks), tuple(blocks), tuple(origin), sum(map(text.count, _SKIPPED))
    )


class Alignment(NamedTuple):
    """Which character of a text stands for which of the truth; -1 for none."""

    to_truth: list[int]
    from_truth: list[int]


# So many wrong characters in a row are not misread but another text.
_OTHER_TEXT: Final = 6


def align(text: Text, truth: Text) -> Alignment:
    """The alignment with the fewest edits (Levenshtein, rapidfuzz), without long runs of wrong characters."""
    from rapidfuzz.distance import Levenshtein

    to_truth = [-1] * len(text.chars)
    from_truth = [-1] * len(truth.chars)
    for step in Levenshtein.opcodes(text.folded, truth.folded):
        if step.tag in ("equal", "replace"):
            for at, place in zip(
                range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True
            ):
                to_truth[at] = place
                from_truth[place] = at
    at = 0
    while at < len(to_truth):
        run = at
        while run < len(to_truth) and to_truth[run] >= 0 and text.folded[run] != truth.folded[to_truth[run]]:
            run += 1
        if run - at >= _OTHER_TEXT:
            for index in range(at, run):
                from_truth[to_truth[index]] = -1
                to_truth[index] = -1
        at = max(run, at + 1)
    return Alignment(to_truth, from_truth)


def matched_breaks(text: Text, truth: Text, alignment: Alignment) -> tuple[set[int], int]:
    """The breaks of the truth that the text has, and how many breaks the text has inside the truth's span.

    A break of the text stands for one of the truth if that lies between the aligned characters on its two sides.
    """
    gaps = _gaps(text, alignment)
    wanted = sorted(truth.breaks)
    used: set[int] = set()
    for left, right in gaps:
        for place in _between(wanted, left, right):
            if place not in used:
                used.add(place)
                break
    return used, len(gaps)


def _between(places: list[int], left: int, right: int) -> list[int]:
    from bisect import bisect_left

    return places[bisect_left(places, left) : bisect_left(places, right)]


def _gaps(text: Text, alignment: Alignment) -> list[tuple[int, int]]:
    """For each break: the nearest truth characters that stand before and after it, each pair once."""
    length = len(text.chars)
    after = [-1] * (length + 1)
    for at in range(length - 1, -1, -1):
        place = alignment.to_truth[at]
        after[at] = place if place >= 0 else after[at + 1]
    gaps = set()
    before = -1
    for at in range(length):
        place = alignment.to_truth[at]
        before = place if place >= 0 else before
        if at in text.breaks and before >= 0 and after[at + 1] >= 0:
            gaps.add((before, after[at + 1]))
    return sorted(gaps)
