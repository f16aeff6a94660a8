"""Which seams are clear, and what is asked for only when somebody wants to see the faint ones, too."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from cnlint.document import Document
from cnlint.engine import check
from cnlint.rulebook import cases, load_rules
from cnlint.rulebook.rule import Rule
from cnlint.selection import ActiveRule
from cnlint.structure import analysis, seams
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Role, Seam, Structure, Tier
from cnlint.structure.scoring import CLEAR_BODY, CLEAR_HEADING

ROOT = Path(__file__).parent.parent
# Two headings of which the second might go on from the first, though hardly so; nothing else can be a seam here.
FAINT = "老街改造：留住铺子，也留住人\n\n街坊邻居都说好\n\n今年清河老街修好了三座桥，沿河的步道同时开放。\n"


@cache
def rule(code: str) -> Rule:
    return next(rule for rule in load_rules().rules if rule.code == code)


def texts() -> Iterator[str]:
    """The texts of all cases of the rules that read seams, the seeds and the project's own pages."""
    for family in ("PAR", "HED", "QLT", "DUP", "CAP"):
        for known in load_rules().rules:
            if known.code.startswith(family):
                bad, good = cases(known).bad, cases(known).good
                yield from (case.text for case in (*bad, *good))
    for path in (*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/pages/raw").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield from (text, text.replace("。\n", "\n"))  # without its final marks more may be cut


@pytest.fixture
def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks that cannot be asked; nothing is remembered of texts read before."""

    def refused(_: object, asked: Sequence[object], *__: object) -> list[float]:
        if asked:
            raise AssertionError("the networks were asked")
        return []

    monkeypatch.setattr(seams, "answers", refused)
    analysis._as_it_came.cache_clear()


def is_clear(seam: Seam) -> bool:
    """Whether a rule shows it unasked, or something is done to it."""
    return seam.tier is not Tier.ADVICE or seam.probability >= (CLEAR_BODY if seam.role is Role.BODY else CLEAR_HEADING)


def test_the_faint_seams_are_those_that_no_rule_shows_unasked() -> None:
    """However they are found, the clear ones are the same."""
    faint = 0
    for text in texts():
        structure = analyse(Document(text))
        clear = [seam for seam in structure.seams if is_clear(seam)]
        assert [seam for seam in structure.clear_seams if is_clear(seam)] == clear
        assert set(structure.clear_seams) <= set(structure.seams)
        faint += len(structure.seams) - len(structure.clear_seams)
    assert faint > 20


def test_what_rules_show_by_default_is_clear() -> None:
    for code, clear in (("PAR002", CLEAR_BODY), ("PAR003", CLEAR_BODY), ("HED001", CLEAR_HEADING)):
        assert float(rule(code).options["min_probability"].default) >= clear


@pytest.mark.usefixtures("deaf")
@pytest.mark.parametrize("code", ["PAR001", "PAR002", "PAR003", "PAR004", "PAR006", "HED001", "HED002", "QLT004"])
def test_no_network_is_asked_about_a_faint_seam(code: str) -> None:
    known = rule(code)
    active = ActiveRule(known, {name: option.default for name, option in known.options.items()}, known.severity)
    assert check(Document(FAINT), [active]).troubles == ()


@pytest.mark.usefixtures("deaf")
def test_a_faint_seam_takes_a_network() -> None:
    """The text above has one."""
    with pytest.raises(AssertionError, match="asked"):
        _ = analyse(Document(FAINT)).seams


def test_a_structure_that_was_given_its_seams_has_no_others() -> None:
    structure = analyse(Document(FAINT))
    given = Structure(structure.layout, structure.pieces, structure.roles, structure.clear_seams, (), (), ())
    assert given.seams == given.clear_seams
