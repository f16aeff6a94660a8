"""Whether what a seam parts stands elsewhere on the page in one piece: names and terms that no dictionary knows.

An article repeats its names and its subject, a headline the words of the lead: where `…在市体` and `育中心开幕` meet
and 在市体育中心 stands in the text below, the seam is a cut.
"""

from typing import Final

from cnlint.characters import is_digit, is_han, is_latin

# Characters on each side that are tried.
_REACH: Final = 4


def echo(left: str, right: str, page: str, least: int = 1) -> int:
    """The length of the longest string across the seam that the page has elsewhere; 0 if there is none.

    Args:
        left: folded text before the seam.
        right: folded text after it.
        page: all folded text of the page, its pieces parted by line ends.
        least: characters that the string has on each side of the seam.
    """
    before, after = _plain(left[-_REACH:][::-1])[::-1], _plain(right[:_REACH])
    longest = 0
    for a in range(1, len(before) + 1):
        if before[-a:] + after[:1] not in page:
            break
        for b in range(1, len(after) + 1):
            if before[-a:] + after[:b] not in page:
                break
            if min(a, b) >= least:
                longest = max(longest, a + b)
    return longest


def _plain(text: str) -> str:
    """The letters and figures that a text starts with."""
    for at, char in enumerate(text):
        if not (is_han(char) or is_digit(char) or is_latin(char)):
            return text[:at]
    return text
