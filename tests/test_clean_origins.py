"""The way from a repaired text back to its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.corpus.origins import Origins
from cnlint.findings import Edit

# Round by round the edits, a span of the final text, the span of the source.
SPANS = [
    ([], (2, 5), (2, 5)),
    # 甲乙丙 -> 甲丙: what follows a deletion does not hold it, what reaches over it does.
    ([[Edit(1, 2, "乙", "")]], (1, 2), (2, 3)),
    ([[Edit(1, 2, "乙", "")]], (0, 1), (0, 1)),
    ([[Edit(1, 2, "乙", "")]], (0, 2), (0, 3)),
    # One for one, three for three: each character answers for itself.
    ([[Edit(1, 2, ",", "，")]], (1, 2), (1, 2)),
    ([[Edit(0, 3, "abc", "ABC")]], (1, 2), (1, 2)),
    # Otherwise the whole replacement answers for the whole of what it replaced.
    ([[Edit(1, 4, "...", "……")]], (2, 3), (1, 4)),
    ([[Edit(1, 1, "", "补")]], (1, 2), (1, 1)),
    ([[Edit(1, 1, "", "补")]], (0, 3), (0, 2)),
    # Two rounds: the second's offsets are those of the text that the first has left.
    ([[Edit(0, 2, "\n\n", "")], [Edit(3, 5, "\n\n", "")]], (0, 3), (2, 5)),
    ([[Edit(0, 2, "\n\n", "")], [Edit(3, 5, "\n\n", "")]], (0, 6), (2, 10)),
    ([[Edit(0, 2, "\n\n", "")], [Edit(3, 5, "\n\n", "")]], (3, 6), (7, 10)),
    # An empty span lies after the character before it.
    ([[Edit(0, 2, "\n\n", "")]], (1, 1), (3, 3)),
    ([[Edit(0, 2, "\n\n", "")]], (0, 0), (0, 0)),
]


@pytest.mark.parametrize(("rounds", "span", "source"), SPANS)
def test_spans_lead_back(rounds: list[list[Edit]], span: tuple[int, int], source: tuple[int, int]) -> None:
    assert Origins(rounds).span(*span) == source


def made(text: str, edits: list[Edit]) -> str:
    """The text after one round."""
    for edit in sorted(edits, reverse=True):
        assert text[edit.start : edit.end] == edit.old
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[Edit]], str]:
    """A source of distinct Han characters, rounds of edits with Latin text, and what they make of it."""
    source = "".join(map(chr, range(0x4E00, 0x4E00 + draw(st.integers(0, 30)))))
    text, done = source, []
    for _ in range(draw(st.integers(0, 3))):
        edits, end = [], 0
        for _ in range(draw(st.integers(0, 3))):
            start = draw(st.integers(end + bool(edits), max(end + bool(edits), len(text))))
            end = draw(st.integers(start, min(start + 4, max(start, len(text)))))
            if end > len(text):
                break
            edits.append(Edit(start, end, text[start:end], draw(st.text("abc", max_size=4))))
        text = made(text, edits)
        done.append(edits)
    return source, done, text


@given(rounds())
def test_a_character_that_no_edit_touched_leads_to_itself(case: tuple[str, list[list[Edit]], str]) -> None:
    source, done, text = case
    origins = Origins(done)
    for offset, char in enumerate(text):
        if char in source:
            start, end = origins.span(offset, offset + 1)
            assert source[start:end] == char


@given(rounds(), st.data())
def test_a_span_leads_to_a_span_that_holds_those_of_its_characters(
    case: tuple[str, list[list[Edit]], str], data: st.DataObject
) -> None:
    source, done, text = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = Origins(done).span(start, end)
    assert 0 <= low <= high <= len(source)
    assert all(char in source[low:high] for char in text[start:end] if char in source)
