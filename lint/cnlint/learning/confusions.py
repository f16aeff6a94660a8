"""The characters that an OCR engine takes for one another, from pages beside their truth or a second reading."""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from cnlint.characters import is_han, squeeze
from cnlint.config.learned import Confusion
from cnlint.structure.language import language

# What happened once may be anything.
_TIMES: Final = 2
# A longer stretch (characters) that differs is other text, not characters that were misread.
_STRETCH: Final = 2


def misread(text: str, truth: str) -> Iterator[tuple[str, str]]:
    """The Han characters of a truth with what was read in their places, traditional forms for simplified ones aside."""
    # Lines that are the same in both drop out first: comparing characters costs the square of their number.
    lines, wanted = ([line for line in map(squeeze, page.splitlines()) if line] for page in (text, truth))
    for tag, start, end, first, last in SequenceMatcher(None, lines, wanted, autojunk=False).get_opcodes():
        if tag == "replace":
            yield from _misread_in("".join(lines[start:end]), "".join(wanted[first:last]))


def counted(pairs: Iterable[tuple[str, str]]) -> tuple[Confusion, ...]:
    """Those that come back, most frequent first."""
    counts = Counter(pairs)
    found = [Confusion(printed, read, times) for (printed, read), times in counts.items() if times >= _TIMES]
    return tuple(sorted(found, key=lambda pair: (-pair.times, pair.printed, pair.read)))


def _misread_in(text: str, truth: str) -> Iterator[tuple[str, str]]:
    normal = language().normal
    for tag, start, end, first, last in SequenceMatcher(None, text, truth, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == last - first <= _STRETCH:
            for read, printed in zip(text[start:end], truth[first:last], strict=True):
                if is_han(read) and is_han(printed) and normal(read) != normal(printed):
                    yield printed, read
