"""Which rules are on: a table of decisions, as flake8 and ruff make them."""

from pathlib import Path
from typing import Any

import pytest

from cnlint.findings import Severity
from cnlint.rulebook import Option, RuleBook, Text
from cnlint.selection import Selection, SelectionError
from rulefiles import FIXING, PLAIN, rule_of

RULE = rule_of(PLAIN)
SIZE = Option(0.5, Text("", ""))
BOOK = RuleBook(
    [
        RULE._replace(code="PAR001", name="cut-paragraph", options={"size": SIZE, "deep": Option(3, Text("", ""))}),
        RULE._replace(code="PAR002", name="likely-cut"),
        RULE._replace(code="PUN001", name="half-width-mark", options={"loud": Option(True, Text("", ""))}),
        RULE._replace(code="PUN002", name="mixed-widths", enabled=False),
        rule_of(FIXING)._replace(code="CHR001", name="control-character", options={"word": Option("x", Text("", ""))}),
        RULE._replace(code="ENG002", name="crashed-rule", pattern=None),
    ]
)
DEFAULT = ["CHR001", "PAR001", "PAR002", "PUN001"]


def codes(path: str = "a.txt", **settings: Any) -> list[str]:
    return [active.rule.code for active in Selection(BOOK, **settings).active(path)]


DECISIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, DEFAULT),
    ({"select": ["ALL"]}, DEFAULT),
    ({"select": []}, []),
    ({"select": ["PAR"]}, ["PAR001", "PAR002"]),
    ({"select": ["P"]}, ["PAR001", "PAR002", "PUN001"]),
    ({"select": ["PAR001"]}, ["PAR001"]),
    ({"select": ["cut-paragraph"]}, ["PAR001"]),
    ({"select": ["PUN"]}, ["PUN001"]),
    ({"select": ["PUN00"]}, ["PUN001"]),
    ({"select": ["PUN002"]}, ["PUN002"]),
    ({"select": ["mixed-widths"]}, ["PUN002"]),
    ({"extend_select": ["PUN002"]}, [*DEFAULT, "PUN002"]),
    ({"extend_select": ["PUN"]}, DEFAULT),
    ({"select": ["CHR"], "extend_select": ["PAR001"]}, ["CHR001", "PAR001"]),
    ({"ignore": ["PAR"]}, ["CHR001", "PUN001"]),
    ({"ignore": ["ALL"]}, []),
    ({"ignore": ["cut-paragraph"]}, ["CHR001", "PAR002", "PUN001"]),
    ({"select": ["PAR001"], "ignore": ["PAR"]}, ["PAR001"]),
    ({"select": ["PAR"], "ignore": ["PAR001"]}, ["PAR002"]),
    ({"select": ["PAR"], "ignore": ["PAR"]}, []),
    ({"select": ["PAR001"], "ignore": ["cut-paragraph"]}, []),
    ({"select": ["PAR0"], "ignore": ["PAR"]}, ["PAR001", "PAR002"]),
    ({"select": ["ALL"], "ignore": ["P"], "extend_select": ["PUN"]}, ["CHR001", "PUN001"]),
    ({"extend_select": ["PUN002"], "ignore": ["PUN"]}, ["CHR001", "PAR001", "PAR002", "PUN002"]),
]


@pytest.mark.parametrize(("settings", "expected"), DECISIONS)
def test_decisions(settings: dict[str, Any], expected: list[str]) -> None:
    assert codes(**settings) == sorted(expected)


FILES: list[tuple[str, str, list[str], list[str]]] = [
    ("a.txt", "b.txt", ["PAR"], DEFAULT),
    ("*.txt", "b.txt", ["PAR"], ["CHR001", "PUN001"]),
    ("*.txt", "old/b.txt", ["PAR"], ["CHR001", "PUN001"]),
    ("old/", "old/deep/b.txt", ["PAR"], ["CHR001", "PUN001"]),
    ("old/", "new/b.txt", ["PAR"], DEFAULT),
    ("/old/*.txt", "old/b.txt", ["cut-paragraph"], ["CHR001", "PAR002", "PUN001"]),
    ("/old/*.txt", "new/old/b.txt", ["cut-paragraph"], DEFAULT),
    ("**/x/*.txt", "./y/x/b.txt", ["ALL"], []),
    ("*", "../b.txt", ["CHR001"], ["PAR001", "PAR002", "PUN001"]),
]


@pytest.mark.parametrize(("pattern", "path", "ignored", "expected"), FILES)
def test_files(pattern: str, path: str, ignored: list[str], expected: list[str]) -> None:
    assert codes(path, per_file_ignores={pattern: ignored}) == expected


def test_file_patterns_are_relative_to_the_configuration(tmp_path: Path) -> None:
    ignores = {"/old/*.txt": ["ALL"]}
    assert codes(str(tmp_path / "old" / "b.txt"), per_file_ignores=ignores, root=str(tmp_path)) == []
    assert codes(str(tmp_path / "old" / "b.txt"), per_file_ignores=ignores, root=str(tmp_path.parent)) == DEFAULT


def test_files_ignore_what_was_selected_by_its_code() -> None:
    assert codes(select=["PAR001"], per_file_ignores={"a.*": ["P"]}) == []


def test_severities_and_options() -> None:
    selection = Selection(
        BOOK,
        severity={"ALL": Severity.ADVICE, "PAR": Severity.ERROR, "likely-cut": Severity.WARNING},
        options={"cut-paragraph": {"size": 1}, "CHR001": {"word": "y"}},
    )
    found = {active.rule.code: active for active in selection.active("a.txt")}
    assert [found[code].severity.value for code in DEFAULT] == ["advice", "error", "warning", "advice"]
    assert found["PAR001"].options == {"size": 1, "deep": 3}
    assert found["CHR001"].options == {"word": "y"}
    assert found["PUN001"].options == {"loud": True}
    assert selection.active("a.txt") is selection.active("b.txt")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"select": ["PAR009"]}, "select: no rule is called 'PAR009' (did you mean 'PAR002'?)"),
    ({"select": ["pun001"]}, "select: no rule is called 'pun001' (did you mean 'PUN001'?)"),
    (
        {"extend_select": ["half-widt"]},
        "extend-select: no rule is called 'half-widt' (did you mean 'half-width-mark'?)",
    ),
    ({"ignore": ["all"]}, "ignore: no rule is called 'all' (did you mean 'ALL'?)"),
    ({"ignore": [""]}, "ignore: no rule is called ''"),
    ({"ignore": ["ENG"]}, "ignore: 'ENG' is the engine's own and always on"),
    ({"ignore": ["crashed-rule"]}, "ignore: 'crashed-rule' is the engine's own and always on"),
    ({"severity": {"ENG002": Severity.ADVICE}}, "severity: 'ENG002' is the engine's own and always on"),
    ({"per_file_ignores": {"*.txt": ["PAX"]}}, "per-file-ignores.*.txt: no rule is called 'PAX' (did you mean 'PAR'?)"),
    ({"severity": {"QQQ": Severity.ERROR}}, "severity: no rule is called 'QQQ'"),
    ({"options": {"PAR": {}}}, "rules.PAR: no rule is called 'PAR' (did you mean"),
    ({"options": {"PAR001": {"sice": 1}}}, "rules.PAR001: the rule has no option 'sice' (did you mean 'size'?)"),
    ({"options": {"PAR002": {"size": 1}}}, "rules.PAR002: the rule has no option 'size' (it has none)"),
    ({"options": {"PAR001": {"size": "big"}}}, "rules.PAR001: 'size' takes a number, not 'big'"),
    ({"options": {"PAR001": {"size": True}}}, "rules.PAR001: 'size' takes a number, not True"),
    ({"options": {"PAR001": {"deep": 0.5}}}, "rules.PAR001: 'deep' takes a whole number, not 0.5"),
    ({"options": {"PUN001": {"loud": 1}}}, "rules.PUN001: 'loud' takes true or false, not 1"),
    ({"options": {"CHR001": {"word": 1}}}, "rules.CHR001: 'word' takes text, not 1"),
]


@pytest.mark.parametrize(("settings", "message"), WRONG)
def test_wrong_settings(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(SelectionError) as refused:
        Selection(BOOK, **settings)
    assert str(refused.value).startswith(message)


WHYS: list[tuple[dict[str, Any], str, str]] = [
    ({}, "PAR001", "on: select has 'ALL'"),
    ({}, "cut-paragraph", "on: select has 'ALL'"),
    ({}, "PUN002", "off: by default; select it as 'PUN002'"),
    ({}, "ENG002", "on: the engine's own rules always are"),
    ({"select": ["PAR"]}, "PUN001", "off: no selector names it"),
    ({"extend_select": ["PUN"]}, "PUN001", "on: extend-select has 'PUN'"),
    ({"ignore": ["PUN"]}, "PUN001", "off: ignore has 'PUN', select no more than 'ALL'"),
    ({"per_file_ignores": {"*.txt": ["PUN"]}}, "PUN001", "off: per-file-ignores has it for '*.txt'"),
]


@pytest.mark.parametrize(("settings", "code", "words"), WHYS)
def test_why(settings: dict[str, Any], code: str, words: str) -> None:
    assert Selection(BOOK, **settings).why(code, "a.txt") == words


def test_why_of_an_unknown_rule() -> None:
    with pytest.raises(SelectionError, match="did you mean 'PAR001'"):
        Selection(BOOK).why("PAR0O1", "a.txt")
