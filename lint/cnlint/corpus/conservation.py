"""Law 2 for `clean`: every character of the repaired text stands in exactly one part of the records."""

from collections.abc import Iterable
from itertools import pairwise

from cnlint.conservation import printed
from cnlint.corpus.marks import unmarked
from cnlint.corpus.records import Part


def conserves(text: str, parts: Iterable[Part]) -> bool:
    """Whether parts hold all of a text and nothing else.

    Their pieces together must be the whole text, none of it twice, and each part's own text must be that of its
    pieces, Markdown marks aside.
    """
    parts = list(parts)
    spans = sorted(span for part in parts for span in part.pieces)
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        return False
    if printed("".join(text[start:end] for start, end in spans)) != printed(text):
        return False
    return all(
        printed(part.text) == printed("".join(unmarked(text[start:end]) for start, end in part.pieces))
        for part in parts
    )
