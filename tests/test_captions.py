"""Captions and credits among the text: what is found, and what moving it does."""

from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.conservation import printed
from cnlint.corpus.cleaning import clean
from cnlint.detectors.captions import caption_in_text, credit_in_text
from cnlint.document import Document
from cnlint.engine import check
from cnlint.findings import Safety
from cnlint.fixer import fix
from cnlint.rulebook import load_rules
from cnlint.selection import ActiveRule, Selection
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Role
from cnlint.structure.pieces import cut
from structured import fixed, snapshot
from texts import texts

SEEDS = Path(__file__).parents[1] / "seeds"
STRUCTURAL = {"paragraph", "duplicate", "headline", "caption", "page"}


@pytest.mark.parametrize("roles", ["headline body", "body body", "subhead body", "byline body", "filler body"])
def test_what_is_no_picture_text(roles: str) -> None:
    known = snapshot("图为老街新貌。\n\n正文。", roles)
    assert not [*caption_in_text(known, {}), *credit_in_text(known, {})]


def test_captions_and_credits_are_two_rules() -> None:
    known = snapshot("正文。\n\n图为老街新貌。\n\n（王平 摄）\n\n正文。", "body caption credit body")
    (caption,) = caption_in_text(known, {})
    (credit,) = credit_in_text(known, {})
    assert known.text[caption.start : caption.end] == "图为老街新貌。"
    assert known.text[credit.start : credit.end] == "（王平 摄）"
    assert [part.kind for part in caption.evidence] == ["picture-form"]
    assert [part.kind for part in credit.evidence] == ["credit-form"]


def test_a_caption_at_the_end_of_its_article_stays() -> None:
    text = "题\n\n正文。\n\n图甲\n\n题\n\n正文。\n\n图乙"
    known = snapshot(text, "headline body caption headline body caption")
    assert [match.edits for match in caption_in_text(known, {})] == [(), ()]


def test_a_page_of_nothing_but_captions_stays() -> None:
    known = snapshot("题\n\n图甲\n\n图乙", "headline caption caption")
    assert [match.edits for match in caption_in_text(known, {})] == [(), ()]


MOVES = [
    ("文甲。\n\n\n\n图\n\n文乙。\n", "body caption body", "文甲。\n\n文乙。\n\n\n\n图\n"),
    ("文甲。\r\n图\r\n文乙。", "body caption body", "文甲。\r\n文乙。\r\n图"),
    # Behind the captions that stand at the article's end already, before the next article.
    (
        "文甲。\n\n图甲\n\n文乙。\n\n图乙\n\n题\n\n文。",
        "body caption body caption headline body",
        "文甲。\n\n文乙。\n\n图乙\n\n图甲\n\n题\n\n文。",
    ),
    # The first piece of a document.
    ("\n图\n\n\n文。\n", "caption body", "\n文。\n\n\n图\n"),
    # Furniture at the article's end is nobody's.
    ("文甲。\n\n图\n\n文乙。\n\n下转\n", "body caption body jump", "文甲。\n\n文乙。\n\n图\n\n下转\n"),
]


@pytest.mark.parametrize(("text", "roles", "expected"), MOVES)
def test_a_caption_moves_behind_its_article(text: str, roles: str, expected: str) -> None:
    known = snapshot(text, roles)
    matches = [match for match in caption_in_text(known, {}) if match.edits]
    assert fixed(known, matches) == expected


def test_a_long_caption_is_quoted_in_part() -> None:
    known = snapshot("一二三四五六七八九十一二三四五六七八九十", "caption")
    (match,) = caption_in_text(known, {})
    assert match.params["text"] == "一二三四五六七八九十一二三四五…"


@given(texts, st.data())
def test_no_move_loses_or_makes_a_character(text: str, data: st.DataObject) -> None:
    others = st.sampled_from([Role.BODY, Role.CAPTION, Role.CREDIT, Role.HEADLINE])
    known = snapshot(text, [data.draw(others) for _ in cut(Document(text))])
    for match in (*caption_in_text(known, {}), *credit_in_text(known, {})):
        after = fixed(known, [match])
        assert Counter(printed(after)) == Counter(printed(text))
        assert len(cut(Document(after))) == len(known.structure.pieces)


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_moves_joins_and_removals_come_to_rest_together(seed: Path) -> None:
    rules = [rule for rule in load_rules().rules if rule.family in STRUCTURAL]
    active = [
        ActiveRule(rule, {name: option.default for name, option in rule.options.items()}, rule.severity)
        for rule in rules
    ]
    text = seed.read_text(encoding="utf-8")
    done = fix(Document(text), partial(check, rules=active), {Safety.SAFE, Safety.UNSAFE})
    assert done.troubles == ()
    assert done.steps
    again = fix(done.document, partial(check, rules=active), {Safety.SAFE, Safety.UNSAFE})
    assert again.document.text == done.document.text


GLUED = """\
老街修旧如旧

本报记者 何山

三座老桥都已修好，沿河的步道同时开放，县里还将修缮十二处古井和戏

老街开街迎客，（方宁摄）台，修缮的钱由县里和居民各出一半，明年春天动工。
"""
RULES = tuple(Selection(load_rules()).active(""))


def test_clean_parts_a_caption_from_the_text_beside_it_before_it_joins_what_the_picture_cut() -> None:
    (article,) = clean(Document(GLUED), partial(check, rules=RULES)).records
    assert [part.text for part in article.parts if part.role is Role.CAPTION] == ["老街开街迎客，（方宁摄）"]
    assert any("古井和戏台，修缮" in part.text for part in article.parts)
    assert [(change.rule, change.safety) for change in article.edits] == [("CAP003", Safety.UNSAFE)]


def test_fixes_and_safe_cleaning_leave_the_line_as_it_is() -> None:
    look = partial(check, rules=RULES)
    assert fix(Document(GLUED), look, frozenset({Safety.SAFE})).document.text == GLUED
    assert not any(record.edits for record in clean(Document(GLUED), look, safe_only=True).records)


HALF = "老街修旧如旧\n\n本报记者 何山\n\n三座老桥都已修好，沿河的步道同时开放，县里还将修缮十二处古井和戏"
OTHER_HALF = "台。修桥的钱由县财政出，预计明年春天全部完工，届时步道会延伸到城北。"


@pytest.mark.parametrize("caption", ["老街开街迎客。（方宁摄）", "老街迎来游客吴越/摄", "老街迎客。本报记者方宁摄"])
def test_no_half_runs_on_into_a_caption_that_the_next_line_begins_with(caption: str) -> None:
    apart = analyse(Document(f"{HALF}\n\n{caption}\n\n{OTHER_HALF}\n"))
    assert [(seam.left, seam.right) for seam in apart.seams] == [(2, 4)]
    glued = analyse(Document(f"{HALF}\n\n{caption}{OTHER_HALF}\n"))
    assert glued.seams == ()
