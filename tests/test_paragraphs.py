"""Cut paragraphs: which seam is whose, where it is shown, and what closing it does to the text."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.conservation import printed
from cnlint.detectors.paragraphs import (
    cut_paragraph,
    hard_wrapped_paragraph,
    interrupted_paragraph,
    likely_cut_paragraph,
)
from cnlint.document import Document
from cnlint.findings import Effect, Finding, Fix, Safety, Severity
from cnlint.fixer import choose
from cnlint.structure.model import Layout, Role, Tier
from cnlint.structure.pieces import cut
from cnlint.structure.snapshot import Snapshot
from structured import SEEN, fixed, holds, is_safe, snapshot
from texts import texts

OPTIONS = {"min_probability": 0.5}
DETECTORS = {
    "PAR001": cut_paragraph,
    "PAR002": likely_cut_paragraph,
    "PAR003": interrupted_paragraph,
    "PAR004": hard_wrapped_paragraph,
}
SAFE, LIKELY, ADVICE = Tier.SAFE, Tier.LIKELY, Tier.ADVICE
TWO = "村里的路、\n\n灯、井、渠都修好了。"
WRAPPED = "昨日上午，全市春耕现场\n会在白沙镇召开。\n"


def rules_that_fire(known: Snapshot) -> list[str]:
    return [code for code, detector in DETECTORS.items() if list(detector(known, OPTIONS))]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        # What is nobody's.
        (snapshot(TWO, "body body"), []),
        (snapshot("", ""), []),
        (snapshot("\n \n", ""), []),
        (snapshot("全市春耕现\n\n场会召开", "headline headline", {(0, 1): SAFE}), []),
        (snapshot(WRAPPED, "body body", {(0, 1): ADVICE}, layout=Layout.WRAPPED), []),
        (snapshot(WRAPPED, "body body", layout=Layout.WRAPPED), []),
        (snapshot(WRAPPED, "headline headline", {(0, 1): SAFE}, layout=Layout.WRAPPED), []),
        # Each seam is one rule's.
        (snapshot(TWO, "body body", {(0, 1): SAFE}), ["PAR001"]),
        (snapshot(TWO, "body body", {(0, 1): LIKELY}), ["PAR002"]),
        (snapshot(TWO, "body body", {(0, 1): ADVICE}), ["PAR002"]),
        (snapshot("路、\n\n图\n\n灯。", "body caption body", {(0, 2): SAFE}), ["PAR003"]),
        (snapshot("路、\n\n图\n\n灯。", "body credit body", {(0, 2): LIKELY}), ["PAR003"]),
        (snapshot("路、\n\n图\n\n灯。", "body folio body", {(0, 2): ADVICE}), ["PAR003"]),
        (snapshot(WRAPPED, "body body", {(0, 1): SAFE}, layout=Layout.WRAPPED), ["PAR004"]),
        (snapshot(WRAPPED, "body body", {(0, 1): LIKELY}, layout=Layout.WRAPPED), ["PAR004"]),
        # Lines of one block where a line is a paragraph, and blocks of hard-wrapped text, are cut and not wrapped.
        (snapshot(WRAPPED, "body body", {(0, 1): SAFE}, layout=Layout.LINES), ["PAR001"]),
        (snapshot(TWO, "body body", {(0, 1): SAFE}, layout=Layout.WRAPPED), ["PAR001"]),
        (snapshot("路、\n图\n灯。", "body caption body", {(0, 2): SAFE}, layout=Layout.WRAPPED), ["PAR003"]),
    ],
)
def test_each_seam_is_one_rules(known: Snapshot, expected: list[str]) -> None:
    assert rules_that_fire(known) == expected


@pytest.mark.parametrize(("least", "expected"), [(0.5, 1), (0.6, 1), (0.61, 0)])
def test_advice_is_shown_from_the_option_up(least: float, expected: int) -> None:
    for detector, known in (
        (likely_cut_paragraph, snapshot(TWO, "body body", {(0, 1): ADVICE})),
        (interrupted_paragraph, snapshot("路、\n\n图\n\n灯。", "body caption body", {(0, 2): ADVICE})),
    ):
        matches = list(detector(known, {"min_probability": least}))
        assert len(matches) == expected
        assert all(match.safety is Safety.DISPLAY and match.edits for match in matches)


@pytest.mark.parametrize("code", ["PAR002", "PAR003"])
def test_the_option_does_not_hide_what_is_likely(code: str) -> None:
    text, roles = ("路、\n\n图\n\n灯。", "body caption body") if code == "PAR003" else ("路、\n\n灯。", "body body")
    known = snapshot(text, roles, {(0, roles.count(" ")): LIKELY})
    (match,) = DETECTORS[code](known, {"min_probability": 1.0})
    assert match.edits and match.safety is not Safety.DISPLAY


def test_a_seam_is_shown_with_both_sides_and_what_was_seen() -> None:
    left, right = "塘栖镇实行跟踪管理机制。塘栖镇组", "织线专门为学员们建立成长纪实档案。"
    known = snapshot(f"{left}\n\n{right}\n", "body body", {(0, 1): SAFE})
    (match,) = cut_paragraph(known, {})
    assert known.text[match.start : match.end] == f"{left[-10:]}\n\n{right[:10]}"
    assert match.params["left"] == "制。塘栖镇组" and match.params["right"] == "织线专门为学"
    assert match.evidence == (SEEN,)
    assert is_safe(match)


def test_a_short_side_is_shown_whole() -> None:
    known = snapshot("路、\n\n灯。", "body body", {(0, 1): SAFE})
    (match,) = cut_paragraph(known, {})
    assert (match.start, match.end) == (0, len(known.text))


JOINS = [
    ("前\n\n后", "前后"),
    ("前\n后", "前后"),
    ("前\r\n\r\n\r\n后\r\n", "前后\r\n"),
    ("前\r\r后", "前后"),
    ("　　前\n\n　　后\n\n", "　　前后\n\n"),
    ("前 \t\n \n\t后 ", "前后 "),
    ("用5G\n\n网络", "用5G网络"),
    ("the new\n\nroad", "the new road"),
    ("共90\n\n后干部", "共90后干部"),
    # A control character is no layout: another rule finds it.
    ("前\n\x1c\n后", "前\x1c后"),
]


@pytest.mark.parametrize(("text", "expected"), JOINS)
def test_closing_takes_the_white_space_and_nothing_else(text: str, expected: str) -> None:
    known = snapshot(text, "body body", {(0, 1): SAFE})
    (match,) = cut_paragraph(known, {})
    assert fixed(known, [match]) == expected
    assert holds(known, match, Effect.SPACE)


def test_a_markdown_mark_at_the_right_side_goes_unsafely() -> None:
    known = snapshot("# 前\n\n# 后", "body body", {(0, 1): SAFE})
    (match,) = cut_paragraph(known, {})
    assert match.safety is Safety.UNSAFE
    assert fixed(known, [match]) == "# 前后"


def test_the_cuts_of_a_chain_are_closed_in_one_round() -> None:
    known = snapshot("甲\n\n乙\n\n丙\n\n丁", "body body body body", {(0, 1): SAFE, (1, 2): SAFE, (2, 3): SAFE})
    matches = list(cut_paragraph(known, {}))
    findings = [
        Finding("PAR001", "n", Severity.ERROR, m.start, m.end, "", (), Fix(m.edits, Safety.SAFE, Effect.SPACE, ""))
        for m in matches
    ]
    assert len(choose(findings, {Safety.SAFE})) == 3
    assert fixed(known, matches) == "甲乙丙丁"


INTERRUPTED = [
    ("路、\n\n\n\n图\n\n灯。\n\n后文。", "body caption body body", {(0, 2): SAFE}, "路、灯。\n\n\n\n图\n\n后文。"),
    ("路、\n\n图\n\n灯。", "body caption body", {(0, 2): LIKELY}, "路、灯。\n\n图"),
    ("路、\r\n图\r\n灯。\r\n", "body credit body", {(0, 2): SAFE}, "路、灯。\r\n图\r\n"),
    (
        "路、\n\n图\n\n王 摄\n\n\n第3版\n\n灯。\n",
        "body caption credit folio body",
        {(0, 4): SAFE},
        "路、灯。\n\n图\n\n王 摄\n\n\n第3版\n",
    ),
    ("　　路、\n\n　图\n\n灯。  \n", "body caption body", {(0, 2): SAFE}, "　　路、灯。  \n\n　图\n"),
]


@pytest.mark.parametrize(("text", "roles", "seams", "expected"), INTERRUPTED)
def test_what_stood_between_moves_behind_the_paragraph(
    text: str, roles: str, seams: dict[tuple[int, int], Tier], expected: str
) -> None:
    known = snapshot(text, roles, seams)
    matches = list(interrupted_paragraph(known, OPTIONS))
    assert fixed(known, matches) == expected


def test_what_stood_between_moves_behind_the_last_piece_of_a_longer_paragraph() -> None:
    known = snapshot("路、\n\n图\n\n灯、\n\n井。\n", "body caption body body", {(0, 2): SAFE, (2, 3): SAFE})
    matches = [*interrupted_paragraph(known, OPTIONS), *cut_paragraph(known, {})]
    assert fixed(known, matches) == "路、灯、井。\n\n图\n"


def test_a_copy_between_is_left_to_the_rule_of_duplicates() -> None:
    known = snapshot("路、\n\n灯。\n\n灯。", "body body body", {(0, 2): SAFE}, twins=[(1, 2, 9)])
    (match,) = interrupted_paragraph(known, OPTIONS)
    assert not match.edits


def test_an_interruption_names_what_stands_between() -> None:
    known = snapshot("路、\n\n江城晚报 2019年5月7日 星期二\n\n灯。", "body masthead body", {(0, 2): SAFE})
    (match,) = interrupted_paragraph(known, OPTIONS)
    assert match.params["between"] == "江城晚报 2019年5…" and match.params["count"] == 1
    assert known.text[match.start] == "路" and known.text[match.end - 1] == "。"


# Lines of eleven squares; the last is short.
FULL = "昨日上午，全市春耕现场\n会在白沙镇召开，各县区\n负责人参加会议。\n"
INDENTED = "　　昨日上午，全市春耕\n现场会在白沙镇召开，各\n县区负责人参加会议。\n"
UNEVEN = "昨日上午，全市\n会在白沙镇召开，各县区\n负责人参加会议。\n会在白沙镇召开，各县区\n"
ALL_SAFE = {(0, 1): SAFE, (1, 2): SAFE}


@pytest.mark.parametrize(
    ("text", "seams", "safe"),
    [
        (FULL, ALL_SAFE, True),
        (FULL.replace("\n", "\r\n"), ALL_SAFE, True),
        (INDENTED, ALL_SAFE, True),
        # A figure takes half a square.
        (FULL.replace("各县区", "各12县"), ALL_SAFE, True),
        (FULL, ALL_SAFE | {(1, 2): LIKELY}, False),
        (FULL.replace("上午，全市", ""), ALL_SAFE, False),
    ],
)
def test_wrapped_lines_are_safe_if_their_lengths_and_seams_prove_it(
    text: str, seams: dict[tuple[int, int], Tier], safe: bool
) -> None:
    known = snapshot(text, "body body body", seams, layout=Layout.WRAPPED)
    (match,) = hard_wrapped_paragraph(known, {})
    assert is_safe(match) is safe
    assert match.safety in (None, Safety.UNSAFE)
    assert holds(known, match, Effect.SPACE)
    assert fixed(known, [match]).split() == [printed(text)]


def test_each_wrapped_paragraph_is_one_finding() -> None:
    known = snapshot(
        FULL + INDENTED,
        "body " * 6,
        {(0, 1): SAFE, (1, 2): SAFE, (3, 4): SAFE, (4, 5): SAFE},
        layout=Layout.WRAPPED,
    )
    matches = list(hard_wrapped_paragraph(known, {}))
    assert [match.params["lines"] for match in matches] == [3, 3]
    assert fixed(known, matches).count("\n") == 2


def test_a_paragraph_over_two_blocks_is_wrapped_in_each_and_cut_between() -> None:
    known = snapshot(
        FULL + "\n" + INDENTED,
        "body " * 6,
        {(0, 1): SAFE, (1, 2): SAFE, (2, 3): SAFE, (3, 4): SAFE, (4, 5): SAFE},
        layout=Layout.WRAPPED,
    )
    assert len(list(cut_paragraph(known, {}))) == 1
    assert [match.params["lines"] for match in hard_wrapped_paragraph(known, {})] == [3, 3]


def test_a_line_between_two_captions_is_no_wrapped_paragraph() -> None:
    known = snapshot(FULL, "body caption body", {(0, 2): SAFE}, layout=Layout.WRAPPED)
    assert rules_that_fire(known) == ["PAR003"]


@pytest.mark.parametrize("text", ["春耕\n\x1c\n图\n春耕", "春耕\n图\n\x1c\n春耕"])
def test_a_control_character_in_a_gap_stays(text: str) -> None:
    known = snapshot(text, "body caption body", {(0, 2): SAFE})
    (match,) = interrupted_paragraph(known, OPTIONS)
    assert Counter(printed(fixed(known, [match]))) == Counter(printed(text))


@given(texts, st.data())
def test_no_join_loses_or_makes_a_character(text: str, data: st.DataObject) -> None:
    others = st.sampled_from([Role.BODY, Role.CAPTION, Role.FOLIO])
    count = len(cut(Document(text)))
    roles = [data.draw(others) if number % 2 else Role.BODY for number in range(count)]
    bodies = [number for number, role in enumerate(roles) if role is Role.BODY]
    seams = {pair: data.draw(st.sampled_from(list(Tier))) for pair in pairwise(bodies)}
    known = snapshot(text, roles, seams, layout=data.draw(st.sampled_from(list(Layout))))
    for code, detector in DETECTORS.items():
        for match in detector(known, OPTIONS):
            after = fixed(known, [match])
            assert Counter(printed(after)) == Counter(printed(text))
            if code != "PAR003":
                assert holds(known, match, Effect.SPACE)
