"""Where the characters of a repaired text stood in the text as it came."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cnlint.findings import Edit

Span = tuple[int, int]


class _Change(NamedTuple):
    """What one edit did: `new_start:new_end` of the text after the round was `old_start:old_end` before it."""

    new_start: int
    new_end: int
    old_start: int
    old_end: int


class _Round:
    """The way back through one round of edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        changes = []
        shift = 0
        for edit in sorted(edits):
            start = edit.start + shift
            changes.append(_Change(start, start + len(edit.new), edit.start, edit.end))
            shift += len(edit.new) - (edit.end - edit.start)
        self._changes = changes
        self._starts = [change.new_start for change in changes]

    def span(self, start: int, end: int) -> Span:
        if start >= end:
            before = self._character(start - 1)[1] if start > 0 else 0
            return before, before
        return self._character(start)[0], self._character(end - 1)[1]

    def _character(self, offset: int) -> Span:
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset, offset + 1
        change = self._changes[index]
        if offset >= change.new_end:
            origin = offset - change.new_end + change.old_end
            return origin, origin + 1
        if change.new_end - change.new_start != change.old_end - change.old_start:
            return change.old_start, change.old_end
        origin = change.old_start + offset - change.new_start
        return origin, origin + 1


class Origins:
    """The way back from a text after some rounds of edits to the text before them.

    Args:
        rounds: the edits of each round, with offsets in that round's own text.
    """

    def __init__(self, rounds: Sequence[Sequence[Edit]]) -> None:
        self._rounds = [_Round(edits) for edits in rounds]

    def span(self, start: int, end: int) -> Span:
        """The source's characters that `start:end` of the final text came from.

        Text that was deleted between them is included, so that a paragraph that was cut spans both halves.
        """
        for back in reversed(self._rounds):
            start, end = back.span(start, end)
        return start, end
