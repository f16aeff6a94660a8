"""Excerpts: the right window, and carets in the right display cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.document import Document
from cnlint.report.cells import cells
from cnlint.report.excerpt import NARROWEST, excerpt

LONG = "全市中小学春季运动会昨日开幕,来自各区的三百名选手参加了开幕式。" * 4


def drawn(text: str, start: int, end: int, width: int = 40) -> tuple[str, str]:
    found = excerpt(Document(text), start, end, width)
    assert found is not None
    return found.shown, found.carets


@pytest.mark.parametrize(
    ("text", "start", "end"), [("", 0, 0), ("\n", 0, 1), ("\n\n", 0, 2), ("字\n\n\n字", 2, 3), ("\r\n\r\n", 2, 4)]
)
def test_empty_lines_show_nothing(text: str, start: int, end: int) -> None:
    assert excerpt(Document(text), start, end, 40) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "shown", "carets"),
    [
        ("短行,在此", 2, 3, "短行,在此", "    ^"),
        ("短行,在此", 3, 5, "短行,在此", "     ^^^^"),
        ("\u3000\u3000段首,", 4, 5, "\u3000\u3000段首,", "        ^"),
        ("\t段,", 2, 3, "    段,", "      ^"),
        ("全％，", 1, 2, "全％，", "  ^^"),
        ("𠀀𠀁,", 2, 3, "𠀀𠀁,", "    ^"),
        ("e\u0301a\u0301,", 4, 5, "e\u0301a\u0301,", "  ^"),
        ("e\u0301a\u0301,", 3, 4, "e\u0301a\u0301,", " ^"),  # a mark alone is shown with its base
        ("\u0301a", 0, 1, "\u0301a", "^"),
        ("“引”,", 3, 4, "“引”,", "    ^"),
        ("零\u200b宽", 1, 2, "零\\u200b宽", "  ^^^^^^"),
        ("\x1b[2J危险,", 6, 7, "\\x1b[2J危险,", "           ^"),
        ("少了一个", 2, 2, "少了一个", "    ^"),
        ("句末", 2, 2, "句末", "    ^"),
        ("甲\n乙丙\n丁", 3, 4, "乙丙", "  ^^"),
        ("甲\r\n乙丙\r\n丁", 4, 5, "乙丙", "  ^^"),
        ("甲乙\n", 2, 3, "甲乙", "    ^"),  # the last line end
        ("甲\n\n乙\n\n丙", 1, 4, "乙", "^^"),  # a block with the blank lines before it
        ("行尾  \n次行", 2, 4, "行尾  ", "    ^^"),
    ],
)  # fmt: skip
def test_a_match_in_one_line(text: str, start: int, end: int, shown: str, carets: str) -> None:
    assert drawn(text, start, end) == (shown, carets)


@pytest.mark.parametrize(
    ("start", "end", "shown", "carets"),
    [
        (14, 15, "…春季运动会昨日开幕,来自各区的三百名选…", " " * 19 + "^"),
        (31, 32, "…名选手参加了开幕式。全市中小学春季运动…", " " * 19 + "^^"),
        (127, 128, "…开幕,来自各区的三百名选手参加了开幕式。", " " * 38 + "^^"),
        (0, 128, "全市中小学春季运动…选手参加了开幕式。", "^" * 37),
        (20, 60, "…三百名选手参加了开…的三百名选手参加了…", " " + "^" * 37),
    ],
)  # fmt: skip
def test_long_lines_are_cut_round_the_match(start: int, end: int, shown: str, carets: str) -> None:
    assert drawn(LONG, start, end) == (shown, carets)
    assert cells(shown) <= 40


@pytest.mark.parametrize(
    ("text", "start", "end", "shown", "carets"),
    [
        ("报名参加“暖冬\n\n\n行动”。", 7, 10, "报名参加“暖冬 ∥ 行动”。", "              ^"),
        ("报名参加“暖冬\n\n\n行动”。", 6, 11, "报名参加“暖冬 ∥ 行动”。", "           ^^ ^ ^^"),
        ("报名参加\n\n图片说明\n\n活动。", 4, 12, "图片说明", "^^^^^^^^"),
        ("报名参加\n\n图片说明\n\n活动。", 3, 13, "报名参加 ∥…∥ 活动。", "      ^^ ^^^ ^^"),
        ("甲\n乙", 1, 2, "甲 ∥ 乙", "   ^"),
        ("\n\n\n正文", 0, 3, " ∥ 正文", " ^"),
        ("正文\n\n\n", 2, 5, "正文 ∥ ", "     ^"),
    ],
)
def test_a_match_over_lines_is_a_seam(text: str, start: int, end: int, shown: str, carets: str) -> None:
    assert drawn(text, start, end) == (shown, carets)


def test_a_seam_gives_the_room_of_a_short_side_to_the_other() -> None:
    shown, _ = drawn(LONG + "\n\n短。", len(LONG), len(LONG) + 2)
    assert shown.endswith("开幕式。 ∥ 短。")
    assert 38 <= cells(shown) <= 40


texts = st.text(st.sampled_from("字。，,a\t \u3000\u0301\u200b\n\r𠀀\ud800“∥…\x1b"), max_size=80)


@given(texts, st.integers(0, 80), st.integers(0, 80), st.integers(1, 60))
def test_excerpts_fit_and_carets_stand_below_them(text: str, one: int, other: int, width: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = excerpt(Document(text), start, end, width)
    if found is not None:
        assert cells(found.shown) <= max(width, NARROWEST)
        assert "^" in found.carets
        assert len(found.carets) <= cells(found.shown) + 1


def test_one_huge_line_is_not_measured_whole() -> None:
    text = "字" * 2_000_000
    shown, carets = drawn(text, 1_000_000, 1_000_001)
    assert cells(shown) <= 40
    assert carets.strip() == "^^"
