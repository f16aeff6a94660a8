"""Edits that take a line out of its place: the other lines keep the blank runs that stand before them."""

from cnlint.characters import is_space
from cnlint.findings import Edit
from cnlint.structure.snapshot import Snapshot


def removed(snapshot: Snapshot, index: int, last: int | None = None) -> Edit:
    """The edit that takes a piece, or all up to the last, out, with the line ends before it.

    A document's first piece goes with those after it. A control character in a blank line stays: another rule finds it.
    """
    lines, pieces, text = snapshot.document.lines, snapshot.structure.pieces, snapshot.text
    last = index if last is None else last
    line, end = lines[pieces[index].line], lines[pieces[last].line].end
    if index > 0:
        start = lines[pieces[index - 1].line].end
        start = next((at + 1 for at in range(line.start - 1, start - 1, -1) if not is_space(text[at])), start)
    elif last + 1 < len(pieces):
        start, after = line.start, lines[pieces[last + 1].line].start
        end = next((at for at in range(end, after) if not is_space(text[at])), after)
    else:
        start, end = line.start, lines[pieces[last].line].after
    return Edit(start, end, text[start:end], "")


def moved(snapshot: Snapshot, index: int, behind: int) -> tuple[Edit, Edit]:
    """The edits that move a piece behind a later one, separated from it as it was from what stood before it."""
    lines, pieces = snapshot.document.lines, snapshot.structure.pieces
    edit = removed(snapshot, index)
    line, after = lines[pieces[index].line], lines[pieces[behind].line].end
    words = snapshot.text[line.start : line.end]
    blank = snapshot.text[edit.start : line.start] or snapshot.text[line.end : edit.end]
    return edit, Edit(after, after, "", blank + words)
