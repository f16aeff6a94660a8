"""Law 3: edits on one snapshot, rounds to a fixed point, and the original back where that is not reached."""

import re
from collections.abc import Callable, Iterable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.conservation import printed
from cnlint.document import Document
from cnlint.engine import Outcome
from cnlint.findings import Edit, Effect, Finding, Fix, Safety, Severity
from cnlint.fixer import MAX_ROUNDS, Fixed, apply, choose, fix, inverse
from texts import texts

SAFE = frozenset({Safety.SAFE})
BOTH = frozenset({Safety.SAFE, Safety.UNSAFE})

Rule = Callable[[str], Iterable[Finding]]


def finding(
    rule: str,
    *edits: Edit,
    safety: Safety = Safety.SAFE,
    effect: Effect = Effect.SPACE,
    twin: tuple[int, int] | None = None,
) -> Finding:
    made = Fix(edits, safety, effect, "", twin) if edits else None
    start, end = (edits[0].start, edits[-1].end) if edits else (0, 0)
    return Finding(rule, rule.lower(), Severity.ERROR, start, end, "", fix=made)


def replacing(code: str, old: str, new: str, effect: Effect = Effect.TEXT, safety: Safety = Safety.SAFE) -> Rule:
    """A rule that replaces each occurrence of a text."""

    def rule(text: str) -> Iterable[Finding]:
        place = text.find(old)
        while place >= 0:
            yield finding(code, Edit(place, place + len(old), old, new), effect=effect, safety=safety)
            place = text.find(old, place + len(old))

    return rule


def checking(*rules: Rule, crash: str | None = None) -> Callable[[Document], Outcome]:
    """A checker of toy rules; `crash` is a text on which one more rule crashes."""

    def check(document: Document) -> Outcome:
        findings = [found for rule in rules for found in rule(document.text)]
        crashed = (finding("ENG002"),) if crash is not None and crash in document.text else ()
        return Outcome(tuple(findings), crashed)

    return check


JOIN = replacing("PAR001", "\n\n", "", Effect.SPACE)
WIDE = replacing("PUN001", ",", "，", Effect.WIDTH)
TO_DAY = replacing("TRY001", "昨日", "昨天", safety=Safety.UNSAFE)
TO_DATE = replacing("TRY002", "昨天", "昨日", safety=Safety.UNSAFE)


def doubled(text: str) -> Iterable[Finding]:
    for match in re.finditer("(?<!，)，，(?!，)", text):
        yield finding("PUN005", Edit(match.start(), match.end(), "，，", "，"), effect=Effect.DOUBLED_MARK)


def repaired(text: str, *rules: Rule, allowed: frozenset[Safety] = SAFE) -> Fixed:
    return fix(Document(text), checking(*rules), allowed)


def told(fixed: Fixed) -> list[tuple[str, str]]:
    return [(trouble.rule, trouble.message) for trouble in fixed.troubles]


@pytest.mark.parametrize(
    ("text", "rules", "allowed"),
    [
        ("", [WIDE, JOIN], SAFE),
        ("昨日，晴。", [WIDE, JOIN, TO_DAY], SAFE),  # unsafe, and only safe ones are allowed
        ("昨日,晴。", [WIDE], frozenset({Safety.UNSAFE})),
        ("昨日,晴。", [WIDE], frozenset()),
        ("昨日晴。", [replacing("LEX001", "晴", "情", safety=Safety.DISPLAY)], frozenset(Safety)),
        ("昨日晴。", [lambda text: [finding("CHR003")]], BOTH),  # a finding without a fix
        ("\ud800", [WIDE], BOTH),
    ],
)
def test_nothing_is_made_of_what_is_not_to_be_fixed(text: str, rules: list[Rule], allowed: frozenset[Safety]) -> None:
    document = Document(text)
    check = checking(*rules)
    fixed = fix(document, check, allowed)
    assert fixed == Fixed(document, (), check(document), ())
    assert fixed.document is document


def test_rounds_go_on_until_nothing_is_left() -> None:
    fixed = repaired("昨日,\n\n，晴", WIDE, JOIN, doubled)
    assert fixed.document.text == "昨日，晴"
    assert [[found.rule for found in step] for step in fixed.steps] == [["PUN001"], ["PAR001"], ["PUN005"]]
    assert [found.rule for found in fixed.applied] == ["PUN001", "PAR001", "PUN005"]
    assert fixed.rounds == ((Edit(2, 3, ",", "，"),), (Edit(3, 5, "\n\n", ""),), (Edit(2, 4, "，，", "，"),))
    assert fixed.outcome == Outcome((), ()) and fixed.troubles == ()


def test_what_remains_is_found_in_the_fixed_text() -> None:
    fixed = repaired("昨日,晴", WIDE, TO_DAY)
    assert [(found.rule, found.start) for found in fixed.outcome.findings] == [("TRY001", 0)]


def test_path_and_byte_order_mark_go_with_the_text() -> None:
    document = fix(Document("昨日,晴", "page.txt", bom=True), checking(WIDE), SAFE).document
    assert (document.text, document.path, document.bom) == ("昨日，晴", "page.txt", True)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (Edit(0, 2, "ab", ""), Edit(1, 3, "bc", ""), False),  # overlap
        (Edit(0, 2, "ab", ""), Edit(2, 3, "c", ""), False),  # touch
        (Edit(0, 2, "ab", ""), Edit(2, 2, "", "x"), False),
        (Edit(1, 1, "", "x"), Edit(1, 1, "", "y"), False),
        (Edit(0, 4, "abcd", ""), Edit(2, 2, "", "x"), False),
        (Edit(2, 2, "", "x"), Edit(2, 3, "c", ""), False),
        (Edit(0, 2, "ab", ""), Edit(3, 4, "d", ""), True),
        (Edit(0, 2, "ab", ""), Edit(3, 3, "", "x"), True),
        (Edit(1, 1, "", "x"), Edit(2, 2, "", "y"), True),
    ],
)
def test_fixes_that_touch_are_not_made_together(first: Edit, second: Edit, together: bool) -> None:
    one, other = finding("TRY001", first), finding("TRY002", second)
    expected = (one, other) if together else (one,)
    assert choose([one, other], SAFE) == expected
    assert choose([other, one], SAFE) == expected


def test_of_fixes_in_conflict_the_first_by_place_then_by_rule_is_made() -> None:
    late = finding("TRY001", Edit(1, 3, "bc", ""))
    early = finding("TRY003", Edit(0, 2, "ab", ""))
    same_place = finding("TRY002", Edit(0, 1, "a", ""))
    assert choose([late, early, same_place], SAFE) == (same_place,)
    assert choose([late, early], SAFE) == (early,)


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    brackets = finding("TRY002", Edit(0, 1, "(", "（"), Edit(4, 5, ")", "）"), effect=Effect.WIDTH)
    inside = finding("TRY001", Edit(4, 5, ")", "）"), effect=Effect.WIDTH)
    free = finding("TRY001", Edit(2, 3, ",", "，"), effect=Effect.WIDTH)
    assert choose([brackets, inside, free], SAFE) == (brackets, free)
    early = finding("TRY001", Edit(0, 0, "", " "))
    assert choose([early, brackets, free], SAFE) == (early, free)


def test_a_twin_outlasts_the_round_that_relies_on_it() -> None:
    # The text is 晴,⏎晴,⏎晴,
    first = finding("DUP001", Edit(0, 3, "晴,\n", ""), effect=Effect.DUPLICATE, twin=(3, 5))
    second = finding("DUP001", Edit(3, 6, "晴,\n", ""), effect=Effect.DUPLICATE, twin=(0, 2))
    third = finding("DUP001", Edit(5, 8, "\n晴,", ""), effect=Effect.DUPLICATE, twin=(0, 2))
    in_twin = finding("PUN001", Edit(4, 5, ",", "，"), effect=Effect.WIDTH)
    beside_twin = finding("TRY001", Edit(5, 5, "", " "))
    assert choose([first, second, in_twin], SAFE) == (first,)
    assert choose([in_twin, first._replace(rule="ZZZ001")], SAFE) == (first._replace(rule="ZZZ001"),)
    assert choose([third, first], SAFE) == (first,)
    assert choose([first, beside_twin], SAFE) == (first, beside_twin)
    # The duplicate is first whatever stands before it: a change to its twin would take its proof away.
    early = finding("PUN001", Edit(1, 2, ",", "，"), effect=Effect.WIDTH)
    assert choose([early, third], SAFE) == (third,)


def test_copies_that_name_each_other_as_twins_leave_one() -> None:
    def duplicates(text: str) -> Iterable[Finding]:
        if text.count("晴天") == 2:
            one, other = text.index("晴天"), text.rindex("晴天")
            for gone, kept in ((one, other), (other, one)):
                edit = Edit(gone, gone + 2, "晴天", "")
                yield finding("DUP001", edit, effect=Effect.DUPLICATE, twin=(kept, kept + 2))

    fixed = repaired("晴天\n\n晴天", duplicates)
    assert (fixed.document.text, fixed.troubles) == ("\n\n晴天", ())


@pytest.mark.parametrize(
    ("rule", "effect"),
    [
        (replacing("TRY001", "日,", "天，", Effect.WIDTH), "width"),
        (replacing("TRY001", "昨", "", Effect.SPACE), "space"),
        (replacing("TRY001", "昨", "昨", Effect.TEXT), "text"),
        (lambda text: [finding("TRY001", Edit(0, 1, "今", " "))], "space"),  # expects another text
        (lambda text: [finding("TRY001", Edit(2, 2, "", " "), Edit(0, 0, "", " "))], "space"),  # out of order
    ],
)
def test_a_broken_promise_leaves_the_document_as_it_came(rule: Rule, effect: str) -> None:
    document = Document("昨日,\n\n晴")
    check = checking(JOIN, rule)
    fixed = fix(document, check, SAFE)
    assert fixed.document is document
    assert (fixed.steps, fixed.outcome) == ((), check(document))
    [(code, message)] = told(fixed)
    assert code == "ENG004" and "TRY001 (try001)" in message and f"({effect})" in message and "PAR001" not in message


def test_a_promise_broken_in_a_later_round_takes_back_the_earlier_ones() -> None:
    fixed = repaired("昨日,晴", WIDE, replacing("TRY001", "，晴", "晴", Effect.SPACE))
    assert (fixed.document.text, fixed.steps) == ("昨日,晴", ())
    assert [code for code, _ in told(fixed)] == ["ENG004"]
    assert [found.rule for found in fixed.outcome.findings] == ["PUN001"]


def test_a_whole_text_that_lost_characters_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnlint.fixer.apply", lambda text, edits: apply(text, edits)[:-1])
    fixed = repaired("昨日,晴", WIDE)
    assert fixed.document.text == "昨日,晴"
    assert [code for code, _ in told(fixed)] == ["ENG004"] and "PUN001" in told(fixed)[0][1]


def test_unsafe_fixes_may_change_text_when_they_are_allowed() -> None:
    fixed = repaired("昨日,晴", WIDE, TO_DAY, allowed=BOTH)
    assert (fixed.document.text, fixed.troubles) == ("昨天，晴", ())


def test_rules_that_fight_are_named_and_the_others_are_not() -> None:
    document = Document("昨日,晴")
    fixed = fix(document, checking(WIDE, TO_DAY, TO_DATE), BOTH)
    assert fixed.document is document and fixed.steps == ()
    [(code, message)] = told(fixed)
    assert code == "ENG005"
    assert "TRY001 (try001) + TRY002 (try002)" in message and "PUN001" not in message


def test_a_fix_that_changes_nothing_never_comes_to_rest() -> None:
    fixed = repaired("昨日", replacing("TRY001", "昨", "昨", Effect.SPACE))
    assert [code for code, _ in told(fixed)] == ["ENG005"]


def test_a_rule_that_feeds_on_itself_is_stopped_before_the_memory_is_full() -> None:
    lengths = []

    def doubling(text: str) -> Iterable[Finding]:
        lengths.append(len(text))
        return replacing("TRY001", "春", "春春", safety=Safety.UNSAFE)(text)

    fixed = repaired("春,", WIDE, doubling, allowed=BOTH)
    assert fixed.document.text == "春,"
    [(code, message)] = told(fixed)
    assert code == "ENG005" and "TRY001" in message and "PUN001" not in message
    assert max(lengths) < 10_000


def shrinking(text: str) -> Iterable[Finding]:
    """One blank fewer in each round."""
    if text.endswith(" "):
        yield finding("TRY001", Edit(len(text) - 1, len(text), " ", ""))


def test_the_limit_of_rounds() -> None:
    near = repaired("晴" + " " * (MAX_ROUNDS - 1), shrinking)
    assert (near.document.text, len(near.steps)) == ("晴", MAX_ROUNDS - 1)
    beyond = repaired("晴" + " " * MAX_ROUNDS, shrinking)
    assert (beyond.document.text, beyond.steps) == ("晴" + " " * MAX_ROUNDS, ())
    assert [code for code, _ in told(beyond)] == ["ENG005"]


@pytest.mark.parametrize("crash", ["昨日,", "昨日，"])
def test_a_crash_in_any_round_is_told_and_the_other_rules_fixes_are_made(crash: str) -> None:
    fixed = fix(Document("昨日,晴"), checking(WIDE, crash=crash), SAFE)
    assert fixed.document.text == "昨日，晴"
    assert [trouble.rule for trouble in fixed.troubles] == ["ENG002"]


def test_a_trouble_of_every_round_is_told_once() -> None:
    fixed = fix(Document("昨日,,晴"), checking(WIDE, doubled, crash="晴"), SAFE)
    assert fixed.document.text == "昨日，晴"
    assert len(fixed.steps) == 3 and [trouble.rule for trouble in fixed.troubles] == ["ENG002"]


def test_a_checker_that_crashes_midway_leaves_nothing_half_done() -> None:
    def check(document: Document) -> Outcome:
        if "，" in document.text:
            raise RuntimeError("a rule of somebody's")
        return checking(WIDE)(document)

    document = Document("昨日,晴")
    with pytest.raises(RuntimeError, match="somebody"):
        fix(document, check, SAFE)
    assert document.text == "昨日,晴"


@given(texts)
def test_fixing_twice_is_fixing_once(text: str) -> None:
    check = checking(WIDE, JOIN, doubled, TO_DAY)
    once = fix(Document(text), check, BOTH)
    assert once.troubles == ()
    twice = fix(once.document, check, BOTH)
    assert (twice.document.text, twice.steps) == (once.document.text, ())


@given(texts)
def test_safe_fixes_conserve(text: str) -> None:
    fixed = repaired(text, WIDE, JOIN, doubled)
    assert fixed.troubles == ()
    fold = str.maketrans(",", "，")
    before, after = printed(text).translate(fold), printed(fixed.document.text).translate(fold)
    assert before.replace("，", "") == after.replace("，", "")
    assert len(before) - len(after) == sum(found.rule == "PUN005" for found in fixed.applied)


@given(texts)
def test_rounds_lead_there_and_back(text: str) -> None:
    fixed = repaired(text, WIDE, JOIN, doubled, TO_DAY, allowed=BOTH)
    there = text
    for edits in fixed.rounds:
        there = apply(there, edits)
    assert there == fixed.document.text
    for edits in reversed(fixed.rounds):
        there = apply(there, inverse(edits))
    assert there == text


RULES = st.lists(
    st.tuples(st.sampled_from("春耕，, \n"), st.sampled_from(["", "春", "，", " ", "耕耕"])), min_size=1, max_size=4
)


@given(st.text("春耕，, \n", max_size=12), RULES)
def test_any_rules_either_come_to_rest_or_leave_the_document(text: str, pairs: list[tuple[str, str]]) -> None:
    rules = [replacing(f"TRY{n:03}", old, new, safety=Safety.UNSAFE) for n, (old, new) in enumerate(pairs)]
    fixed = repaired(text, *rules, allowed=BOTH)
    if fixed.troubles:
        assert (fixed.document.text, fixed.steps) == (text, ())
        assert [code for code, _ in told(fixed)] == ["ENG005"]
    else:
        assert choose(fixed.outcome.findings, BOTH) == ()


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), min_size=1, max_size=5))
def test_the_order_of_findings_does_not_matter(spans: list[tuple[int, int]]) -> None:
    text = "春耕播种又一年今"
    findings = []
    for number, (start, length) in enumerate(spans):
        old = text[start : start + length]
        edit = Edit(start, start + len(old), old, "")
        twin = (number, number + 2) if number % 2 else None
        findings.append(finding(f"TRY{number:03}", edit, safety=Safety.UNSAFE, twin=twin))
    chosen = {choose(order, BOTH) for order in permutations(findings)}
    assert len(chosen) == 1
    [only] = chosen
    for one in only:
        for other in only:
            if one is not other and one.fix is not None and other.fix is not None:
                [left], [right] = one.fix.edits, other.fix.edits
                assert left.end < right.start or right.end < left.start
                twin = one.fix.twin
                assert twin is None or right.end <= twin[0] or right.start >= twin[1]


@given(texts)
def test_an_edit_that_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="does not have"):
        apply(text, [Edit(0, 1, "不", "")])
