"""The daily that the models learn from: what each tagged line is, and where its articles start."""

import pytest

from training.daily import Line, articles, read_line

LINES = [
    ("本报/r  评论员/n", Line("本报评论员", "byline")),
    ("本报/r  记者/n  王/nr  小明/nr  李/nr  芳/nr", Line("本报记者 王小明 李芳", "byline")),
    ("某/r  研究所/n  研究员/n  赵/nr  大河/nr", Line("某研究所研究员 赵大河", "byline")),
    ("周/nr  远/nr", Line("周远", "byline")),
    ("（/w  周/nr  远/nr  ）/w", Line("（周远）", "skipped")),
    ("图片/n  新闻/n", Line("图片新闻", "skipped")),
    ("一九九八年/t  一月/t  五日/t", Line("一九九八年一月五日", "skipped")),
    ("山区/n  修/v  通/v  新路/n  （/w  附/v  图片/n  ２/m  张/q  ）/w", Line("山区修通新路", "heading")),
    ("《/w  山/n  中/f  来/v  信/n  》/w", Line("《山中来信》", "heading")),
    ("图/n  为/v  新/a  桥/n  。/w", Line("图为新桥。", "caption")),
    ("新/a  桥/n  通车/v  。/w  （/w  周/nr  远/nr  摄/Vg  ）/w", Line("新桥通车。（周远摄）", "caption")),
    ("１２月/t  ，/w  [某/r  县/n]nt  修路/v  。/w", Line("12月，某县修路。", "para")),
    ("本报/r  讯/Ng  某/r  县/n  修路/v  。/w", Line("本报讯 某县修路。", "para")),
    ("山/n  静/a  ，/w", Line("山静，", "")),
]


@pytest.mark.parametrize(("tagged", "line"), LINES, ids=[line.text for _, line in LINES])
def test_what_a_tagged_line_is(tagged: str, line: Line) -> None:
    assert read_line(tagged) == line


def kinds(*lines: str) -> list[Line]:
    letters = {"h": "heading", "b": "byline", "c": "caption", "p": "para", "?": ""}
    return [Line(text, letters[letter]) for letter, text in (line.split(" ", 1) for line in lines)]


ARTICLES = [
    (
        "a headline starts an article, a short line alone is a subhead",
        kinds(
            "h 某县把公路修进了深山",
            "b 王小明",
            "p 甲。",
            "h 路通了",
            "p 乙。",
            "h 某市为老人办了十二件实事",
            "p 丙。",
            "p 丁。",
        ),
        [("某县把公路修进了深山", ["甲。", "乙。"], ["路通了"]), ("某市为老人办了十二件实事", ["丙。", "丁。"], [])],
    ),
    (
        "a short headline before a dateline starts one, too",
        kinds("h 某县修路", "p 本报讯 甲。", "p 乙。", "h 新桥", "p 本报讯 丙。", "p 丁。"),
        [("某县修路", ["本报讯 甲。", "乙。"], []), ("新桥", ["本报讯 丙。", "丁。"], [])],
    ),
    (
        "four headings in a row are a table",
        kinds("h 排名", "h 甲队", "h 乙队", "h 丙队", "p 甲。", "p 乙。"),
        [],
    ),
    (
        "a line of no known kind spoils its article",
        kinds("h 某县修路的故事还没有讲完", "p 甲。", "? 山静，", "p 乙。"),
        [],
    ),
]


@pytest.mark.parametrize(("lines", "found"), [case[1:] for case in ARTICLES], ids=[case[0] for case in ARTICLES])
def test_where_articles_start(lines: list[Line], found: list[tuple[str, list[str], list[str]]]) -> None:
    assert [(one["title"], one["paras"], one["subs"]) for one in articles(lines)] == found


def test_the_shorter_of_two_lines_is_above_or_below_the_headline() -> None:
    above, below = (
        next(articles(kinds(*lines, "p 甲。", "p 乙。")))
        for lines in (("h 某县会议提出", "h 把公路修进每一座深山"), ("h 把公路修进每一座深山", "h 某县会议提出"))
    )
    assert (above["kicker"], above["title"], above["deck"]) == ("某县会议提出", "把公路修进每一座深山", [])
    assert (below["kicker"], below["title"], below["deck"]) == ("", "把公路修进每一座深山", ["某县会议提出"])
