"""The same work on Ray, and the pure function below it: the same bytes as on one machine."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from cnlint.corpus import batch
from commandline import CLEAN, DAMAGED, runner

pyarrow = pytest.importorskip("pyarrow")
CUT = "环城步道昨日完工，沿线新设长椅和路灯，\n\n居民们傍晚常来散步，谈起变化，都说方便了许多。\n"
LINES = "".join(json.dumps({"text": text}) + "\n" for text in (CLEAN, DAMAGED, CUT))


def test_a_batch_has_texts_findings_and_articles() -> None:
    table = pyarrow.table({"id": [1, 2, 3, 4], "text": [CLEAN, DAMAGED, CUT, None]})
    done = batch.process(table)
    assert done.schema.equals(pyarrow.schema([pyarrow.field("id", pyarrow.int64()), *batch.schema()]))
    assert done.column("text").to_pylist() == [CLEAN, CLEAN, CUT.replace("，\n\n", "，"), None]
    assert [[finding["code"] for finding in row] for row in done.column("findings").to_pylist()] == [
        [], ["PUN001"], ["PAR001"], [],
    ]  # fmt: skip
    assert [len(articles) for articles in done.column("articles").to_pylist()] == [1, 1, 1, 0]
    assert done.column("error").to_pylist() == [None, None, None, "holds no text"]


def test_batches_may_be_cut_anywhere() -> None:
    table = pyarrow.table({"text": [CLEAN, DAMAGED, CUT]})
    parts = batch.process_all(table.to_batches(max_chunksize=1))
    assert pyarrow.Table.from_batches(parts) == pyarrow.Table.from_batches(batch.process_all(table.to_batches()))


def test_one_bad_text_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnlint.corpus.reading.MAX_LINE", 30)
    done = batch.process(pyarrow.table({"text": ["长" * 31, DAMAGED]})).to_pylist()
    assert [row["text"] for row in done] == ["长" * 31, CLEAN]
    assert done[0]["error"].startswith("InputError") and done[1]["error"] is None


def command(tmp_path: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, filter(None, sys.path)))}
    return subprocess.Popen(
        [sys.executable, "-m", "cnlint", *arguments],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def test_ray_gives_the_bytes_of_a_local_run_even_if_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray.data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    names = [f"{number}.jsonl" for number in range(8)]
    for name in names:
        Path(name).write_text(LINES * 30, "utf-8")
    cnlint = runner(monkeypatch)
    cnlint("clean", *names, "-o", "local", "--format", "parquet")
    cluster = ("--engine", "ray", "--jobs", "2")
    clean = ("clean", *names, "-o", "out", "--format", "parquet", *cluster)
    with command(tmp_path, *clean) as running:
        while running.poll() is None and not Path("out/.cnlint-clean.jsonl").exists():
            pass
        os.killpg(running.pid, signal.SIGKILL)
    assert not Path("out/manifest.json").exists(), "the run was over before it could be killed"
    with command(tmp_path, *clean) as running:
        _, errors = running.communicate()
    assert running.returncode == 0, errors.decode()
    assert b"inputs were done by a run that was broken off" in errors
    written = {path.name: path.read_bytes() for path in Path("out").iterdir() if path.suffix != ".tmp"}
    assert written == {path.name: path.read_bytes() for path in Path("local").iterdir()}
    with command(tmp_path, "check", *names, "--output-format", "json", *cluster) as running:
        report, _ = running.communicate()
    assert report.decode() == cnlint("check", *names, "--output-format", "json").out


def test_an_index_made_on_ray_is_the_local_one_even_if_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray.data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    names = [f"{number}.jsonl" for number in range(8)]
    for number, name in enumerate(names):
        texts = [report(120 * number + record // 2, misread=record % 2) for record in range(240)]
        Path(name).write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    cnlint = runner(monkeypatch)
    local = cnlint("corpus", *names, "-o", "local", "--jobs", "1")
    corpus = ("corpus", *names, "-o", "out", "--engine", "ray", "--jobs", "2")
    with command(tmp_path, *corpus) as running:
        while running.poll() is None and not kept(Path("out/entries.db")):
            pass
        os.killpg(running.pid, signal.SIGKILL)
    assert 0 < kept(Path("out/entries.db")) < 240 * len(names), "the run was over before it could be killed"
    assert not Path("out/index.json").exists()
    with command(tmp_path, *corpus) as running:
        told, errors = running.communicate()
    assert running.returncode == 0, errors.decode()
    assert told.decode() == local.out.replace("local", "out") and " 960 " in local.out
    for name in ("duplicates.jsonl", "furniture.yaml", "index.json"):
        assert Path("out", name).read_bytes() == Path("local", name).read_bytes()


def report(number: int, misread: int) -> str:
    """A report of its own, or a reading of it with a wrong character."""
    words = "桥河镇村春耕秋收路灯步道水库码头仓库车站医院学校农场茶园渔船竹林"
    chosen = Random(number).choices(words, k=90)
    if misread:
        chosen[45] = "遒"
    return f"昨日，{''.join(chosen)}。\n"


def kept(database: Path) -> int:
    """The documents that an index has put down for good."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as entries, suppress(sqlite3.OperationalError):  # not made yet, or locked
        return int(entries.execute("SELECT count(*) FROM document").fetchone()[0])
    return 0


def test_ray_is_named_if_it_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(LINES, "utf-8")
    monkeypatch.setitem(sys.modules, "ray", None)
    ran = runner(monkeypatch)("clean", "a.jsonl", "-o", "out", "--format", "jsonl", "--engine", "ray")
    assert (ran.code, ran.err) == (2, "cnlint: error: --engine ray: needs ray; pip install 'cnlint[ray]'\n")


def test_storage_elsewhere_is_read_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fsspec")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    Path("raw").mkdir()
    for name in ("1", "2"):
        Path(f"raw/{name}.jsonl").write_text(LINES, "utf-8")
    cnlint = runner(monkeypatch)
    far = f"local://{tmp_path}"
    assert cnlint("clean", "raw/*.jsonl", "-o", "near", "--format", "parquet").code == 0
    ran = cnlint("clean", f"{far}/raw/*.jsonl", "-o", f"{far}/far", "--format", "parquet")
    assert ran.code == 0, ran.err
    assert {path.name: path.read_bytes() for path in Path("far").iterdir()} == {
        path.name: path.read_bytes() for path in Path("near").iterdir()
    }
    assert cnlint("check", f"{far}/raw/3*.jsonl").code == 2
