"""What stands in a text and has no place in its truth: furniture, captions, second prints, other."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cnlint.evaluation.align import Alignment, Text, squeezed


class Span(NamedTuple):
    """A run of characters that has no place in the truth."""

    kind: str  # furniture, caption, duplicate or other
    start: int  # characters, white space not counted
    end: int
    line: int = -1  # which of the known lines it is: captions first, then furniture


# A short block of which most is foreign is foreign as a whole: that a figure of it occurs in the truth is chance.
_SHORT_BLOCK = 60
_MOSTLY = 0.6
# From which likeness (rapidfuzz, 0 to 100) foreign text is taken for a known line: misread lines reach about 70.
_WHOLE_LINE, _PART_OF_LINE, _COPY = 65, 80, 80
_SHORTEST_PART = 4
_SHORTEST_COPY = 12


def leftovers(
    text: Text, truth: Text, alignment: Alignment, furniture: Sequence[str], captions: Sequence[str]
) -> list[Span]:
    """The runs of a text that are left over, longest known lines first."""
    foreign = [place < 0 for place in alignment.to_truth]
    for start, end in text.blocks:
        if end - start <= _SHORT_BLOCK and sum(foreign[start:end]) >= _MOSTLY * (end - start):
            foreign[start:end] = [True] * (end - start)
    spans: list[Span] = []
    lines = [squeezed(line) for line in (*captions, *furniture)]
    for index in sorted(range(len(lines)), key=lambda index: -len(lines[index])):
        place = _best(text.folded, foreign, lines[index]) if lines[index] else None
        if place:
            spans.append(Span("caption" if index < len(captions) else "furniture", *place, index))
            foreign[place[0] : place[1]] = [False] * (place[1] - place[0])
    for start, end in _runs(foreign):
        copied = _SHORTEST_COPY <= end - start <= len(truth.folded) and _is_copy(text.folded[start:end], truth.folded)
        spans.append(Span("duplicate" if copied else "other", start, end))
    return spans


def _is_copy(run: str, truth: str) -> bool:
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(run, truth)
    return found is not None and found.score >= _COPY


def _runs(foreign: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = -1
    for at, flag in enumerate([*foreign, False]):
        if flag and start < 0:
            start = at
        elif not flag and start >= 0:
            yield start, at
            start = -1


def _best(folded: str, foreign: Sequence[bool], line: str) -> tuple[int, int] | None:
    """Where a known line stands in the foreign text: the likest place, None if none is like it."""
    from rapidfuzz import fuzz

    best: tuple[float, int, int] | None = None
    for start, end in _runs(foreign):
        run = folded[start:end]
        if len(line) <= 3:  # a page number: only if nearly nothing else stands there
            at = run.find(line)
            if at >= 0 and len(run) <= len(line) + 2:
                return start + at, start + at + len(line)
        elif len(run) >= max(2, len(line)):
            found = fuzz.partial_ratio_alignment(line, run)
            if found and found.score >= _WHOLE_LINE and (best is None or found.score > best[0]):
                best = (found.score, start + found.dest_start, start + found.dest_end)
        elif len(run) >= _SHORTEST_PART:
            score = fuzz.partial_ratio(run, line)
            weight = score * len(run) / len(line)
            if score >= _PART_OF_LINE and (best is None or weight > best[0]):
                best = (weight, start, end)
    return best[1:] if best else None
