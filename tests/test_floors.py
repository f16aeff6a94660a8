"""The floors file and its gate: what falls fails, what rises is kept, nothing falls unasked."""

import json
from pathlib import Path

import pytest

import floors
from cnlint.evaluation.truthfile import pairs
from floors import Figure, MeasuredSet

KNOWN = {"pages": {"digest": "aa", "figures": {"break F1": 0.9, "false breaks": 3}}}


def now(share: float = 0.9, false: int = 3, digest: str = "aa") -> dict[str, MeasuredSet]:
    return {"pages": MeasuredSet(digest, {"break F1": Figure(share), "false breaks": Figure(false, True)})}


@pytest.mark.parametrize(
    ("measured", "problems"),
    [
        (now(), []),
        (now(0.95, 2), []),
        (now(0.8999), ["break F1"]),
        (now(false=4), ["false breaks"]),
        (now(digest="bb"), [""]),
        ({"pages": MeasuredSet("aa", {"break F1": Figure(0.9)})}, ["false breaks"]),
        ({"pages": MeasuredSet("aa", {**now()["pages"].figures, "more": Figure(1)})}, ["more"]),
        ({"others": now()["pages"]}, [""]),
    ],
)
def test_what_is_wrong(measured: dict[str, MeasuredSet], problems: list[str]) -> None:
    found = [figure for name, one in measured.items() for figure, _ in floors.compared(name, one, KNOWN)]
    assert found == problems


@pytest.mark.parametrize(
    ("share", "lower", "status", "floor"),
    [(0.95, False, 0, 0.95), (0.8, False, 1, 0.9), (0.8, True, 0, 0.8), (0.95, True, 0, 0.95)],
)
def test_lowering_a_floor_is_asked_for(
    share: float, lower: bool, status: int, floor: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps({**KNOWN, "bench": {"digest": "cc", "figures": {}}}), encoding="utf-8")
    monkeypatch.setattr(floors, "FLOORS", file)
    monkeypatch.setattr(floors, "measured", lambda bench: now(share, digest="bb").items())
    monkeypatch.setattr("sys.argv", ["floors.py", "--raise", *(["--lower"] if lower else [])])
    assert floors.main() == status
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["pages"]["figures"]["break F1"] == floor
    assert written["bench"]["digest"] == "cc"


def test_missing_pages_are_told_and_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "floors.json"
    file.write_text(json.dumps(KNOWN), encoding="utf-8")
    monkeypatch.setattr(floors, "FLOORS", file)
    monkeypatch.setattr(floors, "measured", lambda bench: now().items() if bench is None else iter(()))
    monkeypatch.setattr("sys.argv", ["floors.py", "--bench", str(tmp_path / "none")])
    assert floors.main() == 0
    assert f"no OCR pages in {tmp_path / 'none'}, their floors are skipped" in capsys.readouterr().out


def test_the_pages_have_their_truths() -> None:
    names = {path.stem for path in (floors.PAGES / "raw").glob("*.txt")}
    assert len(names) >= 12
    assert names == {path.stem for path in (floors.PAGES / "truth").glob("*.json")}
    for pair in pairs(floors.PAGES / "raw", floors.PAGES / "truth"):
        assert len(pair.truth.kinds) == len(pair.truth.units)
        lines = {"".join(line.split()) for line in pair.raw.splitlines()}
        for text in (*pair.truth.furniture, *pair.truth.captions):
            assert "".join(text.split()) in lines


def test_the_floors_hold_for_what_is_shipped() -> None:
    known = json.loads(floors.FLOORS.read_text(encoding="utf-8"))
    assert {"pages", "pages generated"} <= set(known)
    assert all(one["digest"] and one["figures"] for one in known.values())
