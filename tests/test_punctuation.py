"""Widths of marks, marks that stand twice."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from cnlint.characters import FULL_WIDTH
from cnlint.detectors.sides import Kind, left_of, right_of
from rulebench import findings, fixed, fixing, found
from texts import file_texts

SEEDS = Path(__file__).parents[1] / "seeds"
HALF = frozenset(FULL_WIDTH)

STAY = [
    # figures, scores, times, money, ratios
    "成功率99.51%，比分3:2，8:30开始，共12,000元，占比1:1.5。",
    "股票ZTE(00763.HK)跌0.11,0.33两档。",
    "在2,038,000股H股中，约占0.049%。",
    # addresses, versions, abbreviations
    "请访问http://www.example.com/?id=3,4;x=1!或致信a.b@example.com咨询。",
    "详见Fig. 1、No.1和v2.4.1，J.K.罗琳、乔治·W.布什、A.I.芯片。",
    "“1+12+N”矩阵与AT&T;、S&P;等代码。",
    # foreign phrases and glosses
    "世贸组织（World Trade Organization,简称WTO）和（Fund,简称IMF）。",
    "他引用了“To be, or not to be: that is the question!”一句。",
    "Acacia(ACIA.O)及Oclaro（OCLR.O）股价下跌。",
    "Yahoo!奇摩与Yahoo!中国。",
    # names whose dot or joint a decoder lost
    "路易斯.亨利.摩尔根与勒布朗?詹姆斯、莉莲?格特鲁德会面。",
    "采用英特尔? 迅驰? 移动计算技术。",
    "牡丹画家于非?、陈之佛。",
    # numbers of items, brackets alone, emoticons
    "1,总则\n2:分则\n（3,附则）",
    "1)完善制度\n2)强化监督",
    "收到:)谢谢(^_^)",
    "只有半个括号)在这里",
    # points that may be anything
    "二.动力性能对比",
    "爱国.创新.包容.厚德",
    "他来自中国.杭州，今年三十岁，从事教育工作已有十年之久。",
    # nothing to the left or right that is Chinese
    "OK, fine.\n\n(05-10 09:15)",
    "",
    ",",
]
CHANGE = [
    ("千万大关,城市治理面临挑战。", "千万大关，城市治理面临挑战。"),
    ("今年,2024年,我们,GDP,你们。", "今年，2024年，我们，GDP，你们。"),
    ("增长60%,同比上升;下降8℃,2024年回升。", "增长60%，同比上升；下降8℃，2024年回升。"),
    ("他说:“好!”她问:“真的?”", "他说：“好！”她问：“真的？”"),
    ("太好了!!真的吗?!", "太好了！！真的吗？！"),
    ("“加减乘除”,《日报》,（注）,都在此列。", "“加减乘除”，《日报》，（注），都在此列。"),
    ("她问你要去哪里?他说不去。", "她问你要去哪里？他说不去。"),
    ("警村(社)融合,议事员(三名)到场。", "警村（社）融合，议事员（三名）到场。"),
    ("高通(Qualcomm）和东芝(Toshiba)参展。", "高通（Qualcomm）和东芝（Toshiba）参展。"),
    ("於今(15)日起，本(114)年度", "於今（15）日起，本（114）年度"),
    ("专线:06-6331269，时间:16:30", "专线：06-6331269，时间：16:30"),
    ("前往城市 ,探索这个国家, 欢迎您。", "前往城市 ，探索这个国家， 欢迎您。"),
    ("第一行末尾是逗号,\n第二行接着写。", "第一行末尾是逗号，\n第二行接着写。"),
    ("新技术入选成果;8项新产品通过鉴定", "新技术入选成果；8项新产品通过鉴定"),
]


@pytest.mark.parametrize("text", STAY)
def test_marks_that_stay(text: str) -> None:
    assert found(text, "PUN001") == []


@pytest.mark.parametrize(("text", "wanted"), CHANGE)
def test_marks_that_change(text: str, wanted: str) -> None:
    assert fixed(text, "PUN001") == wanted


def test_all_marks_of_the_seed_change_and_no_figure_does() -> None:
    text = next(SEEDS.glob("003_*.txt")).read_bytes().decode("utf-8")
    result = fixing(text, "PUN001")
    edits = [edit for edits in result.rounds for edit in edits]
    assert len(edits) == 258
    assert all(FULL_WIDTH[edit.old] == edit.new for edit in edits)
    assert [char for char in result.document.text if char in HALF] == ["."]
    assert "58.8%" in result.document.text


def test_clean_print_is_left_alone() -> None:
    text = next(SEEDS.glob("000_*.txt")).read_bytes().decode("utf-8")
    assert findings(text, "PUN001 PUN002 PUN005") == ()


def test_brackets_change_together_or_not_at_all() -> None:
    (finding,) = findings("各村(社)设点。", "PUN001")
    assert finding.fix is not None
    assert [(edit.old, edit.new) for edit in finding.fix.edits] == [("(", "（"), (")", "）")]


def test_points_become_stops_where_the_document_has_no_others() -> None:
    long = "街道全面推行网格化管理，把服务送到居民家门口"
    assert fixed(f"{long}.居民纷纷点赞.", "PUN001") == f"{long}。居民纷纷点赞。"
    assert found(f"{long}.居民纷纷点赞。", "PUN001") == []
    name = f"{long}，作家路易斯.摩尔根说."
    assert fixed(name, "PUN001") == name[:-1] + "。"


@given(file_texts)
@settings(max_examples=300)
def test_only_widths_change_and_only_once(text: str) -> None:
    result = fixing(text, "PUN001")
    assert result.troubles == ()
    assert len(result.document.text) == len(text)
    for old, new in zip(text, result.document.text, strict=True):
        assert old == new or FULL_WIDTH[old] == new
    assert findings(result.document.text, "PUN001") == ()


@pytest.mark.parametrize(
    ("text", "kind", "char"),
    [
        ("字,", Kind.HAN, "字"), ("字” ,", Kind.HAN, "字"), ("A”),", Kind.LATIN, "A"), ("60%,", Kind.FIGURE, "%"),
        ("\n,", Kind.EDGE, "\n"), (",", Kind.EDGE, ""), ("é,", Kind.LATIN, "é"), ("=,", Kind.OTHER, "="),
    ],
)  # fmt: skip
def test_what_stands_before_a_mark(text: str, kind: Kind, char: str) -> None:
    side = left_of(text, text.index(","))
    assert (side.kind, side.char) == (kind, char)


def test_what_stands_after_a_mark() -> None:
    assert right_of(",“甲", 1) == (Kind.HAN, "甲", 0)
    assert right_of(",  9", 1) == (Kind.FIGURE, "9", 2)
    assert right_of(", \n字", 1).kind is Kind.EDGE


@pytest.mark.parametrize(
    "text",
    [
        "全是全角，一个半角也没有，比分3:2不算，12,000也不算。",
        "全是半角,没有全角,都是半角,一致得很",
        "只有一处半角,其余都是全角，都是全角，都是全角，都是全角，都是全角。",
    ],
)
def test_one_width_is_no_mixture(text: str) -> None:
    assert found(text, "PUN002") == []


def test_a_mixture_is_told_once_at_its_worst_mark() -> None:
    (finding,) = findings("甲说,乙说，丙说,丁说，戊(己)说:庚说：辛说。", "PUN002")
    assert (finding.start, finding.end) == (2, 3)
    assert "2" in finding.message
    assert finding.fix is None


@pytest.mark.parametrize(
    "text",
    [
        "真的？！",
        "太好了！！！",
        "他想了想。。。",
        "沉默。。。。。。",
        "好……。",
        "“走。”，“留。”",
        "甲，\n，乙",
        "1,,2;;3",
    ],
)
def test_marks_that_may_stand_together(text: str) -> None:
    assert found(text, "PUN005") == []


@pytest.mark.parametrize(
    ("text", "safe", "unsafe"),
    [
        ("通行。。市民，，出行、、更；；好", "通行。市民，出行、更；好", "通行。市民，出行、更；好"),
        ("市民，。大家", "市民，。大家", "市民。大家"),
        ("市民。，大家", "市民。，大家", "市民。大家"),
        ("逝世！；历史", "逝世！；历史", "逝世！历史"),
        ("苹果、、、梨", "苹果、、、梨", "苹果、梨"),
        ("服务：：内涵", "服务：：内涵", "服务：内涵"),
        ("谁？。走", "谁？。走", "谁？走"),
    ],
)
def test_marks_that_may_not(text: str, safe: str, unsafe: str) -> None:
    assert fixed(text, "PUN005") == safe
    assert fixed(text, "PUN005", unsafe=True) == unsafe


ALL = "PUN001 PUN003 PUN004 PUN005 CHR001 CHR002 CHR003 CHR004 CHR005 CHR008 LEX001 FMT001 FMT002 FMT003 FMT004"


@given(file_texts)
@settings(max_examples=200, deadline=None)
def test_all_rules_of_characters_and_marks_come_to_rest_together(text: str) -> None:
    result = fixing(text, ALL)
    assert result.troubles == ()
    assert fixing(result.document.text, ALL).applied == ()


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_all_together_change_nothing_in_the_seeds_but_widths_and_ends(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    after = fixed(text, ALL)
    assert after.strip("\n") == "".join(FULL_WIDTH.get(char, char) if char != "." else char for char in text).strip(
        "\n"
    )
