"""Where a rule can fire: never less than where it does."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.candidates import Finder, Region
from cnlint.document import Document
from cnlint.patterns import matches
from cnlint.rulebook import Rule
from cnlint.structure import analysis
from cnlint.structure.model import Layout, Piece, Role, Structure
from cnlint.structure.snapshot import Snapshot
from rulefiles import PLAIN, rule_of

RULE = rule_of(PLAIN)
TEXT = "　　昨日，晴。\n续行，\n\n今日阴\n\n明日。"


def regions(text: str, rule: Rule) -> Sequence[tuple[int, int]]:
    return Finder(Snapshot(Document(text))).regions(rule)


def detector(triggers: str) -> Rule:
    return RULE._replace(detector="some", pattern=None, triggers=triggers)


def pattern(triggers: str, scope: str = "any") -> Rule:
    return RULE._replace(triggers=triggers, scope=scope)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (detector(",;"), TEXT, []),
        (detector(""), "", [(0, 0)]),
        (detector(""), TEXT, [(0, len(TEXT))]),
        (detector(",，"), TEXT, [(0, len(TEXT))]),
        (pattern(",;"), TEXT, []),
        (pattern(""), "", []),
        (pattern(""), " \n\n", []),
        (pattern(""), TEXT, [(0, 11), (13, 16), (18, 21)]),
        (pattern("，"), TEXT, [(0, 11)]),
        (pattern("。"), TEXT, [(0, 11), (18, 21)]),
        (pattern("，。"), TEXT, [(0, 11), (18, 21)]),
        (pattern("阴；"), TEXT, [(13, 16)]),
        (pattern("", "line"), TEXT, [(0, 7), (8, 11), (13, 16), (18, 21)]),
        (pattern("，", "line"), TEXT, [(0, 7), (8, 11)]),
        (pattern("\n", "line"), TEXT, []),
    ],
)
def test_regions(rule: Rule, text: str, expected: list[tuple[int, int]]) -> None:
    assert list(regions(text, rule)) == expected


ROLES = (Role.KICKER, Role.HEADLINE, Role.BYLINE, Role.BODY, Role.CAPTION, Role.BODY, Role.SUBHEAD)
ROLES_TEXT = "甲，\n\n乙，\n\n丙，\n\n　　丁，\n\n戊，\n\n己\n\n庚，"


def typed(document: Document) -> Structure:
    """Structure as it would be if the blocks had these roles."""
    pieces = []
    for block, char in zip(document.blocks, "甲乙丙丁戊己庚", strict=True):
        start = document.text.index(char)
        pieces.append(Piece(block.index, block.index, block.first, start, block.end, 0, 1, char))
    return Structure(Layout.BLOCKS, tuple(pieces), ROLES, (), (), (), ())


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (pattern("", "headline"), ["甲，", "乙，"]),
        (pattern("乙；", "headline"), ["乙，"]),
        (pattern("戊庚", "headline"), []),
        (pattern("", "body"), ["丁，", "己"]),
        (pattern("，", "body"), ["丁，"]),
        (pattern("；", "body"), []),
    ],
)
def test_body_and_headline_are_what_structure_says(
    rule: Rule, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "analyse", typed)
    assert [ROLES_TEXT[start:end] for start, end in regions(ROLES_TEXT, rule)] == expected


def test_structure_is_not_asked_where_no_trigger_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "analyse", lambda _: pytest.fail("structure was computed"))
    assert regions(ROLES_TEXT, pattern("；", "body")) == ()
    assert regions(ROLES_TEXT, pattern("，")) != ()


TEXTS = st.text(alphabet="甲乙，, \n\u3000", max_size=40)


@given(TEXTS, st.sampled_from(["any", "line"]), st.sampled_from(["，甲", "[，,]{2}", "乙(?=甲)", "甲\n乙"]))
def test_a_rule_fires_in_its_candidates_as_in_all(text: str, scope: str, source: str) -> None:
    rule = rule_of(PLAIN.replace("'(?P<mark>[，。])(?P=mark)'", f'"{source}"'.replace("\n", "\\n")))
    some = regions(text, rule._replace(scope=scope))
    everywhere = regions(text, rule._replace(scope=scope, triggers=""))
    assert set(some) <= set(everywhere)
    assert list(matches(source, None, text, some, 5)) == list(matches(source, None, text, everywhere, 5))


@given(TEXTS, st.text(alphabet="甲乙，", max_size=3), st.sampled_from(["any", "line"]))
def test_regions_are_the_units_that_hold_a_trigger(text: str, triggers: str, scope: str) -> None:
    units = regions(text, pattern("", scope))
    held = [Region(*unit) for unit in units if not triggers or set(triggers) & set(text[slice(*unit)])]
    assert list(regions(text, pattern(triggers, scope))) == held
