"""Idioms with one character wrong or one too many: 独立当一面 for 独当一面, 到枪不入 for 刀枪不入.

Writers vary idioms all the time: 一箭三雕, 不祥之例, 满载而出. Of the forms that differ by one character from an idiom
two in a hundred are slips. What a slip shows: the character sounds like the right one (a typist's) or looks like it
(an engine's), it makes no word with its neighbours, and nobody else was seen to write so. A character too many repeats
its neighbour, or makes a word with the idiom's first one, which ran away with the writer.

A dropped character leaves three that mostly belong to something else (人尽皆知); those are looked for on demand alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import add
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, OPENERS, is_han
from cnlint.codes import codes
from cnlint.detectors.alike import looks_alike, sounds_alike, twins_by_stroke
from cnlint.detectors.conversion import as_in
from cnlint.detectors.folded import folded
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.tables import lines_of, table
from cnlint.detectors.words import FREQUENT, LONGEST_WORD, is_word, kind_of
from cnlint.findings import Match, Value
from cnlint.structure.model import HEADING_ROLES, Role
from cnlint.structure.snapshot import Snapshot

IDIOMS: Final = table("idioms.txt")
SIZE: Final = 4
# A character that comes again is what the text is about, and its place in an idiom a pun.
_TOPIC: Final = 1
_HEADLINES: Final = HEADING_ROLES | {Role.SUBHEAD}
# Words that stand inside idioms in speech.
_LOOSE: Final = frozenset("的地得之了着过儿个里和与或而以于也都就再又还要能可")
# One figure for another is what the writer counted: 一箭三雕, 一分为三.
_FIGURES: Final = frozenset("一二两双三四五六七八九十百千万亿半")


class _Idiom(NamedTuple):
    """An idiom, and the places where a character that sounds or looks like the right one is a slip, as bits."""

    text: str
    by_sound: int
    by_look: int
    inside: int  # where one more is a slip, before the character of the place


class _Halves(NamedTuple):
    """The idioms of which two characters are the first half, and those of which they are the second.

    Beside them the characters of which one stands at its place beside the half in every slip: behind it, one further;
    before it, one further.
    """

    first: list[str]  # as lines of the table: most are never looked at
    second: list[str]
    behind: tuple[frozenset[str], frozenset[str]]
    before: tuple[frozenset[str], frozenset[str]]


class _Slip(NamedTuple):
    """A form in the folded text, the idiom, and the place of the character that is wrong or too many."""

    start: int
    end: int
    idiom: str
    place: int


def wrong_idiom(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Idioms that a slip of one character has spoiled."""
    text = folded(snapshot.text)
    for slip in (*_slips(text), *(_lacking(text) if options["dropped"] else ())):
        if _is_quoted(text, slip) or _is_topic(text, slip):
            continue
        if snapshot.structure.role_at(slip.start) in _HEADLINES:
            continue  # headlines play with idioms
        found = snapshot.text[slip.start : slip.end]
        yield Match(slip.start, slip.end, {"found": found, "wanted": _wanted(found, slip)})


def _wanted(found: str, slip: _Slip) -> str:
    """The idiom in the script of the text; what was right stays as it is."""
    if len(found) > SIZE:
        return found[: slip.place] + found[slip.place + 1 :]
    if len(found) < SIZE:
        return found[: slip.place] + as_in(found, slip.idiom, slip.place, slip.place + 1) + found[slip.place :]
    return found[: slip.place] + as_in(found, slip.idiom, slip.place, slip.place + 1) + found[slip.place + 1 :]


def _slips(text: str) -> Iterator[_Slip]:
    """Forms that differ from an idiom as slips do, in order."""
    found: list[_Slip] = []
    for at, halves in _halves_in(text):
        near, far = halves.behind
        if text[at + 2 : at + 3] in near or text[at + 3 : at + 4] in far:
            for line in halves.first:
                found.extend(_after_head(text, at, _idiom(line)))
        near, far = halves.before
        if at > 1 and (text[at - 1] in near or text[at - 2] in far):
            for line in halves.second:
                found.extend(_before_tail(text, at, _idiom(line)))
    # Of two ways to read one form (络绎绎不绝 has either 绎 too many) the one whose place comes last.
    yield from sorted({(slip.start, slip.end): slip for slip in sorted(found)}.values())


def _after_head(text: str, at: int, idiom: _Idiom) -> Iterator[_Slip]:
    form = text[at : at + SIZE]
    if len(form) < SIZE or form == idiom.text:
        return
    if form[3] == idiom.text[3]:
        yield from _replaced(text, at, idiom, 2)
    elif form[2] == idiom.text[2]:
        yield from _replaced(text, at, idiom, 3)
    longer = text[at : at + SIZE + 1]
    for place in (2, 3):
        if longer[:place] + longer[place + 1 :] == idiom.text and longer[place] == longer[place - 1]:
            yield from _inserted(text, at, idiom, place)
            return  # 络绎绎绎不绝 has one slip, wherever one counts it


def _before_tail(text: str, at: int, idiom: _Idiom) -> Iterator[_Slip]:
    form = text[at - 2 : at + 2]
    if form == idiom.text:
        return
    if form[1] == idiom.text[1]:
        yield from _replaced(text, at - 2, idiom, 0)
    elif form[0] == idiom.text[0]:
        yield from _replaced(text, at - 2, idiom, 1)
    if at > 2 and text[at - 3] == idiom.text[0] and form[1] == idiom.text[1]:
        first, extra = text[at - 3], text[at - 2]
        runs_away = extra not in _LOOSE and is_word(first + extra) and not is_word(extra + form[1])
        if extra == first or runs_away:
            yield from _inserted(text, at - 3, idiom, 1)


def _replaced(text: str, start: int, idiom: _Idiom, place: int) -> Iterator[_Slip]:
    form, wrong, right = text[start : start + SIZE], text[start + place], idiom.text[place]
    end = start + SIZE
    near, far = (start, end) if place < SIZE // 2 else (end, start)
    if not is_han(wrong) or {wrong, right} <= _FIGURES or _lies_over(text, near):
        return
    in_word = _makes_word(form, place)
    if idiom.by_sound >> place & 1 and not (in_word and kind_of(wrong) == FREQUENT) and sounds_alike(wrong, right):
        # On the far side the idiom's own characters hold against a word: 正【如火如茶】, though 正如 is one.
        yield _Slip(start, end, idiom.text, place)
    elif idiom.by_look >> place & 1 and not in_word and not _lies_over(text, far) and _misread(wrong, right):
        yield _Slip(start, end, idiom.text, place)


def _misread(wrong: str, right: str) -> bool:
    """Whether a character looks like the right one; one that is a word by itself must be its twin by a stroke."""
    return wrong in twins_by_stroke(right) if kind_of(wrong) == FREQUENT else looks_alike(wrong, right)


def _inserted(text: str, start: int, idiom: _Idiom, place: int) -> Iterator[_Slip]:
    if idiom.inside >> place & 1 and not _lies_over(text, start) and not _lies_over(text, start + SIZE + 1):
        yield _Slip(start, start + SIZE + 1, idiom.text, place)


def _lacking(text: str) -> Iterator[_Slip]:
    """Three characters that are an idiom without one of its inner ones, and stand between words or marks."""
    for at in range(len(text) - SIZE + 2):
        end = at + SIZE - 1
        idiom, place = _shortened().get(text[at:end], ("", 0))
        if not idiom or _lies_over(text, at) or _lies_over(text, end) or is_word(text[at + place - 1 : at + place + 1]):
            continue
        if not any(map(is_word, (text[max(0, at - 1) : end], text[at : end + 1]))):  # 以夜继 is most of a word of four
            yield _Slip(at, end, idiom, place)


@cache
def _shortened() -> dict[str, tuple[str, int]]:
    """Idioms without one of their inner characters, where that leaves no word and belongs to no other idiom."""
    found: dict[str, set[tuple[str, int]]] = {}
    for idiom in (line[:SIZE] for line in _lines()):
        for place in (1, 2):
            found.setdefault(idiom[:place] + idiom[place + 1 :], set()).add((idiom, place))
    return {form: next(iter(of)) for form, of in found.items() if len(of) == 1 and not is_word(form)}


def _makes_word(form: str, place: int) -> bool:
    """Whether a shorter word of the form holds the character: 欺人之一 has 之一."""
    spans = ((start, end) for start in range(place + 1) for end in range(place + 1, SIZE + 1))
    return any(2 <= end - start < SIZE and is_word(form[start:end]) for start, end in spans)


def _lies_over(text: str, border: int) -> bool:
    """Whether a word lies over an end of a form, so that the form is none: 事务【所作为】."""
    for start in range(max(0, border - LONGEST_WORD + 1), border):
        for end in range(border + 1, min(len(text), start + LONGEST_WORD) + 1):
            if is_word(text[start:end]):
                return True
    return False


def _is_quoted(text: str, slip: _Slip) -> bool:
    """A form in quotes or a title is meant as it is."""
    return text[slip.start - 1 : slip.start] in OPENERS and text[slip.end : slip.end + 1] in CLOSERS


def _is_topic(text: str, slip: _Slip) -> bool:
    wrong = text[slip.start + slip.place]
    if slip.end - slip.start != SIZE or not sounds_alike(wrong, slip.idiom[slip.place]):
        return False
    return kind_of(wrong) != FREQUENT and text.count(wrong) > _TOPIC


@cache
def _pairs() -> PairTable:
    return PairTable({*(line[:2] for line in _lines()), *(line[2:SIZE] for line in _lines())})


def _halves_in(text: str) -> Iterator[tuple[int, _Halves]]:
    """Where halves start, in order, and their idioms."""
    if codes(text) is not None:
        yield from ((at, _known_halves(text[at : at + 2])) for at in _pairs().places(text))
        return
    # The text is perhaps the only one: lines that it does not need are not worth sorting.
    pairs = list(map(add, text, text[1:]))
    own = frozenset(pairs)
    lines = _by_halves(line for line in _lines() if line[:2] in own or line[2:SIZE] in own)
    known = {pair: _halves(pair, lines[pair]) for pair in own & lines.keys()}
    yield from ((at, known[pair]) for at, pair in enumerate(pairs) if pair in known)


@cache
def _known_halves(pair: str) -> _Halves:
    return _halves(pair, _all_by_halves()[pair])


def _halves(pair: str, lines: Sequence[str]) -> _Halves:
    """The idioms of which a pair is a half, from their lines."""
    first = [line for line in lines if line.startswith(pair)]
    second = [line for line in lines if line.startswith(pair, 2)]
    return _Halves(
        first,
        second,
        # The half's own second character behind it: one too many.
        (frozenset({pair[1], *(line[2] for line in first)}), frozenset(line[3] for line in first)),
        (frozenset(line[1] for line in second), frozenset(line[0] for line in second)),
    )


@cache
def _idiom(line: str) -> _Idiom:
    return _Idiom(line[:SIZE], *(int(figure, 16) for figure in line[SIZE:]))


def _by_halves(lines: Iterable[str]) -> dict[str, list[str]]:
    """Lines of the table, by the halves of their idioms."""
    found: dict[str, list[str]] = {}
    for line in lines:
        first, second = line[:2], line[2:SIZE]
        found.setdefault(first, []).append(line)
        if second != first:
            found.setdefault(second, []).append(line)
    return found


@cache
def _all_by_halves() -> dict[str, list[str]]:
    return _by_halves(_lines())


@cache
def _lines() -> list[str]:
    return lines_of(IDIOMS)
