"""What an engine that finds the lines by itself reads where no line is: specks, and the rules between columns."""

from random import Random
from typing import Final

# Dust, corners of pictures and ends of rules come out as marks, single letters and characters of few strokes; bits of
# a picture or of a headline as anything.
_PLAIN: Final = "人一二了下大小口日工几八儿丨上不7012oeaicl.-`'|,:;*~·"
_LENGTHS: Final = (1, 1, 1, 2, 2, 3, 4)
_ANY: Final = 0.4  # share of the specks that are characters of all kinds
# Rows 16 to 55 of GB/T 2312 hold the everyday characters, 94 a row but for the last.
_FIRST_ROW, _LAST_ROW, _ROW = 16, 54, 94
_RULE: Final = "|"


def speck(rng: Random) -> str:
    """A line of one to four characters where nothing is printed."""
    draw = _any_character if rng.random() < _ANY else _plain_character
    return "".join(draw(rng) for _ in range(rng.choice(_LENGTHS)))


def beside_rule(line: str, rng: Random) -> str:
    """A line at whose start or end the rule between two columns was read as a mark."""
    blank = rng.choice(("", " "))
    return f"{line}{blank}{_RULE}" if rng.random() < 0.5 else f"{_RULE}{blank}{line}"


def _plain_character(rng: Random) -> str:
    return rng.choice(_PLAIN)


def _any_character(rng: Random) -> str:
    row, cell = rng.randint(_FIRST_ROW, _LAST_ROW), rng.randint(1, _ROW)
    return bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312")
