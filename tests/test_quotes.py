"""Quotation marks and brackets: partners, directions, straight ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.detectors.enclosures import enclosures, unmatched
from cnlint.detectors.logical import running
from cnlint.document import Document
from cnlint.lookalikes import QUOTES
from cnlint.structure.model import Role
from cnlint.structure.snapshot import Snapshot
from rulebench import findings, fixed, fixing, found
from texts import file_texts

SEEDS = Path(__file__).parents[1] / "seeds"

BALANCED = [
    "“一‘二’三”（四《五》六）「七『八』九」",
    "高通(Qualcomm）与（东芝)",
    "要求：1）完善；2）强化；a) 公开；三）落实",
    "（包括：1）完善；2）强化）",
    "比分（5：2），（见图 2）",
    "Don’t、’98年、Rock ’n’ Roll、孔賢傑’Avia",
    "‘T+0’交易和‘从P2P’说起",
    "收到：）好的；）",
    "「安平港特色遊戲場｣",
    "",
]
ALONE = [
    ("“一‘二”三", "‘"),
    ("一”二“三", "”“"),
    ("（一）二）三", "）"),
    ("《一〉二", "《〉"),
    ("“一（二”三四五）", "（）"),
    ("说：“好", "“"),
]


@pytest.mark.parametrize("text", BALANCED)
def test_marks_with_their_partners(text: str) -> None:
    assert unmatched(enclosures(text)) == []


@pytest.mark.parametrize(("text", "marks"), ALONE)
def test_marks_alone(text: str, marks: str) -> None:
    assert "".join(mark.mark for mark in unmatched(enclosures(text))) == marks


@given(st.text("“”‘’（）()《》一2A", max_size=30))
def test_what_is_closed_properly_changes_nothing(text: str) -> None:
    marks = list(enclosures(text))
    alone = unmatched(marks)
    assert set(alone) <= set(marks)
    assert alone == sorted(alone)
    # A pair around everything leaves the same marks alone.
    around = unmatched(enclosures(f"「\n{text}\n」"))
    assert [mark.mark for mark in around] == [mark.mark for mark in alone]


def test_the_seeds_have_one_quotation_without_end() -> None:
    for path in SEEDS.glob("*.txt"):
        document = Document(path.read_bytes().decode("utf-8"))
        places = [document.position(finding.start).line for finding in findings(document.text, "PUN003")]
        assert places == ([57] if path.name.startswith("003") else [])


SPEECH = (
    "他在会上说：“第一，要把思想统一起来，把各方面的力量凝聚起来。\n\n"
    "“第二，要把责任落实到人，把各项任务分解到岗位。\n\n"
    "“第三，要把工作成效交给群众评判，让群众满意。”\n\n"
    "会议由市长主持，各部门负责人参加会议并作了发言。\n"
)


@pytest.mark.parametrize(
    "text",
    [
        SPEECH,
        SPEECH.replace("“第二", "第二").replace("“第三", "第三"),
        SPEECH.replace("“", "「").replace("”", "」"),
    ],
)
def test_a_quotation_over_paragraphs_is_no_defect(text: str) -> None:
    assert found(text, "PUN003") == []


def test_a_speech_that_nobody_ends() -> None:
    text = SPEECH.replace("满意。”", "满意。")
    assert found(text, "PUN003") == ["“", "“", "“"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "市民参观新馆，现场秩序井然，气氛十分热烈。\n\n（图片由市文旅局提供\n",
            "市民参观新馆，现场秩序井然，气氛十分热烈。\n\n（图片由市文旅局提供）\n",
        ),
        (
            "街道推出“小物件”撬动大治理，成效明显。\n\n如今，“小物件撬动了更多人参与进来，越来越好。\n",
            "街道推出“小物件”撬动大治理，成效明显。\n\n如今，“小物件”撬动了更多人参与进来，越来越好。\n",
        ),
    ],
)  # fmt: skip
def test_one_place_is_proven(text: str, wanted: str) -> None:
    assert fixed(text, "PUN003") == text  # shown, not made
    assert fixed(text, "PUN003", unsafe=True) == wanted


def test_no_place_is_proven() -> None:
    for text in (
        "大陆村是“警村融合共治首个试点。警务室设立后，各方力量联系更加紧密。",
        "（据新华社电。记者从现场了解到，救援工作正在进行",
        "他们说“小物件”，也说“小物件撬动”，还说“小物件撬动了大治理，成效十分明显。",
    ):
        (finding,) = findings(text, "PUN003")
        assert finding.fix is None, text


def test_a_logical_paragraph_reads_on_and_knows_its_places() -> None:
    text = next(SEEDS.glob("003_*.txt")).read_bytes().decode("utf-8")
    snapshot = Snapshot(Document(text))
    seen = 0
    for paragraph in running(snapshot):
        assert all(text[paragraph.place(index)] == char for index, char in enumerate(paragraph.text))
        seen += len(paragraph.starts) > 1 and paragraph.role is Role.BODY
    assert seen


LONG = "公司内部信要求员工{}，迎接黎明，相信最困难的时候终将过去。"


@pytest.mark.parametrize(
    "text",
    [
        LONG.format("“坚定信念”"),
        '他在文中引用了一句：He said "yes" and left. 全文到此为止，不再赘述，读者可自行判断。',
        "甲方代表说：“‘红楼梦’我读过三遍。”大家都笑了，气氛十分融洽，双方相谈甚欢。",
        "rock 'n' roll和it's都是英语里的写法，读者朋友们不必大惊小怪，本报照登不误。",
    ],
)
def test_quotes_that_stay(text: str) -> None:
    assert found(text, "PUN004") == []


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ('"坚定信念"', "“坚定信念”"),
        ('"坚定信念"，"坚守岗位"', "“坚定信念”，“坚守岗位”"),
        ('"坚定信念”', "“坚定信念”"),
        ('“坚定信念"', "“坚定信念”"),
        ("＂坚定信念＂", "“坚定信念”"),
        ('"OK"', "“OK”"),
        ("“坚定信念“", "“坚定信念”"),
    ],
)
def test_quotes_with_one_reading(inside: str, wanted: str) -> None:
    assert fixed(LONG.format(inside), "PUN004") == LONG.format(wanted)


@pytest.mark.parametrize(
    "inside",
    ['"坚定信念', '坚定信念"', '15"屏幕和17"屏幕', '"，"坚定信念"', '"坚定"信念"'],
)
def test_quotes_with_more_readings_are_only_shown(inside: str) -> None:
    text = LONG.format(inside)
    assert found(text, "PUN004") != []
    assert fixed(text, "PUN004", unsafe=True) == text


HEADED = '企业回应"停产"传闻\n\n沈立民 周晓芸\n\n' + LONG + "\n"


def test_headlines_set_straight_marks_on_purpose() -> None:
    assert found(HEADED.format("“坚定信念”"), "PUN004") == []


def test_headlines_are_not_mended_unasked() -> None:
    text = HEADED.format('"坚定信念"')
    assert fixed(text, "PUN004") == HEADED.format("“坚定信念”")
    assert fixed(text, "PUN004", unsafe=True).startswith("企业回应“停产”传闻\n")


def test_traditional_print_has_its_own_marks() -> None:
    text = '這次展覽以「海」為題，策展人強調"看見台灣"的初衷，盼更多民眾走進展場，感受海洋文化。'
    assert fixed(text, "PUN004") == text.replace('"看見台灣"', "「看見台灣」")


@given(file_texts)
@settings(max_examples=200, deadline=None)
def test_only_quotes_change_and_only_once(text: str) -> None:
    result = fixing(text, "PUN004")
    assert result.troubles == ()
    for old, new in zip(text, result.document.text, strict=True):
        assert old == new or {old, new} <= QUOTES
    assert fixing(result.document.text, "PUN004").applied == ()
