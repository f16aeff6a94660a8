"""What is asked first, because it is cheap, never hides what is asked for."""

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.detectors import characters, digits, figures, format, mojibake, order, words
from cnlint.detectors.enclosures import enclosures, lines_balance, unmatched
from cnlint.detectors.tables import lines_of
from cnlint.document import Document
from cnlint.structure import hearing, knowledge, seams, setting
from cnlint.structure.forms import Form
from cnlint.structure.model import Layout, Piece, Role
from cnlint.structure.pieces import cut
from cnlint.structure.traits import _FORMS, FORM_LENGTH, traits
from cnlint.structure.viterbi import Chain


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
    known, model = knowledge.shipped(), seams.model()
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
