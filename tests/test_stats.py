"""--stats: what each rule has taken and found, on standard error."""

import shutil
from pathlib import Path

import pytest

from cnlint.corpus.costs import Cost, add, costs_of
from cnlint.document import Document
from cnlint.engine import STRUCTURE, check
from cnlint.findings import Finding, Severity
from cnlint.report.costs import table_of_costs
from cnlint.rulebook import load_rules
from cnlint.selection import Selection
from commandline import CLEAN, DAMAGED, Cnlint

SEEDS = Path(__file__).parents[1] / "seeds"


def found(rule: str) -> Finding:
    return Finding(rule, rule.lower(), Severity.ERROR, 0, 1, "")


def columns(told: str) -> list[list[str]]:
    return [line.split() for line in told.splitlines()]


def test_costs_are_added_up() -> None:
    costs: dict[str, Cost] = {}
    add(costs, {})
    assert costs == {}
    add(costs, costs_of({"A001": 0.5, STRUCTURE: 1.0}, [found("A001"), found("A001")]))
    add(costs, costs_of({"A001": 0.25, "B001": 0.0}, []))
    assert costs == {"A001": Cost(0.75, 2), STRUCTURE: Cost(1.0, 0), "B001": Cost(0.0, 0)}


def test_the_engine_tells_what_each_rule_has_taken() -> None:
    rules = Selection(load_rules(), select=("PUN001", "PAR", "QLT001")).active("a.txt")
    seconds: dict[str, float] = {}
    told = check(Document(DAMAGED), rules, seconds=seconds)
    assert told == check(Document(DAMAGED), rules)
    assert seconds.keys() == {active.rule.code for active in rules} | {STRUCTURE}
    assert all(spent >= 0 for spent in seconds.values())


def test_structure_that_nobody_asks_for_takes_nothing() -> None:
    rules = Selection(load_rules(), select=("FMT",)).active("a.txt")
    seconds: dict[str, float] = {}
    check(Document(CLEAN), rules, seconds=seconds)
    assert seconds[STRUCTURE] == 0.0


@pytest.mark.parametrize(
    ("costs", "rows"),
    [
        ({}, []),
        (
            {"PUN001": Cost(0.25, 1200), STRUCTURE: Cost(0.75, 0), "PAR001": Cost(0.25, 3)},
            [
                "seconds   share  findings  code    name",
                "  0.750  60.0 %                    structure: what each piece is",
                "  0.250  20.0 %         3  PAR001  cut-paragraph",
                "  0.250  20.0 %      1200  PUN001  half-width-mark",
                "  1.250 100.0 %      1203          in all",
            ],
        ),
        (
            {"GONE01": Cost(0.0, 0)},
            [
                "seconds  share  findings  code    name",
                "  0.000  0.0 %         0  GONE01",
                "  0.000  0.0 %         0          in all",
            ],
        ),
    ],
)
def test_the_slowest_stands_first(costs: dict[str, Cost], rows: list[str]) -> None:
    told = table_of_costs(costs, load_rules().by_code.get, "en")
    assert [line.split() for line in told.splitlines()] == [row.split() for row in rows]


def test_it_is_told_on_standard_error_and_changes_no_report(cnlint: Cnlint) -> None:
    shutil.copytree(SEEDS, "seeds")
    plain = cnlint("check", "seeds", "--no-cache", "--output-format", "json")
    ran = cnlint("check", "seeds", "--stats", "--output-format", "json")
    assert (ran.code, ran.out) == (plain.code, plain.out)
    assert plain.err == ""
    head, *rules, whole = columns(ran.err)
    assert head == ["seconds", "share", "findings", "code", "name"]
    assert "structure:" in {row[3] for row in rules}
    by_rule = {row[4]: row[3] for row in rules if row[3] not in ("structure:", "0")}
    counted = columns(cnlint("check", "seeds", "--statistics").out)
    assert by_rule == {row[-2]: row[0] for row in counted if row[-2:-1] and row[-2] in by_rule}
    assert counted[-2][:2] == [whole[3], "findings"]


def test_it_says_the_same_of_the_findings_with_several_processes(cnlint: Cnlint) -> None:
    Path("pages").mkdir()
    for name in "abcd":
        Path(f"pages/{name}.txt").write_text(DAMAGED * 3, encoding="utf-8")
    told = []
    for jobs in ("1", "2"):
        rows = columns(cnlint("check", "pages", "--stats", "--select", "PUN001,FMT", "--jobs", jobs).err)
        told.append(sorted(row[3:] for row in rows))
    assert told[0] == told[1]
    assert ["12", "PUN001", "half-width-mark"] in told[0]


def test_every_round_of_a_fix_counts(cnlint: Cnlint) -> None:
    Path("a.txt").write_text(DAMAGED, encoding="utf-8")
    rows = columns(cnlint("fix", "a.txt", "--stats", "--select", "PUN001").err)
    assert ["1", "PUN001", "half-width-mark"] in [row[3:] for row in rows]


def test_standard_input_is_counted_too(cnlint: Cnlint) -> None:
    ran = cnlint("fix", "-", "--stats", "--select", "PUN001", stdin=DAMAGED.encode())
    assert ran.out == CLEAN
    assert ["1", "PUN001", "half-width-mark"] in [row[3:] for row in columns(ran.err)]


def test_no_results_are_kept_or_used_meanwhile(cnlint: Cnlint) -> None:
    Path(".git").mkdir()
    Path("a.txt").write_text(DAMAGED, encoding="utf-8")
    first = cnlint("check", "a.txt", "--stats")
    assert not Path(".cnlint").exists()
    cnlint("check", "a.txt")
    again = cnlint("check", "a.txt", "--stats")
    assert first.out == again.out and len(first.err.splitlines()) == len(again.err.splitlines()) > 40


def test_in_chinese(cnlint: Cnlint) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    assert cnlint("check", "a.txt", "--stats", "--lang", "zh").err.split()[:3] == ["秒", "占比", "数量"]


def test_without_it_nothing_is_told(cnlint: Cnlint) -> None:
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    assert cnlint("check", "a.txt").err == ""
