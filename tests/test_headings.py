"""Headings: cut, split, unmarked, run together, missing."""

import pytest

from cnlint.detectors.headings import (
    cut_headline,
    missing_heading_part,
    run_together_headline,
    split_headline,
    unmarked_headline,
)
from cnlint.findings import Effect, Safety
from cnlint.structure.model import Tier
from structured import SEEN, fixed, holds, snapshot

SAFE, LIKELY, ADVICE = Tier.SAFE, Tier.LIKELY, Tier.ADVICE
CUT = "全省运动会昨日在市体\n\n育中心开幕\n\n正文。"


def test_body_seams_and_weak_ones_are_no_cut_headlines() -> None:
    assert not list(cut_headline(snapshot("路、\n\n灯。", "body body", {(0, 1): SAFE}), {"min_probability": 0.9}))
    assert not list(cut_headline(snapshot(CUT, "headline headline body"), {"min_probability": 0.0}))
    weak = snapshot(CUT, "headline headline body", {(0, 1): ADVICE})
    assert not list(cut_headline(weak, {"min_probability": 0.9}))


@pytest.mark.parametrize("role", ["headline", "deck", "kicker", "subhead"])
@pytest.mark.parametrize(
    ("tier", "safety"),
    [(SAFE, None), (LIKELY, Safety.UNSAFE), (ADVICE, Safety.DISPLAY)],
)
def test_a_cut_heading_is_closed_without_a_blank(role: str, tier: Tier, safety: Safety | None) -> None:
    known = snapshot(CUT, f"{role} {role} body", {(0, 1): tier})
    (match,) = cut_headline(known, {"min_probability": 0.5})
    assert fixed(known, [match]) == "全省运动会昨日在市体育中心开幕\n\n正文。"
    assert match.evidence == (SEEN,)
    assert holds(known, match, Effect.SPACE)
    assert match.safety is safety


def test_the_second_mark_of_a_marked_heading_goes_and_that_is_not_safe() -> None:
    known = snapshot("# 在市体\n\n# 育中心开幕", "headline headline", {(0, 1): SAFE})
    (match,) = cut_headline(known, {"min_probability": 0.9})
    assert fixed(known, [match]) == "# 在市体育中心开幕"
    assert match.safety is Safety.UNSAFE


def test_a_caption_between_the_halves_moves_behind() -> None:
    known = snapshot("在市体\n\n图\n\n育中心开幕\n\n正文。", "headline caption headline body", {(0, 2): SAFE})
    (match,) = cut_headline(known, {"min_probability": 0.9})
    assert fixed(known, [match]) == "在市体育中心开幕\n\n图\n\n正文。"


@pytest.mark.parametrize(
    ("roles", "seams"),
    [
        ("kicker headline body", {}),
        ("headline deck body", {}),
        ("subhead subhead body", {}),
        ("headline headline body", {(0, 1): SAFE}),
        ("headline headline body", {(0, 1): LIKELY}),
    ],
)
def test_what_is_no_split_headline(roles: str, seams: dict[tuple[int, int], Tier]) -> None:
    assert not list(split_headline(snapshot("老街重新开街\n\n茶馆迎来新客\n\n正文。", roles, seams), {}))


@pytest.mark.parametrize("seams", [{}, {(0, 1): ADVICE}])
def test_headline_lines_are_put_on_one_with_a_blank(seams: dict[tuple[int, int], Tier]) -> None:
    known = snapshot("老街重新开街\n\n茶馆迎来新客\n\n夜市人气旺\n\n正文。", "headline headline headline body", seams)
    matches = list(split_headline(known, {}))
    assert fixed(known, matches) == "老街重新开街 茶馆迎来新客 夜市人气旺\n\n正文。"
    assert all(holds(known, match, Effect.SPACE) for match in matches)


def test_the_mark_of_a_later_headline_line_goes() -> None:
    known = snapshot("# 老街重新开街\n\n# 茶馆迎来新客", "headline headline")
    assert fixed(known, split_headline(known, {})) == "# 老街重新开街 茶馆迎来新客"


def pages(*headlines: str) -> str:
    return "\n\n".join(f"{headline}\n\n正文在此。" for headline in headlines)


@pytest.mark.parametrize(
    ("headlines", "always", "expected"),
    [
        (["甲", "乙", "丙"], False, ["甲", "乙", "丙"]),
        (["# 甲", "# 乙", "# 丙"], False, ["# 甲", "# 乙", "# 丙"]),
        # Half is no habit.
        (["# 甲", "乙"], False, ["# 甲", "乙"]),
        (["# 甲", "# 乙", "丙"], False, ["# 甲", "# 乙", "# 丙"]),
        (["## 甲", "## 乙", "丙"], False, ["## 甲", "## 乙", "## 丙"]),
        (["# 甲", "乙"], True, ["# 甲", "# 乙"]),
        (["甲"], True, ["# 甲"]),
        # No headline mark without its blank.
        (["#甲", "乙"], False, ["#甲", "乙"]),
    ],
)
def test_headlines_get_the_mark_that_most_have(headlines: list[str], always: bool, expected: list[str]) -> None:
    known = snapshot(pages(*headlines), "headline body " * len(headlines))
    matches = list(unmarked_headline(known, {"always": always, "subheads": False}))
    assert fixed(known, matches) == pages(*expected)
    assert len(matches) == sum(old != new for old, new in zip(headlines, expected, strict=True))


def test_subheads_have_marks_of_their_own() -> None:
    text = "# 题\n\n## 一\n\n正文。\n\n## 二\n\n正文。\n\n三\n\n正文。"
    known = snapshot(text, "headline subhead body subhead body subhead body")
    wanted = {"always": False, "subheads": True}
    assert fixed(known, unmarked_headline(known, wanted)) == text.replace("三", "## 三")
    assert not list(unmarked_headline(known, wanted | {"subheads": False}))


def test_one_mark_is_enough_for_a_headline_of_two_lines() -> None:
    known = snapshot("# 甲\n\n副\n\n正文。\n\n# 乙\n\n正文。", "headline headline body headline body")
    assert not list(unmarked_headline(known, {"always": True, "subheads": True}))


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("老街重新开街茶馆迎来新客", "headline", 1),
        ("老街重新开街茶馆迎来新客", "kicker", 1),
        ("# 老街重新开街茶馆迎来新客", "headline", 1),
        ("老街重新开街茶馆迎来新客", "body", 0),
        ("老街重新开街 茶馆迎来新客", "headline", 0),
        ("# 老街重新开街 茶馆迎来新客", "headline", 0),
        ("老街重新开街，茶馆迎来新客", "headline", 0),
        ("老街重新开街。茶馆迎来新客", "deck", 0),
        ("老街重新开街", "headline", 0),
        ("ABCDEFGHIJKLMN", "headline", 0),
    ],
)
def test_a_heading_line_that_is_too_long(text: str, role: str, expected: int) -> None:
    assert len(list(run_together_headline(snapshot(text, role), {"max_han": 10}))) == expected


def series(*subheads: str) -> str:
    return "\n\n".join(f"{subhead}\n\n正文在此。" for subhead in subheads)


@pytest.mark.parametrize(
    ("subheads", "missing"),
    [
        (["一、甲", "二、乙", "三、丙"], []),
        (["三、甲", "四、乙"], []),
        (["一、甲", "（一）乙", "（二）丙", "二、丁"], []),
        (["1.5万人次", "3.2万人次"], []),
        (["甲", "乙", "丙"], []),
        (["一、甲", "一、乙", "二、丙"], []),
        (["一、甲", "五、乙"], []),  # more than one gone: rather another count
        (["一、甲", "三、乙"], [2]),
        (["（一）甲", "（三）乙"], [2]),
        (["九、甲", "十一、乙"], [10]),
        (["十九、甲", "二十一、乙"], [20]),
        (["1.甲", "3.乙", "4.丙"], [2]),
        (["（1）甲", "（3）乙"], [2]),
    ],
)
def test_a_number_left_out_of_a_series(subheads: list[str], missing: list[int]) -> None:
    known = snapshot(series(*subheads), "subhead body " * len(subheads))
    matches = list(missing_heading_part(known, {}))
    assert [part.value for match in matches for part in match.evidence] == missing
    assert all(not match.edits for match in matches)


def test_a_number_that_stands_in_the_body_is_not_missing() -> None:
    known = snapshot("一、甲\n\n正文。\n\n二、乙句。\n\n三、丙", "subhead body body subhead")
    assert not list(missing_heading_part(known, {}))


def test_each_article_counts_by_itself() -> None:
    text = "题\n\n一、甲\n\n正文。\n\n题\n\n三、乙\n\n正文。"
    assert not list(missing_heading_part(snapshot(text, "headline subhead body headline subhead body"), {}))


@pytest.mark.parametrize(
    ("text", "roles", "expected"),
    [
        ("题\n\n正文。", "headline body", 0),
        ("题\n\n一、表", "headline list", 0),
        ("正文。", "body", 0),
        ("图", "caption", 0),
        ("题\n\n王平", "headline byline", 1),
        ("题\n\n图", "headline caption", 1),
        ("题\n\n正文。\n\n题", "headline body headline", 1),
    ],
)
def test_a_headline_without_text(text: str, roles: str, expected: int) -> None:
    matches = list(missing_heading_part(snapshot(text, roles), {}))
    assert [part.kind for match in matches for part in match.evidence] == ["no-body"] * expected
