"""Texts as arrays: the answers are those of a loop over the characters."""

import re
from collections.abc import Iterator
from itertools import groupby
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint import codes, repeats
from cnlint.codes import CharTable, matches_at, places
from cnlint.detectors import folded as spelling
from cnlint.detectors import gates, lexicon, loops, pairs
from cnlint.detectors.folded import folded, spelled_as
from cnlint.detectors.pairs import PairTable
from cnlint.repeats import Repeat, distances, frequent

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
    for known in (codes.codes, codes._char_bits, pairs._bits, repeats.distances, spelling._folded):
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


@given(TEXTS)
def test_pairs_stand_where_they_have_places(text: str) -> None:
    table = PairTable({"春春", "耕备", "9a"})
    assert table.stands_in(text) is bool(table.places(text))


def test_any_number_of_sets_is_asked_about() -> None:
    text = "春耕备，\n"
    marks = [CharTable(f"{char}{number}") for number in range(9) for char in "春夏秋冬备"]
    twos = [PairTable([f"{char}耕", f"耕{number}"]) for number in range(9) for char in "春夏秋冬备"]
    assert [table.stands_in(text) for table in marks] == 9 * [True, False, False, False, True]
    assert [table.stands_in(text) for table in twos] == 9 * [True, False, False, False, False]


@given(st.text(alphabet="春耕", max_size=60), st.integers(4, 12))
def test_distances_lead_to_where_a_string_stood_last(text: str, size: int) -> None:
    far = distances(text, size)
    if far is not None:
        strings = [text[at : at + size] for at in range(len(text) - size + 1)]
        last = [max((now for now in range(at) if strings[now] == strings[at]), default=at) for at in range(len(far))]
        assert far.tolist() == [at - before for at, before in enumerate(last)]
        starts = [at for at, string in enumerate(strings) if strings.count(string) > 1]
        again = [Repeat(at, distance) for at, distance in enumerate(far.tolist()) if distance]
        assert list(repeats.repeats(text, size, starts)) == again


def test_strings_that_share_a_short_hash_are_told_apart() -> None:
    """A text so long that most of its strings share sixteen bits with others."""
    text = "".join(map(chr, Random(5).choices(range(0x4E00, 0xA000), k=40_000)))
    again = distances(2 * text, 6)
    if again is not None:
        assert again[len(text) :].tolist() == [len(text)] * (len(text) - 5)


@given(st.text(alphabet="春耕备a", max_size=40), st.integers(1, 3), st.integers(2, 4), st.booleans())
def test_frequent_strings_are_counted(text: str, size: int, times: int, last: bool) -> None:
    strings = [text[at : at + size] for at in range(len(text) - size + 1)]
    often = {string for string in strings if strings.count(string) >= times and string[-1 if last else 0] in "春a"}
    assert frequent(text, CharTable("春a"), size, times, last=last) == often


@given(st.text(alphabet="甲乙，", max_size=80))
def test_loops_are_found_in_either_form(text: str) -> None:
    copies = [(loop.start, loop.end, loop.period) for loop in loops.loops(text, 20)]
    wanted = [found for found in _loops(text, 20) if (found[1] - found[0]) // found[2] >= loops._fewest(found[2])]
    assert set(wanted) <= set(copies) <= set(_loops(text, 20))


def _loops(text: str, longest: int) -> list[tuple[int, int, int]]:
    """Runs of strings that stood equally far before: start, end and period of what repeats itself."""
    last: dict[str, int] = {}
    far = []
    for at in range(len(text) - 5):
        far.append(at - last.get(text[at : at + 6], at))
        last[text[at : at + 6]] = at
    found, start = [], 0
    for period, run in groupby(far):
        size = len(list(run))
        if 0 < period <= longest and size + 5 + period >= 3 * period:
            found.append((start - period, start + size + 5, period))
        start += size
    return found


def test_what_is_spelled_alike() -> None:
    assert spelled_as({"县"}) == {"县", "縣"}


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
    words = [found.span() for found in lexicon._doubled_words(text)]
    assert words == [found.span() for found in lexicon._DOUBLED_WORD.finditer(text)]


@given(st.text(alphabet="春あ한ーa", max_size=5))
def test_letters_of_other_languages_are_not_overlooked(text: str) -> None:
    found = gates._KANA.search(text) or gates._HANGUL.search(text)
    assert gates._may_have_letters(text) or not found
