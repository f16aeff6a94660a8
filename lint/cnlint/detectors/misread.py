"""Marks that OCR reads as other marks: · for 。, 一一 for ——, ： for ； and ，, 丶 for 、.

Each misreading prints rightly somewhere else (the point in foreign names, 一一 before a verb, the colon before
speech), so the neighbourhood has to prove it. Where it proves that the mark is wrong and not which one the page has,
the finding has no edit. Frequencies are from 73 pages read by PP-OCR, beside their true text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, OPENERS, PAIRS, is_digit, is_han, is_latin
from cnlint.codes import matches_at
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.sides import is_transliteration
from cnlint.detectors.words import is_word
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.language import language
from cnlint.structure.model import Role
from cnlint.structure.snapshot import Snapshot


class _Reading(NamedTuple):
    """A misread mark: where, what the page has there, and whether that is certain enough to be offered."""

    start: int
    end: int
    wanted: str
    offered: bool = True


def misread_mark(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Marks that stand where only another mark can."""
    text = snapshot.text
    readings = [*_strokes(text), *_dashes(text), *_between_figures(text)]
    readings += [point for point in _points(text) if snapshot.structure.role_at(point.start) is Role.BODY]
    readings += [colon for colon in _colons(text) if snapshot.structure.role_at(colon.start) is Role.BODY]
    for start, end, wanted, offered in sorted(readings):
        found = text[start:end]
        edits = (Edit(start, end, found, wanted),) if offered else ()
        yield Match(start, end, {"found": found, "wanted": wanted}, edits=edits)


_STROKE: Final = lazy(r"(?<=[\u4e00-\u9fff”’」』）》])丶(?=[\u4e00-\u9fff“‘「『（《])")
_STROKE_NAMED: Final = lazy(r"[笔筆部字]")
_NEAR: Final = 8  # characters in which a text that speaks of strokes says so


def _strokes(text: str) -> Iterator[_Reading]:
    """丶 is a stroke and no word: between two words it is the mark 、."""
    for found in _STROKE.finditer(text) if "丶" in text else ():
        start, end = found.span()
        if _STROKE_NAMED.search(text, max(0, start - _NEAR), end + _NEAR) is None:
            yield _Reading(start, end, "、")


# A point between Han characters, or after a closing mark.
_POINT: Final = lazy(
    r"(?<=[\u4e00-\u9fff”’」』）》])[·•](?=[\u4e00-\u9fff“‘「『（《”’」』）]|[ \t\u3000]*(?:[\r\n]|$))"
)
# So many Han characters before a point, without a mark between, are a clause; a name or title that has a point (a
# house's 雅集·春, a poem's 水调歌头·…) seldom has so many.
_CLAUSE: Final = lazy(r"[\u4e00-\u9fff]{6}$")
_CLAUSE_SIZE: Final = 6
# Words that open a sentence seven times as often as a clause, and words that open a clause 25 times as often as a
# sentence, in three million characters of clean news of five sources, after a mark.
_OPENS_SENTENCE: Final = lazy("据(?!说)|不过|此外|根据|然而|另外|他说|她说|他认为|他表示|事实上|与此同时|至于|对此")
_OPENS_CLAUSE: Final = lazy("才|却|则|必须|而是|从而|都是|更是|也让|也能|也会|使得|达到|并在|能够")
_LONGEST_OPENING: Final = 4
# A quotation or title up to this size may be a name with a point in it.
_TITLE_SIZE: Final = 24


def _points(text: str) -> Iterator[_Reading]:
    """A point that neither joins a name nor stands in a title."""
    if "·" not in text and "•" not in text:
        return
    found = [at.start() for at in _POINT.finditer(text)]
    before = Counter(text[at - _NAMED : at] for at in found)
    after = Counter(text[at + 1 : at + 1 + _NAMED] for at in found)
    for at in found:
        if _CLAUSE.search(text, max(0, at - _CLAUSE_SIZE), at) is None:
            continue
        reading = _read_point(text, at)
        # A point that comes back beside the same characters is a name's.
        again = before[text[at - _NAMED : at]] > 1 or after[text[at + 1 : at + 1 + _NAMED]] > 1
        if reading.offered or not (again or _joins_name(text, at) or _in_title(text, at)):
            yield reading


def _read_point(text: str, at: int) -> _Reading:
    after = text[at + 1 : at + 2]
    opening = language().normal(text[at + 1 : at + 1 + _LONGEST_OPENING])
    if after in ("", "\r", "\n", " ", "\t", "\u3000") or after in CLOSERS or _OPENS_SENTENCE.match(opening):
        return _Reading(at, at + 1, "。")
    if _OPENS_CLAUSE.match(opening):
        return _Reading(at, at + 1, "，")
    return _Reading(at, at + 1, "。/，/、", offered=False)


# The name in its own letters, behind a foreign name: 约翰·那达（John Nada）.
_GLOSS: Final = lazy(r"[\u4e00-\u9fff·•]{1,8}[（(][A-Za-z]")
_NAMED: Final = 2  # characters on each side of the point in which a name shows


def _joins_name(text: str, at: int) -> bool:
    """Whether a foreign name stands around the point: two of the four characters beside it write such names."""
    beside = text[at - _NAMED : at] + text[at + 1 : at + 1 + _NAMED]
    return sum(map(is_transliteration, beside)) >= _NAMED or _GLOSS.match(text, at + 1) is not None


def _in_title(text: str, at: int) -> bool:
    """Whether the point stands in a short quotation or title."""
    for place in range(at - 1, max(-1, at - 1 - _TITLE_SIZE), -1):
        if text[place] in CLOSERS or text[place] in "\r\n":
            return False
        closer = PAIRS.get(text[place])
        if closer is not None:
            return text.find(closer, at, place + _TITLE_SIZE) >= 0
    return False


_DASHES: Final = PairTable(("一一", "—一", "一—"))
_DASH: Final = lazy(r"(?<![一—])(?:一一|—一|一—)(?![一—])")
# Sides of which the one ends as a clause does and the other starts as one, in nats: of 102 places in pages and clean
# news that read 一一 seven lie below, all dashes. What stands together tells nothing here, for 一一 stood between.
_BROKEN: Final = -1.5
_REACH: Final = 6  # characters that the language model sees on each side, and some to spare
_TURNS: Final = lazy("而且|但是|因此|所以|不过")


def _dashes(text: str) -> Iterator[_Reading]:
    """A dash read as figures one: both halves of it, or one."""
    for found in matches_at(_DASH, text, _DASHES.places(text)):
        start, end = found.span()
        left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        if not left or not right or left[-1] in "\r\n" or right[0] in "\r\n":
            continue
        half = found.group() != "一一"
        if _is_word_end(left) or (found.group() == "—一" and is_word(language().normal("一" + right[0]))):
            continue  # a short dash before 一起, 一个
        if half or _breaks_off(left, right):
            yield _Reading(start, end, "——")


def _is_word_end(left: str) -> bool:
    """Whether 一 belongs to the word before it: 唯一, 统一, 之一, 二〇一一."""
    return left[-1] in "之惟〇○零十百千第初" or is_word(language().normal(left[-1]) + "一")


def _breaks_off(left: str, right: str) -> bool:
    """Whether what follows 一一 cannot be what it would count out."""
    last, first = left[-1], right[0]
    if last in CLOSERS or last in "％%" or is_latin(last) or first in OPENERS or is_latin(first) or is_digit(first):
        return not is_digit(last)
    if not (is_han(last) and is_han(first)):
        return False
    again = len(left) > 1 and left[-2:] == right[:2]
    return again or _TURNS.match(right) is not None or language().told(left, right).sides < _BROKEN


_ONE_BEFORE_FIGURES: Final = PairTable(f"一{figure}" for figure in "0123456789")
_RANGE: Final = lazy(
    r"(?<![\u3007○〇一二三四五六七八九零])(?<=[0-9%％℃月日年])一(?=[0-9]+(?:\.[0-9]+)?[%％℃年月日时时万亿元岁人公米])"
)
_FIGURES_BEFORE: Final = lazy(r"[0-9][0-9.]*[%％℃月日年]?$")
_LONGEST_FIGURE: Final = 10


def _between_figures(text: str) -> Iterator[_Reading]:
    """2019年1一11月, 10%一20%: the dash of a range."""
    for found in matches_at(_RANGE, text, _ONE_BEFORE_FIGURES.places(text)):
        start = found.start()
        before = _FIGURES_BEFORE.search(text[max(0, start - _LONGEST_FIGURE) : start])
        if before is not None:
            # 二0一0年: a year in figures of two scripts.
            first = start - len(before.group())
            if text[first - 1 : first] not in tuple("一二三四五六七八九〇零○"):
                yield _Reading(start, found.end(), "—")


# Words that turn a sentence and never open what a colon announces: once in 2,000 of their places in clean news.
_TURN_WORDS: Final = (
    "但", "而", "并且", "同时", "同時", "却", "卻", "以及", "因此", "从而", "從而", "不过", "不過",
)  # fmt: skip
_BEFORE_TURN: Final = PairTable(f"：{word[0]}" for word in _TURN_WORDS)
_TURN: Final = lazy(rf"(?<=[\u4e00-\u9fff%])：(?!而今)(?={'|'.join(_TURN_WORDS)})")
_SPEAKS: Final = lazy(
    r"[说說称稱道问問答示为為出写寫言调調认認曰是讲講到想议議诉訴应應求释釋息点點论論题題法疑]$|[”」]$"
)
# Words that open a sentence and have a comma behind them if any mark: no colon in 7.1 million characters of clean news.
_OPENING_WORDS: Final = (
    "目前", "近日", "日前", "昨日", "同时", "同時", "与此同时", "與此同時", "此外", "另外", "随后", "隨後", "今年以来",
    "今年以來", "对此", "對此", "为此", "為此", "不过", "不過", "然而", "但是", "当天", "當天",
)  # fmt: skip
_AFTER_OPENING: Final = PairTable(f"{word[-1]}：" for word in _OPENING_WORDS)
_OPENING: Final = lazy(rf"(?:^[ \u3000]*|(?<=[。！？]))(?:{'|'.join(_OPENING_WORDS)})：", re.MULTILINE)
_FEWEST_BEFORE: Final = 9  # characters in the line before the colon: speakers' names and labels have fewer


def _colons(text: str) -> Iterator[_Reading]:
    """A colon behind a word that opens a sentence, or before one that goes on with it.

    The first is a comma, the second a semicolon in nine of ten such places.
    """
    if any(text.endswith(_OPENING_WORDS, 0, at + 1) for at in _AFTER_OPENING.places(text)):
        for found in _OPENING.finditer(text):
            yield _Reading(found.end() - 1, found.end(), "，")
    for found in matches_at(_TURN, text, _BEFORE_TURN.places(text)):
        start = found.start()
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        if start - line >= _FEWEST_BEFORE and _SPEAKS.search(text, max(0, start - 2), start) is None:
            yield _Reading(start, found.end(), "；")
