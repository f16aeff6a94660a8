"""Law 2, conservation: no fix does more to the characters than its rule has declared.

Two checks that share nothing. `keeps_promise` holds one fix against the explicit table of its effect. `accounts_for`
holds a whole text against the one before it: between the declared edits, every printed character must have stayed.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from cnlint.characters import FULL_WIDTH, INVISIBLE
from cnlint.copies import as_printed
from cnlint.findings import Edit, Effect, Fix, Safety
from cnlint.lazy import lazy
from cnlint.lookalikes import LOOKALIKES, QUOTES

# Layout white space as `characters.is_space` has it: without the separators that count as control characters.
_BLANKS: Final = lazy(r"[^\S\x0b\x1c-\x1f\x85]+")
# Marks of which one of two may go (the catalogue's PUN005), in both widths. Not the full stop of half width: two of
# them are what is left of an ellipsis as often as not.
DOUBLED_MARKS: Final = frozenset("，。、；,;")


def printed(text: str) -> str:
    """The text without layout white space: what the law counts."""
    return _BLANKS.sub("", text)


def keeps_promise(fix: Fix, text: str) -> bool:
    """Whether a fix does to a text what its effect allows, and nothing else.

    Edits that do not fit the text, are out of order or overlap never do. Fixes that are not safe are not bound by
    their effect: they are shown before they are made, and `accounts_for` counts them as declared.
    """
    return bool(fix.edits) and fits(fix.edits, text) and (fix.safety != Safety.SAFE or _CHECKS[fix.effect](fix, text))


def fits(edits: Sequence[Edit], text: str) -> bool:
    """Whether edits are in order, do not overlap, and replace what stands in the text."""
    done = 0
    for edit in edits:
        if not done <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.old:
            return False
        done = edit.end
    return True


def accounts_for(before: str, after: str, edits: Sequence[Edit]) -> bool:
    """Whether the printed characters of `after` are those of `before`, but for the edits.

    Args:
        before: a text.
        after: what it is said to have become.
        edits: the declared edits, in order of place, with offsets in `before`.
    """
    rest = printed(after)
    read = place = 0
    for edit in edits:
        expected = printed(before[place : edit.start]) + printed(edit.new)
        if not rest.startswith(expected, read):
            return False
        read += len(expected)
        place = edit.end
    return rest[read:] == printed(before[place:])


def _only_space(fix: Fix, _text: str) -> bool:
    return all(printed(edit.old) == printed(edit.new) for edit in fix.edits)


def _one_for_one(allowed: Callable[[str, str], bool]) -> Callable[[Fix, str], bool]:
    """A check that each character of an edit stays, or becomes one that it may become."""

    def check(fix: Fix, _text: str) -> bool:
        return all(
            len(edit.old) == len(edit.new)
            and all(old == new or allowed(old, new) for old, new in zip(edit.old, edit.new, strict=True))
            for edit in fix.edits
        )

    return check


def _only_invisible(fix: Fix, _text: str) -> bool:
    return all(_leaves(edit.old, edit.new) for edit in fix.edits)


def _leaves(old: str, new: str) -> bool:
    """Whether `new` is `old` without some of the characters that print nothing."""
    kept = 0
    for char in old:
        if kept < len(new) and char == new[kept]:
            kept += 1
        elif char not in INVISIBLE:
            return False
    return kept == len(new)


def _one_of_two_marks(fix: Fix, text: str) -> bool:
    """Each edit takes one mark from a pair, and the pair is not part of a longer row."""
    for edit in fix.edits:
        mark = edit.old[:1]
        if mark not in DOUBLED_MARKS or (edit.old, edit.new) not in ((mark, ""), (mark * 2, mark)):
            return False
        start, end = edit.start, edit.end
        while start > 0 and text[start - 1] == mark:
            start -= 1
        while end < len(text) and text[end] == mark:
            end += 1
        if end - start != 2:
            return False
    # Two edits on one pair would take both of its marks.
    return all(right.start - left.end > 0 for left, right in zip(fix.edits, fix.edits[1:], strict=False))


def _stands_elsewhere(fix: Fix, text: str) -> bool:
    """What is removed stands at the twin, but for what any safe fix puts right, and the fix leaves that alone."""
    if fix.twin is None or any(printed(edit.new) for edit in fix.edits):
        return False
    start, end = fix.twin
    if not 0 <= start < end <= len(text) or any(edit.start < end and start < edit.end for edit in fix.edits):
        return False
    gone = as_printed("".join(edit.old for edit in fix.edits))
    return gone != "" and gone == as_printed(text[start:end])


_CHECKS: Final[Mapping[Effect, Callable[[Fix, str], bool]]] = {
    Effect.SPACE: _only_space,
    Effect.WIDTH: _one_for_one(lambda old, new: FULL_WIDTH.get(old) == new),
    Effect.LOOKALIKE: _one_for_one(lambda old, new: LOOKALIKES.get(old) == new),
    Effect.QUOTE: _one_for_one(lambda old, new: old in QUOTES and new in QUOTES),
    Effect.INVISIBLE: _only_invisible,
    Effect.DOUBLED_MARK: _one_of_two_marks,
    Effect.DUPLICATE: _stands_elsewhere,
    Effect.TEXT: lambda _fix, _text: False,  # never safe
}
