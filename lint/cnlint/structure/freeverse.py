"""Verse without rhyme or metre among the printed lines of hard-wrapped text.

It has no form of its own but its line ends: none cuts through a word, and half the lines are shorter or longer than
the ones around, where those of a column are as wide as the column. Each line speaks for verse or for prose by the ratio
of the two likelihoods; a stretch in which verse is far likelier is verse.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import inf, log
from typing import Final, NamedTuple

from cnlint.lazy import lazy
from cnlint.structure.crossing import is_cut_between
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import Piece, Role
from cnlint.structure.stanzas import LONGEST_LINE
from cnlint.structure.traits import ENDED, end_class
from cnlint.structure.widths import HANGING, NARROWEST_COLUMN, usual_width, width

# Shares of the line ends in mid-sentence that cut through a word, in verse and in prose: see `columns.py`.
_CUT, _WHOLE = log(0.01 / 0.35), log(0.99 / 0.65)
# Share of the lines that are not as wide as the ones around: of 18 poems and songs half; of prose what the page itself
# shows, and one in twenty where it shows none.
_UNLIKE_IN_VERSE: Final = 0.5
_UNLIKE_AT_LEAST: Final = 0.05
_FOREIGN: Final = lazy(r"[\x21-\u024f]")  # Latin letters, digits, half-width marks
_AROUND: Final = 6  # lines on either side that tell how wide lines are there
_NARROWEST: Final = 3  # characters of a line that tells anything; specks have one or two
# So much likelier verse has to be (log-odds, 3,000 to one). Of 102,000 lines of hard-wrapped pages, made and real, 55
# are then taken for verse, many of them in lists of names; of 631 lines of 18 poems, couplets and songs set into
# columns of prose 93 to 98 %.
_SURE: Final = 8.0
_DROP: Final = 4.0  # a stretch ends where the odds have fallen so far from their highest


class _Line(NamedTuple):
    """A printed line, and what its end tells."""

    place: int  # of its piece
    block: int
    tells: bool  # it ends in mid-sentence, and is no speck
    whole: bool  # no word is cut through there
    unlike: bool  # it is not as wide as the lines around, or they are narrower than any column
    may_be_verse: bool  # it is short, and of Han characters and full-width marks


def free_verse(pieces: Sequence[Piece], roles: Sequence[Role], knowledge: Knowledge) -> frozenset[int]:
    """The places of the lines of verse among the pieces of hard-wrapped text."""
    runs = [
        list(_lines([pieces[at] for at in run], knowledge))
        for body, run in groupby(range(len(pieces)), key=lambda at: roles[at] in (Role.BODY, Role.LIST))
        if body
    ]
    telling = [line for run in runs for line in run if line.tells]
    if not any(line.may_be_verse for line in telling):
        return frozenset()
    share = sum(line.unlike for line in telling) / len(telling)
    share = min(_UNLIKE_IN_VERSE, max(_UNLIKE_AT_LEAST, share))
    return frozenset(line.place for run in runs for start, end in _stretches(run, share) for line in run[start:end])


def _lines(run: Sequence[Piece], knowledge: Knowledge) -> Iterator[_Line]:
    widths = [width(piece.text) for piece in run]
    for at, piece in enumerate(run):
        text = piece.text
        short = widths[at] <= LONGEST_LINE and not _FOREIGN.search(text)
        tells = at + 1 < len(run) and widths[at] >= _NARROWEST and end_class(text) not in ENDED
        near = [size for size in widths[max(0, at - _AROUND) : at + _AROUND + 1] if size >= _NARROWEST]
        usual = usual_width(near)[0]
        unlike = tells and (usual <= NARROWEST_COLUMN or abs(widths[at] - usual) > HANGING)
        whole = tells and short and not is_cut_between(text, run[at + 1].text, knowledge)
        yield _Line(piece.number, piece.block, tells, whole, unlike, short)


def _stretches(run: Sequence[_Line], share: float) -> Iterator[tuple[int, int]]:
    """The stretches of a run, each from its first line to behind its last, in which verse is far likelier than prose.

    `share` is that of the lines of prose that are not as wide as the ones around.
    """
    start = end = 0
    odds = highest = 0.0
    for at, told in enumerate((*(_odds(line, share) for line in run), -inf)):
        odds += told
        if odds < max(0.0, highest - _DROP):
            if highest >= _SURE:
                yield _widened(run, start, end)
            start, odds, highest = at + 1, 0.0, 0.0
        elif odds > highest:
            highest, end = odds, at + 2  # the line after this end is of it


def _odds(line: _Line, share: float) -> float:
    """How much likelier a line is in verse than in prose (log-odds)."""
    if not line.may_be_verse:
        return -inf
    if not line.tells:
        return 0.0
    as_wide = _UNLIKE_IN_VERSE / share if line.unlike else (1 - _UNLIKE_IN_VERSE) / (1 - share)
    return (_WHOLE if line.whole else _CUT) + log(as_wide)


def _widened(run: Sequence[_Line], start: int, end: int) -> tuple[int, int]:
    """A stretch with the lines around it in its block that may be verse, up to the next cut."""
    while start and run[start - 1].block == run[start].block and _may_join(run[start - 1]):
        start -= 1
    while end < len(run) and run[end].block == run[end - 1].block and _may_join(run[end]):
        end += 1
    return start, end


def _may_join(line: _Line) -> bool:
    return line.may_be_verse and (line.whole or not line.tells)
