"""Damage to figures, order and whole documents; see `planting`."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Final

from cnlint.characters import is_han
from planting import Article, Planted

_SHORTEST: Final = 150  # characters of an article that makes a document to be judged as a whole
_PIECES: Final = 15  # of a document whose cuts say anything


def _whole(text: str) -> Planted:
    return Planted(text, 0, len(text))


def contradicting_figures(article: Article, rng: Random) -> Planted | None:
    """A sentence whose figures contradict each other, behind one of the article's."""
    ends = [end.end() for end in re.finditer("。(?=[^\n])", article.text)]
    if not ends:
        return None
    at, sentence = rng.choice(ends), rng.choice(_CONTRADICTIONS)(rng)
    return Planted(article.text[:at] + sentence + article.text[at:], at, at + len(sentence))


def _share(rng: Random) -> str:
    whole = rng.randint(200, 9000)
    part = rng.randint(20, whole - 20)
    share = 100 * part / whole
    wrong = share + rng.choice((-1, 1)) * rng.uniform(3, 12)
    subject = rng.choice(("户家庭", "名学生", "家企业", "份问卷", "个村"))
    return f"参加调查的有{whole}{subject}，其中{part}{subject[0]}表示满意，占{wrong % 100:.1f}%。"


def _change(rng: Random) -> str:
    before = rng.randint(100, 5000)
    after = before + rng.randint(20, 900)
    wrong = 100 * (after - before) / before + rng.choice((-1, 1)) * rng.uniform(4, 15)
    subject = rng.choice(("游客从{}万人次增加到{}万人次", "产值由{}万元增至{}万元", "订单从去年的{}件增加到今年的{}件"))
    return f"{subject.format(before, after)}，增长{abs(wrong):.1f}%。"


def _no_date(rng: Random) -> str:
    day = rng.choice(("2月30日", "4月31日", "6月31日", "9月31日", "11月31日", "13月5日", "2月31日", "7月32日"))
    return f"比赛将于{day}上午举行。"


def _weekday(rng: Random) -> str:
    day = date(2000, 1, 1) + timedelta(rng.randrange(9000))
    wrong = "一二三四五六日"[(day.weekday() + rng.randint(1, 6)) % 7]
    return f"会议于{day.year}年{day.month}月{day.day}日（星期{wrong}）召开。"


def _parts(rng: Random) -> str:
    men, women = rng.randint(20, 400), rng.randint(20, 400)
    wrong = men + women + rng.choice((-9, -3, 5, 10, 20))
    return f"参赛选手共{wrong}人，其中男{men}人，女{women}人。"


def _clock(rng: Random) -> str:
    return f"仪式定在上午{rng.randint(8, 11)}时{rng.randint(60, 99)}分开始。"


_CONTRADICTIONS: Final[tuple[Callable[[Random], str], ...]] = (_share, _change, _no_date, _weekday, _parts, _clock)

# How articles number what they enumerate, a paragraph each.
_SERIES: Final = ("^{}、", "^第{}，", "^其{}，", "^（{}）", "^{}是", "^第{}是")


def _members(article: Article) -> list[int]:
    """The paragraphs that open as members one to three of an enumeration."""
    for form in _SERIES:
        found = [
            next((at for at, own in enumerate(article.paragraphs) if re.match(form.format(number), own)), -1)
            for number in "一二三"
        ]
        if -1 < found[0] < found[1] < found[2]:
            return found
    return []


def out_of_order(article: Article, rng: Random) -> Planted | None:
    """The third member of an enumeration before the second."""
    members = _members(article)
    if not members:
        return None
    _, second, third = members
    paragraphs = [*article.paragraphs[:second], article.paragraphs[third], *article.paragraphs[second:third]]
    return _whole(Article(article.title, (*paragraphs, *article.paragraphs[third + 1 :])).text)


def missing(article: Article, rng: Random) -> Planted | None:
    """An enumeration without its second member."""
    members = _members(article)
    kept = tuple(own for at, own in enumerate(article.paragraphs) if at not in members[1:2])
    return _whole(Article(article.title, kept).text) if members else None


def emptied(article: Article, rng: Random) -> Planted | None:
    """A document of blanks and invisible characters."""
    return _whole("".join(rng.choices("\n \u3000\t\u200b\ufeff", k=rng.randint(0, 40))))


def shuffled(article: Article, rng: Random) -> Planted | None:
    """A document whose characters stand in no order, or whose bytes were read in the wrong encoding."""
    if len(article.text) < _SHORTEST:
        return None
    if rng.random() < 0.5:
        stored, read = rng.choice((("utf-8", "gb18030"), ("gb18030", "latin-1")))
        return _whole(article.text.encode(stored).decode(read, "ignore"))
    chars = list(article.text)
    rng.shuffle(chars)
    return _whole("".join(chars))


def in_letters(article: Article, rng: Random) -> Planted | None:
    """A document in Latin letters."""
    return _whole("".join(rng.choice("abcdefghijklmnopqrstuvwxyz ") if is_han(char) else char for char in article.text))


_KANA: Final = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
_HANGUL: Final = "가나다라마바사아자차카타파하고노도로모보소오조의는을이에서"


def in_another_language(article: Article, rng: Random) -> Planted | None:
    """A document two of three of whose characters are kana or Hangul, as in Japanese and Korean news."""
    if len(article.text) < _SHORTEST:
        return None
    letters = rng.choice((_KANA, _HANGUL))
    return _whole("".join(rng.choice(letters) if is_han(c) and rng.random() < 2 / 3 else c for c in article.text))


def cut_all_over(article: Article, rng: Random) -> Planted | None:
    """A document each of whose paragraphs is cut in three, not at marks."""
    pieces: list[str] = []
    for own in article.paragraphs:
        places = [at for at in range(15, len(own) - 15) if is_han(own[at - 1]) and is_han(own[at])]
        cuts = sorted(rng.sample(places, 2)) if len(places) > 1 else []
        pieces += (own[start:end] for start, end in pairwise((0, *cuts, len(own))))
    return _whole(Article(article.title, tuple(pieces)).text) if len(pieces) >= _PIECES else None


def read_twice(article: Article, rng: Random) -> Planted | None:
    """A document that has all its text twice, one character in a hundred another one the second time."""
    if len(article.text) < _SHORTEST:
        return None
    again = "".join(rng.choice(article.text) if rng.random() < 0.01 else char for char in article.text)
    return _whole(f"{article.text}\n{again}")


def unmarked_headlines(article: Article, rng: Random) -> Planted | None:
    """A Markdown file of four articles of which one has its headline marked."""
    if len(article.others) < 3:
        return None
    return _whole(f"# {article.text}\n" + "\n".join(other.text for other in article.others[:3]))
