"""Whether a document is fit for a corpus of Chinese newspaper text at all. One finding for a whole document."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.characters import INVISIBLE, count_han
from cnlint.codes import codes
from cnlint.detectors.fluency import fluency, has_everyday_words
from cnlint.findings import Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

_HAN: Final = lazy(r"[\u3400-\u9fff\U00020000-\U0003347f]+")
_LETTERS: Final = lazy(r"[A-Za-z\u00c0-\u1fff\u2c00-\u2dff\u3041-\u30ff\ua000-\ud7ff]+")
_PRINTS: Final = lazy(f"[^\\s{re.escape(''.join(sorted(INVISIBLE)))}]")


def empty_document(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Nothing in the document prints."""
    text = snapshot.text
    if snapshot.document.is_plain and text and not text.isspace():
        return
    if _PRINTS.search(text) is None:
        yield Match(0, len(text))


# Characters that any Chinese text is full of, of both scripts. In 4,700 clean news articles they make up 4.6 % of the
# Han characters at least and 20 % in the median; in UTF-8 read as GBK, Big5 or Shift-JIS at most 1.4 %.
_COMMON: Final = "的一是在不了有和人中大上以要他到出就分成会會可年也能下日月地生发發方为為个個国國这這时時来來对對与與"
_LEAST_COMMON: Final = 0.02
_FEWEST_HAN: Final = 100
# What no decoder leaves in good text: lost and private characters, controls. In clean news at most 1.9 % are such,
# where a paper's private blank came through.
_MOST_LOST: Final = 0.03
_FEW_LOST: Final = 3
_LOST: Final = lazy(r"[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# UTF-8 or GBK read as Latin-1: the upper half of that alphabet, of which French has 5 % and less.
_MOST_UPPER_LATIN: Final = 0.2
_UPPER_LATIN: Final = lazy(r"[\u0080-\u00ff]")


def garbled_text(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """The characters are those of a wrong decoding, or in no order, or too many of them are lost."""
    text = snapshot.text
    size = len(text)
    may_lack = not snapshot.document.is_plain or "\ufffd" in text
    lost = len(_LOST.findall(text)) if may_lack and _LOST.search(text) else 0
    upper = len(_UPPER_LATIN.findall(text)) if not snapshot.document.latin.isascii() else 0
    if lost > max(_MOST_LOST * size, _FEW_LOST):
        yield _whole(text, Evidence("lost_characters", lost))
    elif upper > _MOST_UPPER_LATIN * size:
        yield _whole(text, Evidence("upper_latin", upper))
    elif size >= _FEWEST_HAN and not has_everyday_words(text, size):
        han = sum(map(len, _HAN.findall(text)))
        if han >= _FEWEST_HAN and not has_everyday_words(text, han):
            yield from _unlikely(text, han, float(options["min_score"]))


def _unlikely(text: str, han: int, min_score: float) -> Iterator[Match]:
    """Han characters that are not those of Chinese text, or not in its order."""
    if _has_few_common(text, _LEAST_COMMON * han):
        yield _whole(text, Evidence("common_characters", f"{sum(map(text.count, _COMMON)) / han:.1%}"))
        return
    score = fluency(text)
    if score is not None and score < min_score:
        yield _whole(text, Evidence("fluency", f"{score:.2f}"))


def _has_few_common(text: str, enough: float) -> bool:
    """Whether the text has fewer of the common characters than are enough; most texts have with the first few."""
    count = 0
    for char in _COMMON:
        count += text.count(char)
        if count >= enough:
            return False
    return True


# A text of another language that quotes a Chinese name here and there.
_LEAST_HAN: Final = 0.05
# Letters of other scripts that a text has at least to be looked at closely, as a share of all its characters: English
# prose has 80 %, tables of figures with English words a third.
_MANY_LETTERS: Final = 0.3


def no_han_text(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Letters of other scripts, and hardly a Han character among them."""
    text = snapshot.text
    if _is_mostly_han(text):
        return
    letters = sum(map(len, _LETTERS.findall(text)))
    if not letters or letters < _MANY_LETTERS * len(text):
        return
    han = sum(map(len, _HAN.findall(text)))
    if han < _LEAST_HAN * (han + letters):
        yield _whole(text, Evidence("han_characters", han))


def _is_mostly_han(text: str) -> bool:
    """Whether so many characters are Han that no share of letters is worth counting."""
    units = codes(text)
    han = count_han(text) if units is None else int(((units >= 0x4E00) & (units <= 0x9FFF)).sum())
    return han > (1 - _MANY_LETTERS) * len(text)


def _whole(text: str, evidence: Evidence) -> Match:
    """A match on the first line that says something: a finding on the whole text would show all of it."""
    lead = len(text) - len(text.lstrip())
    broken = re.search(r"[\r\n]", text[lead:])
    return Match(lead, lead + broken.start() if broken else len(text), evidence=(evidence,))
