"""What earlier runs found: known again for the same bytes and the same rules, never for others, never in the way."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnlint.cache import keys
from cnlint.cache.packing import pack, unpack
from cnlint.cache.store import Cache
from cnlint.config import Configuration
from cnlint.corpus import examining, units
from cnlint.corpus.plan import Plan
from cnlint.document import Document
from cnlint.findings import Edit, Effect, Evidence, Finding, Fix, Safety, Severity
from cnlint.selection import ActiveRule
from commandline import CLEAN, DAMAGED, FORMATS, Cnlint
from rulefiles import FIXING, PLAIN, rule_of
from texts import texts

SEEDS = Path(__file__).parents[1] / "seeds"
STORED = Path(".cnlint/cache")
RULES = (ActiveRule(rule_of(FIXING), {"least": 2}, Severity.ERROR), ActiveRule(rule_of(PLAIN), {}, Severity.WARNING))


def finding(message: str = "a comma") -> Finding:
    fix = Fix((Edit(2, 3, ",", "，"),), Safety.SAFE, Effect.WIDTH, "One for one.", (7, 9))
    return Finding("PUN001", "half-width-mark", Severity.ERROR, 2, 3, message, (Evidence("neighbour", 0.25),), fix)


def key(number: int) -> bytes:
    """Keys whose entries lie in one file."""
    return b"\0" + number.to_bytes(keys.SIZE - 1, "big")


def only_file(root: Path) -> Path:
    [path] = (root / STORED).iterdir()
    return path


# what an entry is known by


@pytest.fixture
def own_stamp(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    keys.stamp.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    keys.stamp.cache_clear()


def test_the_same_is_known_by_the_same() -> None:
    scope = keys.scope_of(RULES, "book", "en")
    assert scope is not None
    assert scope == keys.scope_of(list(RULES), "book", "en")
    assert keys.key(scope, keys.content(b"text")) == keys.key(scope, keys.content(b"text"))


@pytest.mark.parametrize(
    ("rules", "book", "lang"),
    [
        (RULES[:1], "book", "en"),
        ((RULES[0]._replace(severity=Severity.ADVICE), RULES[1]), "book", "en"),
        ((RULES[0]._replace(options={"least": 3}), RULES[1]), "book", "en"),
        ((RULES[0]._replace(options={"least": 2.0}), RULES[1]), "book", "en"),
        ((RULES[0]._replace(options={}), RULES[1]), "book", "en"),
        (RULES, "koob", "en"),
        (RULES, "book", "zh"),
    ],
)
def test_whatever_decides_on_findings_is_part_of_the_key(rules: tuple[ActiveRule, ...], book: str, lang: str) -> None:
    assert keys.scope_of(rules, book, lang) != keys.scope_of(RULES, "book", "en")


def test_other_bytes_have_another_key() -> None:
    assert keys.content(CLEAN.encode()) != keys.content(CLEAN.rstrip().encode())
    assert keys.key(b"a" * 16, b"b" * 16) != keys.key(b"b" * 16, b"a" * 16)


def test_the_code_of_other_packages_is_not_known_by_anything() -> None:
    foreign = RULES[0].rule._replace(pattern=None, detector="somebody_elses")
    assert keys.scope_of([RULES[0]._replace(rule=foreign)], "book", "en") is None


def test_version_code_and_weights_are_part_of_the_stamp(tmp_path: Path, own_stamp: pytest.MonkeyPatch) -> None:
    package, weights = tmp_path / "package", tmp_path / "weights"
    (package / "detectors").mkdir(parents=True)
    weights.mkdir()
    code = package / "detectors" / "digits.py"
    code.write_text("A = 1\n")
    (weights / "seams.json").write_text("[1]")
    own_stamp.setattr(keys, "_PACKAGE", str(package))
    seen = [keys.stamp()]

    def changed() -> bool:
        keys.stamp.cache_clear()
        seen.append(keys.stamp())
        return len(set(seen)) == len(seen)

    code.write_text("A = 2\n")
    assert changed()
    own_stamp.setenv("CNLINT_WEIGHTS", str(weights))
    assert changed()
    (weights / "seams.json").write_text("[2]")
    assert changed()
    own_stamp.setattr(keys, "__version__", "0.0.0")
    assert changed()
    (package / "report").mkdir()
    (package / "report" / "text.py").write_text("B = 1\n")
    assert not changed()


# findings as bytes

_values = st.one_of(texts, st.integers(), st.floats(allow_nan=False))
_evidence = st.lists(st.builds(Evidence, texts, _values), max_size=3).map(tuple)
_edits = st.lists(st.builds(Edit, st.integers(0), st.integers(0), texts, texts), min_size=1, max_size=3).map(tuple)
_twins = st.none() | st.tuples(st.integers(0), st.integers(0))
_fixes = st.builds(Fix, _edits, st.sampled_from(Safety), st.sampled_from(Effect), texts, _twins)
_findings = st.builds(
    Finding, texts, texts, st.sampled_from(Severity), st.integers(0), st.integers(0), texts, _evidence,
    st.none() | _fixes, st.booleans(),
)  # fmt: skip


@given(st.lists(_findings, max_size=4).map(tuple))
def test_findings_come_back_as_they_were(findings: tuple[Finding, ...]) -> None:
    back = unpack(pack(findings))
    assert back == findings
    assert repr(back) == repr(findings)  # the types too


# where entries lie


def test_what_is_kept_is_known_to_later_runs(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path))
    assert cache.look_up(key(1)) is None
    cache.remember(key(1), [finding()])
    cache.remember(key(2), [])
    assert cache.look_up(key(1)) == (finding(),)
    cache.save()
    later = Cache(str(tmp_path))
    assert (later.look_up(key(1)), later.look_up(key(2)), later.look_up(key(3))) == ((finding(),), (), None)
    assert (tmp_path / ".cnlint" / ".gitignore").read_text() == "*\n"


def test_nothing_is_written_when_there_is_nothing_new(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path))
    cache.look_up(key(1))
    cache.save()
    assert list(tmp_path.iterdir()) == []
    cache.remember(key(1), [])
    cache.save()
    path = only_file(tmp_path)
    path.chmod(0o444)
    before = path.stat()
    later = Cache(str(tmp_path))
    assert later.look_up(key(1)) == ()
    later.save()
    assert path.stat() == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_a_damaged_file_is_ignored_and_written_anew(tmp_path: Path, data: st.DataObject) -> None:
    shutil.rmtree(tmp_path / ".cnlint", ignore_errors=True)
    cache = Cache(str(tmp_path))
    cache.remember(key(1), [finding()])
    cache.save()
    path = only_file(tmp_path)
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :]
    path.write_bytes(data.draw(st.sampled_from([whole[:place], flipped])))
    healing = Cache(str(tmp_path))
    assert healing.look_up(key(1)) is None
    healing.remember(key(1), [finding()])
    healing.save()
    assert path.read_bytes() == whole


def test_an_entry_that_is_none_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cnlint.cache.store.pack", lambda findings: b"no findings of this version")
    cache = Cache(str(tmp_path))
    cache.remember(key(1), [finding()])
    cache.save()
    monkeypatch.undo()
    later = Cache(str(tmp_path))
    assert later.look_up(key(1)) is None
    later.remember(key(1), [])
    later.save()
    assert Cache(str(tmp_path)).look_up(key(1)) == ()


def test_evidence_that_cannot_be_written_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path))
    cache.remember(key(1), [finding()._replace(evidence=(Evidence("odd", object()),))])  # type: ignore[arg-type]
    assert cache.look_up(key(1)) is None


def test_the_oldest_go_and_what_is_used_stays(tmp_path: Path) -> None:
    room = 20 * 10  # ten entries without findings
    for number in range(10):
        cache = Cache(str(tmp_path), room)
        cache.remember(key(number), [])
        cache.save()
    cache = Cache(str(tmp_path), room)
    assert cache.look_up(key(0)) == ()
    cache.remember(key(10), [])
    cache.remember(key(11), [])
    cache.save()
    later = Cache(str(tmp_path), room)
    assert [number for number in range(12) if later.look_up(key(number)) is None] == [1, 2]
    assert only_file(tmp_path).stat().st_size <= room + 17  # and the line with the checksum


def test_an_entry_larger_than_its_room_drives_no_others_out(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), 100)
    cache.remember(key(1), [])
    cache.remember(key(2), [finding(os.urandom(200).hex())])
    cache.save()
    later = Cache(str(tmp_path), 100)
    assert (later.look_up(key(1)), later.look_up(key(2))) == ((), None)


@pytest.mark.parametrize("blocked", [".cnlint", ".cnlint/cache", ".cnlint/cache/00"])
def test_where_nothing_can_be_written_nothing_is(tmp_path: Path, blocked: str) -> None:
    in_the_way = tmp_path / blocked
    in_the_way.parent.mkdir(parents=True, exist_ok=True)
    if blocked.endswith("00"):
        in_the_way.mkdir()
    else:
        in_the_way.write_bytes(b"in the way")
    cache = Cache(str(tmp_path))
    assert cache.look_up(key(1)) is None
    cache.remember(key(1), [finding()])
    cache.save()
    assert Cache(str(tmp_path)).look_up(key(1)) is None
    assert [path.name for path in in_the_way.parent.iterdir() if "00." in path.name] == []


def test_a_long_run_holds_no_more_than_its_room(tmp_path: Path) -> None:
    cache = Cache(str(tmp_path), room=40)
    for number in range(1000):
        cache.remember(keys.key(b"run", str(number).encode()), ())
        cache.save()
    assert sum(map(len, cache._touched.values())) <= 2 * 64


def test_a_long_run_saves_on_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1000, 20))
    monkeypatch.setattr("cnlint.cache.store.monotonic", lambda: float(next(clock)))
    cache = Cache(str(tmp_path))
    cache.remember(key(1), [])
    assert not (tmp_path / ".cnlint").exists()
    cache.remember(key(2), [])
    assert Cache(str(tmp_path)).look_up(key(1)) == ()


WRITER = """
import sys
from cnlint.cache.store import Cache
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    cache = Cache(sys.argv[1])
    cache.remember(bytes([0]) + number.to_bytes(15, "big"), [])
    cache.save()
    assert cache.look_up(bytes([0]) + number.to_bytes(15, "big")) == ()
"""


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    """One may lose what the other writes in the same moment; what is there is whole, and never wrong."""
    bounds = (("0", "150"), ("150", "300"))
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), *bound]) for bound in bounds]
    assert [writer.wait() for writer in writers] == [0, 0]
    cache = Cache(str(tmp_path))
    known = {number for number in range(300) if cache.look_up(key(number)) is not None}
    assert known & {149, 299}  # the last that was written
    assert [path.name for path in (tmp_path / STORED).iterdir()] == ["00"]


# runs


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the documents that rules are run over from now on."""
    looked: list[str] = []
    check = examining.check_all

    def noted(documents: Sequence[Document], *arguments: object, **options: object) -> object:
        looked.extend(document.path for document in documents)
        return check(documents, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(examining, "check_all", noted)
    return looked


def in_a_repository(**pages: str) -> None:
    Path(".git").mkdir()
    for name, text in pages.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")


def test_a_second_run_says_the_same_in_every_format(cnlint: Cnlint, unchecked: list[str]) -> None:
    Path(".git").mkdir()
    shutil.copytree(SEEDS, "seeds")
    (Path("seeds") / "unread.txt").write_bytes(b"\xff\xfe\x00")
    (Path("seeds") / "clean.txt").write_text(CLEAN, encoding="utf-8")
    anew = {format: cnlint("check", "seeds", "--no-cache", "--output-format", format) for format in FORMATS}
    assert not STORED.exists()
    assert cnlint("check", "seeds", "--jobs", "2") == anew["text"]
    unchecked.clear()
    for format in FORMATS:
        for jobs in ("1", "2"):
            assert cnlint("check", "seeds", "--output-format", format, "--jobs", jobs) == anew[format]
    assert unchecked == []


def test_one_process_and_several_keep_the_same(cnlint: Cnlint) -> None:
    in_a_repository(a=CLEAN, b=DAMAGED, c=DAMAGED * 3)
    kept = []
    for jobs in ("1", "2"):
        cnlint("check", ".", "--jobs", jobs)
        kept.append({path.name: path.read_bytes() for path in STORED.iterdir()})
        shutil.rmtree(STORED)
    assert kept[0] == kept[1] and len(kept[0]) in range(1, 4)


def test_known_files_are_told_in_their_order_among_others(cnlint: Cnlint) -> None:
    in_a_repository(**{f"p{number:02}": DAMAGED * (number + 1) for number in range(30)})
    anew = cnlint("check", ".", "--no-cache")
    cnlint("check", *(f"p{number:02}.txt" for number in range(30) if number % 4))
    assert cnlint("check", ".", "--jobs", "2") == anew


def test_only_what_has_changed_is_looked_at(cnlint: Cnlint, unchecked: list[str]) -> None:
    in_a_repository(a=CLEAN, b=DAMAGED)
    cnlint("check", ".")
    assert sorted(set(unchecked)) == ["a.txt", "b.txt"]
    unchecked.clear()
    status = os.stat("a.txt")
    Path("a.txt").write_text(CLEAN.replace("，", ",").replace("秋", "夏"), encoding="utf-8")
    os.utime("a.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "PUN001" in cnlint("check", "a.txt").out
    os.utime("b.txt")
    assert "PUN001" in cnlint("check", "b.txt").out
    assert unchecked == ["a.txt"]


@pytest.mark.parametrize(
    ("configuration", "options"),
    [
        ("ignore = ['PUN001']", ()),
        ("[rules.PUN001]\nseverity = 'advice'", ()),
        ("[per-file-ignores]\n'b*' = ['PUN']", ()),
        ("", ("--select", "PAR")),
        ("", ("--lang", "zh")),
    ],
)
def test_other_settings_find_anew(
    cnlint: Cnlint, unchecked: list[str], configuration: str, options: tuple[str, ...]
) -> None:
    in_a_repository(b=DAMAGED)
    before = cnlint("check", ".")
    unchecked.clear()
    Path("cnlint.toml").write_text(configuration)
    assert cnlint("check", ".", *options).out != before.out
    assert unchecked == ["b.txt"]
    Path("cnlint.toml").unlink()
    assert cnlint("check", ".") == before
    assert unchecked == ["b.txt"]


def test_a_changed_rule_file_finds_anew(cnlint: Cnlint) -> None:
    in_a_repository(b="昨日,全市开会。\n")
    Path("cnlint.toml").write_text("extend-rules = ['my.yaml']\nselect = ['MY']")
    Path("my.yaml").write_text(FIXING, encoding="utf-8")
    assert "MY002" in cnlint("check", ".").out
    Path("my.yaml").write_text(FIXING.replace("'(昨|今)日,'", "'(明|今)日,'").replace("昨日", "明日"), encoding="utf-8")
    assert "MY002" not in cnlint("check", ".").out


def test_without_it_nothing_is_read_or_written(cnlint: Cnlint, unchecked: list[str]) -> None:
    in_a_repository(b=DAMAGED)
    cnlint("check", ".", "--no-cache")
    assert not Path(".cnlint").exists()
    cnlint("check", ".")
    cnlint("check", ".", "--no-cache")
    assert unchecked == ["b.txt"] * 3


def test_what_went_wrong_is_told_again(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_repository(b=DAMAGED)
    with monkeypatch.context() as patch:
        patch.setattr("cnlint.detectors.load", lambda name: 1 / 0)
        first = cnlint("check", ".")
        assert (first.code, cnlint("check", ".")) == (2, first)
        assert not Path(".cnlint").exists()
    assert cnlint("check", ".").code == 1


def test_a_file_that_is_right_is_not_fixed_again(cnlint: Cnlint, unchecked: list[str]) -> None:
    in_a_repository(a=CLEAN, b=DAMAGED)
    cnlint("check", ".")
    unchecked.clear()
    fixed = cnlint("fix", ".")
    assert fixed.code == 0 and "a.txt" not in unchecked and Path("b.txt").read_text(encoding="utf-8") == CLEAN
    unchecked.clear()
    assert cnlint("check", ".").code == cnlint("fix", ".").code == 0
    assert unchecked == []


@pytest.mark.parametrize("command", [("fix", "--unsafe-fixes"), ("check", "--diff"), ("fix",)])
def test_fixes_are_the_same_with_and_without(cnlint: Cnlint, command: tuple[str, ...]) -> None:
    ran = []
    for options in (("--no-cache",), (), ()):
        shutil.rmtree("seeds", ignore_errors=True)
        shutil.copytree(SEEDS, "seeds")
        if not options:
            cnlint("check", "seeds")
        told = cnlint(*command, "seeds", *options)
        ran.append((told, {path.name: path.read_bytes() for path in Path("seeds").iterdir()}))
    assert ran[0] == ran[1] == ran[2]


def test_an_interrupted_run_keeps_what_it_has_done(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    in_a_repository(a=CLEAN, b=DAMAGED)
    check = examining.check_all

    def stopped(documents: Sequence[Document], *arguments: object, **options: object) -> object:
        if documents[0].path == "b.txt":
            raise KeyboardInterrupt
        return check(documents, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(units, "BATCH_DOCUMENTS", 1)
    monkeypatch.setattr(examining, "check_all", stopped)
    assert cnlint("check", ".").code == 2
    assert len(list(STORED.iterdir())) == 1


def records(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_records_are_known_by_their_texts(
    cnlint: Cnlint, unchecked: list[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    monkeypatch.setattr("cnlint.corpus.shards._CHUNK", 400)
    in_a_repository()
    texts = [CLEAN, DAMAGED, "\ufeff" + CLEAN, "半个字\ud83d，图书馆。\n", *(DAMAGED * n for n in range(2, 12))]
    lines = records(*texts) + b"{oops\n" + records(CLEAN)
    Path("a.jsonl").write_bytes(lines)
    Path("text.txt").write_text(CLEAN, encoding="utf-8-sig")  # of the bytes of the third record
    anew = {format: cnlint("check", ".", "a.jsonl", "--no-cache", "--output-format", format) for format in FORMATS}
    assert cnlint("check", ".", "a.jsonl", "--jobs", jobs) == anew["text"]
    unchecked.clear()
    for format in FORMATS:
        assert cnlint("check", ".", "a.jsonl", "--output-format", format) == anew[format]
    Path("b.jsonl").write_bytes(lines)
    assert cnlint("check", "b.jsonl").out == cnlint("check", "a.jsonl").out.replace("a.jsonl", "b.jsonl")
    assert unchecked == []
    Path("a.jsonl").write_bytes(lines + records("新的一页。" + DAMAGED))
    assert "a.jsonl:17:" in cnlint("check", "a.jsonl").out
    assert unchecked[-1] == "a.jsonl:17" and len(unchecked) < len(texts)


def test_a_text_as_a_file_and_as_a_record_is_not_known_by_one() -> None:
    """A mark at its start is none of the text in a file, and a character of the text in a record."""
    data = b"\xef\xbb\xbf" + CLEAN.encode()
    assert keys.content(data) != keys.content_of_record(data.decode())


def test_a_run_outside_of_any_project_keeps_it_with_the_user(cnlint: Cnlint, tmp_path: Path) -> None:
    Path("b.txt").write_text(DAMAGED, encoding="utf-8")
    cnlint("check", ".")
    assert not Path(".cnlint").exists()
    assert len(list((tmp_path / "home" / "state").glob("cnlint/*/.cnlint/cache/*"))) == 1


def test_files_with_other_rules_are_known_by_those(cnlint: Cnlint) -> None:
    """One text in two places where different rules hold."""
    in_a_repository(a=DAMAGED, b=DAMAGED)
    Path("cnlint.toml").write_text("[per-file-ignores]\n'b*' = ['PUN']")
    plan = Plan(Configuration())
    assert len(plan.active("a.txt")) > len(plan.active("b.txt"))
    first = cnlint("check", ".", "--output-format", "concise")
    assert "a.txt:1:5" in first.out and "b.txt" not in first.out
    assert cnlint("check", ".", "--output-format", "concise") == first
