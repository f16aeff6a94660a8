"""A rule's page and the table of rules."""

import pytest

from cnlint.report.page import page, rule_table
from cnlint.rulebook.casefile import BadCase, Cases, GoodCase
from cnlint.rulebook.rule import Option, Read, Recalled, Text
from report_runs import BOOK, MEASURED, rule

CASES = Cases(
    bad=(
        BadCase("甲,乙", None, "甲，乙", {}, 1),
        BadCase("首行\r\n零\u200b宽\n```\n", None, None, {}, 2),
        BadCase("第三", None, None, {}, 3),
    ),
    good=(GoodCase("3,000", {}, 4),),
    failing_bad=(),
    failing_good=(),
)


def test_a_whole_page() -> None:
    whole = rule(
        "PUN001",
        "half-width-mark",
        options={"least": Option(0.5, Text("Least share.", "最低比例。"))},
        references=("GB/T 15834-2011",),
        measured=MEASURED,
        read=Read(50, 48, 388, Text("clean news", "干净新闻")),
        recall=(Recalled("first", 10, 7, 1), Recalled("second", 10, 9, 0)),
    )
    assert page(whole, CASES, "en") == (
        "# PUN001 half-width-mark\n\n"
        "error · safe fix · stable\n\n"
        "It is wrong.\n\n"
        "## Why it matters\n\nIt does harm.\n\n"
        "## Examples\n\n"
        "Found:\n\n```text\n甲,乙\n```\n\nBecomes:\n\n```text\n甲，乙\n```\n\n"
        "Found:\n\n````text\n首行\n零\\u200b宽\n```\n\n````\n\n"
        "Left alone:\n\n```text\n3,000\n```\n\n"
        "## Fix\n\nsafe fix: One for one.\n\n"
        "## Known false alarms\n\nNone known.\n\n"
        "## Measured precision\n\n"
        "- first: 59 of 60 findings right (98.3%; 95 % interval 91.1% to 99.7%)\n"
        "- second: 40 of 40 findings right (100.0%; 95 % interval 91.2% to 100.0%)\n"
        "- all sources: 99 of 100 findings right (99.0%; 95 % interval 94.6% to 99.8%)\n"
        "- clean news, 50 of 388 read, at random: 48 of 50 findings right (96.0%; 95 % interval 86.5% to 98.9%)\n\n"
        "## Measured recall\n\n"
        "- first: 7 of 10 defects found (70.0%; 95 % interval 39.7% to 89.2%), 1 of the others by other rules\n"
        "- second: 9 of 10 defects found (90.0%; 95 % interval 59.6% to 98.2%)\n"
        "- all sources: 16 of 20 defects found (80.0%; 95 % interval 58.4% to 91.9%), "
        "1 of the others by other rules\n\n"
        "## Options\n\n- `least` (default `0.5`): Least share.\n\n"
        "## References\n\n- GB/T 15834-2011\n"
    )


def test_a_page_in_chinese() -> None:
    shown = page(rule("PUN001", "half-width-mark", status="preview", enabled=False), CASES, "zh")
    assert shown.startswith(
        "# PUN001 half-width-mark\n\n错误 · 安全修复 · 试用，默认关闭\n\n这是错的。\n\n## 为何重要\n\n有害。\n"
    )
    assert "## 修复\n\n安全修复：一对一。\n" in shown
    assert "## 实测精确率\n\n尚未测量。\n" in shown
    assert "## 实测召回率\n\n尚未测量。\n" in shown


def test_a_page_says_why_recall_is_not_measured() -> None:
    unknown = rule("PUN001", "half-width-mark", no_recall=Text("Not measured: no truth.", "未测量：没有真值。"))
    assert "## Measured recall\n\nNot measured: no truth.\n" in page(unknown, CASES, "en")


def test_engine_rules_are_always_on_and_not_measured() -> None:
    shown = page(BOOK.by_code["ENG001"], None, "en")
    assert "error · no fix · always on\n" in shown
    assert "Measured" not in shown and "Examples" not in shown


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            [
                "code    name                  severity  fix       status                   what it finds",
                "ENG001  unreadable-file       error     -         always on                It is wrong.",
                "PAR002  likely-cut-paragraph  error     safe fix  stable                   It is wrong.",
                "PUN001  half-width-mark       error     safe fix  preview, off by default  It is wrong.",
            ],
        ),
        (
            "zh",
            [
                "代码    名称                  级别  修复      状态            发现什么",
                "ENG001  unreadable-file       错误  -         始终启用        这是错的。",
                "PAR002  likely-cut-paragraph  错误  安全修复  稳定            这是错的。",
                "PUN001  half-width-mark       错误  安全修复  试用，默认关闭  这是错的。",
            ],
        ),
    ],
)
def test_the_table_of_rules(lang: str, lines: list[str]) -> None:
    assert rule_table(BOOK.rules, lang).splitlines() == lines
