"""Which words follow each other, and which ones sentences end and start with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.structure.collocations import (
    LEVELS,
    PAIR_BITS,
    STEP,
    WORD_BITS,
    ZERO,
    Collocations,
    collocations,
    pair_place,
    read,
    word_place,
)
from cnlint.structure.knowledge import shipped
from cnlint.structure.neighbours import neighbours
from cnlint.structure.words import words

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=4)


def tables(pairs: dict[tuple[str, str], int], edges: dict[str, tuple[int, int]]) -> Collocations:
    """Tables of pairs with their level and words with both their steps."""
    first, second = bytearray(1 << PAIR_BITS), bytearray(2 << WORD_BITS)
    for pair, level in pairs.items():
        slot, mark = pair_place(*pair)
        first[slot] = mark << 3 | level
    for word, (ends, starts) in edges.items():
        slot, mark = word_place(word)
        second[2 * slot : 2 * slot + 2] = bytes((mark, ends + ZERO << 4 | starts + ZERO))
    return Collocations(bytes(first), bytes(second))


@given(HAN, HAN, st.integers(0, len(LEVELS) - 1), st.integers(-8, 7), st.integers(-8, 7))
def test_what_is_stored_is_found_and_survives_the_file(
    left: str, right: str, level: int, ends: int, starts: int
) -> None:
    made = read(tables({(left, right): level}, {left: (ends, starts)}).to_bytes())
    assert made.together(left, right) == LEVELS[level]
    assert made.edges(left) == (ends * STEP, starts * STEP)


@given(HAN, HAN)
def test_empty_tables_know_nothing(left: str, right: str) -> None:
    empty = tables({}, {})
    assert empty.together(left, right) is None and empty.edges(left) is None


@pytest.mark.parametrize(
    ("left", "right"), [("召开", "会议"), ("经济", "发展"), ("解决", "问题"), ("进行", "了"), ("不", "能")]
)
def test_the_shipped_tables_know_usual_neighbours(left: str, right: str) -> None:
    together, backwards = collocations().together(left, right), collocations().together(right, left)
    assert together is not None and together > 0
    assert backwards is None or backwards < together


@pytest.mark.parametrize(("inside", "last"), [("被迫", "表示歉意"[:2]), ("由于", "说"), ("以及", "完毕"), ("的", "了")])
def test_the_shipped_tables_know_what_ends_sentences(inside: str, last: str) -> None:
    found, other = collocations().edges(inside), collocations().edges(last)
    assert found and other and found[0] < other[0]


@pytest.mark.parametrize(("first", "inside"), [("据", "着"), ("然而", "的"), ("记者", "们"), ("近年来", "了")])
def test_the_shipped_tables_know_what_starts_sentences(first: str, inside: str) -> None:
    found, other = collocations().edges(first), collocations().edges(inside)
    assert found and other and found[1] > other[1]


def test_words_are_the_longest_known() -> None:
    assert words().last("他们召开会议") == "会议" and words().first("会议召开") == "会议"
    assert words().last("甲，") == "，" and words().first("") == ""


@pytest.mark.parametrize(
    ("left", "parts"), [("会议结束。", 0), ("他说：", 0), ("会议结束。”", 0), ("会议，", 3), ("会议", 3)]
)
def test_after_a_finished_sentence_nothing_is_said(left: str, parts: int) -> None:
    found = {part.feature.split(",")[0].split("=")[0] for part in neighbours(left, "代表们认为", shipped(), 0)}
    assert found == ({"together", "ends", "starts"} if parts else set())
