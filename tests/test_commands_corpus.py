"""`cnlint corpus`: the index over many files, what it says, how it is kept, and the findings that rest on it."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from cnlint.config.learned import read_learned
from cnlint.document import Document
from cnlint.index import building, entries
from cnlint.index.store import Store
from cnlint.learning.counting import furniture
from cnlint.learning.observing import observe
from commandline import Cnlint

REPORT = (
    "昨日上午，横跨清溪的三座人行桥同时开放，沿河步道首次全线贯通。据市住建局介绍，工程历时两年，沿线居民步行到对岸的菜市场，"
    "由原来的半个小时缩短为几分钟，今后还将增设照明和座椅，方便老人夜间出行。"
)
NOTICE = "市自来水公司定于3月{}日夜间对城东片区的供水管道进行检修，届时{}一带将暂停供水，请市民提前储水备用。"
OWN = [
    "{}的老街改造工程本周完工，青石板路面全部恢复原样，两侧的商铺陆续重新开门营业，傍晚时分游客和居民三三两两，十分热闹。",
    "入秋以来，{}的柚子进入采摘期，种植户一早就下地，镇里的供销社派车上门收购，果子当天就能送到省城的水果批发市场。",
    "{}小学的操场昨天传来阵阵喝彩，一年一度的跳绳比赛在这里举行，全校二十四个班级的学生和家长都参加了，场面热烈。",
]


def page(number: int, *paragraphs: str, town: str = "永宁镇") -> str:
    blocks = (f"版面新闻第{'甲乙丙丁戊己庚辛'[number]}号", "记者 方宁", OWN[number % 3].format(town), *paragraphs)
    return "\n\n".join(blocks) + "\n"


def put(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def report(cnlint: Cnlint, *arguments: str) -> dict[str, object]:
    ran = cnlint("corpus", *arguments, "--output-format", "json")
    assert (ran.code, ran.err) == (0, ""), ran.err
    return json.loads(ran.out)


def duplicates(cnlint: Cnlint, *arguments: str) -> list[dict[str, object]]:
    found = report(cnlint, *arguments)["duplicates"]
    assert isinstance(found, list)
    return found


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are read in full."""
    read: list[str] = []
    entries_of = entries.entries_of

    def counted(documents: Sequence[Document]) -> Iterator[entries.Entry]:
        read.extend(document.path for document in documents)
        return entries_of(documents)

    monkeypatch.setattr("cnlint.index.building.entries_of", counted)
    return read


# What is no duplicate comes first.
@pytest.mark.parametrize(
    "pages",
    [
        {},
        {"a": page(0), "b": page(1)},
        {"a": page(0, "他说：“好。”"), "b": page(1, "他说：“好。”")},  # short
        {"a": page(0, NOTICE.format(5, "柳树巷")), "b": page(1, NOTICE.format(9, "和平里"))},
        {"a": page(0, REPORT, "今年秋天雨水不多。", REPORT), "b": page(1)},  # twice in one file is DUP001's
    ],
)
def test_what_is_no_duplicate(cnlint: Cnlint, pages: dict[str, str]) -> None:
    for name, text in {"z": page(2), **pages}.items():
        put(f"raw/{name}.txt", text)
    found = report(cnlint, "raw")
    assert (found["files"], found["duplicates"]) == (len(pages) + 1, [])
    assert cnlint("corpus", "raw", "--fail-on", "near", "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("kept", "copy", "likeness", "damage"),
    [
        (REPORT, REPORT.replace("，", ",", 2), 1.0, 3),  # two marks, and that widths are mixed
        (REPORT, REPORT.removesuffix("。") + "，", 1.0, 1),  # cut at its end
        (REPORT, REPORT.replace("步道", "步\ufffd"), 0.98, 1),
        ("本报讯 " + REPORT, REPORT.replace("步道", "步遒"), 0.95, 0),  # of equals the longer one
    ],
)
def test_the_copy_with_less_damage_is_kept(cnlint: Cnlint, kept: str, copy: str, likeness: float, damage: int) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        put(f"raw/{one}.txt", page(0, kept))
        put(f"raw/{other}.txt", page(1, copy))
        (record,) = duplicates(cnlint, "raw")
        assert record["kind"] == "paragraph"
        assert record["kept"] == {"file": f"raw/{one}.txt", "line": 7, "damage": 0}
        (found,) = record["copies"]
        assert (found["file"], found["line"], found["damage"]) == (f"raw/{other}.txt", 7, damage)
        assert likeness <= found["likeness"] < likeness + 0.02


def test_of_equals_the_first_is_kept(cnlint: Cnlint) -> None:
    for number in range(3):
        put(f"raw/{number}.txt", page(number, REPORT))
    (record,) = duplicates(cnlint, "raw")
    assert record["kept"]["file"] == "raw/0.txt"
    assert [copy["file"] for copy in record["copies"]] == ["raw/1.txt", "raw/2.txt"]


def test_whole_files_that_stand_twice(cnlint: Cnlint) -> None:
    put("raw/a.txt", page(0, REPORT).replace("，", ","))
    put("raw/b.txt", page(0, REPORT))
    put("raw/c.txt", page(0, REPORT))
    put("raw/d.txt", page(1))
    first = duplicates(cnlint, "raw")[0]
    assert first["kind"] == "document"
    assert first["kept"] == {"file": "raw/b.txt", "damage": 0}
    assert [copy["file"] for copy in first["copies"]] == ["raw/a.txt", "raw/c.txt"]
    text = cnlint("corpus", "raw", "-o", "index")
    assert (text.code, text.err) == (0, "")
    assert "  raw/b.txt = raw/a.txt = raw/c.txt\n" in text.out
    assert re.search(r"^ +2  raw/b.txt:\d  ", text.out, re.MULTILINE)
    assert "index written to index\n" in text.out


@pytest.mark.parametrize(
    ("pages", "kind", "code"),
    [
        ([page(0, REPORT), page(1, "本报讯" + REPORT)], "exact", 0),
        ([page(0, REPORT), page(1, "本报讯" + REPORT)], "near", 1),
        ([page(0, REPORT), page(1, REPORT)], "documents", 0),
        ([page(0, REPORT), page(1, REPORT)], "exact", 1),
        ([page(0, REPORT), page(0, REPORT)], "documents", 1),
        ([page(0, REPORT), page(0, REPORT)], "near", 1),
        ([page(0, REPORT), page(0, REPORT)], "never", 0),
    ],
)
def test_the_exit_code(cnlint: Cnlint, pages: list[str], kind: str, code: int) -> None:
    for number, text in enumerate(pages):
        put(f"raw/{number}.txt", text)
    assert cnlint("corpus", "raw", "-q", "--fail-on", kind) == (code, "", "")


def test_nothing_but_the_index_is_written(cnlint: Cnlint) -> None:
    for number in range(3):
        put(f"raw/{number}.txt", page(number, REPORT))
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    cnlint("corpus", "raw", "-o", "index")
    after = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert {path.parent.name for path in after.keys() - before.keys()} == {"index"}
    assert before.items() <= after.items()
    records = [json.loads(line) for line in Path("index/duplicates.jsonl").read_text(encoding="utf-8").splitlines()]
    assert records == duplicates(cnlint, "raw", "-o", "index")


def test_repeated_lines_are_those_that_learn_finds(cnlint: Cnlint) -> None:
    texts = [
        page(number, "今日推荐阅读", "第3版运河早报" if number in (2, 3, 4) else "运河两岸") for number in range(8)
    ]
    for number, text in enumerate(texts):
        put(f"raw/{number}.txt", text)
    cnlint("learn", "raw", "-o", "learned.yaml", "-q")
    cnlint("corpus", "raw", "-o", "index", "-q")
    learned, indexed = (
        read_learned(name, Path(name).read_bytes()) for name in ("learned.yaml", "index/furniture.yaml")
    )
    assert indexed.furniture == learned.furniture == furniture([observe(Document(text)).lines for text in texts])
    assert {line.line for line in indexed.furniture} >= {"今日推荐阅读", "第3版运河早报"}


def test_records_are_documents(cnlint: Cnlint, reads: list[str]) -> None:
    texts = [page(0, REPORT), page(1, "本报讯 " + REPORT.replace("步道", "步遒")), page(2)]
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    put("raw/news.jsonl", "\n".join(lines) + "\n")
    put("raw/page.txt", texts[2])
    put("cnlint.toml", 'index = "index"\n')
    document, paragraph = duplicates(cnlint, "raw/news.jsonl", "raw")
    assert document["kept"]["file"] == "raw/news.jsonl:3"
    assert document["copies"][0]["file"] == "raw/page.txt"
    assert paragraph["kept"]["file"] == "raw/news.jsonl:2"  # of equals the longer one
    ran = cnlint("check", "raw/news.jsonl", "--select", "DUP003", "--output-format", "concise")
    assert (ran.code, ran.err) == (0, "")
    assert "raw/news.jsonl:1:7:1 DUP003" in ran.out and "at raw/news.jsonl:2:7" in ran.out
    del reads[:]
    lines[1] = json.dumps({"text": page(1, REPORT, town="白沙镇")})
    put("raw/news.jsonl", "\n".join(lines) + "\n")
    ran = cnlint("check", "raw/news.jsonl", "--select", "DUP003", "--output-format", "concise")
    assert "DUP003" not in ran.out
    assert "raw/news.jsonl:2 is new or changed since it was made" in ran.err
    assert "raw/news.jsonl:2 has changed or gone since it was made" in ran.err
    report(cnlint, "raw/news.jsonl", "raw")
    assert reads == ["raw/news.jsonl:2"]
    put("raw/news.jsonl", lines[0] + "\n{broken\n" + lines[2] + "\n")
    ran = cnlint("corpus", "raw/news.jsonl", "-q")
    assert ran.code == 2 and "raw/news.jsonl:2: is no JSON" in ran.err


# how it is kept


@pytest.mark.parametrize(
    ("change", "again"),
    [
        (lambda: None, []),
        (lambda: Path("raw/0.txt").touch(), []),
        (lambda: Path("raw/0.txt").rename("raw/9.txt"), []),
        (lambda: Path("raw/1.txt").unlink(), []),
        (lambda: put("raw/1.txt", page(1, REPORT, town="白沙镇")), ["raw/1.txt"]),
        (lambda: put("raw/7.txt", page(0, REPORT, town="白沙镇")), ["raw/7.txt"]),
        (lambda: put("raw/7.txt", page(2, REPORT)), []),  # a text that is known
        (lambda: put("index/entries.db", "damaged"), ["raw/0.txt", "raw/1.txt", "raw/2.txt"]),
    ],
)
def test_what_has_not_changed_is_not_read_again_and_the_index_is_as_if_made_anew(
    cnlint: Cnlint, reads: list[str], change: Callable[[], object], again: list[str]
) -> None:
    for number in range(3):
        put(f"raw/{number}.txt", page(number, REPORT))
    report(cnlint, "raw", "-o", "index")
    del reads[:]
    change()
    updated = report(cnlint, "raw", "-o", "index")
    assert reads == again
    assert updated == report(cnlint, "raw", "-o", "anew")
    facts = [next(Path(folder).glob("facts-*.db")).name for folder in ("index", "anew")]
    assert facts[0] == facts[1]


def test_processes_make_no_difference(cnlint: Cnlint) -> None:
    for number in range(8):
        put(
            f"raw/{number}.txt",
            page(number % 3, REPORT, NOTICE.format(number, "和平里")),
        )
    alone = report(cnlint, "raw", "-o", "alone", "--jobs", "1")
    assert report(cnlint, "raw", "-o", "together", "--jobs", "2") == alone
    assert len(alone["duplicates"]) == 4


def test_a_run_that_breaks_off_leaves_what_it_has_read(
    cnlint: Cnlint, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        put(f"raw/{number}.txt", page(number, REPORT))
    monkeypatch.setattr("cnlint.index.store._COMMIT", 1)
    monkeypatch.setattr("cnlint.index.building._DOCUMENTS", 1)
    with monkeypatch.context() as patch:
        entries_of = building.entries_of

        def broken_off(documents: Sequence[Document]) -> Iterator[entries.Entry]:
            if documents[0].path == "raw/3.txt":
                raise KeyboardInterrupt
            return entries_of(documents)

        patch.setattr("cnlint.index.building.entries_of", broken_off)
        ran = cnlint("corpus", "raw", "-o", "index")
        assert (ran.code, ran.err) == (2, "cnlint: error: interrupted\n")
    assert not Path("index/index.json").exists()
    del reads[:]
    assert len(report(cnlint, "raw", "-o", "index")["duplicates"]) == 3
    assert reads == ["raw/3.txt", "raw/4.txt"]


def test_two_runs_do_not_take_each_others_entries(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    put("raw/a.txt", page(0))
    cnlint("corpus", "raw", "-o", "index", "-q")
    put("raw/b.txt", page(1))
    monkeypatch.setattr("cnlint.index.store._PATIENCE", 0.0)
    other = sqlite3.connect("index/entries.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ran = cnlint("corpus", "raw", "-o", "index", "-q")
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"cnlint: error: index: the index cannot be written: database is locked; see .*\n", ran.err)
    other.execute("ROLLBACK")
    other.close()
    assert cnlint("corpus", "raw", "-o", "index", "-q") == (0, "", "")


def test_entries_of_another_tool_are_not_used(tmp_path: Path) -> None:
    [entry] = entries.entries_of([Document(page(0))])
    for stamp, known in (("one", False), ("one", True), ("two", False)):
        store = Store(str(tmp_path), stamp)
        assert (store.known(entry.content) is not None) is known
        if not known:
            store.keep_only([("a.txt", store.add(entry))])
        store.close()


# what rests on it


def write_pages() -> None:
    put("raw/a.txt", page(0, REPORT.replace("步道", "步遒").replace("，工程", ",工程")))
    put("raw/b.txt", page(1, REPORT))
    put("cnlint.toml", 'index = ".cnlint/index"\n')


def check(cnlint: Cnlint, *arguments: str) -> str:
    ran = cnlint("check", "raw", "--select", "DUP003", "--output-format", "concise", *arguments)
    assert ran.code == 0, ran.err
    return ran.out


def test_a_finding_says_that_it_rests_on_the_index(cnlint: Cnlint) -> None:
    write_pages()
    cnlint("corpus", "raw", "-q")
    ran = cnlint("check", "raw", "--select", "DUP003")
    assert (ran.code, ran.err) == (0, "")
    assert "raw/a.txt:7:1 DUP003 “昨日上午，横跨清溪的三座…” is 98 % the same as the text at raw/b.txt:7" in ran.out
    told = "the index of your corpus has a copy with no more damage at raw/b.txt:7; aligned with it, 98 % of the"
    assert told in " ".join(ran.out.split())
    assert ran.out.count("DUP003") == 1  # of the copy that is kept nothing is told
    assert "与 raw/b.txt:7 处的文字有 98 % 相同" in cnlint("check", "raw", "--select", "DUP003", "--lang", "zh").out


@pytest.mark.parametrize(
    ("change", "finding", "words"),
    [
        (lambda: Path("raw/b.txt").touch(), True, ""),
        (lambda: Path("raw/b.txt").unlink(), False, "raw/b.txt has changed or gone since it was made"),
        (lambda: put("raw/b.txt", page(1)), False, "raw/b.txt has changed or gone since it was made"),
        (lambda: put("raw/a.txt", page(2, REPORT)), False, "raw/a.txt is new or changed since it was made"),
        (lambda: put("raw/c.txt", page(2, REPORT)), True, "raw/c.txt is new or changed since it was made"),
    ],
)
@pytest.mark.parametrize("arguments", [(), ("--no-cache",)])
def test_what_has_changed_since_is_seen_and_said(
    cnlint: Cnlint, change: Callable[[], object], finding: bool, words: str, arguments: tuple[str, ...]
) -> None:
    write_pages()
    cnlint("corpus", "raw", "-q")
    assert "raw/a.txt:7:1 DUP003" in check(cnlint, *arguments)
    change()
    ran = cnlint("check", "raw", "--select", "DUP003", "--output-format", "concise", *arguments)
    assert ran.code == 0
    assert ("DUP003" in ran.out) is finding
    assert words in ran.err and (not words) == (ran.err == ""), ran.err
    cnlint("corpus", "raw", "-q")
    assert cnlint("check", "raw", "--select", "DUP003", *arguments).err == ""


def test_a_rule_that_is_off_costs_nothing(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages()
    cnlint("corpus", "raw", "-q")
    put("raw/b.txt", page(1))
    monkeypatch.setattr("cnlint.corpus.freshness._known_by", None)
    assert cnlint("check", "raw", "--select", "PUN").err == ""


def test_options_hold_for_copies_elsewhere(cnlint: Cnlint) -> None:
    write_pages()
    cnlint("corpus", "raw", "-q")
    for option in ("min_han = 200", "min_likeness = 0.99"):
        put("cnlint.toml", f'index = ".cnlint/index"\n[rules.DUP003]\n{option}\n')
        assert "DUP003" not in check(cnlint)


def test_lines_that_repeat_are_told_by_the_index(cnlint: Cnlint) -> None:
    for number in range(5):
        put(f"raw/{number}.txt", "运河两岸\n\n" + page(number, town=f"{'甲乙丙丁戊'[number]}镇"))
    put("cnlint.toml", 'index = "index"\n')
    cnlint("corpus", "raw", "-q")
    ran = cnlint("check", "raw/0.txt", "--select", "PAG001")
    assert "“运河两岸” belongs to the page" in ran.out
    assert "because: learned from your corpus, where it stands on 5 files" in ran.out
    assert ran.err == ""


def test_an_index_and_a_learned_file_go_together(cnlint: Cnlint) -> None:
    for number in range(5):
        put(f"raw/{number}.txt", "运河两岸\n\n" + page(number, town=f"{'甲乙丙丁戊'[number]}镇"))
    put("page.txt", "运河两岸\n\n清溪之声\n\n" + page(0))
    put("learned.yaml", 'learned: 1\nfiles: 9\nfurniture:\n  - {kind: head, files: 9, line: "清溪之声"}\n')
    put("cnlint.toml", 'index = "index"\nextends = "learned.yaml"\n')
    cnlint("corpus", "raw", "-q")
    ran = cnlint("check", "page.txt", "--select", "PAG001", "--output-format", "json")
    told = [finding["evidence"] for finding in json.loads(ran.out)["findings"]]
    assert [evidence[0]["value"] for evidence in told] == [5, 9]
    assert "page.txt is new or changed" not in ran.err  # no rule in force asks for copies


# bad input


def damage_facts() -> None:
    for path in Path(".cnlint/index").glob("facts-*"):
        path.unlink()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda: Path(".cnlint/index/index.json").unlink(), "is not there"),
        (lambda: put(".cnlint/index/index.json", "{"), "cannot be read"),
        (lambda: put(".cnlint/index/index.json", "[]"), "is not of form 1, which this version reads"),
        (lambda: put(".cnlint/index/index.json", '{"form": 2}'), "is not of form 1, which this version reads"),
        (lambda: Path(".cnlint/index/furniture.yaml").unlink(), "cannot be read: No such file or directory"),
        (damage_facts, "lacks its facts"),
    ],
)
def test_an_index_that_cannot_be_used_is_told(cnlint: Cnlint, spoil: Callable[[], object], error: str) -> None:
    write_pages()
    cnlint("corpus", "raw", "-q")
    spoil()
    ran = cnlint("check", "raw")
    words = f"cnlint.toml: index: the index in '.cnlint/index' {error}; `cnlint corpus` makes it"
    assert (ran.code, ran.out, ran.err) == (2, "", f"cnlint: error: {words}\n")
    assert cnlint("corpus", "raw", "-q") == (0, "", "")
    assert cnlint("check", "raw", "--select", "DUP003").err == ""


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["no"], "no: does not exist; check the path"),
        (["-"], r"`-` \(standard input\) is no corpus; name files or folders"),
        (["raw", "--fail-on", "nearly"], "argument --fail-on: 'nearly' is none of never, documents, exact, near.*"),
        (
            ["raw", "-o", "raw/a.txt"],
            "raw/a.txt: the folder of the index cannot be made: File exists; name another one",
        ),
        (["raw", "--output-format", "xml"], "argument --output-format: 'xml' is none of text, json; .*"),
    ],
)
def test_what_cannot_be_done_is_said(cnlint: Cnlint, arguments: list[str], error: str) -> None:
    write_pages()
    ran = cnlint("corpus", *arguments, "-q")
    assert ran.code == 2
    assert re.fullmatch(f"cnlint: error: {error}\n", ran.err), ran.err


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_indexed(cnlint: Cnlint) -> None:
    write_pages()
    Path("raw/c.txt").write_bytes(bytes(range(256)) * 8)
    ran = cnlint("corpus", "raw", "--output-format", "json")
    assert ran.code == 2
    assert re.fullmatch(r"cnlint: error: raw/c\.txt: [^\n]*\n", ran.err), ran.err
    told = json.loads(ran.out)
    assert [error["path"] for error in told["errors"]] == ["raw/c.txt"]
    assert (told["files"], len(told["duplicates"])) == (2, 1)


def test_an_index_of_nothing(cnlint: Cnlint) -> None:
    Path("raw").mkdir()
    assert cnlint("corpus", "raw", "-o", "index").code == 2
    assert not Path("index").exists()
    put("raw/a.txt", "")
    ran = cnlint("corpus", "raw", "-o", "index")
    assert (ran.code, ran.err) == (0, "")


def test_a_wrong_path_does_not_cost_the_index(cnlint: Cnlint) -> None:
    write_pages()
    cnlint("corpus", "raw", "-o", "index", "-q")
    before = {path: path.read_bytes() for path in Path("index").iterdir()}
    ran = cnlint("corpus", "rwa", "-o", "index", "--output-format", "json")
    assert ran.code == 2
    assert [error["path"] for error in json.loads(ran.out)["errors"]] == ["rwa"]
    assert {path: path.read_bytes() for path in Path("index").iterdir()} == before


def test_a_name_that_is_no_text_is_kept(cnlint: Cnlint) -> None:
    names = [b"raw/\xff.txt", b"raw/b.txt"]
    for number, name in enumerate(names):
        Path("raw").mkdir(exist_ok=True)
        with open(name, "wb") as file:
            file.write(page(number, REPORT).encode())
    assert cnlint("corpus", "raw", "-o", "index").code == 0
    database = sqlite3.connect(next(Path("index").glob("facts-*.db")))
    assert {name for (name,) in database.execute("SELECT name FROM document")} == set(names)
    database.close()
