"""Characters of the other script: traditional ones in a simplified text, simplified ones in a traditional text.

Engines trained on simplified print read traditional pages so; 强调 for 強調. The script of a document is that of most
of its telling characters. What replaces a character is decided by phrase (OpenCC): 头发 becomes 頭髮, 发展 發展; and by
the house, where traditional print has two forms: 为 becomes 為, but 爲 in a text that writes it so.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cnlint.codes import CharTable
from cnlint.detectors.conversion import SIMPLIFIED, STANDARD, TAIWAN, converted
from cnlint.detectors.folded import folded
from cnlint.detectors.scripts import SIMPLIFIED_ONLY, TRADITIONAL_ONLY
from cnlint.detectors.words import LONGEST_WORD, is_word
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.forms import SURNAMES
from cnlint.structure.snapshot import Snapshot

# The script is read off so many characters; a column of print has about a thousand.
_SAMPLE: Final = 4000
# Telling characters that a verdict needs, and by how many times one script has to outnumber the other. Texts that
# quote the other script at length stay below and are left alone; bench pages read worst stay above (a sixth).
_FEWEST: Final = 10
_TIMES: Final = 3


# Taiwan's and Hong Kong's papers write 為眾啟, older print and scholarly editions 爲衆啓.
_TO_TRADITIONAL: Final = (TAIWAN, STANDARD)
_TO_SIMPLIFIED: Final = (SIMPLIFIED,)


class _Script(NamedTuple):
    """One direction: the characters that do not belong, those that show the document's script, and the conversion."""

    foreign: frozenset[str]
    native: frozenset[str]
    found: Sequence[int]  # where the text has foreign ones
    conversions: tuple[str, ...]  # as OpenCC names them: the usual one first, then that of other houses


def other_script(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Characters of the other script, with the document's own in their place."""
    text = snapshot.text
    script = _script_of(text)
    if script is None:
        return
    found = script.found
    own = _repeated(text, found) | _in_names(text, found) if script.conversions == _TO_SIMPLIFIED else frozenset()
    spared = own.union(
        at
        for at in found
        if _is_byline(text, at)
        or _is_quoted(text, at, script)
        or _is_passage(text, at, script)
        or _is_subject(text, text[at])
    )
    for start, end in _runs(at for at in found if at not in spared):
        wanted = _converted(text, start, end, script.conversions)
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


_TRADITIONAL_ONLY: Final = frozenset(TRADITIONAL_ONLY)
_SIMPLIFIED_ONLY: Final = frozenset(SIMPLIFIED_ONLY)
_TRADITIONAL: Final = CharTable(_TRADITIONAL_ONLY)
_SIMPLIFIED: Final = CharTable(_SIMPLIFIED_ONLY)


def _script_of(text: str) -> _Script | None:
    """How to look for what does not belong; None where the script is not clear or nothing else stands in the text."""
    traditional, simplified = _TRADITIONAL.places(text), _SIMPLIFIED.places(text)
    if not (traditional and simplified):
        return None  # as most texts
    more, fewer = (bisect_left(found, _SAMPLE) for found in (traditional, simplified))
    if max(more, fewer) < _FEWEST or max(more, fewer) < _TIMES * min(more, fewer):
        return None
    if more > fewer:
        return _Script(_SIMPLIFIED_ONLY, _TRADITIONAL_ONLY, simplified, _TO_TRADITIONAL)
    return _Script(_TRADITIONAL_ONLY, _SIMPLIFIED_ONLY, traditional, _TO_SIMPLIFIED)


def _repeated(text: str, found: Sequence[int]) -> frozenset[int]:
    """Places of characters that stand twice after the same neighbour: a name (毕昇), a word of the place (店舖)."""
    seen: dict[str, list[int]] = {}
    for at in found:
        seen.setdefault(text[at - 1 : at + 1], []).append(at)
    return frozenset(at for places in seen.values() if len(places) > 1 for at in places)


def _count(chars: frozenset[str], text: str) -> int:
    """How many characters of a text are some of these."""
    return sum(map(chars.__contains__, text))


_NAME: Final = 3  # characters of most names


def _in_names(text: str, found: Sequence[int]) -> frozenset[int]:
    """Places of characters that follow a surname and are in no word: 于非闇, 钱鐘书, as their bearers write them."""
    plain = folded(text)
    return frozenset(
        at for at in found if not SURNAMES.isdisjoint(text[max(0, at - 2) : at]) and not _is_in_word(plain, at)
    )


def _is_in_word(text: str, at: int) -> bool:
    """Whether a word other than a person's name holds a place: the word list knows famous ones."""
    return any(
        is_word(text[start:end]) and not (end - start == _NAME and text[start] in SURNAMES)
        for start in range(max(0, at + 1 - LONGEST_WORD), at + 1)
        for end in range(max(start + 2, at + 1), start + LONGEST_WORD + 1)
    )


def _is_subject(text: str, char: str) -> bool:
    """Whether the text speaks of the character: “鐘”, 鐘字."""
    return f"{char}字" in text or any(f"{opener}{char}{closer}" in text for opener, closer in _TITLES.items())


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
        whole = opener in "《〈" or _count(script.foreign, content) > 1  # a title or a phrase
        if whole and script.native.isdisjoint(content):
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
    """Among so many of its script, and none of the document's own, close by or in the whole line."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    around = line[max(0, at - start - _AROUND) : at - start + _AROUND + 1]
    return any(_count(script.foreign, part) >= _PASSAGE and script.native.isdisjoint(part) for part in (around, line))


def _converted(text: str, start: int, end: int, conversions: tuple[str, ...]) -> str | None:
    """What stands for a span in the document's script, in the form that the document writes elsewhere."""
    wanted = [converted(text, start, end, conversion) for conversion in conversions]
    changed = [form for form in wanted if form and form != text[start:end]]
    return next((form for form in changed if all(char in text for char in form)), next(iter(changed), None))
