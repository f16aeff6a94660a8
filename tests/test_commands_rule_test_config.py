"""`cnlint rule`, `cnlint test` and `cnlint config`."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cnlint.rulebook import load_rules
from commandline import Cnlint
from rulefiles import FIXING, PLAIN, write_rule

# rule


def test_the_table_names_every_rule(cnlint: Cnlint) -> None:
    ran = cnlint("rule")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == [rule.code for rule in load_rules().rules]


def test_the_users_own_rules_are_in_the_table(cnlint: Cnlint) -> None:
    write_rule(Path("mine"), PLAIN)
    Path("cnlint.toml").write_text("extend-rules = ['mine']\nlang = 'zh'")
    assert ["MY001", "sample-rule"] in [line.split()[:2] for line in cnlint("rule").out.splitlines()]


@pytest.mark.parametrize("word", ["PUN001", "half-width-mark", "pun001"])
def test_a_page_is_found_by_code_and_name(cnlint: Cnlint, word: str) -> None:
    ran = cnlint("rule", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# PUN001 half-width-mark\n\n")
    assert "## Why it matters" in ran.out
    assert "## 为何重要" in cnlint("rule", word, "--lang", "zh").out


def test_the_engines_own_rules_have_pages(cnlint: Cnlint) -> None:
    assert cnlint("rule", "ENG001").out.startswith("# ENG001 unreadable-file\n")


# test


def test_the_projects_own_rules_are_tested_by_name_and_by_the_start_of_their_code(cnlint: Cnlint) -> None:
    engine = sum(rule.code.startswith("ENG") for rule in load_rules().rules)
    ran = cnlint("test", "half-width-mark", "ENG", "PUN001")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(f"cases of {engine + 1} rules: all came out right\n")


@pytest.mark.parametrize("path", ["mine", "mine/rule.yaml", "mine/"])
def test_a_users_rules_are_tested_by_their_path(cnlint: Cnlint, path: str) -> None:
    write_rule(Path("mine"), PLAIN)
    assert cnlint("test", path) == (0, "4 cases of 1 rule: all came out right\n", "")


def test_a_users_rules_are_tested_with_all_others_and_by_name(cnlint: Cnlint) -> None:
    write_rule(Path("mine"), PLAIN)
    write_rule(Path("mine"), FIXING, "fixing.yaml")
    Path("cnlint.toml").write_text("extend-rules = ['mine']")
    assert cnlint("test", "MY001", "fixing-rule").out == "8 cases of 2 rules: all came out right\n"
    assert cnlint("test", "MY").out == "8 cases of 2 rules: all came out right\n"


def test_a_case_that_fails_is_told_with_its_place(cnlint: Cnlint) -> None:
    write_rule(Path("mine"), PLAIN.replace("好，吗", "好，，吗"))
    ran = cnlint("test", "mine")
    assert (ran.code, ran.err) == (1, "")
    failure, summary = ran.out.splitlines()
    assert failure.startswith("mine/rule.yaml:10: MY001 fires at [1, 3]: ")
    assert summary == "4 cases of 1 rule: 1 failed"


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("no/such.yaml", "no/such.yaml: the rule file cannot be read: No such file or directory; check the path"),
        ("PUN01", "'PUN01' is neither a path nor a rule; did you mean 'PUN001'?"),
        ("empty", "empty: no rule files (.yaml) in this folder"),
    ],
)
def test_what_cannot_be_tested_is_said(cnlint: Cnlint, word: str, error: str) -> None:
    Path("empty").mkdir()
    assert cnlint("test", word) == (2, "", f"cnlint: error: {error}\n")


def test_a_broken_rule_file_is_told_with_its_place(cnlint: Cnlint) -> None:
    write_rule(Path("mine"), PLAIN.replace("severity: warning", "severity: warnin"))
    ran = cnlint("test", "mine")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("cnlint: error: mine/rule.yaml: line 7, column 11: ")
    assert ran.err.endswith("did you mean 'warning'?\n")


# config


def test_the_schema_is_printed(cnlint: Cnlint) -> None:
    ran = cnlint("config", "--schema")
    assert (ran.code, ran.err) == (0, "")
    Draft202012Validator.check_schema(json.loads(ran.out))


def test_the_settings_are_those_that_check_shows(cnlint: Cnlint) -> None:
    Path("sub").mkdir()
    Path("sub/cnlint.toml").write_text("ignore = ['PUN002']")
    for arguments in ([], ["sub"], ["sub/page.txt"]):
        assert cnlint("config", *arguments) == cnlint("check", *arguments, "--show-settings")
    assert 'ignore = ["PUN002"]' in cnlint("config", "sub").out
