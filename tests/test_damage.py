"""The page generator: what a page must never lose, and what its labels and edits promise."""

import gzip
import itertools
import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.evaluation.articles import CleanArticle, CorpusError, converted, is_undamaged, load_corpus
from cnlint.evaluation.captions import _words, story
from cnlint.evaluation.columns import Measure, cut_kind, line_ends
from cnlint.evaluation.damage import CLEAN, INJECTION, TESSERACT, TRAINING, WRAPPED, Page, Plan, page, pages
from cnlint.evaluation.lines import NO_UNIT
from cnlint.evaluation.noise import CLEAN_READING, misread, read
from cnlint.evaluation.plan import setting
from cnlint.structure.model import Role

PARAS = (
    "昨天上午，东塘镇的晒谷场上摆开了二十多张长桌，一场“庄稼把式”技能比赛正在进行。来自12个村的68名选手轮番上阵，比插秧、比识种、比修农机，围观的村民不时喝彩。",
    "“往年大家凑在一起多半是打牌，今年我们想换个热闹法。”镇农技站站长吴巧珍说，比赛的题目都来自田间地头，亩产增长8.5%靠的就是这些“土办法”和新技术的结合。",
    "石桥村村民老秦拿了修农机第一名。他说：“机器坏在地里，等师傅来要半天，自己会修就不误农时。”",
    "据介绍，东塘镇还将开办农闲夜校，邀请县里的专家每周授课两次，预计到年底培训农户1500人次；学员可以凭结业证优先租用镇里的新农机。",
    "如何让技术留在田里？吴巧珍认为，关键是让年轻人看到种地也有奔头。",
    "入夜，晒谷场上的灯还亮着，几名没有取得名次的选手围着拖拉机讨论，迟迟不肯散去。",
)  # fmt: skip
ARTICLE = CleanArticle(
    "", "东塘镇农民比武忙 晒谷场上学技术", ("六十八名选手同台竞技",), "本报记者 林一诺", PARAS, ((3, "农闲办夜校"),),
    ((2, "选手正在修理插秧机。"),), "hans", "test",
)  # fmt: skip
PLANS = {"training": TRAINING, "clean": CLEAN, "injection": INJECTION, "wrapped": WRAPPED, "tesseract": TESSERACT}
# Cuts, pictures and furniture, but every character read as it is.
EXACT = TRAINING._replace(clean=0.0, noise=0.0, half=0.0, glued=0.0, run_in=0.0, markdown=0.0, swap_script=0.0)


def squeeze(text: str) -> str:
    return "".join(text.split())


def lines_of(made: Page) -> list[str]:
    return [line for line in re.split(r"\r\n|\n|\r", made.text) if line.strip()]


@given(st.integers(0, 10_000), st.sampled_from(sorted(PLANS)), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_every_line_has_a_label(seed: int, plan: str, count: int) -> None:
    made = page([ARTICLE] * count, Random(seed), PLANS[plan])
    assert len(made.labels) == len(lines_of(made))
    assert {label.role for label in made.labels} <= {role.value for role in Role}
    begun = set()
    for label in made.labels:
        if label.joins == "continues":
            assert label.unit in begun
            assert label.cut
        if not label.copy:
            begun.add(label.unit)
        if label.glued or not label.copy:  # a copy's last line may have the next paragraph glued to it
            begun.add(label.last_unit)


@given(st.integers(0, 10_000), st.sampled_from(sorted(PLANS)))
@settings(max_examples=30, deadline=None)
def test_a_seed_names_a_page(seed: int, plan: str) -> None:
    assert page([ARTICLE], Random(seed), PLANS[plan]) == page([ARTICLE], Random(seed), PLANS[plan])


@given(st.integers(0, 10_000), st.sampled_from(["blocks", "indented", "lines", "wrapped", "tesseract"]))
@settings(max_examples=60, deadline=None)
def test_joining_as_the_labels_say_gives_the_truth(seed: int, layout: str) -> None:
    made = page([ARTICLE, ARTICLE], Random(seed), EXACT._replace(layouts=((layout, 1.0),)))
    units: dict[int, str] = {}
    for line, label in zip(lines_of(made), made.labels, strict=True):
        if not label.copy:
            units[label.unit] = units.get(label.unit, "") + squeeze(line)
    foreign = {squeeze(text) for text in (*made.furniture, *made.captions)}
    body = [text for _, text in sorted(units.items()) if text not in foreign]
    assert body == [squeeze(unit) for unit in made.truth if squeeze(unit) not in foreign]


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_a_clean_page_is_its_truth(seed: int) -> None:
    made = page([ARTICLE], Random(seed), CLEAN)
    assert [squeeze(line) for line in lines_of(made) if line] == [
        squeeze(unit) for unit in made.truth
    ] or "# " in made.text
    assert not [edit for edit in made.edits if edit.type != "blank_lost"]


@given(st.integers(0, 10_000), st.sampled_from(sorted(PLANS)))
@settings(max_examples=40, deadline=None)
def test_edits_lie_in_the_truth(seed: int, plan: str) -> None:
    made = page([ARTICLE, ARTICLE], Random(seed), PLANS[plan])
    whole = "\n\n".join(made.truth)
    for edit in made.edits:
        assert 0 <= edit.start <= edit.end <= len(whole)
        if edit.type == "half_width":
            assert whole[edit.start : edit.end] in "，；：！？（）"


def test_all_paragraphs_are_in_the_truth() -> None:
    made = page([ARTICLE], Random(5), EXACT._replace(jump=0.0, genres=0.0))
    assert [unit for unit, kind in zip(made.truth, made.kinds, strict=True) if kind == "para"] == list(PARAS)


def test_damage_of_every_kind_happens() -> None:
    kinds = {edit.type for seed in range(150) for edit in page([ARTICLE] * 3, Random(seed), INJECTION).edits}
    assert kinds >= {
        "cut_han",
        "cut_comma",
        "cut_number",
        "cut_quote",
        "cut_caption",
        "cut_final",
        "headline_cut",
        "headline_split",
        "hard_wrap",
        "dup_adjacent",
        "dup_caption",
        "caption",
        "credit",
        "page_number",
        "editor_line",
        "masthead_line",
        "filler",
        "half_width",
        "quote_lost",
        "zero_width",
        "control",
        "han_space",
        "doubled_char",
        "doubled_mark",
        "compat",
        "trad_char",
    }


def test_noise_has_its_kinds() -> None:
    kinds = {edit.type for seed in range(80) for edit in page([ARTICLE] * 2, Random(seed), TRAINING).edits}
    assert kinds >= {"mark_lost", "mark_misread", "char_misread", "glued", "jump_line", "blank_lost"}


def test_pages_do_not_mix_sources() -> None:
    articles = [ARTICLE] * 5 + [ARTICLE._replace(source="other")] * 5
    assert [made.source for made in pages(articles, Random(1), CLEAN)] == sorted(
        (made.source for made in pages(articles, Random(1), CLEAN)), reverse=True
    )


def test_the_other_script() -> None:
    turned = converted(ARTICLE, "hant")
    assert turned.script == "hant"
    assert "「庄稼把式」" not in turned.paras[0]
    assert "「莊稼把式」" in turned.paras[0]
    assert len(turned.paras) == len(ARTICLE.paras)
    assert converted(ARTICLE, "hans") is ARTICLE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("塘栖镇组|织线专门", "han"),
        ("调解成功率为99|.51%", "number"),
        ("全年共接收1|500条", "number"),
        ("占总量的58|%左右", "number"),
        ("比赛开始，|选手上场", "comma"),
        ("他说：“好，|我来”", "quote"),
        ("他说：“好。”|大家笑了", "final"),
        ("比赛结束。|大家散去", "final"),
        ("晒谷场 |学技术", "blank"),
        ("共有20|名选手", "mark"),
    ],
)
def test_what_a_cut_parts(text: str, kind: str) -> None:
    assert cut_kind(text.replace("|", ""), text.index("|")) == kind


@given(
    st.text(alphabet="东塘镇农民，。“”（）12ab ", min_size=1, max_size=200),
    st.integers(8, 30),
    st.booleans(),
    st.booleans(),
)
def test_printed_lines_cover_the_text(text: str, width: int, hang: bool, runs: bool) -> None:
    ends = line_ends(text, Measure(width, 20, hang, runs))
    assert ends[-1] == len(text)
    assert ends == sorted(set(ends))


@given(st.text(alphabet="东塘镇农民比武忙，。", min_size=40, max_size=200).filter(lambda text: "，，" not in text))
def test_no_line_begins_with_a_mark(text: str) -> None:
    text = re.sub(r"[，。]{2,}", "，", text)
    for end in line_ends(text, Measure(12, 20, True, True))[:-1]:
        assert text[end] not in "，。"


def test_no_latin_word_is_parted() -> None:
    text = "，".join(["晒谷场上的 Yangtze River 插秧机"] * 12)
    for runs in (True, False):
        for end in line_ends(text, Measure(13, 20, True, runs))[:-1]:
            assert not (
                text[end - 1].isascii() and text[end - 1].isalpha() and text[end].isascii() and text[end].isalpha()
            )


@given(st.integers(0, 2000))
@settings(max_examples=40, deadline=None)
def test_no_heading_line_begins_with_a_mark(seed: int) -> None:
    article = ARTICLE._replace(title="东塘镇农民比武忙，晒谷场上“学技术”：夜校开到村口", byline="")
    made = page([article], Random(seed), EXACT._replace(byline=0.0))
    assert not [line for line in lines_of(made) if line.lstrip("# ")[0] in "，。：”、"]


@given(st.integers(0, 2000))
@settings(max_examples=40, deadline=None)
def test_printed_lines_of_wrapped_pages_are_whole(seed: int) -> None:
    plan = EXACT._replace(odd_cuts=1.0, genres=0.0, pictures=0.0, jump=0.0, layouts=(("wrapped", 1.0),))
    made = page([ARTICLE], Random(seed), plan)
    rows = list(zip(lines_of(made), made.labels, strict=True))
    for (line, label), (_, following) in itertools.pairwise(rows):
        if label.role == "body" and following.unit == label.unit and not (label.copy or following.copy):
            assert len(line.strip()) >= 5  # columns are eleven characters wide or more


@given(st.integers(0, 2000))
@settings(max_examples=40, deadline=None)
def test_an_exact_copy_is_a_block_that_stands_twice(seed: int) -> None:
    plan = EXACT._replace(duplicates=0.9, genres=0.0, jump=0.0, layouts=(("blocks", 1.0),))
    made = page([ARTICLE], Random(seed), plan)
    rows = [squeeze(line) for line in lines_of(made)]
    for edit in made.edits:
        if edit.type in ("dup_adjacent", "dup_caption"):
            assert rows.count(squeeze(edit.inserted)) >= 2
        elif edit.type == "dup_edge":
            assert rows.count(squeeze(edit.inserted)) >= 1


@pytest.mark.parametrize(
    ("para", "clean"),
    [
        ("晒谷场上摆开了二十多张长桌。", True),
        ("增长8.5%，见 https://example.com/a?b=1。", True),
        ("晒谷场上,摆开了长桌。", False),
        ("晒谷场 上摆开了长桌。", False),
        ("晒谷场上\u200b摆开了长桌。", False),
        ("晒谷场上摆开了⻓桌。", False),
    ],
)
def test_what_is_injected_into_is_clean(para: str, clean: bool) -> None:
    assert is_undamaged(ARTICLE._replace(paras=(*PARAS, para))) is clean


def test_captions_are_whole_clauses() -> None:
    clauses = set(re.split("[，。！？；：“”]", "".join(PARAS)))
    for seed in range(200):
        [words] = [_words(ARTICLE._replace(title="", decks=(), subs=()), Random(seed))]
        assert set(re.split("[，。！？；：“”]", words)) <= clauses


def test_some_captions_are_short_reports() -> None:
    told = [story(ARTICLE, Random(seed)) for seed in range(100)]
    assert 15 < sum(len(text) > 80 for text in told) < 60
    assert sum(text.endswith("）") for text in told) > 70
    reports = {
        stories: sum(
            len(caption) > 80
            for seed in range(40)
            for caption in page([ARTICLE], Random(seed), EXACT._replace(stories=stories)).captions
        )
        for stories in (0.0, 1.0)
    }
    assert reports[0.0] == 0 < reports[1.0]


def test_some_pages_are_printed_without_indents() -> None:
    plan = WRAPPED._replace(unindented=0.5)
    drawn = {setting(Random(seed), plan).measure.indent for seed in range(40)}
    assert drawn == {0, 2}
    assert {setting(Random(seed), plan._replace(unindented=0.0)).measure.indent for seed in range(40)} == {2}


def test_a_perfect_reading_changes_nothing() -> None:
    assert misread(PARAS[0], CLEAN_READING, Random(1), last=True) == []
    assert read(PARAS[0], []) == PARAS[0]


def test_corpus_files(tmp_path: Path) -> None:
    record = {"title": "标题", "paras": ["第一段。", "第二段。"], "subs": ["小题"], "sub_at": [1], "deck": "副题"}
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text(json.dumps(record), encoding="utf-8")
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    (one,), (two,) = load_corpus(plain), load_corpus(packed)
    assert one.paras == two.paras == ("第一段。", "第二段。")
    assert (one.title, one.decks, one.subs, one.source) == ("标题", ("副题",), ((1, "小题"),), "a")


@pytest.mark.parametrize(
    ("text", "title", "byline", "paras"),
    [
        ("晒谷场上学技术\n\n林一诺 吴巧珍\n\n第一段。\n\n第二段。\n", "晒谷场上学技术", "林一诺 吴巧珍", 2),
        ("第一段。\n\n第二段。\n", "", "", 2),
        ("第一段。\n第二段。\n第三段。", "", "", 3),
        ("# 晒谷场上学技术\n\n本报记者 林一诺\n\n第一段。", "晒谷场上学技术", "本报记者 林一诺", 1),
    ],
)
def test_corpus_texts(tmp_path: Path, text: str, title: str, byline: str, paras: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    (article,) = load_corpus(path)
    assert (article.title, article.byline, len(article.paras)) == (title, byline, paras)


def test_several_articles_in_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# 甲\n\n第一段。\n\n# 乙\n\n第二段。\n\n## 小题\n\n第三段。\n", encoding="utf-8")
    assert [(a.title, a.paras, a.subs) for a in load_corpus(path)] == [
        ("甲", ("第一段。",), ()),
        ("乙", ("第二段。", "第三段。"), ((1, "小题"),)),
    ]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.jsonl", b'{"title": "x"}\n', "a.jsonl:1"),
        ("a.jsonl", b"not json\n", "a.jsonl:1"),
        ("a.txt", "标题。".encode("gb18030"), "not UTF-8"),
    ],
)
def test_corpus_errors(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CorpusError, match=re.escape(says)):
        list(load_corpus(path))


def test_missing_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        list(load_corpus(tmp_path / "nothing"))
    with pytest.raises(CorpusError, match=r"no \.txt file"):
        list(load_corpus(tmp_path))


def test_a_plan_is_a_value() -> None:
    assert Plan() == TRAINING


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_specks_are_short_and_belong_to_no_unit(seed: int) -> None:
    made = page([ARTICLE], Random(seed), TESSERACT)
    found = [line.strip() for line, label in zip(lines_of(made), made.labels, strict=True) if label.unit == NO_UNIT]
    assert sorted(found) == sorted(edit.inserted for edit in made.edits if edit.type == "speck")
    assert all(1 <= len(line) <= 4 for line in found)


def test_an_engine_that_finds_the_lines_leaves_specks_rules_and_blank_lines() -> None:
    made = [page([ARTICLE] * 3, Random(seed), TESSERACT) for seed in range(30)]
    assert any(edit.type == "speck" for one in made for edit in one.edits)
    assert any(line.startswith("|") for one in made for line in lines_of(one))
    assert any(line.endswith("|") for one in made for line in lines_of(one))
