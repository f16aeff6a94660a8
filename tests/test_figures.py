"""Figures that contradict each other, and all those that do not."""

from calendar import monthrange, weekday
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.detectors.reckoning import Interval, interval
from rulebench import findings, found
from texts import texts

SEEDS = Path(__file__).parents[1] / "seeds"

CONSISTENT = [
    "全村共352户，其中207户通了燃气，占58.8%。",
    "全村共３５２户，其中２０７户通了燃气，占５８．８％。",
    "收回问卷1850份，其中1841份有效，占99.51%。",
    "接待游客41.28万人次，同比增长37%，其中本省游客24.68万人次，占59.8%。",
    "面积约418公顷，其中城东142公顷，占34%。",
    "约300人参加，其中100人来自外地，占35%。",
    "前后两批分别为253家、262家，其中未达标的分别为78家，占30.8%。",
    "产值从4580万元增至4670万元，增长1.9%。",
    "产值从200万元增至300万元，增长五成。",
    "价格从149元降到129元，销量也因此上升了25%。",
    "全班共35人，其中男20人，女15人。",
    "2024年2月29日，2000年2月29日，2月29日，12月31日。",
    "农历2月30日，藏历2月30日。",
    "2024年2月29日星期四，2024年11月10日（周日），2024年11月10日 星期天。",
    "服务市场规模171亿元，占全部的95%，其中付费105亿元，占58%。",
    "教授330人，其中正教授115人，具有高级职称的教师占50%。",
    "全班共35人，其中男20人，女约16人；男20人，女12人，其他3人。",
    "参赛者共35人，男20人，女12人，不详3人。",
    "进出口总额352亿元，增长2%，其中出口207.4亿元，增长3.5%；进口144.6亿元，下降0.2%。",
    "项目共35个，其中新建20个，男15个。",
    "产值从2019年的200万元增至2020年的300万元，增加100万元。",
    "入学率从20%提高到25%，提高5个百分点；由82.4%降至78.1%，下降4.3个百分点。",
    "9时05分，10时59分，行程36时20分，跑了2小时75分钟，得98点60分。",
    "",
]
CONTRADICTING = [
    ("全村共352户，其中207户通了燃气，占85.8%。", "352户，其中207户通了燃气，占85.8%"),
    ("产值从200万元增至300万元，增长15%。", "200万元增至300万元，增长15%"),
    ("用水由300吨降至200吨，下降43%。", "300吨降至200吨，下降43%"),
    ("全班共35人，其中男20人，女16人。", "35人，其中男20人，女16人"),
    (
        "进出口总额352亿元，增长2%，其中出口207亿元，增长3.5%；进口415亿元。",
        "352亿元，增长2%，其中出口207亿元，增长3.5%；进口415亿元",
    ),
    ("工程共35项，其中新建20项、续建16项。", "35项，其中新建20项、续建16项"),
    ("来电共428件，其中58件（41%）得到答复。", "428件，其中58件（41%"),
    ("产值从200万元增至300万元，增加150万元。", "200万元增至300万元，增加150万元"),
    ("入学率从20%提高到25%，提高8个百分点。", "20%提高到25%，提高8个百分点"),
    ("会议9时75分开始。", "9时75分"),
    ("2月30日", "2月30日"),
    ("2023年2月29日", "2023年2月29日"),
    ("13月5日", "13月5日"),
    ("4月31日", "4月31日"),
    ("2024年2月29日星期五", "2024年2月29日星期五"),
    ("2024年11月10日（周一）", "2024年11月10日（周一"),
]


@pytest.mark.parametrize("text", CONSISTENT)
def test_figures_that_fit(text: str) -> None:
    assert found(text, "NUM001") == []


@pytest.mark.parametrize(("text", "wanted"), CONTRADICTING)
def test_figures_that_do_not(text: str, wanted: str) -> None:
    assert found(text, "NUM001") == [wanted]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_seeds_reckon_well(path: Path) -> None:
    assert findings(path.read_bytes().decode("utf-8"), "NUM001") == ()


def test_a_finding_says_what_was_reckoned() -> None:
    (finding,) = findings("全村共352户，其中207户通了燃气，占85.8%。", "NUM001")
    assert [(part.kind, part.value) for part in finding.evidence] == [("share-is", "58.81%")]
    assert finding.fix is None


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_share_that_is_rounded_rightly_is_never_doubted(part: int, rest: int, places: int) -> None:
    share = 100 * part / (part + rest)
    assert found(f"全村共{part + rest}户，其中{part}户通了燃气，占{share:.{places}f}%。", "NUM001") == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_each_day_of_the_calendar_exists(day: date) -> None:
    name = "一二三四五六日"[day.weekday()]
    assert found(f"{day.year}年{day.month}月{day.day}日星期{name}", "NUM001") == []


@given(st.integers(1900, 2099), st.integers(1, 12), st.sampled_from("一二三四五六日"))
def test_a_weekday_is_doubted_exactly_when_it_is_wrong(year: int, month: int, name: str) -> None:
    day = monthrange(year, month)[1]
    right = "一二三四五六日"[weekday(year, month, day)] == name
    assert (found(f"{year}年{month}月{day}日星期{name}", "NUM001") == []) is right


def test_what_a_printed_figure_stands_for() -> None:
    assert interval("207") == Interval(207, 207)
    assert interval("58.8").low < interval("58.75").high
    assert interval("1.5", "万") == Interval(14500, 15500)
    assert interval("1,850").low == 1850
    with pytest.raises(ValueError, match="no figure"):
        interval("..")


@given(st.text("0123.,%年月日占其中户从增至男女\n", max_size=24) | texts)
def test_no_text_crashes(text: str) -> None:
    findings(text, "NUM001")
