"""Rule files are checked whole, and what is wrong with one is told with file, line, caret and suggestion."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cnlint import rulebook
from cnlint.findings import Effect, Safety, Severity
from cnlint.rulebook import Measured, RuleError, Text, cache, cases, load_only, load_rules
from cnlint.rulebook.rule import Read, Recalled
from rulefiles import FIXING, PLAIN, rule_of, write_rule

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    monkeypatch.setattr(cache.sys, "platform", "linux")
    return folder / "cnlint"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rules folder with two rules in the place of the project's own."""
    folder = tmp_path / "rules"
    write_rule(folder / "one", PLAIN, "a.yaml")
    write_rule(folder / "two", FIXING, "b.yml")
    write_rule(folder / ".hidden", "not: a rule")
    monkeypatch.setattr(rulebook, "rules_folder", lambda: str(folder))
    return folder


def test_a_plain_rule() -> None:
    rule = rule_of(PLAIN)
    assert (rule.code, rule.name, rule.family, rule.path) == ("MY001", "sample-rule", "mine", "my.yaml")
    assert rule.summary == Text("Two marks in a row.", "Two marks in a row.")
    assert (rule.scope, rule.replace, rule.fix, rule.status, rule.enabled) == ("any", None, None, "preview", True)
    assert (rule.severity, rule.triggers, rule.detector) == (Severity.WARNING, "。，", None)
    assert rule.preview and not rule.is_engine


def test_a_fixing_rule() -> None:
    rule = rule_of(FIXING)
    assert rule.message.of("zh") == "“{found}”应为“{wanted}”" and rule.message.of("en") == "{found} is {wanted}"
    assert rule.fix is not None
    assert (rule.fix.safety, rule.fix.effect) == (Safety.SAFE, Effect.WIDTH)
    assert rule.measured == (Measured("daily", 40, 40), Measured("evening", 10, 9))
    assert (rule.scope, rule.status, rule.references) == ("line", "stable", ("GB/T 15834-2011",))
    assert rule.triggers == "日"


SEVERITY = "severity: warning"
PATTERN = "'(?P<mark>[，。])(?P=mark)'"

# What stands in the file -> what stands in its place, what is said, at which text, and what is suggested.
WRONG = [
    (SEVERITY, "sevrity: warning", "unknown key 'sevrity'", "sevrity: warni", "did you mean 'severity'?"),
    (SEVERITY, "severity: fatal", "unknown value 'fatal'", "fatal", "known: advice, error, warning"),
    (SEVERITY, "severity: eror", "unknown value 'eror'", "eror", "did you mean 'error'?"),
    (SEVERITY, "severity: 3", "expected text, found a whole number", "3", "put it in quotes"),
    (SEVERITY, "severity: [error]", "expected text, found a list", "[error]", ""),
    (SEVERITY + "\n", "", "missing key: severity", "code: MY001", ""),
    (SEVERITY, "severity: error\nseverity: error", "the key 'severity' stands twice", "severity: erro", ""),
    ("why: It reads badly.", "why: ''", "expected text, found an empty one", "''", ""),
    ("why: It reads badly.", "why: {en: Badly.}", "missing key: zh", "{en: Badly.}", ""),
    ("why: It reads badly.", "why: {en: Badly., de: Schlecht.}", "unknown key 'de'", "de: Schlecht.}", "known: en, zh"),
    ("MY001", "my1", "'my1' is not of the form", "my1", ""),
    ("MY001", "ALL001", "'ALL001' is not of the form", "ALL001", ""),
    ("MY001", "ENG001", "the codes ENG… are the engine's own", "ENG001", "choose other letters"),
    ("sample-rule", "Sample rule", "'Sample rule' is not of the form", "Sample rule", ""),
    (SEVERITY, SEVERITY + "\nstatus: done", "unknown value 'done'", "done", "known: preview, stable"),
    (SEVERITY, SEVERITY + "\nenabled: 'no'", "expected true or false, found text", "'no'", ""),
    (SEVERITY, SEVERITY + "\noptions: {}", "`options` is for detector rules", "{}", ""),
    (SEVERITY, SEVERITY + "\nscope: bodies", "unknown value 'bodies'", "bodies", "did you mean 'body'?"),
    (SEVERITY, SEVERITY + "\nreplace: x", "`fix` and `replace` go together", "x", ""),
    (SEVERITY, SEVERITY + "\ntriggers: 3", "expected text, found a whole number", "3", "quotes"),
    (SEVERITY, SEVERITY + "\ndetector: x", "a rule has one of `pattern`, `line`", "code: MY001", ""),
    (SEVERITY, SEVERITY + "\nengine: true", "a rule has one of `pattern`, `line`", "code: MY001", ""),
    ("pattern: '(?P<mark>[，。])(?P=mark)'\n", "", "this one has none", "code: MY001", ""),
    ("pattern: '(?P<mark>[，。])(?P=mark)'", "detector: half-width", "no detector is called", "half-width", ""),
    (PATTERN, "'甲('", "the pattern is malformed: missing ) at position 2", "'甲('", ""),
    (PATTERN, "'甲*'", "the pattern matches the empty text", "'甲*'", "ask for a character"),
    (PATTERN, "'(甲+乙?)+丙'", "nests an unbounded repeat", "'(甲+乙?)+丙'", "possessive"),
    (PATTERN, "'(?P<wanted>甲)乙'", "'wanted' means something else", "'(?P<wanted>甲)", "name the group"),
    ("{found} should", "{fund} should", "the pattern gives no {fund}", '"{fund} should', "did you mean 'found'?"),
    ("{found} should", "{found should", "the message is malformed", '"{found should', "{{ and }}"),
    ("{found} should", "{found.real} should", "{found.real} is no name", '"{found.real} ', ""),
    ("{found} should", "{} should", "{} is no name", '"{} should be ', ""),
    ('["好，，吗", "好。。"]', '["好，，吗"]', "at least 2 bad cases, this one has 1", '["好，，吗"]', ""),
    ('["好，吗", "好。"]', "[]", "at least 2 good cases, this one has 0", "[]", ""),
    ('"好。。"]', "2023]", "expected text, found a whole number", "2023]", "put it in quotes"),
    ('"好。。"]', "{text: 好。。, spans: [[0, 9]]}]", "from 0 to 3 in this text", "[0, 9]]}]", ""),
    ('"好。。"]', "{text: 好。。, spans: [[1]]}]", "a span is [start, end]", "[1]]}]", ""),
    ('"好。。"]', "{text: 好。。, span: []}]", "unknown key 'span'", "span: []}]", "did you mean 'spans'?"),
    ('"好。。"]', "{text: 好。。, options: {size: 1}}]", "the rule has no option 'size'", "1}}]", ""),
    ('"好。"]', '"好。"]\n  known_failures: [好]', "a mapping, found text", "好]", ""),
    ('"好。"]', '"好。"]\n  known_failures: [{}]', "a known failure is", "{}]", ""),
    (SEVERITY, f"{SEVERITY}\nread: {{sample: 2, right: 3, of: 9, where: x}}", "3 right findings of 2", "3, of", ""),
    (SEVERITY, f"{SEVERITY}\nread: {{sample: 5, right: 3, of: 4, where: x}}", "a sample of 5 from 4", "5, r", ""),
    (
        SEVERITY,
        f"{SEVERITY}\nrecall: [{{source: x, defects: 3, found: 3, others: 1}}]",
        "4 found of 3",
        "3, others",
        "",
    ),
    (SEVERITY, SEVERITY + "\nstatus: stable", "measured on 2 sources, this one on 0", "stable", "preview"),
    ("tests:", "a: [1, 2\ntests:", "not valid YAML", ":", ""),
    ("tests:", "\ttests:", "not valid YAML", "\ttests:", ""),
    ("tests:", "tests: \x00", "the character U+0000 may not stand in a file", "\x00", "\\u0000"),
    ("tests:", "x: " + "[" * 99 + "\ntests:", "nested too deeply", "[[[[[[[[[[[[[[", ""),
]


def text_at(error: RuleError, source: str) -> str:
    return source.split("\n")[error.line - 1][error.column - 1 :]


@pytest.mark.parametrize(("old", "new", "message", "at", "suggestion"), WRONG)
def test_a_wrong_file_is_refused(old: str, new: str, message: str, at: str, suggestion: str) -> None:
    assert old in PLAIN
    source = PLAIN.replace(old, new, 1)
    with pytest.raises(RuleError) as refused:
        rule_of(source)
    error = refused.value
    assert message in error.message
    assert text_at(error, source).startswith(at)
    assert suggestion in error.suggestion
    assert str(error).startswith(f"my.yaml:{error.line}:{error.column}: ")
    assert "\n" not in error.in_one_line


WRONG_FIX = [
    ("effect: width", "effect: text", "a fix that changes text at will is not safe", "safety: safe"),
    ("replace: '\\1日，'\n", "", "`fix` and `replace` go together", "safety: safe"),
    ("'\\1日，'", "'\\2日，'", "the template does not fit the pattern", "'\\2日，'"),
    ("'\\1日，'", "'\\g<x>日，'", "the template does not fit the pattern", "'\\g<x>日，'"),
    ("{source: evening, findings: 10, right: 9}", "{source: daily, findings: 9, right: 9}", "on 1", "stable"),
    ("{source: evening, findings: 10, right: 9}", "{source: evening, findings: 0, right: 0}", "on 1", "stable"),
    ("findings: 10, right: 9", "findings: 10, right: 11", "11 right findings of 10", "11}"),
    ("findings: 10, right: 9", "findings: -1, right: 0", "a number not below 0", "-1, right: 0}"),
    ('      fixed: "昨日，全市开会"\n', "", "needs a bad case with `fixed`", '- text: "昨日,全市'),
    ('fixed: "昨日，全市开会"', 'fixed: "昨日,全市开会"', "`fixed` is the same as `text`", '"昨日,全市开会"'),
    ("spans: [[0, 3]]", "spans: []", "a bad case has at least one span", "[]"),
]


@pytest.mark.parametrize(("old", "new", "message", "at"), WRONG_FIX)
def test_a_wrong_fix_is_refused(old: str, new: str, message: str, at: str) -> None:
    assert old in FIXING
    source = FIXING.replace(old, new, 1)
    with pytest.raises(RuleError) as refused:
        rule_of(source)
    assert message in refused.value.message
    assert text_at(refused.value, source).startswith(at)


READ = "read: {sample: 10, right: 9, of: 20, where: daily}\n"


def test_weak_advice_is_off_by_default() -> None:
    weak = FIXING.replace("severity: error", "severity: advice").replace("right: 40", "right: 10") + READ
    with pytest.raises(RuleError, match=r"right in 38% of its findings is off by default \(limit 60%\)"):
        rule_of(weak)
    assert rule_of(weak.replace("scope: line", "scope: line\nenabled: false")).enabled is False
    assert rule_of(weak.replace("severity: advice", "severity: warning")).enabled is True


def test_advice_of_which_a_sample_reads_badly_is_off_by_default() -> None:
    weak = FIXING.replace("severity: error", "severity: advice") + READ.replace("right: 9", "right: 5")
    with pytest.raises(RuleError, match="right in 50% of its findings is off by default") as refused:
        rule_of(weak)
    assert refused.value.excerpt.strip().startswith("read:")
    assert rule_of(weak.replace("scope: line", "scope: line\nenabled: false")).enabled is False


def test_stable_advice_has_a_sample_read() -> None:
    unread = FIXING.replace("severity: error", "severity: advice")
    with pytest.raises(RuleError, match="has a sample of its findings read by a person"):
        rule_of(unread)
    assert rule_of(unread + READ).read == Read(10, 9, 20, Text("daily", "daily"))
    assert rule_of(unread.replace("status: stable", "status: preview")).read is None


def test_recall_is_counted_or_it_is_said_why_not() -> None:
    counted = "recall:\n  - {source: daily, defects: 9, found: 5, others: 2}\n"
    assert rule_of(PLAIN + counted).recall == (Recalled("daily", 9, 5, 2),)
    told = rule_of(PLAIN + "recall: {en: No truth., zh: 没有真值。}\n")
    assert (told.recall, told.no_recall) == ((), Text("No truth.", "没有真值。"))


def test_a_file_that_is_not_utf8() -> None:
    with pytest.raises(RuleError, match="rule files are UTF-8"):
        rulebook._read_all([rulebook._Source("x.yaml", "mine", PLAIN.encode("gb18030"))])


def test_the_caret_stands_under_han_text() -> None:
    with pytest.raises(RuleError) as refused:
        rule_of(PLAIN.replace('bad: ["好，，吗", "好。。"]', 'bad: ["好，，吗", 好: 2]'))
    line, caret = refused.value.excerpt.splitlines()
    assert line == '      bad: ["好，，吗", 好: 2]'
    assert caret == " " * 13 + "\u3000" * 4 + "   ^^"


def test_a_long_line_is_shown_in_part() -> None:
    with pytest.raises(RuleError) as refused:
        rule_of(PLAIN.replace('"好。。"]', f'"{"好" * 500}", [1]]'))
    line, caret = refused.value.excerpt.splitlines()
    assert len(line) < 120
    assert line[len(caret) - 1] == "["


def test_rules_by_code_and_name(project: Path) -> None:
    book = load_rules()
    assert [rule.code for rule in book.rules] == ["MY001", "MY002"]
    assert [rule.family for rule in book.rules] == ["one", "two"]
    assert book.find("MY002") is book.find("fixing-rule") is book.rules[1]
    assert book.find("MY003") is None


def test_cases_come_from_the_file(project: Path) -> None:
    found = cases(load_rules().by_code["MY002"])
    assert [case.text for case in found.bad] == ["昨日,全市开会", "今日,晴"]
    assert (found.bad[0].spans, found.bad[0].fixed, found.bad[0].line) == (((0, 3),), "昨日，全市开会", 25)
    assert [case.text for case in found.good] == ["昨日，晴", "明日,晴"]


def test_further_rules(project: Path, tmp_path: Path) -> None:
    mine = write_rule(tmp_path / "mine", PLAIN.replace("MY001", "XY001").replace("sample-rule", "other-rule"))
    for extra in (mine, mine.parent, str(mine)):
        assert [rule.code for rule in load_rules([extra]).rules] == ["MY001", "MY002", "XY001"]
    assert [rule.code for rule in load_only([mine]).rules] == ["XY001"]


@pytest.mark.parametrize(("old", "new"), [("MY001", "XY001"), ("sample-rule", "other-rule")])
def test_a_code_or_name_that_is_taken(project: Path, tmp_path: Path, old: str, new: str) -> None:
    mine = write_rule(tmp_path / "mine", PLAIN.replace(old, new))
    for load in (load_rules, load_only):
        with pytest.raises(RuleError, match=r"is a rule already, in .*a\.yaml"):
            load([mine])


def test_paths_without_rules(project: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(RuleError, match="no rule files"):
        load_rules([tmp_path / "empty"])
    with pytest.raises(RuleError, match="cannot be read: No such file") as missing:
        load_rules([tmp_path / "missing.yaml"])
    assert missing.value.line == 0


def test_the_cache_gives_the_same_rules(project: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = load_rules()
    assert len(list(own_cache.iterdir())) == 1
    monkeypatch.setattr(rulebook, "_read_all", lambda _: pytest.fail("the cache was not used"))
    warm = load_rules()
    assert warm.rules == cold.rules and warm.digest == cold.digest
    assert isinstance(warm.rules[1].severity, Severity) and isinstance(warm.rules[1].message, Text)


def test_a_changed_rule_file_is_read_anew(project: Path, own_cache: Path) -> None:
    before = load_rules()
    write_rule(project / "one", PLAIN.replace("badly", "oddly"), "a.yaml")
    after = load_rules()
    assert after.rules[0].why.en == "It reads oddly." and after.digest != before.digest


def test_the_same_files_elsewhere_are_the_same_rules(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_rules()
    project.rename(tmp_path / "moved")
    monkeypatch.setattr(rulebook, "rules_folder", lambda: str(tmp_path / "moved"))
    after = load_rules()
    assert after.digest == before.digest
    assert after.rules[0].path == str(tmp_path / "moved" / "one" / "a.yaml")


@pytest.mark.parametrize("damage", [b"", b"{}", b"0123456789abcdef\n[]", b"\xff" * 100])
def test_a_damaged_cache_heals(project: Path, own_cache: Path, damage: bytes) -> None:
    rules = load_rules().rules
    [kept] = own_cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert load_rules().rules == rules
    assert kept.read_bytes() == whole
    kept.write_bytes(whole[:-10])
    assert load_rules().rules == rules


def test_where_nothing_can_be_written_nothing_is(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert len(load_rules().rules) == 2
    assert (tmp_path / "file").read_text() == ""


def test_a_relative_cache_folder_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache.cache_folder() == os.path.join(str(tmp_path), ".cache", "cnlint")


def test_the_cache_folder_of_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(cache.sys, "platform", "win32")
    assert cache.cache_folder() == os.path.join(os.environ["LOCALAPPDATA"], "cnlint")
    monkeypatch.delenv("LOCALAPPDATA")
    assert cache.cache_folder() is None


def test_runs_side_by_side(project: Path, own_cache: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        books = list(pool.map(lambda _: load_rules(), range(40)))
    assert all(book.rules == books[0].rules for book in books)
    assert [path.name.count(".") for path in own_cache.iterdir()] == [1]


def test_old_rule_sets_go(own_cache: Path) -> None:
    for number in range(40):
        cache.store(f"{number:016x}", b"x")
        newest = own_cache / f"rules-{number:016x}.json"
        os.utime(newest, ns=(number, number))
    kept = {path.name for path in own_cache.iterdir()}
    assert len(kept) <= 17 and f"rules-{39:016x}.json" in kept and f"rules-{0:016x}.json" not in kept


def test_a_warm_start_needs_no_yaml(project: Path, own_cache: Path) -> None:
    program = (
        "import sys\n"
        "from cnlint import rulebook\n"
        f"rulebook.rules_folder = lambda: {str(project)!r}\n"
        "print(len(rulebook.load_rules().rules), *sorted({'yaml', 'regex', 'difflib'} & set(sys.modules)))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "lint")}
    said = [
        subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert [run.stdout for run in said] == ["2 regex yaml\n", "2\n"]


def test_folded_lines_leave_no_blank_between_chinese_characters() -> None:
    words = "why:\n  en: >\n    It reads\n    badly.\n  zh: >\n    读来费力，\n    检索 OCR 文字\n    也难。\n"
    assert rule_of(PLAIN.replace("why: It reads badly.\n", words)).why == Text(
        "It reads badly.", "读来费力，检索 OCR 文字也难。"
    )
