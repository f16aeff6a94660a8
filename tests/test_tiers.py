"""How sure a join of two blocks has to be."""

import pytest

from cnlint.document import Document
from cnlint.structure.crossing import Part
from cnlint.structure.model import Layout, Tier
from cnlint.structure.pieces import cut
from cnlint.structure.tiers import LIKELY_HEADING, SURE, Proof, is_proven, is_running, of_body, of_heading

SAFE, LIKELY = 0.955, 0.93
JUST_BELOW = 0.001

UNFINISHED = "合作社的账目每个月都向全体社员公布，这样的做法已经坚持了好几年"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("全市春耕生产现场会在白沙镇召开", id="a headline"),
        pytest.param("会议在白沙镇召开，种粮大户介绍了经验。本报记者沈立民摄", id="a credit"),
        pytest.param("会议在白沙镇召开，种粮大户介绍了经验。设计部", id="an office"),
        pytest.param("会议在白沙镇召开，种粮大户介绍了经验。", id="a finished sentence"),
    ],
)
def test_what_may_be_no_running_text(text: str) -> None:
    assert not is_running(text)


@pytest.mark.parametrize("text", [UNFINISHED, f"会议在白沙镇召开。{UNFINISHED}", f"{UNFINISHED}。他们还表示，明年将"])
def test_running_text(text: str) -> None:
    assert is_running(text)


LOOK, TEXT = "老街改造留住铺子也留住人", "今年，老街改造留住了铺子，也留住了人，街坊邻居"


@pytest.mark.parametrize(
    ("probability", "proof", "left", "tier"),
    [
        (1.0, Proof.NONE, LOOK, Tier.ADVICE),
        (1.0, Proof.NONE, None, Tier.ADVICE),
        (SURE - JUST_BELOW, Proof.NONE, TEXT, Tier.ADVICE),
        (LIKELY - JUST_BELOW, Proof.SEAM, TEXT, Tier.ADVICE),
        (0.93 - JUST_BELOW, Proof.PAGE, TEXT, Tier.ADVICE),
        (SURE, Proof.NONE, TEXT, Tier.LIKELY),  # never safe without proof
        (1.0, Proof.NONE, TEXT, Tier.LIKELY),
        (LIKELY, Proof.SEAM, TEXT, Tier.LIKELY),
        (LIKELY, Proof.SEAM, None, Tier.LIKELY),
        (0.93, Proof.PAGE, LOOK, Tier.LIKELY),
        (SAFE - JUST_BELOW, Proof.SEAM, TEXT, Tier.LIKELY),
        (SAFE, Proof.SEAM, TEXT, Tier.SAFE),
        (SAFE, Proof.SEAM, None, Tier.SAFE),
        (0.98 - JUST_BELOW, Proof.PAGE, LOOK, Tier.LIKELY),
        (0.98, Proof.PAGE, LOOK, Tier.SAFE),
        # A line that looks like a heading has to be surer.
        (0.99 - JUST_BELOW, Proof.SEAM, LOOK, Tier.ADVICE),
        (SURE - JUST_BELOW, Proof.SEAM, LOOK, Tier.LIKELY),
        (SURE, Proof.SEAM, LOOK, Tier.SAFE),
    ],
)
def test_tier_of_a_seam_between_blocks(probability: float, proof: Proof, left: str | None, tier: Tier) -> None:
    assert of_body(probability, proof, left, SAFE, LIKELY) is tier


@pytest.mark.parametrize(
    ("probability", "feature", "tier"),
    [
        (LIKELY_HEADING - JUST_BELOW, "end=han", Tier.ADVICE),  # a kicker may run on into its headline
        (LIKELY_HEADING, "end=han", Tier.LIKELY),
        (1.0, "end=pause", Tier.LIKELY),  # never safe without a word, a figure or a quotation cut through
        (LIKELY_HEADING - JUST_BELOW, "word=firm", Tier.ADVICE),
        (SAFE - JUST_BELOW, "word=firm", Tier.LIKELY),
        (SAFE, "word=firm", Tier.SAFE),
    ],
)
def test_tier_of_a_seam_between_headings(probability: float, feature: str, tier: Tier) -> None:
    assert of_heading(probability, [Part("across", feature)], SAFE) is tier


def test_lines_that_all_end_in_a_comma_are_no_headline() -> None:
    assert of_heading(1.0, [Part("ending", "end=pause")], SAFE, whole=False) is Tier.ADVICE
    assert of_heading(1.0, [Part("across", "word=firm")], SAFE, whole=False) is Tier.SAFE


@pytest.mark.parametrize(("line", "proven"), [("中新网5月9日电", False), ("会议开了三天，代表们用上了水电", True)])
def test_a_dateline_is_no_half_whatever_word_its_end_would_begin(line: str, proven: bool) -> None:
    left, right = cut(Document(f"{line}\n\n台前台后都有人。"))
    assert is_proven(left, right, [Part("words-across", "word=firm")], Layout.BLOCKS) is proven
