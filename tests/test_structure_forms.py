"""Forms of lines: what must not look like one stands first."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.structure import forms, pictures
from cnlint.structure.form import Either, Form


@pytest.mark.parametrize("text", ["北京 上海", "会议开幕", "人民路小学", "", "王"])
def test_is_no_row_of_names(text: str) -> None:
    assert not forms.is_names(text)


@pytest.mark.parametrize("text", ["沈艳 刘美娜", "陈晓红", "胡金 金良瓶 李芳", "欧阳修远、司马光明", "張大千 劉小明"])
def test_is_a_row_of_names(text: str) -> None:
    assert forms.is_names(text)


@pytest.mark.parametrize(("text", "expected"), [("林远少赵秀", True), ("高亿庚郭琛琛", True), ("会议今日召开", False)])
def test_names_run_together(text: str, expected: bool) -> None:
    assert forms.is_names_glued(text) is expected


_FORMS = [
    (
        forms.BYLINE,
        ["本报记者 王小明", "记者 李芳 通讯员 陈晓红", "文/张三丰", "見習記者 劉小明"],
        ["记者从会上获悉，项目已经开工。"],
    ),
    (
        pictures.CREDIT_END,
        [
            "王小明 摄",
            "（图片由街道办事处提供）",
            "中央社記者 劉小明攝",
            "在村口合影夏小燕/摄",
            "（本报记者拍摄）",
            "記者 攝",
        ],
        ["他把照片交给了记者。", "电影上月在横店开始拍摄。", "救护队赶到：开始救摄", "路灯由市政府免费提供"],
    ),
    (
        forms.JUMP,
        ["（下转第7版）", "上接A1版", "下轉第12版", "(上接B29)", "（更多报道见B4）", "▶下转12"],
        ["列车转入第3站台后，旅客陆续上车。", "转A4纸", "接见"],
    ),
    (forms.FOLIO, ["第4版", "A02", "03", "· 5 ·", "12"], ["4月开工", "12人获奖"]),
    (forms.EDITOR, ["责任编辑：王小明", "編輯 劉小明 校對 張大千"], ["他当编辑已经十年。"]),
    (
        pictures.PICTURE_START,
        ["图为活动现场", "▲居民在领取用品", "上图：工地一角", "圖為頒獎典禮"],
        ["地图上没有这个村子。", "■ 老街开街", "●记者 王小明"],
    ),
    (
        pictures.PICTURE_WORD,
        [
            "左上图为老桥",
            "右圖為頒獎典禮",
            "图②：老桥",
            "图左：老桥",
            "资料图：老桥",
            "資料照片：老橋",
            "图片说明：老桥",
            "圓為頒獎典禮",
        ],
        ["图书馆开馆", "地图为他指路", "上下左右都是人", "资料显示，老桥建于清代。"],
    ),
    (
        pictures.PLACED,
        [
            "王小明（左二）在修桥",
            "方宁（右）与同事",
            "院长（前排中）讲话",
            "吴越（中）在讲解",
            "左起：王小明 方宁",
            "從左至右：吳越",
        ],
        ["修桥记（中）", "他向左转", "（中央社记者）", "（左传）有载"],
    ),
    (
        pictures.SCENE,
        ["老街开街仪式", "修桥现场。", "工地一角", "老桥航拍图", "《修桥人》海报", "老桥（资料照片）"],
        ["他画了一张蓝图", "她手里有一张照片", "现场没有人员伤亡"],
    ),
    (
        pictures.CREDIT_WHOLE,
        [
            "资料图片",
            "（資料照片）",
            "图/视觉中国",
            "摄影：方宁",
            "图片来源：网络",
            "本版图片均由镇政府提供",
            "本版照片 方宁",
            "（方宁 摄）",
        ],
        [
            "图为工人在检修设备",
            "图：工人们正在检修二号车间的设备",
            "资料图：工人在检修设备",
            "图片说明：老桥",
            "摄影大赛开幕",
            "图片展昨日开幕",
        ],
    ),
    (forms.DATELINE, ["本报讯 昨日上午，大桥合龙。", "新华社北京1月7日电 记者获悉"], ["本报已经创刊三十年。"]),
    (forms.BULLET, ["一、加强领导", "（二）明确分工", "1. 项目名称", "①报名"], ["一行人来到村里。"]),
]


@pytest.mark.parametrize(("form", "has", "has_not"), _FORMS)
def test_form(form: Form, has: list[str], has_not: list[str]) -> None:
    assert [text for text in has_not if form.search(text)] == []
    assert [text for text in has if not form.search(text)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("节约用水 人人有责", True),
        ("倡导绿色环保 坚持低碳出行", True),
        ("全市经济 运行平稳有序", False),
        ("会议在杭州举行", False),
    ],
)
def test_slogan(text: str, expected: bool) -> None:
    assert forms.is_slogan(text) is expected


EVERY_FORM = [form for room in (forms, pictures) for form in vars(room).values() if type(form) is Form]


@pytest.mark.parametrize("form", EVERY_FORM, ids=lambda form: form.pattern.pattern[:20])
@settings(max_examples=30)
@given(data=st.data())
def test_no_line_of_a_form_lacks_what_the_form_needs(form: Form, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(form.pattern.pattern))
    found = form.pattern.search(line)
    figures = form.figured and found and any(map(str.isdecimal, found.group()))
    assert found is None or figures or not form.needs.isdisjoint(found.group())
    assert bool(form.search(line)) is bool(found and (not form.holds or form.holds(found)))


@given(st.text("王小明摄 供图（）提影/", max_size=10))
def test_either_form_is_found_where_one_of_its_two_is(line: str) -> None:
    one, other = Form("供", "供图$"), Form("摄", "摄$")
    assert bool(Either(one, other).search(line)) is bool(one.search(line) or other.search(line))


def test_a_form_is_not_compiled_for_lines_that_lack_what_it_needs() -> None:
    broken = Form("版", "[")
    assert broken.search("第四") is broken.match("第四") is broken.fullmatch("第四") is None
    with pytest.raises(re.error):
        broken.search("第四版")
