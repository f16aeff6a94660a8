"""How sure a join of two blocks has to be."""

import pytest

from cnlint.structure.model import Tier
from cnlint.structure.tiers import SURE, is_running, of_body

SAFE, LIKELY = 0.955, 0.9
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


@pytest.mark.parametrize(
    ("probability", "proven", "running", "tier"),
    [
        (1.0, False, False, Tier.ADVICE),
        (SURE - JUST_BELOW, False, True, Tier.ADVICE),
        (LIKELY - JUST_BELOW, True, True, Tier.ADVICE),
        (SURE, False, True, Tier.LIKELY),  # never safe without proof
        (1.0, False, True, Tier.LIKELY),
        (LIKELY, True, False, Tier.LIKELY),
        (SAFE - JUST_BELOW, True, False, Tier.LIKELY),
        (SAFE, True, False, Tier.SAFE),
    ],
)
def test_tier_of_a_seam_between_blocks(probability: float, proven: bool, running: bool, tier: Tier) -> None:
    assert of_body(probability, proven, SAFE, LIKELY, running=running) is tier
