"""Loops, repeats and near copies, and what is rightly said again."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cnlint.detectors.loops import Loop, loops
from rulebench import findings, fixed, found
from texts import texts

SAID_AGAIN = [
    "哈哈哈哈哈哈哈哈",
    "加油！加油！加油！",
    "一二三四五，上山打老虎；一二三四五，上山打老虎。",
    "————————————————",
    "0000000000000000000",
    "- - - - - - - - - - - - -",
    "我们要阻断并处理，阻断并处理，阻断并处理，阻断并处理。",
    "雨\u0488" * 10,
    "",
]


@pytest.mark.parametrize("text", SAID_AGAIN)
def test_what_people_say_again(text: str) -> None:
    assert found(text, "DUP004") == []


@given(
    st.text("甲乙丙丁戊己庚辛，", min_size=8, max_size=200).filter(lambda unit: len(set(unit)) > 7), st.integers(3, 9)
)
@example("丙乙丁辛辛庚戊丙乙己甲辛辛庚戊", 3)  # says something twice: 辛辛庚戊丙乙
def test_a_loop_of_any_period_is_found_whole(unit: str, copies: int) -> None:
    text = "开头" + unit * copies + "。结尾"
    spans = [(loop.start, loop.end) for loop in loops(text, 200) if loop.end - loop.start >= 3 * loop.period]
    assert any(start <= 2 + len(unit) and end >= 2 + len(unit) * (copies - 1) for start, end in spans)


@given(st.text("甲乙，", max_size=80))
def test_what_is_called_a_loop_is_one(text: str) -> None:
    for loop in loops(text, 20):
        stretch = text[loop.start : loop.end]
        assert loop.copies >= 3
        assert all(char == stretch[at % loop.period] for at, char in enumerate(stretch))


def test_units_longer_than_allowed_are_no_loops() -> None:
    assert list(loops("永宁镇修好三座老桥。" * 4, 9)) == []
    assert list(loops("永宁镇修好三座老桥。" * 4, 10)) == [Loop(0, 40, 10)]


@pytest.mark.parametrize("copies", [3, 4, 40])
def test_one_copy_stays(copies: int) -> None:
    text = "今天，" + "永宁镇修好三座老桥，" * copies + "市民称便。"
    assert fixed(text, "DUP004", unsafe=True) == "今天，永宁镇修好三座老桥，市民称便。"
    assert fixed(text, "DUP004") == text


def test_lines_that_loop() -> None:
    text = "开头。\n" + "永宁镇修好三座老桥。\n" * 5 + "结尾。\n"
    assert fixed(text, "DUP004", unsafe=True) == "开头。\n永宁镇修好三座老桥。\n结尾。\n"


HEAD = "永宁镇修好三座老桥\n\n方宁 吴越\n\n县里还将修缮十二处古井和戏台，明年春天开工，工期两年。\n\n"
FIRST = "今年永宁镇修好了三座老桥，沿河的步道同时开放，市民可以一路走到城南，再坐船回到城北的码头，来回不过一个时辰。"
OTHER = "镇上的老人说，小时候过河只能坐渡船，一天也只有两班，如今桥修好了，上街赶集、看戏走亲都方便得多，再不用等了。"


def test_a_second_reading_of_a_paragraph() -> None:
    text = HEAD + "\n\n".join([FIRST, OTHER, FIRST.replace("道", "遒")]) + "\n"
    (finding,) = findings(text, "DUP003")
    assert finding.start == text.rindex("今年")
    assert finding.fix is None


@pytest.mark.parametrize("paragraphs", [[FIRST, OTHER], [FIRST[:30] + "。", OTHER, FIRST]])
def test_paragraphs_that_are_not_alike(paragraphs: list[str]) -> None:
    assert found(HEAD + "\n\n".join(paragraphs) + "\n", "DUP003") == []


@given(texts)
def test_no_text_crashes(text: str) -> None:
    findings(text, "DUP003 DUP004 QLT004 QLT005 QLT006 ORD001 ORD002 PAR005 PAR006")
