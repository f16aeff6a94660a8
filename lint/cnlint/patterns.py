"""Pattern rules at work: a pattern runs over regions of a text within a time budget and yields matches.

A pattern sees one region at a time and nothing beyond it: `^` and `$` are the region's ends.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Final

from cnlint.findings import Edit, Match, Value

if TYPE_CHECKING:
    import regex

# Names that a message may use of any pattern rule, beside the pattern's own named groups.
FOUND: Final = "found"  # what the pattern matched
WANTED: Final = "wanted"  # what `replace` makes of it


@cache
def compiled(pattern: str) -> "regex.Pattern[str]":
    """The compiled pattern, from a store that lives as long as the process: there are as many as there are rules.

    Raises:
        regex.error: the pattern is malformed.
    """
    import regex

    return regex.compile(pattern)


def matches(
    pattern: str, replace: str | None, text: str, regions: Iterable[tuple[int, int]], seconds: float
) -> Iterator[Match]:
    r"""All matches of a pattern in the regions (characters of `text`, half open) of a document.

    Args:
        pattern: in the syntax of the regex package.
        replace: template for what a match becomes, with `\1` or `\g<name>`; None for rules that only find.
        text: the document's text.
        regions: where to look.
        seconds: what all the regions together may take.

    Raises:
        TimeoutError: it took longer.
    """
    expression = compiled(pattern)
    deadline = perf_counter() + seconds
    for start, end in regions:
        left = deadline - perf_counter()
        if left <= 0:
            raise TimeoutError
        for found in expression.finditer(text[start:end], timeout=left):
            yield _match(found, start, replace)


def _match(found: "regex.Match[str]", offset: int, replace: str | None) -> Match:
    old = found.group()
    params: dict[str, Value] = {name: value or "" for name, value in found.groupdict().items()}
    params[FOUND] = old
    edits: tuple[Edit, ...] = ()
    if replace is not None:
        new = found.expand(replace)
        params[WANTED] = new
        edits = _edits(offset + found.start(), old, new)
    return Match(offset + found.start(), offset + found.end(), params, edits=edits)


def _edits(start: int, old: str, new: str) -> tuple[Edit, ...]:
    """The one edit that makes `new` of `old`, without what both begin and end with; none if they are the same."""
    if old == new:
        return ()
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    cut = old[head : len(old) - tail]
    return (Edit(start + head, start + head + len(cut), cut, new[head : len(new) - tail]),)
