"""Verse without rhyme or metre is told from prose by its line ends, alone and in the middle of columns."""

import json
from pathlib import Path

import pytest

from cnlint.document import Document
from cnlint.structure import columns
from cnlint.structure.analysis import analyse
from cnlint.structure.knowledge import shipped
from cnlint.structure.model import Layout, Role, Structure, Tier
from cnlint.structure.pieces import cut, layout_of

TESTS = Path(__file__).parent
POEM = [line for line in (TESTS / "genres" / "free-verse.txt").read_text(encoding="utf-8").split("\n")[3:] if line]
LONG = 40  # characters of a paragraph that takes several lines
PROSE = [
    text
    for page in sorted((TESTS / "pages" / "truth").glob("*.json"))
    for text in json.loads(page.read_text(encoding="utf-8"))["body"]
    if len(text) >= LONG
]
HALF = len(PROSE) // 2


def in_a_column(lines: list[str], measure: int) -> list[str]:
    """Paragraphs as printed lines, the first of each indented."""
    indented = ["\u3000\u3000" + line for line in lines]
    return [line[at : at + measure] for line in indented for at in range(0, len(line), measure)]


def read(lines: list[str]) -> Structure:
    return analyse(Document("\n".join(lines) + "\n"))


def joined(structure: Structure) -> list[tuple[str, str]]:
    pieces = structure.pieces
    return [
        (pieces[seam.left].text, pieces[seam.right].text) for seam in structure.seams if seam.tier is not Tier.ADVICE
    ]


@pytest.mark.parametrize("measure", [9, 13, 18, 24])
@pytest.mark.parametrize("blank", [[], [""]], ids=["close", "apart"])
def test_a_poem_in_a_column_of_prose_keeps_its_lines(measure: int, blank: list[str]) -> None:
    above, below = in_a_column(PROSE[:HALF], measure), in_a_column(PROSE[HALF:], measure)
    found = read([*above, *blank, *POEM, *blank, *below])
    assert found.layout is Layout.WRAPPED
    assert [pair for pair in joined(found) if {*pair} <= {*POEM}] == []
    verse = [piece.text for piece, role in zip(found.pieces, found.roles, strict=True) if role is Role.VERSE]
    assert len({*verse} & {*POEM}) >= 0.9 * len(POEM)
    assert len(joined(found)) >= 0.9 * (len(above) + len(below) - len(PROSE))


@pytest.mark.parametrize("measure", [9, 13, 18, 24])
def test_prose_in_a_column_is_no_verse(measure: int) -> None:
    found = read(in_a_column(PROSE, measure))
    assert found.layout is Layout.WRAPPED
    assert Role.VERSE not in found.roles


@pytest.mark.parametrize("size", [5, 8, 12, len(POEM)])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "double-spaced"])
def test_a_poem_alone_keeps_its_lines(size: int, gap: str) -> None:
    assert joined(analyse(Document(gap.join(POEM[:size]) + "\n"))) == []


def test_lines_of_like_width_are_a_column_where_they_cut_through_words() -> None:
    column, verse = (cut(Document("\n".join(lines))) for lines in (in_a_column(PROSE, 13), POEM))
    assert columns.confirmed(layout_of(column), column, shipped()) is Layout.WRAPPED
    assert columns.confirmed(Layout.WRAPPED, verse, shipped()) is Layout.LINES
    assert columns.are_shown(column, shipped())
    assert not columns.are_shown(verse, shipped())


def test_a_few_lines_do_not_tell() -> None:
    few = cut(Document("\n".join(POEM[:6])))
    assert columns.confirmed(Layout.WRAPPED, few, shipped()) is Layout.WRAPPED
    assert not columns.are_shown(few, shipped())
