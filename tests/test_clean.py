"""`cnlint clean` as its users meet it: what it writes, what it says, how it ends."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from commandline import Cnlint, Ran

# The parts of a page of our own, as a reader would name them. The second block of body is the first one's other half.
PAGE = """\


渡轮停航三年后重新开班

本报记者 周文 通讯员 何山

昨日清晨六时，第一班渡轮驶离北岸码头，船上的乘客大多是赶早市的菜农。市轮渡公司负责人说，停航期间对两

座码头和四艘渡轮作了全面检修，航班恢复后每天往返二十四次。

乘客周大妈家住南岸，每天要到北岸卖菜。停航三年里，她每天多走一个小时的路。“现在好了，十分钟就到。”她说。
"""


@pytest.fixture
def clean(cnlint: Cnlint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cnlint:
    """Runs `cnlint clean` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return partial(cnlint, "clean")


def write(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def listed(folder: Path) -> list[dict[str, object]]:
    """The inputs of a manifest."""
    inputs: list[dict[str, object]] = json.loads((folder / "manifest.json").read_bytes())["inputs"]
    return inputs


def test_each_source_has_its_output_under_its_own_name(tmp_path: Path, clean: Cnlint) -> None:
    sources = {"raw/1/a.txt": PAGE, "raw/b.txt": "", "raw/2/c.txt": "图书馆延长开放时间。\n", "raw/notes.doc": "x"}
    write(tmp_path, sources)
    before = tree(tmp_path / "raw")
    assert clean("raw", "-o", "out").code == 0
    assert tree(tmp_path / "raw") == before
    assert set(tree(tmp_path / "out")) == {"1/a.md", "b.md", "2/c.md", "manifest.json"}
    assert (tmp_path / "out/b.md").read_bytes() == b""
    assert [(entry["source"], entry["status"]) for entry in listed(tmp_path / "out")] == [
        ("1/a.txt", "written"), ("2/c.txt", "written"), ("b.txt", "empty"),
    ]  # fmt: skip


def test_plain_text_keeps_the_name_and_loses_nothing_but_layout(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {"raw/a.txt": PAGE})
    assert clean("raw", "-o", "out", "--format", "txt").code == 0
    text = (tmp_path / "out/a.txt").read_text(encoding="utf-8")
    assert "".join(text.split()) == "".join(PAGE.split())
    blocks = text.removesuffix("\n").split("\n\n")
    assert all(block and "\n" not in block for block in blocks)
    assert "停航期间对两座码头和四艘渡轮" in text


def test_records_lead_back_to_the_source(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {"raw/a.txt": PAGE.replace("，", ",")})
    source = PAGE.replace("，", ",")
    assert clean("raw", "-o", "out", "--format", "jsonl").code == 0
    assert set(tree(tmp_path / "out")) == {"articles.jsonl", "manifest.json"}
    records = [json.loads(line) for line in (tmp_path / "out/articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {record["source"] for record in records} == {"a.txt"}
    shown = [part for record in records for part in record["paragraphs"]]
    assert shown
    for part in shown:
        stood = "".join(source[start:end] for start, end in part["spans"])
        assert "".join(stood.split()) == "".join(part["text"].split()).replace("，", ",")
    for edit in (edit for record in records for edit in record["edits"] if edit["rule"] == "PUN001"):
        assert (source[edit["start"] : edit["end"]], edit["tier"]) == (edit["old"], "safe")
    cut = source.index("对两") + 2
    assert cut in [join["start"] for record in records for join in record["joins"] if join["made"]]


def test_twice_and_with_any_number_of_processes_it_writes_the_same(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {f"raw/{number}.txt": PAGE * (number + 1) for number in range(4)} | {"raw/x.txt": b"\xff\x00"})
    for out, jobs in (("one", "1"), ("again", "1"), ("two", "2")):
        assert clean("raw", "-o", f"{out}/md", "--jobs", jobs).code == 2
        assert clean("raw", "-o", f"{out}/jsonl", "--jobs", jobs, "--format", "jsonl").code == 2
    assert tree(tmp_path / "one") == tree(tmp_path / "again") == tree(tmp_path / "two")
    assert clean("raw", "-o", "one/md").code == 2  # over what is there
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_the_manifest_does_not_tell_where_it_was_made(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {"here/raw/a.txt": PAGE, "there/raw/a.txt": PAGE})
    assert clean("here/raw", "-o", "one").code == 0
    assert clean(str(tmp_path / "there" / "raw"), "-o", str(tmp_path / "two")).code == 0
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize(("encoding", "name"), [("gb18030", "GB18030"), ("big5", "Big5"), ("utf-16", "UTF-16LE")])
def test_other_encodings_are_converted_with_a_note(tmp_path: Path, clean: Cnlint, encoding: str, name: str) -> None:
    text = "市立圖書館新館將在下月開放。\n\n館內有閱覽室三間，座位六百個，另設有供學生自修的房間。\n" * 3
    write(
        tmp_path, {"raw/a.txt": text.encode(encoding)} if encoding == "big5" else {"raw/a.txt": PAGE.encode(encoding)}
    )
    ended = clean("raw", "-o", "out", "--format", "txt")
    assert (ended.code, ended.err) == (0, f"cnlint: note: raw/a.txt: converted from {name} to UTF-8\n")
    assert [entry["encoding"] for entry in listed(tmp_path / "out")] == [name]
    assert "图书馆" not in (tmp_path / "out/a.txt").read_text(encoding="utf-8")
    assert clean("raw", "-o", "out", "-q") == Ran(0, "", "")


def test_what_was_found_is_summed_up_and_changes_no_exit_code(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {"raw/a.txt": PAGE.replace("，", ",", 1), "raw/b.txt": ""})
    ended = clean("raw", "-o", "out")
    assert ended.code == 0
    assert "PUN001" in ended.out
    assert "QLT001" in ended.out
    assert "written to out: 2 files" in ended.out
    totals = json.loads((tmp_path / "out/manifest.json").read_bytes())["totals"]
    assert totals["findings"]["PUN001"] == {"repaired": 1, "left": 0}
    assert totals["findings"]["QLT001"] == {"repaired": 0, "left": 1}
    assert "已写入" in clean("raw", "-o", "out", "--lang", "zh").out


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("never", 0)])
def test_a_fail_level_opts_in_to_failing_on_what_is_left(tmp_path: Path, clean: Cnlint, level: str, code: int) -> None:
    write(tmp_path, {"raw/b.txt": "", "cnlint.toml": 'fail-level = "advice"\n'})
    assert clean("raw", "-o", "out").code == 0
    assert clean("raw", "-o", "out", "--fail-level", level).code == code
    assert clean("raw", "missing", "-o", "out", "--fail-level", level).code == 2


BAD_ARGUMENTS = [
    (["raw"], "-o"),
    (["-o", "out"], "SRC"),
    (["raw", "-o", "raw"], "lies in raw"),
    (["raw", "-o", "raw/out"], "lies in raw"),
    ([".", "-o", "out"], "lies in ."),
    (["raw", "-o", "cnlint.toml"], "is a file"),
    (["raw/a.txt", "-o", "raw", "--format", "txt"], "would be overwritten"),
    (["raw/a.txt", "raw/1/a.txt", "-o", "out"], "the same name"),
    (["raw", "-o", "out", "--format", "html"], "html"),
    (["raw", "-o", "out", "--keep", "captions"], "--format txt"),
    (["raw", "-o", "out", "--format", "txt", "--keep", "caption"], "did you mean 'captions'?"),
    (["raw", "-o", "out", "--select", "PUN009x"], "PUN009x"),
    (["raw", "-o", "out", "--safe"], "--safe-only"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD_ARGUMENTS)
def test_what_cannot_be_done_is_refused_in_one_line(
    tmp_path: Path, clean: Cnlint, arguments: list[str], words: str
) -> None:
    write(tmp_path, {"raw/a.txt": PAGE, "raw/1/a.txt": PAGE, "cnlint.toml": ""})
    before = tree(tmp_path / "raw")
    ended = clean(*arguments)
    assert (ended.code, ended.out) == (2, "")
    [line] = ended.err.splitlines()
    assert line.startswith("cnlint: error: ")
    assert words in line
    assert tree(tmp_path / "raw") == before
    assert not (tmp_path / "out").exists()


BAD_FILES = [
    ({"raw/x.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x00"}, ["raw"], "raw/x.txt"),
    ({"raw/x.txt": "渡轮".encode() * 50 + b"\xff" + "开班".encode()}, ["raw"], "damaged UTF-8"),
    ({"raw/x.txt": "渡" * 1_000_001}, ["raw"], "limit"),
    ({}, ["raw", "missing"], "missing: does not exist"),
    ({}, ["raw", "empty"], "empty: holds no file"),
    ({}, ["raw", "nothing*.txt"], "matches no file"),
]


@pytest.mark.parametrize(("files", "arguments", "words"), BAD_FILES)
def test_what_is_abnormal_is_told_and_the_others_are_written(
    tmp_path: Path, clean: Cnlint, files: dict[str, str | bytes], arguments: list[str], words: str
) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, {"raw/a.txt": PAGE, "raw/z.txt": PAGE} | files)
    ended = clean(*arguments, "-o", "out")
    assert ended.code == 2
    [line] = ended.err.splitlines()
    assert words in line
    assert set(tree(tmp_path / "out")) == {"a.md", "z.md", "manifest.json"}
    failed = [entry["source"] for entry in listed(tmp_path / "out") if entry["status"] == "failed"]
    assert failed == [name.removeprefix("raw/") for name in files]


def test_an_unreadable_file_is_told(tmp_path: Path, clean: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"raw/a.txt": PAGE, "raw/b.txt": PAGE})
    read = os.read

    def refuse(descriptor: int, size: int) -> bytes:
        if os.path.basename(os.readlink(f"/proc/self/fd/{descriptor}")) == "a.txt":
            raise OSError(5, "Input/output error")
        return read(descriptor, size)

    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("descriptors cannot be told apart here")
    monkeypatch.setattr(os, "read", refuse)
    ended = clean("raw", "-o", "out")
    assert ended.code == 2
    assert ended.err.startswith("cnlint: error: raw/a.txt: cannot be read: Input/output error")
    assert set(tree(tmp_path / "out")) == {"b.md", "manifest.json"}


def test_a_rule_that_crashes_is_told_and_the_text_is_written(
    tmp_path: Path, clean: Cnlint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("cnlint.detectors.load", lambda name: crash)
    write(tmp_path, {"raw/a.txt": PAGE.replace("，", ",")})
    ended = clean("raw", "-o", "out", "--select", "PUN001", "--jobs", "1")
    assert ended.code == 2
    assert "out of order" in ended.err
    [entry] = listed(tmp_path / "out")
    assert entry["status"] == "written"
    assert any("out of order" in problem for problem in entry["problems"])


def test_an_interrupted_run_leaves_nothing_half_written(
    tmp_path: Path, clean: Cnlint, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"raw/a.txt": PAGE, "raw/b.txt": PAGE})
    assert clean("raw", "-o", "out", "--format", "jsonl").code == 0
    before = tree(tmp_path / "out")
    monkeypatch.setattr("cnlint.corpus.cleanfile.read_input", _interrupt)
    write(tmp_path, {"raw/a.txt": PAGE * 2})
    assert clean("raw", "-o", "out", "--format", "jsonl").code == 2
    assert tree(tmp_path / "out") == before


def _interrupt(path: str) -> bytes:
    raise KeyboardInterrupt


def test_records_that_cannot_take_their_place_leave_no_trace(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {"raw/a.txt": PAGE, "out/articles.jsonl/x": ""})
    ended = clean("raw", "-o", "out", "--format", "jsonl")
    assert ended.code == 2
    assert ended.err.startswith("cnlint: error: out/articles.jsonl: cannot be written")
    assert set(tree(tmp_path / "out")) == {"articles.jsonl/x"}


def test_what_the_configuration_excludes_is_skipped_with_a_note(tmp_path: Path, clean: Cnlint) -> None:
    write(tmp_path, {"raw/a.txt": PAGE, "raw/b.txt": PAGE, "cnlint.toml": 'exclude = ["raw/b.txt"]\n'})
    ended = clean("raw/a.txt", "raw/b.txt", "-o", "out")
    assert ended.code == 0
    assert "raw/b.txt: skipped" in ended.err
    assert set(tree(tmp_path / "out")) == {"a.md", "manifest.json"}


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is back after three years.\n\nIt sails every hour.\n",
        "Паром снова ходит.\n\nКаждый час.\n",
        "\u3000\n\u200b\n\n",
        "\ufeff\ufeff渡轮\r\r\n\n\r开班",
        "\x0b\n\x1c\n渡轮开班。\x85\n",
        "𠮷野家\U000e0100 e\u0301\n\n" * 3,
        "#\n\n# \n\n## 渡轮\n\n> 图注：\n",
    ],
)
def test_odd_texts_are_written_and_nothing_printed_is_lost(tmp_path: Path, clean: Cnlint, text: str) -> None:
    write(tmp_path, {"raw/a.txt": text})
    ended = clean("raw", "-o", "out", "--format", "txt", "--keep", "captions,furniture")
    assert (ended.code, ended.err) == (0, "")
    written = (tmp_path / "out/a.txt").read_text(encoding="utf-8")
    letters = "".join(filter(str.isalnum, text))
    assert "".join(filter(str.isalnum, written)) == letters
