"""Characters of the other script: traditional ones in a simplified text, simplified ones in a traditional text.

Engines trained on simplified print read traditional pages so; 强调 for 強調. The script of a document is that of most
of its telling characters. What replaces a character is decided by phrase (OpenCC): 头发 becomes 頭髮, 发展 發展.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from cnlint.detectors.scripts import SIMPLIFIED_ONLY, TRADITIONAL_ONLY
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# The script is read off so many characters; a column of print has about a thousand.
_SAMPLE: Final = 4000
# Telling characters that a verdict needs, and by how many times one script has to outnumber the other. Texts that
# quote the other script at length stay below and are left alone; bench pages read worst stay above (a sixth).
_FEWEST: Final = 10
_TIMES: Final = 3


class _Script(NamedTuple):
    """One direction: the characters that do not belong, those that show the document's script, and the conversion."""

    foreign: re.Pattern[str]
    native: re.Pattern[str]
    conversion: str  # as OpenCC names it


def other_script(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Characters of the other script, with the document's own in their place."""
    text = snapshot.text
    script = _script_of(text)
    if script is None:
        return
    found = [hit.start() for hit in script.foreign.finditer(text)]
    repeated = _repeated(text, found) if script.conversion == "t2s" else frozenset()
    spared = repeated.union(
        at for at in found if _is_byline(text, at) or _is_quoted(text, at, script) or _is_passage(text, at, script)
    )
    for start, end in _runs(at for at in found if at not in spared):
        wanted = _converted(text, start, end, script.conversion)
        if wanted is not None:
            params: dict[str, Value] = {"found": text[start:end], "wanted": wanted}
            yield Match(start, end, params, edits=(Edit(start, end, text[start:end], wanted),))


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places as one span: 头发 is converted as one word."""
    start = end = -1
    for at in places:
        if at != end:
            if start >= 0:
                yield start, end
            start = at
        end = at + 1
    if start >= 0:
        yield start, end


_TRADITIONAL: Final = frozenset(TRADITIONAL_ONLY)
_SIMPLIFIED: Final = frozenset(SIMPLIFIED_ONLY)


def _script_of(text: str) -> _Script | None:
    """How to look for what does not belong; None where the script is not clear or nothing else stands in the text."""
    if _TRADITIONAL.isdisjoint(text) or _SIMPLIFIED.isdisjoint(text):
        return None  # as most texts: the patterns, of thousands of characters each, are not even compiled for them
    traditional, simplified = _patterns()
    sample = text[:_SAMPLE]
    more, fewer = len(traditional.findall(sample)), len(simplified.findall(sample))
    if max(more, fewer) < _FEWEST or max(more, fewer) < _TIMES * min(more, fewer):
        return None
    return _Script(simplified, traditional, "s2t") if more > fewer else _Script(traditional, simplified, "t2s")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(f"[{TRADITIONAL_ONLY}]"), re.compile(f"[{SIMPLIFIED_ONLY}]")


def _repeated(text: str, found: list[int]) -> frozenset[int]:
    """Places of characters that stand twice after the same neighbour: a name (毕昇), a word of the place (店舖)."""
    seen: dict[str, list[int]] = {}
    for at in found:
        seen.setdefault(text[at - 1 : at + 1], []).append(at)
    return frozenset(at for places in seen.values() if len(places) > 1 for at in places)


_TITLES: Final = {"《": "》", "〈": "〉", "“": "”", "「": "」", "『": "』", "‘": "’"}
_LONGEST_TITLE: Final = 60


def _is_quoted(text: str, at: int, script: _Script) -> bool:
    """Inside a title or quotation that has no character of the document's own script."""
    for opener, closer in _TITLES.items():
        start = text.rfind(opener, max(0, at - _LONGEST_TITLE), at)
        end = text.find(closer, at, at + _LONGEST_TITLE) if start >= 0 else -1
        if end < 0 or closer in text[start:at]:
            continue
        content = text[start:end]
        # A title; a phrase; or the character itself, of which the text speaks: 写作“鐘”字.
        whole = opener in "《〈" or end - start <= 2 or len(script.foreign.findall(content)) > 1
        if whole and script.native.search(content) is None:
            return True
    return False


_NAMED_BEFORE: Final = lazy(
    r"(?:[记記]者|通[讯訊][员員]|特派[员員]|[摄攝]影?|撰[稿文]|[编編][辑輯])[^，。；！？\r\n]{0,10}$"
)
_NAMED_WITHIN: Final = 16


def _is_byline(text: str, at: int) -> bool:
    """Among the names after 记者 and the like: people write their names as they please."""
    return _NAMED_BEFORE.search(text[max(0, at - _NAMED_WITHIN) : at]) is not None


# A passage in the other script: so many of its characters close by, and none of the document's own. In traditional
# text one character in three is traditional only, in simplified text one in four is simplified only.
_AROUND: Final = 12
_PASSAGE: Final = 3


def _is_passage(text: str, at: int, script: _Script) -> bool:
    around = text[max(0, at - _AROUND) : at + _AROUND + 1]
    return len(script.foreign.findall(around)) >= _PASSAGE and script.native.search(around) is None


# Characters on each side that a phrase reaches (the longest phrases of OpenCC that matter have four).
_PHRASE: Final = 6


def _converted(text: str, start: int, end: int, conversion: str) -> str | None:
    before = text[max(0, start - _PHRASE) : start]
    phrase = before + text[start : end + _PHRASE]
    converted = _converter(conversion)(phrase)
    wanted = converted[len(before) : len(before) + end - start]
    return wanted if len(converted) == len(phrase) and wanted != text[start:end] else None


@cache
def _converter(conversion: str) -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(conversion).convert
    return convert
