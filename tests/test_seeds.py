"""What the program does with the two seed files, figure by figure. Lines are those of the raw files, from 1."""

import json
import re
from pathlib import Path

import pytest

from cnlint.characters import squeeze
from cnlint.cli import main
from cnlint.document import Document

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))

# Left and right line of each cut paragraph, by the digits a file's name starts with.
CUTS = {
    "000": [(13, 15), (21, 23), (57, 59), (67, 69), (85, 87), (93, 95), (97, 99), (101, 103)],
    "003": [
        *((29, 31), (53, 55), (63, 65), (97, 99), (103, 105)),
        *((107, 109), (125, 127), (131, 133), (135, 137), (153, 155)),
    ],
}
# Headings, captions, credits and fillers: each stays a block of its own, with its blanks.
STAND_ALONE = {
    "000": [5, 7, 29, 31, 45, 47, 77, 79, 107],
    "003": [3, 5, 7, 35, 39, 61, 85, 87, 89, 91, 113, 115, 117, 119, 141, 143, 167],
}


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Copies of the seeds in a folder of their own, by the digits their names start with."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    copies = {}
    for seed in SEEDS:
        copies[seed.name[:3]] = tmp_path / "raw" / seed.name
        copies[seed.name[:3]].parent.mkdir(exist_ok=True)
        copies[seed.name[:3]].write_bytes(seed.read_bytes())
    return copies


def raw_lines(number: str) -> list[str]:
    (path,) = (seed for seed in SEEDS if seed.name.startswith(number))
    return path.read_text(encoding="utf-8").split("\n")


def widened(text: str) -> str:
    """A text as it is with full-width marks: no half-width mark of these pages stands beside Latin letters only."""
    return re.sub(r"[,;:!?()]", lambda match: FULL[match.group()], text)


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, int]]:
    main(["check", "--output-format", "json", *arguments])
    report = json.loads(capsys.readouterr().out)
    return [(Path(found["path"]).name[:3], found["code"], found["start"]["line"]) for found in report["findings"]]


def test_fix_keeps_every_character_and_every_block(pages: dict[str, Path]) -> None:
    main(["fix", "raw", "-q"])
    for number, path in pages.items():
        lines = raw_lines(number)
        if number == "003":
            del lines[36]  # line 37 repeats line 31
        fixed = path.read_text(encoding="utf-8")
        assert squeeze(fixed) == squeeze(widened("\n".join(lines)))
        blocks = [fixed[block.start : block.end] for block in Document(fixed).blocks]
        for line in STAND_ALONE[number]:
            assert widened(raw_lines(number)[line - 1]) in blocks


def test_fix_widens_258_marks_of_258(pages: dict[str, Path]) -> None:
    raw = pages["003"].read_text(encoding="utf-8")
    main(["fix", "raw", "-q"])
    fixed = pages["003"].read_text(encoding="utf-8")
    twice = "各单位与派出所之间的桥梁,实现一呼百应、快速响应、规范处置、高效闭环。"
    assert len(re.findall(r"[,;:!?()]", raw)) == 258
    assert len(re.findall(r"[,;:!?()]", fixed)) == 0
    assert len(re.findall(r"[，；：！？（）]", fixed)) == 258 - len(re.findall(r"[,;:!?()]", twice)) + len(
        re.findall(r"[，；：！？（）]", raw)
    )
    assert "58.8%" in fixed


def test_safe_joins_are_cuts_and_at_least_fourteen(capsys: pytest.CaptureFixture[str]) -> None:
    found = findings(capsys, "--select", "PAR001", *map(str, SEEDS))
    cuts = {(number, left) for number, pairs in CUTS.items() for left, _ in pairs}
    safe = {(number, line) for number, _, line in found}
    assert safe <= cuts
    assert len(safe) >= 14


def test_every_cut_is_found_and_nothing_else_is_taken_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    found = findings(capsys, "--select", "PAR", *map(str, SEEDS))
    assert sorted((number, line) for number, _, line in found) == sorted(
        (number, left) for number, pairs in CUTS.items() for left, _ in pairs
    )


def test_other_findings_are_those_a_reader_would_make(capsys: pytest.CaptureFixture[str]) -> None:
    found = findings(capsys, "--ignore", "PAR,PUN001,FMT,CAP,PAG", *map(str, SEEDS))
    assert found == [
        ("000", "LEX004", 105),
        ("003", "DUP001", 37),
        ("003", "LEX001", 43),
        ("003", "PUN003", 57),
        ("003", "LEX001", 81),
        ("003", "LEX002", 123),
        ("003", "LEX003", 157),
    ]


def test_pictures_and_furniture_are_tagged(capsys: pytest.CaptureFixture[str]) -> None:
    found = findings(capsys, "--select", "CAP,PAG", *map(str, SEEDS))
    assert found == [
        ("000", "PAG004", 107),
        ("003", "CAP001", 35),
        ("003", "CAP002", 85),
        ("003", "CAP001", 113),
        ("003", "CAP001", 167),
    ]


def test_fix_is_a_fixed_point_and_undo_takes_it_back(pages: dict[str, Path]) -> None:
    before = {number: path.read_bytes() for number, path in pages.items()}
    main(["fix", "raw", "-q"])
    once = {number: path.read_bytes() for number, path in pages.items()}
    main(["fix", "raw", "-q"])
    assert {number: path.read_bytes() for number, path in pages.items()} == once
    assert main(["undo"]) == 0
    assert {number: path.read_bytes() for number, path in pages.items()} == before


def test_clean_writes_four_articles_a_page_with_captions_and_filler_out_of_the_body(pages: dict[str, Path]) -> None:
    assert main(["clean", "raw", "-o", "out", "--format", "txt", "-q"]) == 0
    for number, path in pages.items():
        clean = (path.parents[1] / "out" / path.name).read_text(encoding="utf-8")
        raw = raw_lines(number)
        for line in {"000": [107], "003": [35, 85, 113, 167]}[number]:
            assert widened(raw[line - 1]).removeprefix("## ") not in clean.split("\n\n")
        blocks = clean.rstrip("\n").split("\n\n")
        unjoined = [
            (left, right)
            for left, right in CUTS[number]
            if not any(widened(raw[left - 1][-9:]) + widened(raw[right - 1][:9]) in block for block in blocks)
        ]
        assert unjoined == []
    manifest = json.loads((path.parents[1] / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["totals"]["articles"] == 8
