"""Law 1 on what newspapers print besides news: whole pages of it, in the layouts and the script of other houses.

The pages in `tests/genres` are undamaged. Their lines are short, end without a mark or in a comma, begin and end in
figures, and look alike: all that a cut paragraph or a running head looks like, too.
"""

from pathlib import Path

import pytest
from opencc import OpenCC

from cnlint.document import Document
from cnlint.rulebook import load_rules
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Tier
from rulebench import fixed

PAGES = sorted((Path(__file__).parent / "genres").glob("*.txt"))
RULES = " ".join(rule.code for rule in load_rules().rules if rule.enabled and not rule.is_engine)
LONGEST_LINE = 25  # characters of a line that house style does not indent


def as_printed(text: str) -> str:
    return text


def in_lines(text: str) -> str:
    return text.replace("\n\n", "\n")


def indented(text: str) -> str:
    return "\n".join("\u3000\u3000" + line if len(line) > LONGEST_LINE else line for line in in_lines(text).split("\n"))


def in_blocks(text: str) -> str:
    return in_lines(text).rstrip("\n").replace("\n", "\n\n") + "\n"


def in_traditional_print(text: str) -> str:
    return str(OpenCC("s2tw").convert(text))


LAYOUTS = (as_printed, in_lines, indented, in_blocks, in_traditional_print)


BEFORE = "昨日，全市金融工作会议在市会议中心召开，各县区负责人参加了会议，会议总结了去年的工作。"
AFTER = "今年，全市金融机构将继续加大对小微企业的支持，贷款增速不低于各项贷款平均增速，利率稳中有降。"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("金融改革进一步深化，", "金融服务更加便捷，群众得实惠"),  # a subhead over two lines
        (
            "康平电脑公司推出新机型，配有可升级的调制解调器。（林书）",
            "就在上月，同类产品的价格下调了一成，市场反应热烈。",
        ),
        ("康平电脑公司推出新机型，“配置全面升级。”（据新华社）", "就在上月，同类产品的价格下调了一成，市场反应热烈。"),
    ],
)
def test_what_ends_as_no_paragraph_does_and_is_whole(left: str, right: str) -> None:
    structure = analyse(Document("\n\n".join(("全市金融工作会议召开", BEFORE, left, right, AFTER))))
    assert all(seam.tier is Tier.ADVICE for seam in structure.seams)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_safe_fix_changes_nothing(path: Path, layout) -> None:
    text = layout(path.read_text(encoding="utf-8"))
    assert fixed(text, RULES) == text


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_clean_joins_nothing(path: Path, layout) -> None:
    structure = analyse(Document(layout(path.read_text(encoding="utf-8"))))
    joined = [seam for seam in structure.seams if seam.tier is not Tier.ADVICE]
    assert not [(structure.pieces[seam.left].text, structure.pieces[seam.right].text) for seam in joined]
