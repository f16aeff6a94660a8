"""Which injected damages a cleaner undid: the truth around each is looked for in the output."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cnlint.characters import JOINERS, ZERO_WIDTH, is_space
from cnlint.evaluation.align import Text, squeezed
from cnlint.evaluation.leftovers import leftovers
from cnlint.evaluation.lines import Edit
from cnlint.evaluation.score import Compared
from cnlint.evaluation.segmentation import parted

# Damage type: how many were undone, of how many.
Tally = Mapping[str, tuple[int, int]]
# Damage of which white space alone remains is not seen when white space is left out of the comparison.
_UNSEEN = frozenset({"blank_lost"})

# Damage that brings text of its own; undone when that text no longer stands there.
FOREIGN = frozenset({"caption", "credit", "page_number", "jump_line", "editor_line", "masthead_line", "filler"})
# Copies of a block, and of the end or start of one; exact ones, if `refined` leaves them so.
COPIES = frozenset({"dup_adjacent", "dup_caption", "dup_edge"})
# Damage of which not even a blank may remain.
_BLANK_COUNTS = ("cut_", "headline_cut", "han_space", "hard_wrap")
# Characters of the truth beyond a near copy's length, on either side, among which it may not be found.
_AROUND_COPY = 8
# So much of a foreign line or near copy may remain: a closing mark that aligned with one of the text.
_REMAINS = 0.3


def places(units: Sequence[str]) -> list[int]:
    """How many printing characters stand before each offset of the truth (units joined by a blank line)."""
    result = []
    count = 0
    for char in "\n\n".join(units):
        result.append(count)
        count += not (is_space(char) or char in ZERO_WIDTH or char in JOINERS)
    result.append(count)
    return result


def refined(edits: Iterable[Edit], units: Sequence[str], raw: str) -> tuple[Edit, ...]:
    """The damage that can be seen, told apart more finely: cuts in and between words, copies exact and near."""
    whole = "\n\n".join(units)
    printed = squeezed(raw)
    return tuple(edit._replace(type=_finer(edit, whole, printed)) for edit in edits if edit.type not in _UNSEEN)


def _finer(edit: Edit, whole: str, printed: str) -> str:
    if edit.type == "cut_han":
        return parted(whole, edit.start)
    if edit.type in COPIES and printed.count(squeezed(edit.inserted)) < 2:
        return "dup_near"
    return edit.type


def tally(
    edits: Iterable[Edit], place: Sequence[int], truth: Text, output: Compared, text: str, known: Sequence[str] = ()
) -> dict[str, tuple[int, int]]:
    """How much of each type of damage the output undid.

    Args:
        edits: the damage.
        place: what `places` says of the truth.
        truth: the truth taken apart.
        output: the output laid beside the truth.
        text: the output as it was written.
        known: the foreign lines of the page.
    """
    left = _left(truth, output, known)
    counts: dict[str, tuple[int, int]] = {}
    for edit in edits:
        done, of = counts.get(edit.type, (0, 0))
        if edit.type in FOREIGN:
            undone = not left[squeezed(edit.inserted)]
            left[squeezed(edit.inserted)] -= not undone
        else:
            undone = is_undone(edit, place, truth, output, text)
        counts[edit.type] = done + undone, of + 1
    return counts


def _left(truth: Text, output: Compared, known: Sequence[str]) -> Counter[str]:
    """How often each foreign line still stands in the output, as a whole or in a good part."""
    left: Counter[str] = Counter()
    for span in leftovers(output.text, truth, output.alignment, known, ()):
        if span.line >= 0 and span.end - span.start >= _REMAINS * len(squeezed(known[span.line])):
            left[squeezed(known[span.line])] += 1
    return left


def is_undone(edit: Edit, place: Sequence[int], truth: Text, output: Compared, text: str) -> bool:
    """Whether the output reads as the truth where the damage was done.

    Args:
        edit: the damage, `refined`; foreign lines are for `tally` to count.
        place: what `places` says of the truth.
        truth: the truth taken apart.
        output: the output laid beside the truth.
        text: the output as it was written.
    """
    start, end = place[edit.start], place[edit.end]
    if edit.type in COPIES:
        copy = squeezed(edit.inserted)
        return output.text.folded.count(copy) <= truth.folded.count(copy)
    if edit.type == "dup_near":
        return _is_gone(start, len(squeezed(edit.inserted)), truth, output)
    width = len(squeezed(edit.inserted)) + 1 if edit.type.startswith("doubled_") else 1
    first, last = max(0, start - width), min(len(truth.chars), end + width) - 1
    if last < first:
        return True
    found = output.alignment.from_truth[first : last + 1]
    if found[0] < 0 or found != list(range(found[0], found[0] + len(found))):
        return False
    if output.text.chars[found[0] : found[-1] + 1] != truth.chars[first : last + 1]:
        return False
    if edit.type == "zero_width":
        printed = text[output.text.origin[found[0]] : output.text.origin[found[-1]] + 1]
        return not any(char in ZERO_WIDTH or char in JOINERS for char in printed)
    return _same_breaks(found[0], first, last, truth, output.text, blanks=edit.type.startswith(_BLANK_COUNTS))


def _same_breaks(at: int, first: int, last: int, truth: Text, text: Text, *, blanks: bool) -> bool:
    for step in range(last - first):
        here, there = at + step, first + step
        if (here in text.breaks) != (there in truth.breaks):
            return False
        if blanks and (here in text.blanks or here in text.breaks) != (there in truth.blanks or there in truth.breaks):
            return False
    return True


def _is_gone(start: int, length: int, truth: Text, output: Compared) -> bool:
    """Whether hardly anything foreign stands around a place where a copy of that length stood."""
    from_truth, to_truth = output.alignment.from_truth, output.alignment.to_truth
    around = length + _AROUND_COPY
    first, last = max(0, start - around), min(len(truth.chars) - 1, start + around)
    kept = [at for at in from_truth[first : last + 1] if at >= 0]
    if len(kept) < 2:
        return False
    left = 0 if first == 0 else min(kept)
    right = len(to_truth) - 1 if last == len(truth.chars) - 1 else max(kept)
    return sum(to_truth[at] < 0 for at in range(left, right + 1)) < max(1, _REMAINS * length)
