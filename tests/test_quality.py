"""Whether a document is Chinese text at all."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given

from cnlint.detectors.fluency import fluency
from cnlint.detectors.gates import unmarked_headings
from cnlint.findings import Severity
from rulebench import findings
from structured import snapshot
from texts import texts

SEEDS = [path.read_bytes().decode("utf-8") for path in sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))]


@pytest.mark.parametrize("text", SEEDS)
def test_the_seeds_are_chinese_text(text: str) -> None:
    assert findings(text, "QLT001 QLT002 QLT003") == ()


@pytest.mark.parametrize("text", ["", " ", "\n\u3000\n", "\ufeff\u200b", "\x00\n"])
def test_nothing_to_read(text: str) -> None:
    (finding,) = findings(text, "QLT001 QLT002 QLT003")
    assert finding.rule == "QLT001"
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize("text", ["。", "字", "\u200b字", "\ue000"])
def test_something_to_read(text: str) -> None:
    assert findings(text, "QLT001") == ()


@pytest.mark.parametrize("text", SEEDS)
@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "gb18030"), ("utf-8", "big5"), ("utf-8", "shift_jis"), ("utf-8", "latin-1"), ("utf-8", "cp1252"),
        ("gb18030", "latin-1"), ("gb18030", "big5"),
    ],
)  # fmt: skip
def test_texts_read_in_the_wrong_encoding(text: str, written: str, read: str) -> None:
    garbled = text.encode(written).decode(read, "replace")
    assert [finding.rule for finding in findings(garbled, "QLT002")] == ["QLT002"]


@pytest.mark.parametrize(
    "text",
    [
        "一个字\ufffd丢了。",
        "Où êtes-vous allés l’été dernier? À Genève, où il a neigé; c’était très agréable.",
        "王伟 李娜 张敏 刘洋 陈静 杨勇 赵磊 黄丽 周强 吴敏 " * 2,
        "",
    ],
)
def test_texts_that_are_not_garbled(text: str) -> None:
    assert findings(text, "QLT002") == ()


@pytest.mark.parametrize("text", SEEDS)
def test_characters_in_no_order_are_no_text(text: str) -> None:
    han = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    Random(1).shuffle(han)
    garbled = "".join(f"{char}，" if at % 12 == 11 else char for at, char in enumerate(han))
    (finding,) = findings(garbled, "QLT002")
    assert [(part.kind, float(part.value) < 0.9) for part in finding.evidence] == [("fluency", True)]
    assert findings(garbled[:100], "QLT002") == ()  # too little to say


@pytest.mark.parametrize("text", SEEDS)
def test_fluency_tells_text_from_its_characters_in_reverse(text: str) -> None:
    forth, back = fluency(text), fluency(text[::-1])
    assert forth is not None and back is not None
    assert forth > 1.2 > 0.9 > back


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("The quick brown fox jumps over the lazy dog.", True),
        ("안녕하세요", True),
        ("これはひらがなです", True),
        ("Ein Bericht über 杭州, " + "geschrieben von unserem Korrespondenten " * 8, True),
        ("杭州 is a city of ten million people, and this report is in English.", True),
        ("杭州市长 met the press, 会后举行了签约仪式。", False),
        ("A" * 101 + "中文" * 20, False),
        ("上海 Shanghai 2024", False),
        ("2024.05.01 12:30", False),
        ("", False),
    ],
)
def test_texts_without_han(text: str, foreign: bool) -> None:
    assert len(findings(text, "QLT003")) == foreign


@given(texts)
def test_at_most_one_finding_a_rule_and_no_crash(text: str) -> None:
    rules = [finding.rule for finding in findings(text, "QLT001 QLT002 QLT003")]
    assert len(rules) == len(set(rules))


@pytest.mark.parametrize(
    ("marks", "always", "expected"),
    [
        (("", "", ""), False, []),
        (("# ", "# ", "# "), True, []),
        (("# ", "# ", ""), False, []),
        (("# ", ""), False, []),
        (("# ", "", ""), False, [(2, 3)]),
        (("", "", ""), True, [(3, 3)]),
    ],
)
def test_headlines_of_which_few_are_marked(
    marks: tuple[str, ...], always: bool, expected: list[tuple[int, int]]
) -> None:
    known = snapshot("".join(f"{mark}题\n\n正文。\n\n" for mark in marks), "headline body " * len(marks))
    wanted = {"min_headlines": 3, "max_share": 0.5, "always": always}
    matches = list(unmarked_headings(known, wanted))
    assert [(match.params["unmarked"], match.params["all"]) for match in matches] == expected
