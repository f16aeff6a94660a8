"""Tables for a terminal: columns aligned in display cells."""

from collections.abc import Sequence

from cnlint.report.cells import cells, visible


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Rows as lines, each ending in a line end.

    Args:
        rows: all with the same number of columns; the first may be a head.
        right: the columns whose entries stand at their right edge (figures).
    """
    shown = [[visible(entry) for entry in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*shown, strict=True)]
    lines = []
    for row in shown:
        padded = []
        for index, (entry, width) in enumerate(zip(row, widths, strict=True)):
            blanks = " " * (width - cells(entry))
            padded.append(blanks + entry if index in right else entry + blanks)
        lines.append("  ".join(padded).rstrip() + "\n")
    return "".join(lines)
