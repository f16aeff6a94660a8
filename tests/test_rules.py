"""The project's own rules: every case of every rule file, and what each file owes its reader."""

import re
from pathlib import Path

import pytest

from cnlint.rulebook import Rule, cases, load_rules, rules_folder
from cnlint.rulebook.rule import ENGINE_CODES
from cnlint.rulecases import run_rule

RULES = load_rules().rules
FAMILIES = {
    "paragraph", "duplicate", "headline", "caption", "page", "punctuation", "character", "lexicon", "figure", "order",
    "format", "quality", "engine",
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_case(rule: Rule) -> None:
    results = list(run_rule(rule))
    assert [str(failure) for failure in results if failure is not None] == []
    assert len(results) >= 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_file_lies_where_its_rule_is_looked_for(rule: Rule) -> None:
    assert rule.family in FAMILIES
    assert Path(rule.path).relative_to(rules_folder()) == Path(rule.family, f"{rule.code}-{rule.name}.yaml")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_speaks_both_languages(rule: Rule) -> None:
    texts = [rule.summary, rule.message, rule.why, *(option.doc for option in rule.options.values())]
    texts += [rule.fix.because] if rule.fix is not None else []
    for text in texts:
        # What is the same in both languages is only a placeholder.
        assert text.en != text.zh or not re.sub(r"{\w+}", "", text.en)
        assert not re.search(r"[\u4e00-\u9fff]{6}", text.en)


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.is_engine], ids=lambda rule: rule.code)
def test_a_page_says_when_the_rule_is_wrong(rule: Rule) -> None:
    assert rule.false_alarms.en and rule.false_alarms.zh


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.is_engine], ids=lambda rule: rule.code)
def test_options_are_tried_in_cases(rule: Rule) -> None:
    found = cases(rule)
    tried = {name for case in (*found.bad, *found.good) for name in case.options}
    assert tried == set(rule.options)


def test_the_engine_has_all_its_rules() -> None:
    assert [rule.code for rule in RULES if rule.is_engine] == list(ENGINE_CODES)
