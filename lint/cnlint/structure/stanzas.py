"""Lines of verse, told by their form: what looks like a paragraph cut after a comma, and is a line of a poem.

Print breaks prose where the column ends, in mid-clause as a rule, and verse where a clause ends. So lines that all end
in a mark are verse where three stand together, unless they are printed lines of a column, one in ten of which ends in
a mark by chance. Regulated verse shows itself in a column, too: all its clauses have the same number of characters
(王力《诗词格律》: 四言 to 七言, the three characters of 《三字经》 besides).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, OPENERS, PAUSE_MARKS, is_han
from cnlint.lazy import lazy
from cnlint.structure.model import Layout, Piece

# A line of verse in print: the longest ones of ci have two clauses of 9 and 7, lines of songs seldom more than these.
LONGEST_LINE: Final = 20  # characters, marks counted
_METRES: Final = range(3, 8)  # Han characters of a clause
# Clauses that make a metre: two lines of two, or four lines. In blocks two lines of one are enough where the first ends
# in a comma, for which a paragraph of one clause would have to be cut, and in the middle.
_FEWEST_CLAUSES: Final = 4
_FEWEST_IN_BLOCKS: Final = 2
_FEWEST_LINES: Final = 3  # that end in marks, of any length
_FEWEST_UNMARKED: Final = 4  # that have no mark at all, and are no headline with its decks
_RAGGED: Final = 3  # characters between the longest and the shortest of them: lines of a column are alike
_ENDS: Final = PAUSE_MARKS | FINAL_MARKS | COLON_MARKS - {"：", ":"}
_PARTS: Final = lazy(r"[，、；。！？,､;!?．｡]+")
_FRAME: Final = "".join(OPENERS | CLOSERS)


def verse(pieces: Sequence[Piece], layout: Layout) -> frozenset[int]:
    """The numbers of the pieces that are lines of verse."""
    if layout is Layout.WRAPPED:
        return frozenset(_metrical(pieces, printed=True))
    return frozenset((*_metrical(pieces, printed=False), *_marked(pieces)))


def broken_on_purpose(pieces: Sequence[Piece]) -> frozenset[int]:
    """The numbers of the pieces whose line ends may be those of verse, and tell nothing of how prose is laid out."""
    return frozenset((*_metrical(pieces, printed=True), *_marked(pieces), *_unmarked(pieces)))


def _metrical(pieces: Sequence[Piece], printed: bool) -> Iterator[int]:
    """Lines next to each other whose clauses have all the same number of Han characters."""
    metre_of = _marked_metre if printed else _metre
    for metre, lines in groupby(pieces, key=lambda piece: metre_of(piece.text)):
        stanza = list(lines)
        if metre and len(stanza) > 1 and _is_regulated([piece.text for piece in stanza], printed):
            yield from (piece.number for piece in stanza)


def _is_regulated(lines: Sequence[str], printed: bool) -> bool:
    """Whether lines with clauses of one length are so many that it is no chance; in a column marks end half of them."""
    clauses, ends = sum(len(_split(line)) for line in lines), [_end(line) for line in lines]
    if printed:
        return clauses >= _FEWEST_CLAUSES and 2 * sum(end in _ENDS for end in ends) >= len(ends)
    return clauses >= (_FEWEST_IN_BLOCKS if any(end in PAUSE_MARKS for end in ends[:-1]) else _FEWEST_CLAUSES)


def _marked(pieces: Sequence[Piece]) -> Iterator[int]:
    """Short lines next to each other that all end in marks, one at least in a mark that ends no paragraph."""
    for marked, lines in groupby(
        pieces, key=lambda piece: len(piece.text) <= LONGEST_LINE and _end(piece.text) in _ENDS
    ):
        stanza = list(lines)
        if marked and len(stanza) >= _FEWEST_LINES and any(_end(piece.text) in PAUSE_MARKS for piece in stanza[:-1]):
            yield from (piece.number for piece in stanza)


def _unmarked(pieces: Sequence[Piece]) -> Iterator[int]:
    """Short lines of one block, of unlike lengths, that have no mark."""
    for (short, _), lines in groupby(pieces, key=lambda piece: (_is_bare(piece.text), piece.block)):
        stanza = list(lines)
        lengths = [len(piece.text) for piece in stanza]
        if short and len(stanza) >= _FEWEST_UNMARKED and max(lengths) - min(lengths) >= _RAGGED:
            yield from (piece.number for piece in stanza)


def _metre(text: str) -> int:
    """The number of Han characters of every clause of a line; 0 where they differ or anything else stands there."""
    if len(text) > LONGEST_LINE:
        return 0
    lengths = {len(clause) if all(map(is_han, clause)) else 0 for clause in _split(text)}
    length = lengths.pop() if len(lengths) == 1 else 0
    return length if length in _METRES else 0


def _marked_metre(text: str) -> int:
    """The same, but 0 for a line with marks inside and none at its end, as a line of a column may be."""
    return _metre(text) if _end(text) in _ENDS or len(_split(text)) == 1 else 0


def _split(text: str) -> list[str]:
    return [clause for clause in _PARTS.split(text.strip(_FRAME)) if clause]


def _end(text: str) -> str:
    return text.rstrip(_FRAME)[-1:]


def _is_bare(text: str) -> bool:
    return len(text) <= LONGEST_LINE and all(map(is_han, text))
