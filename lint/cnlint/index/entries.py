"""What the index keeps of one document: the lines that may repeat, and the paragraphs that may stand elsewhere.

Pure: a document in, an entry out. Paragraphs are those of structure, so that one cut in two is compared as one.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from cnlint.characters import count_han
from cnlint.detectors.indexed import content_of
from cnlint.document import Document
from cnlint.index.folding import folded
from cnlint.learning.observing import Line, repeatable
from cnlint.rulebook.cache import digest
from cnlint.structure.model import Role, Structure
from cnlint.structure.pieces import ends_finished
from cnlint.structure.snapshot import Snapshot

# Han characters. Below it what is the same in two articles is a formula, a question or a name with titles, at least as
# often as a text; DUP003 begins there too.
FEWEST_HAN: Final = 40
# Bytes of a key: two of a hundred million paragraphs share one with a probability of 1 in 3,700.
_SIZE: Final = 8


class Passage(NamedTuple):
    """A paragraph that may stand elsewhere."""

    start: int  # characters, in the document
    end: int
    line: int  # from 1
    cuts: int  # places where it is cut in two, its end among them if it ends unfinished
    key: int  # the same for the same letters, figures and Han
    text: str  # its pieces as they stand, a line each


class Entry(NamedTuple):
    """What is kept of a document."""

    content: bytes  # what its text is known by
    key: int  # the same for documents with the same letters, figures and Han
    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]


def entry_of(document: Document) -> Entry:
    """What is kept of a document."""
    structure = Snapshot(document).structure
    passages = list(_passages(structure, document.text))
    texts = folded([passage.text for passage in passages])
    return Entry(
        content_of(document.text),
        _key(folded([document.text])[0]),
        tuple(repeatable(structure)),
        tuple(passage._replace(key=_key(text)) for passage, text in zip(passages, texts, strict=True)),
    )


def _key(text: str) -> int:
    return int.from_bytes(bytes.fromhex(digest([text.encode("utf-8", "surrogatepass")], _SIZE)), "big", signed=True)


def _passages(structure: Structure, text: str) -> Iterator[Passage]:
    for paragraph in structure.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        pieces = [structure.pieces[number] for number in paragraph.pieces]
        if sum(count_han(piece.text) for piece in pieces) < FEWEST_HAN:
            continue
        first, last = pieces[0], pieces[-1]
        words = "\n".join(text[piece.start : piece.end] for piece in pieces)
        cuts = len(pieces) - 1 + (not ends_finished(last.text))
        yield Passage(first.start, last.end, first.line + 1, cuts, 0, words)
