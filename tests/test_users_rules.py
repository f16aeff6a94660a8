"""Rules that users write: `cnlint rule new`, the kinds for people who do not program, detectors of other packages."""

import sys
from pathlib import Path

import pytest

from cnlint import rulecases
from cnlint.commands.newrule import TEMPLATES, rule_file
from cnlint.detectors.users import Row, packed, unpacked
from cnlint.findings import Effect, Safety
from cnlint.rulebook import RuleError, load_only
from commandline import Cnlint
from rulefiles import rule_of, write_rule

HEAD = """\
code: MY003
name: users-rule
summary: A word is misread.
message: "“{found}”"
why: It reads badly.
severity: warning
"""
TABLE = (
    HEAD
    + """\
table:
  - {wrong: 末来, right: 未来, because: one stroke, unless: [期末来, 周末来往]}
  - {wrong: 己经, right: 已经, because: one gap}
  - {wrong: 末来己经, right: 未来已经, because: both}
tests:
  bad: [{text: 末来五年。, fixed: 未来五年。}, 己经开放。]
  good: [期末来信。, 未来。]
"""
)
LINE = (
    HEAD
    + """\
line: [第1版 …, 本版编辑 …, "[广告]"]
tests:
  bad: [第3版 要闻, 本版编辑方宁]
  good: [第3届 要闻, 据第3版报道]
"""
)
REPEATS = (
    HEAD
    + """\
repeats: {form: 热线, min_files: 5}
tests:
  bad:
    - {text: 本报热线 1, options: {learned_lines: head 5 本报热线 2}}
    - {text: "新馆开放。\\n\\n本报热线 1", options: {learned_lines: head 5 本报热线 2}, spans: [[7, 13]]}
  good:
    - 本报热线 1
    - {text: 本报热线 1, options: {learned_lines: head 4 本报热线 2}}
"""
)


def findings(source: str, text: str, **options: str) -> list[tuple[str, str]]:
    """What a rule finds in a text, with its messages."""
    from cnlint.document import Document
    from cnlint.engine import check
    from cnlint.selection import ActiveRule

    rule = rule_of(source)
    defaults = {name: option.default for name, option in rule.options.items()}
    outcome = check(Document(text), [ActiveRule(rule, {**defaults, **options}, rule.severity)])
    assert outcome.troubles == ()
    return [(text[finding.start : finding.end], finding.message) for finding in outcome.findings]


# What must be left alone comes first.
@pytest.mark.parametrize(
    ("source", "text"),
    [
        (TABLE, "期末来了，周末来往不断。"),
        (TABLE, "未来已经到来。"),
        (TABLE, ""),
        (LINE, "第三届 要闻"),
        (LINE, "据第3版 要闻报道，新馆开放。"),
        (LINE, "第3版 " + "要闻" * 40),
        (LINE, "广"),  # a bracket is a bracket
        (REPEATS, "本报热线 1"),
    ],
)
def test_what_is_left_alone(source: str, text: str) -> None:
    assert findings(source, text) == []


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        (TABLE, "末来期末来末来", ["末来", "末来"]),
        (TABLE, "周末来人，末来。", ["末来", "末来"]),  # 周末来往 excuses nothing here
        (TABLE, "末来己经到来，己经。", ["末来己经", "己经"]),  # the longest word of a place
        (LINE, "第十二版要闻\n　本版编辑：方宁 \n[广告]\n", ["第十二版要闻", "　本版编辑：方宁 ", "[广告]"]),
    ],
)
def test_what_is_found(source: str, text: str, wanted: list[str]) -> None:
    assert [found for found, _ in findings(source, text)] == wanted


def test_a_table_tells_its_reasons_and_is_never_safe_by_itself() -> None:
    source = TABLE.replace('"“{found}”"', '"{found}, {wanted}: {reason}"')
    assert findings(source, "己经") == [("己经", "己经, 已经: one gap")]
    rule = rule_of(source)
    assert rule.fix is not None and (rule.fix.safety, rule.fix.effect) == (Safety.UNSAFE, Effect.TEXT)
    assert rule.triggers == "末己"


def test_rows_survive_their_packing() -> None:
    rows = (Row("长词", "短", 'because "this"', ("长词典",)), Row("词", "", "goes"))
    assert unpacked(packed(rows)) == rows


WRONG = [
    (TABLE, "right: 已经", "right: 己经", "'己经' is right and wrong at once", ""),
    (TABLE, "wrong: 己经", "wrong: 末来", "'末来' stands twice in the table", ""),
    (TABLE, ", because: one gap", "", "missing key: because", ""),
    (TABLE, "unless: [期末来", "unless: [期末", "'期末' does not hold '末来'", "longer words"),
    (TABLE, "wrong: 己经", "wrnog: 己经", "unknown key 'wrnog'", "did you mean 'wrong'?"),
    (TABLE, "{found}", "{fuond}", "the rule gives no {fuond}", "did you mean 'found'?"),
    (LINE, "line: [第1版 …", "line: [… 1", "the form fits every line", "besides … and figures"),
    (LINE, 'line: [第1版 …, 本版编辑 …, "[广告]"]', "line: []", "at least one form", ""),
    (LINE, "severity: warning", "severity: warning\nscope: body", "`scope` is for pattern rules", ""),
    (
        LINE,
        "line:",
        "fix: {safety: unsafe, effect: text, because: x}\nline:",
        "rules for whole lines only find",
        "clean",
    ),
    (REPEATS, "min_files: 5", "min_file: 5", "unknown key 'min_file'", "did you mean 'min_files'?"),
    (REPEATS, "form: 热线", "form: 热线(", "the pattern is malformed", ""),
    (REPEATS, "repeats:", "table: []\nrepeats:", "this one has table and repeats", ""),
]


@pytest.mark.parametrize(("source", "old", "new", "message", "hint"), WRONG)
def test_a_wrong_file_is_refused_with_its_place(source: str, old: str, new: str, message: str, hint: str) -> None:
    assert old in source
    with pytest.raises(RuleError) as refused:
        rule_of(source.replace(old, new, 1))
    assert message in refused.value.message and hint in refused.value.suggestion
    assert refused.value.line and refused.value.excerpt.rstrip().endswith("^")


@pytest.mark.parametrize("source", [TABLE, LINE, REPEATS])
def test_cases_of_every_kind_are_run(tmp_path: Path, source: str) -> None:
    write_rule(tmp_path, source)
    assert rulecases.run(load_only([tmp_path]).rules) == (1, 4, ())


def test_the_kinds_work_from_the_rule_cache(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(Path("cache").absolute()))
    write_rule(Path("mine"), TABLE)
    Path("cnlint.toml").write_text("extend-rules = ['mine']")
    Path("page.txt").write_text("新馆己经开放。\n", encoding="utf-8")
    first, second = (cnlint("check", "page.txt", "--select", "MY") for _ in range(2))
    assert first == second and "MY003" in first.out
    assert "- 己经 → 已经: one gap\n" in cnlint("rule", "MY003").out


# cnlint rule new


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_new_rule_is_whole(cnlint: Cnlint, kind: str) -> None:
    ran = cnlint("rule", "new", "OWN001", "--kind", kind, "--name", "own-rule")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"my-rules/OWN001-own-rule.yaml: a rule of kind {kind}")
    assert cnlint("test", "my-rules") == (0, "4 cases of 1 rule: all came out right\n", "")


def test_a_new_rule_goes_where_it_is_told(cnlint: Cnlint) -> None:
    assert cnlint("rule", "new", "OWN001", "--folder", "a/b").code == 0
    assert Path("a/b/OWN001-pattern-own001.yaml").read_text("utf-8") == rule_file("OWN001", "pattern-own001", "pattern")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["new"], "`cnlint rule new` takes one code; write `cnlint rule new OWN001`"),
        (["new", "PUN001"], "'PUN001' is a rule already, in "),
        (["new", "OWN001", "--name", "half-width-mark"], "'half-width-mark' is a rule already, in "),
        (["new", "own1"], "'own1' is no code; two to eight capitals and three figures"),
        (["new", "ENG009"], "'ENG009' is no code"),
        (["new", "OWN001", "--name", "Own rule"], "'Own rule' is no name; small letters and hyphens"),
        (["new", "OWN001", "--kind", "tabel"], "'tabel' is none of pattern, table, line, repeats, detector"),
        (["new", "OWN009"], "my-rules/OWN009-pattern-own009.yaml is there already; "),
        (["PUN001", "PUN002"], "unexpected argument 'PUN002'; name one rule at a time"),
        (["PUN001", "--kind", "table"], "--kind is for `cnlint rule new CODE`; see `cnlint rule --help`"),
    ],
)
def test_what_cannot_be_begun_is_said(cnlint: Cnlint, arguments: list[str], error: str) -> None:
    write_rule(Path("my-rules"), "mine", "OWN009-pattern-own009.yaml")
    ran = cnlint("rule", *arguments)
    assert (ran.code, ran.out) == (2, "") and error in ran.err, ran.err
    assert Path("my-rules/OWN009-pattern-own009.yaml").read_text() == "mine"


def test_a_code_is_taken_before_a_configuration_names_its_folder(cnlint: Cnlint) -> None:
    assert cnlint("rule", "new", "OWN001", "--name", "first-rule").code == 0
    for code, name, taken in (("OWN001", "second-rule", "OWN001"), ("OWN002", "first-rule", "first-rule")):
        ran = cnlint("rule", "new", code, "--name", name)
        assert (ran.code, f"{taken!r} is a rule already, in my-rules" in ran.err) == (2, True), ran.err


# detectors of other packages

PLUGIN = """\
from cnlint.findings import Match


def long_line(snapshot, options):
    for line in snapshot.document.lines:
        if line.end - line.start > options["longest"]:
            yield Match(line.start, line.end, {"length": line.end - line.start})
"""
PLUGIN_RULE = (
    HEAD.replace("“{found}”", "{length}")
    + """\
detector: long_line
options: {longest: {default: 5, doc: Characters of a line.}}
tests:
  bad: [新馆已经开放了, {text: 新馆开, options: {longest: 2}}]
  good: [新馆开放。, {text: 新馆已经开放了, options: {longest: 9}}]
"""
)


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package that offers a detector."""
    folder = tmp_path / "site"
    (folder / "long_lines-1.0.dist-info").mkdir(parents=True)
    (folder / "long_lines-1.0.dist-info" / "METADATA").write_text("Name: long-lines\nVersion: 1.0\n")
    points = "[cnlint.detectors]\nlong_line = long_lines:long_line\nbroken = long_lines:none\n"
    (folder / "long_lines-1.0.dist-info" / "entry_points.txt").write_text(points)
    (folder / "long_lines.py").write_text(PLUGIN)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, "long_lines", raising=False)


@pytest.mark.usefixtures("plugin")
def test_a_detector_of_another_package_is_found_and_tested(cnlint: Cnlint) -> None:
    write_rule(Path("mine"), PLUGIN_RULE)
    assert cnlint("test", "mine") == (0, "4 cases of 1 rule: all came out right\n", "")
    Path("cnlint.toml").write_text("extend-rules = ['mine']\n[rules.MY003]\nlongest = 6\n")
    Path("page.txt").write_text("新馆已经开放了\n", encoding="utf-8")
    assert "page.txt:1:1 MY003 7" in cnlint("check", "page.txt", "--select", "MY").out


@pytest.mark.usefixtures("plugin")
def test_a_detector_that_is_not_there_is_a_crash_that_is_told(cnlint: Cnlint) -> None:
    write_rule(Path("mine"), PLUGIN_RULE.replace("detector: long_line", "detector: broken"))
    ran = cnlint("test", "mine")
    assert ran.code == 1 and "ENG002" in ran.out and "none" in ran.out


def test_other_packages_are_not_asked_unless_a_rule_names_one(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(**_: object) -> None:
        raise AssertionError("nothing named a detector of another package")

    monkeypatch.setattr("importlib.metadata.entry_points", asked)
    write_rule(Path("mine"), TABLE)
    assert cnlint("test", "mine").code == 0


@pytest.mark.usefixtures("plugin")
def test_a_detector_with_a_wrong_name_gets_a_suggestion() -> None:
    with pytest.raises(RuleError) as refused:
        rule_of(PLUGIN_RULE.replace("detector: long_line", "detector: long_lien"))
    assert refused.value.suggestion == "did you mean 'long_line'?"
