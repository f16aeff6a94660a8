"""Specks: what an engine reads where nothing is printed; seams see past them, and no safe fix moves them."""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.characters import squeeze
from cnlint.corpus.cleaning import clean
from cnlint.document import Document
from cnlint.engine import check
from cnlint.findings import Safety
from cnlint.fixer import fix
from cnlint.rulebook import load_rules
from cnlint.selection import Selection
from cnlint.structure import knowledge, roles, seammodel
from cnlint.structure.features import features
from cnlint.structure.pieces import cut, layout_of
from cnlint.structure.setting import setting_of
from cnlint.structure.specks import specks

RULES = tuple(Selection(load_rules()).active(""))
BRIDGE = (
    "镇里的石桥去年秋天修好了，桥面比从前宽出一米，两辆运粮的车可以并排走过，赶集的人再也不用站在桥头等。"
    "桥栏上的石狮子是老匠人照着旧照片一只一只刻出来的。"
)
SCHOOL = (
    "桥那头的小学也搬进了新楼，孩子们在操场边种下三十棵银杏，每棵树上都挂着一个班的名字，"
    "老师说等他们毕业的时候，树荫就能遮住半个跑道。"
)


def lines(paragraph: str, size: int = 14) -> list[str]:
    return [paragraph[at : at + size] for at in range(0, len(paragraph), size)]


def page(*inserted: str, after: int = 2) -> str:
    """Two paragraphs of printed lines; after so many lines of the first something is inserted."""
    first = lines(BRIDGE)
    return "\n".join([*first[:after], *inserted, *first[after:], "", *lines(SCHOOL)]) + "\n"


def found_on(text: str) -> list[str]:
    """The specks of a text."""
    document, known = Document(text), knowledge.shipped()
    pieces = cut(document)
    layout = layout_of(pieces)
    raws = [text[piece.start : piece.end] for piece in pieces]
    typed = roles.model().decode(features(pieces, raws, layout, known.language))
    setting = setting_of(pieces, typed, layout, known)
    return [pieces[index].text for index in sorted(specks(pieces, typed, setting, known, seammodel.model()))]


@pytest.mark.parametrize(
    "text",
    [
        page(),
        "\n".join([*lines(BRIDGE)[:-1], "出来", "", *lines(SCHOOL)]),  # a last line that lost its mark
        "\n".join([*lines(BRIDGE)[:-1], "来的。", *lines(SCHOOL)]),
        "\n".join([BRIDGE[:12], "“是吗？”", "“是。”", *lines(SCHOOL), *lines(BRIDGE)]),  # short turns of a talk
        BRIDGE[:30] + "\n\n人\n\n" + BRIDGE[30:] + "\n\n" + SCHOOL,  # blocks: no printed lines
    ],
)
def test_what_is_no_speck(text: str) -> None:
    assert found_on(text) == []


@pytest.mark.parametrize("speck", ["峦", "|", "儿o", "2", "ae", "`"])
def test_a_speck_inside_a_sentence(speck: str) -> None:
    assert found_on(page("", speck, "")) == [speck]


@pytest.mark.parametrize("speck", ["峦", "|", "`"])
def test_a_speck_on_the_pitch_of_the_lines(speck: str) -> None:
    assert found_on(page(speck)) == [speck]


def test_a_paragraph_comes_out_whole_and_its_speck_behind_it() -> None:
    cleaned = clean(Document(page("", "峦", "")), partial(check, rules=RULES))
    assert [part.text for record in cleaned.records for part in record.parts] == [BRIDGE, "峦", SCHOOL]


@given(st.sampled_from(["峦", "儿o", "7", "人放", "|", "ae"]), st.integers(1, 4), st.booleans())
@settings(max_examples=15, deadline=None)
def test_a_safe_fix_neither_drops_nor_moves_a_speck(speck: str, after: int, apart: bool) -> None:
    text = page(*(["", speck, ""] if apart else [speck]), after=after)
    fixed = fix(Document(text), partial(check, rules=RULES), frozenset({Safety.SAFE}))
    assert squeeze(fixed.document.text) == squeeze(text)
