"""What is asked first, because it is cheap, never hides what is asked for."""

from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.detectors import characters, order, words
from cnlint.detectors.enclosures import enclosures, lines_balance, unmatched
from cnlint.document import Document
from cnlint.structure import setting
from cnlint.structure.forms import Form
from cnlint.structure.model import Piece
from cnlint.structure.traits import _FORMS, FORM_LENGTH, traits


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
    assert all(words._line(line[0]) == line for line in words._lines())
    assert words._line("#") == words._line("\n") == words._line("\U0003347f") == ""


@pytest.mark.parametrize(("name", "form"), _FORMS.items())
@settings(max_examples=20)
@given(data=st.data())
def test_a_line_has_the_forms_that_it_has(name: str, form: Form, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(form.pattern.pattern))
    raw = " ".join(line.split())[:FORM_LENGTH]
    seen = traits(Piece(0, 0, 0, 0, len(raw), 0, 0, raw), raw)
    assert (name in (*seen.far, *seen.own)) is bool(form.pattern.search(raw))
