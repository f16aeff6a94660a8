"""Enumerations inside an article that lack a member or have one out of its place: 一是 … 三是.

What a text counts itself, it says in which order it is complete; nothing else proves that text is missing.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from cnlint.codes import per_text
from cnlint.detectors.pairs import PairTable
from cnlint.findings import Match, Value
from cnlint.lazy import lazy
from cnlint.structure.model import Article, Role
from cnlint.structure.snapshot import Snapshot

_NUMERALS: Final = "一二三四五六七八九十"
# A member opens a sentence or a clause: 一是 … ；二是 …, 其一，…, 第一，…; or a paragraph: 一、….
_INLINE: Final = lazy(
    r"(?:(?<=[。；：，！？])|(?<=[\r\n\u3000])|^)(?:([一二三四五六七八九十])是(?![一二三四五六七八九十])|其([一二三四五六七八九])，|第([一二三四五六七八九十])，)"
)
_TEXT: Final = frozenset({Role.BODY, Role.LIST, Role.SUBHEAD})


class _Member(NamedTuple):
    form: int
    value: int
    start: int
    end: int


# What stands for any member but the first, without a numeral.
_NEXT: Final = lazy("其次|再次|再者|另外|另一方面")


_LATER: Final = tuple(form.format(numeral) for numeral in _NUMERALS[1:] for form in ("{}是", "其{}，", "第{}，"))


_STARTS: Final = PairTable(words[:2] for words in _LATER)


@per_text
def _counts(text: str) -> bool:
    """Whether a member but the first of an enumeration may stand in a text: without one nothing is out of order."""
    return any(text.startswith(_LATER, at) for at in _STARTS.places(text))


def missing_member(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A member of an enumeration whose predecessor is named nowhere."""
    text = snapshot.text
    if not _counts(text):
        return
    for article in snapshot.structure.articles:
        latest: dict[int, _Member] = {}
        members = list(_members(snapshot, article))
        known = {(member.form, member.value) for member in members}
        for member in members:
            before = latest.get(member.form)
            latest[member.form] = member
            if before is None or member.value != before.value + 2 or (member.form, member.value - 1) in known:
                continue
            words = text[member.start : member.end].rstrip("，")
            wanted = words.replace(_NUMERALS[member.value - 1], _NUMERALS[member.value - 2])
            named = text.find(wanted, before.end, member.start) >= 0 or _NEXT.search(text, before.end, member.start)
            if not named:
                yield Match(member.start, member.end, {"text": words, "missing": wanted})


def _members(snapshot: Snapshot, article: Article) -> Iterator[_Member]:
    pieces, text = snapshot.structure.pieces, snapshot.text
    for paragraph in article.flow:
        if paragraph.role not in _TEXT:
            continue
        for index in paragraph.pieces:
            piece = pieces[index]
            for found in _INLINE.finditer(text, piece.start, piece.end):
                form = found.lastindex or 0
                yield _Member(form, _NUMERALS.index(found.group(form)) + 1, found.start(), found.end())


def block_out_of_order(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A member of an enumeration that stands before its predecessor, where each of the two occurs once."""
    if not _counts(snapshot.text):
        return
    for article in snapshot.structure.articles:
        members = list(_members(snapshot, article))
        count = {(m.form, m.value): sum(n.form == m.form and n.value == m.value for n in members) for m in members}
        for left, right in pairwise(members):
            once = count[left.form, left.value] == count[right.form, right.value] == 1
            if left.form == right.form and right.value == left.value - 1 and once:
                params = {
                    "text": snapshot.text[right.start : right.end].rstrip("，"),
                    "after": snapshot.text[left.start : left.end].rstrip("，"),
                }
                yield Match(right.start, right.end, params)
