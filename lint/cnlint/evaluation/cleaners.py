"""The cleaners that can be measured: cnlint's own, by how much they may do."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from cnlint.document import Document
from cnlint.engine import check
from cnlint.findings import Finding, Safety
from cnlint.selection import ActiveRule


class Output(NamedTuple):
    """What a cleaner made of a document."""

    text: str
    findings: tuple[Finding, ...]  # on the raw text
    errors: tuple[str, ...] = ()  # what kept the cleaner from its work, in words


Cleaner = Callable[[str, str], Output]
# clean: what `cnlint clean --format txt` writes; safe: the same with --safe-only; fix: what `cnlint fix` leaves.
MODES: Final = ("clean", "safe", "fix")


def cleaner(mode: str, rules: Sequence[ActiveRule]) -> Cleaner:
    """Cnlint's cleaner of that mode, as a function of text and name."""
    return partial(_fixed if mode == "fix" else _cleaned, rules, mode)


def _fixed(rules: Sequence[ActiveRule], mode: str, text: str, name: str) -> Output:
    from cnlint.fixer import fix

    document = Document(text, name)
    outcome = check(document, rules)
    fixed = fix(document, partial(check, rules=rules), frozenset({Safety.SAFE}))
    return Output(fixed.document.text, outcome.findings, _words((*outcome.troubles, *fixed.troubles)))


def _cleaned(rules: Sequence[ActiveRule], mode: str, text: str, name: str) -> Output:
    from cnlint.corpus.cleaning import ConservationError, clean
    from cnlint.corpus.plain import plain

    document = Document(text, name)
    outcome = check(document, rules)
    try:
        cleaned = clean(document, partial(check, rules=rules), safe_only=mode == "safe")
    except ConservationError:
        return Output(text, outcome.findings, (*_words(outcome.troubles), "clean would lose or double a character"))
    return Output(plain(cleaned.records), outcome.findings, _words((*outcome.troubles, *cleaned.fixed.troubles)))


def _words(troubles: Sequence[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{trouble.rule} {trouble.message}" for trouble in troubles))


def judge_others(outputs: dict[str, str]) -> Cleaner:
    """The outputs of another cleaner, by document name; a document without one counts as unchanged."""
    return lambda text, name: Output(outputs.get(name, text), ())
