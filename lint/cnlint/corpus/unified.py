"""The unified diff of what fixes do to a text, made from their edits.

The edits say what has changed, so that nothing is searched for: comparing the lines of a newspaper's year afresh
(difflib) takes minutes where this takes a second.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.corpus.origins import Origins
from cnlint.findings import Edit

# Unchanged lines around a change: what `diff -u` and `patch` are used to.
_CONTEXT: Final = 3
# A diff's lines end in LF alone; a CR before it belongs to the line.
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_NO_FINAL_LINE_END: Final = "\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Lines of the old text, and the lines that stand in their place now."""

    first: int  # index of the first old line
    old: Sequence[str]
    new: Sequence[str]

    @property
    def last(self) -> int:
        return self.first + len(self.old)


def unified(path: str, before: str, after: str, rounds: Sequence[Sequence[Edit]]) -> str:
    """The diff from one text to the other; '' if nothing has changed.

    Args:
        path: the file, for the head.
        before: the text as it came.
        after: the text that the edits have made.
        rounds: the edits of each round, with offsets in that round's own text.
    """
    lines = _LINE.findall(before)
    shift = 0  # lines by which what follows has moved
    hunks = []
    for changes in _neighbours(list(_changes(lines, after, rounds))):
        hunks.append(_hunk(changes, lines, shift))
        shift += sum(len(change.new) - len(change.old) for change in changes)
    return f"--- {path}\n+++ {path}\n{''.join(hunks)}" if hunks else ""


def _changes(lines: Sequence[str], after: str, rounds: Sequence[Sequence[Edit]]) -> Iterator[_Change]:
    """The changed lines in order, without what old and new lines begin and end with alike."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    shift = 0  # characters
    for first, last, growth in _regions(starts, rounds):
        start, end = starts[first], starts[last]
        old, new = lines[first:last], _LINE.findall(after[start + shift : end + shift + growth])
        shift += growth
        head = 0
        while head < min(len(old), len(new)) and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        if head + tail < max(len(old), len(new)):
            yield _Change(first + head, old[head : len(old) - tail], new[head : len(new) - tail])


def _regions(starts: Sequence[int], rounds: Sequence[Sequence[Edit]]) -> list[tuple[int, int, int]]:
    """What the edits touch: first line, line after the last, characters gained; neighbouring regions are one."""
    touched = []
    for number, edits in enumerate(rounds):
        origins = Origins(rounds[:number])
        for edit in edits:
            start, end = origins.span(edit.start, edit.end)
            last = max(0, len(starts) - 2)
            lines = [min(last, bisect_right(starts, place) - 1) for place in (start, end)]
            touched.append((lines[0], lines[1] + 1, len(edit.new) - len(edit.old)))
    merged: list[tuple[int, int, int]] = []
    for first, after, growth in sorted(touched):
        if merged and first <= merged[-1][1]:
            start, end, gained = merged.pop()
            merged.append((start, max(end, after), gained + growth))
        else:
            merged.append((first, after, growth))
    return [(first, min(after, len(starts) - 1), growth) for first, after, growth in merged]


def _neighbours(changes: Sequence[_Change]) -> Iterator[Sequence[_Change]]:
    """Changes in groups whose context lines meet."""
    group: list[_Change] = []
    for change in changes:
        if group and change.first - group[-1].last > 2 * _CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(changes: Sequence[_Change], lines: Sequence[str], shift: int) -> str:
    first = max(0, changes[0].first - _CONTEXT)
    last = min(len(lines), changes[-1].last + _CONTEXT)
    body: list[str] = []
    done = first
    for change in changes:
        body += (_marked(" ", line) for line in lines[done : change.first])
        body += (_marked("-", line) for line in change.old)
        body += (_marked("+", line) for line in change.new)
        done = change.last
    body += (_marked(" ", line) for line in lines[done:last])
    growth = sum(len(change.new) - len(change.old) for change in changes)
    old, new = _range(first, last - first), _range(first + shift, last - first + growth)
    return f"@@ -{old} +{new} @@\n{''.join(body)}"


def _marked(mark: str, line: str) -> str:
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n{_NO_FINAL_LINE_END}"


def _range(first: int, count: int) -> str:
    """Line numbers as diff writes them: of nothing, the line before it."""
    if count == 1:
        return str(first + 1)
    return f"{first + 1 if count else first},{count}"
