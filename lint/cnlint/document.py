"""A document: one text with its lines, blocks and positions. Immutable.

The text keeps its line ends as they came (LF, CRLF, CR or a mix); a byte order mark is kept beside it, not in it.
"""

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple

from cnlint.notation import Notation, notation

_LINE_END: Final = re.compile(r"\r\n|\n|\r")
BOM: Final = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line. `start:end` holds its characters, `end:after` its line end (empty on a last line without one)."""

    start: int
    end: int
    after: int


class Block(NamedTuple):
    """A maximal run of non-blank lines: what the OCR pipeline took for a paragraph."""

    number: int
    start: int  # characters, start of the first line
    end: int  # characters, end of the last line without its line end
    first: int  # index of the first line
    last: int  # index of the last line


class Position(NamedTuple):
    """A place in the text as editors name it."""

    line: int  # from 1
    column: int  # characters, from 1


class Document:
    """One text: a file, or one record of a JSONL or Parquet file.

    Args:
        text: the decoded text, line ends untouched, without byte order mark. Lone surrogates are allowed.
        path: what to call it in reports; for files, the path as the user named it.
        bom: whether a byte order mark stood before the text.
    """

    def __init__(self, text: str, path: str = "-", *, bom: bool = False) -> None:
        self.text = text
        self.path = path
        self.bom = bom

    def __repr__(self) -> str:
        return f"Document({self.path!r}, {len(self.text)} characters)"

    def with_text(self, text: str) -> "Document":
        """The same document with another text: the next snapshot."""
        return Document(text, self.path, bom=self.bom)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines. A text that ends in a line end has no further, empty line."""
        lines = []
        start = 0
        for match in _LINE_END.finditer(self.text):
            end, after = match.span()
            lines.append(Line(start, end, after))
            start = after
        if start < len(self.text):
            lines.append(Line(start, len(self.text), len(self.text)))
        return tuple(lines)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order. A line of nothing but white space is blank."""
        blocks: list[Block] = []
        first = -1
        for index, line in enumerate((*self.lines, None)):
            if line is not None and not _is_blank(self.text, line):
                first = index if first < 0 else first
            elif first >= 0:
                last = index - 1
                blocks.append(Block(len(blocks), self.lines[first].start, self.lines[last].end, first, last))
                first = -1
        return tuple(blocks)

    @cached_property
    def is_plain(self) -> bool:
        """Whether the text holds nothing but what prints, blanks, wide blanks and line ends, as most texts do."""
        solid = self.text
        for char in "\n\r\u3000":
            solid = solid.replace(char, "")
        return solid.isprintable()

    @cached_property
    def notation(self) -> Notation:
        """What stands in the text for a machine: links, tags, code. No rule says anything about it, or changes it."""
        return notation(self.text)

    @cached_property
    def latin(self) -> bytes:
        """The characters of the text up to U+00FF, each as a byte."""
        return self.text.encode("latin-1", "ignore")

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds the character at `offset`; an offset past the end belongs to the last line."""
        return max(0, bisect_right(self._line_starts, offset) - 1)

    def position(self, offset: int) -> Position:
        """Line and column of a character offset, both from 1."""
        if not self.lines:
            return Position(1, 1)
        index = self.line_at(offset)
        return Position(index + 1, offset - self.lines[index].start + 1)

    def byte_offset(self, offset: int) -> int:
        """Where a character offset lies in the UTF-8 file, byte order mark included."""
        head = len(BOM) if self.bom else 0
        return head + len(self.text[:offset].encode("utf-8", "surrogatepass"))

    def utf16_column(self, offset: int) -> int:
        """Column in UTF-16 code units from 0, as editors' protocols count it."""
        start = self.lines[self.line_at(offset)].start if self.lines else 0
        return sum(2 if char > "\uffff" else 1 for char in self.text[start:offset])

    def encode(self) -> bytes:
        """The file's bytes, byte order mark included.

        Raises:
            UnicodeEncodeError: the text holds a lone surrogate, which UTF-8 files cannot hold.
        """
        return (BOM if self.bom else b"") + self.text.encode("utf-8")


def _is_blank(text: str, line: Line) -> bool:
    # str.isspace() on a slice copies it; most blank lines are empty, so that is asked first.
    return line.start == line.end or text[line.start : line.end].isspace()
