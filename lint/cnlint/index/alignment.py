"""Whether two paragraphs are one: aligned character by character, and judged by where they differ.

Readings of one paragraph differ in characters here and there, editions of it in words that were put in or left out.
Notices made after one pattern differ in what the pattern leaves open: other figures, other names, and nothing besides.
How much is the same says little: a notice of sixty characters with another date is 98 % the same.
"""

from collections.abc import Sequence
from typing import Final

# Pairs that are less alike are other texts. On clean news of five sources, all pairs read by hand: of those between
# 0.85 and 0.88 a third are notices; of those above, by what is said below, one in fourteen.
LIKENESS: Final = 0.88
# One place that a pattern may have left open is allowed for each hundred characters (longer texts are written, not
# filled in), and for each place where the texts differ otherwise (what is filled in leaves the pattern as it is).
_PER_CHARACTERS: Final = 100
# Figures of either kind; 第二次 and 第三次 are two.
_FIGURES: Final = frozenset("0123456789〇零一二三四五六七八九十百千万亿两萬億兩")
# 三月五日 is 3月5日.
_ARABIC: Final = str.maketrans("〇零一二三四五六七八九", "00123456789")


def likenesses(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """For each pair of folded texts the share of their characters that are the same; 0.0 if they are two texts.

    The share is one less the edit distance (Levenshtein 1966) over the length of the longer text.
    """
    import numpy as np
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import cpdist

    scorer = Levenshtein.normalized_similarity
    shares = cpdist(*zip(*pairs, strict=True), scorer=scorer, score_cutoff=LIKENESS, dtype=np.float64)
    return [
        float(share) if share and not _are_of_one_pattern(first, second) else 0.0
        for (first, second), share in zip(pairs, shares.tolist(), strict=True)
    ]


def _are_of_one_pattern(first: str, second: str) -> bool:
    from rapidfuzz.distance import Levenshtein

    open_places = others = 0
    for place in Levenshtein.opcodes(first, second):
        if place.tag == "equal":
            continue
        if _is_open(first[place.src_start : place.src_end], second[place.dest_start : place.dest_end]):
            open_places += 1
        else:
            others += 1
    return open_places > max(len(first), len(second)) // _PER_CHARACTERS + others


def _is_open(left: str, right: str) -> bool:
    """Whether what differs is a name for a name, a figure for a figure, or a figure more."""
    if left.translate(_ARABIC) == right.translate(_ARABIC):
        return False
    if left and right:
        return len(left) > 1 < len(right) or not (_FIGURES.isdisjoint(left) or _FIGURES.isdisjoint(right))
    return _FIGURES.issuperset(left + right)
