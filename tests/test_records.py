"""What `clean` makes of a page whose structure is known: records, Markdown, plain text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clean_pages import NOTHING, Page, page
from cnlint.corpus.cleaning import records_of
from cnlint.corpus.conservation import conserves
from cnlint.corpus.markdown import markdown
from cnlint.corpus.marks import unmarked
from cnlint.corpus.plain import plain
from cnlint.corpus.records import Part, Record, as_json
from cnlint.document import Document
from cnlint.findings import Edit, Effect, Evidence, Finding, Fix, Safety, Severity
from cnlint.fixer import Fixed, apply
from cnlint.structure.model import Layout, Role, Structure, Tier


def records(given_page: Page, *, safe_only: bool = False) -> tuple[Record, ...]:
    return records_of(given_page.fixed, given_page.structure, safe_only=safe_only)


FERRY = page(
    ("masthead", "江城晚报 2019年5月7日 星期二"),
    ("kicker", "老码头上的新变化"),
    ("headline", "渡轮停航三年后重新开班"),
    ("deck", "首日运送旅客两千人次"),
    ("byline", "本报记者 周文 通讯员 何山"),
    ("body", "昨日清晨六时，第一班渡轮驶离北岸码头，船上的乘客大多是赶早"),
    ("caption", "乘客排队登船。"),
    ("credit", "何山 摄"),
    ("body", "市的菜农。"),
    ("subhead", "票价不变"),
    ("body", "票价仍为两元。"),
    ("jump", "（下转第4版）"),
    ("headline", "图书馆延长开放"),
    ("body", "即日起，市图书馆开放至晚十时。"),
    seams={(5, 8): Tier.LIKELY},
)

FERRY_MARKDOWN = """\
老码头上的新变化

# 渡轮停航三年后重新开班

首日运送旅客两千人次

本报记者 周文 通讯员 何山

昨日清晨六时，第一班渡轮驶离北岸码头，船上的乘客大多是赶早市的菜农。

## 票价不变

票价仍为两元。

> 图注：乘客排队登船。

> 图源：何山 摄

# 图书馆延长开放

即日起，市图书馆开放至晚十时。
"""

FERRY_PLAIN = """\
老码头上的新变化

渡轮停航三年后重新开班

首日运送旅客两千人次

本报记者 周文 通讯员 何山

昨日清晨六时，第一班渡轮驶离北岸码头，船上的乘客大多是赶早市的菜农。

票价不变

票价仍为两元。

图书馆延长开放

即日起，市图书馆开放至晚十时。
"""


def test_markdown_has_levels_and_the_pictures_at_the_end_of_their_article() -> None:
    assert markdown(records(FERRY)) == FERRY_MARKDOWN


def test_plain_text_has_no_marks_and_neither_pictures_nor_furniture() -> None:
    assert plain(records(FERRY)) == FERRY_PLAIN


@pytest.mark.parametrize(
    ("keep", "kept"),
    [
        ({"captions"}, ["乘客排队登船。", "何山 摄"]),
        ({"furniture"}, ["江城晚报 2019年5月7日 星期二", "（下转第4版）"]),
        ({"captions", "furniture"}, ["江城晚报 2019年5月7日 星期二", "乘客排队登船。", "何山 摄", "（下转第4版）"]),
    ],
)
def test_plain_text_keeps_in_their_places_what_is_asked_for(keep: set[str], kept: list[str]) -> None:
    blocks = plain(records(FERRY), keep).rstrip("\n").split("\n\n")
    without = FERRY_PLAIN.rstrip("\n").split("\n\n")
    assert [block for block in blocks if block not in without] == kept
    assert [block for block in blocks if block in without] == without
    order = [FERRY.document.text.index(block[:4]) for block in blocks]
    assert order == sorted(order)


def test_a_likely_join_is_left_where_only_safe_ones_are_asked_for() -> None:
    [article, _] = records(FERRY, safe_only=True)
    assert [part.text for part in article.paragraphs] == [
        "昨日清晨六时，第一班渡轮驶离北岸码头，船上的乘客大多是赶早", "市的菜农。", "票价不变", "票价仍为两元。",
    ]  # fmt: skip
    assert [(join.tier, join.made) for join in article.joins] == [(Tier.LIKELY, False)]


def test_a_safe_join_is_made_all_the_same() -> None:
    cut = page(("body", "第一班渡轮驶离北岸码"), ("caption", "乘客登船"), ("body", "头。"), seams={(0, 2): Tier.SAFE})
    [article] = records(cut, safe_only=True)
    assert [part.text for part in article.paragraphs] == ["第一班渡轮驶离北岸码头。"]
    assert [join.made for join in article.joins] == [True]


# Blocks, the seams that are likely, and what is written of them as plain text.
BLOCKS = [
    # Decks stay apart; a headline cut in mid-line becomes whole, without a blank.
    (
        "headline 全市青少年运动会昨日在体/headline 育馆开幕/deck 千人参赛/deck 设奖百项/body 昨日开幕。",
        {(0, 1)},
        "全市青少年运动会昨日在体育馆开幕/千人参赛/设奖百项/昨日开幕。",
    ),
    # Marks that the source brings are not text.
    (
        "headline # 全市青少年运动会昨日在体/headline # 育馆开幕/subhead ## 赛程/body 昨日开幕。",
        {(0, 1)},
        "全市青少年运动会昨日在体育馆开幕/赛程/昨日开幕。",
    ),
    # A blank that was printed stays, words of Latin script get one.
    (
        "headline 一间屋 两代人/body 唱片名为New/body Year，销路很好。",
        {(1, 2)},
        "一间屋 两代人/唱片名为New Year，销路很好。",
    ),
    # A byline below the text stays below it; lines of lists and verse stand each by itself.
    (
        "headline 秋/verse 天高云淡/verse 雁过无声/list 一、天/byline 王小明",
        set(),
        "秋/天高云淡/雁过无声/一、天/王小明",
    ),
]


@pytest.mark.parametrize(("blocks", "seams", "written"), BLOCKS)
def test_each_part_is_a_block(blocks: str, seams: set[tuple[int, int]], written: str) -> None:
    lines = [(role, text) for role, _, text in (block.partition(" ") for block in blocks.split("/"))]
    made = records(page(*lines, seams=dict.fromkeys(seams, Tier.LIKELY)))
    assert plain(made) == written.replace("/", "\n\n") + "\n"


def test_markdown_sets_its_own_marks_once() -> None:
    marked = page(
        ("headline", "# 渡轮开班"), ("body", "昨日开班。"), ("subhead", "### 票价"), ("caption", "> 图注：登船")
    )
    assert markdown(records(marked)) == "# 渡轮开班\n\n昨日开班。\n\n## 票价\n\n> 图注：登船\n"


def test_markdown_read_as_it_was_written_gives_itself() -> None:
    written = markdown(records(FERRY)).rstrip("\n").split("\n\n")
    roles = ["kicker", "headline", "deck", "byline", "body", "subhead", "body", "caption", "credit", "headline", "body"]
    assert markdown(records(page(*zip(roles, written, strict=True)))) == FERRY_MARKDOWN


@pytest.mark.parametrize("roles", [(), ("folio",), ("folio", "masthead")])
def test_a_page_without_text_gives_an_empty_file(roles: tuple[str, ...]) -> None:
    bare = page(*((role, "第3版") for role in roles))
    assert markdown(records(bare)) == ""
    assert plain(records(bare)) == ""


NO_MARKS = ["#今日话题# 秋游", "#", "# ", "####### 七", "> 引文", "> 图注：", "图注：登船", "1. 一"]
MARKS = [("# ", "渡轮"), ("###### ", "六"), ("##\u3000", "票价"), ("> 图注：", "登船"), ("> 图源：", "何山 摄")]


@pytest.mark.parametrize("line", NO_MARKS)
def test_what_is_no_mark(line: str) -> None:
    assert unmarked(line) == line


@pytest.mark.parametrize(("mark", "text"), MARKS)
def test_what_is_a_mark(mark: str, text: str) -> None:
    assert unmarked(mark + text) == text


def test_a_copy_that_no_fix_removed_stays_and_says_so() -> None:
    twice = page(
        ("body", "风从海上吹来，"), ("body", "吹到旧的渡口。"), ("caption", "渡口"), ("body", "吹到旧的渡口。"),
        seams={(0, 1): Tier.LIKELY}, twins=[(3, 1)],
    )  # fmt: skip
    [article] = records(twice)
    first, second = article.paragraphs
    assert (first.text, first.repeats) == ("风从海上吹来，吹到旧的渡口。", None)
    assert (second.text, second.repeats) == ("吹到旧的渡口。", (9, 16))
    assert conserves(twice.document.text, article.parts)


def test_of_three_copies_all_find_their_article() -> None:
    thrice = page(*[("body", "吹到旧的渡口。")] * 3, twins=[(0, 1), (1, 2)])
    [article] = records(thrice)
    assert len(article.paragraphs) == 3


def test_a_record_holds_the_article_and_where_it_came_from() -> None:
    [first, second] = records(FERRY)
    record = as_json(first, "1/page.txt", 1, "abc", "1.0")
    assert json.loads(json.dumps(record)) == record
    assert (record["kicker"], record["headline"]) == ("老码头上的新变化", "渡轮停航三年后重新开班")
    assert (record["decks"], record["byline"]) == (["首日运送旅客两千人次"], "本报记者 周文 通讯员 何山")
    text = FERRY.document.text
    for kind in ("paragraphs", "captions", "furniture"):
        for part in record[kind]:
            assert "".join(text[start:end] for start, end in part["spans"]) == part["text"]
    assert [part["role"] for part in record["paragraphs"]] == ["body", "subhead", "body"]
    assert [part["role"] for part in record["captions"]] == ["caption", "credit"]
    assert [part["role"] for part in record["furniture"]] == ["masthead", "jump"]
    [join] = record["joins"]
    assert (join["tier"], join["probability"], join["made"]) == ("likely", 0.95, True)
    assert text[join["start"] : join["end"]] == "\n\n乘客排队登船。\n\n何山 摄\n\n"
    assert join["evidence"] == [{"kind": "no-final-mark", "value": ""}]
    other = as_json(second, "1/page.txt", 2, "abc", "1.0")
    assert (other["kicker"], other["decks"], other["byline"], other["joins"]) == (None, [], None, [])


def repaired(source: str, *rounds: list[tuple[str, Edit]]) -> tuple[Fixed, str]:
    """A text after rounds of safe fixes, each of one edit and one rule."""
    steps, text = [], source
    for made in rounds:
        steps.append(tuple(
            Finding(rule, "", Severity.ERROR, edit.start, edit.end, "", fix=Fix((edit,), Safety.SAFE, Effect.SPACE, ""))
            for rule, edit in made
        ))  # fmt: skip
        text = apply(text, [edit for _, edit in made])
    return Fixed(Document(text), tuple(steps), NOTHING, ()), text


def test_edits_are_told_in_terms_of_the_source() -> None:
    source = "\n\n渡轮开班,\n\n昨日起航。\n\n图书馆\n\n开放至晚,十时。\n"
    fixed, text = repaired(
        source,
        [("FMT001", Edit(0, 2, "\n\n", "")), ("PUN001", Edit(6, 7, ",", "，"))],
        [("PAR001", Edit(5, 7, "\n\n", "")), ("PUN001", Edit(23, 24, ",", "，"))],
    )
    roles = (("body", "渡轮开班，昨日起航。"), ("headline", "图书馆"), ("body", "开放至晚，十时。"))
    typed = page(*roles)
    assert [text[p.start : p.end] for p in typed.structure.pieces] == [line for _, line in roles]
    [first, second] = records_of(fixed, typed.structure, safe_only=False)
    assert [(change.rule, change.start, change.end, change.old) for change in first.edits] == [
        ("FMT001", 0, 2, "\n\n"), ("PUN001", 6, 7, ","), ("PAR001", 7, 9, "\n\n"),
    ]  # fmt: skip
    assert [(change.rule, source[change.start : change.end], change.new) for change in second.edits] == [
        ("PUN001", ",", "，")
    ]
    [paragraph] = first.paragraphs
    [(start, end)] = paragraph.spans
    assert source[start:end] == "渡轮开班,\n\n昨日起航。"
    [paragraph] = second.paragraphs
    [(start, end)] = paragraph.spans
    assert source[start:end] == "开放至晚,十时。"


def test_a_seam_that_a_fix_has_closed_is_a_join_like_the_others() -> None:
    source = "渡轮停航三年后重新开\n\n班\n\n昨日清晨，渡轮驶离\n北岸码\n头。"
    evidence = (Evidence("probability", 0.9991), Evidence("cut-word", 2.5))
    gaps = [Edit(10, 12, "\n\n", ""), Edit(24, 25, "\n", ""), Edit(28, 29, "\n", "")]
    steps = [
        Finding("HED001", "", Severity.ERROR, 0, 13, "", evidence, Fix((gaps[0],), Safety.SAFE, Effect.SPACE, "")),
        Finding(
            "PAR004", "", Severity.ERROR, 15, 31, "", evidence, Fix(tuple(gaps[1:]), Safety.SAFE, Effect.SPACE, "")
        ),
        Finding(
            "FMT002", "", Severity.ERROR, 31, 31, "", (), Fix((Edit(31, 31, "", " "),), Safety.SAFE, Effect.SPACE, "")
        ),
    ]
    text = apply(source, [*gaps, Edit(31, 31, "", " ")])
    fixed = Fixed(Document(text), (tuple(steps),), NOTHING, ())
    typed = page(("headline", "渡轮停航三年后重新开班"), ("body", "昨日清晨，渡轮驶离北岸码头。"))
    [article] = records_of(fixed, typed.structure, safe_only=True)
    assert [join.role for join in article.joins] == [Role.HEADLINE, Role.BODY, Role.BODY]
    assert {(join.tier, join.probability, join.made) for join in article.joins} == {(Tier.SAFE, 0.9991, True)}
    assert [join.place for join in article.joins] == [(10, 12), (24, 25), (28, 29)]
    assert [change.rule for change in article.edits] == ["HED001", "PAR004", "PAR004", "FMT002"]


TEXT = "渡轮开班，\n\n昨日 起航。"


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([((0, 5), "渡轮开班，"), ((7, 13), "昨日 起航。")], True),
        ([((0, 5), "渡轮开班，"), ((7, 13), "昨日起航。")], True),
        ([((0, 13), "渡轮开班，昨日起航。")], True),
        ([((7, 13), "昨日起航。")], False),
        ([((0, 5), "渡轮开班，"), ((0, 5), "渡轮开班，"), ((7, 13), "昨日起航。")], False),
        ([((0, 5), "渡轮开班。"), ((7, 13), "昨日起航。")], False),
        ([((0, 5), "昨日起航。"), ((7, 13), "渡轮开班，")], False),
        ([((0, 6), "渡轮开班，"), ((4, 13), "，昨日起航。")], False),
        ([], False),
    ],
)
def test_what_conserves_a_text(parts: list[tuple[tuple[int, int], str]], whole: bool) -> None:
    made = [Part(Role.BODY, text, (span,), (span,)) for span, text in parts]
    assert conserves(TEXT, made) is whole


def test_what_stands_between_blocks_is_blank_even_if_it_is_a_control_character() -> None:
    parts = [Part(Role.BODY, char, (span,), (span,)) for char, span in (("渡", (1, 2)), ("轮", (6, 7)))]
    assert conserves("\x0b渡\n\x1c\x85\n轮\u2028", parts)
    assert not conserves("\x0b渡\n\x1c\x01\n轮\u2028", parts)


def test_marks_are_no_text() -> None:
    assert conserves("# 渡轮", [Part(Role.BODY, "渡轮", ((0, 4),), ((0, 4),))])
    assert not conserves("渡轮", [Part(Role.BODY, "轮", ((0, 2),), ((0, 2),))])


ROLES = st.sampled_from([str(role) for role in Role])
LINES = st.text(st.sampled_from("渡轮开班昨日，。“”# >图注：New5-\f\u2028𠮷"), min_size=1).filter(
    lambda text: text.strip() == text and "\f" not in text[:1] + text[-1:]
)


@given(st.lists(st.tuples(ROLES, LINES), max_size=12), st.booleans(), st.data())
def test_every_character_of_a_page_stands_in_one_part(
    lines: list[tuple[str, str]], safe_only: bool, data: st.DataObject
) -> None:
    seams: dict[tuple[int, int], Tier] = {}
    last: dict[str, int] = {}
    for index, (role, _) in enumerate(lines):
        if role in last and data.draw(st.booleans()):
            seams[last[role], index] = data.draw(st.sampled_from(list(Tier)))
        last[role] = index
    typed = page(*lines, seams=seams)
    made = records(typed, safe_only=safe_only)
    assert conserves(typed.document.text, [part for record in made for part in record.parts])
    everything = plain(made, {"captions", "furniture"})
    assert all("\n" not in block and block for block in everything.rstrip("\n").split("\n\n") if everything)


def test_a_structure_of_nothing_gives_no_records() -> None:
    empty = Document("")
    fixed = Fixed(empty, (), NOTHING, ())
    assert records_of(fixed, Structure(Layout.BLOCKS, (), (), (), (), (), ()), safe_only=False) == ()
