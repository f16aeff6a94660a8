"""Runs to report on: small texts with findings of every kind, written for these tests."""

from cnlint.corpus.results import FileResult, Mode, Problem, RunResult
from cnlint.document import Document
from cnlint.findings import Edit, Effect, Evidence, Finding, Fix, Safety, Severity
from cnlint.rulebook import RuleBook
from cnlint.rulebook.rule import Measured, Option, Rule, RuleFix, Text

TEXT = "\u3000𠀀城人口过千万,治理面临新挑战。\r\n\r\n社区为老人送去“暖冬\r\n\r\n\r\n行动”的棉衣。\r\n他他说好。\r\n"
SEAM = TEXT.index("\r\n\r\n\r\n")

COMMA = Finding(
    "PUN001", "half-width-mark", Severity.ERROR, 8, 9, "half-width , in Han text",
    (Evidence("neighbour", "万"),),
    Fix((Edit(8, 9, ",", "，"),), Safety.SAFE, Effect.WIDTH, "one for one"), preview=True,
)  # fmt: skip
CUT = Finding(
    "PAR002", "likely-cut-paragraph", Severity.WARNING, SEAM, SEAM + 6, "a paragraph is cut in two",
    (Evidence("probability", 0.97), Evidence("straddling-quote", 3.2), Evidence("length", -0.4)),
    Fix((Edit(SEAM, SEAM + 6, "\r\n\r\n\r\n", ""),), Safety.UNSAFE, Effect.SPACE, "the quote goes on"),
)  # fmt: skip
DOUBLED = Finding(
    "LEX001", "doubled-character", Severity.ADVICE, TEXT.index("他"), TEXT.index("他") + 2, "他 stands twice", (),
    Fix((Edit(TEXT.index("他"), TEXT.index("他") + 1, "他", ""),), Safety.DISPLAY, Effect.TEXT, "a guess"),
)  # fmt: skip
NO_FIX = Finding("CHR003", "unreadable", Severity.ERROR, len(TEXT), len(TEXT), "nothing after this")

PAGE = FileResult("pages/页 1.txt", Document(TEXT, "pages/页 1.txt"), (COMMA, CUT, DOUBLED, NO_FIX))
MISSING = Problem("no such.txt", "this path does not exist", "check its spelling", "ENG001")


def rule(code: str, name: str, **parts: object) -> Rule:
    """A rule with all its texts, for pages and for SARIF."""
    whole = Rule(
        code=code, name=name, family="punctuation", summary=Text("It is wrong.", "这是错的。"),
        message=Text("wrong", "错"), why=Text("It does harm.", "有害。"), false_alarms=Text("None known.", "未见。"),
        detector=None, pattern=",", scope="any", replace="，", triggers=",", severity=Severity.ERROR,
        fix=RuleFix(Safety.SAFE, Effect.WIDTH, Text("One for one.", "一对一。")), options={}, status="stable",
        enabled=True, references=(), measured=(), read=None, recall=(),
        no_recall=Text("", ""), path="no-such-file.yaml",
    )  # fmt: skip
    return whole._replace(**parts)


MEASURED = (Measured("first", 60, 59), Measured("second", 40, 40))
BOOK = RuleBook(
    [
        rule("PUN001", "half-width-mark", status="preview", enabled=False),
        rule(
            "PAR002",
            "likely-cut-paragraph",
            options={"least": Option(0.5, Text("Least probability.", "最低概率。"))},
            references=("GB/T 15834-2011",),
            measured=MEASURED,
        ),
        rule("ENG001", "unreadable-file", pattern=None, replace=None, fix=None),
    ],
    "0123456789abcdef",
)


def check(*files: FileResult, **parts: object) -> RunResult:
    """A run of `check`."""
    return RunResult(Mode.CHECK, files, book=BOOK, root="/data/raw")._replace(**parts)


def page_of(text: str, *findings: Finding, path: str = "p.txt") -> FileResult:
    """One file with a text and findings on it."""
    return FileResult(path, Document(text, path), findings)


# Runs that each format must tell, by what is special about them.
RUNS = {
    "nothing": check(),
    "clean": check(FileResult("a.txt")),
    "findings": check(PAGE),
    "errors only": check(
        problems=(MISSING, Problem(None, "no rules"), Problem("--select", "unknown rule 'X'")), book=None, root=""
    ),
    "file with a problem": check(FileResult("a.txt", problems=(MISSING,)), PAGE),
    "skipped": check(FileResult("a.md", skipped="excluded by the configuration"), PAGE),
    "fixed": check(PAGE._replace(applied=(COMMA, CUT)), mode=Mode.FIX),
    "diff": check(PAGE._replace(diff="--- a\n+++ b\n@@ -1 +1 @@\n-甲,\n+甲，\n"), mode=Mode.DIFF),
    "interrupted": check(PAGE, interrupted=True),
    "statistics": check(PAGE, statistics=True),
    "absolute path": check(page_of(TEXT, COMMA, path="/data/raw/sub/页.txt")),
    "no lines": check(page_of("", NO_FIX._replace(start=0, end=0))),
    "acting text": check(
        page_of("\x1b[2J\x07字\u202e,", COMMA._replace(start=6, end=7, message="a\x1b[0m\n::error::b", fix=None),
                path="\x1b]0;t\x07,a:b%.txt")
    ),
    "lone surrogates": check(
        page_of("字\ud800,", COMMA._replace(start=1, end=2, message="\ud800", fix=None), path="\udcff.txt")
    ),
}  # fmt: skip
