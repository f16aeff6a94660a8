"""What short lines share with the text around them."""

import pytest

from cnlint.document import Document
from cnlint.structure.crossing import Part
from cnlint.structure.model import Layout
from cnlint.structure.pieces import cut
from cnlint.structure.tiers import is_proven
from cnlint.structure.topics import Topics

BEFORE = "渡轮停航三年之后重新开班，菜农每天早晨乘船过江卖菜。"
AFTER = "县里修缮十二处古井和戏台，老街的石板路也重新铺过。"


def shared(line: str) -> tuple[str, ...]:
    """The features of a line between two paragraphs."""
    pieces = cut(Document(f"{BEFORE}\n\n{line}\n\n{AFTER}\n"))
    return Topics(pieces).of(1)


@pytest.mark.parametrize(
    ("line", "classes"),
    [
        ("珍惜每一粒粮食", (0, 0)),  # a slogan that fills a gap
        ("老街古井修缮一新", (0, 2)),  # the headline of what follows
        ("菜农乘船过江", (3, 0)),  # a caption below its text
        ("渡轮菜农，古井老街", (2, 2)),
    ],
)
def test_what_a_line_speaks_of(line: str, classes: tuple[int, int]) -> None:
    before, after = classes
    assert shared(line) == (f"shared>{after}", f"shared<{before}", f"shared={before},{after}")


@pytest.mark.parametrize("line", ["古井", "古，井，修，缮", "Lines 2026", AFTER * 2])
def test_lines_that_are_too_short_or_too_long_tell_nothing(line: str) -> None:
    assert shared(line) == ()


def test_a_page_of_one_line_shares_nothing() -> None:
    assert Topics(cut(Document("老街古井修缮一新\n"))).of(0) == ("shared>0", "shared<0", "shared=0,0")


@pytest.mark.parametrize(
    ("left", "proven"),
    [
        ("县里修缮古井", False),  # it may head what follows, which begins with its words
        ("县里修缮古井，又铺老街", True),
        ("县里修缮十二处古井和戏台并把老街的石板路全部重新铺过一遍的老街", True),
    ],
)
def test_what_stands_in_one_piece_elsewhere_proves_no_cut_below_a_heading(left: str, proven: bool) -> None:
    (piece,) = cut(Document(f"{left}\n"))
    assert is_proven(piece, piece, [Part("echo", "echo=deep")], Layout.BLOCKS) is proven
