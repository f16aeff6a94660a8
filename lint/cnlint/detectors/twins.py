"""Words of two characters of which one is another's twin by a stroke: 间题 for 问题, 末来 for 未来, 教灾 for 救灾.

The table names pairs that make no word, were not seen in clean news, and of which one stroke makes a common word. A
pair can still be the end of one word and the start of the next, or part of a name: it must touch no other word, and
the text must run on far better with the twin than without.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from cnlint.detectors.conversion import as_in
from cnlint.detectors.folded import folded
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.tables import lines_of, table
from cnlint.detectors.words import LONGEST_WORD, is_word
from cnlint.findings import Match, Value
from cnlint.structure.forms import SURNAMES
from cnlint.structure.language import language
from cnlint.structure.snapshot import Snapshot

TWINS: Final = table("twins.txt")
# A pair that comes so often, and never in the right spelling, is a name.
_NAME: Final = 3
# How much better the text must run on, in nats, over the three seams around and in the pair. In seven million
# characters of clean news, by models that had not seen them, one pair gains 3.6 and is right as it stands (对千禧一代),
# no other gains 0.5; 41 slips on pages read by engines all gain 5.4 and more.
_GAIN: Final = 4.5
# Characters that tell the script: of so many in a row one is traditional in traditional print.
_AROUND: Final = 12


def twin_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Pairs that a stroke makes a common word, where they make none."""
    text = folded(snapshot.text)
    for pair in sorted({text[at : at + 2] for at in _pairs().places(text)}):
        word = _table()[pair]
        if text.count(pair) >= _NAME and word not in text:
            continue
        at = text.find(pair)
        while at >= 0:
            if stands_alone(text, at) and _runs_on_far_better(text, at, word):
                around = snapshot.text[max(0, at - _AROUND) : at + _AROUND]
                yield Match(at, at + 2, {"found": snapshot.text[at : at + 2], "wanted": as_in(around, word)})
            at = text.find(pair, at + 2)


def stands_alone(text: str, at: int) -> bool:
    """Whether neither character of the pair is part of a word with what stands around it, nor both of a name."""
    if text[at - 1 : at] in SURNAMES:
        return False
    return not any(
        is_word(text[start:end])
        for start in range(max(0, at + 2 - LONGEST_WORD), at + 2)
        for end in range(max(start + 2, at + 1), min(len(text), start + LONGEST_WORD) + 1)
    )


def _runs_on_far_better(text: str, at: int, word: str) -> bool:
    right = text[:at] + word + text[at + 2 :]
    places = (at, at + 1, at + 2)
    return _seams(right, places) - _seams(text, places) > _GAIN


def _seams(text: str, places: tuple[int, ...]) -> float:
    return sum(language().runs_on(text[:place], text[place:]) for place in places)


@cache
def _pairs() -> PairTable:
    return PairTable(_table())


@cache
def _table() -> dict[str, str]:
    return dict(line.split(" ") for line in lines_of(TWINS))
