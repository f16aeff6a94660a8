"""A name that one article spells two ways: 周建国 seven times and 周健国 once, 石塘镇 four times and 石糖镇 once.

A person's name is proven by what stands beside it: a title before (记者, 局长), or a verb of saying or a title after.
A place's ends in what it is (镇, 村, 县) and stands where names of places do. What comes three times is how the name is
written; a spelling that differs by one character and comes once is a slip, if that character sounds or looks like the
right one, or, of a person, if it is proven in the same way. Two people may have such names, and two villages: what
stands in one sentence or row with the other is left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cnlint.characters import FINAL_MARKS, is_han
from cnlint.codes import CharTable, matches_at
from cnlint.detectors.alike import looks_alike, sounds_alike
from cnlint.detectors.folded import folded, spelled_as
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.words import is_word
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.repeats import frequent
from cnlint.structure.forms import SURNAMES
from cnlint.structure.snapshot import Snapshot

_TITLES: Final = (
    "记者|書記|书记|局长|局長|主任|所长|所長|院长|院長|校长|校長|教授|经理|經理|董事长|董事長|主席|部长|部長|市长|市長|省长|县长|縣長|队长|隊長|处长|處長"
    "|理事长|理事長|里长|里長|议员|議員|立委|总统|總統|总裁|總裁|医生|醫生|老师|老師|先生|女士|博士|同志|师傅|民警|居民|村民|导演|作者|記者"
)
_SAYS: Final = (
    "说|說|表示|介绍|介紹|认为|認為|告诉|告訴|指出|坦言|透露|强调|強調|称|稱|回忆|回憶|解释|解釋|补充|補充|笑着|道"
)
_HAN: Final = r"[\u4e00-\u9fff]"
_MARKS: Final = "，,。、：:（(“「”」；"
_AFTER_TITLE: Final = lazy(rf"(?:{_TITLES})({_HAN}{{3}})(?=(?:{_SAYS})|[{_MARKS}])")
_BEFORE_VERB: Final = lazy(rf"(?<!{_HAN})({_HAN}{{3}})(?=(?:{_SAYS}|{_TITLES}))")
_TITLE_WORDS: Final = tuple(_TITLES.split("|"))
_BEHIND_NAMES: Final = (*_TITLE_WORDS, *_SAYS.split("|"), *_MARKS)
# What the first begins with, and the names of the second: looked for first.
_TITLE_STARTS: Final = PairTable(title[:2] for title in _TITLE_WORDS)
_NAME_STARTS: Final = CharTable(SURNAMES)
# What places are, in simplified characters, and what stands before their names.
_PLACE: Final = frozenset("镇乡村县市区州岛")
_BEFORE_PLACE: Final = frozenset("在到于往赴去来从自至经离与和省市县州区镇乡，。、；：！？“”（）《》()\n \u3000")
_LENGTH: Final = 3
# How often a name stands in a text before another spelling of it is taken for a slip.
_PROVEN: Final = 3
_ROW: Final = frozenset("、和與与及跟")


def two_spellings(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Names that stand once in a spelling of which another one stands three times and more."""
    text = snapshot.text
    slips = {**_persons(text), **_places(text)}
    for at, slip, name in sorted((text.index(slip), slip, name) for slip, name in slips.items()):
        yield Match(at, at + _LENGTH, {"found": slip, "wanted": name, "times": text.count(name)})


def _persons(text: str) -> dict[str, str]:
    """Slips in persons' names, and the names."""
    often = frequent(text, _NAME_STARTS, _LENGTH, _PROVEN)
    names = {name for name in often if not is_word(folded(name[:2]))}  # 武汉市, 甘地所 are no persons
    if not any(_may_be_shown(text, name) for name in names):
        return {}
    starts = _NAME_STARTS.places(text)
    titled = matches_at(_AFTER_TITLE, text, _TITLE_STARTS.places(text))
    first = (at for at in starts if not "\u4e00" <= text[at - 1 : at] <= "\u9fff")
    found = {hit.group(1) for hit in (*titled, *matches_at(_BEFORE_VERB, text, first))}
    shown = {name for name in found if name[0] in SURNAMES}
    return {
        slip: name
        for name in sorted(shown & names)
        if text.count(name) >= _PROVEN
        for slip in _spellings(text, name)
        if _stands_apart(text, slip, name) and (slip in shown or _is_alike(slip, name))
    }


def _may_be_shown(text: str, name: str) -> bool:
    """Whether a name stands anywhere with what either expression asks for on its sides."""
    at = text.find(name)
    while at >= 0:
        if text.startswith(_BEHIND_NAMES, at + _LENGTH) and (
            not "\u4e00" <= text[at - 1 : at] <= "\u9fff" or text.endswith(_TITLE_WORDS, 0, at)
        ):
            return True
        at = text.find(name, at + 1)
    return False


def _spellings(text: str, name: str) -> frozenset[str]:
    """What differs from a name by one character and stands once in the text."""
    first, middle, last = map(re.escape, name)
    found = re.findall(f"(?=(.{middle}{last}|{first}.{last}|{first}{middle}.))", text)
    return frozenset(form for form in found if form != name and all(map(is_han, form)) and text.count(form) == 1)


def _places(text: str) -> dict[str, str]:
    """Slips in places' names, and the names."""
    if not frequent(text, _place_signs(), _LENGTH, _PROVEN, last=True):
        return {}
    shown = _shown_places(text)
    names = [name for name, times in shown.items() if times >= _PROVEN]
    once = [name for name in shown if text.count(name) == 1 and not is_word(folded(name[:2]))]
    return {
        slip: name
        for name in names
        for slip in once
        if _differ_by_one(slip, name) and _is_alike(slip, name) and _stands_apart(text, slip, name)
    }


@cache
def _place_signs() -> CharTable:
    """What places are, in either script."""
    return CharTable(spelled_as(_PLACE))


def _shown_places(text: str) -> Counter[str]:
    """Names of three characters that stand where names of places do: 在石塘镇, but not 各景区 or 石塘镇长."""
    plain = folded(text)
    found: Counter[str] = Counter()
    for at in _place_signs().places(text):
        end = at + 1
        start = end - _LENGTH
        before, after = plain[start - 1 : start], plain[end : end + 1]
        if start < 0 or (before and before not in _BEFORE_PLACE) or (after and is_word(plain[end - 1] + after)):
            continue
        if all(map(is_han, plain[start:end])) and not is_word(plain[end - 2 : end]):
            found[text[start:end]] += 1
    return found


def _differ_by_one(one: str, other: str) -> bool:
    return sum(map(str.__ne__, one, other)) == 1


def _is_alike(slip: str, name: str) -> bool:
    """Whether the characters in which they differ sound or look alike, and are not one character in two scripts."""
    wrong, right = next((folded(one), folded(other)) for one, other in zip(slip, name, strict=True) if one != other)
    return wrong != right and (sounds_alike(wrong, right) or looks_alike(wrong, right))


def _stands_apart(text: str, slip: str, name: str) -> bool:
    """Whether a spelling stands in no row and not in one sentence with the name."""
    at = text.index(slip)
    row = text[at - 1 : at] in _ROW or text[at + _LENGTH : at + _LENGTH + 1] in _ROW
    return not row and name not in _sentence(text, at)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    ends = FINAL_MARKS | {"\n"}
    start, end = at, at
    while start > 0 and text[start - 1] not in ends:
        start -= 1
    while end < len(text) and text[end] not in ends:
        end += 1
    return text[start:end]
