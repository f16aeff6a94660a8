"""The place of a finding as a reader sees it: a window of its line, and carets under the match in display cells.

A match inside one line is shown with what stands around it. A match over several lines is shown as a seam: the end of
its first line and the start of its last one. Only a window's worth of characters is ever measured, so that one line of
many megabytes costs no more than a short one.
"""

from typing import Final, NamedTuple

from cnlint.document import Document
from cnlint.report.cells import cells, cells_of, visible

CUT: Final = "…"  # the line goes on here
SEAM: Final = " ∥ "  # a line ends and the next one with text begins
GAP: Final = " ∥…∥ "  # the same, with other text between
NARROWEST: Final = 20  # cells: eight Han characters with both signs of cutting
# Characters looked at for each display cell of room: combining marks take no cell, and a base with more than three
# is no writing system's text.
_PER_CELL: Final = 4


class Excerpt(NamedTuple):
    """Two lines for a terminal, without margin: the text and the carets below it."""

    shown: str
    carets: str


class _Part(NamedTuple):
    text: str
    marked: bool


def excerpt(document: Document, start: int, end: int, width: int) -> Excerpt | None:
    """The window round `start:end` (characters) in at most `width` display cells, no fewer than `NARROWEST`.

    None if there is nothing to show: the lines at both ends of the match are empty.
    """
    if not document.lines:
        return None
    width = max(width, NARROWEST)
    start, end = _without_line_ends(document.text, start, end)
    first, last = document.line_at(start), document.line_at(end)
    if all(line.start == line.end for line in (document.lines[first], document.lines[last])):
        return None
    if first == last:
        return _drawn(_inside(document, first, start, end, width))
    return _drawn(_seam(document, first, last, start, end, width))


def _drawn(parts: list[_Part]) -> Excerpt:
    shown = "".join(visible(part.text) for part in parts)
    carets = "".join(("^" if part.marked else " ") * cells(part.text) for part in parts)
    if "^" not in carets:  # a place between two characters
        at = next(index for index, part in enumerate(parts) if part.marked)
        carets = " " * cells("".join(part.text for part in parts[:at])) + "^"
    return Excerpt(shown, carets.rstrip())


def _without_line_ends(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without line ends at its edges, unless it holds nothing but white space."""
    matched = text[start:end]
    if not matched or matched.isspace():
        return start, end
    start += len(matched) - len(matched.lstrip("\r\n"))
    return start, start + len(matched.strip("\r\n"))


def _inside(document: Document, index: int, start: int, end: int, width: int) -> list[_Part]:
    text = document.text
    line = document.lines[index]
    start, end = min(start, line.end), min(end, line.end)
    while line.start < start < end and cells_of(text[start]) == 0:
        start -= 1  # a combining mark is shown with its base
    core = _core(text, start, end, width - 2 * len(CUT))
    room = width - sum(cells(part.text) for part in core)
    left = _back(text, start, line.start, room // 2)
    right = _forth(text, end, line.end, room - cells(text[left:start]) - (left > line.start))
    left = _back(text, start, line.start, room - cells(text[end:right]) - (right < line.end))
    return [
        _Part((CUT if left > line.start else "") + text[left:start], False),
        *core,
        _Part(text[end:right] + (CUT if right < line.end else ""), False),
    ]


def _core(text: str, start: int, end: int, width: int) -> list[_Part]:
    """The match itself; of one that fills the whole width, its two ends."""
    if end - start <= width * _PER_CELL and cells(text[start:end]) <= width:
        return [_Part(text[start:end], True)]
    half = width // 2
    head = _forth(text, start, end, half)
    tail = _back(text, end, head, width - half)
    return [_Part(text[start:head] + CUT + text[tail:end], True)]


def _seam(document: Document, first: int, last: int, start: int, end: int, width: int) -> list[_Part]:
    text = document.text
    above, below = document.lines[first], document.lines[last]
    between = text[above.after : below.start]
    mark = GAP if between and not between.isspace() else SEAM
    room = width - cells(mark)
    left = _back(text, above.end, above.start, room // 2)
    right = _forth(text, below.start, below.end, room - cells(text[left : above.end]) - (left > above.start))
    left = _back(text, above.end, above.start, room - cells(text[below.start : right]) - (right < below.end))
    start, end = min(max(start, left), above.end), max(min(end, right), below.start)
    return [
        _Part((CUT if left > above.start else "") + text[left:start], False),
        _Part(text[start : above.end], True),
        *(_Part(char, char != " ") for char in mark),
        _Part(text[below.start : end], True),
        _Part(text[end:right] + (CUT if right < below.end else ""), False),
    ]


def _back(text: str, position: int, limit: int, room: int) -> int:
    """How far back from `position` the text fits into `room` cells; if it is cut, one is for the sign of cutting."""
    index, used = position, 0
    floor = max(limit, position - room * _PER_CELL)
    while index > floor and used + cells_of(text[index - 1]) <= room:
        index -= 1
        used += cells_of(text[index])
    if index == limit:
        return index
    while index < position and (used > room - 1 or cells_of(text[index]) == 0):
        used -= cells_of(text[index])
        index += 1
    return index


def _forth(text: str, position: int, limit: int, room: int) -> int:
    """How far from `position` the text fits into `room` cells; if it is cut, one is for the sign of cutting."""
    index, used = position, 0
    ceiling = min(limit, position + max(0, room) * _PER_CELL)
    while index < ceiling and used + cells_of(text[index]) <= room:
        used += cells_of(text[index])
        index += 1
    if index == limit:
        return index
    while index > position and used > room - 1:
        index -= 1
        used -= cells_of(text[index])
    return index
