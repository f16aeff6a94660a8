"""What the two words at a seam are to each other elsewhere: neighbours, or the end of one sentence and a start."""

from collections.abc import Iterator
from typing import Final

from cnlint.structure.crossing import Part
from cnlint.structure.evidence import LOWEST, end_group
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.traits import end_class
from cnlint.structure.words import LONGEST

# After these the sentence is over, whatever its last word.
_OVER: Final = frozenset({"final", "closed", "colon"})


def neighbours(left: str, right: str, knowledge: Knowledge, noise: int) -> Iterator[Part]:
    """The evidence of the last word before a seam and the first after it; `noise` is the class of the page's."""
    end = end_class(left)
    if end in _OVER:
        return
    words, normal, known = knowledge.words, knowledge.language.normal, knowledge.collocations()
    last, first = words.last(normal(left[-LONGEST:])), words.first(normal(right[:LONGEST]))
    ends, _ = known.edges(last) or (None, None)
    _, starts = known.edges(first) or (None, None)
    yield from _told("together", known.together(last, first), end, noise)
    yield from _told("ends", None if ends is None else max(-ends, LOWEST), end, noise)
    yield from _told("starts", None if starts is None else max(-starts, LOWEST), end, noise)


def _told(name: str, value: float | None, end: str, noise: int) -> Iterator[Part]:
    if value is None:
        yield Part("collocation", f"{name}=unknown")
        return
    yield Part("collocation", name, value)
    yield Part("collocation", f"{name},{end_group(end)}", value)
    yield Part("collocation", f"{name},noise={noise}", value)
