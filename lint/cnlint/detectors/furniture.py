"""Page furniture that poses as text: running heads and folios, jump lines, editors' lines, fillers.

A line that stands in the file again as what a page needs is found with it, whatever it looks like where it stands; so
is one that a corpus has taught (see `learned`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from cnlint.detectors.learned import Known, files_with, known_lines, line_key
from cnlint.detectors.pairs import PairTable
from cnlint.detectors.removal import removed
from cnlint.findings import Edit, Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure import forms
from cnlint.structure.forms import MARKDOWN
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role
from cnlint.structure.snapshot import Snapshot

# Characters that a message quotes.
_QUOTED: Final = 20
# What is learned: no copy of these is taken for furniture. Captions and verse repeat other lines by their nature.
_NEVER_LEARNED: Final = FURNITURE_ROLES | PICTURE_ROLES | {Role.VERSE, Role.TABLE, Role.LIST}
# The kinds of learned lines, by rule.
_HEAD, _IMPRINT, _FILLER = frozenset({"head"}), frozenset({"imprint"}), frozenset({"filler"})
_NOTHING: Final = Known({}, {})
# A jump line at the end of a paragraph, in brackets of its own.
_JUMP_TAIL: Final = lazy(
    r"[(（【](?:紧|緊)?(?:下转|下轉|上接|转|轉)第?[A-Za-z0-9０-９一二三四五六七八九十、，,]{1,6}版[)）】]$"
)
_TAIL_END: Final = PairTable(("版)", "版）", "版】"))
# What the forms of such lines show a reader.
_FORMS: Final[Mapping[str, tuple[Callable[[str], object], ...]]] = {
    "folio-form": (forms.FOLIO.search, forms.DATE.search),
    "masthead-form": (forms.MASTHEAD.search, forms.SECTION.search),
    "jump-form": (forms.JUMP.search,),
    "imprint-form": (forms.EDITOR.search, forms.ADDRESS.search, forms.PHONE.search),
    "slogan-form": (forms.is_slogan,),
}


def page_header(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A masthead, running head, date line or folio."""
    yield from _lines(snapshot, frozenset({Role.MASTHEAD, Role.FOLIO}), known_lines(options, _HEAD))


def jump_line(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A jump line, as a line or at the end of a paragraph."""
    yield from _lines(snapshot, frozenset({Role.JUMP}))
    structure, text = snapshot.structure, snapshot.text
    if not _TAIL_END.stands_in(text):
        return
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        found = _JUMP_TAIL.search(text, piece.start, piece.end) if role is Role.BODY else None
        if found and found.start() > piece.start:
            start, end = found.span()
            yield Match(
                start, end, {"text": found.group()}, (Evidence("jump-form"),), (Edit(start, end, found.group(), ""),)
            )


def imprint_line(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A line of editors, proof-readers, addresses or telephone numbers."""
    yield from _lines(snapshot, frozenset({Role.EDITOR}), known_lines(options, _IMPRINT))


def filler(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A slogan or notice that fills a column."""
    yield from _lines(snapshot, frozenset({Role.FILLER}), known_lines(options, _FILLER))


def _lines(snapshot: Snapshot, wanted: frozenset[Role], learned: Known = _NOTHING) -> Iterator[Match]:
    structure = snapshot.structure
    if not learned.files and wanted.isdisjoint(structure.roles):
        return
    keys = [line_key(piece.text) for piece in structure.pieces]
    known = {key for key, role in zip(keys, structure.roles, strict=True) if role in wanted and key}
    copies = Counter(key for key in keys if key in known)
    for piece, role, key in zip(structure.pieces, structure.roles, keys, strict=True):
        files = files_with(learned, key)
        if role in wanted or ((key in known or files) and role not in _NEVER_LEARNED):
            words = MARKDOWN.sub("", snapshot.text[piece.start : piece.end])
            quoted = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
            evidence = tuple(_evidence(words, copies[key], files))
            yield Match(piece.start, piece.end, {"text": quoted}, evidence, (removed(snapshot, piece.number),))


def _evidence(words: str, copies: int, files: int) -> Iterator[Evidence]:
    if files:
        yield Evidence("learned-line", files)
    if copies > 1:
        yield Evidence("repeats", copies)
    for kind, tests in _FORMS.items():
        if any(test(words) for test in tests):
            yield Evidence(kind)
