"""Which rule can fire where, found out before any rule runs.

The answer may name regions in which the rule then finds nothing, but never leave out one in which it would have. The
triggers of all rules are looked for together (`codes`).
"""

from bisect import bisect_right
from functools import cache, cached_property
from typing import NamedTuple

from cnlint.codes import CharTable
from cnlint.rulebook.rule import Rule, Scope
from cnlint.structure.snapshot import Snapshot


class Region(NamedTuple):
    """A part of the text, in characters, half open."""

    start: int
    end: int


class Units:
    """The parts of a text that patterns of one scope see one at a time, in order and apart."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self.regions = regions

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(region.start for region in self.regions)

    def holding(self, chars: str, text: str) -> tuple[Region, ...]:
        """The units in which one of the characters stands."""
        held: set[int] = set()
        for char in chars:
            at = text.find(char)
            while at >= 0:
                index = bisect_right(self._starts, at) - 1
                if index >= 0 and at < self.regions[index].end:
                    held.add(index)
                if index + 1 == len(self.regions):
                    break
                at = text.find(char, self._starts[index + 1])
        return tuple(self.regions[index] for index in sorted(held))


class Finder:
    """Answers for one snapshot where each rule can fire."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._text = snapshot.text
        self._units: dict[Scope, Units] = {}

    def regions(self, rule: Rule) -> tuple[Region, ...]:
        """Where the rule can fire: nowhere, in the whole document (detectors), or in units of its scope (patterns).

        Structure is computed if the rule is for the body or the headlines and one of its triggers stands in the text.
        """
        if rule.triggers and not _signs(rule.triggers).stands_in(self._text):
            return ()
        if rule.pattern is None:
            return (Region(0, len(self._text)),)
        units = self._units_of(rule.scope)
        return units.holding(rule.triggers, self._text) if rule.triggers else units.regions

    def _units_of(self, scope: Scope) -> Units:
        if scope not in self._units:
            self._units[scope] = Units(tuple(_regions_of(self._snapshot, scope)))
        return self._units[scope]


@cache
def _signs(triggers: str) -> CharTable:
    return CharTable(triggers)


def _regions_of(snapshot: Snapshot, scope: Scope) -> list[Region]:
    if scope == "any":
        return [Region(block.start, block.end) for block in snapshot.document.blocks]
    if scope == "line":
        return [Region(line.start, line.end) for line in snapshot.document.lines if line.start < line.end]
    from cnlint.structure.model import HEADING_ROLES, Role

    wanted = frozenset({Role.BODY}) if scope == "body" else HEADING_ROLES
    structure = snapshot.structure
    pieces = zip(structure.pieces, structure.roles, strict=True)
    return [Region(piece.start, piece.end) for piece, role in pieces if role in wanted]
