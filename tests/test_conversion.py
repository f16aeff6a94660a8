"""Words in the other script: what a table tells is what OpenCC tells, and OpenCC is asked for the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from cnlint.detectors import conversion
from cnlint.detectors.conversion import SIMPLIFIED, STANDARD, TABLE, TAIWAN, as_in, converted
from cnlint.detectors.tables import lines_of
from training import conversions

CONVERTERS = {name: OpenCC(name).convert for name in (TAIWAN, STANDARD, SIMPLIFIED)}
# Characters with neighbours that matter, common ones, and some that the table does not tell of.
EXCEPTIONS = [line.split("\t") for line in lines_of(TABLE)[4:]]
PIECES = [
    *(char + neighbour for char, _, behind in EXCEPTIONS for neighbour in behind[:8]),
    *(neighbour + char for char, before, _ in EXCEPTIONS for neighbour in before[:8]),
    *"的是这为众万吃皂梁发里后，。《3a々〇龍東樑",
]


@pytest.fixture
def without_opencc(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(name: str) -> None:
        raise AssertionError(f"OpenCC was asked for {name}")

    monkeypatch.setattr(conversion, "_opencc", refused)


def test_the_table_is_made_from_the_installed_opencc() -> None:
    assert Path(TABLE).read_text(encoding="utf-8") == conversions.text()


@pytest.mark.parametrize("name", CONVERTERS)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.data())
def test_what_the_table_tells_is_what_opencc_tells(name: str, pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert converted(text, start, end, name) == CONVERTERS[name](text)[start:end]


@pytest.mark.usefixtures("without_opencc")
@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("强调发展", TAIWAN, "強調發展"),
        ("千万人，《为众》", TAIWAN, "千萬人，《為眾》"),
        ("为众", STANDARD, "爲衆"),
        ("強調", SIMPLIFIED, "强调"),
    ],
)
def test_opencc_is_not_asked_for_common_words(text: str, name: str, form: str) -> None:
    assert converted(text, 0, len(text), name) == form


@pytest.mark.usefixtures("without_opencc")
@pytest.mark.parametrize(
    ("text", "name"), [("理发", TAIWAN), ("分钟", STANDARD), ("吃", TAIWAN), ("項鍊", SIMPLIFIED), ("㐀", TAIWAN)]
)
def test_opencc_is_asked_where_the_phrase_matters(text: str, name: str) -> None:
    with pytest.raises(AssertionError, match=name):
        converted(text, 0, len(text), name)


def test_a_phrase_is_seen_beyond_the_span() -> None:
    assert converted("理发", 1, 2, TAIWAN) == "髮"
    assert converted("发展", 0, 1, TAIWAN) == "發"


def test_words_in_the_script_of_a_text() -> None:
    assert as_in("間題", "问题") == "問題"
    assert as_in("各為", "名为") == "名為"
    assert as_in("间题", "问题") == "问题"
    assert as_in("間題", "理发问题", 1, 3) == "髮問"
