"""Misreadings: what OCR engines make of marks, quotes, blanks and rare characters.

The rates follow what PP-OCR and tesseract did to rendered newspaper pages: most pages are nearly clean, a few lose half
of their marks; a mark at the end of a paragraph is lost two to three times as often as one inside; 。 is read as ·,
， as ： or ·, ； as ：; traditional characters are read as simplified or as a look-alike, the same way all over a page.
"""

import re
from functools import lru_cache
from random import Random
from typing import Final, NamedTuple

from cnlint.evaluation.articles import in_script
from cnlint.evaluation.material import look_alikes

# How marks are misread; the repeated ones are the likelier.
_MISREAD: Final = {
    "。": "···：，.丶",
    "，": "··：：、.’,",
    "、": "··，丶’.",
    "；": "：：：;，",
    "：": ";；，:.",
    "“": "”'\"！（",
    "”": "“'\"丶",
    "「": "『!（",
    "」": "上』”",
    "！": "!1丨",
    "？": "?7",
    "（": "((〔",
    "）": "))〕",
    "《": "（〈(",
    "》": "）〉)",
    "—": "一一一-",
    "…": "·.一",
    "·": ".-·",
}
_MARKS: Final = re.compile(f"[{''.join(_MISREAD)}]")
_HALF: Final = str.maketrans("，；：！？（）", ",;:!?()")
_BLANK: Final = re.compile(r"[ \u3000]")
_HAN_PAIR: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")


class Reading(NamedTuple):
    """How one page was read."""

    level: float  # chance that a comma is lost or misread
    half: str  # marks read as half width all over the page
    straight: bool  # all double quotes read as "
    dashes: bool  # —— read as 一
    headings_closed: bool  # blanks in headlines and captions lost
    bylines_closed: bool  # blanks in bylines and credits lost
    simplified: float  # hant: share of the traditional characters that are read as their simplified form
    alike: float  # share of the look-alike characters that this page confuses, always the same way
    blanks: float  # chance of a blank between two Han characters
    rare_lost: float  # share of rarer characters that the engine does not know and leaves out
    salt: int  # what tells this page's confusions from another's


CLEAN_READING: Final = Reading(0.0, "", False, False, False, False, 0.0, 0.0, 0.0, 0.0, 0)


class Slip(NamedTuple):
    """One misreading: `old` at `start` of the true text was read as `new`."""

    start: int
    old: str
    new: str
    kind: str


# Chances that a page is so bad, and the range of its level (shares of the rendered pages).
_LEVELS: Final = ((0.42, 0.0, 0.006), (0.33, 0.006, 0.05), (0.17, 0.05, 0.2), (0.08, 0.2, 0.6))


def level(rng: Random) -> float:
    """A page's noise level."""
    roll = rng.random()
    for share, low, high in _LEVELS:
        roll -= share
        if roll < 0:
            return rng.uniform(low, high)
    return 0.0


def reading(rng: Random, script: str, *, scale: float = 1.0, half_rate: float = 0.12) -> Reading:
    """How an invented page was read; `scale` 0 gives a perfect reading but for blanks and widths."""
    noise = min(level(rng) * scale, 0.7)
    half = (
        rng.choice(("，", "，；：", "，；：！？（）", "，；：！？（）", "（）", "：；"))
        if rng.random() < half_rate
        else ""
    )
    return Reading(
        noise,
        half,
        rng.random() < 0.05 * (scale > 0),
        rng.random() < 0.5 * (scale > 0),
        rng.random() < 0.5,
        rng.random() < 0.5,
        rng.choice((0.0, 0.05, 0.1, 0.2, 0.5)) * (script == "hant") * (scale > 0),
        min(noise * 2, 0.5),
        0.0,
        (rng.choice((0.0, 0.05, 0.15)) if script == "hant" else rng.choice((0.0, 0.0, 0.01))) * (scale > 0),
        rng.getrandbits(32),
    )


# Blanks between Han characters, by page of an engine that sets them: hardly any, some, or nearly everywhere.
_BLANKS: Final = (0.0, 0.002, 0.002, 0.02, 0.2, 0.95)


def line_reading(how: Reading, rng: Random) -> Reading:
    """The reading of an engine that works line by line, such as tesseract: blanks and half-width marks as well."""
    half = rng.choice(("（）：；！？", "（）：；！？", "，；：！？（）", "（）"))
    return how._replace(blanks=rng.choice(_BLANKS), half=half, level=max(how.level, rng.uniform(0.005, 0.08)))


def _share(char: str, salt: int) -> float:
    """A number in [0, 1) that a character has on this page: what an engine cannot read it cannot read twice."""
    return ((ord(char) * 2654435761 ^ salt) * 2246822519 & 0xFFFFFFFF) / 2**32


def misread(text: str, how: Reading, rng: Random, *, last: bool) -> list[Slip]:
    """The slips of an engine over a text, in order and without overlap.

    Args:
        text: the text as it should read.
        how: the page's reading.
        rng: source of chance.
        last: the text ends its paragraph, where marks are lost more often.
    """
    slips: list[Slip] = []
    for found in _MARKS.finditer(text):
        slip = _mark(found.group(), found.start(), len(text), how, rng, last)
        if slip:
            slips.append(slip)
    if how.alike or how.simplified or how.rare_lost:
        slips.extend(_characters(text, how, rng))
    if how.blanks:
        slips.extend(
            Slip(found.start(), "", " ", "han_space") for found in _HAN_PAIR.finditer(text) if rng.random() < how.blanks
        )
    slips.sort(key=lambda slip: (slip.start, len(slip.old)))
    return slips


def _mark(mark: str, at: int, length: int, how: Reading, rng: Random, last: bool) -> Slip | None:
    rate = how.level
    if mark in "“”‘’「」" or (last and at >= length - 2):
        rate *= 2.2
    if mark == "；":
        rate *= 5
    if mark in "：《》！？":
        rate *= 0.4
    if rng.random() < rate:
        if rng.random() < (0.75 if last and at >= length - 2 else 0.55):
            return Slip(at, mark, "", "quote_lost" if mark in "“”‘’「」『』" else "mark_lost")
        return Slip(at, mark, rng.choice(_MISREAD[mark]), "mark_misread")
    if mark in how.half:
        return Slip(at, mark, mark.translate(_HALF), "half_width")
    if how.straight and mark in "“”":
        return Slip(at, mark, '"', "quote_straight")
    if how.dashes and mark == "—" and rng.random() < 0.6:
        return Slip(at, mark, "一", "mark_misread")
    return None


def _characters(text: str, how: Reading, rng: Random) -> list[Slip]:
    slips = []
    plain = in_script(text, "hans") if how.simplified else text
    same_length = len(plain) == len(text)
    alike = look_alikes()
    for at, char in enumerate(text):
        if char < "\u4e00":
            continue
        share = _share(char, how.salt)
        if char in alike and share < how.alike:
            if rng.random() < 0.5:
                slips.append(Slip(at, char, rng.choice(alike[char]), "char_misread"))
        elif how.simplified and same_length and plain[at] != char and plain[at] not in "“”‘’":
            if share < how.simplified:
                slips.append(Slip(at, char, plain[at], "char_misread"))
            elif share > 1 - how.rare_lost:
                slips.append(Slip(at, char, "", "char_lost"))
        elif share > 1 - how.rare_lost and is_rare(char):
            slips.append(Slip(at, char, "", "char_lost"))
    return slips


@lru_cache(1 << 14)
def is_rare(char: str) -> bool:
    """True for a character outside the 3,755 of GB/T 2312 level 1 (rows 16 to 55), the everyday ones."""
    try:
        return char.encode("gb2312")[0] > 0xA0 + 55
    except UnicodeEncodeError:
        return True


def closed(text: str) -> list[Slip]:
    """The slips that close all blanks of a heading or byline."""
    return [Slip(found.start(), found.group(), "", "blank_lost") for found in _BLANK.finditer(text)]


def read(text: str, slips: list[Slip]) -> str:
    """The text as it was read. Of slips at one place the first holds."""
    parts = []
    done = 0
    for slip in slips:
        if slip.start < done:
            continue
        parts.append(text[done : slip.start])
        parts.append(slip.new)
        done = slip.start + len(slip.old)
    parts.append(text[done:])
    return "".join(parts)
