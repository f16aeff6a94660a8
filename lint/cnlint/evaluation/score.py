"""Scores a cleaner's output against the truth: paragraph breaks, characters, what is left over; before and after."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from cnlint.characters import is_han
from cnlint.evaluation.align import Alignment, Text, align, matched_breaks, text_of
from cnlint.evaluation.leftovers import leftovers


class Truth(NamedTuple):
    """What a perfect cleaner would write, and what it would leave out."""

    units: tuple[str, ...]
    furniture: tuple[str, ...]
    captions: tuple[str, ...]
    source: str = ""
    script: str = ""
    furniture_kinds: tuple[str, ...] = ()  # what each line of furniture is, in the words of the truth's author
    kinds: tuple[str, ...] = ()  # kicker, title, deck, sub, byline or para, for each unit


class Side(NamedTuple):
    """Counts of one text against its truth; sums of documents are counts again."""

    breaks_right: int = 0
    breaks: int = 0
    absent: int = 0  # characters of the truth that are not there
    wrong: int = 0
    width: int = 0  # right but for width or shape
    furniture: int = 0
    captions: int = 0
    duplicates: int = 0
    other: int = 0
    han_blanks: int = 0  # blanks between two Han characters
    zero_width: int = 0


class Score(NamedTuple):
    """Counts over documents: the raw text, the output, and what happened between."""

    documents: int = 0
    characters: int = 0  # of the truth
    true_breaks: int = 0
    before: Side = Side()
    after: Side = Side()
    merged: int = 0  # true breaks that the raw text had and the output lost
    lost: int = 0  # characters of the truth that the raw text had and the output lost
    changed: int = 0  # characters that were right, and wrong in the output
    corrected: int = 0
    furniture: int = 0  # characters that the truth lists
    captions: int = 0
    headings_merged: int = 0  # of `merged`: between a heading and a byline or paragraph


def total(scores: Iterable[Score]) -> Score:
    """The sum of scores."""
    result = Score()
    for score in scores:
        before, after = _sum(result.before, score.before), _sum(result.after, score.after)
        counts = {
            name: getattr(result, name) + getattr(score, name)
            for name in Score._fields
            if name not in ("before", "after")
        }
        result = Score(before=before, after=after, **counts)
    return result


def _sum(one: Side, other: Side) -> Side:
    return Side(*(mine + theirs for mine, theirs in zip(one, other, strict=True)))


class Precision(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def breaks_found(side: Side, true_breaks: int) -> Precision:
    """How well the paragraph breaks of a text are those of the truth; 1 where there are none to be wrong about."""
    precision = side.breaks_right / side.breaks if side.breaks else 1.0
    recall = side.breaks_right / true_breaks if true_breaks else 1.0
    both = precision + recall
    return Precision(precision, recall, 2 * precision * recall / both if both else 0.0)


def error_rate(side: Side, characters: int, *, widths: bool = True) -> float:
    """Character error rate: absent, wrong and foreign characters per character of the truth."""
    errors = side.absent + side.wrong + side.other + (side.width if widths else 0)
    return errors / characters if characters else 0.0


class Compared(NamedTuple):
    """A text taken apart and laid beside its truth."""

    text: Text
    alignment: Alignment


def compare(text: str, truth: Text, breaks: str = "blank") -> Compared:
    """Lays a text beside its truth."""
    parts = text_of(text, breaks)
    return Compared(parts, align(parts, truth))


def truth_text(truth: Truth) -> Text:
    """The truth as a text: its units, parted by blank lines."""
    return text_of("\n\n".join(truth.units))


def score(raw: str, output: str, truth: Truth, breaks: str = "blank") -> Score:
    """Scores one document.

    Args:
        raw: what the cleaner got.
        output: what it wrote.
        truth: what it should have written.
        breaks: what parts paragraphs in both texts: `blank` lines or every `newline`.
    """
    wanted = truth_text(truth)
    before = compare(raw, wanted, breaks)
    after = before if output == raw else compare(output, wanted, breaks)
    return score_compared(before, after, wanted, truth)


def score_compared(before: Compared, after: Compared, wanted: Text, truth: Truth) -> Score:
    """Scores a document whose texts are laid beside the truth already."""
    was, now = _states(before, wanted), _states(after, wanted)
    had, _ = matched_breaks(before.text, wanted, before.alignment)
    has, _ = matched_breaks(after.text, wanted, after.alignment)
    lost = had - has
    return Score(
        1,
        len(wanted.chars),
        len(wanted.breaks),
        _side(before, wanted, was, truth),
        _side(after, wanted, now, truth),
        len(lost),
        sum(old > _ABSENT and new == _ABSENT for old, new in zip(was, now, strict=True)),
        sum(old == _RIGHT and _ABSENT < new < _RIGHT for old, new in zip(was, now, strict=True)),
        sum(old < _RIGHT and new == _RIGHT for old, new in zip(was, now, strict=True)),
        sum(len(text_of(line).chars) for line in truth.furniture),
        sum(len(text_of(line).chars) for line in truth.captions),
        len(lost & _ends_of_headings(wanted, truth)),
    )


_HEADINGS: Final = frozenset({"kicker", "title", "deck", "sub"})


def _ends_of_headings(wanted: Text, truth: Truth) -> set[int]:
    """The breaks of the truth between a heading and what is none."""
    blocks = zip(wanted.blocks, truth.kinds, truth.kinds[1:], strict=False)
    return {end - 1 for (_, end), kind, following in blocks if (kind in _HEADINGS) and following not in _HEADINGS}


_ABSENT, _WRONG, _WIDTH, _RIGHT = range(4)


def _states(compared: Compared, truth: Text) -> list[int]:
    """What became of each character of the truth."""
    text = compared.text
    states = []
    for place, at in enumerate(compared.alignment.from_truth):
        if at < 0:
            states.append(_ABSENT)
        elif text.chars[at] == truth.chars[place]:
            states.append(_RIGHT)
        else:
            states.append(_WIDTH if text.folded[at] == truth.folded[place] else _WRONG)
    return states


def _side(compared: Compared, truth: Text, states: list[int], known: Truth) -> Side:
    text = compared.text
    right, found = matched_breaks(text, truth, compared.alignment)
    sizes = dict.fromkeys(("furniture", "caption", "duplicate", "other"), 0)
    for span in leftovers(text, truth, compared.alignment, known.furniture, known.captions):
        sizes[span.kind] += span.end - span.start
    han_blanks = sum(
        at + 1 < len(text.chars) and is_han(text.chars[at]) and is_han(text.chars[at + 1]) for at in text.blanks
    )
    return Side(
        len(right),
        found,
        states.count(_ABSENT),
        states.count(_WRONG),
        states.count(_WIDTH),
        sizes["furniture"],
        sizes["caption"],
        sizes["duplicate"],
        sizes["other"],
        han_blanks,
        text.zero_width,
    )
