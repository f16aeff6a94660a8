"""Files of many documents: the same findings and articles whatever form they come in; what is wrong is told."""

import gzip
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cnlint.corpus import journal, spool
from cnlint.corpus.results import FileResult
from cnlint.corpus.shards import chunks, texts
from cnlint.corpus.spool import Spool
from cnlint.document import Document
from commandline import CLEAN, DAMAGED, Cnlint, runner

pyarrow = pytest.importorskip("pyarrow")
CUT = "环城步道昨日完工，沿线新设长椅和路灯，\n\n居民们傍晚常来散步，谈起变化，都说方便了许多。\n"
TEXTS = (CLEAN, DAMAGED, CUT, CLEAN.rstrip("\n"), "", "半个字\ud83d，图书馆。\n")
LINES = b"".join(json.dumps({"id": n, "text": text}).encode() + b"\n" for n, text in enumerate(TEXTS))


def zstd(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    compressed: bytes = zstandard.ZstdCompressor().compress(data)
    return compressed


def parquet(data: bytes) -> bytes:
    """The same records as a table, half characters replaced, which no column holds."""
    rows = [json.loads(line) for line in data.splitlines()]
    for row in rows:
        row["text"] = row["text"].encode("utf-8", "replace").decode()
    sink = pyarrow.BufferOutputStream()
    importlib.import_module("pyarrow.parquet").write_table(pyarrow.Table.from_pylist(rows), sink, row_group_size=2)
    written: bytes = sink.getvalue().to_pybytes()
    return written


FORMS: dict[str, Callable[[bytes], bytes]] = {
    ".jsonl": bytes, ".jsonl.gz": gzip.compress, ".jsonl.zst": zstd, ".parquet": parquet,
}  # fmt: skip


@pytest.fixture
def cnlint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cnlint]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    yield runner(monkeypatch)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_what_the_texts_as_files_give(cnlint: Cnlint, form: str) -> None:
    whole = LINES.splitlines(keepends=True)
    Path(f"news{form}").write_bytes(FORMS[form](b"".join(whole[:5])))
    for number, text in enumerate(TEXTS[:5], 1):
        Path(f"{number}.txt").write_text(text, "utf-8")
    names = [f"{number}.txt" for number in range(1, 6)]
    # What editors care about is not asked of records.
    wanted = cnlint("check", *names, "--output-format", "concise", "--ignore", "FMT004", "--no-cache")
    found = cnlint("check", f"news{form}", "--output-format", "concise")
    assert (found.code, found.err) == (wanted.code, wanted.err)
    places = [line.partition(" ")[0].removeprefix(f"news{form}:") for line in found.out.splitlines()]
    assert places == [line.partition(" ")[0].replace(".txt", "") for line in wanted.out.splitlines()]
    assert places


@pytest.mark.parametrize("form", FORMS)
def test_clean_gives_the_same_articles_for_every_form(cnlint: Cnlint, form: str) -> None:
    Path(f"news{form}").write_bytes(FORMS[form](LINES[: LINES.rindex(b'{"id"')]))
    assert cnlint("clean", f"news{form}", "-o", "out", "--format", "jsonl").code == 0
    records = [json.loads(line) for line in Path("out/news.jsonl").read_text("utf-8").splitlines()]
    assert [(record["source"], record["record"], record["article"]) for record in records] == [
        (f"news{form}", number, 1) for number in (1, 2, 3, 4)
    ]
    assert [part["text"] for part in records[2]["paragraphs"]] == [CUT.replace("\n", "")]
    entry = json.loads(Path("out/manifest.json").read_text("utf-8"))["inputs"][0]
    assert (entry["records"], entry["articles"], entry["output"]) == (5, 4, "news.jsonl")


def test_articles_as_a_table_are_the_articles_as_lines(cnlint: Cnlint) -> None:
    Path("news.jsonl").write_bytes(LINES)
    Path("page.txt").write_text(CUT, "utf-8")
    runs = {
        form: cnlint("clean", "news.jsonl", "page.txt", "-o", form, "--format", form) for form in ("jsonl", "parquet")
    }
    assert [run.code for run in runs.values()] == [2, 2]  # a half character cannot be written
    for name in ("news", "articles"):
        table = importlib.import_module("pyarrow.parquet").read_table(f"parquet/{name}.parquet").to_pylist()
        lines = [json.loads(line) for line in Path(f"jsonl/{name}.jsonl").read_text("utf-8").splitlines()]
        assert len(table) == len(lines) > 0
        for row, line in zip(table, lines, strict=True):
            assert {key: row[key] for key in ("source", "headline", "decks", "edits", "tool")} == {
                key: line[key] for key in ("source", "headline", "decks", "edits", "tool")
            }
            assert [part["spans"] for part in row["paragraphs"]] == [part["spans"] for part in line["paragraphs"]]
            assert len(row["joins"]) == len(line["joins"])


BROKEN = b'{"text": "%s"}\n{oops\n\n[1]\n{"text": 3}\n{"txt": "x"}\n\xff\n{"text": "%s"}' % (
    (DAMAGED.strip().encode(),) * 2
)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("command", [["check"], ["clean", "-o", "out", "--format", "jsonl"]])
def test_a_broken_record_is_one_line_and_the_others_are_done(cnlint: Cnlint, command: list[str], jobs: str) -> None:
    Path("news.jsonl").write_bytes(BROKEN)
    Path("cut.jsonl.gz").write_bytes(gzip.compress(LINES * 50, 0)[:-2000])
    ran = cnlint(command[0], "cut.jsonl.gz", "news.jsonl", *command[1:], "--jobs", jobs)
    assert ran.code == 2
    errors = [line.removeprefix("cnlint: error: ") for line in ran.err.splitlines()]
    assert sum(line.startswith("cut.jsonl.gz: cannot be read past row") for line in errors) == 1
    rest = [line for line in errors if line.startswith("news.jsonl")]
    assert [line.split(":")[1] for line in rest] == ["2", "4", "5", "6", "7"]
    assert "did you mean 'txt'" in rest[3]
    if command[0] == "check":
        assert "news.jsonl:1:1:5 PUN001" in ran.out and "news.jsonl:8:1:5 PUN001" in ran.out
    else:
        assert [json.loads(line)["record"] for line in Path("out/news.jsonl").read_text("utf-8").splitlines()] == [1, 8]


def test_a_shard_without_the_field_is_one_line(cnlint: Cnlint) -> None:
    Path("news.jsonl").write_bytes(LINES * 10)
    Path("news.parquet").write_bytes(parquet(LINES))
    for name in ("news.jsonl", "news.parquet"):
        ran = cnlint("check", name, "--text-field", "txt")
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "did you mean 'text'? (--text-field)" in ran.err
    ran = cnlint("check", "news.parquet", "--text-field", "id")
    assert "its column 'id' holds int64, not text" in ran.err and ran.code == 2


@pytest.mark.parametrize("form", [form for form in FORMS if form != ".jsonl"])
def test_a_file_that_ends_too_soon_is_one_line_and_what_can_be_read_is_read(cnlint: Cnlint, form: str) -> None:
    whole = FORMS[form](LINES * 1000)
    Path(f"cut{form}").write_bytes(whole[: len(whole) // 2])
    Path(f"none{form}").write_bytes(b"")
    for name in ("cut", "none"):
        ran = cnlint("check", f"{name}{form}")
        told = [line for line in ran.err.splitlines() if "cannot be read past row" in line]
        assert ran.code == 2 and len(told) == 1 and told[0].startswith(f"cnlint: error: {name}{form}: ")
        assert told[0].endswith("; mend it")


def test_frames_one_after_the_other_are_one_file(cnlint: Cnlint) -> None:
    for form in (".jsonl.gz", ".jsonl.zst"):
        Path(f"news{form}").write_bytes(FORMS[form](LINES) * 3)
        Path(f"once{form}").write_bytes(FORMS[form](LINES * 3))
        told = cnlint("check", f"news{form}"), cnlint("check", f"once{form}")
        assert told[0].out == told[1].out.replace("once.", "news.") and told[0].out


@pytest.mark.parametrize(
    ("suffix", "module", "name"), [(".parquet", "pyarrow.parquet", "parquet"), (".jsonl.zst", "zstandard", "zstd")]
)
def test_what_is_not_installed_is_named(
    cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str, name: str
) -> None:
    if sys.version_info >= (3, 14) and name == "zstd":
        pytest.skip("the standard library has it")
    Path(f"news{suffix}").write_bytes(b"x")
    monkeypatch.setitem(sys.modules, module, None)
    ran = cnlint("check", f"news{suffix}")
    package = module.partition(".")[0]
    wanted = f"cnlint: error: news{suffix}: needs {package}; pip install 'cnlint[{name}]'\n"
    assert (ran.code, ran.err) == (2, wanted)


def test_records_are_not_fixed_in_place(cnlint: Cnlint) -> None:
    Path("news.jsonl").write_bytes(LINES)
    ran = cnlint("fix", "news.jsonl")
    assert (ran.code, Path("news.jsonl").read_bytes()) == (2, LINES)
    wanted = "news.jsonl: holds records, which are not fixed in place; `cnlint clean` writes new files; or --diff"
    assert ran.err == f"cnlint: error: {wanted}\n"
    assert "+++ news.jsonl:2\n" in cnlint("fix", "news.jsonl", "--diff").out


def test_records_become_records_only(cnlint: Cnlint) -> None:
    Path("news.jsonl").write_bytes(LINES)
    ran = cnlint("clean", "news.jsonl", "-o", "out")
    assert ran.code == 2 and "--format jsonl, or parquet" in ran.err
    assert not Path("out").exists()


def test_machine_formats_name_file_and_record(cnlint: Cnlint) -> None:
    Path("news.jsonl").write_bytes(LINES)
    findings = json.loads(cnlint("check", "news.jsonl", "--output-format", "json").out)["findings"]
    [finding] = [record for record in findings if record["code"] == "PUN001"]
    assert (finding["path"], finding["record"], finding["start"]["offset"]) == ("news.jsonl", 2, 4)
    [run] = json.loads(cnlint("check", "news.jsonl", "--output-format", "sarif").out)["runs"]
    assert [artifact["location"]["uri"] for artifact in run["artifacts"]] == ["news.jsonl"]
    [place] = [result["locations"][0] for result in run["results"] if result["ruleId"] == "PUN001"]
    assert place["physicalLocation"]["region"] == {"startLine": 2}
    assert place["logicalLocations"][0]["name"] == "2:1:5"
    annotations = cnlint("check", "news.jsonl", "--output-format", "github").out
    assert "::error file=news.jsonl,line=2,endLine=2,title=PUN001" in annotations
    assert cnlint("check", "news.jsonl", "--output-format", "parquet", "--output-file", "found.parquet").code == 1
    table = importlib.import_module("pyarrow.parquet").read_table("found.parquet").to_pylist()
    assert [(row["path"], row["record"], row["start"]) for row in table if row["code"] == "PUN001"] == [
        ("news.jsonl", 2, finding["start"])
    ]
    assert cnlint("check", "news.jsonl", "--output-format", "parquet").code == 2


def test_any_number_of_workers_gives_the_same(cnlint: Cnlint) -> None:
    Path("news.jsonl").write_bytes(LINES[: LINES.rindex(b'{"id"')] * 60)
    Path("page.txt").write_text(DAMAGED, "utf-8")
    one, two = (cnlint("check", "news.jsonl", "page.txt", "--jobs", jobs) for jobs in "12")
    assert one == two and one.code == 1
    for jobs in "12":
        cnlint("clean", "news.jsonl", "page.txt", "-o", jobs, "--format", "parquet", "--jobs", jobs)
    for name in ("news.parquet", "articles.parquet", "manifest.json"):
        assert Path("1", name).read_bytes() == Path("2", name).read_bytes()


def test_chunks_hold_every_row_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnlint.corpus.shards._CHUNK", 100)
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINES)
    found = list(chunks(str(path), "text"))
    assert [chunk.last for chunk in found] == [False] * (len(found) - 1) + [True]
    assert [(row.number, row.text) for chunk in found for row in texts(chunk)] == list(enumerate(TEXTS, 1))


def test_a_spool_gives_back_what_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_BUDGET", 2000)
    results = [FileResult(f"a.jsonl:{n}", Document("x" * n), record=n) for n in range(1, 20)]
    taken = Spool()
    for result in results:
        taken.append(result)
    assert len(taken) == 19
    outer = iter(taken)
    assert [next(outer).path for _ in range(3)] == [result.path for result in results[:3]]
    assert [(own.path, own.document and own.document.text) for own in taken] == [
        (own.path, own.document and own.document.text) for own in results
    ]
    assert [own.path for own in outer] == [own.path for own in results[3:]]


# ---- a run that was broken off


def outputs(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def test_a_killed_run_goes_on_and_gives_the_same_bytes(cnlint: Cnlint, tmp_path: Path) -> None:
    names = []
    for number in range(6):
        names.append(f"{number}.jsonl")
        Path(names[-1]).write_bytes(LINES[: LINES.rindex(b'{"id"')] * 20)
    options = ("--format", "jsonl", "--jobs", "1")
    cnlint("clean", *names, "-o", "whole", *options)
    command = [sys.executable, "-m", "cnlint", "clean", *names, "-o", "out", *options, "-q"]
    with subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ) as running:
        while running.poll() is None and not Path("out/1.jsonl").exists():
            pass
        running.send_signal(signal.SIGKILL)
    assert not Path("out/manifest.json").exists(), "the run was over before it could be killed"
    first = Path("out/0.jsonl").stat().st_mtime_ns
    again = cnlint("clean", *names, "-o", "out", *options)
    assert "inputs were done by a run that was broken off" in again.err
    assert Path("out/0.jsonl").stat().st_mtime_ns == first  # not written again
    written = {name: data for name, data in outputs("out").items() if not name.endswith(".tmp")}
    assert written == outputs("whole")


def test_what_has_changed_is_done_again(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        Path(f"{name}.txt").write_text(DAMAGED, "utf-8")
    monkeypatch.setattr(journal.Journal, "finish", lambda self: None)  # as if the run had not come to its end
    assert "done by" not in cnlint("clean", "a.txt", "b.txt", "c.txt", "-o", "out").err
    assert "3 of 3 inputs" in cnlint("clean", "a.txt", "b.txt", "c.txt", "-o", "out").err
    Path("a.txt").write_text(CLEAN + "\n又一段。\n", "utf-8")
    Path("out/b.md").write_text("changed", "utf-8")
    assert "1 of 3 inputs" in cnlint("clean", "a.txt", "b.txt", "c.txt", "-o", "out").err
    assert "又一段" in Path("out/a.md").read_text("utf-8")
    assert Path("out/b.md").read_text("utf-8") == CLEAN
    assert "done by" not in cnlint("clean", "a.txt", "-o", "out", "--ignore", "PUN").err
