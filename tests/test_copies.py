"""When two prints of a text are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.copies import as_printed

TEXT = "村里的路、灯、井、渠这两年都修好了，外出打工的人也回来了。"

OTHERS = [
    TEXT[:-1],
    TEXT.replace("了，", "了；"),
    TEXT.replace("人", "入"),
    TEXT.replace("两年", "兩年"),  # a traditional character is a character of its own
    TEXT.replace("，", "，，，"),  # three are no slip of one
    TEXT.replace("路", "路路"),
]
SAME = [
    TEXT,
    TEXT.replace("，", ","),
    TEXT.replace("，", "，，"),
    TEXT.replace("，", ",，"),
    TEXT.replace("，", "， "),
    TEXT.replace("年", "\u200b年"),
    TEXT.replace("人", "\u2f08"),  # a radical
    TEXT.replace("井", "\n井\u3000"),
]


@pytest.mark.parametrize("other", OTHERS)
def test_another_text_is_another(other: str) -> None:
    assert as_printed(other) != as_printed(TEXT)


@pytest.mark.parametrize("other", SAME)
def test_a_print_is_the_same_whatever_a_safe_fix_puts_right(other: str) -> None:
    assert as_printed(other) == as_printed(TEXT)


@given(st.text("甲乙丙，。 \n", max_size=12), st.text("甲乙丙，。 \n", max_size=12))
def test_only_marks_and_blanks_are_left_out(one: str, other: str) -> None:
    letters = [[char for char in text if char in "甲乙丙"] for text in (one, other)]
    assert as_printed(one) != as_printed(other) or letters[0] == letters[1]
