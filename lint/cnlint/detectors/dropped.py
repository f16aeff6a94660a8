"""A character missing from what the text says in full elsewhere: 心理卫中心, where 心理卫生中心 stands three times.

Writers shorten what they repeat (镇卫生院, then 卫生院; 市场的份额, then 市场份额), and what they leave out is a word
or an affix: of 78 such places in 6.8 million characters of clean news six held a slip. A slip shows where the
character that is missing was half of a word: 卫生 cannot be shortened to 卫, which makes no word with 中 either.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from cnlint.characters import is_han
from cnlint.detectors.words import LONGEST_WORD, is_word
from cnlint.repeats import distances

# Characters of what is repeated, so that two stand on either side of the missing one or more, and how often it must
# stand in full. With five characters, one of them on a side, five in a hundred places were slips.
_SIZE: Final = 6
_IN_FULL: Final = 3
_SIDE: Final = 2
_ORDINAL: Final = "第"  # an affix, though word lists have 第一 as one: 陆军第八军团 is 陆军八军团 for short


class Dropped(NamedTuple):
    """A phrase that lacks one character, as a range of characters, and where the text has it in full."""

    start: int
    end: int
    full_start: int
    full_end: int


def dropped_characters(text: str) -> Iterator[Dropped]:
    """Places where a phrase that the folded text repeats lacks one character, the first of each missing one."""
    seen: set[int] = set()
    for phrase in _repeated(text):
        for place in range(_SIDE, _SIZE - _SIDE):
            if phrase[place] == _ORDINAL:
                continue
            short = phrase[:place] + phrase[place + 1 :]
            start = text.find(short)
            if start < 0 or start + place in seen or text.count(short[place - 1 : place + 1]) > 1:
                continue  # what meets twice in this way is meant
            if _is_half_of_word(text, start, phrase, place):
                seen.add(start + place)
                full = text.find(phrase)
                yield Dropped(start, start + _SIZE - 1, full, full + _SIZE)


def _repeated(text: str) -> list[str]:
    """Strings of Han characters that stand often enough to be what is meant, in order."""
    far = distances(text, _SIZE)
    if far is None:
        counts = Counter(map("".join, zip(*(text[at:] for at in range(_SIZE)), strict=False)))
        grams = [gram for gram, count in counts.items() if count >= _IN_FULL]
    else:
        (again,) = far.nonzero()
        thirds = again[far[again - far[again]] > 0].tolist()
        grams = sorted({text[at : at + _SIZE] for at in thirds}, key=text.index)
    return [gram for gram in grams if all(map(is_han, gram))]


def _is_half_of_word(text: str, start: int, phrase: str, place: int) -> bool:
    """Whether the missing character makes a word with a neighbour that makes none without it."""
    before, after = text[max(0, start - LONGEST_WORD) : start], text[start + _SIZE - 1 :][:LONGEST_WORD]
    full, at = before + phrase + after, len(before) + place
    rest = full[:at] + full[at + 1 :]
    words = list(_words_over(full, at))
    left = any(begin < at for begin, _ in words) and not any(_words_over(rest, at - 1))
    right = any(end > at + 1 for _, end in words) and not any(_words_over(rest, at))
    return left or right


def _words_over(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The words that hold the character at a place."""
    for start in range(max(0, at + 1 - LONGEST_WORD), at + 1):
        for end in range(max(start + 2, at + 1), min(len(text), start + LONGEST_WORD) + 1):
            if is_word(text[start:end]):
                yield start, end
