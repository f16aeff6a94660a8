"""A person's name that one article spells two ways: 黄伟哲 seven times, and 黄伟者 once.

A name is proven by what stands beside it: a title before (记者, 局长), or a verb of saying or a title after. One that
comes three times is how the person is called; a spelling that differs by one character and comes once is a slip, if it
stands in such a place too, or if the character sounds or looks like the right one. Two people may have such names:
brothers stand in one sentence or row, and are left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.characters import FINAL_MARKS
from cnlint.detectors.alike import looks_alike, sounds_alike
from cnlint.detectors.folded import folded
from cnlint.detectors.words import is_word
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
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
_AFTER_TITLE: Final = lazy(rf"(?:{_TITLES})({_HAN}{{3}})(?=(?:{_SAYS})|[，,。、：:（(“「”」；])")
_BEFORE_VERB: Final = lazy(rf"(?<!{_HAN})({_HAN}{{3}})(?=(?:{_SAYS}|{_TITLES}))")
_LENGTH: Final = 3
# How often a name stands in a text before another spelling of it is taken for a slip.
_PROVEN: Final = 3
_ROW: Final = frozenset("、和与與及跟")


def two_spellings(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Names that stand once in a spelling of which another one stands three times and more."""
    text = snapshot.text
    shown = _shown(text)
    slips: dict[str, str] = {}
    for name in shown:
        if text.count(name) >= _PROVEN and _is_name(name):
            slips.update((slip, name) for slip in _spellings(text, name) if _is_slip(text, slip, name, shown))
    for at, slip, name in sorted((text.index(slip), slip, name) for slip, name in slips.items()):
        yield Match(at, at + _LENGTH, {"found": slip, "wanted": name, "times": text.count(name)})


def _shown(text: str) -> Counter[str]:
    """Names of three characters where something shows that they are names."""
    found = Counter(hit.group(1) for pattern in (_AFTER_TITLE, _BEFORE_VERB) for hit in pattern.finditer(text))
    return Counter({name: times for name, times in found.items() if name[0] in SURNAMES})


def _is_name(name: str) -> bool:
    """Whether no word begins it: 武汉市, 甘地所 are none."""
    return not is_word(folded(name[:2]))


def _spellings(text: str, name: str) -> frozenset[str]:
    """What differs from a name by one character and stands once in the text."""
    forms = "|".join(f"{name[:place]}{_HAN}{name[place + 1 :]}" for place in range(_LENGTH))
    found = re.findall(f"(?=({forms}))", text)
    return frozenset(form for form in found if form != name and text.count(form) == 1)


def _is_slip(text: str, slip: str, name: str, shown: Mapping[str, int]) -> bool:
    at = text.index(slip)
    if text[at - 1 : at] in _ROW or text[at + _LENGTH : at + _LENGTH + 1] in _ROW or name in _sentence(text, at):
        return False
    wrong, right = next((folded(one), folded(other)) for one, other in zip(slip, name, strict=True) if one != other)
    if wrong == right:
        return False  # the same character in the other script
    return slip in shown or sounds_alike(wrong, right) or looks_alike(wrong, right)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    ends = FINAL_MARKS | {"\n"}
    start, end = at, at
    while start > 0 and text[start - 1] not in ends:
        start -= 1
    while end < len(text) and text[end] not in ends:
        end += 1
    return text[start:end]
