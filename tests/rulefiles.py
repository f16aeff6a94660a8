"""A rule file to vary in tests, and rules made of it."""

from pathlib import Path

from cnlint.rulebook import Rule
from cnlint.rulebook.rulefile import read_rule

PLAIN = """\
code: MY001
name: sample-rule
summary: Two marks in a row.
message: "{found} should be one mark"
why: It reads badly.
pattern: '(?P<mark>[，。])(?P=mark)'
severity: warning
tests:
  bad: ["好，，吗", "好。。"]
  good: ["好，吗", "好。"]
"""

FIXING = """\
code: MY002
name: fixing-rule
summary:
  en: A comma stands after a day.
  zh: 日期后误用逗号。
message:
  en: "{found} is {wanted}"
  zh: "“{found}”应为“{wanted}”"
why: It reads badly.
pattern: '(昨|今)日,'
scope: line
replace: '\\1日，'
severity: error
status: stable
fix:
  safety: safe
  effect: width
  because: One mark for the same mark.
measured:
  - {source: daily, findings: 40, right: 40}
  - {source: evening, findings: 10, right: 9}
references: [GB/T 15834-2011]
tests:
  bad:
    - text: "昨日,全市开会"
      spans: [[0, 3]]
      fixed: "昨日，全市开会"
    - "今日,晴"
  good: ["昨日，晴", "明日,晴"]
"""


def rule_of(source: str) -> Rule:
    """The rule of a rule file's text."""
    return read_rule("my.yaml", source.encode("utf-8"), "mine")


def write_rule(folder: Path, source: str, name: str = "rule.yaml") -> Path:
    """A rule file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(source, encoding="utf-8")
    return path
