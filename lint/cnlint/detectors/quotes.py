"""Straight quotation marks, and curly ones that look the wrong way.

A straight mark says neither opening nor closing; its logical paragraph does if the marks in it can be read in one way
only: they take turns, and none opens before a mark that ends something or closes where nothing has begun.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cnlint.detectors.enclosures import enclosures, unmatched
from cnlint.detectors.logical import Running, running
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.sides import Kind, left_of, right_of
from cnlint.findings import Edit, Match, Safety, Value
from cnlint.lazy import lazy
from cnlint.structure.model import Role
from cnlint.structure.snapshot import Snapshot

_STRAIGHT: Final = frozenset('"＂')
_DOUBLE: Final = lazy('[“”"＂]')
_SINGLE: Final = lazy(r"(?<![0-9A-Za-z'])'([\u3000-\uffef][^'\r\n]{0,40})'(?![0-9A-Za-z'])")
# An opener where something ends, a closer where something begins: marks that look the wrong way.
# Each begins with the mark itself, so that texts are searched for the mark and nothing else.
_NEVER_AFTER: Final = "，。、；：！？…）》”\r\n"
_WRONG_OPENER: Final = lazy(rf"“(?=[{_NEVER_AFTER}]|\Z)")
_NEVER_BEFORE: Final = "：（《“\r\n"
_WRONG_CLOSER: Final = lazy(rf"”(?:(?<=[{_NEVER_BEFORE}]”)|(?<=\A”))(?=[\u3400-\u9fff])")
_ODD_PAIRS: Final = PairTable((*(f"“{char}" for char in _NEVER_AFTER), *(f"{char}”" for char in _NEVER_BEFORE)))
# Before these nothing opens, after those nothing closes.
_NEVER_OPENED: Final = frozenset("，。、；：！？…）》」』”’)")
_NEVER_CLOSED: Final = frozenset("：（《「『“‘(")


class _Mark(NamedTuple):
    """A double quotation mark: its index in the paragraph, itself, its neighbours ('' at the paragraph's ends)."""

    at: int
    char: str
    before: str
    after: str

    @property
    def may_open(self) -> bool:
        # After a figure a straight mark may stand for inches.
        inches = self.char in _STRAIGHT and self.before.isdigit()
        return self.char != "”" and self.after not in _NEVER_OPENED and self.after != "" and not inches

    @property
    def may_close(self) -> bool:
        return self.char != "“" and self.before not in _NEVER_CLOSED and self.before != ""


def wrong_quote(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Straight double and single quotation marks in Han text, and curly ones that look the wrong way."""
    text = snapshot.text
    straight = any(char in text for char in "\"＂'")
    if not straight and not (_may_be_wrong(text) and _wrong_way(text)):
        return
    opener, closer = ("「", "」") if "「" in text and "“" not in text else ("“", "”")
    paragraphs = list(running(snapshot))
    # Headlines, on the web and in print, set straight marks to save width; where the text has others, on purpose.
    body = "".join(paragraph.text for paragraph in paragraphs if paragraph.role is Role.BODY)
    on_purpose = opener in body and _STRAIGHT.isdisjoint(body)
    for paragraph in paragraphs:
        marks = _marks(paragraph.text)
        if any(mark.char in _STRAIGHT for mark in marks):
            if paragraph.role is Role.BODY or not on_purpose:
                yield from _straight(paragraph, marks, opener, closer)
        elif _wrong_way(paragraph.text):
            yield from _turned(paragraph, marks)
        if "'" in paragraph.text:
            yield from _single(paragraph)


def _may_be_wrong(text: str) -> bool:
    """Whether a curly mark stands beside anything beside which one looks the wrong way."""
    return _ODD_PAIRS.stands_in(text) or text.startswith("”") or text.endswith("“")


def _wrong_way(text: str) -> set[int]:
    """Where curly marks look the wrong way."""
    wrong = {found.start() for found in _WRONG_OPENER.finditer(text)} if "“" in text else set()
    if text.startswith("”") or any(f"{char}”" in text for char in _NEVER_BEFORE):
        wrong.update(found.start() for found in _WRONG_CLOSER.finditer(text))
    return wrong


def _marks(text: str) -> list[_Mark]:
    return [
        _Mark(
            found.start(), found.group(), text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        )
        for found in _DOUBLE.finditer(text)
    ]


def _straight(paragraph: Running, marks: Sequence[_Mark], opener: str, closer: str) -> Iterator[Match]:
    """One match for each pair, with its fix if the paragraph's marks can be read in one way only."""
    if len(marks) % 2 or not all(mark.may_close if turn % 2 else mark.may_open for turn, mark in enumerate(marks)):
        for mark in marks:
            if mark.char in _STRAIGHT and _in_han(paragraph.text, mark, mark):
                yield _match(paragraph, mark, mark, (), mark.char, f"{opener}{closer}")
        return
    safety = None if paragraph.role is Role.BODY else Safety.UNSAFE
    for first, last in zip(marks[::2], marks[1::2], strict=True):
        pair = (opener, closer) if {first.char, last.char} <= _STRAIGHT else ("“", "”")
        wrong = [(mark, new) for mark, new in zip((first, last), pair, strict=True) if mark.char in _STRAIGHT]
        if wrong and _in_han(paragraph.text, first, last):
            edits = tuple(_edit(paragraph, mark, new) for mark, new in wrong)
            found, wanted = "".join(edit.old for edit in edits), "".join(edit.new for edit in edits)
            yield _match(paragraph, wrong[0][0], wrong[-1][0], edits, found, wanted)._replace(safety=safety)


def _in_han(text: str, first: _Mark, last: _Mark) -> bool:
    """Whether marks belong to Chinese text: Han beside them, or between them."""
    outside = (left_of(text, first.at).kind, right_of(text, last.at + 1).kind)
    return Kind.HAN in outside or any("\u3400" <= char <= "\u9fff" for char in text[first.at : last.at])


def _turned(paragraph: Running, marks: Sequence[_Mark]) -> Iterator[Match]:
    """Curly marks that look the wrong way, if turning them gives every mark its partner."""
    turned = _wrong_way(paragraph.text)
    before = _alone(paragraph.text)
    if not before:
        return
    flipped = "".join(
        char if index not in turned else "“" if char == "”" else "”" for index, char in enumerate(paragraph.text)
    )
    solved = not _alone(flipped)
    for mark in marks:
        if mark.at in turned:
            new = flipped[mark.at]
            edits = (_edit(paragraph, mark, new),) if solved else ()
            yield _match(paragraph, mark, mark, edits, mark.char, new)


def _alone(text: str) -> bool:
    return any(mark.mark in "“”" for mark in unmatched(enclosures(text)))


def _single(paragraph: Running) -> Iterator[Match]:
    """Straight single marks around Chinese words; which pair they stand for, only the eye can tell."""
    for found in _SINGLE.finditer(paragraph.text):
        first, last = (_Mark(at, "'", "", "") for at in (found.start(), found.end() - 1))
        inside = paragraph.text.count("“", 0, first.at) > paragraph.text.count("”", 0, first.at)
        opener, closer = "‘’" if inside else "“”"
        edits = (_edit(paragraph, first, opener), _edit(paragraph, last, closer))
        yield _match(paragraph, first, last, edits, "''", opener + closer)._replace(safety=Safety.UNSAFE)


def _edit(paragraph: Running, mark: _Mark, new: str) -> Edit:
    at = paragraph.place(mark.at)
    return Edit(at, at + 1, mark.char, new)


def _match(paragraph: Running, first: _Mark, last: _Mark, edits: tuple[Edit, ...], found: str, wanted: str) -> Match:
    start, end = paragraph.place(first.at), paragraph.place(last.at) + 1
    params: dict[str, Value] = {"found": found, "wanted": wanted}
    return Match(start, end, params, edits=edits)
