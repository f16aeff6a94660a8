"""Body text that stands twice: what goes, what stays, and when that is safe."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.detectors.duplicates import duplicated_paragraph, repeated_edge
from cnlint.document import Document
from cnlint.findings import Effect, Safety
from cnlint.structure.model import Role
from cnlint.structure.pieces import cut
from cnlint.structure.snapshot import Snapshot
from structured import fixed, holds, is_safe, snapshot
from texts import texts

SEEDS = Path(__file__).parents[1] / "seeds"
LONG = "灯、井、渠这两年都修好了，外出打工的年轻人也回来了不少。"  # 24 Han characters
SHORT = "灯、井、渠这两年都修好了。"
OPTIONS = {"min_han": 12}


def test_text_that_stands_once_is_no_duplicate() -> None:
    known = snapshot(f"{LONG}\n\n{SHORT}", "body body")
    assert not list(duplicated_paragraph(known, {}))


# Text, roles, (gone, kept), what is left: every block keeps the blank run that stands before it.
AROUND_A_CAPTION = f"头。\n\n{LONG}\n\n\n\n图\n\n{LONG}\n\n尾。\n"
REMOVALS = [
    (AROUND_A_CAPTION, "body body caption body body", (3, 1), f"头。\n\n{LONG}\n\n\n\n图\n\n尾。\n"),
    (AROUND_A_CAPTION, "body body caption body body", (1, 3), f"头。\n\n\n\n图\n\n{LONG}\n\n尾。\n"),
    (f"{LONG}\n\n\n{LONG}\n", "body body", (1, 0), f"{LONG}\n"),
    (f"\n\n{LONG}\n\n\n{LONG}\n\n尾。", "body body body", (0, 1), f"\n\n{LONG}\n\n尾。"),
    (f"{LONG}\n{LONG}\n尾。", "body body body", (1, 0), f"{LONG}\n尾。"),
    (f"{LONG} \r\n\r\n　　{LONG}　\r\n\r\n尾。", "body body body", (1, 0), f"{LONG} \r\n\r\n尾。"),
    (f"{LONG}\n\n{LONG}", "body body", (1, 0), LONG),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles", "twin", "expected"), REMOVALS)
def test_the_copy_goes_with_the_blank_run_before_it(
    text: str, roles: str, twin: tuple[int, int], expected: str
) -> None:
    known = snapshot(text, roles, twins=[(*twin, 24)])
    (match,) = duplicated_paragraph(known, {})
    assert fixed(known, [match]) == expected
    assert is_safe(match) and holds(known, match, Effect.DUPLICATE)
    kept = known.structure.pieces[twin[1]]
    assert match.twin == (kept.start, kept.end)


def test_the_finding_spans_the_copy_and_names_the_line_that_stays() -> None:
    known = snapshot(f"头。\n\n{LONG}\n\n{LONG}", "body body body", twins=[(2, 1, 24)])
    (match,) = duplicated_paragraph(known, {})
    assert known.text[match.start : match.end] == LONG
    assert match.params == {"text": "灯、井、渠这两年都修好…", "line": 3}
    assert [(part.kind, part.value) for part in match.evidence] == [("twin", "3:1")]


@pytest.mark.parametrize(("han", "safe"), [(8, False), (19, False), (20, True), (300, True)])
def test_a_short_copy_is_not_safe(han: int, safe: bool) -> None:
    known = snapshot(f"{LONG}\n\n{LONG}", "body body", twins=[(1, 0, han)])
    (match,) = duplicated_paragraph(known, {})
    assert is_safe(match) is safe


@pytest.mark.parametrize(
    ("copy", "safe"),
    [
        (LONG.replace("，", ","), True),
        (LONG.replace("，", "， "), True),
        (LONG.replace("，", "\u200b，"), True),
        (LONG.replace("人", "\u2f08"), True),
        (LONG.replace("，", "，，"), True),
        # What structure may read as the same and conservation does not.
        (LONG.replace("，", "ｘ"), False),
        (LONG[:-1], False),
    ],
)
def test_a_copy_that_is_not_the_same_to_the_fixer_is_not_safe(copy: str, safe: bool) -> None:
    known = snapshot(f"{LONG}\n\n{copy}", "body body", twins=[(1, 0, 24)])
    (match,) = duplicated_paragraph(known, {})
    assert is_safe(match) is safe
    assert match.safety in (None, Safety.UNSAFE)


LINES = "村里的路、灯、井、渠这\n两年都修好了，外出打工\n的年轻人也回来了不少，\n今年春节比往年热闹。\n"
PRINTED = [
    # Text, twins, what is left.
    (f"{LINES}\n{LINES}\n尾。\n", [(4, 0), (5, 1), (6, 2), (7, 3)], f"{LINES}\n尾。\n"),
    (f"{LINES}\n{LINES}\n尾。\n", [(0, 4), (1, 5), (2, 6), (3, 7)], f"{LINES}\n尾。\n"),
    (f"头。\n{LINES}\n\n{LINES}", [(1, 5), (2, 6), (3, 7), (4, 8)], f"头。\n\n\n{LINES}"),
]


@pytest.mark.parametrize(("text", "twins", "expected"), PRINTED)
def test_the_printed_lines_of_a_copy_go_together(text: str, twins: list[tuple[int, int]], expected: str) -> None:
    known = snapshot(text, " ".join(["body"] * len(cut(Document(text)))), twins=[(*twin, 40) for twin in twins])
    (match,) = duplicated_paragraph(known, {})
    assert fixed(known, [match]) == expected
    assert is_safe(match) and holds(known, match, Effect.DUPLICATE)


def test_of_three_copies_two_go() -> None:
    known = snapshot(f"{LONG}\n\n{LONG}\n\n{LONG}", "body body body", twins=[(1, 0, 24), (2, 0, 24)])
    assert fixed(known, duplicated_paragraph(known, {})) == LONG


def test_the_copy_in_the_seed_goes_and_its_neighbours_stay_as_they_are() -> None:
    text = (SEEDS / "003_7c3c40463eb7b31f.txt").read_text(encoding="utf-8")
    known = Snapshot(Document(text))
    matches = list(duplicated_paragraph(known, {}))
    lines = text.split("\n")
    assert [known.document.position(match.start).line for match in matches] == [37]
    assert lines[30] == lines[36]
    assert fixed(known, matches).split("\n") == lines[:35] + lines[37:]
    assert all(map(is_safe, matches))


HEAD = "近年来，县里把农村公路改造列为民生实事的头一件，"
TAIL = "三年共投入资金二亿三千万元，所有行政村都通上了水泥路。"

KEPT = [
    # Openings alike.
    (f"{HEAD}{TAIL}\n\n{HEAD}今年再修一百公里。", "body body"),
    # Too little repeated.
    (f"{HEAD}再修一百公里路。\n\n再修一百公里路。据了解，工程已开工。", "body body"),
    # Captions and headings repeat by their nature, lists and verse on purpose.
    (f"{HEAD}{TAIL}\n\n{TAIL}", "body caption"),
    (f"{TAIL}\n\n{TAIL}{HEAD}", "headline body"),
    (f"{HEAD}{TAIL}\n\n{TAIL}", "body verse"),
    (f"{HEAD}{TAIL}\n\n{TAIL}", "list list"),
    # Not neighbours: a subhead parts them.
    (f"{HEAD}{TAIL}\n\n资金有保障\n\n{TAIL}", "body subhead body"),
    # From the middle.
    (f"{HEAD}{TAIL}{HEAD}\n\n{TAIL}", "body body"),
    # Rows of marks.
    ("…………………………\n\n………………………………", "body body"),
]


@pytest.mark.parametrize(("text", "roles"), KEPT)
def test_what_is_no_repeated_edge(text: str, roles: str) -> None:
    assert not list(repeated_edge(snapshot(text, roles), OPTIONS))


EDGES = [
    # An end that the next piece starts with.
    (f"{HEAD}{TAIL}\n\n{TAIL}今年再修一百公里。", "body body", f"{HEAD}{TAIL}\n\n今年再修一百公里。", TAIL),
    (f"{HEAD}{TAIL}\n\n　　{TAIL} 今年再修。", "body body", f"{HEAD}{TAIL}\n\n　　今年再修。", TAIL),
    (f"{HEAD}{TAIL}\n\n图\n\n{TAIL}今年再修。", "body caption body", f"{HEAD}{TAIL}\n\n图\n\n今年再修。", TAIL),
    # A whole piece that is its neighbour's end or start.
    (f"{HEAD}{TAIL}\n\n\n{TAIL}\n\n尾。", "body body body", f"{HEAD}{TAIL}\n\n尾。", TAIL),
    (f"{HEAD}{TAIL}\n\n\n{HEAD}\n\n尾。", "body body body", f"{HEAD}{TAIL}\n\n尾。", HEAD),
    (f"{HEAD}\n\n\n{HEAD}{TAIL}\n\n尾。", "body body body", f"{HEAD}{TAIL}\n\n尾。", HEAD),
    (f"{TAIL}\n\n\n{HEAD}{TAIL}\n\n尾。", "body body body", f"{HEAD}{TAIL}\n\n尾。", TAIL),
    # Widths and blanks do not count.
    (f"{HEAD}{TAIL}\n\n{TAIL.replace('，', ', ')}今年再修。", "body body", f"{HEAD}{TAIL}\n\n今年再修。", TAIL),
]  # fmt: skip


@pytest.mark.parametrize(("text", "roles", "expected", "repeated"), EDGES)
def test_a_repeated_edge_goes_once(text: str, roles: str, expected: str, repeated: str) -> None:
    known = snapshot(text, roles)
    (match,) = repeated_edge(known, OPTIONS)
    assert fixed(known, [match]) == expected
    assert match.twin is not None and known.text[slice(*match.twin)] == repeated
    assert holds(known, match, Effect.DUPLICATE)


ENOUGH, MORE = HEAD[:-3], f"{HEAD}{TAIL}"  # 20 Han characters
LONGER = f"{HEAD}今年再修一百公里，{TAIL}村民们出行方便多了。"  # more than 60


@pytest.mark.parametrize(
    ("text", "roles", "safe"),
    [
        # A sentence may be quoted from its paragraph, or lead into it.
        (f"{HEAD}{TAIL}{MORE}\n\n{MORE}", "body body", False),
        (f"{MORE}\n\n{MORE}{TAIL}", "body body", False),
        (f"县长说：{MORE}\n\n{MORE}", "body body", False),
        (f"{HEAD[:-4]}\n\n{MORE}", "body body", False),  # too short
        (f"{HEAD[:-1]}\n\n{MORE}", "body body", False),  # a clause in large print before its paragraph
        (f"记者看到，{MORE[:-1]}\n\n{MORE[:-1]}", "body body", False),
        (f"{HEAD}{TAIL}\n\n{TAIL}今年再修。", "body body", False),  # part of a block
        (f"{ENOUGH}\n\n{MORE}", "body body", True),
        (f"{HEAD[:-1]}\n\n{HEAD[:-1]}“暖心路”的建设。", "body body", True),
        (f"{HEAD[:-1]}\n\n{HEAD[:-1]}（见图）。", "body body", False),
        # Sentences that are printed twice where the text runs on, and as many that stand the other way round.
        (f"{LONGER}\n\n{LONGER}{TAIL}", "body body", True),
        (f"{TAIL}{LONGER}\n\n{LONGER}", "body body", True),
        (f"{LONGER}\n\n{TAIL}{LONGER}", "body body", False),
        (f"{LONGER}{TAIL}\n\n{LONGER}", "body body", False),
        (f"{HEAD}\n\n图\n\n{MORE}", "body caption body", True),
        (f"{MORE}\n\n{MORE[5:]}", "body body", True),
    ],
)
def test_half_a_sentence_is_damage(text: str, roles: str, safe: bool) -> None:
    (match,) = repeated_edge(snapshot(text, roles), OPTIONS)
    assert is_safe(match) is safe


@pytest.mark.parametrize(("least", "expected"), [(1, 1), (5, 1), (6, 0)])
def test_the_option_says_how_much_is_repeated(least: int, expected: int) -> None:
    known = snapshot("头里的话，再修百公里。\n\n再修百公里。尾。", "body body")
    assert len(list(repeated_edge(known, {"min_han": least}))) == expected


def test_a_copy_that_the_other_rule_finds_is_not_found_again() -> None:
    known = snapshot(f"{HEAD}{TAIL}\n\n{HEAD}{TAIL}", "body body", twins=[(1, 0, 40)])
    assert not list(repeated_edge(known, OPTIONS))


@given(texts, st.data())
def test_what_goes_stands_where_the_finding_says(text: str, data: st.DataObject) -> None:
    roles = [data.draw(st.sampled_from([Role.BODY, Role.BODY, Role.CAPTION])) for _ in cut(Document(text))]
    known = snapshot(text, roles)
    for match in repeated_edge(known, {"min_han": 1}):
        assert holds(known, match, Effect.DUPLICATE)
