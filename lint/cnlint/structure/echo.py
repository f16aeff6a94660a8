"""Whether what a seam parts stands elsewhere on the page in one piece: names and terms that no dictionary knows.

An article repeats its names and its subject, a headline the words of the lead: where `…在市体` and `育中心开幕` meet
and 在市体育中心 stands in the text below, the seam is a cut.
"""

from typing import Final, NamedTuple

from cnlint.characters import is_digit, is_han, is_latin

# Characters on each side that are tried.
_REACH: Final = 4


class Echo(NamedTuple):
    """The lengths of the longest strings across a seam that the page has elsewhere, in characters; 0 where none is."""

    length: int
    deep: int = 0  # of those that have two characters or more on each side


def echo(left: str, right: str, page: str) -> Echo:
    """What stands across a seam and elsewhere on the page.

    `page` is all folded text of the page, its pieces parted by line ends.
    """
    before, after = _plain(left[-_REACH:][::-1])[::-1], _plain(right[:_REACH])
    longest = deep = 0
    for a in range(1, len(before) + 1):
        if before[-a:] + after[:1] not in page:
            break
        for b in range(1, len(after) + 1):
            if before[-a:] + after[:b] not in page:
                break
            longest = max(longest, a + b)
            deep = max(deep, a + b) if min(a, b) > 1 else deep
    return Echo(longest, deep)


def _plain(text: str) -> str:
    """The letters and figures that a text starts with."""
    for at, char in enumerate(text):
        if not (is_han(char) or is_digit(char) or is_latin(char)):
            return text[:at]
    return text
