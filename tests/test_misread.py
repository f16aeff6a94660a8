"""Marks and figures that OCR reads as others, and the same characters where they belong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.findings import Safety
from rulebench import findings, fixed, found
from texts import texts

HEAD = "永宁镇修好三座老桥\n\n方宁 吴越\n\n"
TAIL = "\n\n县里还将修缮十二处古井和戏台，明年春天开工，工期预计为两年。"

RIGHT_POINTS = [
    "老匠人约翰·米勒先生和居里夫人一同来到了现场。",
    "这位名叫阿卜杜拉·阿扎姆的老匠人已经八十岁了。",
    "那位老匠人名叫汤姆·汉克森（Tom Hankson），今年七十岁。",
    "他最喜欢读的一篇古文是《汉书·艺文志》，读了几十年。",
    "这一次镇里举办的活动名为“西湖春晓·风荷雅集”，观者如云。",
    "今年的3·15晚会上镇里的产品得了奖，大家都很高兴。",
    "来到修缮一新的永宁老街·城南码头，又到永宁老街·城北码头。",
]
RIGHT_ONES = [
    "这是全县唯一一座廊桥", "困难一一化解", "统一一套标准", "三人之一一定会来", "来自各村的代表一一发言",
    "二〇一一年", "时间—金钱的关系", "在论坛—一起走过的日子", "之一—老周", "二0一0年",
]  # fmt: skip
RIGHT_COLONS = [
    "周师傅对前来采访的记者大声地说：但愿如此，别无他求。",
    "记者问：而今年呢？",
    "三位获奖者的名次同时：公布时间另行通知。他说，此外：一事无成。",
    "镇里今年要办三件大事：修桥、铺路、挖井，一件也不能少。",
]


@pytest.mark.parametrize("text", [*RIGHT_POINTS, *RIGHT_COLONS])
def test_marks_that_are_right_in_a_body(text: str) -> None:
    assert found(HEAD + text + TAIL, "PUN007") == []


@pytest.mark.parametrize("text", [*RIGHT_ONES, "主字头上一丶", "“丶”这一笔叫点", "丶"])
def test_ones_and_strokes_that_are_right(text: str) -> None:
    assert found(text, "PUN007") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("三座老桥终于全部通车·此外，步道也开放了。", "三座老桥终于全部通车。此外，步道也开放了。"),
        (
            "村民们说：“盼了许多年，三座老桥终于全部通车·”大家都笑了起来。",
            "村民们说：“盼了许多年，三座老桥终于全部通车。”大家都笑了起来。",
        ),
        ("这座桥原先归镇里来管·从而省了许多事。", "这座桥原先归镇里来管，从而省了许多事。"),
        (
            "桥修好了。与此同时：镇里又修了路。目前：两条路都通了。",
            "桥修好了。与此同时，镇里又修了路。目前，两条路都通了。",
        ),
    ],
)
def test_points_that_the_next_word_decides(text: str, wanted: str) -> None:
    assert fixed(HEAD + text + TAIL, "PUN007", unsafe=True) == HEAD + wanted + TAIL
    assert fixed(HEAD + text + TAIL, "PUN007") == HEAD + text + TAIL


def test_a_point_that_nothing_decides_is_told_and_left() -> None:
    text = HEAD + "三座老桥终于全部通车·老街的店铺也都开了门，热闹极了。" + TAIL
    (finding,) = findings(text, "PUN007")
    assert text[finding.start] == "·"
    assert finding.fix is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019年1一11月", "2019年1—11月"),
        ("占10%一20%", "占10%—20%"),
        ("桥、路丶渠", "桥、路、渠"),
        ("《运河志》一一《水工卷》", "《运河志》——《水工卷》"),
        ("新的标准—一预计明年实行", "新的标准——预计明年实行"),
        ("我们说现在一一现在的日子", "我们说现在——现在的日子"),
    ],
)
def test_strokes_and_dashes(text: str, wanted: str) -> None:
    assert fixed(text, "PUN007", unsafe=True) == wanted


PRINTED = [
    "他想了想……走了。", "答案——没有。", "3-2", "0571-87654321", "v1.2...", "目录........12", "-- 说明",
    "--县里来人了。", "750--850米", "2019—2020年", "局…等，厅…等", "Wait... what?", "------", "A--B", "。。", "他……。",
    "…………",
]  # fmt: skip


@pytest.mark.parametrize("text", PRINTED)
def test_points_and_strokes_that_are_right(text: str) -> None:
    assert found(text, "PUN006") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("大家笑着...走了", "大家笑着……走了"),
        ("大家笑着......", "大家笑着……"),
        ("大家笑着。。。走了", "大家笑着……走了"),
        ("大家笑着···走了", "大家笑着……走了"),
        ("大家笑着…·走了", "大家笑着……走了"),
        ("大家笑着⋯⋯走了", "大家笑着……走了"),
        ("等等…走了……", "等等……走了……"),
        ("一句话--我不走", "一句话——我不走"),
        ("一句话－－我不走", "一句话——我不走"),
        ("一座桥──永宁桥", "一座桥——永宁桥"),
        ("一座桥――永宁桥", "一座桥——永宁桥"),
        ("一座桥—-永宁桥", "一座桥——永宁桥"),
    ],
)
def test_points_and_strokes_in_pieces(text: str, wanted: str) -> None:
    assert fixed(text, "PUN006", unsafe=True) == wanted
    assert fixed(text, "PUN006") == text


NUMBERS = [
    "5l", "10l", "H2O", "CO2", "O2", "iPhone", "Q10", "A1O", "AO1234", "lo0@a.com", "B1O-2", "1O-3", "3.5", "OOO", "Il",
    "二〇一八年", "一九零零年", "甲○乙○", "三○一医院", "二○年代", "O型", "2018年", "2..OA2年", "2.Oa年", "2.",
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_letters_and_circles_that_are_right(text: str) -> None:
    assert found(text, "NUM002") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2O18年", "2018年"), ("l2月", "12月"), ("1O0公里", "100公里"), ("共2O人", "共20人"), ("3.O%", "3.0%"),
        ("20l8年", "2018年"), ("二○一八年", "二〇一八年"), ("二00九年", "二〇〇九年"), ("二O一O年", "二〇一〇年"),
    ],
)  # fmt: skip
def test_letters_and_circles_in_numbers(text: str, wanted: str) -> None:
    (finding,) = findings(text, "NUM002")
    assert finding.fix is not None and finding.fix.safety is Safety.UNSAFE
    assert fixed(text, "NUM002", unsafe=True) == wanted


WIDE = [("２０２４年", "2024年"), ("３．５％", "3.5%"), ("ＡＰＥＣ会议", "APEC会议"), ("Ｆ－１６", "F-16")]


@pytest.mark.parametrize(("text", "wanted"), WIDE)
def test_full_width_figures(text: str, wanted: str) -> None:
    assert fixed(text, "CHR006", unsafe=True) == wanted
    assert fixed(text, "CHR006") == text


@pytest.mark.parametrize("text", ["2024年", "，。！", "（一）", "～"])
def test_what_is_no_full_width_figure(text: str) -> None:
    assert found(text, "CHR006") == []


@given(st.text("一—·。：丶…-.O0l12二○年月桥路“”《》\n ", max_size=16) | texts)
def test_a_second_repair_finds_nothing_of_the_first(text: str) -> None:
    once = fixed(text, "PUN006 NUM002 CHR006", unsafe=True)
    assert fixed(once, "PUN006 NUM002 CHR006", unsafe=True) == once


@given(st.text("0123456789OolI.年月○O二 ", max_size=14))
def test_no_run_of_figures_and_letters_crashes(text: str) -> None:
    for finding in findings(text, "NUM002"):
        assert finding.fix is not None


@given(st.text("一—·。：丶但桥路年月12%“”《》\n ", max_size=16))
def test_no_text_is_too_short_for_misread_marks(text: str) -> None:
    for finding in findings(text, "PUN007"):
        assert finding.start < finding.end
