"""Specks: lines of hard-wrapped text that nobody printed.

An engine that finds the lines by itself reads dust, the ends of rules and bits of pictures as lines of a few
characters. What gives them away is that the lines around them are one sentence, surer than either is with the speck.
Nothing is done to a speck but that the seams see past it; it stays the text's.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.seammodel import SeamModel
from cnlint.structure.seams import Candidate, judged
from cnlint.structure.setting import Setting
from cnlint.structure.traits import ENDED, end_class
from cnlint.structure.words import Words

_INTERPOSED: Final = FURNITURE_ROLES | PICTURE_ROLES
# What a speck is taken for.
_MISTAKEN: Final = HEADING_ROLES | {Role.BODY, Role.SUBHEAD, Role.BYLINE}
_LONGEST: Final = 4  # characters
_MOST: Final = 8  # specks in a row: more are a picture's own text
# The lines around are one sentence from here on, and neither runs on with the speck up to there: of 29 such places on
# generated pages of an engine that leaves specks all are specks.
_ONE, _LIKELIER = 0.7, 0.5
# What is no word is a speck where the lines around are one sentence as joins are likely, unless the line before runs
# on into it beyond doubt and it into nothing: of 624 such places 621 are.
_BEYOND_DOUBT: Final = 0.98


class _Place(NamedTuple):
    """A place where specks may be: the lines around, the specks between, and the seams past and to them."""

    specks: tuple[int, ...]
    past: Candidate
    into: Candidate
    out: Candidate


def specks(
    pieces: Sequence[Piece], roles: Sequence[Role], setting: Setting, knowledge: Knowledge, model: SeamModel
) -> frozenset[int]:
    """The pieces of hard-wrapped text that are specks between two lines of one sentence."""
    if setting.layout is not Layout.WRAPPED:
        return frozenset()
    return frozenset(
        index
        for place in _places(pieces, roles)
        if _is_torn(place, pieces, roles, setting, knowledge, model)
        for index in place.specks
    )


def _places(pieces: Sequence[Piece], roles: Sequence[Role]) -> Iterator[_Place]:
    last: int | None = None
    between: list[int] = []
    for index, role in enumerate(roles):
        if role in _INTERPOSED:
            continue
        if last is not None and _may_be_speck(pieces[index], role):
            between.append(index)
            continue
        if last is not None and role is Role.BODY and 0 < len(between) <= _MOST:
            yield _Place(tuple(between), _past(last, index), _past(last, between[0]), _past(between[-1], index))
        last = index if role is Role.BODY and end_class(pieces[index].text) not in ENDED else None
        between = []


def _past(left: int, right: int) -> Candidate:
    return Candidate(left, right, tuple(range(left + 1, right)), Role.BODY)


def _may_be_speck(piece: Piece, role: Role) -> bool:
    text = piece.text
    if role not in _MISTAKEN or len(text) > _LONGEST or end_class(text) in ("final", "closed"):
        return False
    return len(text) < _ENDING or end_class(text) not in ("colon", "pause")


_ENDING: Final = 3  # characters of the shortest end of a sentence that is no speck


def _is_torn(
    place: _Place,
    pieces: Sequence[Piece],
    roles: Sequence[Role],
    setting: Setting,
    knowledge: Knowledge,
    model: SeamModel,
) -> bool:
    """Whether the lines around are one sentence, and none with the specks between."""
    without = [Role.FILLER if index in place.specks else role for index, role in enumerate(roles)]
    (past,) = judged(pieces, without, setting, knowledge, model, [place.past])
    if past.probability < _ONE:
        return False
    into, out = (
        found.probability for found in judged(pieces, roles, setting, knowledge, model, [place.into, place.out])
    )
    if max(into, out) < _LIKELIER:
        return True
    if any(_has_word(pieces[index].text, knowledge.words) for index in place.specks):
        return False
    return past.probability >= model.likely and (into < _BEYOND_DOUBT or out >= model.likely)


def _has_word(text: str, words: Words) -> bool:
    return any(words.level(text[start:end]) for start in range(len(text)) for end in range(start + 2, len(text) + 1))
