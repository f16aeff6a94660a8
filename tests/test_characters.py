"""The classes of characters, over every code point there is."""

import sys

from cnlint.characters import INVISIBLE, is_space, squeeze


def test_squeezing_keeps_every_character_that_prints() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert squeeze(every) == "".join(char for char in every if not is_space(char) and char not in INVISIBLE)


def test_squeezing_leaves_solid_text_as_it_is() -> None:
    assert squeeze("全市春季运动会开幕。") == "全市春季运动会开幕。"


def test_squeezing_drops_blanks_line_ends_and_what_prints_nothing() -> None:
    assert squeeze("\u3000\u3000全市 春季\r\n运动\u200b会\x85") == "全市春季运动会"
