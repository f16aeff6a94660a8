"""`cnlint fix` and `cnlint undo`: what is written, what is left, what is taken back."""

import re
from pathlib import Path

import pytest

from commandline import CLEAN, DAMAGED, FORMATS, Cnlint

OWN_RULE = """\
code: MY001
name: old-name
summary: An old name of the town.
message: "{found} is now {wanted}"
why: The corpus has the town under one name.
pattern: '旧城'
replace: '新城'
severity: error
fix:
  safety: unsafe
  effect: text
  because: The words differ.
tests:
  bad: [{text: "旧城开会", fixed: "新城开会"}, "去旧城"]
  good: ["新城开会", "旧的城"]
"""


def read(name: str) -> str:
    return Path(name).read_bytes().decode("utf-8")


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "\ufeff" + CLEAN,
        CLEAN.replace("\n", "\r\n"),
        CLEAN + "\n\n\n昨夜，城北下了一场大雨。\n",
        "\u3000\u3000" + CLEAN,
        "A, B.\n",
    ],
)
def test_right_text_stays_as_it_is(cnlint: Cnlint, text: str) -> None:
    write("a.txt", text)
    before = Path("a.txt").stat()
    assert cnlint("fix", "--select", "PUN,CHR,PAR,DUP").code == 0
    assert read("a.txt") == text
    assert Path("a.txt").stat().st_mtime_ns == before.st_mtime_ns
    assert not Path(".cnlint").exists()


@pytest.mark.parametrize("format", FORMATS)
def test_damage_is_repaired_in_place(cnlint: Cnlint, format: str) -> None:
    write("raw/a.txt", DAMAGED)
    write("raw/b.txt", "\ufeff昨夜,城北下了一场大雨。\r\n\r\n" + DAMAGED.replace("\n", "\r\n"))
    ran = cnlint("fix", "raw", "--output-format", format)
    assert (ran.code, ran.err) == (0, "")
    assert read("raw/a.txt") == CLEAN
    assert read("raw/b.txt") == "\ufeff昨夜，城北下了一场大雨。\r\n\r\n" + CLEAN.replace("\n", "\r\n")
    again = cnlint("fix", "raw", "--output-format", "concise")
    assert again == (0, "", "")


def test_what_remains_decides_the_exit_code(cnlint: Cnlint) -> None:
    write("my.yaml", OWN_RULE)
    write("cnlint.toml", "extend-rules = ['my.yaml']")
    write("a.txt", "今年秋天,旧城向读者开放。\n")
    assert cnlint("fix").code == 1
    assert read("a.txt") == "今年秋天，旧城向读者开放。\n"
    assert cnlint("fix", "--unsafe-fixes").code == 0
    assert read("a.txt") == "今年秋天，新城向读者开放。\n"


def test_hooks_may_ask_for_an_exit_code_on_repairs(cnlint: Cnlint) -> None:
    write("a.txt", DAMAGED)
    assert cnlint("fix", "--exit-non-zero-on-fix").code == 1
    assert cnlint("fix", "--exit-non-zero-on-fix").code == 0


# as a filter


def test_as_a_filter_the_text_goes_on_and_the_report_does_not_mix_with_it(cnlint: Cnlint) -> None:
    ran = cnlint("fix", "-", stdin=DAMAGED.encode())
    assert (ran.code, ran.out) == (0, CLEAN)
    assert "1 repaired" in ran.err


@pytest.mark.parametrize("text", [CLEAN, "", "\ufeffA\r\n", "旧"])
def test_as_a_filter_right_text_goes_through(cnlint: Cnlint, text: str) -> None:
    assert cnlint("fix", "-", "--select", "PUN", "--quiet", stdin=text.encode()) == (0, text, "")


def test_as_a_filter_nothing_is_lost_where_it_cannot_help(cnlint: Cnlint) -> None:
    data = "今年秋天，市图书馆新馆向读者开放，市民可以凭借身份证件免费办理借阅手续。".encode("utf-16-le")
    ran = cnlint("fix", "-", "--quiet", stdin=data)
    assert ran.code == 2
    assert ran.out.encode("utf-8", "surrogateescape") == data
    assert "UTF-16LE" in ran.err


def test_as_a_filter_a_diff_is_a_diff(cnlint: Cnlint) -> None:
    ran = cnlint("fix", "-", "--diff", "--select", "PUN001", stdin=DAMAGED.encode())
    assert ran == (1, f"--- -\n+++ -\n@@ -1 +1 @@\n-{DAMAGED}+{CLEAN}", "")


# undo


def test_undo_takes_back_run_after_run(cnlint: Cnlint) -> None:
    texts = [DAMAGED, "\ufeff昨天,下雨。\r\n明天呢?", "昨天,又下雨。\n"]
    write("a.txt", texts[0])
    assert cnlint("fix").code == 0
    write("sub/b.txt", texts[1])
    write("sub/c.txt", texts[2])
    cnlint("fix", "--select", "PUN001")
    fixed = [read(name) for name in ("a.txt", "sub/b.txt", "sub/c.txt")]
    assert not set(fixed) & set(texts)

    ran = cnlint("undo")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"undid the run of \S+: 2 files\n  sub/b\.txt\n  sub/c\.txt\n", ran.out)
    assert [read(name) for name in ("a.txt", "sub/b.txt", "sub/c.txt")] == [fixed[0], *texts[1:]]
    assert cnlint("undo").code == 0
    assert [read(name) for name in ("a.txt", "sub/b.txt", "sub/c.txt")] == texts
    ran = cnlint("undo")
    assert (ran.code, ran.out) == (0, f"nothing to undo: no run is recorded in {state_folder_of(ran.out)}\n")


def state_folder_of(told: str) -> str:
    [folder] = re.findall(r"recorded in (.+/home/state/cnlint/work-[0-9a-f]{16})$", told.strip())
    return str(folder)


def test_undo_takes_back_all_runs_at_once(cnlint: Cnlint) -> None:
    write("cnlint.toml", "")
    for name in ("a.txt", "b.txt"):
        write(name, DAMAGED)
        cnlint("fix")
    assert cnlint("undo", "--all").out.count("undid the run of") == 2
    assert (read("a.txt"), read("b.txt")) == (DAMAGED, DAMAGED)
    assert cnlint("undo", "--all").out.startswith("nothing to undo")


def test_undo_from_below_the_configuration(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    write("cnlint.toml", "")
    write("sub/a.txt", DAMAGED)
    cnlint("fix")
    assert Path(".cnlint").is_dir()
    monkeypatch.chdir("sub")
    assert cnlint("undo").out.endswith(": 1 file\n  a.txt\n")
    assert read("a.txt") == DAMAGED


def test_a_file_that_was_changed_since_is_not_undone(cnlint: Cnlint) -> None:
    write("a.txt", DAMAGED)
    write("b.txt", DAMAGED)
    cnlint("fix")
    write("a.txt", CLEAN + "后来写的。\n")
    ran = cnlint("undo")
    assert (ran.code, ran.out) == (2, "")
    assert re.fullmatch(r"cnlint: error: .*a\.txt: was changed since.*\n", ran.err)
    assert (read("a.txt"), read("b.txt")) == (CLEAN + "后来写的。\n", CLEAN)
