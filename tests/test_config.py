"""Configuration: which file holds, what it may say, what the command line makes of it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cnlint.config import ConfigError, Configuration, Settings
from cnlint.config.checking import checked
from cnlint.config.schema import json_schema
from cnlint.config.table import SETTINGS
from cnlint.corpus.state import state_root
from cnlint.findings import Severity

Write = Callable[[dict[str, str]], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files below the folder that is the current one."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def ignored(folder: str = ".") -> tuple[str, ...]:
    return Configuration().of(folder).ignore


# which file holds


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"pyproject.toml": "[project]\nname = 'cnlint-user'\n"},
        {"pyproject.toml": "cnlint = of course this is no TOML"},
        {"pyproject.toml": "[tool.other]\nselect = ['tool.cnlint']\n"},
        {"sub/cnlint.toml": "ignore = ['PUN']"},
        {"cnlint.toml/notes.txt": "a folder of that name"},
    ],
)
def test_what_is_no_configuration_leaves_the_defaults(write: Write, files: dict[str, str]) -> None:
    write(files)
    settings = Configuration().here
    assert (settings.file, set(settings.origins.values())) == (None, {"default"})
    assert settings.paths == (".",)
    assert settings.include == (".txt",)
    assert settings.select == ("ALL",)
    assert (settings.fail_level, settings.output_format, settings.lang, settings.jobs) == ("error", "text", "en", 0)


@pytest.mark.parametrize(
    "head",
    [
        "[tool.cnlint]\n",
        "[ tool . cnlint ]\n",
        "[tool.'cnlint']\n",
        '["tool"."cnlint"]\n',
        "tool.cnlint.",
        "[tool]\ncnlint.",
    ],
)
def test_every_way_to_name_the_table_is_understood(write: Write, head: str) -> None:
    write({"pyproject.toml": f"{head}ignore = ['PUN']\n"})
    assert ignored() == ("PUN",)


def test_an_inline_table_is_understood(write: Write) -> None:
    write({"pyproject.toml": "tool = {cnlint = {ignore = ['PUN']}}\n"})
    assert ignored() == ("PUN",)


def test_the_nearest_file_holds_and_no_other(write: Write) -> None:
    write(
        {
            "cnlint.toml": "ignore = ['A']\nlang = 'zh'",
            "a/b/pyproject.toml": "[tool.cnlint]\nignore = ['B']",
            "a/b/c/pyproject.toml": "[project]",
            "a/d/cnlint.toml": "",
        }
    )
    assert [ignored(folder) for folder in (".", "a", "a/b", "a/b/c/e", "a/d")] == [("A",), ("A",), ("B",), ("B",), ()]
    assert Configuration().of("a/b").lang == "en"


def test_in_one_folder_cnlint_toml_holds(write: Write) -> None:
    write({"cnlint.toml": "ignore = ['A']", "pyproject.toml": "[tool.cnlint]\nignore = ['B']"})
    assert ignored() == ("A",)


@pytest.mark.parametrize("text", ["ignore = ['B']", "[tool.cnlint]\nignore = ['B']"])
def test_one_file_for_all_folders(write: Write, tmp_path: Path, text: str) -> None:
    write({"shared/any.toml": text, "a/cnlint.toml": "ignore = ['A']"})
    settings = Configuration("shared/any.toml").of("a")
    assert (settings.ignore, settings.root) == (("B",), str(tmp_path))


def test_patterns_start_from_the_file(write: Write, tmp_path: Path) -> None:
    write({"a/cnlint.toml": ""})
    assert Configuration().of("a/b").root == str(tmp_path / "a")


# extends


def test_a_file_is_laid_over_the_one_that_it_extends(write: Write, tmp_path: Path) -> None:
    write(
        {
            "base/base.toml": "ignore = ['A']\nlang = 'zh'\nextend-rules = ['mine']\n[per-file-ignores]\n'x' = ['X']\n"
            "[rules.PUN001]\nseverity = 'advice'\nleast = 2\n",
            "base/middle.toml": "extends = 'base.toml'\nignore = ['M']",
            "a/cnlint.toml": "extends = '../base/middle.toml'\njobs = 3\n[per-file-ignores]\n'y' = ['Y']\n"
            "[rules.PUN001]\nleast = 3\n",
        }
    )
    settings = Configuration().of("a")
    assert (settings.ignore, settings.lang, settings.jobs) == (("M",), "zh", 3)
    assert settings.extend_rules == (str(tmp_path / "base" / "mine"),)
    assert settings.per_file_ignores == {"x": ("X",), "y": ("Y",)}
    assert settings.severities == {"PUN001": Severity.ADVICE}
    assert settings.options == {"PUN001": {"least": 3}}
    assert settings.origins["lang"] == os.path.join("base", "base.toml")
    assert settings.origins["ignore"] == os.path.join("base", "middle.toml")
    assert settings.origins["jobs"] == os.path.join("a", "cnlint.toml")
    assert settings.origins["select"] == "default"


# what is wrong


@pytest.mark.parametrize(
    ("text", "key", "message", "suggestion"),
    [
        ("selct = ['A']", "selct", "unknown key 'selct'", "did you mean 'select'?"),
        ("fail_level = 'error'", "fail_level", "unknown key", "did you mean 'fail-level'?"),
        ("select = 'PUN'", "select", "expected a list of texts, found a text", 'write ["PUN"]'),
        ("select = [1]", "select", "expected a list of texts, found a list", ""),
        ("ignore = ['']", "ignore", "an empty text in a list", "take it out"),
        ("jobs = -1", "jobs", "expected a whole number, 0 or more, found -1", ""),
        ("jobs = true", "jobs", "expected a whole number, 0 or more, found true or false", ""),
        ("jobs = 1.5", "jobs", "found 1.5", ""),
        ("lang = 'english'", "lang", "'english' is none of en, zh", ""),
        ("fail-level = 'eror'", "fail-level", "is none of error, warning, advice, never", "did you mean 'error'?"),
        ("output-format = 3", "output-format", "3 is none of text,", ""),
        ("include = ['*.md']", "include", "'*.md' is no file name ending", 'write ".md"'),
        ("extends = ['a']", "extends", "expected text, found a list", ""),
        ("per-file-ignores = ['a']", "per-file-ignores", "expected a table", ""),
        ("[per-file-ignores]\n'a b' = 'PUN'", "per-file-ignores.'a b'", "found a text", 'write ["PUN"]'),
        ("rules.PUN001 = 'error'", "rules.PUN001", "found a text", ""),
        ("rules.PUN001.severity = 'eror'", "rules.PUN001.severity", "'eror' is none of", "did you mean 'error'?"),
        ("rules.PUN001.least = [1]", "rules.PUN001.least", "not a list", ""),
        ("extends = 'cnlint.toml'", "extends", "cnlint.toml extends itself", ""),
        ("extends = 'no.toml'", "extends", "there is no no.toml", "check the path"),
        ("select = [", "", "the configuration is no TOML", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    write: Write, text: str, key: str, message: str, suggestion: str
) -> None:
    write({"cnlint.toml": text})
    with pytest.raises(ConfigError) as caught:
        Configuration().of("some/folder")
    error = caught.value
    assert (error.path, error.key, error.suggestion) == ("cnlint.toml", key, suggestion)
    assert message in error.message


def test_in_pyproject_the_key_is_named_in_full(write: Write) -> None:
    write({"pyproject.toml": "[tool.cnlint]\nselct = []"})
    with pytest.raises(ConfigError, match=r"pyproject.toml: tool.cnlint.selct: unknown key"):
        _ = Configuration().here


def test_a_circle_of_files_is_refused(write: Write) -> None:
    write({"cnlint.toml": "extends = 'b.toml'", "b.toml": "extends = './cnlint.toml'"})
    with pytest.raises(ConfigError, match=r"^b.toml: extends: cnlint.toml extends itself"):
        _ = Configuration().here


@pytest.mark.parametrize(
    ("data", "message"),
    [(None, "no such configuration file"), (b"\xff", "not UTF-8"), ("folder", "cannot be read")],
)
def test_a_named_file_must_be_readable(write: Write, tmp_path: Path, data: bytes | str | None, message: str) -> None:
    write({})
    if isinstance(data, bytes):
        (tmp_path / "my.toml").write_bytes(data)
    elif data == "folder":
        (tmp_path / "my.toml").mkdir()
    with pytest.raises(ConfigError, match=message):
        _ = Configuration("my.toml").here


# the command line over the file


@pytest.mark.parametrize(
    ("given", "select", "extended", "ignore"),
    [
        ({}, ("PUN",), ("CHR",), ("PUN001", "CHR001")),
        ({"lang": "zh"}, ("PUN",), ("CHR",), ("PUN001", "CHR001")),
        ({"select": ("PUN001",)}, ("PUN001",), (), ()),
        ({"select": ("PUN",), "ignore": ("PUN002",)}, ("PUN",), (), ("PUN002",)),
        ({"ignore": ("PUN002",)}, ("PUN",), ("CHR",), ("PUN001", "CHR001", "PUN002")),
        ({"extend-select": ("PUN001",)}, ("PUN",), ("CHR", "PUN001"), ("CHR001",)),
    ],
)
def test_rules_chosen_on_the_command_line(
    write: Write, given: dict[str, object], select: tuple[str, ...], extended: tuple[str, ...], ignore: tuple[str, ...]
) -> None:
    write({"cnlint.toml": "select = ['PUN']\nextend-select = ['CHR']\nignore = ['PUN001', 'CHR001']"})
    settings = Configuration(None, given).here
    assert (settings.select, settings.extend_select, settings.ignore) == (select, extended, ignore)


def test_the_command_line_is_named_as_an_origin(write: Write) -> None:
    write({"cnlint.toml": "ignore = ['A']\nlang = 'en'"})
    origins = Configuration(None, {"ignore": ("B",), "lang": "zh"}).here.origins
    assert (origins["ignore"], origins["lang"]) == ("cnlint.toml, command line", "command line")


@pytest.mark.parametrize(
    ("level", "failing"),
    [
        ("error", {"error"}),
        ("warning", {"error", "warning"}),
        ("advice", {"error", "warning", "advice"}),
        ("never", set()),
    ],
)
def test_fail_levels(write: Write, level: str, failing: set[str]) -> None:
    write({"cnlint.toml": f"fail-level = '{level}'"})
    settings: Settings = Configuration().here
    assert {severity for severity in Severity if settings.fails(severity)} == failing


# the schema says what the reader says


def test_the_schema_is_one_and_takes_its_own_defaults() -> None:
    schema = json.loads(json.dumps(json_schema()))
    Draft202012Validator.check_schema(schema)
    defaults = {key: entry["default"] for key, entry in schema["properties"].items()}
    Draft202012Validator(schema).validate(defaults)
    assert checked(defaults, "defaults") == defaults


words = st.sampled_from(["", "PUN", ".txt", "*.md", "zh", "error", "never", "text", "severity", "least"])
plain = words | st.integers(-1, 2) | st.booleans() | st.just(1.5)
values = plain | st.lists(plain, max_size=2) | st.dictionaries(words, plain | st.lists(words, max_size=2), max_size=2)
nested = values | st.dictionaries(words, st.dictionaries(words, plain, max_size=2), max_size=1)


@given(st.dictionaries(st.sampled_from([*SETTINGS, "selct"]), nested, max_size=2))
def test_schema_and_reader_agree(config: dict[str, object]) -> None:
    try:
        checked(config, "some.toml")
        accepted = True
    except ConfigError:
        accepted = False
    assert Draft202012Validator(json_schema()).is_valid(config) == accepted


# where the ledger is kept


def test_the_ledger_is_kept_with_the_configuration(write: Write, tmp_path: Path) -> None:
    write({"cnlint.toml": "", "a/.git/HEAD": "", "a/b/x": ""})
    os.chdir("a/b")
    assert state_root(Configuration()) == str(tmp_path)


def test_else_at_the_top_of_the_repository(write: Write, tmp_path: Path) -> None:
    write({"a/.git/HEAD": "", "a/b/x": "", "other.toml": ""})
    os.chdir("a/b")
    assert state_root(Configuration()) == str(tmp_path / "a")
    assert state_root(Configuration("../../other.toml")) == str(tmp_path / "a")


def test_else_in_the_users_state_folder_for_each_folder_apart(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write({"a/x": "", "b/a/x": ""})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    roots = []
    for folder in ("a", "b/a"):
        os.chdir(tmp_path / folder)
        roots.append(Path(state_root(Configuration())))
    assert {root.parent for root in roots} == {tmp_path / "state" / "cnlint"}
    assert len(set(roots)) == 2
    assert all(root.name.startswith("a-") for root in roots)
