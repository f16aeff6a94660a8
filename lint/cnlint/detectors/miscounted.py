"""Characters too many or too few in a word: 老新老居民 for 新老居民, 心理卫中心 for 心理卫生中心."""

from collections.abc import Iterator, Mapping

from cnlint.detectors.dropped import dropped_characters
from cnlint.detectors.folded import folded
from cnlint.detectors.inserted import inserted_characters
from cnlint.findings import Match, Value
from cnlint.structure.snapshot import Snapshot


def miscounted_character(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Halves of a pair of opposites that stand once too often, and phrases of the text that lack a character."""
    printed, text = snapshot.text, folded(snapshot.text)
    for at in inserted_characters(text):
        yield Match(at, at + 3, {"found": printed[at : at + 3], "wanted": printed[at + 1 : at + 3]})
    for slip in dropped_characters(text):
        full = printed[slip.full_start : slip.full_end]
        yield Match(slip.start, slip.end, {"found": printed[slip.start : slip.end], "wanted": full})
