"""Items of lists and rows of tables: what a line that begins like its neighbour is no second half of."""

import pytest

from cnlint.document import Document
from cnlint.structure.analysis import analyse
from cnlint.structure.items import begins_item
from cnlint.structure.model import Layout, Tier
from cnlint.structure.pieces import cut, layout_of

HALVES = {
    "prose": "会议要求各县区切实加强\n组织领导，落实防汛责任。",
    "a figure cut in two": "全市共有专业技术人员1\n2500人。",
    "a decimal, and another one": "同比分别增长3\n.5%和4\n.2%。",
    "figures at two line starts": "全年产量由去年的\n2.5万吨增加到今年的\n3.5万吨。",
    "speakers of long turns": "记者：这座桥修了多久？\n老王：前后一共修了三年，中间停过两次，一次因为没钱",
    "numbers after a mark": "停水的有1、2、\n3、5号楼的全部住户。",
    "blanks of a noisy line": "昨日 上午 全市\n春耕 生产 现场会 在白沙镇召开，各县区 负责人参加。",
}
ITEMS = {
    "a programme": "CCTV-1\n08:30 生活早参考\n12:00 新闻30分",
    "ordinals": "做法：\n1.五花肉切块焯水\n2.锅中放糖炒出糖色",
    "bracketed numerals": "下列行为应当受到鼓励\n（一）见义勇为、\n（二）无偿献血、",
    "articles": "第一章\n第一条 为了促进文明行为\n第二条 本条例适用于本市",
    "bullets": "优惠措施\n●老人免费\n●学生半价",
    "labels": "春联集萃\n上联：爆竹声声辞旧岁\n下联：梅花朵朵迎新春",
    "one ordinal": "喜欢的车型是BJ-212\n2、开过的车型有哪些",
    "rows": "名次 队名 场次 积分\n1 海港 10 25\n2 申花 10 23",
}


@pytest.mark.parametrize("text", HALVES.values(), ids=HALVES)
def test_second_halves_are_no_items(text: str) -> None:
    pieces = cut(Document(text))
    assert not any(begins_item(pieces, at, at + 1) for at in range(len(pieces) - 1))


@pytest.mark.parametrize("text", ITEMS.values(), ids=ITEMS)
def test_items_are_no_second_halves(text: str) -> None:
    pieces = cut(Document(text))
    assert all(begins_item(pieces, at, at + 1) for at in range(len(pieces) - 1))


TABLE = """中超第十轮战报

积分榜
名次 队名 场次 胜 平 负 积分
1 海港 10 8 1 1 25
2 申花 10 7 2 1 23
3 蓉城 10 6 3 1 21
4 国安 10 6 2 2 20
"""


def test_rows_that_end_and_begin_in_figures_are_not_joined() -> None:
    assert not any(seam.tier is not Tier.ADVICE for seam in analyse(Document(TABLE)).seams)


NOTICE = """讣告
某大学原校长、化学家李先生因病医治无效，于三月一日在北京逝世，享年九十岁
遗体告别仪式定于三月五日上午举行
特此讣告
某大学治丧委员会
二〇二四年三月二日
"""
COLUMN = """昨日上午，全市春耕生产现场会在白沙镇召
开，各县区负责人、农业专家、种粮大户代表
共一百二十余人参加会议。会议指出，今年开
春以来气温回升快，雨水充足，对春耕生产十
分有利。
"""


def test_lines_of_unlike_widths_are_no_column() -> None:
    assert layout_of(cut(Document(NOTICE))) is not Layout.WRAPPED


def test_lines_of_like_widths_are_one() -> None:
    assert layout_of(cut(Document(COLUMN))) is Layout.WRAPPED
