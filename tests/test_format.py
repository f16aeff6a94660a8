"""White space and line ends."""

import pytest
from hypothesis import given, settings

from cnlint.characters import squeeze
from cnlint.document import Document
from rulebench import findings, fixed, fixing, found
from texts import file_texts


@pytest.mark.parametrize(
    "text",
    ["", "\n", " \n\u3000\n", "一行", "一行\n", "一行\r\n", "\u3000\u3000首行。\n\n\n次行。\n", "  一行\n"],
)
def test_ends_that_stay(text: str) -> None:
    assert found(text, "FMT001") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\n一行\n", "一行\n"),
        ("\n\n \n一行", "一行"),
        ("一行\n\n\n", "一行\n"),
        ("一行\n \n\u3000", "一行\n"),
        ("\r\n一行\r\n\r\n", "一行\r\n"),
        ("\r\r一行\r\r", "一行\r"),
        ("\n\u3000\u3000首行缩进\n\n次行\n\n", "\u3000\u3000首行缩进\n\n次行\n"),
        ("一行 \n\n", "一行 \n"),
    ],
)
def test_blank_lines_at_the_ends_go(text: str, wanted: str) -> None:
    assert fixed(text, "FMT001") == wanted


@pytest.mark.parametrize("text", ["", "   ", "\n \n", "\u3000\u3000段首\n  行首\n", "词 间　空格\n", "页末\f\n"])
def test_blanks_that_stay(text: str) -> None:
    assert found(text, "FMT002") == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("行末 \n", "行末\n"),
        ("行末\t\r\n次行  ", "行末\r\n次行"),
        ("全角\u3000\u3000\n不换行\xa0\n", "全角\n不换行\n"),
        ("空行\n \u3000\n结束\n", "空行\n\n结束\n"),
        ("\u3000\u3000段首 \n", "\u3000\u3000段首\n"),
    ],
)
def test_blanks_at_line_ends_go(text: str, wanted: str) -> None:
    assert fixed(text, "FMT002") == wanted


@given(file_texts)
@settings(max_examples=300)
def test_both_together_come_to_rest_and_keep_all_that_prints(text: str) -> None:
    result = fixing(text, "FMT001 FMT002")
    assert result.troubles == ()
    after = result.document.text
    assert squeeze(after) == squeeze(text)
    assert len(Document(after).blocks) == len(Document(text).blocks)
    assert findings(after, "FMT001 FMT002") == ()


@pytest.mark.parametrize("text", ["", "一\n二\n", "一\r\n二\r\n", "一\r二\r", "一"])
def test_line_ends_of_one_kind(text: str) -> None:
    assert found(text, "FMT003") == []


@pytest.mark.parametrize(
    ("text", "span"), [("一\n二\r\n三\n", (3, 5)), ("一\r\n二\n三\r\n", (4, 5)), ("一\r二\n三\n", (1, 2))]
)
def test_line_ends_of_several_kinds(text: str, span: tuple[int, int]) -> None:
    (finding,) = findings(text, "FMT003")
    assert (finding.start, finding.end) == span


@pytest.mark.parametrize(("text", "missing"), [("", 0), ("一\n", 0), ("一\r", 0), (" ", 0), ("一", 1), ("一\n二 ", 1)])
def test_a_last_line_without_end(text: str, missing: int) -> None:
    assert len(findings(text, "FMT004")) == missing
