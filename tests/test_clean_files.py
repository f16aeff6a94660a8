"""What `clean` makes of files: where outputs go, what is read, what is told when something is wrong."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from clean_pages import page
from cnlint.config import Configuration
from cnlint.corpus.cleanfile import Done, Recipe, clean_file
from cnlint.corpus.cleaning import records_of
from cnlint.corpus.cleanrun import Piece, lost
from cnlint.corpus.manifest import Entry, Settings, manifest
from cnlint.corpus.plan import Plan
from cnlint.corpus.sources import Source
from cnlint.corpus.tally import Count, settled_and_left, tally, total
from cnlint.corpus.targets import Target, refuse_inside, source_name, targets
from cnlint.corpus.workers import share_out
from cnlint.engine import Outcome
from cnlint.files import InputError
from cnlint.findings import Edit, Effect, Finding, Fix, Safety, Severity
from cnlint.fixer import Fixed
from cnlint.selection import ActiveRule
from cnlint.structure.model import Tier

TEXT = "渡轮停航三年后重新开班\n\n本报记者 周文\n\n昨日清晨六时，第一班渡轮驶离北岸码头，开往对岸的老城区。\n"


def settings(form: str = "txt", *, keep: tuple[str, ...] = (), safe_only: bool = False) -> Settings:
    return Settings(form, keep, safe_only, version="1.0", rules="abc")


# ---- names


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with folders in it."""
    (tmp_path / "raw" / "1").mkdir(parents=True)
    (tmp_path / "raw2").mkdir()
    (tmp_path / "link").symlink_to("raw")
    (tmp_path / "old.[1]").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "raw"


@pytest.mark.parametrize(
    ("path", "argument", "name"),
    [
        ("raw/1/page.txt", "raw", "1/page.txt"),
        ("raw/page.txt", "raw/", "page.txt"),
        ("raw/1/page.txt", ".", "raw/1/page.txt"),
        ("../page.txt", "..", "page.txt"),
        ("raw/1/page.txt", "raw/1/page.txt", "page.txt"),
        ("page.txt", "page.txt", "page.txt"),
        ("old.[1]/page.txt", "old.[1]/page.txt", "page.txt"),
        ("old.[1]/2/page.txt", "old.[1]", "2/page.txt"),
        ("raw/1/page.txt", "raw/*/page.txt", "1/page.txt"),
        ("raw/1/page.txt", "r*/*/p*", "raw/1/page.txt"),
        ("raw/1/page.txt", "raw/1/p?ge.*", "page.txt"),
        ("raw/1/page.txt", "raw/**", "1/page.txt"),
        ("-", "-", "stdin.txt"),
    ],
)
def test_a_source_is_named_without_the_folder_that_named_it(raw: Path, path: str, argument: str, name: str) -> None:
    assert source_name(Source(path, argument)) == name


def test_a_folder_may_be_named_absolutely(raw: Path) -> None:
    assert source_name(Source(str(raw / "1" / "page.txt"), str(raw))) == "1/page.txt"


@pytest.mark.parametrize(("suffix", "output"), [(".md", "1/page.one.md"), ("", "1/page.one.txt"), (None, "")])
def test_an_output_has_its_inputs_name(raw: Path, suffix: str | None, output: str) -> None:
    [target] = targets([Source("raw/1/page.one.txt", "raw")], "out", suffix)
    assert target == Target("raw/1/page.one.txt", "1/page.one.txt", output)


def files(*paths: str) -> list[Source]:
    """Sources named by themselves."""
    return [Source(path, path) for path in paths]


@pytest.mark.parametrize(
    ("found", "suffix"),
    [
        (files("a/page.txt", "b/page.txt"), ".md"),
        ([Source("raw/page.txt", "raw"), Source("raw2/page.txt", "raw2")], ""),
        ([Source("raw/page.txt", "raw"), Source("raw2/page.txt", "raw2")], None),
        (files("a/page.txt", "a/page.text"), ".md"),
        (files("a/manifest.json"), ""),
    ],
)
def test_two_inputs_for_one_name_are_refused(raw: Path, found: list[Source], suffix: str | None) -> None:
    with pytest.raises(InputError, match="the same name"):
        targets(found, "out", suffix)


@pytest.mark.parametrize("suffix", ["", None])
def test_the_same_name_with_two_endings_is_two_names_where_endings_stay(suffix: str | None) -> None:
    assert len(targets(files("a/page.txt", "a/page.text"), "out", suffix)) == 2


def test_an_output_that_is_an_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    link = tmp_path / "other"
    link.symlink_to(tmp_path)
    with pytest.raises(InputError, match="would be overwritten"):
        targets(files(str(tmp_path / "page.txt")), str(link), "")
    assert targets(files(str(tmp_path / "page.txt")), str(link), ".md")


@pytest.mark.parametrize("out", ["raw", "raw/out", "raw/1/new", "link/out", "./raw/../raw/out"])
def test_an_output_folder_in_its_source_is_refused(raw: Path, out: str) -> None:
    with pytest.raises(InputError, match="lies in raw"):
        refuse_inside(["elsewhere.txt", "raw"], out)


@pytest.mark.parametrize("out", ["out", "raw2", "rawer/out", "."])
def test_an_output_folder_beside_or_above_its_source_is_none_of_its_business(raw: Path, out: str) -> None:
    refuse_inside(["raw", "raw/*.txt", "-"], out)


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="is a file"):
        refuse_inside(["raw"], str(tmp_path / "out"))


# ---- one file


class NoRules(Plan):
    """A plan by which nothing is looked for."""

    def active(self, path: str) -> tuple[ActiveRule, ...]:
        return ()


NO_RULES = NoRules(Configuration())


def cleaned(tmp_path: Path, data: bytes, form: str = "txt", name: str = "1/page.txt") -> Done:
    source = tmp_path / "raw" / name
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(data)
    [target] = targets(
        [Source(str(source), str(tmp_path / "raw"))], str(tmp_path / "out"), "" if form == "txt" else None
    )
    return clean_file(target, NO_RULES, Recipe(str(tmp_path / "out"), settings(form), "en"))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16LE")],
)
def test_every_encoding_is_converted(tmp_path: Path, encoding: str, name: str) -> None:
    done = cleaned(tmp_path, TEXT.replace("\n", "\r\n").encode(encoding))
    assert done.problems == ()
    assert (done.entry.status, done.entry.encoding, done.entry.output) == ("written", name, "1/page.txt")
    assert (tmp_path / "out/1/page.txt").read_bytes() == TEXT.encode()


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    done = cleaned(tmp_path, b"")
    assert (done.entry.status, done.problems) == ("empty", ())
    assert (tmp_path / "out/1/page.txt").read_bytes() == b""


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff" * 9, "渡轮".encode() * 40 + b"\xff"])
def test_what_is_no_text_is_told_and_not_written(tmp_path: Path, data: bytes) -> None:
    done = cleaned(tmp_path, data)
    [problem] = done.problems
    assert problem.path == str(tmp_path / "raw/1/page.txt")
    assert (done.entry.status, done.entry.output, done.entry.problems) == ("failed", None, (problem.reason,))
    assert done.entry.sha256 is not None
    assert not (tmp_path / "out").exists()


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    done = clean_file(
        Target(str(tmp_path / "page.txt"), "page.txt", "page.txt"), NO_RULES, Recipe(str(tmp_path), settings(), "en")
    )
    assert [problem.reason for problem in done.problems] == ["does not exist"]
    assert (done.entry.status, done.entry.sha256) == ("failed", None)


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/1").write_text("a file where a folder is needed")
    done = cleaned(tmp_path, TEXT.encode())
    assert done.entry.status == "failed"
    assert [problem.path for problem in done.problems] == [str(tmp_path / "out/1")]


def test_half_a_character_is_told(tmp_path: Path) -> None:
    done = cleaned(tmp_path, (TEXT + "\ud840\n").encode("utf-16-le", "surrogatepass"))
    assert done.entry.status == "failed"
    assert len(done.problems) == 1


def test_records_go_where_all_share_one_output(tmp_path: Path) -> None:
    done = cleaned(tmp_path, TEXT.encode(), "jsonl")
    assert not (tmp_path / "out").exists()
    [line] = done.lines.decode().splitlines()
    record = json.loads(line)
    assert (record["source"], record["article"]) == ("1/page.txt", 1)
    for paragraph in record["paragraphs"]:
        assert "".join(TEXT[start:end] for start, end in paragraph["spans"]) == paragraph["text"]


def _die_on_b(piece: Piece) -> Done:
    target, _ = piece
    if target.source == "b.txt":
        os._exit(9)
    return Done(target.path, Entry(target.source, "written", None))


def test_a_file_that_kills_its_process_is_told_and_the_others_are_cleaned() -> None:
    chosen = targets(files("a.txt", "b.txt", "c.txt"), "out", ".md")
    done = list(share_out(_die_on_b, [(target, None) for target in chosen], lost, 2))
    assert [(result.entry.source, result.entry.status) for result in done] == [
        ("a.txt", "written"), ("b.txt", "failed"), ("c.txt", "written"),
    ]  # fmt: skip
    assert [len(result.problems) for result in done] == [0, 1, 0]


# ---- what became of findings


def found(rule: str, start: int, end: int, edit: Edit | None = None) -> Finding:
    fix = None if edit is None else Fix((edit,), Safety.UNSAFE, Effect.SPACE, "")
    return Finding(rule, rule.lower(), Severity.WARNING, start, end, "", fix=fix)


#        0 渡轮开 3 \n\n 5 登船 7 \n\n 9 往对岸。13 \n\n 15 （下转4版）
PAGE = page(
    ("body", "渡轮开"), ("caption", "登船"), ("body", "往对岸。"), ("jump", "（下转4版）"), seams={(0, 2): Tier.LIKELY}
)  # fmt: skip
FAMILIES: Mapping[str, str] = {
    "PAR": "paragraph",
    "HED": "headline",
    "CAP": "caption",
    "PAG": "page",
    "PUN": "punctuation",
    "FMT": "format",
}


def divided(*findings: Finding, safe_only: bool = False) -> tuple[list[str], list[str]]:
    fixed = Fixed(PAGE.document, (), Outcome(findings, ()), ())
    made = records_of(fixed, PAGE.structure, safe_only=safe_only)
    settled, left = settled_and_left(fixed, made, lambda code: FAMILIES[code[:3]])
    return [finding.rule for finding in settled], [finding.rule for finding in left]


CLOSING = Edit(3, 9, "\n\n登船\n\n", "")


@pytest.mark.parametrize(
    "finding",
    [
        found("CAP001", 5, 7),
        found("CAP001", 4, 8),
        found("PAG002", 15, 21),
        found("PAR003", 0, 13, CLOSING),
        found("HED001", 3, 9, CLOSING),
        found("FMT004", 21, 21),
    ],
)
def test_what_a_move_or_a_join_settles(finding: Finding) -> None:
    assert divided(finding) == ([finding.rule], [])


@pytest.mark.parametrize(
    "finding",
    [
        found("CAP001", 0, 3),  # not moved
        found("PUN003", 5, 7),  # moved, and still wrong
        found("PAR006", 0, 13),  # no fix that a join could stand for
        found("PAR005", 0, 3, Edit(1, 1, "", "\n\n")),  # another place
        found("PUN007", 3, 9, CLOSING),
    ],
)
def test_what_is_left_for_review(finding: Finding) -> None:
    assert divided(finding) == ([], [finding.rule])


def test_a_join_that_was_not_made_settles_nothing() -> None:
    assert divided(found("PAR003", 0, 13, CLOSING), safe_only=True) == ([], ["PAR003"])


def test_findings_are_counted_by_rule() -> None:
    left = [found("PUN003", 0, 1), found("PAR002", 0, 1), found("PUN003", 2, 3)]
    counts = tally([found("PAR002", 0, 1), found("CHR001", 0, 1)], left)
    assert list(counts.items()) == [("CHR001", Count(1, 0)), ("PAR002", Count(1, 1)), ("PUN003", Count(0, 2))]
    assert total([counts, {"PAR002": Count(2, 0), "ZZZ": Count(0, 1)}]) == {
        "CHR001": Count(1, 0), "PAR002": Count(3, 1), "PUN003": Count(0, 2), "ZZZ": Count(0, 1),
    }  # fmt: skip
    assert counts["PAR002"].found == 2


def test_the_manifest_lists_every_input_and_adds_up() -> None:
    entries = [
        Entry("1/a.txt", "written", "00", "UTF-8", "1/a.txt", "11", 2, 9, 1, 1, 3, 1, {"PUN001": Count(5, 1)}),
        Entry("b.txt", "empty", "22", "UTF-8", "b.txt", "33", findings={"QLT001": Count(0, 1)}),
        Entry("c.txt", "failed", None, problems=("does not exist",)),
    ]
    content = json.loads(manifest(entries, settings(keep=("captions",), safe_only=True)))
    assert (content["tool"]["version"], content["tool"]["rules"]) == ("1.0", "abc")
    assert (content["format"], content["keep"], content["safe_only"]) == ("txt", ["captions"], True)
    assert [entry["source"] for entry in content["inputs"]] == ["1/a.txt", "b.txt", "c.txt"]
    totals = content["totals"]
    assert (totals["files"], totals["empty"], totals["failed"]) == (3, 1, 1)
    assert (totals["articles"], totals["paragraphs"], totals["joined"]) == (2, 9, {"safe": 3, "likely": 1})
    assert totals["findings"] == {"PUN001": {"repaired": 5, "left": 1}, "QLT001": {"repaired": 0, "left": 1}}
    assert content["inputs"][2]["problems"] == ["does not exist"]
