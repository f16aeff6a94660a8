"""Captions and credits among the text. Nothing is dropped: what is in the flow may be moved behind its article."""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.detectors.removal import moved
from cnlint.findings import Evidence, Match, Value
from cnlint.structure.model import Article, Role
from cnlint.structure.pictures import CREDIT_END, CREDIT_TAIL, PICTURE_START
from cnlint.structure.snapshot import Snapshot

# Characters that a message quotes: a clause.
_QUOTED: Final = 16


def caption_in_text(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A photo caption that is a paragraph like any other."""
    yield from _pictures(snapshot, Role.CAPTION)


def credit_in_text(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A photo credit that is a paragraph like any other."""
    yield from _pictures(snapshot, Role.CREDIT)


def _pictures(snapshot: Snapshot, role: Role) -> Iterator[Match]:
    structure = snapshot.structure
    for article in structure.articles:
        for index in article.pictures:
            if structure.roles[index] is role and not _is_marked(snapshot, index):
                yield _match(snapshot, index, _end_of(article, index))


def _is_marked(snapshot: Snapshot, index: int) -> bool:
    """True for a Markdown quotation: it stands out of the flow already, as `clean` writes captions."""
    return snapshot.text.startswith("> ", snapshot.structure.pieces[index].start)


def _end_of(article: Article, index: int) -> int | None:
    """The last piece of an article's text and pictures; None if none of its text follows the piece at `index`."""
    flow = [piece for paragraph in article.flow for piece in paragraph.pieces]
    return max((*flow, *article.pictures)) if flow and max(flow) > index else None


def _match(snapshot: Snapshot, index: int, behind: int | None) -> Match:
    piece = snapshot.structure.pieces[index]
    words = snapshot.text[piece.start : piece.end]
    quoted = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
    edits = moved(snapshot, index, behind) if behind is not None else ()
    return Match(piece.start, piece.end, {"text": quoted}, tuple(_forms(words)), edits)


def _forms(words: str) -> Iterator[Evidence]:
    if PICTURE_START.search(words):
        yield Evidence("picture-form")
    if CREDIT_END.search(words) or CREDIT_TAIL.search(words):
        yield Evidence("credit-form")
