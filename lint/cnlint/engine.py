"""The engine: runs rules over one document and makes findings of what they match.

Which rule can fire where is found out first; structure is computed at most once, and only if a rule asks for it. A
rule that crashes or overruns its budget is a finding of its own, and the others run on.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from time import perf_counter
from typing import Final, NamedTuple

from cnlint import detectors, patterns
from cnlint.candidates import Finder
from cnlint.codes import expect, forget
from cnlint.document import Document
from cnlint.findings import Finding, Fix, Match, Safety
from cnlint.notation import Notation
from cnlint.rulebook.rule import CRASHED, OVERRUN, Rule
from cnlint.selection import ActiveRule
from cnlint.structure.model import Structure
from cnlint.structure.snapshot import Snapshot
from cnlint.troubles import trouble

# Seconds a rule may take on a document, and again for each further mebibyte of characters: forty rules written the
# obvious way do 0.5 MB/s together (measured on Chinese text), which leaves one of them thirtyfold room.
BUDGET: Final = 5.0
_BUDGET_CHARACTERS: Final = 1 << 20
# All rules together may take ten times as long as one may: at the default a minute, which a person will wait.
_TOTAL: Final = 10
# So many of the slowest rules are named when all together were too slow.
_NAMED: Final = 3
# Characters of an exception's own words; they may quote the text.
_MAX_WORDS: Final = 200
# From the least careful to the most.
_CAREFUL: Final = (Safety.SAFE, Safety.UNSAFE, Safety.DISPLAY)
# Characters of a batch of documents, and how many these are at most: what is kept of each until all rules have run
# takes some thirty bytes a character, and more documents are no faster.
BATCH: Final = 1 << 17
BATCH_DOCUMENTS: Final = 64
# Under this word stands what structure has cost, beside the rules' codes.
STRUCTURE: Final = "structure"


class Outcome(NamedTuple):
    """All findings on one snapshot, in order of place and rule; and what went wrong, which means exit 2."""

    findings: tuple[Finding, ...]
    troubles: tuple[Finding, ...]


class _StructureError(Exception):
    """The structure of the document could not be computed; the cause is what its analysis raised."""


class _OverrunError(Exception):
    """A pattern ran out of time."""


class _Watched(Snapshot):
    """A snapshot that knows what structure cost, for that is no rule's own time, and does not try it twice."""

    seconds = 0.0
    _failure: Exception | None = None

    @cached_property
    def structure(self) -> Structure:
        if self._failure is not None:
            raise _StructureError from self._failure
        started = perf_counter()
        try:
            return super().structure
        except Exception as error:  # whatever it is, it is told once and not for each rule
            self._failure = error
            raise _StructureError from error
        finally:
            self.seconds += perf_counter() - started


def check(
    document: Document,
    rules: Sequence[ActiveRule],
    *,
    lang: str = "en",
    budget: float = BUDGET,
    seconds: dict[str, float] | None = None,
) -> Outcome:
    """Run rules over a document.

    Args:
        document: what to read.
        rules: the rules, with their settings for this document.
        lang: language of the messages, "en" or "zh".
        budget: seconds each rule may take, for a document of up to a mebibyte; larger ones have more in proportion.
        seconds: takes what each rule has spent, by code, and what structure has.

    Returns:
        Findings and troubles. A crash inside a rule is a trouble, never an exception.
    """
    (outcome,) = check_all([document], rules, lang=lang, budget=budget, seconds=None if seconds is None else [seconds])
    return outcome


def check_all(
    documents: Sequence[Document],
    rules: Sequence[ActiveRule],
    *,
    lang: str = "en",
    budget: float = BUDGET,
    seconds: Sequence[dict[str, float]] | None = None,
) -> list[Outcome]:
    """Run rules over several documents, which together should be no larger than a `BATCH`; the same for each.

    Each rule runs over all documents before the next one does: its code and tables stay at hand, which takes a quarter
    of the time off.
    """
    runs = [_Run(document, lang, budget) for document in documents]
    if len(runs) > 1:
        _load(rules)
        expect(sum(len(document.text) for document in documents))
    try:
        for active in rules:
            for run in runs:
                run.fire(active)
    finally:
        forget()
    for run, spent in zip(runs, seconds or (), strict=False):
        spent.update(run.spent, **{STRUCTURE: run.snapshot.seconds})
    return [run.outcome() for run in runs]


def _load(rules: Sequence[ActiveRule]) -> None:
    """Load all detectors, so that what they look for is known before the first does: all is looked up together."""
    for active in rules:
        if active.rule.detector is not None:
            with suppress(Exception):  # it is told when the rule runs
                detectors.load(active.rule.detector)


class _Run:
    """What rules find in one document."""

    def __init__(self, document: Document, lang: str, budget: float) -> None:
        self.snapshot = _Watched(document)
        self.spent: dict[str, float] = {}
        self._finder = Finder(self.snapshot)
        self._lang = lang
        self._limit = budget * max(1.0, len(document.text) / _BUDGET_CHARACTERS)
        self._findings: list[Finding] = []
        self._troubles: dict[Finding, None] = {}  # a set that keeps the order

    def fire(self, active: ActiveRule) -> None:
        """Run a rule."""
        rule, snapshot, lang, limit = active.rule, self.snapshot, self._lang, self._limit
        started = perf_counter() - snapshot.seconds
        overrun = False
        try:
            self._findings += _fire(active, snapshot, self._finder, lang, limit)
        except _OverrunError:
            overrun = True
        except Exception as error:  # a rule is somebody's code: whatever it does, the others run on (law 4)
            self._troubles[_crash(rule, error, lang)] = None
        self.spent[rule.code] = spent = perf_counter() - snapshot.seconds - started
        if overrun or spent > limit:
            self._troubles[trouble(OVERRUN, lang, rule=_title(rule), limit=limit)] = None

    def outcome(self) -> Outcome:
        """What all of them have found."""
        limit = _TOTAL * self._limit
        if sum(self.spent.values()) > limit:
            slowest = sorted(self.spent, key=lambda code: -self.spent[code])[:_NAMED]
            self._troubles[trouble(OVERRUN, self._lang, rule=" + ".join([*slowest, "…"]), limit=limit)] = None
        return Outcome(tuple(sorted(self._findings, key=_place)), tuple(self._troubles))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.rule


def _fire(active: ActiveRule, snapshot: Snapshot, finder: Finder, lang: str, limit: float) -> list[Finding]:
    rule, text = active.rule, snapshot.text
    regions = finder.regions(rule)
    if not regions:
        return []
    if rule.detector is not None:
        found: Iterable[Match] = detectors.load(rule.detector)(snapshot, active.options)
    elif rule.pattern is not None:
        try:
            found = list(patterns.matches(rule.pattern, rule.replace, text, regions, limit))
        except TimeoutError:
            raise _OverrunError from None
    else:
        return []
    matches = [_checked(match, len(text)) for match in found]
    if matches and snapshot.document.notation.starts:
        matches = [match for match in matches if not _is_of_notation(match, snapshot.document.notation)]
    if not matches:
        return []
    message = rule.message.of(lang)
    because = rule.fix.because.of(lang) if rule.fix is not None else ""
    return [
        Finding(
            rule.code,
            rule.name,
            active.severity,
            match.start,
            match.end,
            message.format(**match.params),
            match.evidence,
            _fix(match, rule, because, text),
            rule.preview,
        )
        for match in matches
    ]


def _is_of_notation(match: Match, notation: Notation) -> bool:
    """Whether a match says something about notation, or would change it: that was not printed."""
    if match.edits:
        return any(notation.is_broken_by(edit.start, edit.end) for edit in match.edits)
    return notation.holds(match.start, match.end)


def _checked(match: Match, length: int) -> Match:
    if not 0 <= match.start <= match.end <= length:
        raise ValueError(f"the span {match.start}:{match.end} is not in the text of {length} characters")
    return match


def _fix(match: Match, rule: Rule, because: str, text: str) -> Fix | None:
    """The match's edits with the rule's safety, which the match may lower and not raise."""
    if not match.edits:
        return None
    if rule.fix is None:
        raise ValueError("edits from a rule whose file declares no fix")
    done = 0
    for edit in match.edits:
        if edit.start < done or text[edit.start : edit.end] != edit.old or edit.old == edit.new:
            raise ValueError(f"{edit} is out of order, does not fit the text, or changes nothing")
        done = edit.end
    safety = rule.fix.safety if match.safety is None else max(rule.fix.safety, match.safety, key=_CAREFUL.index)
    return Fix(match.edits, safety, rule.fix.effect, because, match.twin)


def _title(rule: Rule) -> str:
    return f"{rule.code} ({rule.name})"


def _crash(rule: Rule, error: Exception, lang: str) -> Finding:
    if isinstance(error, _StructureError) and error.__cause__ is not None:
        return trouble(CRASHED, lang, rule="structure", error=_in_words(error.__cause__))
    return trouble(CRASHED, lang, rule=_title(rule), error=_in_words(error))


def _in_words(error: BaseException) -> str:
    """Kind, first line and place of an exception: what a report of the crash needs."""
    words = str(error).partition("\n")[0][:_MAX_WORDS]
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f" ({os.path.basename(frame.tb_frame.f_code.co_filename)}:{frame.tb_lineno})" if frame is not None else ""
    return f"{type(error).__name__}: {words}{place}"
