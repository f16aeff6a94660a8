"""Idioms with a slip of one character, and all that differs from idioms without being a slip."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.detectors.alike import looks_alike, sounds_alike, twins_by_stroke
from cnlint.detectors.folded import folded
from cnlint.detectors.idioms import IDIOMS, SIZE
from rulebench import findings, found

RIGHT = [
    "他早已能独当一面，工作得心应手，办法层出不穷，前来参观的人络绎不绝，建设如火如荼",
    # what the design calls traps
    "派出所所长、科学院院士、现在在我下班时、工作作风、说说笑笑、一对一、双招双引",
    # two forms in good use
    "铤而走险、趋之若鹜、前赴后继、势不可挡、惟妙惟肖、名符其实、各执一辞、无头苍蝇、直接了当、坐立不定",
    # figures that were counted
    "一箭三雕、利润一分为三、一石三鸟、一举四得",
    # writers' variations
    "货车满载而出，这是不祥之例，来势凶险，乐见其成",
    # a word that lies over an end: 政务+所作所为, 事务+所
    "市政务所作所为公开透明，一些千里马脱颖而出，他甚至不知道",
    # words inside idioms
    "防范于未然，见缝里插针，大海里捞针，何乐而不为，更上一层楼",
    # puns, and what the text is about
    "早餐店打出“随心所浴”的招牌，广告写着“默默无蚊”",
    "山茶花开得如火如茶，山茶是市花",
    # traditional print
    "如火如荼的建設，遍體鱗傷的小狗，一籌莫展的局面，絡繹不絕的遊客，獨當一面",
]
SLIPS = [
    ("提高自己独立当一面解决问题的能力", "独立当一面", "独当一面"),
    ("这几天，抢收正如火如茶地进行", "如火如茶", "如火如荼"),
    ("老人们说这种铠甲到枪不入", "到枪不入", "刀枪不入"),
    ("史书上只写了“户横遍野，十室九空”", "户横遍野", "尸横遍野"),
    ("前来参观的市民络绎绎不绝", "络绎绎不绝", "络绎不绝"),
    ("盗采河沙的人肆无忌悼地来往", "肆无忌悼", "肆无忌惮"),
    ("新修的堤防堅不可催，居民放心了", "堅不可催", "堅不可摧"),
    ("獲救時老鷹已遍體麟傷", "遍體麟傷", "遍體鱗傷"),
    ("老師信手掂來，講了個故事", "信手掂來", "信手拈來"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_no_slip(text: str) -> None:
    assert found(text, "LEX003") == []


def test_no_idiom_of_the_table_is_a_slip_of_another() -> None:
    assert found("，".join(_idioms()), "LEX003") == []


def test_headlines_play_with_idioms() -> None:
    body = "周末，数百名骑友沿着江边的绿道骑行，大家都说乐趣不少，下次还要带上家人一起参加。"
    assert found(f"# 骑乐无穷\n\n{body}\n", "LEX003") == []


@pytest.mark.parametrize(("text", "slip", "wanted"), SLIPS)
def test_slips(text: str, slip: str, wanted: str) -> None:
    (finding,) = findings(f"{text}。", "LEX003")
    assert text[finding.start : finding.end] == slip
    assert wanted in finding.message
    assert finding.fix is None


@settings(deadline=None)  # the first call reads tables
@given(st.text("独立当一面如火荼茶络绎不绝的，“”\n", max_size=14))
def test_no_text_is_too_short(text: str) -> None:
    for match in found(text, "LEX003"):
        assert len(match) in (SIZE, SIZE + 1)
        assert match not in _idioms()


def test_the_idioms_are_sorted_and_spelled_as_texts_are_looked_up() -> None:
    idioms = _idioms()
    assert idioms == sorted(set(idioms))
    assert all(len(idiom) == SIZE and folded(idiom) == idiom for idiom in idioms)


@pytest.mark.parametrize(
    ("one", "other", "sound", "look"),
    [
        ("刀", "到", True, True),
        ("末", "未", False, True),
        ("立", "力", True, False),
        ("当", "独", False, False),
        ("悼", "惮", False, True),
    ],
)
def test_which_characters_are_alike(one: str, other: str, sound: bool, look: bool) -> None:
    assert (sounds_alike(one, other), looks_alike(one, other)) == (sound, look)
    assert (sounds_alike(other, one), looks_alike(other, one)) == (sound, look)


def test_twins_by_a_stroke() -> None:
    assert twins_by_stroke("己") == {"已", "巳"}
    assert twins_by_stroke("绎") == frozenset()


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(folded(text)) == len(text)


def _idioms() -> list[str]:
    return [line[:SIZE] for line in Path(IDIOMS).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
