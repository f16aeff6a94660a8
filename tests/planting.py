"""Damage of one kind each, put into clean articles, where no OCR page at hand has it.

A planter takes an article and gives it back with one piece of damage, or nothing where the article has no place for it.
It knows nothing of how a rule looks for it: characters, halves, verses and figures are its own.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Final, NamedTuple

from cnlint.characters import is_han


class Planted(NamedTuple):
    """A text and the damage in it."""

    text: str
    start: int  # characters
    end: int


class Article(NamedTuple):
    """A clean article as a file holds it: headline, byline, paragraphs, with blank lines between."""

    title: str
    paragraphs: tuple[str, ...]
    others: tuple["Article", ...] = ()  # articles of the same source

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs)) + "\n"


Planter = Callable[[Article, Random], Planted | None]


def _put(text: str, start: int, end: int, new: str) -> Planted:
    return Planted(text[:start] + new + text[end:], start, start + len(new))


def _somewhere(pattern: str, text: str, rng: Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text))
    return rng.choice(found) if found else None


_HAN: Final = "[\u4e00-\u9fff]"
_BLANKS: Final = "\u00a0\u2000\u2002\u2003\u2007\u2009\u202f\u205f"  # Unicode 16, chapter 6.2


def odd_blank(article: Article, rng: Random) -> Planted | None:
    """A blank of another kind inside running text."""
    at = _somewhere(f"(?<={_HAN})(?={_HAN})", article.text[len(article.title) :], rng)
    return at and _put(article.text, *(2 * (at.start() + len(article.title),)), rng.choice(_BLANKS))


def full_width_figure(article: Article, rng: Random) -> Planted | None:
    """A figure in full-width form."""
    figure = _somewhere("[0-9]+", article.text, rng)
    return figure and _put(article.text, *figure.span(), "".join(chr(ord(digit) + 0xFEE0) for digit in figure.group()))


def mojibake(article: Article, rng: Random) -> Planted | None:
    """A sentence in another encoding than the rest, with the bytes lost that have no character there."""
    sentence = _somewhere("[^。！？\n]{8,40}[。！？]", article.text, rng)
    stored, read = rng.choice((("utf-8", "gb18030"), ("utf-8", "cp1252"), ("gb18030", "latin-1")))
    if sentence is None or not _can(sentence.group(), stored):
        return None
    return _put(article.text, *sentence.span(), sentence.group().encode(stored).decode(read, "ignore"))


def _can(text: str, encoding: str) -> bool:
    return text == text.encode(encoding, "ignore").decode(encoding)


# Characters beside which their halves stand as characters of their own (GF 0014-2009 on components).
_SPLIT: Final = (
    "江=氵工 河=氵可 汉=氵又 沐=氵木 洋=氵羊 说=讠兑 话=讠舌 语=讠吾 讨=讠寸 词=讠司 订=讠丁 认=讠人 "
    "银=钅艮 铁=钅失 钟=钅中 针=钅十 铜=钅同 打=扌丁 把=扌巴 持=扌寺 招=扌召 抢=扌仓 红=纟工 纸=纟氏 组=纟且 "
    "给=纟合 级=纟及 结=纟吉 饭=饣反 馆=饣官 情=忄青 性=忄生 快=忄夬 们=亻门 他=亻也 作=亻乍 住=亻主 信=亻言 "
    "位=亻立 何=亻可 任=亻壬 仁=亻二 社=礻土 神=礻申 视=礻见 初=衤刀 狗=犭句 猫=犭苗"
)
_HALVES: Final[Mapping[str, str]] = dict(pair.split("=") for pair in _SPLIT.split())


def split_character(article: Article, rng: Random) -> Planted | None:
    """A character fallen into its two halves."""
    whole = _somewhere(f"[{''.join(_HALVES)}]", article.text, rng)
    return whole and _put(article.text, *whole.span(), _HALVES[whole.group()])


def loop(article: Article, rng: Random) -> Planted | None:
    """A phrase of two to eighty characters four to twelve times in a row."""
    start = _somewhere("(?<=[，。])(?=.{12})", article.text, rng)
    if start is None:
        return None
    phrase = article.text[start.start() : start.start() + rng.randint(2, 80)].partition("\n")[0]
    if sum(map(is_han, phrase)) < 2:
        return None
    return _put(article.text, start.start(), start.start() + len(phrase), phrase * rng.randint(4, 12))


def mixed_line_ends(article: Article, rng: Random) -> Planted | None:
    """One line that ends as lines of another system do."""
    end = _somewhere("\n", article.text, rng)
    return end and _put(article.text, *end.span(), rng.choice(("\r\n", "\r")))


def no_final_line_end(article: Article, rng: Random) -> Planted | None:
    """A last line without its end."""
    text = article.text[:-1]
    return Planted(text, len(text) - 1, len(text))


def dropped_character(article: Article, rng: Random) -> Planted | None:
    """A phrase of five to eight characters that the text has four times and more, once without one of them."""
    counts = Counter(
        run[at : at + size]
        for run in re.findall(f"{_HAN}+", article.text)
        for size in (5, 6, 7, 8)
        for at in range(len(run) - size + 1)
    )
    phrases = [phrase for phrase, count in counts.items() if count >= 4]
    if not phrases:
        return None
    phrase = rng.choice(sorted(phrases))
    place = _somewhere(phrase, article.text, rng)
    lost = rng.randrange(1, len(phrase) - 1)
    return place and _put(article.text, *place.span(), phrase[:lost] + phrase[lost + 1 :])


_PAIRED: Final = "城乡 新老 男女 南北 东西 供需 买卖 上下 内外 左右 大小 多少 前后 军民 干群 师生 医患 中外 古今 进出"
_OPPOSITES: Final = _PAIRED.split()


def inserted_character(article: Article, rng: Random) -> Planted | None:
    """A pair of opposites with its second half before it as well."""
    pair = _somewhere("|".join(_OPPOSITES), article.text, rng)
    return pair and _put(article.text, *pair.span(), pair.group()[1] + pair.group())


def inserted_or_dropped(article: Article, rng: Random) -> Planted | None:
    """One or the other."""
    first, second = rng.sample((inserted_character, dropped_character), 2)
    return first(article, rng) or second(article, rng)


# Tang and Song verse that newspapers quote.
_VERSES: Final = (
    "海内存知己，天涯若比邻 会当凌绝顶，一览众山小 欲穷千里目，更上一层楼 谁言寸草心，报得三春晖 "
    "野火烧不尽，春风吹又生 长风破浪会有时，直挂云帆济沧海 沉舟侧畔千帆过，病树前头万木春 "
    "山重水复疑无路，柳暗花明又一村 横看成岭侧成峰，远近高低各不同 不畏浮云遮望眼，自缘身在最高层 "
    "纸上得来终觉浅，绝知此事要躬行 春蚕到死丝方尽，蜡炬成灰泪始干 千淘万漉虽辛苦，吹尽狂沙始到金 "
    "落红不是无情物，化作春泥更护花 等闲识得东风面，万紫千红总是春 问渠那得清如许，为有源头活水来 "
    "随风潜入夜，润物细无声 独在异乡为异客，每逢佳节倍思亲 两岸猿声啼不住，轻舟已过万重山 "
    "粉身碎骨浑不怕，要留清白在人间 人生自古谁无死，留取丹心照汗青 天生我材必有用，千金散尽还复来 "
    "洛阳亲友如相问，一片冰心在玉壶 读书破万卷，下笔如有神 劝君更尽一杯酒，西出阳关无故人"
)
_COUPLETS: Final = tuple(pair.split("，") for pair in _VERSES.split())


def misquoted_verse(article: Article, rng: Random) -> Planted | None:
    """A couplet with one to three wrong characters in one half."""
    halves = list(rng.choice(_COUPLETS))
    place = _somewhere("(?<=。)(?=[^\n])", article.text, rng)
    if place is None:
        return None
    which = rng.randrange(2)
    written = list(halves[which])
    for at in rng.sample(range(len(written)), rng.randint(1, 3)):
        written[at] = rng.choice([char for char in article.text if is_han(char) and char != written[at]])
    before = f"“{halves[0]}，" if which else "“"
    halves[which] = "".join(written)
    made = _put(article.text, place.start(), place.start(), f"“{halves[0]}，{halves[1]}。”")
    start = made.start + len(before)
    return made._replace(start=start, end=start + len(written))


# Characters that engines take for one another.
_CONFUSED: Final = (
    "明朋 朋明 国围 军车 建健 健建 平干 文又 伟伞 华毕 东车 林材 英芙 杰木 强弦 玉王 志忘 宇字 浩洁 海悔 涛祷 "
    "俊後 刚则 龙尤 峰锋 辉挥 清请 永水 生主 波泼 斌斑 敏敬 红虹 梅悔 兰三 芳苦 丽两 静净 秀季 云去 山出 江汪 "
    "河何 口日 石右 白自 塘糖 村材 川州 安妥 乐东"
)
_ALIKE: Final[Mapping[str, str]] = dict(_CONFUSED.split())


def two_spellings(article: Article, rng: Random) -> Planted | None:
    """A name of three characters that the text has four times and more, once with one that looks like its own."""
    speakers = Counter(re.findall(f"(?<!{_HAN})({_HAN}{{3}})(?=说|表示|介绍|认为|告诉|指出)", article.text))
    places = Counter(re.findall(f"({_HAN}{{2}}[镇村乡县])(?=的|，|。)", article.text))
    names = [name for name in (*speakers, *places) if article.text.count(name) >= 4 and set(name) & set(_ALIKE)]
    if not names:
        return None
    name = rng.choice(sorted(set(names)))
    place = _somewhere(name, article.text, rng)
    at = rng.choice([at for at, char in enumerate(name) if char in _ALIKE])
    return place and _put(article.text, *place.span(), name[:at] + _ALIKE[name[at]] + name[at + 1 :])
