"""Captions by what they say, and lines that only begin like one."""

import pytest

from cnlint.document import Document
from cnlint.structure.language import language
from cnlint.structure.model import Role
from cnlint.structure.pieces import cut
from cnlint.structure.pointing import pointing

NONE = [
    "图为媒是他常说的一句话，意思是拿照片做媒人。",
    "图一时之快，往往误了大事。",
    "图书馆开馆",
    "图10为各县排名",
    "资料显示，老桥建于清代。",
    "资料图：老桥",
    "修桥记（中）",
    # Text of the column stands in the caption's line.
    "图为老桥新貌。美联社修缮的钱由县里和居民各出一半，明年春天动工，工期预计要一年，其间行人从下游的便桥过河。",
    "图为老桥新貌美联社修缮的钱由县里和居民各出一半，明年春天动工，工期预计要一年，其间行人从下游便桥",
]
CAPTIONS = [
    "图为老桥新貌",
    "圖為老橋新貌。",
    "▲图为老桥新貌",
    "左上图为老桥",
    "图2为老桥。",
    "图②：老桥",
    "右圖：老橋",
    "图片说明：老桥",
    "方宁（左二）在修桥。",
    "图为五月一日上午，来自全市各县区的三百多名志愿者在修好的老桥上为过往游客指路、送水。",
]


@pytest.mark.parametrize("text", NONE)
def test_is_no_caption_by_what_it_says(text: str) -> None:
    assert [*pointing(cut(Document(text)), [Role.BODY], language())] == []


@pytest.mark.parametrize("text", CAPTIONS)
@pytest.mark.parametrize("role", [Role.BODY, Role.SUBHEAD, Role.HEADLINE])
def test_is_one(text: str, role: Role) -> None:
    assert [*pointing(cut(Document(text)), [role], language())] == [0]


@pytest.mark.parametrize("role", [Role.LIST, Role.TABLE, Role.CREDIT, Role.FOLIO])
def test_other_roles_stay(role: Role) -> None:
    assert [*pointing(cut(Document(CAPTIONS[0])), [role], language())] == []


def test_half_a_paragraph_may_begin_like_one() -> None:
    halves = cut(Document("他们画了三张图，前两张给县里，第三张的意\n\n图为老桥留下一条便道。"))
    assert [*pointing(halves, [Role.BODY, Role.BODY], language())] == []
    whole = cut(Document("他们画了三张图，前两张给县里，第三张留着。\n\n图为老桥便道。"))
    assert [*pointing(whole, [Role.BODY, Role.BODY], language())] == [1]
