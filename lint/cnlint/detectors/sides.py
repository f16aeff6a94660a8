"""What stands on either side of a mark: the evidence that decides its width.

Blanks are looked past, for engines set them anywhere; quotation marks and brackets are looked through, for what they
hold says whether the text is Chinese.
"""

from enum import Enum
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, OPENERS, is_digit, is_han, is_latin


class Kind(Enum):
    """What a neighbour is."""

    HAN = "han"  # a Han character, or a full-width mark of Chinese text
    FIGURE = "figure"  # an Arabic figure, or a sign that ends one: % ‰ ℃ °
    LATIN = "latin"
    EDGE = "edge"  # start or end of the line
    OTHER = "other"


class Side(NamedTuple):
    """One neighbour: its kind, the character that decided it, and how many blanks lie between."""

    kind: Kind
    char: str
    blanks: int


_BLANKS: Final = frozenset(" \t\u00a0\u3000")
_FIGURE_SIGNS: Final = frozenset("%％‰℃℉°")
# Full-width marks that show Chinese text by themselves; quotes are looked through instead, as foreign words have them.
_CHINESE_MARKS: Final = frozenset("，。、；：！？…—·～《》〈〉【】〔〕「」『』％")
_STRAIGHT: Final = frozenset("\"'")
# Quotes and brackets one inside the other, at most: ”）》.
_DEEPEST: Final = 4


def left_of(text: str, at: int) -> Side:
    """What stands before the character at `at`, within its line."""
    return _side(text, at - 1, -1, CLOSERS | _STRAIGHT)


def right_of(text: str, at: int) -> Side:
    """What stands at `at` and after, within its line."""
    return _side(text, at, 1, OPENERS | _STRAIGHT)


def _side(text: str, at: int, step: int, see_through: frozenset[str]) -> Side:
    blanks = depth = 0
    while 0 <= at < len(text):
        char = text[at]
        if char in _BLANKS:
            blanks += 1
        elif char in see_through and depth < _DEEPEST:
            depth += 1
        else:
            return Side(_kind(char), char, blanks)
        at += step
    return Side(Kind.EDGE, "", blanks)


def _kind(char: str) -> Kind:
    if is_han(char) or char in _CHINESE_MARKS or char in "“”‘’（）":
        return Kind.HAN
    if is_digit(char) or char in _FIGURE_SIGNS:
        return Kind.FIGURE
    if is_latin(char) or "\u00c0" <= char <= "\u024f":
        return Kind.LATIN
    return Kind.EDGE if char in "\r\n\f" else Kind.OTHER


# Characters that write foreign names: Xinhua News Agency, table of transliteration from English (Names of the World's
# Peoples, 1993), with their traditional forms. A point between two of them may be a name's.
_TRANSLITERATION: Final = frozenset(
    "阿埃艾爱安昂奥巴拜班邦包鲍贝本比彼宾波伯博布查达戴丹道德登邓迪蒂丁东杜多恩尔法凡范菲费芬丰冯夫弗福盖甘冈高戈格葛贡古瓜圭哈海汉豪赫亨洪"
    "胡华怀惠霍基吉加贾简杰金京居卡凯坎考科克肯孔库夸奎拉莱赖兰朗劳勒雷莉里利连廉林琳龙隆卢鲁路露伦罗洛吕马玛迈麦曼芒毛梅门蒙米密明缪摩莫姆"
    "穆纳娜奈南瑙内尼涅宁牛纽农努诺欧帕派潘庞佩彭皮平珀普奇齐恰乔切琴丘屈让热日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山尚绍舍申圣施石史舒朔丝斯松苏索"
    "所塔泰坦汤唐陶特腾提蒂廷通图托瓦万旺威韦维温文翁沃乌武伍西希席夏香肖谢辛欣兴休许雪逊雅亚延扬杨尧耶叶伊易因英永尤于约赞泽扎詹张哲朱兹佐"
    "愛貝賓達東爾馮蓋岡貢華懷賈簡傑凱誇萊賴蘭勞連盧魯倫羅呂瑪邁麥門納內紐農諾歐龐齊喬讓榮薩賽聖絲蘇湯騰圖萬韋溫烏謝興許遜亞揚楊堯葉約贊澤張茲"
)


def is_transliteration(char: str) -> bool:
    """True for a character that writes foreign names; '' is none."""
    return char in _TRANSLITERATION


def name_share(left: Side, right: Side) -> int:
    """How many of the two neighbours are characters that write foreign names, 0 to 2."""
    return is_transliteration(left.char) + is_transliteration(right.char)
