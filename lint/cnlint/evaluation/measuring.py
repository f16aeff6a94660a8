"""Measures a cleaner: over pairs of raw text and truth, over injected pages, over clean text that must not change."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from random import Random
from typing import NamedTuple

from cnlint.evaluation.align import Text, align, matched_breaks, text_of
from cnlint.evaluation.articles import CleanArticle, is_undamaged
from cnlint.evaluation.cleaners import Cleaner
from cnlint.evaluation.damage import Page, Plan, pages
from cnlint.evaluation.defects import Defect, found_defects, injected_defects
from cnlint.evaluation.judging import RuleScore, judge
from cnlint.evaluation.leftovers import leftovers
from cnlint.evaluation.lines import Edit
from cnlint.evaluation.score import Compared, Score, Truth, compare, score_compared, total, truth_text
from cnlint.evaluation.truthfile import Pair
from cnlint.evaluation.undone import Tally, places, refined, tally
from cnlint.evaluation.verdicts import Case
from cnlint.intervals import Share, wilson


class Measured(NamedTuple):
    """What was measured on one document."""

    name: str
    source: str
    script: str
    score: Score
    rules: dict[str, RuleScore]
    undone: Tally  # injected pages only
    errors: tuple[str, ...] = ()
    layout: str = ""  # injected pages only
    by_second: Tally | None = None  # what the second cleaner undid


class Measurement(NamedTuple):
    """What was measured on all documents."""

    documents: tuple[Measured, ...]
    digest: str  # 16 hexadecimal digits that name the data

    def group(self, **values: str) -> Score:
        """The sum over the documents of a source, script or layout."""
        chosen = (one for one in self.documents if all(getattr(one, key) == value for key, value in values.items()))
        return total(one.score for one in chosen)

    def rules(self, codes: Collection[str]) -> dict[str, RuleScore]:
        """Scores of the rules of these codes over all documents."""
        scores: dict[str, RuleScore] = {}
        for document in self.documents:
            for code, score in document.rules.items():
                scores[code] = scores.get(code, RuleScore()).plus(score)
        return {code: scores[code] for code in sorted(scores) if code in codes}

    @property
    def undone(self) -> dict[str, Share]:
        """Share of the injected damage that was undone, by type."""
        return _shares(document.undone for document in self.documents)

    @property
    def undone_by_second(self) -> dict[str, Share]:
        """The same for the second cleaner, if there was one."""
        return _shares(document.by_second or {} for document in self.documents)


def _shares(tallies: Iterable[Tally]) -> dict[str, Share]:
    sums: dict[str, list[int]] = {}
    for one in tallies:
        for kind, (undone, of) in one.items():
            entry = sums.setdefault(kind, [0, 0])
            entry[0] += undone
            entry[1] += of
    return {kind: wilson(*sums[kind]) for kind in sorted(sums)}


class Digest:
    """16 hexadecimal digits that name texts."""

    def __init__(self) -> None:
        self._hash = blake2b(digest_size=8)

    def add(self, *texts: str) -> None:
        """Takes in the next texts."""
        for text in texts:
            self._hash.update(text.encode("utf-8", "surrogatepass") + b"\0")

    def __str__(self) -> str:
        return self._hash.hexdigest()


def measure_pairs(pairs: Iterable[Pair], cleaner: Cleaner, breaks: str = "blank") -> Measurement:
    """Measures a cleaner on real OCR output with its truth."""
    digest = Digest()
    measured = []
    for pair in pairs:
        digest.add(pair.name, pair.raw, *pair.truth.units)
        measured.append(_measure(pair.name, pair.raw, pair.truth, cleaner, breaks))
    return Measurement(tuple(measured), str(digest))


def injected(articles: Iterable[CleanArticle], seed: int, plan: Plan) -> Iterator[tuple[str, Page]]:
    """Named pages made of clean articles, the same for the same seed; articles that are not clean are left out."""
    for number, made in enumerate(pages(filter(is_undamaged, articles), Random(seed), plan)):
        yield f"page-{number:05}", made


def measure_injected(made: Iterable[tuple[str, Page]], cleaner: Cleaner, second: Cleaner | None = None) -> Measurement:
    """Measures a cleaner on injected pages, whose damage is known one by one; of a second one what it undid."""
    digest = Digest()
    measured = []
    for name, page in made:
        digest.add(page.text, *page.truth)
        truth = Truth(page.truth, page.furniture, page.captions, page.source, page.script, kinds=page.kinds)
        one = _measure(name, page.text, truth, cleaner, "blank", refined(page.edits, page.truth, page.text))
        measured.append(one._replace(layout=page.layout, by_second=_by_second(page, truth, second)))
    return Measurement(tuple(measured), str(digest))


def _by_second(page: Page, truth: Truth, cleaner: Cleaner | None) -> Tally | None:
    if cleaner is None:
        return None
    wanted = truth_text(truth)
    output = cleaner(page.text, "").text
    edits = refined(page.edits, page.truth, page.text)
    known = (*page.captions, *page.furniture)
    return tally(edits, places(page.truth), wanted, compare(output, wanted), output, known)


def _measure(
    name: str, raw: str, truth: Truth, cleaner: Cleaner, breaks: str, edits: tuple[Edit, ...] = ()
) -> Measured:
    output = cleaner(raw, name)
    wanted = truth_text(truth)
    before = compare(raw, wanted, breaks)
    after = before if output.text == raw else compare(output.text, wanted, breaks)
    case = _case(raw, before, wanted, truth)
    return Measured(
        name,
        truth.source,
        truth.script,
        score_compared(before, after, wanted, truth),
        judge(output.findings, defects_of(case, truth, edits), case),
        tally(edits, places(truth.units), wanted, after, output.text, (*truth.captions, *truth.furniture)),
        output.errors,
    )


def case_of(text: str, truth: Truth) -> Case:
    """A raw text laid beside its truth, to judge findings by."""
    wanted = truth_text(truth)
    return _case(text, compare(text, wanted), wanted, truth)


def defects_of(case: Case, truth: Truth, edits: tuple[Edit, ...] = ()) -> list[Defect]:
    """The damage of a raw text: what was done to it, if that is known, else what the alignment shows."""
    if edits:
        return injected_defects(edits, places(truth.units), case.raw)
    return found_defects(case.raw, case.wanted, truth, case.leftovers)


def _case(text: str, raw: Compared, wanted: Text, truth: Truth) -> Case:
    spans = leftovers(raw.text, wanted, raw.alignment, truth.furniture, truth.captions)
    return Case(text, raw, wanted, "\n\n".join(truth.units), tuple(spans), truth.captions, truth.furniture)


class Harm(NamedTuple):
    """What a cleaner did to clean texts, where every change is a false one."""

    files: int = 0
    changed_files: int = 0
    characters: int = 0
    changed: int = 0  # characters lost, added or replaced
    boundaries: int = 0  # paragraph breaks
    merged: int = 0
    split: int = 0


def measure_harm(texts: Iterable[tuple[str, str]], cleaner: Cleaner, breaks: str = "blank") -> tuple[Harm, list[str]]:
    """Runs a cleaner over clean texts (name, text); returns the sums and the names of the texts it changed."""
    sums = Harm()
    names = []
    for name, text in texts:
        harm = _harm(text_of(text, breaks), text_of(cleaner(text, name).text, breaks))
        sums = Harm(*(one + two for one, two in zip(sums, harm, strict=True)))
        if harm.changed_files:
            names.append(name)
    return sums, names


def _harm(before: Text, after: Text) -> Harm:
    from rapidfuzz.distance import Levenshtein

    if (before.chars, before.breaks) == (after.chars, after.breaks):
        return Harm(1, 0, len(before.chars), 0, len(before.breaks))
    changed = Levenshtein.distance(before.chars, after.chars)
    kept, found = matched_breaks(after, before, align(after, before))
    return Harm(1, 1, len(before.chars), changed, len(before.breaks), len(before.breaks) - len(kept), found - len(kept))
