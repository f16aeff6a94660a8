"""Slips of one character in words and names: what stands too often, a twin by a stroke, another spelling."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.detectors.twins import TWINS
from cnlint.detectors.words import is_word
from rulebench import findings, found

TRAPS = "派出所所长、科学院院士，现在在我下班时，工作作风，说说笑笑，一对一，双招双引"


@pytest.mark.parametrize("rule", ["LEX002", "LEX005", "LEX006"])
@pytest.mark.parametrize("text", [TRAPS, f"{TRAPS}。\n" * 5, "", "的", "一\n二"])
def test_what_is_no_slip_of_any_kind(rule: str, text: str) -> None:
    assert found(text, rule) == []


@pytest.mark.parametrize(
    "text",
    [
        "新老居民一起商量，城乡居民收入差距缩小，男女老少齐上阵",
        "该不该改，线上线下一起办，税减税增都要看账本，建照执照一次发放",
        "海军军民共建，男孩男女老少都爱看，农产产销两旺，南北南三省",
        "外环环线车多，餐饮业职业学校开学，一传十十传百",
        "農產產銷兩旺，海軍軍民共建，新老居民融合",
        "典型的老新老社区；典型的老新老社区；典型的老新老社区",  # comes again: a term
    ],
)
def test_opposites_that_stand_as_they_should(text: str) -> None:
    assert found(text, "LEX002") == []


@pytest.mark.parametrize(
    ("text", "wrong", "wanted"),
    [
        ("这是一个典型的老新老居民融合的社区", "老新老", "新老"),
        ("近年来，作为典型的乡城乡社区，这里变化很大", "乡城乡", "城乡"),
        ("這是一個典型的老新老居民融合的社區", "老新老", "新老"),
    ],
)
def test_half_a_pair_too_many(text: str, wrong: str, wanted: str) -> None:
    (finding,) = findings(text, "LEX002")
    assert text[finding.start : finding.end] == wrong
    assert finding.message.endswith(wanted)
    assert finding.fix is None


def page_of(phrase: str, once: str, times: int = 3) -> str:
    """A page that has a phrase so often, and another one once."""
    return "".join(f"第{number}天，记者来到{phrase}采访。\n\n" for number in range(times)) + f"后来，{once}的门开了。\n"


@pytest.mark.parametrize(
    ("phrase", "once"),
    [
        ("青石镇卫生院", "青石卫生院"),  # an affix is left out
        ("陆军第八军团", "陆军八军团"),
        ("全城电影院线", "全城影院线"),  # what is left is a word
        ("陈安宁的小说", "陈安宁小说"),  # a particle
        ("城东心理卫生", "城东心理卫"),  # at the end, where a short form ends as well
    ],
)
def test_short_forms_of_what_the_text_repeats(phrase: str, once: str) -> None:
    assert found(page_of(phrase, once), "LEX002") == []


def test_a_phrase_that_lacks_half_of_a_word() -> None:
    text = page_of("城东心理卫生中心", "城东心理卫中心")
    (finding,) = findings(text, "LEX002")
    assert "卫中" in text[finding.start : finding.end]
    assert "卫生中" in finding.message
    assert finding.fix is None
    assert found(page_of("城东心理卫生中心", "城东心理卫中心", times=2), "LEX002") == []  # not known to be meant
    assert found(text + "城东心理卫中心在东。", "LEX002") == []  # twice: a short form


@pytest.mark.parametrize(
    "text",
    [
        "问题已经解决，未来可期，目前正在救灾，官员表示宣布了结果",
        "乾嘉学派的学者，对干嘉考据用力最勤，干嘉、干嘉",  # comes again: a name
        "陈末来、李未来两位同学，各地名菜，士兵和土地",  # after a surname
        "两国首脑通话，大阳台采光好，他以前住在乡下，收购卖到城里的旧书",  # part of another word
        "主客各为其主，一曰忠，一曰信，彼此不心存芥蒂，卖白信封，厂场设备",  # reads as well
        "這個問題目前已經解決，未來將投入更多人力",
    ],
)
def test_pairs_that_are_right(text: str) -> None:
    assert found(text, "LEX005") == []


def test_no_word_is_a_twin_of_another() -> None:
    assert found("，".join(word for _, word in _twins()), "LEX005") == []


@pytest.mark.parametrize(
    ("text", "wrong", "wanted"),
    [
        ("这个间题要抓紧解决", "间题", "问题"),
        ("当前抗震教灾工作正在有序进行", "教灾", "救灾"),
        ("委员会昨日宜布了评选结果", "宜布", "宣布"),
        ("市長說，這只是一個小間題，請大家放心", "間題", "問題"),
    ],
)
def test_twins(text: str, wrong: str, wanted: str) -> None:
    (finding,) = findings(text, "LEX005")
    assert text[finding.start : finding.end] == wrong
    assert wanted in finding.message
    assert finding.fix is None


def test_the_twins_are_sorted_and_make_no_words() -> None:
    rows = _twins()
    assert rows == sorted(rows)
    assert len(dict(rows)) == len(rows)
    for wrong, word in rows:
        assert is_word(word)
        assert not is_word(wrong)
        assert sum(map(str.__ne__, wrong, word)) == 1


def _twins() -> list[tuple[str, str]]:
    lines = Path(TWINS).read_text(encoding="utf-8").splitlines()
    return [(line[:2], line[3:]) for line in lines if not line.startswith("#")]


PERSON = "导演陆文昭说，影片拍了三年。陆文昭介绍，外景在江边。陆文昭很满意。"
PLACE = "石塘镇位于县城以北。近年来，石塘镇大力发展旅游。在石塘镇，游客越来越多。"


@pytest.mark.parametrize(
    "text",
    [
        PERSON + PLACE,
        PERSON + "编剧陆文斌说，剧本改了五稿。陆文斌表示，还要再改。",  # twice: another person
        PERSON + "陆文昭和弟弟陆文照都来了。",  # one sentence
        PERSON + "到场的有赵明、陆文照。",  # a row
        PERSON + "陆文昭的作品很多，陆文集中收了十篇。",  # neither sounds nor looks like it
        PLACE + "石塘镇和石糖镇是两个地方。",
        PLACE + "在石桥镇，人们也种茶。石塘村也一样。",
        PLACE + "石塘镇镇长到会。石塘鎮的老字号还在。",  # the other script
        "湖北省、湖南省、湖州市、潮州市都派了人。湖州市开会。在湖州市，湖州市又开会。在潮州市也一样。",  # words
        "武汉市长说。武汉市民说。武汉市领导表示。武汉还说不上冷。全市各景区开放。在各景区，各景区，和景区。",
    ],
)
def test_names_that_are_spelled_as_they_should(text: str) -> None:
    assert found(text, "LEX006") == []


@pytest.mark.parametrize(
    ("text", "wrong", "wanted"),
    [
        (PERSON + "记者问起票房，陆文照笑着摇头。", "陆文照", "陆文昭"),
        (PERSON + "导演路文昭说，还要再拍。", "路文昭", "陆文昭"),
        (PLACE + "今年五月，县里在石糖镇召开现场会。", "石糖镇", "石塘镇"),
        ("白河鎮有三百戶。在白河鎮，家家種茶。白河鎮很遠。代表到白何鎮參觀。", "白何鎮", "白河鎮"),
    ],
)
def test_names_that_are_spelled_two_ways(text: str, wrong: str, wanted: str) -> None:
    (finding,) = findings(text, "LEX006")
    assert text[finding.start : finding.end] == wrong
    assert f"{wanted} 3 times" in finding.message
    assert finding.fix is None


@settings(deadline=None)  # the first call reads tables
@given(st.text("陆文昭照说，。局长石塘糖镇在\n", max_size=40))
def test_a_spelling_is_told_only_beside_the_name(text: str) -> None:
    for match in found(text, "LEX006"):
        assert text.count(match) == 1
