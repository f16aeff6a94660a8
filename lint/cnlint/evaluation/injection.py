"""Characters that go wrong on the way from page to file: invisible, doubled, compatibility forms, blanks, widths."""

from collections.abc import Callable
from random import Random
from typing import Final

from cnlint.characters import FULL_WIDTH, is_han
from cnlint.evaluation.articles import in_script
from cnlint.evaluation.noise import Slip

_INVISIBLE: Final = ("\u200b", "\ufeff", "\u00ad", "\u2060")
_CONTROLS: Final = ("\x02", "\x08", "\x0b", "\x7f")
# Kangxi radicals, CJK radicals and compatibility ideographs that look like the character they stand for (Unicode 16).
_COMPATIBILITY: Final = dict(
    zip(
        "一人入力口土大女小山工心手文方日月水火生用目立老行金高龙车见长门更理",
        "⼀⼈⼊⼒⼝⼟⼤⼥⼩⼭⼯⼼⼿⽂⽅⽇⽉⽔⽕⽣⽤⽬⽴⽼⾏⾦⾼⻰⻋⻅⻓⻔\uf901\uf9e4",
        strict=True,
    )
)
_HALF: Final = {full: half for half, full in FULL_WIDTH.items() if full in "，；：！？"}
_QUOTES: Final = "“”‘’「」"
# A change needs room: it stands at least so many characters from the next, so that each is judged alone.
_ROOM: Final = 3


def _between_han(before: str, char: str) -> bool:
    return is_han(before) and is_han(char)


def _anywhere(before: str, char: str) -> bool:
    return True


def _slip(kind: str, before: str, char: str, at: int, rng: Random) -> Slip | None:
    if kind == "zero_width":
        return Slip(at, "", rng.choice(_INVISIBLE), kind)
    if kind == "control":
        return Slip(at, "", rng.choice(_CONTROLS), kind)
    if kind == "han_space":
        return Slip(at, "", rng.choice("  \u00a0"), kind)
    if kind in ("doubled_char", "doubled_mark"):
        return None if char == before else Slip(at, "", before, kind)
    if kind == "compat":
        return Slip(at, char, _COMPATIBILITY[char], kind)
    if kind == "half_width":
        return Slip(at, char, _HALF[char], kind)
    if kind == "quote_lost":
        return Slip(at, char, "", kind)
    other = in_script(char, "hant")
    return Slip(at, char, other, kind) if other != char and is_han(other) else None


# Where each kind can happen, and how often there: a page of 2,000 characters gets one or two of each.
_KINDS: Final[tuple[tuple[str, float, Callable[[str, str], bool]], ...]] = (
    ("zero_width", 0.001, _anywhere),
    ("control", 0.001, _anywhere),
    ("han_space", 0.001, _between_han),
    ("doubled_char", 0.001, _between_han),
    ("trad_char", 0.002, _between_han),
    ("doubled_mark", 0.01, lambda before, char: before in "，。、；"),
    ("half_width", 0.01, lambda before, char: char in _HALF),
    ("compat", 0.02, lambda before, char: char in _COMPATIBILITY),
    ("quote_lost", 0.02, lambda before, char: char in _QUOTES),
)


def injected(text: str, slips: list[Slip], rng: Random) -> list[Slip]:
    """The slips with injected damage added, in order; injections keep clear of other slips and of one another."""
    taken = {at for slip in slips for at in range(slip.start - _ROOM, slip.start + len(slip.old) + _ROOM)}
    result = list(slips)
    for at in range(1, len(text) - 1):
        if at in taken:
            continue
        for kind, rate, fits in _KINDS:
            if rng.random() < rate and fits(text[at - 1], text[at]):
                slip = _slip(kind, text[at - 1], text[at], at, rng)
                if slip is not None:
                    result.append(slip)
                    taken.update(range(at - _ROOM, at + _ROOM + 1))
                    break
    result.sort(key=lambda slip: (slip.start, len(slip.old)))
    return result
