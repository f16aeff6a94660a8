"""Law 2 for `clean`: every character of the repaired text stands in exactly one part of the records."""

from collections.abc import Iterable

from cnlint.conservation import printed
from cnlint.corpus.marks import unmarked
from cnlint.corpus.records import Part


def conserves(text: str, parts: Iterable[Part]) -> bool:
    """Whether parts hold all of a text and nothing else.

    Their pieces must not overlap and must leave out nothing but white space, and the printed characters of each part
    must be those of its pieces, Markdown marks aside.
    """
    parts = list(parts)
    done = 0
    for start, end in sorted(span for part in parts for span in part.pieces):
        if start < done or not _is_blank(text[done:start]):
            return False
        done = end
    return _is_blank(text[done:]) and all(
        printed(part.text) == printed("".join(unmarked(text[start:end]) for start, end in part.pieces))
        for part in parts
    )


def _is_blank(gap: str) -> bool:
    return not gap or gap.isspace()
