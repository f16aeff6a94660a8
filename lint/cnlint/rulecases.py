"""Runs the cases that rule files carry: what `cnlint test` does, for the project's rules and for users'.

Each case runs with its rule alone. Bad cases run in both languages, so that a message that cannot be filled is found.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from cnlint import files
from cnlint.document import Document
from cnlint.engine import Outcome, check
from cnlint.findings import Safety, Value
from cnlint.fixer import fix
from cnlint.rulebook import cases, engine_cases
from cnlint.rulebook.casefile import BadCase, GoodCase
from cnlint.rulebook.enginecases import EngineCase
from cnlint.rulebook.rule import UNREADABLE, Rule
from cnlint.selection import ActiveRule

# What a person may let the fixer do; DISPLAY fixes are shown and never made.
_ALL_FIXES: Final = frozenset({Safety.SAFE, Safety.UNSAFE})
# Characters of a case's text that a failure quotes.
_QUOTED: Final = 60


class Failure(NamedTuple):
    """A case that did not come out as its rule file says."""

    rule: Rule
    line: int  # of the case in the rule's file, from 1
    message: str

    def __str__(self) -> str:
        return f"{self.rule.path}:{self.line}: {self.rule.code} {self.message}"


class Tally(NamedTuple):
    """All cases of some rules."""

    rules: int
    cases: int
    failures: tuple[Failure, ...]


def run(rules: Iterable[Rule]) -> Tally:
    """Run all cases of some rules.

    Raises:
        RuleError: a rule file's cases cannot be read.
    """
    counted, results = 0, []
    for rule in rules:
        counted += 1
        results += list(run_rule(rule))
    return Tally(counted, len(results), tuple(result for result in results if result is not None))


def run_rule(rule: Rule) -> Iterator[Failure | None]:
    """Run the cases of one rule: for each case its failure, or None.

    Raises:
        RuleError: the file's cases cannot be read.
    """
    if rule.is_engine:
        yield from _run_engine_rule(rule)
        return
    found = cases(rule)
    for bad in found.bad:
        yield _failure(rule, bad, _fault_of_bad(rule, bad))
    for good in found.good:
        yield _failure(rule, good, _fault_of_good(rule, good))
    for bad in found.failing_bad:
        yield _strict(rule, bad, _fault_of_bad(rule, bad))
    for good in found.failing_good:
        yield _strict(rule, good, _fault_of_good(rule, good))


def _failure(rule: Rule, case: BadCase | GoodCase, fault: str) -> Failure | None:
    return Failure(rule, case.line, f"{fault}: {_quote(case.text)}") if fault else None


def _strict(rule: Rule, case: BadCase | GoodCase, fault: str) -> Failure | None:
    """A known failure that passes is none any more, and belongs among the other cases."""
    return None if fault else Failure(rule, case.line, f"a known failure passes: {_quote(case.text)}")


def _active(rule: Rule, settings: Mapping[str, Value]) -> tuple[ActiveRule, ...]:
    defaults = {name: option.default for name, option in rule.options.items()}
    return (ActiveRule(rule, {**defaults, **settings}, rule.severity),)


def _fault_of_bad(rule: Rule, case: BadCase) -> str:
    """What is wrong with a bad case's outcome, in words; '' if nothing."""
    active = _active(rule, case.options)
    document = Document(case.text)
    for lang in ("en", "zh"):
        outcome = check(document, active, lang=lang)
        if outcome.troubles:
            return _first_trouble(outcome)
    if not outcome.findings:
        return "does not fire"
    spans = tuple(sorted((finding.start, finding.end) for finding in outcome.findings))
    if case.spans is not None and spans != case.spans:
        return f"fires at {_list(spans)}, not at {_list(case.spans)}"
    if case.fixed is None:
        return ""
    fixed = fix(document, lambda snapshot: check(snapshot, active), _ALL_FIXES)
    if fixed.troubles:
        return f"the fix fails: {fixed.troubles[0].message}"
    return "" if fixed.document.text == case.fixed else f"is fixed to {fixed.document.text!r}, not to {case.fixed!r}"


def _fault_of_good(rule: Rule, case: GoodCase) -> str:
    """What is wrong with a good case's outcome, in words; '' if nothing."""
    outcome = check(Document(case.text), _active(rule, case.options))
    if outcome.troubles:
        return _first_trouble(outcome)
    if outcome.findings:
        finding = outcome.findings[0]
        return f"fires at {_list([(finding.start, finding.end)])}: {finding.message}"
    return ""


def _run_engine_rule(rule: Rule) -> Iterator[Failure | None]:
    found = engine_cases(rule)
    for wanted, engine_case in [(True, case) for case in found.bad] + [(False, case) for case in found.good]:
        codes = _trouble_codes(engine_case)
        if wanted and rule.code not in codes:
            yield Failure(rule, engine_case.line, f"is not reported, but {', '.join(codes) or 'nothing'}")
        elif not wanted and codes:
            yield Failure(rule, engine_case.line, f"is a good case, and {', '.join(codes)} is reported")
        else:
            yield None


def _trouble_codes(case: EngineCase) -> list[str]:
    """The troubles that reading, checking and fixing the case gives."""
    try:
        document = Document(case.text) if case.data is None else files.decode(case.data, "case")
    except files.InputError:
        return [UNREADABLE]
    active = [ActiveRule(rule, {}, rule.severity) for rule in case.rules]
    outcome = check(document, active, budget=case.budget)
    fixed = fix(document, lambda snapshot: check(snapshot, active, budget=case.budget), _ALL_FIXES)
    return sorted({trouble.rule for trouble in (*outcome.troubles, *fixed.troubles)})


def _first_trouble(outcome: Outcome) -> str:
    return f"{outcome.troubles[0].rule} {outcome.troubles[0].message}"


def _list(spans: Iterable[tuple[int, int]]) -> str:
    return ", ".join(f"[{start}, {end}]" for start, end in spans)


def _quote(text: str) -> str:
    return repr(text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…")
