"""The run over many files: the same results however many processes share the work, whatever happens to one of them."""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from cnlint.config import Configuration
from cnlint.corpus import examining
from cnlint.corpus.examining import Examined, Task, examine
from cnlint.corpus.plan import Plan
from cnlint.corpus.results import FileResult, Mode, Problem
from cnlint.corpus.run import preflight, run
from cnlint.corpus.sources import Source
from cnlint.corpus.units import Batch, Ready, work
from cnlint.corpus.workers import share_out
from cnlint.document import Document
from cnlint.engine import BATCH_DOCUMENTS
from cnlint.findings import Safety
from cnlint.ledger import Run

DAMAGED = "今年秋天,市图书馆新馆向读者开放。\n"
CLEAN = "今年秋天，市图书馆新馆向读者开放。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def looked_at(names: list[str], mode: Mode = Mode.CHECK, jobs: int = 1) -> list[FileResult]:
    task = Task(mode, frozenset({Safety.SAFE}), "en")
    ledger = Run(os.getcwd()) if mode is Mode.FIX else None
    return list(run([Source(name, name) for name in names], Plan(Configuration()), task, ledger, jobs))


def told(results: list[FileResult]) -> list[object]:
    """Results as values that can be compared: documents are told by their texts."""
    return [(result.document.text if result.document else None, result._replace(document=None)) for result in results]


def test_one_process_and_several_give_the_same_in_the_same_order(folder: Path) -> None:
    names = [f"{number:02}.txt" for number in range(12)]
    for number, name in enumerate(names):
        (folder / name).write_text(DAMAGED * (1 + 400 * (number % 3 == 0)), encoding="utf-8")
    (folder / "03.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "04.txt").unlink()
    for mode in (Mode.CHECK, Mode.DIFF):
        alone = looked_at(names, mode)
        assert [result.path for result in alone] == names
        assert told(looked_at(names, mode, jobs=2)) == told(alone)
    assert [len(result.problems) for result in alone] == [0, 0, 0, 1, 1, *[0] * 7]


def test_what_one_file_breaks_is_told_with_it_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check = examining.check_all

    def fail(documents: Sequence[Document], *arguments: object, **options: object) -> object:
        if any(document.path == "b.txt" for document in documents):
            raise LookupError("a fault")
        return check(documents, *arguments, **options)  # type: ignore[arg-type]

    names = ["a.txt", "b.txt", "c.txt"]
    for name in names:
        (folder / name).write_text(DAMAGED, encoding="utf-8")
    whole = looked_at(names)
    monkeypatch.setattr(examining, "check_all", fail)
    first, broken, last = looked_at(names)
    assert told([first, last]) == told([whole[0], whole[2]])
    assert [problem.path for problem in broken.problems] == ["b.txt"]


def test_files_are_looked_at_together(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the rules that hold for each, and no more than a batch."""
    seen: list[list[str]] = []
    check = examining.check_all

    def noted(documents: Sequence[Document], *arguments: object, **options: object) -> object:
        seen.append([document.path for document in documents])
        return check(documents, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(examining, "check_all", noted)
    (folder / "other").mkdir()
    (folder / "other" / "cnlint.toml").write_text('select = ["PUN"]\n', encoding="utf-8")
    names = ["a.txt", "b.txt", "other/c.txt", "d.txt", *(f"{number}.txt" for number in range(BATCH_DOCUMENTS))]
    for name in names:
        (folder / name).write_text(DAMAGED, encoding="utf-8")
    results = looked_at(names)
    assert [result.path for result in results] == names
    assert seen[:3] == [["a.txt", "b.txt"], ["other/c.txt"], ["d.txt", *names[4:BATCH_DOCUMENTS]]]
    assert seen[3:] == [names[BATCH_DOCUMENTS:]]


def test_processes_fix_as_one_does(folder: Path) -> None:
    names = ["a.txt", "b.txt", "c.txt"]
    for name in names:
        (folder / name).write_text(DAMAGED, encoding="utf-8")
    results = looked_at(names, Mode.FIX, jobs=2)
    assert [(folder / name).read_text(encoding="utf-8") for name in names] == [CLEAN] * 3
    assert [(len(result.applied), result.problems) for result in results] == [(1, ())] * 3


def test_skipped_files_are_not_looked_at(folder: Path) -> None:
    task = Task(Mode.CHECK, frozenset(), "en")
    results = run([Source("no.txt", "no.txt", "for a reason")], Plan(Configuration()), task, None, 0)
    assert list(results) == [FileResult("no.txt", skipped="for a reason")]


def test_a_fault_of_the_tool_is_told_with_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise LookupError("a fault\nin two lines")

    (folder / "a.txt").write_text(CLEAN, encoding="utf-8")
    monkeypatch.setattr(examining, "check_all", fail)
    [problem] = looked_at(["a.txt"])[0].problems
    assert problem == Problem("a.txt", "internal error: LookupError: a fault", "report it", "ENG002")


def test_a_file_that_changes_while_it_is_fixed_is_not_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "a.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    check = examining.check_all

    def change(*arguments: object, **options: object) -> object:
        path.write_text("别人写的,新内容\n", encoding="utf-8")
        return check(*arguments, **options)

    monkeypatch.setattr(examining, "check_all", change)
    [result] = looked_at(["a.txt"], Mode.FIX)
    assert [problem.path for problem in result.problems] == ["a.txt"]
    assert result.applied == ()
    assert path.read_text(encoding="utf-8") == "别人写的,新内容\n"


def test_a_rule_that_crashes_keeps_its_file_from_being_fixed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a.txt").write_text(DAMAGED, encoding="utf-8")
    monkeypatch.setattr("cnlint.detectors.load", lambda name: partial(crash, name))
    [result] = looked_at(["a.txt"], Mode.FIX)
    assert {problem.code for problem in result.problems} == {"ENG002"}
    assert (folder / "a.txt").read_text(encoding="utf-8") == DAMAGED


def crash(name: str, *arguments: object) -> None:
    raise ZeroDivisionError(name)


def test_wrong_settings_are_found_before_anything_is_read(folder: Path) -> None:
    for name in ("a", "b", "c"):
        (folder / name).mkdir()
    (folder / "a" / "cnlint.toml").write_text("select = ['PUM']")
    (folder / "b" / "cnlint.toml").write_text("extend-rules = ['mine.yaml']")
    (folder / "b" / "mine.yaml").write_text("code: [\n")
    named = [Source(f"{name}/{number}.txt", name) for name in ("a", "b", "c") for number in (1, 2)]
    ready, problems = preflight(named, Plan(Configuration()))
    assert [source.path for source in ready] == ["c/1.txt", "c/2.txt"]
    assert [problem.path for problem in problems] == [os.path.join("a", "cnlint.toml"), str(folder / "b" / "mine.yaml")]
    assert problems[0].reason == "select: no rule is called 'PUM'"


# processes that die


def square(number: int) -> int:
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def lost(number: int) -> int:
    return number


@pytest.mark.parametrize("numbers", [[], [1, 2, -3, 4], [-1]])
def test_an_item_that_kills_its_process_costs_no_other(numbers: list[int]) -> None:
    wanted = [number if number < 0 else number * number for number in numbers]
    assert list(share_out(square, numbers, lost, 2)) == wanted


def squares(numbers: tuple[int, ...]) -> list[int]:
    return list(map(square, numbers))


def test_of_items_that_can_be_parted_no_more_is_lost_than_what_kills() -> None:
    items = [(1, 2), (3, -4, 5), (6,)]
    results = share_out(squares, items, list, 2, parts=lambda item: [(number,) for number in item])
    assert [number for found in results for number in found] == [1, 4, 9, -4, 25, 36]


# which files are looked at together


@pytest.mark.parametrize(
    ("mode", "shared", "sizes"),
    [
        (Mode.CHECK, False, [64, 36]),
        (Mode.CHECK, True, [1, 2, 4, 8, 16, 32, 37]),
        (Mode.FIX, False, [1] * 100),
        (Mode.FIX, True, [1] * 100),
    ],
)
def test_small_files_are_looked_at_together(folder: Path, mode: Mode, shared: bool, sizes: list[int]) -> None:
    sources = [Source(f"{number}.txt", ".") for number in range(100)]
    found = list(work(sources, Task(mode, frozenset(), "en"), lambda _: None, shared=shared))
    assert all(isinstance(item, Batch) for item in found)
    assert [len(item.paths) for item in found if isinstance(item, Batch)] == sizes
    assert [path for item in found if isinstance(item, Batch) for path in item.paths] == [x.path for x in sources]


def test_what_is_known_keeps_its_place(folder: Path) -> None:
    known = (Examined(FileResult("2.txt")),)
    sources = [Source(f"{number}.txt", ".") for number in range(5)]
    task = Task(Mode.CHECK, frozenset(), "en")
    found = list(work(sources, task, lambda unit: known if unit.path == "2.txt" else None, shared=False))
    assert found == [Batch(("0.txt", "1.txt")), Ready(known), Batch(("3.txt", "4.txt"))]


def test_work_that_is_broken_off_leaves_no_processes() -> None:
    results = share_out(square, range(100), lost, 2)
    assert next(results) == 0
    results.close()
    assert multiprocessing.active_children() == []


def test_a_file_that_cannot_be_held_in_memory_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise MemoryError

    (folder / "a.txt").write_text(CLEAN, encoding="utf-8")
    monkeypatch.setattr(examining, "check_all", fail)
    (examined,) = examine(["a.txt"], Plan(Configuration()), Task(Mode.CHECK, frozenset(), "en"))
    result = examined.result
    assert result.problems[0].reason == "is too large for the memory of this machine"
