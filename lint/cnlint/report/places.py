"""Where characters stand, in every unit that a reader of reports may count in: one sweep for all of a document."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cnlint.document import BOM, Document


class Place(NamedTuple):
    """One place between two characters."""

    line: int  # from 1
    column: int  # characters, from 1
    offset: int  # characters from the start of the text, from 0
    byte: int  # bytes from the start of the UTF-8 file, byte order mark included, from 0
    utf16: int  # column in UTF-16 code units, from 1


def places(document: Document, offsets: Iterable[int]) -> Mapping[int, Place]:
    """The places of character offsets. Costs one pass over the text, however many offsets there are."""
    text = document.text
    wanted = {offset: document.position(offset) for offset in set(offsets)}
    found: dict[int, Place] = {}
    byte = len(BOM) if document.bom else 0
    utf16 = done = 0
    line_starts: dict[int, int] = {}  # line -> UTF-16 units before it
    stops = {offset - position.column + 1 for offset, position in wanted.items()} | wanted.keys()
    for stop in sorted(stops):
        piece = text[done:stop]
        if piece.isascii():
            byte, utf16 = byte + len(piece), utf16 + len(piece)
        else:
            byte += len(piece.encode("utf-8", "surrogatepass"))
            utf16 += len(piece.encode("utf-16-le", "surrogatepass")) // 2
        done = stop
        line_starts.setdefault(document.line_at(stop), utf16)
        if stop in wanted:
            line, column = wanted[stop]
            found[stop] = Place(line, column, stop, byte, utf16 - line_starts[line - 1] + 1)
    return found
