"""Bad input, against every output format: one clear line, the right exit code, one valid document, nothing lost."""

import json
import os
import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files as resources
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from cnlint.corpus.reading import MAX_LINE
from commandline import CLEAN, DAMAGED, FORMATS, Cnlint, Ran

SCHEMA = json.loads(resources("cnlint.report").joinpath("schema", "cnlint-report.schema.json").read_text("utf-8"))
SARIF = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))

RULE = """\
code: MY001
name: my-rule
summary: Two marks in a row.
message: "{found} should be one mark"
why: It reads badly.
pattern: '(?P<mark>[，。])(?P=mark)'
severity: warning
tests:
  bad: ["好，，吗", "好。。"]
  good: ["好，吗", "好。"]
"""
# Backtracks without end on a text of one repeated character.
EXPLODING = RULE.replace("'(?P<mark>[，。])(?P=mark)'", "'(春|春春)+秋'").replace(
    'bad: ["好，，吗", "好。。"]', 'bad: ["春秋", "春春秋"]'
)


class Bad(NamedTuple):
    """Something abnormal: how it is made, how it is asked for, and how it is told."""

    make: Callable[[Path], object]
    arguments: tuple[str, ...]
    error: str  # pattern of the line on standard error


def bytes_of(name: str, data: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(data)


def text_of(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


BIG5 = "昨日，全市召開經濟工作會議，總結今年工作，部署明年任務。記者從會上獲悉。".encode("big5")
OTHER = r"a\.txt: is encoded in {}, not in UTF-8; .*clean.*"
MEANT = r"no rule is called 'PUN01'; did you mean 'PUN001'\?"
LONG = "昨日，全市召开经济工作会议，总结今年工作，部署明年任务。本报记者从会上获悉，各项指标稳中有进。"
BAD = {
    "missing path": Bad(lambda _: None, ("no.txt",), r"no\.txt: does not exist; check the path"),
    "nearly right path": Bad(
        text_of("page.txt", CLEAN), ("pgae.txt",), r"pgae\.txt: does not exist; did you mean 'page\.txt'\?"
    ),
    "link to nothing": Bad(
        lambda folder: (folder / "a.txt").symlink_to("gone.txt"),
        ("a.txt",),
        r"a\.txt: is a link to gone\.txt, which does not exist; .+",
    ),
    "pattern without match": Bad(lambda _: None, ("*.zip",), r"\*\.zip: matches no file; .+"),
    "folder without match": Bad(
        lambda folder: (folder / "empty").mkdir(), ("empty",), r"empty: holds no file that ends in \.txt; .+"
    ),
    "current folder without match": Bad(lambda _: None, (), r"\.: holds no file that ends in \.txt; .+"),
    "binary": Bad(bytes_of("a.txt", b"\x7fELF\0\0\1\2"), ("a.txt",), r"a\.txt: is binary: byte 5 is NUL; .+"),
    "damaged UTF-8": Bad(
        bytes_of("a.txt", LONG.encode()[:-1] + b"\xff\n"), ("a.txt",), r"a\.txt: is damaged UTF-8: byte \d+ .+; .+"
    ),
    "GB18030": Bad(bytes_of("a.txt", LONG.encode("gb18030")), ("a.txt",), OTHER.format("GB18030")),
    "Big5": Bad(bytes_of("a.txt", BIG5), ("a.txt",), OTHER.format("Big5")),
    "UTF-16": Bad(bytes_of("a.txt", LONG.encode("utf-16")), ("a.txt",), OTHER.format("UTF-16LE")),
    "one long line": Bad(
        text_of("a.txt", "好" * (MAX_LINE + 1)),
        ("a.txt",),
        r"a\.txt: line 1 has 1,000,001 characters, more than the limit of 1,000,000; .+",
    ),
    "broken rule file": Bad(
        text_of("my.yaml", RULE.replace("severity", "severty")),
        ("--config", "my.toml"),
        r".*my\.yaml: line \d+, column \d+: .*'severty'.*; did you mean 'severity'\?",
    ),
    "rule file that is no YAML": Bad(
        text_of("my.yaml", "code: ["), ("--config", "my.toml"), r".*my\.yaml: line \d+, column \d+: .+"
    ),
    "unknown rule": Bad(lambda _: None, ("--select", "PUN01"), r"--select: " + MEANT),
    "unknown rule in the configuration": Bad(
        text_of("cnlint.toml", "[rules.PUN01]\nseverity = 'error'"), (), r"cnlint\.toml: (rules|severity).*: " + MEANT
    ),
    "unknown option of a rule": Bad(
        text_of("cnlint.toml", "[rules.PUN001]\nxyzzy = 1"),
        (),
        r"cnlint\.toml: rules\.PUN001: the rule has no option 'xyzzy'; .+",
    ),
    "unknown key": Bad(
        text_of("cnlint.toml", "selct = []"), (), r"cnlint\.toml: selct: unknown key 'selct'; did you mean 'select'\?"
    ),
    "missing configuration": Bad(
        lambda _: None, ("--config", "no.toml"), r"no\.toml: no such configuration file; check the path"
    ),
    "unknown option": Bad(
        lambda _: None, ("--statistic",), r"unknown option '--statistic'; did you mean '--statistics'\?"
    ),
    "no repository": Bad(
        text_of("a.txt", CLEAN), ("--since", "HEAD"), r"a\.txt: lies in no git repository; leave --since out"
    ),
    "exploding pattern": Bad(
        lambda folder: [text_of("my.yaml", EXPLODING)(folder), text_of("a.txt", "春" * 400)(folder)],
        ("--config", "my.toml", "--select", "MY001"),
        r"a\.txt: .*MY001 \(my-rule\).*",
    ),
}


def check_document(format: str, ran: Ran) -> list[str]:
    """The messages of the errors that a machine format lists, in a document that is valid."""
    if format == "json":
        document = json.loads(ran.out)
        Draft202012Validator(SCHEMA).validate(document)
        return [error["message"] for error in document["errors"]]
    if format == "jsonl":
        lines = [json.loads(line) for line in ran.out.splitlines()]
        for line in lines:
            Draft202012Validator({**SCHEMA, "$ref": "#/$defs/line"}).validate(line)
        return [line["error"]["message"] for line in lines if line["type"] == "error"]
    if format == "sarif":
        document = json.loads(ran.out)
        Draft4Validator(SARIF).validate(document)
        [invocation] = document["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        return [message["message"]["text"] for message in invocation["toolExecutionNotifications"]]
    return re.findall(r"^::error [^:]*title=cnlint[^:]*::(.*)$", ran.out, re.MULTILINE)


def state_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shorter time budget: the default is seconds."""
    from cnlint import engine

    check = engine.check_all
    monkeypatch.setattr("cnlint.corpus.examining.check_all", partial(check, budget=0.2))


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", BAD)
def test_what_is_abnormal_is_told_in_one_line(
    cnlint: Cnlint, budget: None, name: str, format: str, command: str
) -> None:
    bad, here = BAD[name], Path.cwd()
    text_of("my.toml", "extend-rules = ['my.yaml']")(here)
    bad.make(here)
    before = state_of(here)
    ran = cnlint(command, "--output-format", format, *bad.arguments)
    assert ran.code == 2
    assert re.fullmatch(f"cnlint: error: {bad.error}\n", ran.err), ran.err
    assert state_of(here) == before
    if format in FORMATS[2:]:
        assert len(check_document(format, ran)) == 1
    else:
        assert ran.out == ""  # to count no findings in what was not read would look like an answer


def unreadable(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Makes opening a file fail (tests may run as root, whom no mode keeps out)."""
    read_bytes = __import__("builtins").open

    def deny(path: object, *arguments: object, **options: object) -> object:
        if isinstance(path, str | os.PathLike) and os.fspath(path) == name:
            raise error
        return read_bytes(path, *arguments, **options)

    monkeypatch.setattr("builtins.open", deny)


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "b.txt: may not be read: permission denied; .+"),
        (OSError(5, "Input/output error"), "b.txt: cannot be read: Input/output error; .+"),
        (FileNotFoundError(2, "No such file"), "b.txt: does not exist; check the path"),  # it vanished
    ],
)
def test_an_unreadable_file_costs_no_other(
    cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str, format: str, command: str
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        text_of(name, DAMAGED)(Path.cwd())
    with monkeypatch.context() as patch:
        unreadable(patch, "b.txt", error)
        ran = cnlint(command, "--output-format", format, "--select", "PUN001")
    assert ran.code == 2
    assert re.fullmatch(f"cnlint: error: {words}\n", ran.err), ran.err
    if format in FORMATS[2:]:
        assert len(check_document(format, ran)) == 1
    texts = [Path(name).read_text(encoding="utf-8") for name in ("a.txt", "b.txt", "c.txt")]
    assert texts == ([CLEAN, DAMAGED, CLEAN] if command == "fix" else [DAMAGED] * 3)
    for name in ("a.txt", "c.txt") if command == "check" else ():
        assert name in ran.out


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_file_is_a_finding(cnlint: Cnlint, format: str, command: str) -> None:
    Path("a.txt").write_bytes(b"")
    ran = cnlint(command, "--output-format", format)
    assert (ran.code, ran.err) == (1, "")
    assert "QLT001" in ran.out


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "text",
    [
        "The council met on Monday, and adjourned.\n",
        "Совет заседал в понедельник, и разошёлся.\n",
        "議会は月曜日に開かれた、そして閉会した。\n",
        "اجتمع المجلس يوم الاثنين\n",
        "\u200b\u202e\ufeff\n",
        "e\u0301\u0301\u0301 \U0001f469\u200d\U0001f469\n",
        "\x00" * 3 + "字\n",
    ],
)
def test_text_in_other_scripts_is_no_crash(cnlint: Cnlint, text: str, format: str) -> None:
    Path("a.txt").write_text(text, encoding="utf-8")
    ran = cnlint("check", "--output-format", format)
    assert "internal error" not in ran.err
    assert "ENG002" not in ran.out + ran.err
    assert ran.code in (0, 1) if "\x00" not in text else ran.code == 2


def test_what_is_abnormal_beats_what_is_found(cnlint: Cnlint) -> None:
    text_of("a.txt", DAMAGED)(Path.cwd())
    ran = cnlint("check", "a.txt", "no.txt", "--output-format", "concise")
    assert ran.code == 2
    assert "a.txt:1:5 PUN001" in ran.out
