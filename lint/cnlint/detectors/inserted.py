"""One half of a pair of opposites stands before the pair as well: 老新老居民, where 新老居民 was meant.

The mind was ahead of the pen: it wrote 老, then 新老. Chinese repeats around a character all the time (该不该, 税减税),
and of a hundred characters that stand again after the next one hardly one is a slip, whatever words and the model of
the language say of the place. Pairs of opposites are the exception: nothing ends in one half of them just before the
whole, unless a word does. There the model has the last word: the text must run on better without it.
"""

from collections.abc import Iterator
from typing import Final

from cnlint.characters import is_han
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.words import LONGEST_WORD, is_word
from cnlint.structure.language import language

# Opposites that stand before a noun as one; those that also frame words (上下, 前后, 大小, 左右, 来去) are left out.
_OPPOSITES: Final = frozenset({
    "新老", "新旧", "老少", "老幼", "男女", "中外", "城乡", "干群", "党群", "警民", "军民", "政企", "产销", "供需",
    "供求", "买卖", "师生", "亲友", "官兵", "父母", "夫妻", "兄弟", "姐妹", "南北", "东西", "古今", "贫富", "优劣",
    "利弊", "得失", "盈亏", "增减", "升降", "进出", "收支", "借贷", "存取", "远近", "高低", "长短", "深浅", "快慢",
    "轻重", "冷热", "公私", "虚实", "真假", "善恶", "祸福", "安危", "成败", "胜负", "攻守", "生死", "存亡", "荣辱",
    "悲喜", "爱恨", "恩怨", "是非", "曲直", "黑白", "阴阳", "天地", "日月", "山水", "风雨", "水陆", "海陆", "昼夜",
    "早晚", "春秋", "冬夏",
})  # fmt: skip
# What comes so often is a term or a name.
_TERM: Final = 3
_PAIRS: Final = PairTable(_OPPOSITES)


def inserted_characters(text: str) -> Iterator[int]:
    """Where, in the folded text, half of a pair of opposites stands before the pair once too often."""
    for pair in _PAIRS.places(text):
        at = pair - 1
        if at >= 0 and text[at] == text[at + 2] and text.count(text[at : at + 3]) < _TERM and _is_inserted(text, at):
            yield at


def _is_inserted(text: str, at: int) -> bool:
    """Whether no word but the pair holds the character before it, a word of its own follows, and it is better gone."""
    followed = len(text) > at + 4 and all("\u4e00" <= char <= "\u9fff" for char in text[at + 3 : at + 5])
    if (
        not followed
        or not is_han(text[at - 1 : at] or "，")
        or _in_word(text, at)
        or not is_word(text[at + 3 : at + 5])
    ):
        return False
    if any(is_word(text[at + 2 : at + 2 + size]) for size in range(2, LONGEST_WORD + 1)):
        return False
    left, char, right = text[:at], text[at], text[at + 1 :]
    runs_on = language().runs_on
    return runs_on(left, right) > min(runs_on(left, char + right), runs_on(left + char, right))


def _in_word(text: str, at: int) -> bool:
    """Whether a word holds the character at a place."""
    return any(
        is_word(text[start:end])
        for start in range(max(0, at + 1 - LONGEST_WORD), at + 1)
        for end in range(max(start + 2, at + 1), start + LONGEST_WORD + 1)
    )
