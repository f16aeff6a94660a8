"""The runner of rule files' cases: what passes, and how each way to fail is told."""

from pathlib import Path

import pytest

from cnlint.rulebook import load_only
from cnlint.rulecases import Tally, run
from rulefiles import FIXING, PLAIN, write_rule


def tally(folder: Path, source: str) -> Tally:
    return run(load_only([write_rule(folder, source)]).rules)


KNOWN = f"""{PLAIN}\
  known_failures:
    - bad: "好，。"
    - good: "一一。。一一"
    - bad: {{text: 好。。, spans: [[0, 1]]}}
"""
LAST = '"好。"]'


@pytest.mark.parametrize(("source", "number"), [(PLAIN, 4), (FIXING, 4), (KNOWN, 7)])
def test_cases_that_pass(source: str, number: int, tmp_path: Path) -> None:
    assert tally(tmp_path, source) == Tally(1, number, ())


FAILURES = [
    (PLAIN, '"好，，吗"', '"好，吗"', 9, "MY001 does not fire: '好，吗'"),
    (PLAIN, '"好，吗"', '"好，，吗"', 10, "MY001 fires at [1, 3]: ，， should be one mark: '好，，吗'"),
    (
        PLAIN,
        LAST,
        f"{LAST}\n  known_failures: [{{bad: 好。。}}]",
        11,
        "MY001 a known failure passes: '好。。'",
    ),
    (
        PLAIN,
        LAST,
        f"{LAST}\n  known_failures: [{{good: 好。}}]",
        11,
        "MY001 a known failure passes: '好。'",
    ),
    (PLAIN, "{found}", "{mark:d}", 9, "MY001 ENG002 MY001 (sample-rule) crashed: ValueError: Unknown format code 'd'"),
    (FIXING, "“{found}”应为", "“{found:d}”应为", 25, "MY002 ENG002 MY002 (fixing-rule) 出错中止：ValueError"),
    (FIXING, "[[0, 3]]", "[[0, 2]]", 25, "MY002 fires at [0, 3], not at [0, 2]: '昨日,全市开会'"),
    (FIXING, "[[0, 3]]", "[[0, 3], [4, 5]]", 25, "MY002 fires at [0, 3], not at [0, 3], [4, 5]"),
    (FIXING, '"昨日，全市开会"', '"昨日、全市开会"', 25, "MY002 is fixed to '昨日，全市开会', not to '昨日、全市开会'"),
    (FIXING, "effect: width", "effect: space", 25, "MY002 the fix fails: "),
    (PLAIN, '"好，，吗"', f'"{"好" * 99}"', 9, f"MY001 does not fire: '{'好' * 59}…'"),
]


@pytest.mark.parametrize(("source", "old", "new", "line", "message"), FAILURES)
def test_cases_that_fail(source: str, old: str, new: str, line: int, message: str, tmp_path: Path) -> None:
    assert old in source
    failures = tally(tmp_path, source.replace(old, new, 1)).failures
    assert str(failures[0]).startswith(f"{tmp_path / 'rule.yaml'}:{line}: {message}")
