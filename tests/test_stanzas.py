"""Verse told by its form: prose first, of whatever layout, then poems; what a poem's line ends say of layout."""

import pytest

from cnlint.document import Document
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Layout, Role
from cnlint.structure.pieces import cut, layout_of
from cnlint.structure.stanzas import broken_on_purpose, verse

PROSE = {
    "two short paragraphs": "他来了。\n她走了。",
    "dialogue": "“你来了？”\n“来了。”\n“坐吧。”",
    "a paragraph cut after a comma": "会议要求各县区切实加强组织领导，\n落实防汛责任，确保安全度汛。",
    "a pair of short clauses, the second one longer": "天气晴好，\n市民纷纷外出踏青。",
    "a heading over a paragraph": "春耕正当时\n昨日上午，全市春耕生产现场会在白沙镇召开。",
    "names": "张建国 李红梅\n王小明 赵一鸣",
    "nothing": "",
}
COLUMN = {
    "a column whose clauses are alike by chance": "的惊人言论以外，其它很多解读与\n爆料都很有意义。不过我依然想对",
    "one line in three ends in a mark": "会议要求各县区，\n加强组织领导落实\n防汛责任，确保安\n全度汛。会后检查。",
    "lines of a narrow column without marks": "会议要求各县区切\n实加强组织领导落\n实防汛责任确保安\n全度汛和稳定生产",
}
POEMS = {
    "seven characters a line": "胜日寻芳泗水滨，\n无边光景一时新。\n等闲识得东风面，\n万紫千红总是春。",
    "two clauses a line": "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。",
    "four characters": "关关雎鸠，在河之洲。\n窈窕淑女，君子好逑。",
    "traditional, in quotation marks": "「勸君更盡一杯酒，\n西出陽關無故人。」",
    "the engine lost a mark": "白日依山尽\n黄河入海流。\n欲穷千里目，\n更上一层楼。",
    "ci, lines of unlike lengths": "明月几时有？\n把酒问青天。\n我欲乘风归去，\n又恐琼楼玉宇，高处不胜寒。",
    "free verse with marks": "在那遥远的小山村，\n有一条清清的小河，\n流过妈妈的门前。",
    "lines that end in semicolons": "春天，他在田里；\n夏天，他在坝上；\n秋天，\n他在谷场。",
}


@pytest.mark.parametrize("layout", [Layout.BLOCKS, Layout.LINES, Layout.WRAPPED])
@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_is_no_verse(text: str, layout: Layout) -> None:
    assert not verse(cut(Document(text)), layout)


@pytest.mark.parametrize("text", COLUMN.values(), ids=COLUMN)
def test_a_column_of_print_is_no_verse(text: str) -> None:
    assert not verse(cut(Document(text)), Layout.WRAPPED)


@pytest.mark.parametrize("parted", ["\n", "\n\n"], ids=["lines", "blocks"])
@pytest.mark.parametrize("text", POEMS.values(), ids=POEMS)
def test_every_line_of_a_poem_is_verse(text: str, parted: str) -> None:
    pieces = cut(Document(text.replace("\n", parted)))
    assert verse(pieces, Layout.BLOCKS) == set(range(len(pieces)))


@pytest.mark.parametrize("name", ["seven characters a line", "two clauses a line", "four characters"])
def test_regulated_verse_is_told_in_a_column_too(name: str) -> None:
    pieces = cut(Document(POEMS[name]))
    assert verse(pieces, Layout.WRAPPED) == set(range(len(pieces)))


LYRICS = "你是春天的第一缕阳光\n照亮我前行的路\n你是夏夜的那一颗星\n陪伴我走过风雨"


def test_lines_without_marks_are_verse_only_for_the_layout() -> None:
    pieces = cut(Document(LYRICS))
    assert broken_on_purpose(pieces) == set(range(4))
    assert not verse(pieces, Layout.BLOCKS)


BEFORE = "　　昨日上午，我市举行春季诗会，来自各县的三百多名诗词爱好者参加了活动，现场气氛十分热烈。"
AFTER = "　　活动由市文联主办，已连续举办了十二届，成为当地的一张文化名片，吸引了越来越多的市民参与其中。"


WHOLE = {name: poem for name, poem in POEMS.items() if "lost" not in name} | {"lyrics": LYRICS}


@pytest.mark.parametrize("poem", WHOLE.values(), ids=WHOLE)
def test_a_poem_does_not_make_a_page_hard_wrapped(poem: str) -> None:
    text = "\n".join(("春季诗会昨日举行", BEFORE, poem, BEFORE[:-1] + "，深受好评。", AFTER))
    assert layout_of(cut(Document(text))) is not Layout.WRAPPED


@pytest.mark.parametrize("parted", ["\n", "\n\n"], ids=["lines", "blocks"])
@pytest.mark.parametrize("poem", POEMS.values(), ids=POEMS)
def test_no_line_of_a_poem_is_joined(poem: str, parted: str) -> None:
    structure = analyse(Document("\n\n".join(("春季诗会昨日举行", BEFORE, poem.replace("\n", parted), AFTER))))
    assert not structure.seams
    assert structure.roles.count(Role.VERSE) == poem.count("\n") + 1
