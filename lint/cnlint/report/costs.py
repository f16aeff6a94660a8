"""The table of what each rule has taken and found, the slowest first."""

from collections.abc import Callable, Mapping

from cnlint.corpus.costs import Cost
from cnlint.engine import STRUCTURE
from cnlint.messages import say
from cnlint.report.table import table
from cnlint.rulebook import Rule


def table_of_costs(costs: Mapping[str, Cost], rule: Callable[[str], Rule | None], lang: str) -> str:
    """The table, each line ending in a line end; empty if nothing was looked at.

    What structure takes is no rule's own: the first that asks for it would have it all. The time of reading, of
    writing and of the report is not in it; with several processes it is the sum of theirs.

    Args:
        costs: by code, and `engine.STRUCTURE`.
        rule: the rule of a code.
        lang: "en" or "zh".
    """
    if not costs:
        return ""
    whole = sum(cost.seconds for cost in costs.values())
    rows = [[say("seconds", lang), say("share", lang), say("count", lang), say("code", lang), say("name", lang)]]
    for code, cost in sorted(costs.items(), key=lambda entry: (-entry[1].seconds, entry[0])):
        if code == STRUCTURE:
            rows.append([*_figures(cost, whole), "", "", say("structure", lang)])
        else:
            found = rule(code)
            rows.append([*_figures(cost, whole), str(cost.findings), code, "" if found is None else found.name])
    count = sum(cost.findings for cost in costs.values())
    rows.append([*_figures(Cost(whole), whole), str(count), "", say("in-all", lang)])
    return table(rows, right=frozenset({0, 1, 2}))


def _figures(cost: Cost, whole: float) -> tuple[str, str]:
    return f"{cost.seconds:.3f}", f"{100 * cost.seconds / whole if whole else 0.0:.1f} %"
