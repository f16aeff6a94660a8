"""Reports for readers: what they say, how they are coloured, and that nothing in a text acts on the terminal."""

import io
import re

import pytest

from cnlint import report
from cnlint.corpus.results import FileResult, Mode, RunResult
from cnlint.findings import Severity
from cnlint.report.footer import footer
from cnlint.report.style import coloured
from cnlint.report.text import columns
from report_runs import COMMA, CUT, DOUBLED, MISSING, NO_FIX, PAGE, RUNS, TEXT, check, page_of

ESCAPE = re.compile("\x1b\\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)


def told(format: str, run: RunResult, lang: str = "en", color: report.Colour = "never") -> str:
    stream = io.StringIO()
    report.render(format, run, stream, lang=lang, color=color)
    return stream.getvalue()


def test_text_in_english() -> None:
    assert told("text", RUNS["findings"]) == (
        "pages/页 1.txt:1:9 PUN001 [*] half-width , in Han text (preview)\n"
        "    \u3000𠀀城人口过千万,治理面临新挑战。\n"
        "                    ^\n"
        "    because: the neighbouring text decides: 万\n"
        "\n"
        "pages/页 1.txt:3:11 PAR002 [?] a paragraph is cut in two (warning)\n"
        "    社区为老人送去“暖冬 ∥ 行动”的棉衣。\n"
        "                        ^\n"
        "    because: probability 0.97 that both sides are one; "
        "a quotation mark or bracket opens on one side and closes on the other (+3.2)\n"
        "    although: the lengths fit two texts (-0.4)\n"
        "\n"
        "pages/页 1.txt:7:1 LEX001 他 stands twice (advice)\n"
        "    他他说好。\n"
        "    ^^^^\n"
        "    suggestion: 他 → ∅\n"
        "\n"
        "pages/页 1.txt:7:8 CHR003 nothing after this\n"
        "    他他说好。\n"
        "              ^\n"
        "\n"
        "4 findings in 1 file: 2 errors, 1 warning, 1 advice\n"
        "[*] 1 fixable with --fix ([?] 1 more with --unsafe-fixes)\n"
    )


def test_text_in_chinese() -> None:
    shown = told("text", check(page_of(TEXT, CUT._replace(preview=True, message="段落被断成两截"))), "zh")
    assert shown == (
        "p.txt:3:11 PAR002 [?] 段落被断成两截（警告，试用）\n"
        "    社区为老人送去“暖冬 ∥ 行动”的棉衣。\n"
        "                        ^\n"
        "    依据：两侧同属一段的概率为 0.97；引号或括号跨在断处两侧（+3.2）\n"
        "    反面：长度像是两段文字（-0.4）\n"
        "\n"
        "检查 1 个文件，发现 1 处问题：警告 1\n"
        "[?] 1 处可用 --unsafe-fixes 修复\n"
    )


def test_concise_is_one_line_each() -> None:
    assert told("concise", RUNS["findings"]).splitlines() == [
        "pages/页 1.txt:1:9 PUN001 [*] half-width , in Han text (preview)",
        "pages/页 1.txt:3:11 PAR002 [?] a paragraph is cut in two (warning)",
        "pages/页 1.txt:7:1 LEX001 他 stands twice (advice)",
        "pages/页 1.txt:7:8 CHR003 nothing after this",
    ]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("format", ["text", "concise"])
@pytest.mark.parametrize("name", RUNS)
def test_nothing_in_a_text_acts_on_a_terminal(name: str, format: str, lang: str) -> None:
    shown = told(format, RUNS[name], lang, color="always")
    assert not set("\x1b\x07\x08\r\u202e") & set(ESCAPE.sub("", shown))
    shown.encode("utf-8")


def test_hostile_names_and_messages_stay_on_their_line() -> None:
    assert told("concise", RUNS["acting text"]).splitlines() == [
        "\\x1b]0;t\\x07,a:b%.txt:1:7 PUN001 a\\x1b[0m\\x0a::error::b (preview)"
    ]


@pytest.mark.parametrize("format", ["text", "concise"])
@pytest.mark.parametrize("name", RUNS)
def test_colours_add_nothing_but_colours(name: str, format: str) -> None:
    assert ESCAPE.sub("", told(format, RUNS[name], color="always")) == told(format, RUNS[name])


def test_severities_have_colours_of_their_own() -> None:
    starts = set()
    for severity in Severity:
        [line] = told("concise", check(page_of(TEXT, NO_FIX._replace(severity=severity))), color="always").splitlines()
        starts.add(line[: line.index("CHR003")])
    assert len(starts) == len(Severity)


@pytest.mark.parametrize(
    ("run", "lines"),
    [
        (check(), ["no findings in 0 files"]),
        (check(FileResult("a.txt"), FileResult("b.txt")), ["no findings in 2 files"]),
        (check(page_of(TEXT, NO_FIX)), ["1 finding in 1 file: 1 error"]),
        (check(page_of(TEXT, NO_FIX, NO_FIX)), ["2 findings in 1 file: 2 errors"]),
        (check(page_of(TEXT, COMMA)), ["1 finding in 1 file: 1 error", "[*] 1 fixable with --fix"]),
        (check(page_of(TEXT, CUT)), ["1 finding in 1 file: 1 warning", "[?] 1 fixable with --unsafe-fixes"]),
        (check(page_of(TEXT, DOUBLED)), ["1 finding in 1 file: 1 advice"]),
        (
            check(FileResult("a.md", skipped="excluded"), FileResult("b.txt")),
            ["a.md: skipped: excluded", "no findings in 1 file; 1 file skipped"],
        ),
        (check(FileResult("a.txt", applied=(COMMA, CUT)), mode=Mode.FIX), ["no findings in 1 file", "2 repaired"]),
        (
            check(page_of(TEXT, COMMA)._replace(applied=(COMMA,)), mode=Mode.DIFF),
            ["1 finding in 1 file: 1 error", "1 would be repaired", "[*] 1 fixable with --fix"],
        ),
        (
            check(problems=(MISSING,)),
            ["no findings in 0 files", "incomplete: 1 problem kept the run from checking everything"],
        ),
        (
            check(FileResult("a.txt", problems=(MISSING,)), problems=(MISSING,), interrupted=True),
            [
                "no findings in 1 file",
                "incomplete: 2 problems kept the run from checking everything",
                "interrupted: the rest was not checked",
            ],
        ),
        (check(PAGE, quiet=True, problems=(MISSING,)), []),
    ],
)
def test_the_footer_counts(run: RunResult, lines: list[str]) -> None:
    assert footer(run, "en").splitlines() == lines


def test_statistics_take_the_place_of_the_findings() -> None:
    run = check(page_of(TEXT, COMMA, COMMA, NO_FIX, CUT), statistics=True)
    assert told("text", run).splitlines() == [
        "findings  [*]  [?]  code    name",
        "       2    2       PUN001  half-width-mark",
        "       1            CHR003  unreadable",
        "       1         1  PAR002  likely-cut-paragraph",
        "",
        *footer(run, "en").splitlines(),
    ]


def test_statistics_of_nothing_are_the_footer() -> None:
    run = check(statistics=True)
    assert told("text", run) == footer(run, "en")


def test_a_diff_is_written_as_it_is() -> None:
    diff = "--- a\n+++ b\n@@ -1,2 +1,2 @@\n-甲,\x1b[0m\r\n+甲，\x1b[0m\r\n 乙\n"
    run = check(PAGE._replace(diff=diff), FileResult("b.txt"), mode=Mode.DIFF)
    assert told("text", run) == diff


def test_a_diff_on_a_terminal_does_not_act_on_it() -> None:
    stream = Terminal()
    diff = "--- a\n+++ b\n@@ -1 +1 @@\n-甲,\x1b[2J\r\n+甲，\n"
    report.render("text", check(PAGE._replace(diff=diff), mode=Mode.DIFF), stream, lang="en", color="auto")
    shown = stream.getvalue()
    assert ESCAPE.sub("", shown) == "--- a\n+++ b\n@@ -1 +1 @@\n-甲,\\x1b[2J\n+甲，\n"
    assert "\x1b[31m-甲," in shown and "\x1b[32m+甲，" in shown


@pytest.mark.parametrize(
    ("choice", "terminal", "environ", "wanted"),
    [
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("never", True, {"FORCE_COLOR": "1"}, False),
        ("auto", True, {}, True),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_when_there_are_colours(choice: report.Colour, terminal: bool, environ: dict[str, str], wanted: bool) -> None:
    assert coloured(choice, Terminal() if terminal else io.StringIO(), environ) is wanted


@pytest.mark.parametrize(
    ("given", "wanted"), [(None, 80), ("", 80), ("120", 120), ("0", 80), ("-5", 80), ("wide", 80), ("²", 80)]
)
def test_the_width_of_a_report(monkeypatch: pytest.MonkeyPatch, given: str | None, wanted: int) -> None:
    if given is not None:
        monkeypatch.setenv("COLUMNS", given)
    assert columns(io.StringIO()) == wanted


def test_excerpts_keep_to_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    shown = told(
        "text", check(page_of("全市春季运动会昨日开幕,来自各区的选手参加。" * 3, NO_FIX._replace(start=30, end=31)))
    )
    assert shown.splitlines()[1] == "    …。全市春季运动会昨日开幕,来自各区的选…"
