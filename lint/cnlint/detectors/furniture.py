"""Page furniture that poses as text: running heads and folios, jump lines, editors' lines, fillers.

A line that stands in the file again as what a page needs is found with it, whatever it looks like where it stands.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from cnlint.characters import count_han
from cnlint.detectors.removal import removed
from cnlint.findings import Edit, Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure import forms
from cnlint.structure.forms import MARKDOWN
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Piece, Role
from cnlint.structure.snapshot import Snapshot

# Characters that a message quotes.
_QUOTED: Final = 20
_FIGURE: Final = lazy(r"[0-9０-９]+")
# Lines are learned from their copies up to this length (characters; the longest slogans and running heads with date
# have under thirty) and from two Han characters up: bare figures are table cells and scores as well.
_LONGEST, _FEWEST_HAN = 30, 2
# What is learned: no copy of these is taken for furniture. Captions and verse repeat other lines by their nature.
_NEVER_LEARNED: Final = FURNITURE_ROLES | PICTURE_ROLES | {Role.VERSE, Role.TABLE, Role.LIST}
# A jump line at the end of a paragraph, in brackets of its own.
_JUMP_TAIL: Final = lazy(
    r"[(（【](?:紧|緊)?(?:下转|下轉|上接|转|轉)第?[A-Za-z0-9０-９一二三四五六七八九十、，,]{1,6}版[)）】]$"
)
# What the forms of such lines show a reader.
_FORMS: Final[Mapping[str, tuple[Callable[[str], object], ...]]] = {
    "folio-form": (forms.FOLIO.search, forms.DATE.search),
    "masthead-form": (forms.MASTHEAD.search,),
    "jump-form": (forms.JUMP.search,),
    "imprint-form": (forms.EDITOR.search, forms.ADDRESS.search, forms.PHONE.search),
    "slogan-form": (forms.is_slogan,),
}


def page_header(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A masthead, running head, date line or folio."""
    yield from _lines(snapshot, frozenset({Role.MASTHEAD, Role.FOLIO}))


def jump_line(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A jump line, as a line or at the end of a paragraph."""
    yield from _lines(snapshot, frozenset({Role.JUMP}))
    structure, text = snapshot.structure, snapshot.text
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        found = _JUMP_TAIL.search(text, piece.start, piece.end) if role is Role.BODY else None
        if found and found.start() > piece.start:
            start, end = found.span()
            yield Match(
                start, end, {"text": found.group()}, (Evidence("jump-form"),), (Edit(start, end, found.group(), ""),)
            )


def imprint_line(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A line of editors, proof-readers, addresses or telephone numbers."""
    yield from _lines(snapshot, frozenset({Role.EDITOR}))


def filler(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A slogan or notice that fills a column."""
    yield from _lines(snapshot, frozenset({Role.FILLER}))


def _lines(snapshot: Snapshot, wanted: frozenset[Role]) -> Iterator[Match]:
    structure = snapshot.structure
    typed = list(zip(structure.pieces, structure.roles, strict=True))
    known = {key for piece, role in typed if role in wanted and (key := _key(piece))}
    copies = Counter(key for piece, _ in typed if (key := _key(piece)) in known)
    for piece, role in typed:
        key = _key(piece)
        if role in wanted or (key in known and role not in _NEVER_LEARNED):
            words = MARKDOWN.sub("", snapshot.text[piece.start : piece.end])
            quoted = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
            evidence = tuple(_evidence(words, role, copies[key]))
            yield Match(piece.start, piece.end, {"text": quoted}, evidence, (removed(snapshot, piece.number),))


def _key(piece: Piece) -> str:
    """What makes two lines the same: their words, whatever the figures; empty for lines that cannot be learned."""
    words = MARKDOWN.sub("", piece.text)
    if len(words) > _LONGEST or count_han(words) < _FEWEST_HAN:
        return ""
    return _FIGURE.sub("0", re.sub(r"\s", "", words))


def _evidence(words: str, role: Role, copies: int) -> Iterator[Evidence]:
    if copies > 1:
        yield Evidence("repeats", copies)
    for kind, tests in _FORMS.items():
        if any(test(words) for test in tests):
            yield Evidence(kind)
