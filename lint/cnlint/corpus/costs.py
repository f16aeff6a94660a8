"""What the rules of a run have cost and found, added up over its files."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cnlint.findings import Finding


class Cost(NamedTuple):
    """Of one rule, or of structure, which finds nothing itself."""

    seconds: float = 0.0
    findings: int = 0


def costs_of(seconds: Mapping[str, float], findings: Iterable[Finding]) -> dict[str, Cost]:
    """What looking once at a text has cost and found, by the rules' codes and `engine.STRUCTURE`."""
    costs = {code: Cost(spent) for code, spent in seconds.items()}
    for finding in findings:
        add(costs, {finding.rule: Cost(0.0, 1)})
    return costs


def add(costs: dict[str, Cost], more: Mapping[str, Cost]) -> None:
    """Add further costs to some."""
    for code, cost in more.items():
        before = costs.get(code, Cost())
        costs[code] = Cost(before.seconds + cost.seconds, before.findings + cost.findings)
