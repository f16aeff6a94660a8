"""How halves of a cut text are put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.characters import is_space
from cnlint.structure.joining import glue, joined, one_line

DIRECTLY = [
    ("塘栖镇组", "织线专门为学员们建立档案"),
    ("来自各单位的13名9", "0后干部"),
    ("化解成功率99.", "51%"),
    ("今年检测PM", "2.5浓度"),
    ("全市已有5", "G基站两万座"),
    ("形成“1+12+", "N”家事服务矩阵"),
    ("市民拨打8631", "2338咨询"),
    ("航班全部为A", "320机型"),
    ("访问www.example", ".com报名"),
    ("邮箱为news@", "example.com"),
    ("新冠（COVID-", "19）疫情"),
    ("a long-", "term plan"),
    ("全区推广Ａ", "Ｐ办事"),
    ("据新华社电，", "记者了解到"),
    ("发言人说“", "We do”"),
    ("가나", "다라"),
]
WITH_A_BLANK = [
    ("the University of", "California"),
    ("主题曲为Hand in", "Hand"),
    ("the match ended.", "Then it rained"),
    ("founded in Paris in", "1924 by"),
    ("在2024", "World Games期间"),
    ("Москва", "река"),
    ("(photo by Chen)", "for the Daily"),
]


@pytest.mark.parametrize(("left", "right"), DIRECTLY)
def test_halves_that_meet_directly(left: str, right: str) -> None:
    assert glue(left, right) == ""


@pytest.mark.parametrize(("left", "right"), WITH_A_BLANK)
def test_halves_that_keep_a_blank(left: str, right: str) -> None:
    assert glue(left, right) == " "


@pytest.mark.parametrize(
    ("halves", "text"), [((), ""), (("", "甲"), "甲"), (("甲", ""), "甲"), (("甲", "乙", "丙"), "甲乙丙")]
)
def test_any_number_of_halves(halves: tuple[str, ...], text: str) -> None:
    assert joined(halves) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一间警务室 打造便民利民“暖心站”", "一间警务室 打造便民利民“暖心站”"),
        ("甲\t乙　丙", "甲\t乙　丙"),
        ("换页\f之后", "换页之后"),
        ("换行 \u2028之后\u2029再换", "换行之后再换"),
        ("New\fYork", "New York"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.lists(st.text()))
def test_joining_adds_and_takes_nothing_but_blanks(halves: list[str]) -> None:
    def inked(text: str) -> str:
        return "".join(char for char in text if not is_space(char))

    assert inked(joined(halves)) == inked("".join(halves))
    assert inked(one_line("".join(halves))) == inked("".join(halves))
