"""Where a cut is shown beyond doubt and the roles deny it, the roles give way; everywhere else they stay."""

from collections.abc import Sequence

import pytest

from cnlint.document import Document
from cnlint.structure import knowledge, seammodel
from cnlint.structure.model import Role
from cnlint.structure.pieces import cut, layout_of
from cnlint.structure.revision import revised
from cnlint.structure.setting import setting_of

BODY, SUBHEAD, HEADLINE, CAPTION, FILLER = Role.BODY, Role.SUBHEAD, Role.HEADLINE, Role.CAPTION, Role.FILLER

LEAD = "今年以来，全市各级农业部门早谋划、早部署，组织技术人员深入田间地头指导农"
REST = "民开展春耕备耕工作，目前已完成播种面积三万多亩，占计划的六成以上。"
HALF = "说起合作社这几年的变"
OTHER_HALF = "化，社员们打开了话匣子，有的说收入翻了一番，有的说日子越过越有奔头。"
WHOLE = "市里还将加大对种粮大户的扶持力度，确保粮食播种面积只增不减。"
OPEN = "合作社的账目每个月都向全体社员公布，这样的做法已经坚持了好几年，大家都觉得"
GOES_ON = "很放心，有什么意见也会当面提出来，理事会当场就给出答复。"
CRY = "加油！加油！加油！"
PICTURE = "农技人员向社员讲解机插秧要领"


def roles_after(lines: Sequence[tuple[str, Role]]) -> list[Role]:
    pieces = cut(Document("\n\n".join(text for text, _ in lines) + "\n"))
    roles = [role for _, role in lines]
    known = knowledge.shipped()
    setting = setting_of(pieces, roles, layout_of(pieces), known)
    return list(revised(pieces, roles, setting, known, seammodel.model()))


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="nothing"),
        pytest.param([(HALF, SUBHEAD), (OTHER_HALF, BODY), (WHOLE, BODY)], id="no other cut on the page"),
        pytest.param([(LEAD, BODY), (REST, BODY), ("春耕备耕", SUBHEAD), (WHOLE, BODY)], id="a subhead"),
        pytest.param([("全市春耕全面展开", HEADLINE), (LEAD, BODY), (REST, BODY)], id="a headline"),
        pytest.param([(LEAD, BODY), (REST, BODY), (WHOLE, BODY)], id="halves that meet"),
        pytest.param(
            [(LEAD, BODY), (REST, BODY), (HALF, BODY), (OTHER_HALF, BODY), (OTHER_HALF, BODY)], id="a half twice"
        ),
        pytest.param([(LEAD, BODY), (REST, BODY), (WHOLE, BODY), (PICTURE, CAPTION), (WHOLE, BODY)], id="a caption"),
        pytest.param([(CRY, BODY), (PICTURE, BODY), (CRY, BODY)], id="a cry around a line"),
        pytest.param([(WHOLE, BODY), (PICTURE, BODY), (WHOLE, BODY)], id="a whole sentence around a line"),
        pytest.param([(WHOLE * 2, BODY), (PICTURE, HEADLINE), (WHOLE * 2, BODY)], id="a paragraph around a headline"),
        pytest.param([(WHOLE * 2, BODY), (LEAD * 4, BODY), (WHOLE * 2, BODY)], id="a paragraph around a long one"),
        pytest.param([(OPEN, BODY), (PICTURE, BODY), (GOES_ON, BODY), (WHOLE, BODY)], id="one sentence, no other cut"),
        pytest.param(
            [(LEAD, BODY), (REST, BODY), (OPEN, BODY), (f"{GOES_ON[:8]}，", BODY), (GOES_ON[8:], BODY)],
            id="three parts of one sentence",
        ),
        pytest.param(
            [(LEAD, BODY), (REST, BODY), (OPEN, BODY), (OPEN[-16:], BODY), (GOES_ON, BODY)], id="words printed twice"
        ),
    ],
)
def test_roles_stay(lines: Sequence[tuple[str, Role]]) -> None:
    assert roles_after(lines) == [role for _, role in lines]


def test_half_a_sentence_is_no_subhead() -> None:
    lines = [(LEAD, BODY), (REST, BODY), (HALF, SUBHEAD), (OTHER_HALF, BODY), (WHOLE, BODY)]
    assert roles_after(lines) == [BODY] * 5


TALK = "这些年来村里发生了很大的"
TALKED = "变化，过去的土路如今都铺上了水泥，家家户户门前种上了花，晚上路灯一亮，老人孩子都出来散步。"


@pytest.mark.parametrize(
    ("half", "rest", "role"),
    [
        (f"■{TALK}", TALKED, SUBHEAD),
        (f"3.{TALK}", TALKED, SUBHEAD),
        (TALK, f"{TALK}，{TALKED}", SUBHEAD),  # a subhead that its paragraph begins with
        (TALK, TALKED[:20], SUBHEAD),
        (TALK, TALKED, BODY),
    ],
)
def test_half_a_sentence_without_a_cut_word(half: str, rest: str, role: Role) -> None:
    lines = [(LEAD, BODY), (REST, BODY), (half, SUBHEAD), (rest, BODY), (WHOLE, BODY)]
    assert roles_after(lines) == [BODY, BODY, role, BODY, BODY]


def test_what_stands_between_two_halves_is_no_body() -> None:
    lines = [(LEAD, BODY), (REST, BODY), (HALF, BODY), (PICTURE, BODY), (OTHER_HALF, BODY), (WHOLE, BODY)]
    assert roles_after(lines) == [BODY, BODY, BODY, CAPTION, BODY, BODY]


def test_known_furniture_between_keeps_its_role() -> None:
    lines = [(LEAD, BODY), (REST, BODY), (HALF, SUBHEAD), ("节约用水 人人有责", FILLER), (OTHER_HALF, BODY)]
    assert roles_after(lines) == [BODY, BODY, BODY, FILLER, BODY]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([(LEAD, BODY), (REST, BODY), (PICTURE, BODY), (REST, BODY), (WHOLE, BODY)], id="half a paragraph"),
        pytest.param([(LEAD, BODY), (REST, BODY), (PICTURE, SUBHEAD), (REST, BODY)], id="around a subhead"),
        pytest.param(
            [(LEAD, BODY), (REST, BODY), (PICTURE, BODY), (REST.replace("，", ","), BODY)], id="widths differ"
        ),
        pytest.param([(WHOLE, BODY), (WHOLE * 2, BODY), (PICTURE, BODY), (WHOLE * 2, BODY)], id="a long paragraph"),
    ],
)
def test_what_stands_between_two_copies_is_a_caption(lines: Sequence[tuple[str, Role]]) -> None:
    assert roles_after(lines) == [CAPTION if text == PICTURE else BODY for text, _ in lines]


def test_what_stands_in_a_sentence_that_runs_on_around_it_is_a_caption() -> None:
    lines = [(LEAD, BODY), (REST, BODY), (OPEN, BODY), (PICTURE, BODY), (GOES_ON, BODY), (WHOLE, BODY)]
    assert roles_after(lines) == [BODY, BODY, BODY, CAPTION, BODY, BODY]


SIGNED = "合作社社员大会现场（吴越摄）"


@pytest.mark.parametrize(
    ("half", "rest", "role"),
    [
        pytest.param(OPEN, GOES_ON, BODY, id="it runs on"),
        pytest.param(OPEN, WHOLE, CAPTION, id="another sentence starts"),
        pytest.param(f"图为{OPEN}", GOES_ON, CAPTION, id="it has the form of a caption"),
        pytest.param(PICTURE, GOES_ON, CAPTION, id="it has no clause"),
    ],
)
def test_half_a_paragraph_above_a_picture_is_no_caption(half: str, rest: str, role: Role) -> None:
    lines = [(LEAD, BODY), (REST, BODY), (WHOLE, BODY), (half, CAPTION), (SIGNED, CAPTION), (rest, BODY)]
    assert roles_after(lines) == [BODY, BODY, BODY, role, CAPTION, BODY]


def test_half_a_paragraph_above_a_picture_stays_a_caption_where_no_other_one_is_cut() -> None:
    lines = [(WHOLE, BODY), (OPEN, CAPTION), (SIGNED, CAPTION), (GOES_ON, BODY)]
    assert roles_after(lines) == [BODY, CAPTION, CAPTION, BODY]
