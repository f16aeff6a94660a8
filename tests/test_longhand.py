"""The networks without numpy: the same answers, and only where few are wanted."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint import codes
from cnlint.structure import longhand, network

HALVES = st.text("今年清河老街修好了三座桥，。：0a\ufffd\U0002a6d6", max_size=20)
# A headline of two decks with a word cut between them, of which the networks are asked.
ASKING = "全省中小学春季运动会昨日在市体\n\n育中心开幕\n\n今年清河老街修好了三座桥，沿河的步道同时开放。\n"
_SCRIPT = """
import sys
from cnlint.document import Document
from cnlint.structure import analysis, longhand
asked = []
run_on = longhand.Longhand.run_on
longhand.Longhand.run_on = lambda self, seams: asked.extend(seams) or run_on(self, seams)
analysis.analyse(Document(sys.argv[1]))
print(len(asked), "numpy" in sys.modules)
"""


@settings(max_examples=15)
@given(st.lists(st.tuples(HALVES, HALVES), max_size=4))
def test_the_answers_are_those_of_arrays(halves: list[tuple[str, str]]) -> None:
    # Both are rounded to two decimals, and the last bits before that may differ.
    assert longhand.networks().run_on(halves) == pytest.approx(network.network().run_on(halves), abs=0.0101)


def test_nearly_all_answers_are_the_same_to_the_last_figure() -> None:
    text = (ASKING * 4).replace("\n", "")
    seams = [(text[:at][-16:], text[at:][:16]) for at in range(1, 150)]
    pairs = zip(longhand.networks().run_on(seams), network.network().run_on(seams), strict=True)
    assert sum(one == other for one, other in pairs) >= 148


def test_no_sum_is_too_large_for_an_exponential() -> None:
    """Whatever stands at a seam; a character's numbers are at most 127 steps, a state's at most 1."""
    for path in ("left", "right"):
        arrays = network.network()._parameters
        most = np.abs(arrays["characters"]).max() * np.abs(arrays[f"{path}-in"]).sum(1)
        most += np.abs(arrays[f"{path}-bias"]) + np.abs(arrays[f"{path}-back"]).sum(1)
        assert most.max() < 700  # exp(709) is the largest that a number holds


def told(text: str) -> tuple[int, bool]:
    """How many seams of a text are asked about without numpy in a new process, and whether it is imported."""
    output = subprocess.run([sys.executable, "-c", _SCRIPT, text], capture_output=True, check=True, text=True).stdout
    count, imported = output.split()
    return int(count), imported == "True"


def test_a_text_with_few_seams_does_without_numpy() -> None:
    count, imported = told(ASKING)
    assert 0 < count <= longhand.FEW and not imported


def test_a_text_with_many_seams_takes_it() -> None:
    (seed,) = (Path(__file__).parent.parent / "seeds").glob("003_*.txt")
    count, imported = told(seed.read_text(encoding="utf-8"))
    assert count <= longhand.FEW and imported


def test_where_numpy_is_at_hand_it_is_asked() -> None:
    network.network()  # imports it
    assert codes.is_awaited() and not longhand.pays([("春", "耕")])


def test_where_much_is_going_to_be_asked_numpy_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_at_hand", bool)
    monkeypatch.setattr(codes._Asked, "characters", 0)
    longhand._answers.clear()
    seams = [("春", char) for char in "耕夏秋冬"]
    assert longhand.pays(seams[: longhand.FEW]) and not longhand.pays(seams)
    longhand.networks().run_on(seams[: longhand.FEW])
    assert longhand.pays(seams[:1])  # the answer is known
    assert not longhand.pays(seams[3:])
    codes.expect(1 << 20)
    assert not longhand.pays(seams[:1])
