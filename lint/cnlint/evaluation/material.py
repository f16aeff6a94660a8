"""Invented newspaper material: names, bylines, credits, captions, furniture, from the templates of `material.txt`.

All of it is in simplified characters; a page in traditional characters converts what it takes.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

_SLOT: Final = re.compile(r"\{(\w+)(?::(\d+))?\}")
_WEIGHT: Final = re.compile(r"(\d+)× ")
_HAN_FIGURES: Final = "〇一二三四五六七八九"
# Share of the material of a traditional page that has a form of its own in Taiwan (記者…／臺北報導).
_REGIONAL: Final = 0.7

Values = Mapping[str, str | int]


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """The lines of each section; weighted ones as often as they weigh."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    words = False
    for line in Path(__file__).with_name("material.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, _, flag = line[1:].partition("]")
            lines, words = sections.setdefault(name, []), flag == "*"
        elif line and not line.startswith("#"):
            weight = _WEIGHT.match(line)
            text = line[weight.end() :] if weight else line
            lines.extend(text.split() if words else [text] * (int(weight.group(1)) if weight else 1))
    return {name: tuple(lines) for name, lines in sections.items()}


def pick(section: str, rng: Random, script: str = "hans", **values: str | int) -> str:
    """A line of a section, filled.

    Args:
        section: its name in `material.txt`.
        rng: source of chance.
        script: `hant` prefers lines of the section's Taiwan variant, if it has one.
        **values: what slots are filled with; slots without value are filled by makers and sections.
    """
    sections = _sections()
    if script == "hant" and f"{section}.hant" in sections and rng.random() < _REGIONAL:
        section = f"{section}.hant"
    return _filled(rng.choice(sections[section]), rng, values)


def _filled(template: str, rng: Random, values: Values) -> str:
    def fill(slot: re.Match[str]) -> str:
        name, width = slot.group(1, 2)
        value = values[name] if name in values else _made(name, rng, values)
        return f"{value:{width}}" if width else str(value)

    return _SLOT.sub(fill, template)


def _made(name: str, rng: Random, values: Values) -> str | int:
    maker = _MAKERS.get(name)
    return maker(rng) if maker else _filled(rng.choice(_sections()[name]), rng, values)


def person(rng: Random) -> str:
    """A name; one given character in about 35 % (bylines of news corpora: 30 to 40 %)."""
    sections = _sections()
    given = rng.choice(sections["given"]) + (rng.choice(sections["given"]) if rng.random() > 0.35 else "")
    return rng.choice(sections["surname"]) + given


def people(rng: Random) -> str:
    """One to four names with a blank between, fewer likelier; seldom 、, seldom a wide blank inside a short name."""
    names = [person(rng) for _ in range(1 + min(int(rng.expovariate(1.3)), 3))]
    names = [f"{name[0]}\u3000{name[1]}" if len(name) == 2 and rng.random() < 0.04 else name for name in names]
    return ("、" if rng.random() < 0.08 else " ").join(names)


def han_year(year: int) -> str:
    """A year in Han figures, 二〇二四."""
    return "".join(_HAN_FIGURES[int(figure)] for figure in str(year))


@cache
def look_alikes() -> Mapping[str, str]:
    """Han characters that engines misread, and as what they are read."""
    table: dict[str, str] = {}
    for pair in _sections()["alike"]:
        table[pair[0]] = table.get(pair[0], "") + pair[1]
    return table


def _between(low: int, high: int) -> Callable[[Random], int]:
    return lambda rng: rng.randint(low, high)


_MAKERS: Final[dict[str, Callable[[Random], str | int]]] = {
    "person": person,
    "people": people,
    "foreigner": lambda rng: f"{rng.choice(_sections()['foreign'])}·{rng.choice(_sections()['foreign'])}",
    "gap": lambda rng: rng.choice((" ", " ", " ", "", "：", "\u3000")),
    "nothing": lambda rng: "",
    "year": _between(1985, 2026),
    "month": _between(1, 12),
    "day": _between(1, 28),
    "page": _between(1, 32),
    "few": _between(1, 5),
    "hundreds": _between(100, 400),
    "post": _between(100000, 680000),
    "phone": _between(20000000, 89999999),
    "low": _between(-8, 18),
    "high": _between(19, 38),
}
