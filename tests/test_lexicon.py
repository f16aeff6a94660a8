"""Characters and words that stand twice, and all those that rightly do."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.detectors.words import FREQUENT, QUALITY, VERB, WORDS, is_noun_after_verb, is_word, kind_of
from rulebench import findings, found

SEEDS = Path(__file__).parents[1] / "seeds"

NATURAL = [
    # a word ends as the next begins
    "派出所所长方辉、中国科学院院士叶志镇、司法部部长、央行行长、研究会会长、市政府府办",
    "现在在我下班时顺路就能办，工作作风扎实，美国国务院、中国国家队、学校校长、大使馆馆长",
    "为期四周，会员大会，以投资为目的的并不多，没有有效办法，只有有心人，可以以身作则，成都都江堰",
    # reduplications
    "大家说说笑笑，人人有责，天天向上，慢慢地走，看看再说，高高低低，浮浮沉沉，实实在在，星星点点",
    "一架架飞机，一扇扇窗，一遍遍说，每天天亮，三三两两，2018年年底，5月月初",
    "背背单词，散散步，打打球，壮壮胆，热热身，帮帮忙，听听歌，练练手，努努力",
    "爸爸妈妈爷爷奶奶，毛毛雨，绿油油，亮晶晶，冷冰冰，白花花，圆墩墩的",
    "比学赶超，一对一，双招双引，一五一十，七七八八",
    # names
    "库库尔坎金字塔、塔塔集团、莎莎、娜娜和黄珊珊",
    "淘集集上线，淘集集下线，淘集集又上线",
    # cries, rows, figures
    "哈哈哈哈，好好好，对对对，零零零七，一九零零年",
    # words that double
    "一步一步走，一家一家问，研究研究，打听打听，非常非常好，很多很多人，走哪边走哪边",
    "国家统一委员会委员会议，“不可说不可说”，连演《想见你想见你想见你》",
    # traditional print
    "參加會會員大會，總會會長、立法院院長、市政府府會聯絡人，在在顯示成效，謝謝大家，實實在在",
]
DOUBLED = [
    ("人人争干干事之风盛行", ["干干"]),
    ("我家离派出所所有10多公里", ["所所"]),
    ("研究所所有300名员工", ["所所"]),
    ("随着收入的的增长，居民消费也也在升级。", ["的的", "也也"]),
    ("半导体和和面板的需求", ["和和"]),
    ("来了许多志愿愿者", ["愿愿"]),
    ("这是一家小小的快餐店店，生意红火", ["店店"]),
    ("公司对于对于投诉十分重视", ["对于对于"]),
    ("郭先生参加了参加了法律行动", ["参加了参加了"]),
    ("為民眾提供最乾淨的的環境", ["的的"]),
    ("智慧綠能科學城是是全臺唯一", ["是是"]),
]


@pytest.mark.parametrize("text", NATURAL)
def test_what_rightly_stands_twice(text: str) -> None:
    assert found(text, "LEX001") == []


@pytest.mark.parametrize(("text", "wanted"), DOUBLED)
def test_what_does_not(text: str, wanted: list[str]) -> None:
    assert found(text, "LEX001") == wanted


def test_the_seeds() -> None:
    text = next(SEEDS.glob("003_*.txt")).read_bytes().decode("utf-8")
    assert [text[at.start - 2 : at.end + 1] for at in findings(text, "LEX001")] == ["派出所所有", "人争干干事"]
    assert findings(next(SEEDS.glob("000_*.txt")).read_bytes().decode("utf-8"), "LEX001") == ()


def test_a_finding_says_what_it_would_be_and_offers_no_fix() -> None:
    (finding,) = findings("快餐店店，生意红火", "LEX001")
    assert "店" in finding.message
    assert finding.fix is None


@given(st.text("的所天一长年干事\n，“”A0", max_size=12))
def test_no_text_is_too_short(text: str) -> None:
    for match in found(text, "LEX001"):
        assert match[: len(match) // 2] * 2 == match


def test_the_word_list_reads_as_it_is_written() -> None:
    lines = Path(WORDS).read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert words == sorted(words)
    assert all(line[2] == " " and "  " not in line for line in words)
    assert len({line[0] for line in words}) == len(words)


@pytest.mark.parametrize("word", ["中国", "天天", "派出所", "说说笑笑", "干事"])
def test_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["国中国", "干干", "所所", "的的", "#", "# Words"])
def test_no_words(word: str) -> None:
    assert not is_word(word)


def test_what_characters_are_as_words() -> None:
    assert kind_of("在") == FREQUENT
    assert kind_of("干") == VERB
    assert kind_of("垂") in (VERB, QUALITY)
    assert is_noun_after_verb("干事")
    assert not is_noun_after_verb("干净")
