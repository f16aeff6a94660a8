"""Characters that fell apart, text in another encoding, and documents that are not fit for a corpus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.detectors.gates import many_cuts
from cnlint.detectors.split import _HALVES
from cnlint.structure.model import Tier
from rulebench import findings, fixed, found
from structured import snapshot
from texts import texts

WHOLE = [
    "一名女子在村口看木材，弓长张，木子李，言午许，古月胡。",
    "“江”字由偏旁氵工组成。",
    "三点水写作氵，提手写作扌。",
    "亻",
    "氵",
    "氵\n工",
]


@pytest.mark.parametrize("text", WHOLE)
def test_halves_that_are_right(text: str) -> None:
    assert found(text, "CHR009") == []


@pytest.mark.parametrize(("text", "whole"), [("钱塘氵工大潮", "江"), ("他讠兑今年好", "说"), ("到钅艮行去", "银")])
def test_a_character_in_halves(text: str, whole: str) -> None:
    (finding,) = findings(text, "CHR009")
    assert whole in finding.message
    assert finding.fix is None


def test_each_pair_of_halves_makes_one_character() -> None:
    assert all(len(left) == len(right) == len(whole) == 1 for (left, right), whole in _HALVES.items())
    assert all(whole not in (left, right) for (left, right), whole in _HALVES.items())


FOREIGN = [
    "Ça va très bien. Où êtes-vous allés l’été dernier? À bientôt à Genève.",
    "José Muñoz, Ærøskøbing, naïveté, Übergrößenträger, “Ñandú”…",
    "溪水涓涓，鐨与锛都是金属字，永宁镇修好三座老桥。",
    "永宁鎮修好三座老橋，市民稱便。",
    "€100，£20，±5℃，×2，§3",
    "",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_texts_in_their_own_encoding(text: str) -> None:
    assert found(text, "CHR007") == []


@pytest.mark.parametrize("meant", ["浙江新闻", "永宁，新桥", "杭州市余杭区"])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_utf8_read_as_latin(meant: str, wrong: str) -> None:
    try:
        garbled = meant.encode().decode(wrong)
    except UnicodeDecodeError:
        garbled = meant.encode().decode("latin-1")
    assert fixed(f"来源 {garbled} 报道", "CHR007", unsafe=True) == f"来源 {meant} 报道"
    assert fixed(f"来源 {garbled} 报道", "CHR007") == f"来源 {garbled} 报道"


@pytest.mark.parametrize("meant", ["中国新闻社北京电", "三座老桥已经修好"])
def test_gb_read_as_latin(meant: str) -> None:
    garbled = meant.encode("gb18030").decode("latin-1")
    assert fixed(f"来源 {garbled} 报道", "CHR007", unsafe=True) == f"来源 {meant} 报道"


@pytest.mark.parametrize("meant", ["我们的工作新闻", "永宁的，新桥的，"])
def test_utf8_read_as_gb(meant: str) -> None:
    data = meant.encode()
    for end in range(len(data), 0, -1):
        try:
            garbled = data[:end].decode("gb18030")
            said = data[:end].decode()
        except UnicodeDecodeError:
            continue
        assert fixed(f"来源 {garbled} 报道", "CHR007", unsafe=True) == f"来源 {said} 报道"
        return
    pytest.fail("no part of the text can be read so")


def test_many_cuts() -> None:
    text = "\n\n".join(["永宁镇修好三座老", "桥步道也同时开", "放市民称便。", "完了。"])
    known = snapshot(text, "body body body body", {(0, 1): Tier.SAFE, (1, 2): Tier.LIKELY})
    (match,) = many_cuts(known, {"min_pieces": 4, "max_share": 0.5})
    assert match.params == {"cuts": 2, "pieces": 4}
    assert list(many_cuts(known, {"min_pieces": 4, "max_share": 0.6})) == []
    assert list(many_cuts(known, {"min_pieces": 5, "max_share": 0.5})) == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("今日は町の古い橋が三つ新しくなりました。川沿いの道も開通し、市民は歩けます。", True),
        ("오늘 永寧에서 오래된 다리 세 개가 새로 열렸습니다. 시민들이 걸어갑니다.", True),
        ("店名叫“さくら”，点心上有の字。" + "永宁镇修好三座老桥，市民称便。" * 3, False),
        ("永宁镇修好三座老桥。", False),
        ("", False),
    ],
)
def test_other_languages(text: str, other: bool) -> None:
    assert len(findings(text, "QLT005")) == other


PROSE = (
    "今年永宁镇修好了三座老桥，沿河的步道同时开放，市民可以一路走到城南，再坐船回到城北的码头。"
    "镇上的老人说，小时候过河只能坐渡船，一天也只有两班，如今桥修好了，上街赶集、看戏走亲都方便得多。"
)


@pytest.mark.parametrize(
    ("text", "repeats"), [(PROSE, False), (PROSE + PROSE, True), ("加油！" * 9, False), ("", False)]
)
def test_repetition(text: str, repeats: bool) -> None:
    assert len(findings(text, "QLT006")) == repeats


@given(st.text("ä¸å½æ–°é—»鐨锛銆涓氵工扌丁\n", max_size=16) | texts)
def test_no_text_crashes(text: str) -> None:
    findings(text, "CHR006 CHR007 CHR009 QLT004 QLT005 QLT006")
