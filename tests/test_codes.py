"""Texts as arrays: the answers are those of a loop over the characters."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint import codes
from cnlint.codes import CharTable, PairTable, Repeat, matches_at, places, repeats
from cnlint.detectors import gates, lexicon
from cnlint.detectors.folded import folded

TEXTS = st.text(alphabet="春春耕備备9a，\n\ufffd\ud800\U00020000", max_size=30)


@pytest.fixture(autouse=True, params=["arrays", "loops"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Both forms, whatever other tests have imported."""
    monkeypatch.setattr(codes, "_at_hand", lambda: request.param == "arrays")
    monkeypatch.setattr(codes, "_WORTHWHILE", 1 << 60)
    forget()
    yield
    forget()


def forget() -> None:
    for known in (codes.codes, codes.repeats, codes._pair_hashes):
        known.cache_clear()


@given(TEXTS)
def test_characters_are_found_where_they_stand(text: str) -> None:
    found = [at for at, char in enumerate(text) if char in "春，\U00020000"]
    assert list(CharTable("春，\U00020000").places(text)) == found
    assert CharTable("春，\U00020000").stands_in(text) is bool(found)


@given(TEXTS)
def test_pairs_are_found_where_they_start(text: str) -> None:
    pairs = {"春春", "耕备", "，\n"}
    assert list(PairTable(pairs).places(text)) == [at for at in range(len(text)) if text[at : at + 2] in pairs]


@given(st.text(alphabet="春耕", max_size=60), st.integers(8, 12))
def test_repeats_are_strings_that_stood_before(text: str, size: int) -> None:
    found = repeats(text, size)
    if found is not None:
        strings = [text[at : at + size] for at in range(len(text) - size + 1)]
        again = [at for at, string in enumerate(strings) if string in strings[:at]]
        last = {at: max(before for before in range(at) if strings[before] == strings[at]) for at in again}
        assert list(found) == [Repeat(at, at - last[at]) for at in again]


def test_arrays_are_used_where_numpy_is_at_hand(request: pytest.FixtureRequest) -> None:
    arrays = "[arrays]" in request.node.name
    assert (codes.codes("春耕") is not None) is arrays
    assert codes.codes("春耕\U00020000") is None
    assert codes.codes("春耕\ud800") is None


def test_numpy_is_imported_once_that_has_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "_WORTHWHILE", 10)
    monkeypatch.setattr(codes._Asked, "characters", 0)
    at_hand = codes._at_hand()
    assert (codes.codes("春" * 9) is not None) is at_hand
    assert codes.codes("耕" * 9) is not None


@given(st.text(alphabet="春耕備，", max_size=200))
def test_texts_are_folded_character_by_character(text: str) -> None:
    assert folded(text) == "".join(map(folded, text))


@given(st.text(alphabet="春耕ab\n", max_size=30))
def test_places_and_matches_are_those_of_an_expression(text: str) -> None:
    pattern = re.compile("春(耕春|a)?")
    assert places(text, "春耕") == [found.start() for found in re.finditer("春耕", text)]
    starts = places(text, "春")
    assert [found.span() for found in matches_at(pattern, text, starts)] == [
        found.span() for found in pattern.finditer(text)
    ]


@given(st.text(alphabet="春耕备a", max_size=30))
def test_doubled_characters_and_words_are_found(text: str) -> None:
    doubled = [at for at in range(len(text) - 1) if text[at] == text[at + 1] != "a"]
    assert list(lexicon._doubled(text)) == doubled
    assert lexicon._may_double_words(text) or not lexicon._DOUBLED_WORD.search(text)


@given(st.text(alphabet="春あ한ーa", max_size=5))
def test_letters_of_other_languages_are_not_overlooked(text: str) -> None:
    found = gates._KANA.search(text) or gates._HANGUL.search(text)
    assert gates._may_have_letters(text) or not found
