"""Distils the idioms of `cnlint.detectors.idioms`: `python -m training.idioms dict.txt CORPUS [half]`.

The dictionary is jieba's (see training/lexicon.py), the corpus a folder of clean articles, of which only counts are
used: at which places of which idiom writers put other characters of their own accord. A `half`, 0 or 1, leaves every
second article out, so that the rule can be measured on those.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from cnlint.detectors.alike import looks_alike, sounds_alike
from cnlint.detectors.idioms import IDIOMS, SIZE
from cnlint.structure.language import language
from training.corpora import paragraphs

# Below this jieba's list of idioms is full of what merely came together in its news: 一切都是, 越来越重.
_SEEN = 10
# An idiom of two halves (or a word of three) that are common by themselves is put together anew all the time: 付出代价.
_COMMON = 100
# A form that takes another character by sound and came so often is a way of writing: 不容质疑.
_USUAL = 2
# A slip in the corpus is that rare beside the right form: 如火如茶 once, 如火如荼 21 times. Between the two, choice and
# slip cannot be told apart, and the place is left alone.
_RARE = 20
# Forms in good use beside the one in the dictionary, most of them from 第一批异形词整理表 (2001), others from
# dictionaries of idioms that have both: where they differ, the idiom has two ways.
_SECOND_FORMS: Final = (
    *("无头苍蝇", "鼓乐喧阗", "乐见其成", "各执一辞", "气势磅礡", "一片狼籍", "左道傍门", "名符其实", "指手划脚"),
    *("直接了当", "归根结柢", "必恭必敬", "莫明其妙", "人材辈出", "人材济济", "光采夺目", "丰富多采", "流言飞语"),
    *("惟妙惟肖", "惟利是图", "惟我独尊", "惟命是从", "信口开合", "跌荡起伏", "精采绝伦", "揠苗助长", "源源本本"),
    *("元元本本", "孤苦零丁", "倒楣透顶", "执著追求", "大放光彩", "仿徨失措", "恶梦初醒", "根深柢固", "恰如其份"),
    *("克敌致胜", "义无返顾", "公诸于众", "坚韧不拔", "飘洋过海", "天翻地复", "所做所为", "果不期然", "一邱之貉"),
    *("一涌而入", "不亦说乎", "合衷共济", "坐立不宁", "坐立不定", "坚如盘石", "大澈大悟", "左顾右眄", "徉长而去"),
    *("拯危济困", "溥天之下", "文丝不动", "谆谆告戒", "源流不绝", "谈天论地", "一相情愿", "一轰而上", "张灯结采"),
    *("趋之若鹜", "铤而走险", "奋力争先", "一拥而上", "不可泯灭", "不可抹灭", "深信不移"),
)

_HEADER = """\
# Idioms of four characters, each with three figures: at which characters (1, 2, 4, 8 from the first, added up) another
# one that sounds like it is a slip, at which one that looks like it, and before which one too many. Distilled by
# training/idioms.py from jieba 0.42.1, dict.txt. Copyright (c) 2013 Sun Junyi, MIT licence:
# https://github.com/fxsjy/jieba/blob/master/LICENSE
"""


def idioms(dictionary: Mapping[str, tuple[int, str]]) -> list[str]:
    """The idioms that are no mere meeting of common words."""
    return sorted(word for word in dictionary if _is_kept(word, dictionary))


def _is_kept(word: str, dictionary: Mapping[str, tuple[int, str]]) -> bool:
    seen, speech = dictionary[word]
    if len(word) != SIZE or speech != "i" or seen < _SEEN or not all("\u4e00" <= char <= "\u9fff" for char in word):
        return False
    if len(set(word)) < SIZE and word[1] == "不" and word[0] == word[2]:
        return False  # 知不知道
    halves, heads = (word[:2], word[2:]), (word[:3], word[1:])
    count = {part: dictionary.get(part, (0, ""))[0] for part in (*halves, *heads)}
    return min(count[half] for half in halves) < _COMMON and max(count[head] for head in heads) < _COMMON


def gaps(word: str) -> Iterator[tuple[int, str]]:
    """Places of a word, and the word with a gap there."""
    return ((place, f"{word[:place]} {word[place + 1 :]}") for place in range(len(word)))


def usage(texts: Iterable[str], known: Mapping[str, str]) -> dict[str, Counter[str]]:
    """What else stands in the gaps of idioms, and how often."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for start in range(len(text) - SIZE + 1):
            form = text[start : start + SIZE]
            for place, gap in gaps(form):
                if gap in known and known[gap] != form and "\u4e00" <= form[place] <= "\u9fff":
                    found[gap][form[place]] += 1
    return found


def longer(texts: Iterable[str], known: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Idioms, and places of theirs before which writers put a character more: 不(尽)如人意."""
    kept = frozenset(known)
    return frozenset(
        (short, place)
        for text in texts
        for start in range(len(text) - SIZE)
        for place in range(1, SIZE)
        if (short := text[start : start + place] + text[start + place + 1 : start + SIZE + 1]) in kept
    )


def counts(texts: Iterable[str], known: Iterable[str]) -> Counter[str]:
    """How often the idioms stand in the texts."""
    kept = frozenset(known)
    return Counter(
        form for text in texts for start in range(len(text) - SIZE + 1) if (form := text[start : start + SIZE]) in kept
    )


def masks(word: str, seen: int, only: Mapping[str, str], used: Mapping[str, Counter[str]]) -> tuple[int, int]:
    """The first two figures of an idiom that the corpus has so often."""
    by_sound = by_look = 0
    for place, gap in gaps(word):
        if only.get(gap) != word or any(gap == other for form in _SECOND_FORMS for _, other in gaps(form)):
            continue
        taken = {char: times for char, times in used.get(gap, Counter()).items() if times * _RARE > seen}
        if not any(times >= _USUAL for char, times in taken.items() if sounds_alike(char, word[place])):
            by_sound |= 1 << place
        # One writer who puts another character by choice shows that there is a choice.
        if not any(looks_alike(char, word[place]) for char in taken):
            by_look |= 1 << place
    return by_sound, by_look


def distil(source: Path, texts: Iterable[str]) -> str:
    """The file's text."""
    normal = language().normal
    dictionary: dict[str, tuple[int, str]] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        word, times, speech = line.split(" ")
        if normal(word) == word:  # the table says what to write, so it holds nothing that is spelled otherwise
            dictionary[word] = int(times), speech
    owners: dict[str, set[str]] = defaultdict(set)
    for word in dictionary:
        if len(word) == SIZE:
            for _, gap in gaps(word):
                owners[gap].add(word)
    only = {gap: next(iter(words)) for gap, words in owners.items() if len(words) == 1}
    folded = [*map(normal, texts)]
    used = usage(folded, only)
    kept = idioms(dictionary)
    wide = longer((*folded, *dictionary), kept)
    seen = counts(folded, kept)
    lines = []
    for word in kept:
        by_sound, by_look = masks(word, seen[word], only, used)
        inside = sum(1 << place for place in range(1, SIZE) if (word, place) not in wide)
        lines.append(f"{word}{by_sound:x}{by_look:x}{inside:x}\n")
    return _HEADER + "".join(lines)


def main(dictionary: str, corpus: str, half: str = "") -> None:
    """Write the table; with a half, leave out every second text."""
    texts = [text for _, text in paragraphs(Path(corpus))]
    Path(IDIOMS).write_text(distil(Path(dictionary), texts[int(half) :: 2] if half else texts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
