"""Invisible, radical, lost characters; blanks; the other script."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.characters import INVISIBLE, squeeze
from cnlint.detectors.scripts import SIMPLIFIED_ONLY, TRADITIONAL_ONLY
from cnlint.lookalikes import LOOKALIKES
from rulebench import findings, fixed, fixing, found
from texts import file_texts

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_the_seeds_have_none_of_these(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert findings(text, "CHR001 CHR002 CHR003 CHR004 CHR005 CHR008") == ()


@pytest.mark.parametrize(
    "text",
    [
        "第一页。\f第二页。\n\f\n第三页。",
        "一家人👨\u200d👩\u200d👧，国旗🏴\U000e0067，爱心❤\ufe0f。",
        "波斯语می\u200cخواهم，印地语क\u094d\u200dष，僧伽罗语ක\u0dca\u200dර。",
        "蒙古文ᠮᠣᠩ\u180eᠠ，希伯来语\u200fשלום\u200e在行内。",
        "葛\U000e0100城和辻\ufe00先生。",
        "mÃ\u0083Â©tro",
        "制表\t和换行\r\n不算。",
    ],
)
def test_what_prints_nothing_and_is_needed(text: str) -> None:
    assert found(text, "CHR001") == []


@pytest.mark.parametrize("char", sorted(INVISIBLE))
def test_what_prints_nothing_goes_from_han_text(char: str) -> None:
    assert fixed(f"推动年轻{char}干部成长{char}{char}。", "CHR001") == "推动年轻干部成长。"
    assert (
        fixed(f"{char}第一行。\n第二行，GDP{char}增长6{char}.2%。{char}\n", "CHR001")
        == "第一行。\n第二行，GDP增长6.2%。\n"
    )


@given(file_texts)
@settings(max_examples=300)
def test_removing_what_prints_nothing_keeps_the_rest(text: str) -> None:
    result = fixing(text, "CHR001")
    assert result.troubles == ()
    assert squeeze(result.document.text) == squeeze(text)
    assert findings(result.document.text, "CHR001") == ()


RADICALS = range(0x2F00, 0x2FD6)


@pytest.mark.parametrize("code", RADICALS, ids="U+{:04X}".format)
def test_every_kangxi_radical_has_the_twin_of_its_normal_form(code: int) -> None:
    assert LOOKALIKES[chr(code)] == unicodedata.normalize("NFKC", chr(code))


def test_every_compatibility_ideograph_has_its_canonical_twin() -> None:
    blocks = (*range(0xF900, 0xFAFF), *range(0x2F800, 0x2FA1E))
    for char in map(chr, blocks):
        canonical = unicodedata.normalize("NFC", char)
        # Later versions of Unicode may have added some; those that the table knows agree.
        assert LOOKALIKES.get(char, canonical) == canonical
        assert char in LOOKALIKES or canonical == char or char > "\ufad9"


def test_twins_are_ordinary_characters() -> None:
    for char, twin in LOOKALIKES.items():
        assert len(char) == len(twin) == 1
        assert twin not in LOOKALIKES
        assert unicodedata.category(char) == ("So" if char < "\u3000" else "Lo")
        assert unicodedata.name(twin).startswith("CJK UNIFIED IDEOGRAPH")


def test_radicals_become_characters() -> None:
    assert fixed("⻓江⼤桥，⻣干⼒量，\uf9b6仪", "CHR002") == "长江大桥，骨干力量，禮仪"
    assert found("长江大桥，㈠①Ⅳ㎡髙﨑", "CHR002") == []


@pytest.mark.parametrize("text", ["□和◆", "𠮷野家〇", "？", "\ufe0f"])
def test_characters_that_are_not_lost(text: str) -> None:
    assert found(text, "CHR003") == []


def test_lost_characters_are_told_once_a_run() -> None:
    assert found("林\ufffd\ufffd清，\ue5e5先生\U0010fffd，\ud800", "CHR003") == [
        "\ufffd\ufffd", "\ue5e5", "\U0010fffd", "\ud800",
    ]  # fmt: skip


PROSE = "随着产业转型升级的不断推进，全市规模以上工业企业利润总额同比增长百分之十五，经济运行稳中向好。"
PAGE = f"老城区换新颜\n\n沈立民 周晓芸\n\n{PROSE}\n\n{PROSE.replace('全市', '全省')}\n"


@pytest.mark.parametrize(
    "text",
    [
        # headlines, bylines, slogans, verse
        f"倡导绿色环保 坚持低碳出行\n\n沈立民 周晓芸\n\n{PROSE}\n",
        f"本报记者 王 伟 通讯员 李 娜\n\n{PROSE}\n",
        "床前明月光 疑是地上霜\n举头望明月 低头思故乡\n",
        # datelines, names, run-in heads, labels, notes in running text
        f"本报讯 {PROSE}\n",
        f"新华社北京5月8日电 {PROSE}\n",
        f"（记者 张强 通讯员 李丽）{PROSE}\n",
        f"服务更贴心 {PROSE}\n",
        f"{PROSE[:-1]}，详情请咨询 联系人：王小明。\n",
        f"{PROSE[:-1]}（本报记者 王小明）。\n",
        # blanks beside figures and Latin words, gaps between columns
        f"今年 1 月至 6 月，GDP 增长 6.2%，{PROSE}\n",
        "姓名    单位    成绩\n王小明    市一中    优秀\n",
        PAGE,
    ],
)
def test_printed_blanks_stay(text: str) -> None:
    assert fixed(text, "CHR004") == text


def test_a_blank_inside_a_word_goes() -> None:
    text = PAGE.replace("工业企业", "工业企 业", 1)
    assert fixed(text, "CHR004") == PAGE


def test_a_blank_before_a_mark_goes() -> None:
    assert fixed(PAGE.replace("推进，", "推进 ，"), "CHR004") == PAGE


@pytest.mark.parametrize("every", [1, 2, 3, 5])
def test_an_engines_blanks_go_and_the_headlines_stay(every: int) -> None:
    head, body = PAGE.split(PROSE[:4], 1)
    places = iter(range(10**6))
    spaced = re.sub(
        r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: " " if next(places) % every == 0 else "", PROSE[:4] + body
    )
    text = fixed(head + spaced, "CHR004")
    assert text.startswith(head)
    # A few blanks between words in a line that has others may stay; none inside a word does.
    assert text.count(" ") - head.count(" ") <= spaced.count(" ") * 0.1
    assert text.replace(" ", "") == PAGE.replace(" ", "")


HEADLINE = "全市规模以上工业企业利润增长"
NAMES = "王 小 明 李 丽"


def test_where_all_characters_are_set_apart_those_of_headlines_are() -> None:
    other = PROSE.replace("全市", "全省")
    apart = "\n\n".join((" ".join(HEADLINE), NAMES, " ".join(PROSE), " ".join(other))) + "\n"
    assert fixed(apart, "CHR004") == "\n\n".join((HEADLINE, NAMES, PROSE, other)) + "\n"


def test_a_headline_that_is_set_apart_in_print_stays() -> None:
    text = "\n\n".join((" ".join(HEADLINE), NAMES, PROSE, PROSE)) + "\n"
    assert fixed(text, "CHR004") == text


def test_a_wider_gap_in_a_headline_stays() -> None:
    apart = "\n\n".join((" ".join(HEADLINE[:6]) + "  " + " ".join(HEADLINE[6:]), " ".join(PROSE))) + "\n"
    assert fixed(apart, "CHR004") == "\n\n".join((f"{HEADLINE[:6]}  {HEADLINE[6:]}", PROSE)) + "\n"


@given(file_texts, st.sampled_from(["CHR004", "CHR005"]))
@settings(max_examples=200, deadline=None)
def test_blanks_alone_change_and_only_once(text: str, code: str) -> None:
    result = fixing(text, code)
    assert result.troubles == ()
    assert squeeze(result.document.text) == squeeze(text)
    assert fixing(result.document.text, code).applied == ()


@pytest.mark.parametrize(
    "text",
    [
        "\u3000\u3000段首缩进。",
        "10\u00a0km和Mr.\u00a0Smith",
        "老城新貌\u3000古韵今风\n\n" + PROSE,
        "姓名\t单位\n王伟\t一中",
    ],
)
def test_blanks_that_have_a_purpose(text: str) -> None:
    assert found(text, "CHR005") == []


def test_odd_blanks_become_ordinary_ones() -> None:
    assert fixed("今年\u00a0以来，\u2003全市\u2009GDP\u202f增长", "CHR005") == "今年 以来， 全市 GDP 增长"
    assert fixed("\u00a0\u00a0会议指出。\u00a0\n", "CHR005") == "  会议指出。 \n"


def test_wide_blanks_in_running_text_are_only_shown() -> None:
    for blank in ("\u3000", "\t", "\u2028"):
        text = PAGE.replace("推进，全市", f"推进，{blank}全市")
        assert found(text, "CHR005") == [blank]
        assert fixed(text, "CHR005") == text


HANS = "总统府发言人说，双方将在经贸领域加强合作，推动产业链供应链稳定，{}，造福两国人民，这是众望所归。"
HANT = "總統府發言人說，雙方將在經貿領域加強合作，推動產業鏈供應鏈穩定，{}，造福兩國人民，這是眾望所歸。"


@pytest.mark.parametrize(
    "text",
    [
        HANS.format("《紅樓夢》和〈將進酒〉"),
        HANS.format("他题写了“風調雨順”四个字"),
        HANS.format("这个字写作“鐘”"),
        HANS.format("毕昇、著名、瞭望、乾隆、慰藉、钟馗"),
        HANS.format("记者 姚夢說道"),
        HANS.format("商業街和商業区，商業"),
        HANT.format("皇后在後宮，里長在鄉里，台灣與臺灣，茶几與幾次"),
        HANT.format("《红楼梦》和「爱国主义教育」"),
        HANT.format("記者姜丽军報導"),
        "简短。簡短。",
        HANS.format("") + HANT.format(""),
    ],
)
def test_the_other_script_in_its_place(text: str) -> None:
    assert found(text, "CHR008") == []


@pytest.mark.parametrize(
    ("text", "inside", "wanted"),
    [
        (HANS, "實现互利共赢", "实现互利共赢"),
        (HANS, "市民的頭髮白了", "市民的头发白了"),
        (HANT, "人民的头发白了", "人民的頭髮白了"),
        (HANT, "产业发展迅速", "產業發展迅速"),
    ],
)
def test_characters_of_the_other_script(text: str, inside: str, wanted: str) -> None:
    assert fixed(text.format(inside), "CHR008") == text.format(inside)  # never safe
    assert fixed(text.format(inside), "CHR008", unsafe=True) == text.format(wanted)


def test_the_telling_characters_are_told_apart() -> None:
    assert not set(TRADITIONAL_ONLY) & set(SIMPLIFIED_ONLY)
    for chars, own, other in ((TRADITIONAL_ONLY, "big5", "gb2312"), (SIMPLIFIED_ONLY, "gb2312", "big5")):
        assert len(set(chars)) == len(chars)
        chars.encode(own)
        for char in chars:
            with pytest.raises(UnicodeEncodeError):
                char.encode(other)
