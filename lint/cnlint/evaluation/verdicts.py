"""Is a finding right? The truth decides, in the way that suits what the rule says.

Rules that say what a text is (CAP: a caption, PAG: furniture) are right if the truth calls it so: their fixes move or
drop text, which a comparison with the body alone cannot judge. Rules that join are right if the truth runs on across
each seam, rules that find copies if the text stands more often than in the truth. A rule that misses a mark's partner
is right if the truth has the pair and the raw text has not. Any other finding with a fix is right if the fix alone
brings the text around it nearer to the truth, and one without a fix if the text it marks is not what the truth has
there.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from cnlint.detectors.enclosures import enclosures, unmatched
from cnlint.evaluation.align import Text, squeezed
from cnlint.evaluation.leftovers import Span
from cnlint.evaluation.score import Compared
from cnlint.findings import Edit, Finding

# Rules that look for what the truth has as well (wrong sums, impossible dates, odd blanks, the parts of a headline as
# blocks of their own): the truth cannot judge them.
UNJUDGED: Final = (
    "NUM001", "QLT", "ORD", "ENG", "PAR006", "HED002", "HED003", "HED005", "LEX002", "LEX003", "LEX004", "LEX006",
    "PUN002", "DUP003", "CHR003", "CHR005", "CHR006",
)  # fmt: skip
_SPACE: Final = re.compile(r"[^\S\n]*(\n[^\S\n]*)?(\n\s*)?")


class Case(NamedTuple):
    """A raw text and its truth, laid side by side."""

    text: str
    raw: Compared
    wanted: Text
    truth: str  # the units joined by blank lines
    leftovers: tuple[Span, ...] = ()  # what the raw text has and the truth has not
    captions: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()


# So many characters without a place in the truth, a misread mark or two, still belong to what they stand in.
_FEW: Final = 3


def is_judged(code: str) -> bool:
    """Whether the truth can say if a finding of this rule is right."""
    return not code.startswith(UNJUDGED)


def is_right(finding: Finding, case: Case) -> bool | None:
    """Whether the truth bears a finding out; None if it cannot say."""
    if not is_judged(finding.rule):
        return None
    for prefix, verdict in _VERDICTS.items():
        if finding.rule.startswith(prefix):
            return verdict(finding, case)
    return _mends(finding, case) if finding.fix and finding.fix.edits else _marks(finding, case)


def _is_caption(finding: Finding, case: Case) -> bool | None:
    return _is_called("caption", case.captions, finding, case)


def _is_furniture(finding: Finding, case: Case) -> bool | None:
    return _is_called("furniture", case.furniture, finding, case)


# From which likeness (rapidfuzz, 0 to 100) a marked text is a known line, misread.
_LIKE: Final = 85


def _is_called(kind: str, known: tuple[str, ...], finding: Finding, case: Case) -> bool | None:
    """Whether the marked text is of that kind; None if most of it has no place in the truth at all.

    A caption that repeats its headline may stand in the headline's place of the alignment, so that the known lines
    are asked as well.
    """
    from rapidfuzz import fuzz

    origin = case.raw.text.origin
    first, last = bisect_left(origin, finding.start), bisect_left(origin, finding.end)
    if first == last:
        return False
    marked = case.raw.text.folded[first:last]
    lines = [squeezed(line) for line in known]
    is_unit = marked in {case.wanted.folded[start:end] for start, end in case.wanted.blocks}
    if is_unit and marked not in lines:
        return False
    sizes: Counter[str] = Counter()
    for span in case.leftovers:
        sizes[span.kind] += max(0, min(last, span.end) - max(first, span.start))
    if 2 * sizes[kind] >= last - first:
        return True
    if not is_unit and any(fuzz.ratio(marked, line) >= _LIKE for line in lines):
        return True
    return None if 2 * (sizes["other"] + sizes[kind]) > last - first else False


# Characters of the truth that may be lost at a seam: a mark, a misread word, a column's last syllables.
_LOST_AT_SEAM: Final = 8
# Characters on either side of a seam that can hardly stand in a row by chance.
_WORDS: Final = 6


def _runs_on(finding: Finding, case: Case) -> bool | None:
    """Whether the truth runs on across every seam that a fix closes; None where neither side is part of the truth."""
    seams = [edit for edit in (finding.fix.edits if finding.fix else ()) if edit.old]
    verdicts = [_joins(edit, case) for edit in seams]
    if False in verdicts or not verdicts:
        return False
    return None if None in verdicts else True


def _joins(edit: Edit, case: Case) -> bool | None:
    origin, to_truth = case.raw.text.origin, case.raw.alignment.to_truth
    left, right = bisect_left(origin, edit.start) - 1, bisect_left(origin, edit.end)
    if _is_read_so(left, right, case):
        return True
    before = next((to_truth[at] for at in range(left, max(-1, left - _FEW), -1) if to_truth[at] >= 0), -1)
    after = next((to_truth[at] for at in range(right, min(len(to_truth), right + _FEW)) if to_truth[at] >= 0), -1)
    if before < 0 and after < 0:
        return None
    if before < 0 or not before < after <= before + 1 + _LOST_AT_SEAM:
        return False
    if any(before <= place < after for place in case.wanted.breaks):
        return False
    return before not in case.wanted.blanks or " " in edit.new


def _is_read_so(left: int, right: int, case: Case) -> bool:
    """Whether the truth has the words of both sides in a row, wherever: of two copies one alone is aligned."""
    folded = case.raw.text.folded
    words = folded[max(0, left + 1 - _WORDS) : left + 1] + folded[right : right + _WORDS]
    at = case.wanted.folded.find(words)
    inner = range(at, at + len(words) - 1)
    return (
        at >= 0
        and len(words) == 2 * _WORDS
        and not any(p in case.wanted.breaks or p in case.wanted.blanks for p in inner)
    )


def _stands_twice(finding: Finding, case: Case) -> bool | None:
    """Whether what a fix removes stands more often than the truth has it; misread copies are judged by the fix."""
    removed = squeezed("".join(edit.old for edit in (finding.fix.edits if finding.fix else ())))
    if removed and case.raw.text.folded.count(removed) > max(1, case.wanted.folded.count(removed)):
        return True
    return _mends(finding, case) if finding.fix and finding.fix.edits else _marks(finding, case)


def _is_unbalanced(finding: Finding, case: Case) -> bool | None:
    """Whether the marked character has a partner in its unit of the truth and none in what was read of that unit."""
    raw, to_truth = case.raw.text, case.raw.alignment.to_truth
    at = bisect_left(raw.origin, finding.start)
    near = next((index for index in range(at, -1, -1) if to_truth[index] >= 0), -1)
    if near < 0 or at - near > _FEW:
        return None
    start, end = _unit(case.wanted, to_truth[near])
    places = [index for index in case.raw.alignment.from_truth[start:end] if index >= 0]
    read = [index for index in range(places[0], places[-1] + 1) if _belongs(index, start, end, to_truth)]
    alone = {read[mark.at] for mark in unmatched(enclosures("".join(raw.chars[index] for index in read)))}
    if at not in alone:
        return False
    if to_truth[at] < 0 or raw.folded[at] != case.wanted.folded[to_truth[at]]:
        return True
    pairless = {start + mark.at for mark in unmatched(enclosures(case.wanted.chars[start:end]))}
    return to_truth[at] not in pairless


def _unit(truth: Text, place: int) -> tuple[int, int]:
    """First and last character (half open) of the truth's unit that a character belongs to."""
    return next((start, end) for start, end in truth.blocks if start <= place < end)


def _belongs(index: int, start: int, end: int, to_truth: list[int]) -> bool:
    """Whether a character was read in a unit: it is of the unit, or a stray one between characters that are."""
    if to_truth[index] >= 0:
        return start <= to_truth[index] < end
    return any(start <= place < end for place in to_truth[max(0, index - _FEW) : index + _FEW + 1])


def _is_layout(finding: Finding, case: Case) -> bool | None:
    """Whether a fix of layout, which is needed wherever it applies, leaves the text as near to the truth as it was."""
    edits = finding.fix.edits if finding.fix else ()
    if not edits:
        return None
    before, after = _distance(min(edit.start for edit in edits), max(edit.end for edit in edits), edits, case)
    return after <= before


_VERDICTS: Final[dict[str, Callable[[Finding, Case], bool | None]]] = {
    "CAP": _is_caption,
    "PAG": _is_furniture,
    "PUN003": _is_unbalanced,
    "PAR001": _runs_on,
    "PAR002": _runs_on,
    "PAR003": _runs_on,
    "PAR004": _runs_on,
    "HED001": _runs_on,
    "DUP": _stands_twice,
    "FMT": _is_layout,
}


def _marks(finding: Finding, case: Case) -> bool | None:
    return _distance(finding.start, finding.end, (), case)[0] > 0


def _mends(finding: Finding, case: Case) -> bool | None:
    """Whether a fix brings the text nearer to the truth; None if it changes only text that the truth does not have."""
    edits = finding.fix.edits if finding.fix else ()
    first, last = min(edit.start for edit in edits), max(edit.end for edit in edits)
    before, after = _distance(first, last, edits, case)
    if after >= before and all(_is_foreign(edit, case.raw) for edit in edits):
        return None
    return after < before


def _distance(first: int, last: int, edits: Iterable[Edit], case: Case) -> tuple[int, int]:
    """How far the text around `first:last` is from the truth: as it stands, and edited."""
    from rapidfuzz.distance import Levenshtein

    (start, end), (there, until) = _window(first, last, case)
    goal = _marked(case.truth[there:until])
    as_it_stands = Levenshtein.distance(_marked(case.text[start:end]), goal)
    return as_it_stands, Levenshtein.distance(_marked(_edited(case.text, start, end, edits)), goal)


def _edited(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    parts = []
    for edit in sorted(edits):
        parts += [text[start : edit.start], edit.new]
        start = edit.end
    return "".join([*parts, text[start:end]])


def _is_foreign(edit: Edit, raw: Compared) -> bool:
    """Whether an edit stands in text that has no place in the truth: neither do the characters on both sides."""
    left = bisect_left(raw.text.origin, edit.start) - 1
    right = bisect_left(raw.text.origin, edit.end)
    to_truth = raw.alignment.to_truth
    return (left < 0 or to_truth[left] < 0) and (right >= len(to_truth) or to_truth[right] < 0)


def _window(first: int, last: int, case: Case) -> tuple[tuple[int, int], tuple[int, int]]:
    """The smallest spans of text and truth around `first:last` that begin and end with characters that agree."""
    raw, wanted = case.raw, case.wanted
    origin, to_truth = raw.text.origin, raw.alignment.to_truth
    left = bisect_left(origin, first) - 1
    while left >= 0 and not _agrees(left, raw, wanted):
        left -= 1
    right = bisect_left(origin, last)
    while right < len(origin) and not _agrees(right, raw, wanted):
        right += 1
    here = (origin[left] if left >= 0 else 0, origin[right] + 1 if right < len(origin) else len(case.text))
    there = (
        wanted.origin[to_truth[left]] if left >= 0 else 0,
        wanted.origin[to_truth[right]] + 1 if right < len(origin) else len(case.truth),
    )
    return here, there


def _agrees(at: int, raw: Compared, wanted: Text) -> bool:
    place = raw.alignment.to_truth[at]
    return place >= 0 and raw.text.chars[at] == wanted.chars[place]


def _marked(text: str) -> str:
    """The text with each paragraph break as ¶, each other line end as ↵, and blanks run together."""
    return _SPACE.sub(
        lambda found: "¶" if found.group(2) else "↵" if found.group(1) else " " if found.group() else "", text
    )
