"""Full-width figures and Latin letters, which some papers print and others only have from their typesetting systems."""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# Figures and letters with the points and signs that belong to them: ３．５％, ＡＰＥＣ, Ｆ－１６.
_RUN: Final = lazy("[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ]|[．：／－](?=[０-９Ａ-Ｚａ-ｚ])|[％])*")
_SHIFT: Final = 0xFEE0  # from a full-width form to its half-width twin (Unicode, block FF00)


def full_width_figure(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Runs of full-width figures and letters, each as a whole."""
    for found in _RUN.finditer(snapshot.text):
        wanted = "".join(chr(ord(char) - _SHIFT) for char in found.group())
        edit = Edit(found.start(), found.end(), found.group(), wanted)
        yield Match(found.start(), found.end(), {"found": found.group(), "wanted": wanted}, edits=(edit,))
