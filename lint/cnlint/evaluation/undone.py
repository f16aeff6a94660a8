"""Which injected damages a cleaner undid: the truth around each is looked for in the output."""

from collections.abc import Sequence

from cnlint.characters import JOINERS, ZERO_WIDTH, is_space
from cnlint.evaluation.align import Text, squeezed
from cnlint.evaluation.lines import Edit
from cnlint.evaluation.score import Compared

# Damage that brings text of its own; undone when that text no longer stands there.
FOREIGN = frozenset({"caption", "credit", "page_number", "jump_line", "editor_line", "masthead_line", "filler"})
# Damage of which not even a blank may remain.
_BLANK_COUNTS = ("cut_", "headline_cut", "han_space", "hard_wrap")
# Characters of the truth on either side that are looked at; a page number has short neighbours of its own kind.
_AROUND, _AROUND_SHORT, _SHORT = 12, 4, 4
_AROUND_COPY = 8
# So much of a foreign line may remain: a closing mark that aligned with one of the text.
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


def is_undone(edit: Edit, place: Sequence[int], truth: Text, output: Compared, text: str) -> bool:
    """Whether the output reads as the truth where the damage was done.

    Args:
        edit: the damage.
        place: what `places` says of the truth.
        truth: the truth taken apart.
        output: the output laid beside the truth.
        text: the output as it was written.
    """
    start, end = place[edit.start], place[edit.end]
    if edit.type.startswith("dup_") or edit.type in FOREIGN:
        return _is_gone(start, edit, truth, output)
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


def _is_gone(start: int, edit: Edit, truth: Text, output: Compared) -> bool:
    """Whether foreign text is gone from around a place, and the paragraphs there are parted as they should be."""
    from_truth, to_truth = output.alignment.from_truth, output.alignment.to_truth
    length = len(squeezed(edit.inserted))
    around = _AROUND_SHORT if length <= _SHORT else _AROUND
    if edit.type.startswith("dup_"):
        around = length + _AROUND_COPY
    first, last = max(0, start - around), min(len(truth.chars) - 1, start + around)
    kept = [at for at in from_truth[first : last + 1] if at >= 0]
    if len(kept) < 2:
        return False
    left = 0 if first == 0 else min(kept)
    right = len(to_truth) - 1 if last == len(truth.chars) - 1 else max(kept)
    foreign = sum(to_truth[at] < 0 for at in range(left, right + 1))
    if foreign >= max(1, _REMAINS * length):
        return False
    if 0 < start < len(truth.chars) and from_truth[start - 1] >= 0 and from_truth[start] >= 0:
        return (from_truth[start - 1] in output.text.breaks) == ((start - 1) in truth.breaks)
    return start >= len(truth.chars) or start == 0
