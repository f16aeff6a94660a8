"""Page furniture that poses as text: what is found, what is learned from copies, what removing it does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.conservation import printed
from cnlint.detectors.furniture import filler, imprint_line, jump_line, page_header
from cnlint.document import Document
from cnlint.structure.model import Role
from cnlint.structure.pieces import cut
from structured import fixed, snapshot
from texts import texts

DETECTORS = {
    "masthead": page_header,
    "folio": page_header,
    "jump": jump_line,
    "editor": imprint_line,
    "filler": filler,
}
OTHERS = sorted(set(Role) - set(map(Role, DETECTORS)))


@pytest.mark.parametrize("role", OTHERS)
def test_what_is_no_furniture(role: Role) -> None:
    known = snapshot("江城晚报 第3版 节约用水 人人有责\n\n正文。", [role, Role.BODY])
    assert not [match for detector in DETECTORS.values() for match in detector(known, {})]


@pytest.mark.parametrize("role", DETECTORS)
def test_each_kind_is_one_rules(role: str) -> None:
    known = snapshot("江城晚报\n\n正文。", f"{role} body")
    found = {detector for detector in DETECTORS.values() if list(detector(known, {}))}
    assert found == {DETECTORS[role]}
    (match,) = DETECTORS[role](known, {})
    assert (match.start, match.end) == (0, 4)
    assert match.params == {"text": "江城晚报"}


@pytest.mark.parametrize(
    ("role", "text", "kinds"),
    [
        ("masthead", "江城晚报", ["masthead-form"]),
        ("folio", "A03", ["folio-form"]),
        ("folio", "2019年5月7日", ["folio-form"]),
        ("jump", "（下转第3版）", ["jump-form"]),
        ("editor", "责任编辑：徐文", ["imprint-form"]),
        ("filler", "节约用水 人人有责", ["slogan-form"]),
        ("filler", "## 节约用水 人人有责", ["slogan-form"]),
        ("filler", "这里没有什么格式可言", ["slogan-form"]),
        ("filler", "什么格式也没有", []),
    ],
)
def test_the_form_is_shown(role: str, text: str, kinds: list[str]) -> None:
    (match,) = DETECTORS[role](snapshot(text, role), {})
    assert [part.kind for part in match.evidence] == kinds


REMOVALS = [
    ("头。\n\n\n江城晚报\n\n尾。\n", "body masthead body", "头。\n\n尾。\n"),
    ("江城晚报\n\n\n头。\n", "masthead body", "头。\n"),
    ("\n\n江城晚报\n\n\n头。\n", "masthead body", "\n\n头。\n"),
    ("头。\r\n江城晚报\r\n尾。\r\n", "body masthead body", "头。\r\n尾。\r\n"),
    ("头。\n\n江城晚报", "body masthead", "头。"),
    ("江城晚报\n", "masthead", ""),
]


@pytest.mark.parametrize(("text", "roles", "expected"), REMOVALS)
def test_a_line_goes_with_the_blank_run_before_it(text: str, roles: str, expected: str) -> None:
    known = snapshot(text, roles)
    (match,) = page_header(known, {})
    assert fixed(known, [match]) == expected


@pytest.mark.parametrize(
    ("text", "roles", "found"),
    [
        # A running head that is taken for a headline on the next page, whatever its page number.
        ("江城晚报 3\n\n文。\n\n江城晚报 4\n\n文。", "masthead body headline body", 2),
        ("江城晚报\n\n文。\n\n江城 晚报\n\n文。", "masthead body kicker body", 2),
        # What repeats lines by its nature, and what other rules find.
        ("江城晚报\n\n文。\n\n江城晚报\n\n文。", "masthead body caption body", 1),
        ("江城晚报\n\n文。\n\n江城晚报\n\n文。", "masthead body filler body", 1),
        ("江城晚报\n\n文。\n\n江城晚报\n\n文。", "masthead body table body", 1),
        # Bare figures are scores and cells as well.
        ("3\n\n文。\n\n4\n\n文。", "folio body body body", 1),
        # Repeated, but nowhere typed as furniture.
        ("新春走基层\n\n文。\n\n新春走基层\n\n文。", "kicker body kicker body", 0),
    ],
)
def test_a_line_is_learned_from_its_copy(text: str, roles: str, found: int) -> None:
    matches = list(page_header(snapshot(text, roles), {}))
    assert len(matches) == found
    copies = [part.value for match in matches for part in match.evidence if part.kind == "repeats"]
    assert set(copies) <= {2}


def test_fillers_are_learned_too() -> None:
    known = snapshot("节约用水 人人有责\n\n文。\n\n节约用水人人有责\n\n文。", "filler body subhead body")
    assert len(list(filler(known, {}))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "这篇文章登在（下转第二版）的旁边。",
        "会议通过了决议（详见决议第3版）",
        "记者转第3版",
        "他把报纸翻到第3版",
    ],
)
def test_what_is_no_jump_at_a_paragraphs_end(text: str) -> None:
    assert not list(jump_line(snapshot(text, "body"), {}))


@pytest.mark.parametrize("jump", ["（下转第二版）", "(下转3版)", "（紧转第A04版）", "【下转第2、3版】", "（轉第五版）"])
def test_a_jump_at_a_paragraphs_end(jump: str) -> None:
    known = snapshot(f"会议昨日结束。{jump}\n\n文。", "body body")
    (match,) = jump_line(known, {})
    assert known.text[match.start : match.end] == jump
    assert fixed(known, [match]) == "会议昨日结束。\n\n文。"


@pytest.mark.parametrize(
    ("text", "roles", "rest"),
    [
        ("文。\n\x1c\n清河日报\n文。", "body masthead body", "文。\n\x1c\n文。"),
        ("清河日报\n\x1c\n文。", "masthead body", "\x1c\n文。"),
    ],
)
def test_a_control_character_beside_the_line_stays(text: str, roles: str, rest: str) -> None:
    known = snapshot(text, roles)
    (match,) = page_header(known, {})
    assert fixed(known, [match]) == rest


@given(texts, st.data())
def test_nothing_but_the_line_goes(text: str, data: st.DataObject) -> None:
    others = st.sampled_from([Role.BODY, Role.HEADLINE, Role.MASTHEAD, Role.FILLER])
    known = snapshot(text, [data.draw(others) for _ in cut(Document(text))])
    for match in (*page_header(known, {}), *filler(known, {})):
        rest = text[: match.start] + text[match.end :]
        assert printed(fixed(known, [match])) == printed(rest)
