"""What the two words at a seam are to each other elsewhere: neighbours, or the end of one sentence and a start."""

from functools import lru_cache

from cnlint.structure.crossing import Part
from cnlint.structure.evidence import LOWEST, end_group
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.traits import ENDED, end_class
from cnlint.structure.words import LONGEST


def neighbours(left: str, right: str, knowledge: Knowledge, noise: int) -> tuple[Part, ...]:
    """The evidence of the last word before a seam and the first after it; `noise` is the class of the page's."""
    end = end_class(left)
    if end in ENDED:
        return ()
    together, ends, starts = _known(left[-LONGEST:], right[:LONGEST], knowledge)
    group = end_group(end)
    return (
        *_told("together", together, group, noise),
        *_told("ends", None if ends is None else max(-ends, LOWEST), group, noise),
        *_told("starts", None if starts is None else max(-starts, LOWEST), group, noise),
    )


# Seams that are kept with what is known of the words at them: those of a large document, for the fixer's next round.
@lru_cache(maxsize=1 << 12)
def _known(left: str, right: str, knowledge: Knowledge) -> tuple[float | None, float | None, float | None]:
    """Association of the two words, of the last one with ends of sentences, of the first one with their starts."""
    words, normal, known = knowledge.words, knowledge.language.normal, knowledge.collocations()
    last, first = words.last(normal(left)), words.first(normal(right))
    ends, _ = known.edges(last) or (None, None)
    _, starts = known.edges(first) or (None, None)
    return known.together(last, first), ends, starts


@lru_cache(maxsize=1 << 11)  # a score has one of a few levels
def _told(name: str, value: float | None, group: str, noise: int) -> tuple[Part, ...]:
    if value is None:
        return (Part("collocation", f"{name}=unknown"),)
    names = (name, f"{name},{group}", f"{name},noise={noise}")
    return tuple(Part("collocation", feature, value) for feature in names)
