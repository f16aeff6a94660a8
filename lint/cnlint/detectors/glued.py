"""Two paragraphs in one line: an indent in the middle of it, or the next speaker's name.

The cut is made as the document sets its paragraphs: with a blank line, or with a line end alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.characters import CLOSERS, FINAL_MARKS
from cnlint.findings import Edit, Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.model import Layout, Piece, Role
from cnlint.structure.snapshot import Snapshot

_INDENT: Final = lazy("\u3000{2,}")
# A speaker's name or office before a colon, at the start of a paragraph or after a finished sentence.
_SPEAKER: Final = lazy(r"[\u4e00-\u9fff]{1,6}[：:]")
_LONGEST_SPEAKER: Final = 7
# What says that somebody speaks, and quotes him inside the paragraph: 周师傅说：“…”.
_QUOTES: Final = ("说", "說", "道", "称", "稱", "示", "出", "为", "為", "到", "调", "調")
# A name that opens so many other paragraphs is a speaker's.
_FEWEST_TURNS: Final = 2


def glued_paragraphs(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Places inside a body paragraph where another paragraph starts."""
    text, structure = snapshot.text, snapshot.structure
    body = [piece for piece, role in zip(structure.pieces, structure.roles, strict=True) if role is Role.BODY]
    turns = Counter(speaker for piece in body if (speaker := _speaker_at(text, piece.start)))
    takes_turns = max(turns.values(), default=0) >= _FEWEST_TURNS
    for piece in body:
        for found in _INDENT.finditer(text, piece.start + 1, piece.end):
            if _is_finished(text, found.start()):
                yield _cut(snapshot, piece, found.start(), found.end(), Evidence("indent-inside"))
        for at in _turns(text, piece, turns) if takes_turns else ():
            yield _cut(snapshot, piece, at, at, Evidence("speaker-inside", turns[_speaker_at(text, at)]))


def _speaker_at(text: str, at: int) -> str:
    start = text[at : at + _LONGEST_SPEAKER]
    found = _SPEAKER.match(text, at) if "：" in start or ":" in start else None
    name = found.group()[:-1] if found else ""
    return "" if name.endswith(_QUOTES) else name


def _turns(text: str, piece: Piece, turns: Counter[str]) -> Iterator[int]:
    """Where, behind a finished sentence of a piece, a speaker of other paragraphs is named."""
    for found in _SPEAKER.finditer(text, piece.start + 1, piece.end):
        at = found.start()
        if turns[found.group()[:-1]] >= _FEWEST_TURNS and _is_finished(text, at):
            yield at


def _is_finished(text: str, at: int) -> bool:
    """Whether a sentence ends before a place, closing marks not counted."""
    at -= 1
    while at > 0 and text[at] in CLOSERS:
        at -= 1
    return text[at] in FINAL_MARKS


def _cut(snapshot: Snapshot, piece: Piece, start: int, end: int, evidence: Evidence) -> Match:
    """A match at a place where a line is to end; the next one is indented as this one is."""
    text, line = snapshot.text, snapshot.document.lines[piece.line]
    line_end = text[line.end : line.after] or "\n"
    broken = line_end if snapshot.structure.layout is Layout.LINES else 2 * line_end
    new = broken + text[line.start : piece.start]
    words = text[end : end + _SHOWN]
    return Match(start, end, {"text": words}, (evidence,), edits=(Edit(start, end, text[start:end], new),))


_SHOWN: Final = 8  # characters of the second paragraph in the message
