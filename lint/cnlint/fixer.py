"""The fixer: makes fixes round by round until none is left to make (law 3), or leaves the document as it came.

A round takes one snapshot and its findings, chooses fixes that do not get in each other's way, and makes them at
once; the next round reads the text anew. So a fix never meets a text other than the one its rule has seen. What a
round brings to light, such as the doubled mark that a joined paragraph has at its seam, is found and fixed in the next.
The order in which findings come does not matter.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, NamedTuple

from cnlint.conservation import accounts_for, fits, keeps_promise
from cnlint.document import Document
from cnlint.engine import Outcome
from cnlint.findings import Edit, Effect, Finding, Fix, Safety
from cnlint.rulebook.rule import NOT_CONSERVED, UNCONVERGED
from cnlint.troubles import trouble

# Rounds. Texts come to rest in two or three; one row of blanks or marks may take a round for each. Ruff's limit.
MAX_ROUNDS: Final = 100
# Repairs do not write: a text that has become twice as long, and a screenful more, is growing without end. Rules that
# feed on themselves double it in each round, and would fill the memory before the rounds are over.
_MAX_GROWTH: Final = 2
_SCREENFUL: Final = 1024  # characters

Check = Callable[[Document], Outcome]


class Fixed(NamedTuple):
    """What has become of a document."""

    document: Document  # the one that came in, if nothing was fixed or something went wrong
    steps: tuple[tuple[Finding, ...], ...]  # for each round the findings that were fixed, by place in its snapshot
    outcome: Outcome  # of the document as it now is
    troubles: tuple[Finding, ...]  # of every round, and the fixer's own; any of them means exit 2

    @property
    def rounds(self) -> tuple[tuple[Edit, ...], ...]:
        """The edits of each round, in order of place, with offsets in that round's snapshot."""
        return tuple(_edits(step) for step in self.steps)

    @property
    def applied(self) -> tuple[Finding, ...]:
        """All findings that were fixed, with offsets in the snapshot of their round."""
        return tuple(finding for step in self.steps for finding in step)


class _Failure(Exception):
    """The document must stay as it came; carries the finding that says why."""


def fix(
    document: Document,
    check: Check,
    allowed: Collection[Safety],
    *,
    also: Collection[str] = frozenset(),
    lang: str = "en",
) -> Fixed:
    """Make all fixes that are allowed, to a fixed point.

    Args:
        document: what to fix.
        check: finds what there is to fix in a snapshot; for equal texts it must answer the same.
        allowed: how far a fix must be trusted to be made; those for display never are.
        also: the rules whose fixes are made however far they are trusted.
        lang: language of the fixer's own findings.

    Returns:
        The fixed document; or the one that came in, with a trouble that names the rules, where a fix breaks its
        promise (ENG004) or fixes do not come to rest (ENG005). Troubles of `check` are passed on, and the fixes of
        the rules that did run are made.
    """
    original = outcome = check(document)
    troubles = dict.fromkeys(outcome.troubles)  # a set that keeps the order
    current = document
    steps: list[tuple[Finding, ...]] = []
    # Text seen -> the round that begins with it. Hashes do: two that collide would only leave a file unfixed.
    seen = {hash(document.text): 0}
    try:
        while chosen := choose(outcome.findings, allowed, also):
            current = _next_snapshot(current, chosen, lang)
            steps.append(chosen)
            first = seen.setdefault(hash(current.text), len(steps))
            if first < len(steps):
                raise _unconverged(steps[first:], lang)
            if len(steps) == MAX_ROUNDS or _has_outgrown(current.text, document.text):
                # Those that have come to rest in the first half are not the ones that fight.
                raise _unconverged(steps[len(steps) // 2 :], lang)
            outcome = check(current)
            troubles.update(dict.fromkeys(outcome.troubles))
    except _Failure as failure:
        return Fixed(document, (), original, (*troubles, *failure.args))
    return Fixed(current, tuple(steps), outcome, tuple(troubles))


def choose(
    findings: Iterable[Finding], allowed: Collection[Safety], also: Collection[str] = frozenset()
) -> tuple[Finding, ...]:
    """The findings whose fixes can be made together, by place.

    Of fixes that overlap or touch, duplicates go first, then the one that starts first, then the one of the first rule;
    the others wait for the next round. The twin of a duplicate must outlast its round, so no edit may reach into it.
    """
    taken = _Spans()
    twins = _Spans()
    chosen = []
    for finding, fix in sorted(_allowed(findings, allowed, also), key=_precedence):
        twin = () if fix.twin is None else (fix.twin,)
        if any(taken.touch(edit.start, edit.end) or twins.overlap(edit.start, edit.end) for edit in fix.edits):
            continue
        if any(taken.overlap(*span) for span in twin):
            continue
        for edit in fix.edits:
            taken.add(edit.start, edit.end)
        for span in twin:
            twins.add(*span)
        chosen.append(finding)
    return tuple(chosen)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after edits, which are in order of place and do not overlap.

    Raises:
        ValueError: they are not so, or one expects other characters than stand at its place.
    """
    if not fits(edits, text):
        raise ValueError("the text does not have what the edits replace")
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (text[done : edit.start], edit.new)
        done = edit.end
    return "".join((*pieces, text[done:]))


def inverse(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take edits back, with offsets in the text that those have made."""
    inverted = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        inverted.append(Edit(start, start + len(edit.new), edit.new, edit.old))
        shift += len(edit.new) - len(edit.old)
    return tuple(inverted)


def _allowed(
    findings: Iterable[Finding], allowed: Collection[Safety], also: Collection[str]
) -> Iterable[tuple[Finding, Fix]]:
    for finding in findings:
        fix = finding.fix
        if fix is None or not fix.edits or fix.safety == Safety.DISPLAY:
            continue
        if fix.safety in allowed or finding.rule in also:
            yield finding, fix


def _precedence(candidate: tuple[Finding, Fix]) -> tuple[bool, int, str, tuple[Edit, ...], tuple[int, ...]]:
    finding, fix = candidate
    # Duplicates first: a mark widened in one copy, or a half joined to its other half, takes their proof away.
    is_other = fix.effect is not Effect.DUPLICATE
    return is_other, min(edit.start for edit in fix.edits), finding.rule, fix.edits, fix.twin or ()


def _edits(step: Iterable[Finding]) -> tuple[Edit, ...]:
    edits = (edit for finding in step if finding.fix is not None for edit in finding.fix.edits)
    # Not by their texts: of two insertions at one place, which only one fix can make, the order is that fix's.
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _next_snapshot(document: Document, chosen: Sequence[Finding], lang: str) -> Document:
    """The document after one round.

    Raises:
        _Failure: a fix breaks its promise.
    """
    for finding in chosen:
        if finding.fix is not None and not keeps_promise(finding.fix, document.text):
            raise _Failure(trouble(NOT_CONSERVED, lang, rule=_title(finding), effect=finding.fix.effect.value))
    edits = _edits(chosen)
    text = apply(document.text, edits)
    if not accounts_for(document.text, text, edits):
        effects = sorted({finding.fix.effect.value for finding in chosen if finding.fix is not None})
        raise _Failure(trouble(NOT_CONSERVED, lang, rule=_titles([chosen]), effect=" + ".join(effects)))
    return document.with_text(text)


def _has_outgrown(text: str, original: str) -> bool:
    return len(text) > _MAX_GROWTH * len(original) + _SCREENFUL


def _unconverged(steps: Sequence[Sequence[Finding]], lang: str) -> _Failure:
    return _Failure(trouble(UNCONVERGED, lang, rules=_titles(steps)))


def _titles(steps: Iterable[Iterable[Finding]]) -> str:
    return " + ".join(sorted({_title(finding) for step in steps for finding in step}))


def _title(finding: Finding) -> str:
    return f"{finding.rule} ({finding.name})"


class _Spans:
    """A set of spans of a text. Those that overlap are one; those that only touch are two."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def touch(self, start: int, end: int) -> bool:
        """Whether a span has a character or a border in common with one of these."""
        return bisect_left(self._ends, start) < bisect_right(self._starts, end)

    def overlap(self, start: int, end: int) -> bool:
        """Whether a span has a character in common with one of these, or, being empty, lies inside one."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def add(self, start: int, end: int) -> None:
        """Add a span."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]
