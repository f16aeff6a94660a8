"""Markup in a text was not printed: no rule speaks of it, no fix changes it, and no paragraph is joined to it."""

from collections.abc import Sequence
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.document import Document
from cnlint.engine import check
from cnlint.findings import Safety
from cnlint.fixer import fix
from cnlint.notation import NONE, notation
from cnlint.rulebook import load_rules
from cnlint.selection import ActiveRule, Selection
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Role

NOTATION = [
    "![](images/图,1.jpg)",
    "![[图,1.png]]",
    "<!-- 图:略 -->",
    '<img src="图,1.jpg" alt="图:老桥">',
    "`代码,不动`",
    "$x_{校,年}=1\\%$",
    "<http://example.org/公告?id=1,2>",
    "https://example.org/a?b=1,2",
    "www.example.org/甲,乙",
    "[^注]:",
    "&#20013;",
    "&nbsp;",
]
NONE_OF_IT = [
    "他用了$100,比去年多$20。",
    "[图](王平摄)",
    "气温<5度,风力>3级。",
    "价格(含税)3元,运费另算。",
    "“他说[1],很好。”",
    "甲&乙;丙",
    "---",
    "--- 老桥 ---\n新桥",
    "---\n这不是文件头。\n---\n",
    "一`个引号,没有成对。",
]


@pytest.mark.parametrize("text", NONE_OF_IT)
def test_what_is_print(text: str) -> None:
    assert notation(text) == NONE


@pytest.mark.parametrize("text", NOTATION)
def test_what_is_notation(text: str) -> None:
    found = notation(f"老桥{text}，新桥")
    assert found.holds(2, 2 + len(text)) or found.holds(2, 4)
    assert "，" not in f"老桥{text}，新桥"[found.starts[0] : found.ends[-1]]


def test_a_files_head_and_fenced_code_are_notation() -> None:
    head, code = "---\ntitle: 老桥,新桥\n标签: [一,二]\n---\n", "```yaml\n键:值,值\n```"
    text = f"{head}\n正文,开始。\n\n{code}\n"
    assert [text[start:end] for start, end in zip(*notation(text), strict=True)] == [head, code]


@pytest.mark.parametrize(
    ("start", "end", "broken"),
    [
        (0, 2, False),
        (2, 5, False),
        (1, 9, False),
        (3, 4, True),
        (1, 3, True),
        (4, 7, True),
        (2, 2, False),
        (3, 3, True),
    ],
)
def test_an_edit_breaks_what_it_does_not_take_away_whole(start: int, end: int, broken: bool) -> None:
    assert notation("老桥`ab`新桥新桥")._replace(ends=(5,)).is_broken_by(start, end) is broken


@cache
def _rules() -> Sequence[ActiveRule]:
    return Selection(load_rules()).active("")


def _fixed(text: str, *safeties: Safety) -> str:
    return fix(Document(text), partial(check, rules=_rules()), frozenset(safeties)).document.text


LINK = "详见[市政府网站:公告](http://example.org/公告(新)?id=1,2),明日起执行。"
FIXED_LINK = "详见[市政府网站：公告](http://example.org/公告(新)?id=1,2)，明日起执行。"


def test_the_words_of_a_link_are_text_and_its_address_is_none() -> None:
    assert _fixed(LINK, Safety.SAFE) == FIXED_LINK


TEXT = [
    "老桥,新桥",
    "（方宁摄）",
    "他说:“好。”",
    "修桥的人 们",
    "桥上桥上",
    "12.5%",
    "。。",
    "\u200b",
    "\n",
    "\n\n",
    " ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*NOTATION, *TEXT]), max_size=12))
def test_fixes_leave_notation_as_it_was(parts: list[str]) -> None:
    text = "\n".join(parts)
    found = notation(text)
    held = [text[start:end] for start, end in zip(*found, strict=True)]
    after = _fixed(text, Safety.SAFE)
    kept = notation(after)
    left = [after[start:end] for start, end in zip(*kept, strict=True)]
    assert [part for part in left if part in held] == left
    assert len(left) == len(held) or len(set(held)) < len(held)  # one of two copies may go


PAGE = """# 老桥修好了

记者 方宁

县里的三座老桥昨天都已修好，沿河的步道同时开放，游客比去年同期多了三成。修桥的钱由县财政出，塘栖镇组

![](images/3f2a.jpg)

织了三百名志愿者，在桥头为游客指路、送水，一直忙到天黑才回家。

<table><tr><td>桥</td><td>年</td></tr></table>

下一步，县里还将修缮十二处古井和戏台，预计明年春天完工，届时步道会延伸到城北。

<!-- image -->

***

```
桥,井
```
"""


def test_lines_of_markup_have_their_roles() -> None:
    structure = analyse(Document(PAGE))
    roles = {PAGE[piece.start : piece.end]: role for piece, role in zip(structure.pieces, structure.roles, strict=True)}
    assert roles["![](images/3f2a.jpg)"] is Role.CAPTION
    assert roles["<table><tr><td>桥</td><td>年</td></tr></table>"] is roles["桥,井"] is roles["```"] is Role.TABLE
    assert roles["<!-- image -->"] is roles["***"] is Role.FILLER


def test_a_sentence_runs_on_past_the_reference_of_a_picture() -> None:
    (seam,) = analyse(Document(PAGE)).seams
    assert (seam.left, seam.between, seam.right) == (2, (3,), 4)
