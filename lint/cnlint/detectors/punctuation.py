"""Marks: half-width ones in Han text, widths that are mixed, marks that stand twice or fight.

What a half-width mark is, its neighbours decide: between Han characters it is a Chinese mark that an engine read as
ASCII; inside figures, times, scores, addresses and foreign text it belongs there. Sources: GB/T 15834-2011 (a mark
takes the width of a character), GB/T 15835-2011 (figures keep their own points and commas), real OCR output.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final, NamedTuple

from cnlint.characters import FULL_WIDTH
from cnlint.codes import CharTable, matches_at, per_text
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.sides import Kind, left_of, name_share, right_of
from cnlint.findings import Edit, Match, Safety, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

_MARKS: Final = CharTable(",;:.!?")
# A mark between two figures is never a candidate: 12,000  3:2  8:30  99.51.
_CANDIDATE: Final = lazy(r"[!?]+|(?<![0-9])[,;:.]|[,;:.](?![0-9])")
_BRACKET: Final = lazy(r"[()（）]")
_LINE_BREAK: Final = lazy(r"[\r\n]")


class Site(NamedTuple):
    """A half-width mark, or pair of brackets, in Han text: where, and the characters that change."""

    start: int
    end: int
    marks: tuple[int, ...]


def half_width_mark(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Half-width marks whose neighbours show that the text around them is Chinese."""
    text = snapshot.text
    for site in _sites(text):
        edits = tuple(Edit(at, at + 1, text[at], FULL_WIDTH[text[at]]) for at in site.marks)
        found = "".join(edit.old for edit in edits)
        yield Match(site.start, site.end, {"found": found, "wanted": "".join(e.new for e in edits)}, edits=edits)


@per_text
def _sites(text: str) -> tuple[Site, ...]:
    """All half-width marks of Han text, marks first, then brackets."""
    return (*_single_marks(text), *_brackets(text))


def _single_marks(text: str) -> Iterator[Site]:
    for found in matches_at(_CANDIDATE, text, _MARKS.places(text)):
        start, end = found.span()
        mark = text[start]
        if mark in "!?":
            wanted = _ends_han(text, start, end)
        elif mark == ".":
            wanted = _is_full_stop(text, start) and _prints_stops(text)
        else:
            wanted = _pauses_han(text, start)
        if wanted:
            for at in range(start, end):
                yield Site(at, at + 1, (at,))


def _pauses_han(text: str, at: int) -> bool:
    """A comma, colon or semicolon that pauses in a Chinese sentence."""
    left, right = left_of(text, at), right_of(text, at + 1)
    if right.kind is Kind.EDGE:
        return left.kind is Kind.HAN
    if left.kind is Kind.HAN:
        return right.kind in (Kind.HAN, Kind.FIGURE, Kind.LATIN)
    if right.kind is Kind.HAN:
        if left.kind is Kind.FIGURE:
            return not _is_list_number(text, at)
        return left.kind is Kind.LATIN and _is_single_word(text, at)
    # 增长60%,2024年: a percentage ends, a figure with its Han word begins.
    return text[at] == "," and text[at - 1 : at] in _RATE_SIGNS and _FIGURE_AND_WORD.match(text, at + 1) is not None


_RATE_SIGNS: Final = ("%", "‰", "％", "℃")
_FIGURE_AND_WORD: Final = lazy(r"[0-9]+[\u4e00-\u9fff]")
# The number of a list item or heading: a line, a sentence or a clause starts with it.
_LIST_NUMBER: Final = lazy(r"(?:^|[\s。；;，,、(（])[0-9０-９]{1,2}$")
# What may stand in a run of foreign words; such a run is read back at most so far (the longest Latin names of bodies
# that newspapers gloss have about eighty letters).
_FOREIGN_RUN: Final = lazy(r"[0-9A-Za-z\u00c0-\u024f .,&'’\-/@_]*$")
_LONGEST_RUN: Final = 120
# Blanks and points make a phrase or an address, a capital inside a word a phrase whose blanks are lost (HongKong);
# & and letters before a semicolon are a character reference that a web page left behind.
_PHRASE: Final = lazy(r"[ .@/,]|[a-z][A-Z][a-z]|&[A-Za-z]+$")


def _is_list_number(text: str, at: int) -> bool:
    start = max(0, at - 4)
    if _LINE_BREAK.search(text, start, at) is None and start > 0:
        return _LIST_NUMBER.search(text[start:at]) is not None
    return _LIST_NUMBER.search(_LINE_BREAK.split(text[start:at])[-1]) is not None


def _is_single_word(text: str, at: int) -> bool:
    """The Latin run before a mark is one word of a Chinese sentence: no phrase, no address, no gloss in brackets."""
    found = _FOREIGN_RUN.search(text[max(0, at - _LONGEST_RUN) : at])
    run = found.group() if found else ""
    before = text[at - len(run) - 1 : at - len(run)]
    return before not in ("(", "（") and _PHRASE.search(run.strip()) is None


def _ends_han(text: str, start: int, end: int) -> bool:
    """A question or exclamation mark, or a run of up to three, that ends a Chinese sentence."""
    left, right = left_of(text, start), right_of(text, end)
    if end - start > 3 or left.kind is not Kind.HAN or left.blanks or right.kind is Kind.OTHER:
        return False
    if text[start] == "?" and right.kind is Kind.HAN:
        # 勒布朗?詹姆斯, 英特尔? 处理器, 于非?、: a character that some decoder did not know, not a question.
        if right.blanks or right.char in "，、。" or name_share(left, right) == 2:
            return False
        return name_share(left, right) == 0 or _ASKS.search(text, max(0, start - _ASKED_WITHIN), start) is not None
    return True


# Words and endings that ask, of either script, and how far before the mark one may stand (characters).
_ASKS: Final = lazy(r"[吗嗎么麼呢吧谁誰哪何几幾怎否]|多少|([\u4e00-\u9fff])不\1|有没有|有沒有")
_ASKED_WITHIN: Final = 30

# A line of prose in characters: shorter lines that end in a point are list items and glosses.
_PROSE: Final = 20
_STOP_AT_END: Final = lazy(rf"[^\n]{{{_PROSE}}}[\u4e00-\u9fff](\.|。)[”’」』\"]?[ \t]*$", re.MULTILINE)
_NUMERALS: Final = frozenset("一二三四五六七八九十百千甲乙丙丁戊零〇两")
_SHORTEST_CLAUSE: Final = 5
_CLAUSE_BEFORE: Final = lazy(rf"[\u4e00-\u9fff]{{{_SHORTEST_CLAUSE}}}$")
_CLAUSE_AFTER: Final = lazy(r"[\u4e00-\u9fff]{3}")


@per_text
def _prints_stops(text: str) -> bool:
    """Whether this document has . where the page has 。: some of its paragraphs end so.

    Elsewhere a point between Han characters may be a name's dot (路易斯.摩尔根) or any mark misread.
    """
    return any(found.group(1) == "." for found in _STOP_AT_END.finditer(text))


def _is_full_stop(text: str, at: int) -> bool:
    left, right = left_of(text, at), right_of(text, at + 1)
    if left.kind is not Kind.HAN or left.blanks:
        return False
    if right.kind is Kind.EDGE or text[at + 1 : at + 2] in ("”", "’", "」", "』", '"'):
        return True
    if right.kind is not Kind.HAN or left.char in _NUMERALS or name_share(left, right) == 2:
        return False
    return _CLAUSE_BEFORE.search(text, max(0, at - _SHORTEST_CLAUSE), at) is not None and (
        _CLAUSE_AFTER.match(text, at + 1) is not None
    )


def _brackets(text: str) -> Iterator[Site]:
    """Pairs of round brackets with a half-width one; nothing where a line's brackets do not pair."""
    done = 0
    while True:
        opened, closed = text.find("(", done), text.find(")", done)
        at = min(opened, closed) if opened >= 0 and closed >= 0 else max(opened, closed)
        if at < 0:
            return
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        broken = _LINE_BREAK.search(text, at)
        done = broken.start() if broken else len(text)
        yield from _pairs(text, start, done)


def _pairs(text: str, start: int, end: int) -> Iterator[Site]:
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(text, start, end):
        if found.group() in "(（":
            open_at.append(found.start())
        elif open_at:
            pairs.append((open_at.pop(), found.start()))
        else:
            return
    if open_at:
        return
    for first, last in sorted(pairs):
        marks = tuple(at for at in (first, last) if text[at] in "()")
        if marks and _brackets_han(text, first, last, mixed=len(marks) == 1):
            yield Site(marks[0], marks[-1] + 1, marks)


_WORD: Final = lazy(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")


def _brackets_han(text: str, first: int, last: int, *, mixed: bool) -> bool:
    """Whether brackets belong to Chinese text: Han inside and beside them, or Han on both sides of a foreign word."""
    left, right = left_of(text, first), right_of(text, last + 1)
    beside = (left.kind, right.kind)
    if any("\u3400" <= char <= "\u9fff" for char in text[first + 1 : last]):
        return beside != (Kind.LATIN, Kind.LATIN)
    if _WORD.search(text, first + 1, last) is None:
        return False
    if mixed:
        return Kind.HAN in beside
    return left.kind is Kind.HAN and right.kind in (Kind.HAN, Kind.EDGE)


# Fewer slips than this, or a smaller share, are single misreadings and no mixture.
_MIXED_FEWEST: Final = 2
_MIXED_SHARE: Final = 0.1


def mixed_widths(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """One finding where a document prints the same mark now half, now full width, at the mark that is mixed most."""
    text = snapshot.text
    first: dict[str, int] = {}
    half: Counter[str] = Counter()
    for site in _sites(text):
        for at in site.marks:
            half[text[at]] += 1
            first.setdefault(text[at], at)
    mixed = []
    for mark, count in half.items():
        full = text.count(FULL_WIDTH[mark])
        fewer = min(count, full)
        if fewer >= _MIXED_FEWEST and fewer >= _MIXED_SHARE * (count + full):
            mixed.append((fewer, mark, full))
    if mixed:
        _, mark, full = max(mixed)
        params: dict[str, Value] = {"mark": mark, "half": half[mark], "wide": FULL_WIDTH[mark], "full": full}
        yield Match(first[mark], first[mark] + 1, params)


_RUN: Final = lazy(r"[，。、；：！？]{2,}")
_TWO: Final = PairTable(map("".join, product("，。、；：！？", repeat=2)))
_ONCE: Final = frozenset("，。、；")
# Of two marks that fight the one higher up here stays: it says more about the sentence.
_RANK: Final = "、，；：。！？"


def doubled_mark(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Marks that cannot stand together: two identical ones, or two that say different things."""
    text = snapshot.text
    for found in matches_at(_RUN, text, _TWO.places(text)):
        run, start, end = found.group(), found.start(), found.end()
        kinds = set(run)
        if kinds <= {"！", "？"} or (kinds == {"。"} and len(run) > 2) or text[end : end + 1] == "…":
            continue  # ！？ ！！ are printed; three or more 。 are an ellipsis, which is another rule's
        if text[start - 1 : start] == "…" and run[0] == "。":
            continue
        keep = max(run, key=_RANK.index)
        if len(kinds) == 1:
            exact = len(run) == 2 and run[0] in _ONCE
            edit = Edit(start + 1, end, run[1:], "")
            yield Match(
                start, end, {"found": run, "wanted": keep}, edits=(edit,), safety=None if exact else Safety.UNSAFE
            )
        else:
            yield Match(
                start, end, {"found": run, "wanted": keep}, edits=_dropped(run, start, keep), safety=Safety.UNSAFE
            )


def _dropped(run: str, start: int, keep: str) -> tuple[Edit, ...]:
    kept = run.index(keep)
    parts = ((start, run[:kept]), (start + kept + 1, run[kept + 1 :]))
    return tuple(Edit(at, at + len(part), part, "") for at, part in parts if part)
