"""What a cleaner is to reach on injected pages, and what it reached.

The goals are the project's own: what a curator may expect of a repair before reading it. Cuts after a finished sentence
are not among them, for they leave no trace.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from cnlint.evaluation.measuring import Measurement
from cnlint.evaluation.score import breaks_found
from cnlint.intervals import Share, wilson

# Figure, the damage it counts, and the share that is to be undone.
_CUTS: Final[tuple[tuple[str, tuple[str, ...], float], ...]] = (
    ("cut in a word", ("cut_word",), 0.98),
    ("cut between words", ("cut_between",), 0.97),
    ("cut after a comma", ("cut_comma",), 0.97),
    ("cut in a number", ("cut_number",), 0.95),
    ("cut inside a quote", ("cut_quote",), 0.98),
    ("cut around a caption", ("cut_caption",), 0.95),
)
# Without a word segmenter cuts between two Han characters are one kind.
_ALL_CUTS: Final = (*(kind for _, kinds, _ in _CUTS for kind in kinds), "cut_han")
_OTHERS: Final[tuple[tuple[str, tuple[str, ...], float], ...]] = (
    ("headline cut in mid-line", ("headline_cut",), 0.95),
    ("exact duplicate", ("dup_adjacent", "dup_caption"), 0.99),
    ("caption in the body", ("caption",), 0.95),
    ("credit in the body", ("credit",), 0.95),
    ("page number in the body", ("page_number",), 0.98),
    ("jump line in the body", ("jump_line",), 0.98),
    ("editor's line in the body", ("editor_line",), 0.98),
    ("masthead in the body", ("masthead_line",), 0.90),
    ("ASCII mark", ("half_width",), 0.99),
    ("invisible or control character", ("zero_width", "control"), 1.0),
    ("compatibility form", ("compat",), 0.99),
    ("blank between Han characters", ("han_space",), 0.97),
)
_FIX_ALONE: Final = 0.85
# True paragraph breaks lost in 10,000; paragraph-break F1 of hard-wrapped pages.
_LOST_BREAKS: Final = 20.0
_WRAPPED: Final = 0.99


class Reached(NamedTuple):
    """One figure beside its goal."""

    figure: str
    of: int  # cases that were counted
    value: float  # a share, or a count where `at_most`
    goal: float
    at_most: bool = False  # the goal is a limit; else it is to be reached
    share: Share | None = None
    second: Share | None = None  # what the second cleaner reached

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def goals(measurement: Measurement) -> Iterator[Reached]:
    """The figures of a measurement on injected pages that have a case, each beside its goal."""
    undone, second = measurement.undone, measurement.undone_by_second
    for figure, kinds, goal in _CUTS:
        yield from _share(figure, _sum(undone, kinds), goal, _sum(second, kinds))
    yield from _share("any of these cuts, fix alone", _sum(second, _ALL_CUTS), _FIX_ALONE)
    for figure, kinds, goal in _OTHERS:
        yield from _share(figure, _sum(undone, kinds), goal, _sum(second, kinds))
    whole = measurement.group()
    yield Reached("headings joined to a byline or to body", whole.true_breaks, whole.headings_merged, 0, True)
    yield Reached("body characters lost", whole.characters, whole.lost, 0, True)
    yield Reached("body characters wrongly changed", whole.characters, whole.changed, 0, True)
    lost = 10_000 * whole.merged / whole.true_breaks if whole.true_breaks else 0.0
    yield Reached("true paragraph breaks lost in 10,000", whole.true_breaks, lost, _LOST_BREAKS, True)
    wrapped = measurement.group(layout="wrapped")
    if wrapped.true_breaks:
        found = breaks_found(wrapped.after, wrapped.true_breaks)
        yield Reached("paragraph-break F1 of hard-wrapped pages", wrapped.true_breaks, found.f1, _WRAPPED)


def _share(figure: str, share: Share, goal: float, second: Share | None = None) -> Iterator[Reached]:
    if share.of:
        yield Reached(figure, share.of, share.share, goal, share=share, second=second if second and second.of else None)


def _sum(shares: Mapping[str, Share], kinds: tuple[str, ...]) -> Share:
    found = [shares[kind] for kind in kinds if kind in shares]
    return wilson(sum(share.right for share in found), sum(share.of for share in found))
