"""The pages of the rules: none lacks a part, and what is in `docs/` and the README is what the rule files make."""

import re

import pytest

from cnlint.findings import Severity
from cnlint.messages import say
from cnlint.rulebook import Rule, load_rules
from docs import ENGINE_PARTS, LANGUAGES, PAGES, PARTS, README, TOP, rule_page, site, with_catalogue
from measure_rules import READ

RULES = load_rules().rules
_SECTION = re.compile(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_no_page_lacks_a_part(rule: Rule, lang: str) -> None:
    sections = dict(_SECTION.findall(rule_page(rule, lang)))
    for part in ENGINE_PARTS if rule.is_engine else PARTS:
        assert sections.get(say(part, lang), "").strip(), f"{rule.path}: no {part} in the page"


OWN = [rule for rule in RULES if not rule.is_engine]


@pytest.mark.parametrize("rule", OWN, ids=[rule.code for rule in OWN])
def test_a_rule_that_is_not_preview_has_been_measured(rule: Rule) -> None:
    assert rule.preview or len({source.source for source in rule.measured if source.findings}) >= 2
    assert rule.preview or (f"[{rule.code}]" in (row := _row(rule.code)) and not row.endswith("| – |"))


@pytest.mark.parametrize("rule", OWN, ids=[rule.code for rule in OWN])
def test_recall_is_counted_or_it_is_said_why_not(rule: Rule) -> None:
    assert bool(rule.recall) != bool(rule.no_recall.en and rule.no_recall.zh)


STABLE_ADVICE = [rule for rule in OWN if rule.severity is Severity.ADVICE and not rule.preview]


@pytest.mark.parametrize("rule", STABLE_ADVICE, ids=[rule.code for rule in STABLE_ADVICE])
def test_fifty_findings_of_stable_advice_have_been_read_and_three_in_five_are_right(rule: Rule) -> None:
    assert rule.read is not None
    assert rule.read.sample >= READ
    assert 5 * rule.read.right >= 3 * rule.read.sample


ADVICE = [rule for rule in OWN if rule.severity is Severity.ADVICE and rule.enabled]


@pytest.mark.parametrize("rule", ADVICE, ids=[rule.code for rule in ADVICE])
def test_advice_that_is_on_by_default_has_been_read_or_its_damage_planted(rule: Rule) -> None:
    """Where no text at hand has the defect, there is nothing to read."""
    if rule.read is None:
        assert any(source.found for source in rule.recall) and not any(source.findings > 1 for source in rule.measured)
    else:
        assert rule.read.sample >= min(READ, rule.read.of)


def _row(code: str) -> str:
    """A rule's row of the catalogue in the README."""
    return next(line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith(f"| [{code}]"))


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_projects_own_pages_speak_both_languages(rule: Rule) -> None:
    for words in (rule.summary, rule.message, rule.why, rule.false_alarms):
        assert words.en != words.zh or not words.en


def test_the_pages_are_those_that_the_rule_files_make() -> None:
    made = dict(site())
    assert {path for path in PAGES.rglob("*") if path.is_file()} == set(made), "run `make docs`"
    for path, text in made.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.relative_to(TOP)}: run `make docs`"


def test_the_catalogue_in_the_readme_is_the_one_that_the_rule_files_make() -> None:
    text = README.read_text(encoding="utf-8")
    assert "| [PAR001](docs/rules/en/PAR001.md) |" in text
    assert text == with_catalogue(text), "run `make docs`"


@pytest.mark.parametrize(
    "path", [README, *sorted((TOP / "docs").rglob("*.md"))], ids=lambda path: str(path.relative_to(TOP))
)
def test_links_lead_somewhere(path) -> None:
    for link in _LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), link
