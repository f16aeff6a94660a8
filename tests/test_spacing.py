"""Blank lines that part nothing: what is left alone first."""

import pytest

from cnlint.document import Document
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Layout
from cnlint.structure.pieces import cut
from cnlint.structure.reading import reading
from cnlint.structure.spacing import closed_by, closed_up, spacing_of
from rulebench import fixed

PARAGRAPHS = (
    "本报讯 昨日上午，全市春耕生产现场会在白沙镇召开，各县区负责人、农业专家、种粮大户代表共一百二十余人参加会议。"
    "与会人员先后察看了白沙镇的育秧工厂、农机合作社和高标准农田，听取了种粮大户的经验介绍。",
    "会议指出，今年开春以来气温回升快，雨水充足，对春耕生产十分有利。各地要抢抓农时，做好种子、化肥、农药的调运供应，"
    "确保不误农时、不荒一亩田。农业部门要组织技术人员到田间地头，帮助农民解决生产中的实际困难，推广良种良法。",
    "会议要求，各县区要把责任落实到村、到户、到田块，每十天通报一次进度，对工作不力的要及时约谈。市财政今年安排专项资金"
    "两千四百万元，重点支持育秧设施建设和农机购置，让每一亩地都种出好收成，让种粮的农民有账算、有钱赚。",
)
WIDTH = 15


def printed(parted: str) -> str:
    """The paragraphs as lines of a column, indented, the lines parted so."""
    texts = ["\u3000\u3000" + text for text in PARAGRAPHS]
    return parted.join(text[at : at + WIDTH] for text in texts for at in range(0, len(text), WIDTH)) + "\n"


VERSES = ["春天的风吹过小小的村庄，", "我在田埂上等你回来啊。", "油菜花开了一片又一片呢，", "你的信还在路上走着吗？"]
POEM = "\n\n".join(VERSES * 6) + "\n"
LEFT = {
    "printed lines without blank lines": printed("\n"),
    "paragraphs": "\n\n".join(PARAGRAPHS * 8) + "\n",
    "few lines": "\n\n".join(printed("\n").splitlines()[:10]),
    "short sentences": "\n\n".join(["他昨天到城里去了一趟。", "母亲在家里等他回来。"] * 12),
    "nothing": "",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_other_texts_are_set_as_they_are(text: str) -> None:
    pieces = cut(Document(text))
    assert spacing_of(pieces) == 0
    assert closed_up(pieces, 0) == pieces


def test_lines_that_are_set_apart_are_lines_of_one_block() -> None:
    pieces = cut(Document(printed("\n\n")))
    assert spacing_of(pieces) == 1
    counted = closed_up(pieces, 1)
    assert {piece.block for piece in counted} == {0}
    assert [piece._replace(block=0, blank_before=0) for piece in counted] == [
        piece._replace(block=0, blank_before=0) for piece in pieces
    ]
    assert closed_by(counted) == 1
    assert closed_by(pieces) == 0


def test_wider_gaps_part_blocks() -> None:
    pieces = closed_up(cut(Document(printed("\n\n") + "\n\n" + printed("\n\n"))), 1)
    assert {piece.block for piece in pieces} == {0, 1}


@pytest.mark.parametrize("blanks", [2, 3])
def test_paragraphs_far_apart_are_read_as_paragraphs_with_one_blank_line_between(blanks: int) -> None:
    near, far = ("\n".join(("春耕现场会召开", *PARAGRAPHS)).replace("\n", "\n" * (size + 1)) for size in (1, blanks))
    assert spacing_of(cut(Document(far))) == blanks - 1
    known = [piece._replace(line=0, start=0, end=0) for piece in analyse(Document(near)).pieces]
    assert [piece._replace(line=0, start=0, end=0) for piece in analyse(Document(far)).pieces] == known
    assert analyse(Document(far)).roles == analyse(Document(near)).roles


def test_the_structure_is_that_of_lines_without_blank_lines() -> None:
    apart, together = analyse(Document(printed("\n\n"))), analyse(Document(printed("\n")))
    assert apart.layout is Layout.WRAPPED
    assert apart.roles == together.roles
    assert [seam._replace(evidence=()) for seam in apart.seams] == [
        seam._replace(evidence=()) for seam in together.seams
    ]


def test_a_safe_fix_makes_paragraphs_of_them() -> None:
    assert fixed(printed("\n\n"), "PAR004").split() == fixed(printed("\n"), "PAR004").split()
    assert "现场会在白沙镇召开" in fixed(printed("\n\n"), "PAR004")


def test_it_is_remembered_when_the_text_was_repaired() -> None:
    told = reading(analyse(Document(printed("\n\n"))))
    few = Document("\n\n".join(printed("\n").splitlines()[:6]))
    assert {piece.block for piece in analyse(few, told).pieces} == {0}


def test_a_poem_that_is_set_apart_keeps_its_lines() -> None:
    assert fixed(POEM, "PAR001 PAR004") == POEM
