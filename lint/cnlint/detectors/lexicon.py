"""Characters and words that stand twice and are no reduplication: 争干干事, 的的, 对于对于.

Chinese doubles characters all the time: 天天, 慢慢, 说说笑笑, a word's end before the next word's start (派出所所长,
科学院院士, 现在在). One in 500 characters of clean news does; so the question is not whether a character stands twice,
but whether anything explains it. Only what no word, no reduplication and no name explains is told, and of that only the
forms that were mostly wrong in seven million characters of clean news.

The model of the language lends its spelling and no veto: 人人争干事 runs on no better than 人人争干干事. One would take
three of the nine wrong findings in that news, and with them right ones on pages (干干, 興興趣).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from operator import eq
from typing import Final

from cnlint.characters import is_han
from cnlint.codes import codes, matches_at
from cnlint.detectors.learned import known_terms
from cnlint.detectors.sides import is_transliteration
from cnlint.detectors.words import FREQUENT, LONGEST_WORD, OTHER, VERB, is_noun_after_verb, is_word, kind_of
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.structure.forms import SURNAMES
from cnlint.structure.language import language
from cnlint.structure.snapshot import Snapshot

# Grammatical words that are never doubled (in simplified characters, as all that is looked up here).
_GRAMMATICAL: Final = frozenset("的是也和与及或但而于被把对从由其之这那你我他她它们着并")
# What cannot be the inner part of a name or compound: it ends or begins a phrase.
_BOUNDARY: Final = frozenset(
    "的了是在和个一着过不也都等与及为以对将把被从到由并就而这那其之该各某，。、；：！？“”（）《》「」"
)
# Before a doubled measure word (一件件, 每天天), and what units of time double after figures (2018年年底).
_COUNTS: Final = frozenset("一每几半两二三四五六七八九十数")
# Bodies whose heads are called …长: 司司长, 署署长, where the body's own name is in no word list.
_BODIES: Final = frozenset("部司署局馆社班州市县省区村院校会厅处科团队站所行组系镇乡室股营连排船园庭课段岛酋族议")
_CONTEXT: Final = LONGEST_WORD  # characters on each side that a word reaches


class _Place:
    """A doubled character with the text around it, in simplified characters."""

    def __init__(self, text: str, at: int) -> None:
        start = max(0, at - _CONTEXT)
        window = language().normal(text[start : at + 2 + _CONTEXT])
        self.char = window[at - start]
        self.window = window
        self.first = at - start  # index of the first of the two in the window
        self.left, self.right = window[: self.first], window[self.first + 2 :]
        self.before, self.after = self.left[-1:], self.right[:1]

    @property
    def after_word(self) -> bool:
        """Whether a word ends with the first of the two."""
        end = self.first + 1
        return any(end >= size and _is_word(self.window[end - size : end]) for size in range(2, LONGEST_WORD + 1))

    @property
    def before_word(self) -> bool:
        """Whether a word starts with the second of the two."""
        return any(_is_word(self.char + self.right[: size - 1], size) for size in range(2, LONGEST_WORD + 1))

    @property
    def is_reduplication(self) -> bool:
        """Whether a word holds both, or they are part of a pattern: 高高低低, 一件件, 2018年年底."""
        if self.before in _COUNTS or self.before.isdigit():
            return True
        if (len(self.left) > 1 and self.left[-1] == self.left[-2]) or self.right[:1] == self.right[1:2] != "":
            return True
        return any(
            _is_word(self.window[start:end])
            for start in range(max(0, self.first - 2), self.first + 1)
            for end in range(self.first + 2, start + LONGEST_WORD + 1)
        )

    @property
    def inside_word(self) -> bool:
        """Whether a word stands here once one of the two is gone: 志愿愿者."""
        once = self.left + self.char + self.right
        return any(
            _is_word(once[start:end])
            for start in range(max(0, self.first - 2), self.first)
            for end in range(self.first + 2, min(start + LONGEST_WORD, len(once)) + 1)
        )


def _is_word(text: str, size: int = 0) -> bool:
    return len(text) > 1 and len(text) >= size and is_word(text)


def doubled_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Characters that stand twice, and words that do, where nothing explains it."""
    text = snapshot.text
    # Half of all pairs are words by themselves (天天, 往往) and need no closer look.
    doubled = (at for at in _doubled(text) if not is_word(text[at : at + 2]))
    slips = [at for at in doubled if not _is_longer_run(text, at) and _is_slip(_Place(text, at))]
    terms = known_terms(options)
    slips = [at for at in slips if not _is_in_term(text, at, terms)]
    seen = Counter(text[at] for at in slips)
    for at in slips:
        # A pair that comes back is a name or a local word (淘集集, 浪浪); a slip seldom falls on one character twice.
        if seen[text[at]] == 1 or text[at] in _GRAMMATICAL:
            yield _match(text, at, at + 2)
    for found in _doubled_words(text):
        if _is_doubled_word(text, found.start(), found.end()):
            yield _match(text, found.start(), found.end())


def _doubled(text: str, size: int = 1) -> Iterator[int]:
    """Where so many characters stand twice, the first of them Han."""
    units = codes(text)
    same = bytes(map(eq, text, text[size:])) if units is None else (units[size:] == units[:-size]).tobytes()
    wanted = b"\1" * size
    at = same.find(wanted)
    while at >= 0:
        if "\u4e00" <= text[at] <= "\u9fff":
            yield at
        at = same.find(wanted, at + 1)


def _doubled_words(text: str) -> Iterator[re.Match[str]]:
    """What `_DOUBLED_WORD` matches, which by itself takes a hundred times as long to find that nothing is there."""
    starts = {at for size in _WORD_SIZES for at in _doubled(text, size)}
    return matches_at(_DOUBLED_WORD, text, sorted(starts))


def _is_in_term(text: str, at: int, terms: frozenset[str]) -> bool:
    """Whether a term that the corpus uses again and again holds both of the two."""
    return any(len(term) > 1 and text.find(term, max(0, at + 2 - len(term)), at + len(term)) >= 0 for term in terms)


def _is_longer_run(text: str, at: int) -> bool:
    return text[at - 1 : at] == text[at] or text[at + 2 : at + 3] == text[at]


def _match(text: str, start: int, end: int) -> Match:
    found = text[start:end]
    return Match(start, end, {"found": found, "wanted": found[: len(found) // 2]})


def _is_slip(place: _Place) -> bool:
    char = place.char
    if char in _GRAMMATICAL:
        return not (place.is_reduplication or place.after_word or place.before_word)
    if _takes_no_figure(place):
        return True
    if place.is_reduplication or _is_name(place):
        return False
    after_word, before_word = place.after_word, place.before_word
    if after_word and before_word:
        return False
    if place.inside_word:
        return True
    kind = kind_of(char)
    if kind == FREQUENT:
        return False  # a word by itself after or before a word that has it: 现在在, 有有效
    if before_word:
        return _is_slip_before_word(place, kind)
    return after_word and place.after in _BOUNDARY


def _is_slip_before_word(place: _Place, kind: str) -> bool:
    """争干干事: a verb before a noun that begins with it. 的展展览: nothing that could end in 展 before 展览."""
    if kind == VERB:
        nouns = (place.char + place.right[: size - 1] for size in (2, 3))
        return place.before not in SURNAMES and any(is_noun_after_verb(noun) for noun in nouns)
    titled = place.after == "长" and place.char in _BODIES
    return kind == OTHER and place.before in _BOUNDARY and not titled


def _is_name(place: _Place) -> bool:
    """库库尔坎: characters that write foreign names, two of three."""
    return sum(map(is_transliteration, (place.before, place.char, place.after))) > 1


def _takes_no_figure(place: _Place) -> bool:
    """派出所所有10多人: 所有 stands before nouns, never before a figure, so it is 派出所 and 有."""
    return place.char == "所" and place.right[:1] == "有" and place.right[1:2].isdigit() and place.after_word


# Words that stand twice. Of two characters only grammatical ones, for verbs, measures and adverbs double (研究研究,
# 一步一步, 非常非常); of three and more any but 走哪边走哪边 and the like.
_PAIRED: Final = frozenset({
    "对于", "由于", "关于", "至于", "以及", "通过", "根据", "按照", "为了", "除了", "因为", "所以",
    "因此", "但是", "而且", "并且", "或者", "如果", "虽然", "不仅", "我们", "你们", "他们", "她们",
    "它们", "这个", "那个", "这些", "那些", "目前", "同时", "其中", "已经", "可以", "能够", "应该",
    "必须", "不得", "进行", "属于", "作为", "成为",
})  # fmt: skip
# Longer units than six characters hardly occur and cost as much time as all others.
_WORD_SIZES: Final = range(2, 7)
_DOUBLED_WORD: Final = lazy(r"([\u4e00-\u9fff]{2,6}?)\1")
_COUNTED: Final = lazy(r"[一二三每各几哪那某多]|^[的是也不就还我你他]")


def _is_doubled_word(text: str, start: int, end: int) -> bool:
    unit = text[start : start + (end - start) // 2]
    if len(unit) == 2:
        return language().normal(unit) in _PAIRED
    if len(set(unit)) == 1 or text[start - 1 : start] == unit[-1] or text[end : end + 1] == unit[0]:
        return False  # 哈哈哈哈哈哈, and rows of more than two
    if _COUNTED.search(unit) or text[start - 1 : start] in ("“", "「", "‘", "《"):
        return False
    # 委员会委员会议: the second is part of another word.
    tail = language().normal(unit[-1] + text[end : end + 1])
    return not (len(tail) == 2 and is_han(tail[1]) and is_word(tail))
