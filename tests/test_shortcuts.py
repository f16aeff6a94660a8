"""What is asked first, because it is cheap, never hides what is asked for."""

from itertools import groupby

import numpy  # noqa: F401  at hand, arrays answer
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.characters import SPACES, is_space
from cnlint.detectors import characters, digits, figures, format, mojibake, order, words
from cnlint.detectors.enclosures import enclosures, lines_balance, unmatched
from cnlint.detectors.tables import lines_of
from cnlint.document import Document
from cnlint.structure import folding, hearing, knowledge, network, printed, seammodel, seams, setting
from cnlint.structure.analysis import analyse
from cnlint.structure.form import Form
from cnlint.structure.hashing import hash_of, pays
from cnlint.structure.language import _window
from cnlint.structure.model import Layout, Piece, Role
from cnlint.structure.pieces import cut
from cnlint.structure.repeats import Repeats
from cnlint.structure.rows import Row
from cnlint.structure.traits import _FORMS, FORM_LENGTH, traits
from cnlint.structure.viterbi import Chain
from cnlint.structure.words import LONGEST, Words


def joined(*pieces: str, most: int = 12) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


@given(joined("“", "”", "（", ")", "「", "」", "’", "1", "春", "\n", "\r\n"))
def test_lines_that_balance_leave_no_mark_alone(text: str) -> None:
    line_at = Document(text).line_at
    alone = [unmatched(marks) for _, marks in groupby(enclosures(text), lambda mark: line_at(mark.at))]
    assert not lines_balance(text) or not any(alone)


@pytest.mark.parametrize("text", ["", "他说：“（一）好。”\n「去『哪』」", "(春）\r\n（秋)"])
def test_lines_that_balance(text: str) -> None:
    assert lines_balance(text)


@pytest.mark.parametrize("pattern", [characters._PRINTS_NOTHING, characters._LOST, characters._ODD_BLANKS])
def test_no_odd_character_is_plain(pattern) -> None:
    everything = map(chr, range(0x110000))
    odd = [char for char in everything if pattern.search(char) and char != characters._REPLACEMENT]
    assert odd
    assert not any(Document(f"春{char}").is_plain for char in odd)


def test_common_text_is_plain() -> None:
    assert Document("\u3000\u3000“春耕”开始了，2024年1月。\r\n\nOCR page 1\n").is_plain


@given(joined("一", "二", "三", "是", "其", "第", "，", "。", "；", "\n"))
def test_a_member_but_the_first_is_counted(text: str) -> None:
    later = [found for found in order._INLINE.finditer(text) if "一" not in found.groups()]
    assert not later or order._counts(text)


@given(joined("春", "春" * 27, "·", "•", "，", "A", "\n"))
def test_signs_of_lost_marks_are_found_clause_by_clause(text: str) -> None:
    assert setting._signs(text) == len(setting._LOST_MARK.findall(text))


def test_every_line_of_the_word_list_is_found() -> None:
    lines = lines_of(words.WORDS)
    assert len(lines) > 4_000
    assert all(words._line(line[0]) == line for line in lines)
    assert words._line("#") == words._line("\n") == words._line("\U0003347f") == ""


@pytest.mark.parametrize(("name", "form"), [(name, one) for name, form in _FORMS.items() for one in form.parts])
@settings(max_examples=20)
@given(data=st.data())
def test_a_line_has_the_forms_that_it_has(name: str, form: Form, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(form.pattern.pattern))
    raw = " ".join(line.split())[:FORM_LENGTH]
    seen = traits(Piece(0, 0, 0, 0, len(raw), 0, 0, raw), raw)
    assert (name in (*seen.far, *seen.own)) is bool(_FORMS[name].search(raw))


@given(
    st.text(alphabet="春耕备，。的了", min_size=1, max_size=20), st.text(alphabet="春耕备，", min_size=1, max_size=20)
)
def test_no_answer_of_the_networks_brings_a_seam_above_its_bound(left: str, right: str) -> None:
    pieces = cut(Document(f"{left}\n\n{right}\n"))
    known, model = knowledge.shipped(), seammodel.model()
    for role in (Role.BODY, Role.HEADLINE):
        common = setting.setting_of(pieces, (role, role), Layout.BLOCKS, known)
        place = seams.Candidate(0, 1, (), role)
        kind = place.kind(Layout.BLOCKS)
        evidence = seams.seam_parts(pieces, (role, role), place, common, known, 0.0)
        for answer in (-9.0, -1.0, 0.0, 0.01, 3.0, 9.0):
            told = hearing.with_answer(evidence, pieces[0], common, answer)
            assert told == seams.seam_parts(pieces, (role, role), place, common, known, answer)
            assert model.score(told, kind) <= hearing.most(evidence, pieces[0], common, model.weights[kind])


@given(st.lists(st.one_of(st.none(), st.lists(st.integers(-9, 9), min_size=3, max_size=3)), max_size=8), st.data())
def test_known_places_part_a_chain_without_changing_its_path(
    emissions: list[list[int] | None], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.lists(st.integers(-9, 9), min_size=3, max_size=3), min_size=3, max_size=3))
    whole = [[-1000, 0, -1000] if emission is None else emission for emission in emissions]
    assert Chain(rows).best_path(emissions, 1) == Chain(rows).best_path(whole, 1)


@given(st.lists(st.lists(st.integers(-(10**8), 10**8), min_size=4, max_size=4), min_size=1, max_size=9))
def test_rows_add_up_number_by_number(rows: list[list[int]]) -> None:
    row = Row(4)
    assert row.unpacked(sum(map(row.packed, rows))) == tuple(map(sum, zip(*rows, strict=True)))


def test_every_space_is_stripped() -> None:
    assert set(SPACES) == set(filter(is_space, map(chr, range(0x110000))))


@given(joined("春", "耕", " ", "\u3000", "\u200b", "\t", ",", "，", "3", "a", "(", "?", ":"))
def test_lines_that_need_no_folding_are_those_that_folding_leaves(text: str) -> None:
    assert folding.fold(text) == folding._fold(text)


@given(st.text("春耕aé½，\u0100"))
def test_the_width_of_a_line(text: str) -> None:
    assert printed.width(text) == sum(0.5 if char < "\u0100" else 1.0 for char in text)


@given(st.lists(st.text("春耕", min_size=1, max_size=20), min_size=1, max_size=4))
def test_strings_that_stand_before_are_found_by_their_parts(lines: list[str]) -> None:
    pieces = cut(Document("\n".join(lines)))
    seen = Repeats(pieces)
    for index, piece in enumerate(pieces):
        before = "\n".join(earlier.text for earlier in pieces[:index])
        grams = [piece.text[at : at + 6] for at in range(len(piece.text) - 5)]
        share = sum(gram in before for gram in grams) / max(1, len(grams))
        wanted = ["repeats=whole"] if len(piece.text) >= 4 and piece.text in before.split("\n") else []
        wanted += ["repeats=most"] if share > 0.7 else ["repeats=some"] if share > 0.3 else []
        assert list(seen.of(index)) == wanted


SIDES = st.lists(st.tuples(st.text("春耕备，a\U00020000", min_size=1), st.text("春耕备，a", min_size=1)), min_size=9)


@given(SIDES)
def test_what_is_read_ahead_is_what_is_read(sides: list[tuple[str, str]]) -> None:
    language, words = knowledge.shipped().language, knowledge.shipped().words
    language._known.clear()
    language.read_ahead(sides)
    windows = {_window(*side) for side in sides}
    assert language._known == ({window: language._score(window) for window in windows} if pays(len(windows)) else {})
    ends = [(left[-LONGEST:].rjust(LONGEST, "春"), right[:LONGEST].ljust(LONGEST, "耕")) for left, right in sides]
    ahead = Words(words.to_bytes())
    ahead.read_ahead(ends)
    assert ahead._known == ({end: words._across(*end) for end in ends} if pays(len({*ends})) else {})


@given(st.text("春耕备a", min_size=2, max_size=4))
def test_the_level_of_a_word_is_that_of_its_place(word: str) -> None:
    key = hash_of(len(word), word)
    table = bytearray(1 << 19)
    table[key >> 45] = 3 << 6 | (key >> 8 & 63 or 1)
    assert Words(bytes(table)).level(word) == 3
    assert Words(bytes(1 << 19)).level(word) == 0


def test_networks_answer_alike_whatever_else_they_are_asked() -> None:
    known = network.network()
    sides = [(f"组织技术人员深入田间地头{number}", f"民开展春耕{number}备耕工作") for number in range(40)]
    known._known.clear()
    together = known.run_on(sides)
    known._known.clear()
    assert [known.run_on([side])[0] for side in sides] == pytest.approx(
        together, abs=0.011
    )  # the last decimal may turn
    assert known.run_on(sides[::-1]) == pytest.approx(together[::-1], abs=0.011)


def test_a_document_is_read_once_and_another_one_anew() -> None:
    one, other = Document("春耕开始了。\n"), Document("第一版\n")
    found = analyse(one)
    assert analyse(one) is found
    assert analyse(other).pieces != found.pieces
    assert analyse(Document(one.text)).pieces == found.pieces


@given(joined("9", "7", "时", "点", "分", "1", "。"))
def test_hours_with_too_many_minutes_are_found(text: str) -> None:
    assert [told.start for told in figures._times(text)] == [found.start() for found in figures._TIME.finditer(text)]


@given(joined("从", "3", "万人", "增至", "5", "，", "增长", "20%", "。", "至"))
def test_figures_of_one_sentence_are_found_in_it(text: str) -> None:
    plain = text.replace("，", ",")
    found = figures._in_sentences(figures._GROWTH, plain, figures._FROM, figures._CHANGES)
    assert [hit.span() for hit in found] == [hit.span() for hit in figures._GROWTH.finditer(plain)]


@given(joined("1", "O", "l", ".", "年", "春"))
def test_figures_with_letters_have_them_side_by_side(text: str) -> None:
    assert digits._BESIDE.stands_in(text) or not any(
        digits._counts(text, *found.span()) for found in digits._RUN.finditer(text)
    )


@given(joined("春", " ", "\u3000", "\u2003", "\n", "\r"))
def test_lines_with_trailing_blanks_are_not_overlooked(text: str) -> None:
    assert format._may_trail(text) or not format._TRAILING.search(text)


@given(joined("å", "ä", "\u00bd", "æ", "·", "é", "春", most=20))
def test_stretches_of_latin_letters_are_not_overlooked(text: str) -> None:
    assert mojibake._may_be_latin(Document(text).latin) or not (
        mojibake._AS_LATIN.search(text) or mojibake._GB_AS_LATIN.search(text)
    )
