"""Law 1 on what newspapers print besides news: whole pages of it, in the layouts and the script of other houses.

The pages in `tests/genres` are undamaged. Their lines are short, end without a mark or in a comma, begin and end in
figures, and look alike: all that a cut paragraph or a running head looks like, too.
"""

from pathlib import Path

import pytest
from opencc import OpenCC

from cnlint.document import Document
from cnlint.rulebook import load_rules
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Tier
from rulebench import fixed

PAGES = sorted((Path(__file__).parent / "genres").glob("*.txt"))
RULES = " ".join(rule.code for rule in load_rules().rules if rule.enabled and not rule.is_engine)
LONGEST_LINE = 25  # characters of a line that house style does not indent


def as_printed(text: str) -> str:
    return text


def in_lines(text: str) -> str:
    return text.replace("\n\n", "\n")


def indented(text: str) -> str:
    return "\n".join("\u3000\u3000" + line if len(line) > LONGEST_LINE else line for line in in_lines(text).split("\n"))


def in_blocks(text: str) -> str:
    return in_lines(text).rstrip("\n").replace("\n", "\n\n") + "\n"


def in_traditional_print(text: str) -> str:
    return str(OpenCC("s2tw").convert(text))


LAYOUTS = (as_printed, in_lines, indented, in_blocks, in_traditional_print)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_safe_fix_changes_nothing(path: Path, layout) -> None:
    text = layout(path.read_text(encoding="utf-8"))
    assert fixed(text, RULES) == text


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_clean_joins_nothing(path: Path, layout) -> None:
    structure = analyse(Document(layout(path.read_text(encoding="utf-8"))))
    joined = [seam for seam in structure.seams if seam.tier is not Tier.ADVICE]
    assert not [(structure.pieces[seam.left].text, structure.pieces[seam.right].text) for seam in joined]
