"""Couplets of which one half is the poet's: what is quoted rightly, what is played with, what is misquoted."""

from pathlib import Path

import pytest

from cnlint.detectors.verse import VERSES
from rulebench import findings, found

RIGHT = [
    "“千淘万漉虽辛苦，吹尽狂沙始到金。”改革没有捷径。",
    "吹尽狂沙始到金，企业终于走出困境。",  # half a couplet, and the writer's own words
    "野火烧不尽，消防员连夜上山扑救。",
    "海内存知己，天涯若比邻的情谊，让两地越走越近。",
    "正所谓春种一粒粟，秋收万颗子，农民心里有数。",
    "正可谓黄河之水天上来，奔流到海不复回。",
    "不畏浮云遮望眼，只缘身在最高层。不畏浮云遮望眼，自缘身在最高层。",  # two readings
    "“春风得意马蹄疾，一日看尽洛阳花”，他改了一个词。",
    "山不在高，有树则灵；水不在深，有鱼则名。",
    "「莫道桑榆晚，為霞尚滿天」，長者們笑著說。",
    "不要人夸颜色好，只留清气满乾坤。不要人誇顏色好，只留清氣滿乾坤。",
]
MISQUOTED = [
    ("“千万滴汗水辛苦，吹尽狂沙始到金。”", "千万滴汗水辛苦", "千淘万漉虽辛苦", "刘禹锡《浪淘沙》"),
    ("海内存知已，天涯若比邻。", "海内存知已", "海内存知己", "王勃《送杜少府之任蜀州》"),
    ("苟利国家生死以，岂因祸福趋避之", "岂因祸福趋避之", "岂因祸福避趋之", "林则徐《赴戍登程口占示家人》"),
    ("山重水复疑无路，柳暗花明有一村", "柳暗花明有一村", "柳暗花明又一村", "陆游《游山西村》"),
    ("千万滴汗水辛苦，\n吹尽狂沙始到金。", "千万滴汗水辛苦", "千淘万漉虽辛苦", "刘禹锡《浪淘沙》"),
    ("海内存知已\n　　天涯若比邻。", "海内存知已", "海内存知己", "王勃《送杜少府之任蜀州》"),
    ("纸上得来终觉，绝知此事要躬行。", "纸上得来终觉", "纸上得来终觉浅", "陆游《冬夜读书示子聿》"),
    ("他寫道：「野火燒不盡，春風吹有生」。", "春風吹有生", "春風吹又生", "白居易《賦得古原草送別》"),
]


@pytest.mark.parametrize("text", RIGHT)
def test_verse_that_is_left_alone(text: str) -> None:
    assert found(text, "LEX004") == []


@pytest.mark.parametrize(("text", "wrong", "wanted", "poem"), MISQUOTED)
def test_verse_that_is_misquoted(text: str, wrong: str, wanted: str, poem: str) -> None:
    (finding,) = findings(text, "LEX004")
    assert text[finding.start : finding.end] == wrong
    assert wanted in finding.message
    assert poem in finding.message
    assert finding.fix is None


def test_no_couplet_of_the_table_misquotes_another() -> None:
    assert found("。".join(_lines()), "LEX004") == []


def test_every_couplet_stands_once_below_its_poem() -> None:
    lines = Path(VERSES).read_text(encoding="utf-8").splitlines()
    first = next(line for line in lines if not line.startswith("#"))
    assert first.endswith("》")
    couplets = _lines()
    assert len(couplets) == len(set(couplets))
    assert all(min(map(len, line.split("，"))) >= 5 for line in couplets)


def _lines() -> list[str]:
    lines = Path(VERSES).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#") and not line.endswith("》")]
