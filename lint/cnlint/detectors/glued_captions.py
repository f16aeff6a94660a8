"""A caption and the text beside it in one line: what parts them is found by `cnlint.structure.glued`."""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.findings import Edit, Match, Value
from cnlint.structure.glued import inner_credit, may_hold_credit
from cnlint.structure.language import language
from cnlint.structure.model import Layout
from cnlint.structure.snapshot import Snapshot

_SHOWN: Final = 8  # characters of the text in the message


def glued_caption(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Lines that begin with a caption and go on with text."""
    text = snapshot.text
    if not may_hold_credit(text):
        return
    for line in snapshot.document.lines:
        found = inner_credit(text[line.start : line.end], language())
        if found:
            at = line.start + found.end
            line_end = text[line.end : line.after] or "\n"
            broken = 2 * line_end if snapshot.structure.layout is Layout.BLOCKS else line_end
            rest = text[at : line.end]
            after = at + len(rest) - len(rest.lstrip())
            edit = Edit(at, after, text[at:after], broken)
            yield Match(line.start + found.start, at, {"text": text[after : after + _SHOWN]}, edits=(edit,))
