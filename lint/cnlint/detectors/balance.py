"""Quotation marks and brackets that lack their partner, read by logical paragraphs.

A quotation may run over the halves of a cut paragraph, and over several paragraphs, each of which then opens anew while
only the last closes (GB/T 15834-2011, 4.8.3.4); neither is a defect.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cnlint.detectors.enclosures import QUOTE_OPENERS, Enclosure, enclosures, lines_balance, unmatched
from cnlint.detectors.logical import Running, running
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# A quotation runs over at most so many paragraphs here: speeches in full are set off by other means.
_LONGEST_QUOTATION: Final = 12
# A bracket that a cut has torn and structure has not joined closes in one of the next lines.
_LONGEST_BRACKET: Final = 3


class _Read(NamedTuple):
    """A logical paragraph, its marks, and those of them that it leaves alone; offsets in the paragraph."""

    paragraph: Running
    marks: tuple[Enclosure, ...]
    alone: list[Enclosure]


def unbalanced(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Quotation marks and brackets without a partner in their logical paragraph."""
    if lines_balance(snapshot.text):  # and so do the paragraphs made of them
        return
    reads = [_read(paragraph) for paragraph in running(snapshot)]
    excused = _running_on(reads)
    for number, read in enumerate(reads):
        for mark in read.alone:
            if (number, mark.at) not in excused:
                at = read.paragraph.place(mark.at)
                params: dict[str, Value] = {"found": snapshot.text[at], "wanted": mark.partner}
                yield Match(at, at + 1, params, edits=_completed(snapshot.text, read, mark))


def _read(paragraph: Running) -> _Read:
    marks = tuple(enclosures(paragraph.text))
    return _Read(paragraph, marks, unmatched(marks))


def _running_on(reads: Sequence[_Read]) -> set[tuple[int, int]]:
    """The marks (paragraph, offset) that stand alone because what they enclose runs over several paragraphs."""
    excused: set[tuple[int, int]] = set()
    for number, read in enumerate(reads):
        for mark in read.alone:
            if mark.opens:
                reach = _LONGEST_QUOTATION if mark.mark in QUOTE_OPENERS else _LONGEST_BRACKET
                excused.update(_continued(reads, number, mark, reach))
    return excused


def _continued(reads: Sequence[_Read], number: int, mark: Enclosure, reach: int) -> set[tuple[int, int]]:
    """The opener with what makes up for it: the paragraphs that open with the same mark, and the one that closes."""
    chain = {(number, mark.at)}
    for later in range(number + 1, min(number + 1 + reach, len(reads))):
        read = reads[later]
        closer = next((other.at for other in read.alone if other.mark == mark.partner), None)
        if closer is not None:
            return chain | {(later, closer)}
        if read.paragraph.text.startswith(mark.mark):
            chain.add((later, 0))
            if not any(other.at == 0 for other in read.alone):
                return chain
    return set()


# A line that is one bracket: a credit, a note. Longer ones are text.
_LONGEST_NOTE: Final = 40
_SHORTEST_TERM: Final = 2
_SENTENCE_END: Final = lazy(r"[。！？]")


def _completed(document: str, read: _Read, mark: Enclosure) -> tuple[Edit, ...]:
    """The partner put where it belongs, if one place is proven; nothing otherwise."""
    text = read.paragraph.text
    place = None
    if mark.mark in "（【〔":
        if mark.at == 0 and len(read.marks) == 1 and len(text) <= _LONGEST_NOTE and not _SENTENCE_END.search(text):
            place = len(text)
    elif mark.mark in QUOTE_OPENERS:
        # The same words stand between quotation marks elsewhere: the quotation ends where it ends there.
        quoted = rf"{mark.mark}([^{mark.mark}{mark.partner}\r\n]{{{_SHORTEST_TERM},}}){mark.partner}"
        terms = {term for term in re.findall(quoted, document) if text.startswith(term, mark.at + 1)}
        if len(terms) == 1:
            place = mark.at + 1 + len(terms.pop())
    if place is None:
        return ()
    at = read.paragraph.place(place - 1) + 1
    return (Edit(at, at, "", mark.partner),)
