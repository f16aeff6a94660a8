"""Text on a terminal: nothing in it acts, and its width is known."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcwidth

from cnlint.report.cells import ONE_CELL, TWO_CELLS, cells, visible, write
from cnlint.report.table import table


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII",
        "人口突破千万大关，",
        "\u3000\u3000段首",
        "é",
        "e\u0301",
        "𠀀",
        "“引号”——……·",
        "葛\U000e0100",
        "\ue000",
        "☺\ufe0f",
    ],
)
def test_what_prints_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红", "\\x1b[31m红"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\rb\nc", "a\\x0db\\x0ac"),
        ("a\tb", "a    b"),
        ("零\u200b宽", "零\\u200b宽"),
        ("\u202e反\u2069", "\\u202e反\\u2069"),
        ("\ufeff", "\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\u2028", "\\u2028"),
        ("\xad", "\\xad"),
    ],
)
def test_what_acts_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_shown_text_never_acts(text: str) -> None:
    assert all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in visible(text))


@given(st.text(st.characters()))
def test_shown_text_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters()))
def test_cells_are_those_of_the_shown_text(text: str) -> None:
    assert cells(text) == sum(max(0, wcwidth(char)) for char in visible(text))


@pytest.mark.parametrize(("ranges", "width"), [(ONE_CELL, 1), (TWO_CELLS, 2)])
def test_ranges_without_a_table_agree_with_the_table(ranges: tuple[tuple[str, str], ...], width: int) -> None:
    for low, high in ranges:
        assert {wcwidth(chr(code)) for code in range(ord(low), ord(high) + 1)} == {width}


@pytest.mark.parametrize(
    ("encoding", "text", "wanted"),
    [
        ("utf-8", "汉\ud800\n", "汉\\ud800\n"),
        ("ascii", "汉a\n", "\\u6c49a\n"),
        ("gbk", "汉é∥\n", "汉é∥\n"),
        ("gbk", "𠀀\n", "\\U00020000\n"),
    ],
)
def test_any_stream_takes_any_text(encoding: str, text: str, wanted: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    write(stream, text)
    stream.seek(0)
    assert stream.read() == wanted


def test_a_stream_without_encoding_takes_any_text() -> None:
    stream = io.StringIO()
    write(stream, "汉\ud800")
    assert stream.getvalue() == "汉\\ud800"


def test_tables_are_aligned_in_cells() -> None:
    rows = [["代码", "n", "什么"], ["A", "10", "x\x1b"], ["长长的", "7", ""]]
    assert table(rows, frozenset({1})) == "代码     n  什么\nA       10  x\\x1b\n长长的   7\n"
