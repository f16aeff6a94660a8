"""`cnlint check`: what it reports, what it writes (nothing), how it exits."""

import json
import os
from pathlib import Path

import pytest

from commandline import CLEAN, DAMAGED, FORMATS, Cnlint
from repositories import commit_all

WARNING = "[rules.PUN001]\nseverity = 'warning'\n"


@pytest.fixture
def pages(cnlint: Cnlint) -> Path:
    """A folder with a right and a damaged page."""
    here = Path.cwd()
    (here / "raw").mkdir()
    (here / "raw" / "right.txt").write_text(CLEAN, encoding="utf-8")
    (here / "raw" / "wrong.txt").write_text(DAMAGED, encoding="utf-8")
    return here


@pytest.mark.parametrize("format", FORMATS)
def test_right_text_is_left_in_peace(cnlint: Cnlint, pages: Path, format: str) -> None:
    ran = cnlint("check", "raw/right.txt", "--output-format", format)
    assert (ran.code, ran.err) == (0, "")
    assert "PUN" not in ran.out


@pytest.mark.parametrize("format", FORMATS)
def test_damage_is_reported_and_nothing_is_changed(cnlint: Cnlint, pages: Path, format: str) -> None:
    ran = cnlint("check", "--output-format", format)
    assert (ran.code, ran.err) == (1, "")
    assert "PUN001" in ran.out
    assert (pages / "raw" / "wrong.txt").read_text(encoding="utf-8") == DAMAGED
    assert sorted(path.name for path in pages.iterdir()) == ["raw"]


@pytest.mark.parametrize(
    ("config", "arguments", "code"),
    [
        ("", [], 1),
        ("", ["--fail-level", "never"], 0),
        ("", ["--fail-level", "warning"], 1),
        ("fail-level = 'never'\n", [], 0),
        ("fail-level = 'never'\n", ["--fail-level", "error"], 1),
        (WARNING, [], 0),
        (WARNING, ["--fail-level", "warning"], 1),
        (WARNING, ["--fail-level", "advice"], 1),
        ("ignore = ['PUN']\n", [], 0),
        ("ignore = ['PUN']\n", ["--select", "PUN001"], 1),
        ("ignore = ['PUN']\n", ["--extend-select", "PUN001"], 1),
        ("select = ['FMT']\n", [], 0),
        ("select = ['FMT']\n", ["--extend-select", "half-width-mark"], 1),
        ("select = ['ALL']\n", ["--ignore", "PUN001,PUN002", "--ignore", "PUN004"], 0),
        ("[per-file-ignores]\n'raw/wrong.txt' = ['PUN']\n", [], 0),
        ("[per-file-ignores]\n'raw/right.txt' = ['PUN']\n", [], 1),
        ("exclude = ['wrong.txt']\n", [], 0),
    ],
)
def test_exit_codes(cnlint: Cnlint, pages: Path, config: str, arguments: list[str], code: int) -> None:
    (pages / "cnlint.toml").write_text(config)
    assert cnlint("check", *arguments).code == code


def test_each_file_fails_at_the_level_of_its_own_configuration(cnlint: Cnlint, pages: Path) -> None:
    (pages / "raw" / "cnlint.toml").write_text("fail-level = 'never'")
    assert cnlint("check").code == 0
    (pages / "wrong.txt").write_text(DAMAGED, encoding="utf-8")
    assert cnlint("check").code == 1


def test_the_rules_are_those_of_the_nearest_configuration(cnlint: Cnlint, pages: Path) -> None:
    (pages / "other").mkdir()
    (pages / "other" / "page.txt").write_text(DAMAGED, encoding="utf-8")
    (pages / "other" / "cnlint.toml").write_text("ignore = ['PUN']")
    out = cnlint("check", "--output-format", "concise").out
    assert "raw/wrong.txt" in out
    assert "other/page.txt" not in out


def test_standard_input(cnlint: Cnlint, pages: Path) -> None:
    ran = cnlint("check", "-", "--output-format", "concise", stdin=DAMAGED.encode())
    assert (ran.code, ran.out.partition(" ")[0]) == (1, "-:1:5")
    assert cnlint("check", "-", stdin=CLEAN.encode()).code == 0


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_excluded_is_skipped_with_a_note(cnlint: Cnlint, pages: Path, format: str) -> None:
    (pages / "cnlint.toml").write_text("exclude = ['raw/']")
    ran = cnlint("check", "raw/wrong.txt", "raw/right.txt", "--output-format", format)
    assert ran.code == 0
    told = ran.out + ran.err
    assert told.count("wrong.txt: skipped: excluded by the configuration (cnlint.toml)") == 1
    assert cnlint("check", "raw/wrong.txt", "--quiet").err == ""


@pytest.mark.parametrize("format", FORMATS)
def test_only_what_is_new_since_a_revision(cnlint: Cnlint, pages: Path, format: str) -> None:
    commit_all(pages)
    ran = cnlint("check", "--since", "HEAD", "--output-format", format)
    assert (ran.code, ran.err) == (0, "cnlint: note: no file is new or changed since HEAD\n")
    (pages / "raw" / "new.txt").write_text(DAMAGED, encoding="utf-8")
    ran = cnlint("check", "raw", "--since", "HEAD", "--output-format", format)
    assert (ran.code, ran.err) == (1, "")
    assert "new.txt" in ran.out
    assert "wrong.txt" not in ran.out


def test_quiet_leaves_the_findings(cnlint: Cnlint, pages: Path) -> None:
    assert cnlint("check", "raw/right.txt", "--quiet") == (0, "", "")
    loud, quiet = cnlint("check").out, cnlint("check", "-q").out
    assert loud.startswith(quiet)
    assert "PUN001" in quiet
    assert "1 error" in loud.removeprefix(quiet)


def test_statistics_count_by_rule(cnlint: Cnlint, pages: Path) -> None:
    lines = [line.split() for line in cnlint("check", "--statistics", "--select", "PUN001").out.splitlines()]
    assert ["1", "1", "PUN001", "half-width-mark"] in lines


def test_the_report_can_be_written_to_a_file(cnlint: Cnlint, pages: Path) -> None:
    ran = cnlint("check", "--output-format", "json", "--output-file", "报告.json", "--color", "always")
    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert json.loads((pages / "报告.json").read_text(encoding="utf-8"))["summary"]["findings"] == 1


def test_a_report_that_cannot_be_written_is_said(cnlint: Cnlint, pages: Path) -> None:
    ran = cnlint("check", "--output-file", "no/such/folder/report.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("cnlint: error: no/such/folder/report.txt: ")


def test_the_language_of_messages(cnlint: Cnlint, pages: Path) -> None:
    (pages / "cnlint.toml").write_text("lang = 'zh'")
    assert "应为" in cnlint("check").out
    assert "应为" not in cnlint("check", "--lang", "en").out


@pytest.mark.parametrize(("arguments", "colours"), [([], False), (["--color", "always"], True)])
def test_colours(cnlint: Cnlint, pages: Path, arguments: list[str], colours: bool) -> None:
    assert ("\x1b[" in cnlint("check", *arguments).out) == colours


# --diff and --fix


@pytest.mark.parametrize("command", [["check", "--diff"], ["fix", "--diff"], ["check", "--fix", "--diff"]])
def test_a_diff_shows_what_would_change_and_changes_nothing(cnlint: Cnlint, pages: Path, command: list[str]) -> None:
    ran = cnlint(*command, "--select", "PUN001")
    assert ran == (1, f"--- raw/wrong.txt\n+++ raw/wrong.txt\n@@ -1 +1 @@\n-{DAMAGED}+{CLEAN}", "")
    assert (pages / "raw" / "wrong.txt").read_text(encoding="utf-8") == DAMAGED
    assert not (pages / ".cnlint").exists()


def test_without_fixes_the_diff_is_empty(cnlint: Cnlint, pages: Path) -> None:
    assert cnlint("check", "raw/right.txt", "--diff") == (0, "", "")


def test_check_fixes_when_it_is_asked_to(cnlint: Cnlint, pages: Path) -> None:
    assert cnlint("check", "--fix", "--select", "PUN001").code == 0
    assert (pages / "raw" / "wrong.txt").read_text(encoding="utf-8") == CLEAN


# --show-settings


def test_settings_are_shown_with_their_origins(cnlint: Cnlint, pages: Path) -> None:
    (pages / "raw" / "cnlint.toml").write_text(
        "ignore = ['PUN002']\n[per-file-ignores]\n'wrong*' = ['QLT']\n[rules.PUN001]\nseverity = 'advice'\n"
    )
    ran = cnlint("check", "raw/wrong.txt", "--show-settings", "--fail-level", "never")
    assert (ran.code, ran.err) == (0, "")
    lines = {line.partition(" =")[0]: line for line in ran.out.splitlines()}
    origin = os.path.join("raw", "cnlint.toml")
    assert lines["ignore"].split(" = ")[1].split() == ['["PUN002"]', "#", origin]
    assert lines["fail-level"].split(" = ")[1].split() == ['"never"', "#", "command", "line"]
    assert lines["jobs"].split(" = ")[1].split() == ["0", "#", "default"]
    assert '{"PUN001" = {"severity" = "advice"}}' in lines["rules"]
    rules = {line.split()[1]: line.split(maxsplit=3)[3] for line in ran.out.splitlines() if line.startswith("# PUN")}
    assert rules["PUN001"] == "on: select has 'ALL'"
    assert rules["PUN002"].startswith("off: ignore has 'PUN002'")
    assert "off: per-file-ignores has it for 'wrong*'" in ran.out


def test_shown_settings_can_be_read_back(cnlint: Cnlint, pages: Path) -> None:
    (pages / "cnlint.toml").write_text(
        "ignore = ['PUN002']\nexclude = ['一\"', 'x\\n']\n[per-file-ignores]\n'a b' = ['PUN']\n"
    )
    shown = cnlint("check", "--show-settings").out
    (pages / "again.toml").write_text(shown, encoding="utf-8")

    def settings(text: str) -> list[str]:
        return [line.partition("  #")[0] for line in text.splitlines() if not line.startswith("#")]

    assert settings(cnlint("check", "--show-settings", "--config", "again.toml").out) == settings(shown)
