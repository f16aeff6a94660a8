"""The engine: findings stamped by their rules, crashes and overruns as findings, structure once and only when asked."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint import detectors, engine
from cnlint.document import Document
from cnlint.engine import Outcome, check, check_all
from cnlint.findings import Edit, Effect, Evidence, Finding, Fix, Match, Safety, Severity, Value
from cnlint.rulebook import Option, Rule, Text
from cnlint.selection import ActiveRule
from cnlint.structure import analysis
from cnlint.structure.snapshot import Snapshot
from rulefiles import FIXING, PLAIN, rule_of

FIX = rule_of(FIXING)
FIND = rule_of(PLAIN)
TEXT = "昨日,晴。。"

Detect = Callable[[Snapshot, Mapping[str, Value]], Iterator[Match]]


def active(rule: Rule, severity: Severity | None = None, **options: Value) -> ActiveRule:
    return ActiveRule(rule, options, severity or rule.severity)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ActiveRule]:
    """Makes a rule of a function, as if it were a detector."""
    installed: dict[str, Detect] = {}
    monkeypatch.setattr(detectors, "load", installed.__getitem__)

    def add(function: Detect, code: str = "DE001", rule: Rule = FIX, **options: Value) -> ActiveRule:
        installed[code] = function
        detector = rule._replace(code=code, pattern=None, replace=None, detector=code, triggers="")
        return active(detector._replace(message=Text("seen", "看见")), **options)

    return add


def run(rules: list[ActiveRule], text: str = TEXT, **settings: object) -> Outcome:
    return check(Document(text), rules, **settings)  # type: ignore[arg-type]


def told(outcome: Outcome) -> list[tuple[str, str]]:
    return [(trouble.rule, trouble.message) for trouble in outcome.troubles]


@pytest.mark.parametrize("text", ["", "\n\n", "昨日，晴。", "abc", "\ud800", "𠀀，"])
def test_nothing_to_find(text: str) -> None:
    assert run([active(FIX), active(FIND)], text) == Outcome((), ())


def test_a_finding_is_stamped_by_its_rule() -> None:
    outcome = run([active(FIX)])
    because = "One mark for the same mark."
    fix = Fix((Edit(2, 3, ",", "，"),), Safety.SAFE, Effect.WIDTH, because)
    assert outcome.findings == (
        Finding("MY002", "fixing-rule", Severity.ERROR, 0, 3, "昨日, is 昨日，", fix=fix, preview=False),
    )
    [in_chinese] = run([active(FIX, Severity.ADVICE)], lang="zh").findings
    assert (in_chinese.message, in_chinese.severity) == ("“昨日,”应为“昨日，”", Severity.ADVICE)


def test_findings_are_in_order_of_place() -> None:
    outcome = run([active(FIND), active(FIX)], "好。。\n昨日,好，，")
    assert [(finding.start, finding.rule) for finding in outcome.findings] == [(1, "MY001"), (4, "MY002"), (8, "MY001")]
    assert [finding.preview for finding in outcome.findings] == [True, False, True]


def test_a_detector_has_its_options_and_its_evidence_is_kept(install: Callable[..., ActiveRule]) -> None:
    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        yield Match(0, len(snapshot.text), evidence=(Evidence("size", options["size"]),))

    rule = FIX._replace(options={"size": Option(3, Text("", ""))})
    [finding] = run([install(detect, rule=rule, size=4)]).findings
    assert (finding.message, finding.evidence, finding.fix) == ("seen", (Evidence("size", 4),), None)


SAFETIES = [
    (Safety.SAFE, None, Safety.SAFE),
    (Safety.SAFE, Safety.UNSAFE, Safety.UNSAFE),
    (Safety.SAFE, Safety.DISPLAY, Safety.DISPLAY),
    (Safety.UNSAFE, Safety.SAFE, Safety.UNSAFE),
    (Safety.UNSAFE, Safety.DISPLAY, Safety.DISPLAY),
    (Safety.DISPLAY, Safety.SAFE, Safety.DISPLAY),
    (Safety.DISPLAY, None, Safety.DISPLAY),
]


@pytest.mark.parametrize(("of_rule", "of_match", "expected"), SAFETIES)
def test_a_match_may_be_more_careful_than_its_rule(
    of_rule: Safety, of_match: Safety | None, expected: Safety, install: Callable[..., ActiveRule]
) -> None:
    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        yield Match(2, 3, edits=(Edit(2, 3, ",", "，"),), safety=of_match, twin=(0, 1))

    assert FIX.fix is not None
    [finding] = run([install(detect, rule=FIX._replace(fix=FIX.fix._replace(safety=of_rule)))]).findings
    assert finding.fix is not None
    assert (finding.fix.safety, finding.fix.twin) == (expected, (0, 1))


WRONG_MATCHES = [
    (Match(3, 2), "the span 3:2 is not in the text of 6 characters"),
    (Match(0, 7), "the span 0:7"),
    (Match(-1, 2), "the span -1:2"),
    (Match(0, 1, edits=(Edit(0, 1, "今", "明"),)), "does not fit the text"),
    (Match(0, 1, edits=(Edit(0, 1, "昨", "昨"),)), "changes nothing"),
    (Match(0, 3, edits=(Edit(2, 3, ",", "，"), Edit(0, 1, "昨", "今"))), "is out of order"),
    (Match(0, 3, edits=(Edit(0, 2, "昨日", "今"), Edit(1, 2, "日", ""))), "is out of order"),
]


@pytest.mark.parametrize(("match", "words"), WRONG_MATCHES)
def test_a_match_that_does_not_fit_is_a_crash(match: Match, words: str, install: Callable[..., ActiveRule]) -> None:
    outcome = run([install(lambda snapshot, options: iter([match]))])
    assert outcome.findings == ()
    [(code, message)] = told(outcome)
    assert code == "ENG002" and words in message


def test_edits_of_a_rule_without_fix_are_a_crash(install: Callable[..., ActiveRule]) -> None:
    match = Match(2, 3, edits=(Edit(2, 3, ",", "，"),))
    outcome = run([install(lambda snapshot, options: iter([match]), rule=FIX._replace(fix=None))])
    assert outcome.findings == ()
    assert "declares no fix" in outcome.troubles[0].message


def test_a_crashing_rule_is_a_finding_and_the_others_run_on(install: Callable[..., ActiveRule]) -> None:
    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        yield Match(0, 1)
        raise ZeroDivisionError("no\nlines")

    outcome = run([install(detect), active(FIX), install(lambda *_: iter([Match(0, 1, {"no": 1})]), "DE002")])
    assert [finding.rule for finding in outcome.findings] == ["DE002", "MY002"]
    [(code, message)] = told(outcome)
    assert code == "ENG002"
    assert message.startswith("DE001 (fixing-rule) crashed: ZeroDivisionError: no (test_engine.py:")
    [trouble] = outcome.troubles
    assert (trouble.severity, trouble.name) == (Severity.ERROR, "crashed-rule")


def test_a_message_that_cannot_be_filled_is_a_crash(install: Callable[..., ActiveRule]) -> None:
    rule = install(lambda *_: iter([Match(0, 1)]))
    wrong = rule._replace(rule=rule.rule._replace(message=Text("{missing}", "好")))
    assert "KeyError: 'missing'" in run([wrong]).troubles[0].message
    assert run([wrong], lang="zh").troubles == ()
    broken = rule._replace(rule=rule.rule._replace(message=Text("seen", "{missing}")))
    assert run([broken], lang="zh").troubles[0].message.startswith("DE001 (fixing-rule) 出错中止：KeyError")


def test_an_unknown_detector_is_a_crash() -> None:
    rule = FIX._replace(pattern=None, replace=None, detector="no_such_detector", triggers="")
    assert "KeyError: 'no_such_detector'" in run([active(rule)]).troubles[0].message


def test_a_pattern_that_explodes_is_stopped_and_the_others_run_on() -> None:
    explosive = FIND._replace(code="MY003", pattern="(哈|哈哈)+$", triggers="哈")
    outcome = run([active(explosive), active(FIX)], TEXT + "哈" * 60 + "。", budget=0.05)
    assert [finding.rule for finding in outcome.findings] == ["MY002"]
    assert told(outcome) == [("ENG003", "MY003 (sample-rule) took longer than its 0.05 s")]


class Clock:
    """A clock that only detectors move."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(engine, "perf_counter", clock)
    return clock


def taking(clock: Clock, seconds: float) -> Detect:
    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        yield Match(0, 1)
        clock.now += seconds

    return detect


def test_a_slow_detector_is_told_and_its_findings_stand(clock: Clock, install: Callable[..., ActiveRule]) -> None:
    outcome = run([install(taking(clock, 1.5)), install(taking(clock, 0.5), "DE002")], budget=1.0)
    assert [finding.rule for finding in outcome.findings] == ["DE001", "DE002"]
    assert told(outcome) == [("ENG003", "DE001 (fixing-rule) took longer than its 1 s")]


def test_a_large_document_has_more_time(clock: Clock, install: Callable[..., ActiveRule]) -> None:
    rules = [install(taking(clock, 1.5))]
    assert run(rules, "字" * (2 << 20), budget=1.0).troubles == ()
    assert len(run(rules, "字" * (1 << 20), budget=1.0).troubles) == 1


def test_all_rules_together_are_too_slow(clock: Clock, install: Callable[..., ActiveRule]) -> None:
    rules = [install(taking(clock, 0.8 + number / 100), f"DE{number:03}") for number in range(13)]
    assert told(run(rules[:11], budget=1.0)) == []
    assert told(run(rules, budget=1.0)) == [("ENG003", "DE012 + DE011 + DE010 + … took longer than its 10 s")]


def test_structure_is_computed_once_and_not_charged_to_a_rule(
    clock: Clock, install: Callable[..., ActiveRule], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def analyse(document: Document) -> object:
        calls.append(document)
        clock.now += 100
        return object()

    monkeypatch.setattr(analysis, "analyse", analyse)

    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        assert snapshot.structure is snapshot.structure
        yield Match(0, 1)

    outcome = run([install(detect), install(detect, "DE002")], budget=1.0)
    assert len(outcome.findings) == 2 and outcome.troubles == () and len(calls) == 1


def test_structure_is_not_computed_if_no_rule_asks(
    install: Callable[..., ActiveRule], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysis, "analyse", lambda _: pytest.fail("structure was computed"))

    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        return iter([Match(0, len(str(snapshot.structure)))])

    asking = install(detect)
    without_trigger = asking._replace(rule=asking.rule._replace(triggers="龘"))
    in_the_body = active(FIX._replace(scope="body", triggers="龘"))
    assert len(run([without_trigger, in_the_body, active(FIX), active(FIND)]).findings) == 2


def test_structure_that_fails_is_told_once(install: Callable[..., ActiveRule], monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def analyse(document: Document) -> object:
        calls.append(document)
        raise RuntimeError("no weights")

    monkeypatch.setattr(analysis, "analyse", analyse)

    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        yield Match(0, len(str(snapshot.structure)))

    rules = [install(detect), install(detect, "DE002"), active(FIX._replace(scope="body")), active(FIX)]
    outcome = run(rules)
    assert [finding.rule for finding in outcome.findings] == ["MY002"]
    [(code, message)] = told(outcome)
    assert code == "ENG002" and message.startswith("structure crashed: RuntimeError: no weights (test_engine.py:")
    assert len(calls) == 1


def test_documents_together_are_told_as_each_by_itself(
    install: Callable[..., ActiveRule],
) -> None:
    def crash(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        if "秋" in snapshot.text:
            raise LookupError
        yield Match(0, 1)

    rules = [active(FIX), install(crash)]
    documents = [Document(text) for text in (TEXT, "昨秋,晴。。", "", TEXT)]
    seconds: list[dict[str, float]] = [{} for _ in documents]
    together = check_all(documents, rules, seconds=seconds)
    assert together == [check(document, rules) for document in documents]
    assert any(outcome.troubles for outcome in together) and not all(outcome.troubles for outcome in together)
    assert all(set(spent) == {rule.rule.code for rule in rules} | {engine.STRUCTURE} for spent in seconds)
    assert check_all([], rules) == []


def test_an_interrupt_is_not_caught(install: Callable[..., ActiveRule]) -> None:
    def detect(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([install(detect)])


@given(st.text(alphabet="昨今日,，。 \n\r\ud800𠀀", max_size=60))
def test_any_text_gives_findings_that_fit_it(text: str) -> None:
    outcome = run([active(FIX), active(FIND)], text)
    assert outcome.troubles == ()
    assert list(outcome.findings) == sorted(outcome.findings, key=lambda found: (found.start, found.end, found.rule))
    for finding in outcome.findings:
        assert 0 <= finding.start < finding.end <= len(text)
        for edit in finding.fix.edits if finding.fix else ():
            assert text[edit.start : edit.end] == edit.old
