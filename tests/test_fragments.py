"""Paragraphs that are glued, broken off, out of order or incomplete."""

from pathlib import Path

import pytest

from cnlint.detectors.glued import glued_paragraphs
from cnlint.detectors.order import block_out_of_order, missing_member
from cnlint.detectors.orphans import orphan_fragment
from cnlint.structure.model import Layout, Tier
from rulebench import findings
from structured import fixed, snapshot

SEEDS = Path(__file__).parents[1] / "seeds"
TURNS = "记者：要多久？\n\n师傅：一年。\n\n记者：难不难？\n\n师傅：难。\n\n"


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_the_seeds_have_none_of_these(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert findings(text, "PAR005 PAR006 ORD001 ORD002 DUP003 DUP004 QLT004 QLT005 QLT006 CHR007 CHR009") == ()


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("他说：“急不得。”徒弟：“明白。”", "body"),
        ("石桥已经修好，\u3000\u3000步道也开放了。", "body"),
        ("石桥修好了。\u3000步道开放了。", "body"),
        ("师傅说：好。\n\n师傅说：急。\n\n石桥好了。师傅说：慢。", "body body body"),
        ("\u3000\u3000石桥修好了。", "body"),
        (TURNS + "记者问师傅：急不急？", "body body body body body"),
        (TURNS + "他答：会的，师傅：不急。", "body body body body body"),
        ("石桥修好了。\u3000\u3000永宁 摄", "caption"),
    ],
)
def test_one_paragraph(text: str, roles: str) -> None:
    assert list(glued_paragraphs(snapshot(text, roles), {})) == []


@pytest.mark.parametrize(
    ("text", "wanted", "layout"),
    [
        ("石桥修好了。\u3000\u3000步道开放了。", "石桥修好了。\n\n步道开放了。", Layout.BLOCKS),
        ("石桥修好了。\u3000\u3000步道开放了。\n", "石桥修好了。\n步道开放了。\n", Layout.LINES),
        ("  石桥好了。”\u3000\u3000步道开了。\r\n", "  石桥好了。”\r\n\r\n  步道开了。\r\n", Layout.BLOCKS),
    ],
)
def test_an_indent_inside(text: str, wanted: str, layout: Layout) -> None:
    known = snapshot(text, "body", layout=layout)
    assert fixed(known, glued_paragraphs(known, {})) == wanted


def test_the_next_speaker_inside() -> None:
    known = snapshot(TURNS + "记者：传给谁？师傅：徒弟。", "body body body body body")
    assert fixed(known, glued_paragraphs(known, {})) == TURNS + "记者：传给谁？\n\n师傅：徒弟。"


@pytest.mark.parametrize(
    ("text", "roles", "seams"),
    [
        ("三座石桥都已修好。\n\n步道也开放了，", "body caption", {}),
        ("三座石桥都已修好和\n\n步道也开放了。", "body body", {(0, 1): Tier.ADVICE}),
        ("三座石桥都已修好", "body", {}),
        ("石桥和", "body", {}),
        ("三座石桥都是修好的", "body", {}),
    ],
)
def test_lines_that_are_whole_or_tied(text: str, roles: str, seams: dict[tuple[int, int], Tier]) -> None:
    assert list(orphan_fragment(snapshot(text, roles, seams), {})) == []


@pytest.mark.parametrize(
    "text",
    ["三座石桥都已修好，", "三座石桥都已修好和", "，三座石桥都已修好。", "三座石橋都已修好與", "三座石桥、渡口、"],
)
def test_fragments(text: str) -> None:
    (match,) = orphan_fragment(snapshot(text, "body"), {})
    assert (match.start, match.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "分三步：一是看，二是问，三是做。",
        "分三步：首先看，三是做。",
        "其一，看。其二，问。其三，做。",
        "第一，看；第二就是问；第三，做。",
        "一是看，其次是问，三是做。",
        "第四、五、六位是编码，第二位不用。",
        "看：一是新，二是大：一是高，二是宽，三是长；三是好。",
        "他一是一，二是二，从不含糊。",
    ],
)
def test_enumerations_that_are_whole(text: str) -> None:
    known = snapshot(text, "body")
    assert [*missing_member(known, {}), *block_out_of_order(known, {})] == []


@pytest.mark.parametrize("text", ["分三步：一是看，三是做。", "其一，看。其三，做。", "第一，看。第三，做。"])
def test_a_member_is_missing(text: str) -> None:
    (match,) = missing_member(snapshot(text, "body"), {})
    assert "三" in text[match.start : match.end]
    assert "二" in str(match.params["missing"])


def test_a_member_of_another_article_is_not_missed() -> None:
    known = snapshot("标题甲\n\n一是看。\n\n标题乙\n\n三是做。", "headline body headline body")
    assert list(missing_member(known, {})) == []


def test_a_block_before_its_predecessor() -> None:
    known = snapshot("一是看。\n\n三是做。\n\n二是问。", "body body body")
    (match,) = block_out_of_order(known, {})
    assert known.text[match.start : match.end] == "二是"
    assert list(missing_member(known, {})) == []
