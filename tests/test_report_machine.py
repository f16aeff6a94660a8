"""Reports for programs: one valid document whatever happened, and places that an editor can act on."""

import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from cnlint import report
from cnlint.corpus.results import FileResult, Problem, RunResult
from cnlint.document import Document
from cnlint.findings import Edit
from report_runs import BOOK, COMMA, CUT, MISSING, PAGE, RUNS, SEAM, TEXT, check, page_of

SCHEMA = json.loads(files("cnlint.report").joinpath("schema", "cnlint-report.schema.json").read_text("utf-8"))
SARIF = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))


def told(format: str, run: RunResult, lang: str = "en", color: report.Colour = "always") -> str:
    stream = io.StringIO()
    report.render(format, run, stream, lang=lang, color=color)
    return stream.getvalue()


def sarif(run: RunResult) -> dict:
    [log] = json.loads(told("sarif", run))["runs"]
    return log


def test_the_shipped_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", RUNS)
def test_json_is_one_valid_document(name: str, lang: str) -> None:
    document = json.loads(told("json", RUNS[name], lang))
    Draft202012Validator(SCHEMA).validate(document)
    assert len(document["findings"]) == document["summary"]["findings"]
    assert len(document["errors"]) == document["summary"]["errors"]


@pytest.mark.parametrize("name", RUNS)
def test_json_lines_are_the_same_records(name: str) -> None:
    lines = [json.loads(line) for line in told("jsonl", RUNS[name]).splitlines()]
    line_schema = Draft202012Validator({**SCHEMA, "$ref": "#/$defs/line"})
    for line in lines:
        line_schema.validate(line)
    document = json.loads(told("json", RUNS[name]))
    by_type: dict[str, list[object]] = {"file": [], "finding": [], "error": []}
    for line in lines[1:-1]:
        by_type[line["type"]].append(line[line["type"]])
    assert lines[0] == {"type": "header", "version": document["version"], "tool": document["tool"]}
    assert lines[-1] == {"type": "summary", "summary": document["summary"]}
    assert by_type == {"file": document["files"], "finding": document["findings"], "error": document["errors"]}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", RUNS)
def test_sarif_is_one_valid_document(name: str, lang: str) -> None:
    log = json.loads(told("sarif", RUNS[name], lang))
    Draft4Validator(SARIF).validate(log)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]


@pytest.mark.parametrize("format", ["json", "jsonl", "github", "sarif"])
@pytest.mark.parametrize("name", RUNS)
def test_machine_formats_are_never_coloured_and_never_act(format: str, name: str) -> None:
    shown = told(format, RUNS[name])
    assert not {"\x1b", "\x07", "\u202e"} & set(shown) if format == "github" else "\x1b" not in shown
    shown.encode("utf-8")


@pytest.mark.parametrize("format", ["json", "jsonl", "sarif", "github", "text", "concise"])
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "utf-8"])
def test_streams_of_any_encoding_take_any_format(format: str, encoding: str) -> None:
    for run in RUNS.values():
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
        report.render(format, run, stream, lang="zh", color="never")
        stream.seek(0)
        if format in ("json", "sarif"):
            json.load(stream)


def test_a_finding_as_json() -> None:
    found = json.loads(told("json", RUNS["findings"]))["findings"]
    assert [entry["code"] for entry in found] == ["PUN001", "PAR002", "LEX001", "CHR003"]
    start = {"line": 1, "column": 9, "offset": 8, "byte": 25, "utf16": 10}
    end = {"line": 1, "column": 10, "offset": 9, "byte": 26, "utf16": 11}
    assert found[0] == {
        "code": "PUN001",
        "name": "half-width-mark",
        "severity": "error",
        "message": "half-width , in Han text",
        "path": "pages/页 1.txt",
        "start": start,
        "end": end,
        "fingerprint": found[0]["fingerprint"],
        "preview": True,
        "evidence": [{"kind": "neighbour", "value": "万", "text": "the neighbouring text decides: 万"}],
        "fix": {
            "safety": "safe",
            "effect": "width",
            "because": "one for one",
            "edits": [{"start": start, "end": end, "old": ",", "new": "，"}],
        },
    }
    assert found[3]["fix"] is None


def test_figures_as_json() -> None:
    assert json.loads(told("json", RUNS["fixed"]))["summary"] == {
        "mode": "fix",
        "files": 1,
        "skipped": 0,
        "findings": 4,
        "fixable": 1,
        "fixable_unsafe": 1,
        "fixed": 2,
        "errors": 0,
        "interrupted": False,
        "by_severity": {"error": 2, "warning": 1, "advice": 1},
        "by_rule": {"CHR003": 1, "LEX001": 1, "PAR002": 1, "PUN001": 1},
    }


def test_errors_as_json() -> None:
    assert json.loads(told("json", RUNS["errors only"]))["errors"] == [
        {"path": "no such.txt", "message": "this path does not exist", "hint": "check its spelling", "code": "ENG001"},
        {"path": None, "message": "no rules", "hint": None, "code": None},
        {"path": "--select", "message": "unknown rule 'X'", "hint": None, "code": None},
    ]


texts = st.text(st.sampled_from("字,，a\n\r𠀀\u0301\u3000"), min_size=1, max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits on it that do not touch, in order."""
    text = draw(texts)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    spans = list(zip(ends[::2], ends[1::2], strict=False))
    news = draw(st.lists(st.sampled_from(["", "，", "𠀁"]), min_size=len(spans), max_size=len(spans)))
    return text, [Edit(a, b, text[a:b], new) for (a, b), new in zip(spans, news, strict=True)]


def with_edits(text: str, edits: list[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def run_with(text: str, edits: list[Edit], bom: bool) -> RunResult:
    assert COMMA.fix is not None
    finding = COMMA._replace(start=edits[0].start, end=edits[-1].end, fix=COMMA.fix._replace(edits=tuple(edits)))
    return check(FileResult("p.txt", Document(text, "p.txt", bom=bom), (finding,)))


@given(edited(), st.booleans())
def test_an_editor_that_counts_bytes_makes_the_same_fix(case: tuple[str, list[Edit]], bom: bool) -> None:
    text, edits = case
    [finding] = json.loads(told("json", run_with(text, edits, bom)))["findings"]
    data = Document(text, bom=bom).encode()
    for edit in reversed(finding["fix"]["edits"]):
        start, end = edit["start"]["byte"], edit["end"]["byte"]
        assert data[start:end].decode() == edit["old"]
        data = data[:start] + edit["new"].encode() + data[end:]
    assert data == Document(with_edits(text, edits), bom=bom).encode()


@given(edited())
def test_an_editor_that_counts_as_sarif_does_makes_the_same_fix(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    starts = [0]  # of lines, in UTF-16 code units, as an editor sees them: one more after the last line end
    for line in Document(text).lines:
        if line.after > line.end:
            starts.append(len(text[: line.after].encode("utf-16-le")) // 2)

    [result] = sarif(run_with(text, edits, bom=False))["results"]
    units = text.encode("utf-16-le")
    for change in reversed(result["fixes"][0]["artifactChanges"][0]["replacements"]):
        region = change["deletedRegion"]
        start = 2 * (starts[region["startLine"] - 1] + region["startColumn"] - 1)
        end = 2 * (starts[region["endLine"] - 1] + region["endColumn"] - 1)
        units = units[:start] + change["insertedContent"]["text"].encode("utf-16-le") + units[end:]
    assert units.decode("utf-16-le") == with_edits(text, edits)


def test_sarif_says_what_it_counts_in_and_what_went_wrong() -> None:
    log = sarif(RUNS["file with a problem"])
    assert log["columnKind"] == "utf16CodeUnits"
    [invocation] = log["invocations"]
    assert invocation["executionSuccessful"] is False
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == MISSING.in_one_line
    assert notification["associatedRule"]["id"] == "ENG001"
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "no%20such.txt"


@pytest.mark.parametrize(("name", "successful"), [("clean", True), ("findings", True), ("interrupted", False)])
def test_sarif_tells_success(name: str, successful: bool) -> None:
    assert sarif(RUNS[name])["invocations"][0]["executionSuccessful"] is successful


def test_sarif_rules_bring_their_pages() -> None:
    log = sarif(RUNS["findings"])
    rules = {entry["id"]: entry for entry in log["tool"]["driver"]["rules"]}
    assert list(rules) == ["CHR003", "LEX001", "PAR002", "PUN001"]
    assert "## Why it matters" in rules["PAR002"]["help"]["markdown"]
    assert rules["PAR002"]["properties"]["measuredPrecision"] == 0.99
    assert rules["PUN001"]["defaultConfiguration"] == {"enabled": False, "level": "error"}


def test_sarif_offers_only_fixes_that_may_be_made() -> None:
    fixes = {result["ruleId"]: result.get("fixes") for result in sarif(RUNS["findings"])["results"]}
    assert fixes["PUN001"] and fixes["PAR002"]
    assert fixes["LEX001"] is None and fixes["CHR003"] is None


def test_a_sarif_message_gives_the_evidence() -> None:
    cut = next(result for result in sarif(RUNS["findings"])["results"] if result["ruleId"] == "PAR002")
    assert cut["level"] == "warning"
    assert cut["message"]["text"].splitlines()[0] == "a paragraph is cut in two"
    assert "because: probability 0.97" in cut["message"]["text"]
    assert "although: " in cut["message"]["text"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/页:1.txt", "a%20b/%E9%A1%B5%3A1.txt"),
        ("../x#?%.txt", "../x%23%3F%25.txt"),
        ("/data/raw/页.txt", "file:///data/raw/%E9%A1%B5.txt"),
        ("\udcff.txt", "%FF.txt"),
    ],
)
def test_paths_as_uris(path: str, uri: str) -> None:
    [artifact] = sarif(check(page_of(TEXT, COMMA, path=path)))["artifacts"]
    assert artifact["location"]["uri"] == uri
    assert ("uriBaseId" in artifact["location"]) is (not path.startswith("/"))


@pytest.mark.parametrize(
    ("run", "lines"),
    [
        (check(), []),
        (check(FileResult("a.txt")), []),
        (
            check(page_of(TEXT, COMMA, path="a,b:c%.txt")),
            [
                "::error file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=9,endColumn=9,title=PUN001 half-width-mark"
                "::half-width , in Han text%0Abecause: the neighbouring text decides: 万"
            ],
        ),
        (
            check(page_of(TEXT, CUT._replace(evidence=(), message="100%: cut"), path="/data/raw/sub/p.txt")),
            ["::warning file=sub/p.txt,line=3,endLine=6,title=PAR002 likely-cut-paragraph::100%25: cut"],
        ),
        (
            check(page_of("甲\r\n", COMMA._replace(start=1, end=1, evidence=(), message="x\n::set-env::y"))),
            ["::error file=p.txt,line=1,endLine=1,col=2,endColumn=2,title=PUN001 half-width-mark::x\\x0a::set-env::y"],
        ),
        (
            check(problems=(MISSING, Problem("--select", "unknown rule 'X'"), Problem(None, "no\nrules"))),
            [
                f"::error file=no such.txt,title=cnlint ENG001::{MISSING.in_one_line}",
                "::error title=cnlint::--select: unknown rule 'X'",
                "::error title=cnlint::no\\x0arules",
            ],
        ),
    ],
)
def test_github_commands(run: RunResult, lines: list[str]) -> None:
    assert told("github", run).splitlines() == lines


def test_the_seam_spans_what_the_text_says() -> None:
    assert TEXT[SEAM : SEAM + 6] == "\r\n\r\n\r\n"
    assert PAGE.document is not None and PAGE.document.text == TEXT
    assert BOOK.by_code.keys() >= {"PUN001", "PAR002"}


def test_unknown_formats_are_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        told("yaml", check())
