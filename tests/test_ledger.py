"""The ledger: every run can be taken back byte for byte, whatever happened in between, or nothing is touched."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnlint import ledger
from cnlint.document import BOM, Document
from cnlint.engine import Outcome
from cnlint.files import InputError, read, write_atomic
from cnlint.findings import Edit, Effect, Finding, Fix, Safety, Severity
from cnlint.fixer import apply, fix
from cnlint.ledger import Run, undo, undo_all
from cnlint.statefolder import STATE_FOLDER
from texts import file_texts


def replaced(text: str, old: str, new: str, rule: str = "PUN001") -> tuple[Finding, ...]:
    """The findings of a rule that replaces a text wherever it stands."""
    findings = []
    place = text.find(old)
    while place >= 0:
        made = Fix((Edit(place, place + len(old), old, new),), Safety.UNSAFE, Effect.TEXT, "")
        findings.append(Finding(rule, "name", Severity.ERROR, place, place + len(old), "", fix=made))
        place = text.find(old, place + len(old))
    return tuple(findings)


def change(run: Run, path: Path, *pairs: tuple[str, str]) -> None:
    """Fix a file: for each pair a round that replaces one text by another."""
    before = after = read(path)
    steps = []
    for old, new in pairs:
        steps.append(replaced(after.text, old, new))
        after = after.with_text(apply(after.text, [e for f in steps[-1] if f.fix is not None for e in f.fix.edits]))
    run.write(before, after, steps)


def run_files(root: Path) -> list[str]:
    folder = root / STATE_FOLDER / "ledger"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "raw" / "page.txt"
    path.parent.mkdir()
    path.write_bytes(BOM + "昨日,晴,,𠮷\r\n\r\n今日".encode())
    return path


def test_nothing_to_undo(tmp_path: Path) -> None:
    assert undo(str(tmp_path)) is None
    assert list(undo_all(str(tmp_path))) == []
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_nothing_changes(tmp_path: Path, page: Path) -> None:
    document = read(page)
    Run(str(tmp_path)).write(document, document, [])
    assert not (tmp_path / STATE_FOLDER).exists()


def test_a_run_is_taken_back(tmp_path: Path, page: Path) -> None:
    before = page.read_bytes()
    change(Run(str(tmp_path)), page, (",", "，"), ("，，", "，"), ("\r\n\r\n", ""))
    assert page.read_bytes() == BOM + "昨日，晴，𠮷今日".encode()
    undone = undo(str(tmp_path))
    assert undone is not None and undone.paths == (str(page),) and not undone.torn
    assert undone.time.endswith("+00:00")
    assert page.read_bytes() == before
    assert run_files(tmp_path) == [] and undo(str(tmp_path)) is None


def test_undo_as_often_as_there_were_runs_gives_the_original(tmp_path: Path, page: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")
    states = [(page.read_bytes(), other.read_bytes())]
    for old, new in ((",", "，"), ("昨日", "昨天"), ("晴", "阴")):
        run = Run(str(tmp_path))
        change(run, page, (old, new))
        change(run, other, (old, new))
        states.append((page.read_bytes(), other.read_bytes()))
    assert run_files(tmp_path) == ["000001.jsonl", "000002.jsonl", "000003.jsonl"]
    while states:
        assert (page.read_bytes(), other.read_bytes()) == states.pop()
        assert (undo(str(tmp_path)) is None) == (not states)


def test_undo_all(tmp_path: Path, page: Path) -> None:
    before = page.read_bytes()
    for old, new in ((",", "，"), ("昨日", "昨天")):
        change(Run(str(tmp_path)), page, (old, new))
    assert [undone.paths for undone in undo_all(str(tmp_path))] == [(str(page),)] * 2
    assert page.read_bytes() == before and run_files(tmp_path) == []


def test_a_file_changed_twice_in_one_run(tmp_path: Path, page: Path) -> None:
    before = page.read_bytes()
    run = Run(str(tmp_path))
    change(run, page, (",", "，"))
    change(run, page, ("昨日", "昨天"))
    assert undo(str(tmp_path)) is not None
    assert page.read_bytes() == before and run_files(tmp_path) == []


def test_what_the_record_says(tmp_path: Path, page: Path) -> None:
    change(Run(str(tmp_path)), page, (",", "，"), ("昨日", "昨天"))
    lines = (tmp_path / STATE_FOLDER / "ledger" / "000001.jsonl").read_text(encoding="ascii").splitlines()
    header, entry = map(json.loads, lines)
    assert header.keys() == {"cnlint", "format", "time"}
    assert entry["path"] == "raw/page.txt" and entry["bom"] is True
    assert entry["rounds"][0] == [["PUN001", place, ",", "，"] for place in (2, 4, 5)]
    assert entry["rounds"][1] == [["PUN001", 0, "昨日", "昨天"]]


def test_git_does_not_see_the_ledger(tmp_path: Path, page: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    change(Run(str(tmp_path)), page, (",", "，"))
    status = ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(status, check=True, capture_output=True, text=True).stdout == "?? raw/page.txt\n"


def test_the_folder_may_move(tmp_path: Path, page: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    page = page.rename(root / "page.txt")
    before = page.read_bytes()
    change(Run(str(root)), page, (",", "，"))
    root = root.rename(tmp_path / "moved")
    assert undo(str(root)) is not None
    assert (root / "page.txt").read_bytes() == before


def test_files_outside_the_root_and_behind_links(tmp_path: Path, page: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    link = root / "link.txt"
    link.symlink_to(page)
    before = page.read_bytes()
    change(Run(str(root)), link, (",", "，"))
    link.unlink()
    undone = undo(str(root))
    assert undone is not None and undone.paths == (str(page),)
    assert page.read_bytes() == before


def test_a_changed_file_stops_the_undo_before_any_file_is_touched(tmp_path: Path, page: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")
    run = Run(str(tmp_path))
    change(run, page, (",", "，"))
    change(run, other, (",", "，"))
    other.write_text("一，二三", encoding="utf-8")
    after = page.read_bytes()
    for _ in range(2):
        with pytest.raises(InputError, match=r"changed since; nothing of the run .* was undone") as caught:
            undo(str(tmp_path))
        assert caught.value.path == str(other)
    assert (page.read_bytes(), other.read_text(encoding="utf-8")) == (after, "一，二三")
    other.unlink()
    with pytest.raises(InputError, match="does not exist; nothing"):
        undo(str(tmp_path))
    page.unlink()
    with pytest.raises(InputError, match=r"does not exist \(as 1 more\); nothing"):
        undo(str(tmp_path))
    assert run_files(tmp_path) == ["000001.jsonl"]


def test_a_file_that_is_not_text_any_more_stops_the_undo(tmp_path: Path, page: Path) -> None:
    change(Run(str(tmp_path)), page, (",", "，"))
    page.write_bytes(b"\xff\xfe\0")
    with pytest.raises(InputError, match="changed since"):
        undo(str(tmp_path))


def test_an_undo_that_was_broken_off_can_be_done_again(
    tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")
    originals = (page.read_bytes(), other.read_bytes())
    run = Run(str(tmp_path))
    change(run, page, (",", "，"))
    change(run, other, (",", "，"))
    really_write = write_atomic

    def fail_on_other(path: str, data: bytes, *, expected: str | None = None) -> None:
        if path == str(other):
            raise InputError(path, "cannot be written")
        really_write(path, data, expected=expected)

    with monkeypatch.context() as patch:
        patch.setattr("cnlint.ledger.write_atomic", fail_on_other)
        with pytest.raises(InputError, match="cannot be written"):
            undo(str(tmp_path))
    assert page.read_bytes() == originals[0] and other.read_bytes() != originals[1]
    assert undo(str(tmp_path)) is not None
    assert (page.read_bytes(), other.read_bytes()) == originals


@pytest.mark.parametrize("error", [InputError("page.txt", "cannot be written"), KeyboardInterrupt()])
def test_a_file_that_was_not_written_is_not_in_the_ledger(
    error: BaseException, tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page.read_bytes()
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")

    def fail(*_args: object, **_settings: object) -> None:
        raise error

    run = Run(str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr("cnlint.ledger.write_atomic", fail)
        with pytest.raises(type(error)):
            change(run, page, (",", "，"))
    assert page.read_bytes() == before and run_files(tmp_path) == []
    change(run, other, (",", "，"))
    with monkeypatch.context() as patch:
        patch.setattr("cnlint.ledger.write_atomic", fail)
        with pytest.raises(type(error)):
            change(run, page, (",", "，"))
    page.write_bytes(b"anything")
    undone = undo(str(tmp_path))
    assert undone is not None and undone.paths == (str(other),)


def test_a_file_that_changed_since_it_was_read_is_not_written(tmp_path: Path, page: Path) -> None:
    document = read(page)
    page.write_bytes(b"newer")
    steps = [replaced(document.text, ",", "，")]
    after = document.with_text(document.text.replace(",", "，"))
    with pytest.raises(InputError, match="changed since it was read"):
        Run(str(tmp_path)).write(document, after, steps)
    assert page.read_bytes() == b"newer" and run_files(tmp_path) == []


def test_a_record_that_does_not_lead_back_is_refused(tmp_path: Path, page: Path) -> None:
    document = read(page)
    before = page.read_bytes()
    after = document.with_text(document.text.replace(",", "，"))
    for steps in ([], [replaced(document.text, ",", "，")[:1]]):
        with pytest.raises(InputError, match="does not lead back"):
            Run(str(tmp_path)).write(document, after, steps)
    assert page.read_bytes() == before and not (tmp_path / STATE_FOLDER).exists()


def test_without_a_ledger_nothing_is_changed(tmp_path: Path, page: Path) -> None:
    (tmp_path / STATE_FOLDER).write_bytes(b"in the way")
    before = page.read_bytes()
    with pytest.raises(InputError, match="the ledger cannot be written"):
        change(Run(str(tmp_path)), page, (",", "，"))
    assert page.read_bytes() == before


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")
    run = Run(str(tmp_path))
    change(run, other, (",", "，"))
    record = tmp_path / STATE_FOLDER / "ledger" / "000001.jsonl"
    kept, before = record.read_bytes(), page.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(InputError, match="No space left on device; nothing was changed"):
            change(run, page, (",", "，"))
    assert (record.read_bytes(), page.read_bytes()) == (kept, before)


def torn(record: Path, keep: int) -> None:
    data = record.read_bytes()
    record.write_bytes(data[:keep] if keep >= 0 else data[: len(data) + keep])


@pytest.mark.parametrize("keep", [0, 5, -1, -40])
def test_a_torn_last_line_is_told_and_the_rest_undone(keep: int, tmp_path: Path, page: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")
    original = other.read_bytes()
    run = Run(str(tmp_path))
    change(run, other, (",", "，"))
    before = page.read_bytes()
    change(run, page, (",", "，"))
    page.write_bytes(before)  # the crash came before the file was written
    torn(tmp_path / STATE_FOLDER / "ledger" / "000001.jsonl", keep)
    if keep >= 0:
        other.write_bytes(original)
    undone = undo(str(tmp_path))
    assert undone is not None and undone.torn
    assert undone.paths == (() if keep >= 0 else (str(other),))
    assert (other.read_bytes(), page.read_bytes()) == (original, before)
    assert run_files(tmp_path) == []


def test_a_line_whose_file_was_never_written_is_no_hindrance(tmp_path: Path, page: Path) -> None:
    before = page.read_bytes()
    change(Run(str(tmp_path)), page, (",", "，"))
    page.write_bytes(before)
    assert undo(str(tmp_path)) is not None
    assert page.read_bytes() == before and run_files(tmp_path) == []


@pytest.mark.parametrize(
    ("line", "damaged", "reason"),
    [
        (0, b"{}", "line 1 is damaged"),
        (0, b"not json", "line 1 is damaged"),
        (0, b'{"format":99,"cnlint":"7.0","time":""}', "written by cnlint 7.0"),
        (1, b"not json", "line 2 is damaged"),
        (1, b'{"path":"raw/page.txt"}', "line 2 is damaged"),
        (1, b"[]", "line 2 is damaged"),
        (1, b"\xff", "line 2 is damaged"),
    ],
)
def test_a_damaged_ledger_is_told(line: int, damaged: bytes, reason: str, tmp_path: Path, page: Path) -> None:
    change(Run(str(tmp_path)), page, (",", "，"))
    after = page.read_bytes()
    record = tmp_path / STATE_FOLDER / "ledger" / "000001.jsonl"
    lines = record.read_bytes().split(b"\n")
    lines[line] = damaged
    record.write_bytes(b"\n".join(lines))
    with pytest.raises(InputError, match=reason) as caught:
        undo(str(tmp_path))
    assert caught.value.path == str(record) and caught.value.hint
    assert page.read_bytes() == after


def test_runs_side_by_side_have_records_of_their_own(tmp_path: Path, page: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("一,二", encoding="utf-8")
    originals = (page.read_bytes(), other.read_bytes())
    first, second = Run(str(tmp_path)), Run(str(tmp_path))
    change(second, page, (",", "，"))
    change(first, other, (",", "，"))
    change(second, page, ("昨日", "昨天"))
    assert run_files(tmp_path) == ["000001.jsonl", "000002.jsonl"]
    assert len(list(undo_all(str(tmp_path)))) == 2
    assert (page.read_bytes(), other.read_bytes()) == originals


def test_the_latest_run_has_the_highest_number(tmp_path: Path, page: Path) -> None:
    folder = tmp_path / STATE_FOLDER / "ledger"
    folder.mkdir(parents=True)
    (folder / "999999.jsonl").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    change(Run(str(tmp_path)), page, (",", "，"))
    assert run_files(tmp_path) == ["1000000.jsonl", "999999.jsonl", "notes.txt"]
    undone = undo(str(tmp_path))
    assert undone is not None and undone.paths == (str(page),)


PAIRS = st.tuples(
    st.sampled_from([",", "。", "\n\n", "\r", "\ufeff", " ", "的"]), st.sampled_from(["", "，", "\n", "𠮷"])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # each example writes the file anew
@given(file_texts, st.booleans(), st.lists(st.lists(PAIRS, min_size=1, max_size=3), max_size=3))
def test_every_run_is_taken_back_byte_for_byte(
    tmp_path: Path, text: str, bom: bool, runs: list[list[tuple[str, str]]]
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes((BOM if bom else b"") + text.replace("\0", "").encode())
    states = [path.read_bytes()]
    for pairs in runs:
        change(Run(str(tmp_path)), path, *pairs)
        if path.read_bytes() != states[-1]:
            states.append(path.read_bytes())
    assert len(run_files(tmp_path)) == len(states) - 1
    for state in reversed(states):
        assert path.read_bytes() == state
        undo(str(tmp_path))
    assert run_files(tmp_path) == []


@given(file_texts)
def test_what_the_fixer_did_is_recorded(text: str) -> None:
    def check(document: Document) -> Outcome:
        joins = replaced(document.text, "\n\n", "", "PAR001")
        return Outcome((*replaced(document.text, ",", "，"), *joins), ())

    before = Document(text, "page.txt")
    fixed = fix(before, check, frozenset(Safety))
    line = ledger._line_of(ledger.Entry("page.txt", "", "", False, ()), fixed.steps)
    assert ledger._entry_of(line).rounds == fixed.rounds
