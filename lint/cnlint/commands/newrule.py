"""The rule files that `cnlint rule new` begins: one of each kind, whole, with cases that come out right."""

from collections.abc import Mapping
from typing import Final

_HEAD: Final = """\
# A rule of your own. Put your words in place of these, line by line, and run `cnlint test` on the file as you go:
# it says what is missing, where, and why. The good cases come first: texts that look like the defect and are right.
code: {code}
name: {name}
"""

_TAIL: Final = """\
severity: warning   # error: the exit code is 1; warning; advice
status: preview     # stable needs `measured` on two sources
"""

_PATTERN: Final = (
    """\
summary: 末 stands where the paper printed 未.
message: "“{found}” is a misread “{wanted}”"
why: The two characters differ in the length of one stroke, and OCR engines take one for the other.
# In the syntax of https://pypi.org/project/regex/.
pattern: 末(?=[来曾经必免能])
replace: 未         # leave it out, and `fix` below, if the rule is only to find
scope: any          # or body, headline, line
""",
    """\
fix:
  safety: unsafe
  effect: text
  because: A character is changed; look at the place before you accept it.
false_alarms: A line that breaks after 周末 and goes on with 来.
tests:
  good:
    - "记者从会上获悉，年末全市常住人口继续增长。"
    - "期末考试将于下周举行，未来一周天气晴好。"
  bad:
    - text: "他说，末来五年，全市还将新建三座图书馆。"
      fixed: "他说，未来五年，全市还将新建三座图书馆。"
    - text: "这种植物此前末曾在当地发现。"
      spans: [[6, 7]]   # in characters, from 0
""",
)

_TABLE: Final = (
    """\
summary: A word is misread as another.
message: "“{found}” is a misread “{wanted}”: {reason}"
why: OCR engines take characters of like shape for one another.
table:
  - wrong: 末来
    right: 未来
    because: 末 and 未 differ in the length of one stroke.
    unless: [期末来, 周末来]   # longer words in which it is right
  - wrong: 己经
    right: 已经
    because: 己 and 已 differ in one gap.
""",
    """\
false_alarms: None seen so far.
tests:
  good:
    - "期末来得很快，周末来客不少。"
    - "未来五年的规划已经公布。"
  bad:
    - text: "末来五年的规划己经公布。"
      fixed: "未来五年的规划已经公布。"
    - "新馆己经开放。"
""",
)

_LINE: Final = (
    """\
summary: A line of the page stands in the text.
message: "“{found}” belongs to the page, not to the text"
why: Such lines cut sentences that run over the page end.
# Whole lines: … is any text, a figure any number; blanks may be there or not.
line:
  - 本版编辑 …
  - 第1版 今日8版
""",
    """\
false_alarms: None seen so far.
tests:
  good:
    - "据本版编辑介绍，新馆将于下周开放。"
    - "第3版的报道引起了读者的关注。"
  bad:
    - "本版编辑 方宁"
    - "第3版 今日12版"
""",
)

_REPEATS: Final = (
    """\
summary: A notice that stands on many pages stands in the text.
message: "“{found}” stands on {files} files of the corpus"
why: What stands on every page is no part of any article.
# Lines that stand on so many files of the corpus that `cnlint learn` read, and hold this pattern.
repeats:
  form: 热线|投稿
  min_files: 5
""",
    """\
false_alarms: None seen so far.
tests:
  good:
    - "本报热线 000000"   # nothing was learned of it
    - text: "本报热线 000000"
      options: {learned_lines: "head 4 本报热线 000000"}
  bad:
    # What was learned: KIND FILES WORDS
    - text: "本报热线 000000"
      options: {learned_lines: "head 9 本报热线 000000"}
    - text: "投稿邮箱见第二版"
      options: {learned_lines: "imprint 40 投稿邮箱见第二版"}
""",
)

_DETECTOR: Final = (
    """\
summary: Blanks stand at the end of a line.
message: Blanks stand at the end of the line
why: They are not printed, and make equal lines differ.
# The name of a detector: one of your own, an entry point in the group cnlint.detectors (see docs/tutorial.md), or one
# of cnlint's own, such as this.
detector: trailing_blanks
""",
    """\
fix:
  safety: safe
  effect: space
  because: A blank at the end of a line is not printed.
false_alarms: None seen so far.
tests:
  good:
    - "新馆开放。"
    - "新馆 开放。"
  bad:
    - text: "新馆开放。 "
      fixed: "新馆开放。"
    - "新馆开放。  "
""",
)

TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "pattern": _PATTERN,
    "table": _TABLE,
    "line": _LINE,
    "repeats": _REPEATS,
    "detector": _DETECTOR,
}


def rule_file(code: str, name: str, kind: str) -> str:
    """The text of a new rule file.

    Args:
        code: such as OWN001.
        name: such as misread-word.
        kind: a key of `TEMPLATES`.
    """
    first, last = TEMPLATES[kind]
    return _HEAD.format(code=code, name=name) + first + _TAIL + last
