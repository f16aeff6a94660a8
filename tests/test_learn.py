"""`cnlint learn`: what a corpus teaches, the file it is written to, and the findings that rest on it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.config.learned import Confusion, Furniture, Learned, read_learned
from cnlint.detectors.learned import LINES, TERMS, files_with, known_lines, line_key
from cnlint.document import Document
from cnlint.learning.confusions import counted, misread
from cnlint.learning.counting import furniture, learned
from cnlint.learning.observing import Line, observe
from cnlint.learning.writing import written
from commandline import Cnlint

BODY = "七月一日起，总馆每天开放到晚上九点，周一照常闭馆。各社区分馆的开放时间不变，少儿阅览室延长到晚上八点。"
HEADS = ["市图书馆发布暑期开放安排", "白沙镇举行春耕生产现场会", "全市中小学运动会昨日开幕", "两座人行桥年内建成通车"]


def page(number: int, *further: str) -> str:
    """A page of its own, with further blocks."""
    own = f"第{number}路公交线路本周起延长到城北新区，沿途新设{number + 2}个站点，首班车发车时间不变。"
    return (
        "\n\n".join([HEADS[number % len(HEADS)] + f"（{'甲乙丙丁戊己庚辛壬癸'[number % 10]}）", BODY, own, *further])
        + "\n"
    )


def corpus(pages: int, lines: dict[str, list[int]]) -> list[list[Line]]:
    """Pages that hold lines, by the numbers of their pages."""
    return [
        [Line(line_key(words), words, "head") for words, numbers in lines.items() if number in numbers]
        for number in range(pages)
    ]


# What must not be learned comes first.
@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        (100, {"运河早报": [1, 20, 40]}),  # three files, but not in a row, nor a fifth
        (5, {"运河早报": [1, 3]}),  # two fifths of the files, but two
        (40, {"运河早报": [0, 1, 4, 5, 8, 9]}),  # pairs
        (100, {"运河早报要闻": [1, 20], "运河晚报要闻": [40, 41]}),  # short lines that differ are two lines
        (0, {}),
    ],
)
def test_what_does_not_repeat_enough_is_not_learned(pages: int, lines: dict[str, list[int]]) -> None:
    assert furniture(corpus(pages, lines)) == ()


@pytest.mark.parametrize(
    ("pages", "lines", "wanted"),
    [
        (100, {"运河早报": [7, 8, 9]}, [("运河早报", 3)]),
        (10, {"运河早报": [1, 4, 8]}, [("运河早报", 3)]),
        (100, {"运河早报": list(range(0, 100, 5))}, [("运河早报", 20)]),
        # Figures make no difference, nor does one character of eleven.
        (9, {"运河早报 第2版": [1], "运河早报 第3版": [3, 5], "运河早报 第8版": [7]}, [("运河早报 第3版", 4)]),
        (
            9,
            {"扫一扫二维码关注本报微信": [1, 3, 5], "扫一扫二雏码关注本报微信": [7]},
            [("扫一扫二维码关注本报微信", 4)],
        ),
    ],
)
def test_what_repeats_is_learned(pages: int, lines: dict[str, list[int]], wanted: list[tuple[str, int]]) -> None:
    assert furniture(corpus(pages, lines)) == tuple(Furniture("head", words, files) for words, files in wanted)


@pytest.mark.parametrize("head", ["运河两岸", "经济观察", "城市新闻", "副刊·读书", "要闻"])
def test_a_running_head_is_one_whatever_its_line_is_taken_for(head: str) -> None:
    lines = [observe(Document(f"{head}\n\n{page(number)}")).lines for number in range(5)]
    assert head in [one.line for one in furniture(lines)]


def test_names_that_come_back_are_no_furniture() -> None:
    lines = [observe(Document(page(number, "本报记者 方宁", BODY, "方宁 吴越"))).lines for number in range(5)]
    assert not {one.line for one in furniture(lines)} & {"本报记者 方宁", "方宁 吴越"}


def test_names_terms_and_reduplications_come_back() -> None:
    text = "{}\n\n记者 方宁 吴越\n\n" + BODY + "\n\n“云上驿站”和《运河志》都受欢迎，“我们”也是。山色沉沉浮浮。\n"
    found = learned([observe(Document(text.format(head))) for head in HEADS])
    assert found.files == 4
    assert found.names == ("吴越", "方宁")
    assert found.terms == ("云上驿站", "运河志")
    assert found.reduplications == ("沉沉浮浮",)
    assert learned([observe(Document(text.format(HEADS[0])))]).names == ()


def test_a_doubled_character_that_comes_back_is_a_term_and_one_that_does_not_is_none() -> None:
    local, slip = "这里人人争干干事之风盛行。", "我家离派出所所有10多公里。"
    pages = [observe(Document(page(number, local))) for number in range(3)]
    found = learned([*pages, observe(Document(page(3, slip)))])
    assert "争干干事" in found.terms
    assert not any("所所" in term for term in found.terms)


def test_the_style_is_told_with_its_share() -> None:
    pages = [observe(Document(text)) for text in (page(0), page(1), page(2).replace("，", ","))]
    style = {habit.name: (habit.value, habit.share) for habit in learned(pages).style}
    assert style["marks"][0] == "full" and 0.5 < style["marks"][1] < 1
    assert style["indent"] == ("0", 1.0)


# confusions


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("新馆开放。", "新馆开放。"),
        ("新馆,开放。", "新馆，开放。"),  # a mark
        ("新館開放。", "新馆开放。"),  # the other script
        ("新馆开放。", "新馆已经在上周末开放。"),  # text that is lost
        ("甲乙丙丁戊己庚辛。", "东南西北中发白红。"),  # other text
    ],
)
def test_what_is_no_misread_character(text: str, truth: str) -> None:
    assert list(misread(text, truth)) == []


def test_misread_characters_are_counted() -> None:
    pairs = list(misread("新馆己经开放，末来可期。\n\n路己通。", "新馆已经开放，未来可期。\n\n路已通。"))
    assert counted(pairs) == (Confusion("已", "己", 2),)


# the file


FULL = Learned(
    files=9,
    furniture=(Furniture("filler", '"讲"文明: 树新风', 4), Furniture("head", "运河早报 # 第3版", 9)),
    names=("方宁",),
    terms=("争干干事",),
    reduplications=("沉沉浮浮",),
    confusions=(Confusion("已", "己", 2),),
)


@pytest.mark.parametrize("known", [FULL, Learned(files=0)])
def test_what_is_written_is_read_back(known: Learned) -> None:
    assert read_learned("x.yaml", written(known).encode()) == known


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_line_is_read_back(words: str) -> None:
    known = Learned(files=3, furniture=(Furniture("head", f"运河{words}", 3),), names=(f"方{words}",))
    assert read_learned("x.yaml", written(known).encode()) == known


def test_all_of_it_is_read_back() -> None:
    found = learned([observe(Document(page(number, "运河早报 第3版"))) for number in range(5)])
    assert found.style and found.furniture
    assert read_learned("x.yaml", written(found).encode()) == found


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("{kind: head", "{kind: heads", "column 12: unknown value 'heads'; did you mean 'head'?"),
        ("names:", "nmes:", "unknown key 'nmes'; did you mean 'names'?"),
        ("learned: 1", "learned: 2", "reads learned files of form 1, not 2"),
        ("files: 9\n", "", "missing key: files; `cnlint learn` writes it anew"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(cnlint: Cnlint, old: str, new: str, error: str) -> None:
    text = written(FULL)
    assert old in text
    Path("learned.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    Path("cnlint.toml").write_text('extends = "learned.yaml"')
    Path("page.txt").write_text(page(0), encoding="utf-8")
    ran = cnlint("check", "page.txt")
    assert ran.code == 2
    assert "learned.yaml" in ran.err and error in ran.err, ran.err


# what rests on it


def test_keys_are_the_same_whatever_the_figures() -> None:
    known = known_lines({LINES: "head 9 运河早报 第3版\nimprint 4 热线 00000\nnonsense"})
    assert files_with(known, line_key("运河早报 第12版")) == 9
    assert files_with(known, line_key("运河晚报 第12版")) == 0
    assert files_with(known, "") == 0
    assert files_with(known_lines({}), line_key("运河早报 第12版")) == 0
    assert files_with(known_lines({LINES: "head 9 运河早报"}, frozenset({"filler"})), line_key("运河早报")) == 0


def write_corpus() -> None:
    Path("raw").mkdir()
    for number in range(5):
        further = (
            "江湾人的江湾报",
            "所里人人争干干事之风盛行。",
            f"第{number}届旧书市集将于下周开幕，欢迎读者前往选购。",
        )
        Path(f"raw/{number}.txt").write_text(page(number, *further), encoding="utf-8")


def test_a_corpus_teaches_and_findings_say_so(cnlint: Cnlint) -> None:
    write_corpus()
    before = cnlint("check", "raw/0.txt", "--select", "PAG001,LEX001").out
    assert "江湾人的江湾报" not in before and "LEX001" in before
    ran = cnlint("learn", "raw")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("learned from 5 files: 1 furniture, ") and "written to cnlint.learned.yaml\n" in ran.out
    Path("cnlint.toml").write_text('extends = "cnlint.learned.yaml"')
    after = cnlint("check", "raw/0.txt", "--select", "PAG001,LEX001").out
    assert "“江湾人的江湾报” belongs to the page" in after
    assert "because: learned from your corpus, where it stands on 5 files" in after
    assert "LEX001" not in after


def test_clean_moves_what_was_learned_out_of_the_text(cnlint: Cnlint) -> None:
    write_corpus()
    cnlint("clean", "raw", "-o", "before", "--format", "txt")
    cnlint("learn", "raw")
    Path("cnlint.toml").write_text('extends = "cnlint.learned.yaml"')
    assert cnlint("clean", "raw", "-o", "after", "--format", "txt").code == 0
    before, after = (Path(folder, "0.txt").read_text(encoding="utf-8") for folder in ("before", "after"))
    assert after == before.replace("江湾人的江湾报\n\n", "") != before


def test_what_is_set_by_hand_goes_before(cnlint: Cnlint) -> None:
    write_corpus()
    assert cnlint("learn", "raw", "-q") == (0, "", "")
    Path("cnlint.toml").write_text(f'extends = "cnlint.learned.yaml"\n[rules.doubled-character]\n{TERMS} = "无"\n')
    assert "LEX001" in cnlint("check", "raw/0.txt", "--select", "LEX001").out


def test_the_same_corpus_teaches_the_same(cnlint: Cnlint) -> None:
    write_corpus()
    cnlint("learn", "raw", "-o", "a.yaml")
    cnlint("learn", "raw", "-o", "b.yaml")
    assert Path("a.yaml").read_bytes() == Path("b.yaml").read_bytes()


def test_a_truth_teaches_what_is_misread(cnlint: Cnlint) -> None:
    for folder, word in (("raw", "己经"), ("truth", "已经")):
        Path(folder, "a").mkdir(parents=True)
        for number in range(2):
            Path(folder, "a", f"{number}.txt").write_text(page(number, f"新馆{word}开放。"), encoding="utf-8")
    assert cnlint("learn", "raw", "--truth", "truth").code == 0
    assert '{printed: "已", read: "己", times: 2}' in Path("cnlint.learned.yaml").read_text(encoding="utf-8")


def test_pages_without_truth_are_told(cnlint: Cnlint) -> None:
    write_corpus()
    Path("truth").mkdir()
    name = sorted(path.name for path in Path("raw").iterdir())[0]
    Path("truth", name).write_text("新馆开放。\n", encoding="utf-8")
    ran = cnlint("learn", "raw", "--truth", "truth")
    files = len(list(Path("raw").iterdir()))
    assert ran.code == 0 and f"{files - 1} of {files} files have no truth in truth" in ran.err


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["no"], "no: does not exist; check the path"),
        (["raw", "-o", "x.toml"], "--output: 'x.toml' is no .yaml file; write 'x.toml.yaml'"),
        (["raw", "-o", "no/x.yaml"], "--output: there is no folder 'no'; make it first, or write elsewhere"),
        (["raw", "--truth", "no"], "--truth: 'no' is no folder; name the folder that holds the proofread files"),
        (
            ["raw", "--truth", "empty"],
            "--truth: no file in 'empty' has the name of a page; a truth has its page's name, and ends in .txt or .md",
        ),
        (["raw", "-o", "kept.yaml"], "kept.yaml is there already, and may hold your changes; --force writes it anew"),
    ],
)
def test_what_cannot_be_done_is_said(cnlint: Cnlint, arguments: list[str], error: str) -> None:
    write_corpus()
    Path("empty").mkdir()
    Path("kept.yaml").write_text("mine")
    assert cnlint("learn", *arguments) == (2, "", f"cnlint: error: {error}\n")
    assert Path("kept.yaml").read_text() == "mine"


def test_a_file_that_cannot_be_read_is_told_and_the_others_teach(cnlint: Cnlint) -> None:
    write_corpus()
    Path("raw/binary.txt").write_bytes(bytes(range(256)) * 8)
    ran = cnlint("learn", "raw")
    assert ran.code == 2 and "raw/binary.txt" in ran.err
    assert Path("cnlint.learned.yaml").exists()
