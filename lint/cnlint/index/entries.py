"""What the index keeps of one document: the lines that may repeat, and the paragraphs that may stand elsewhere.

Pure: documents in, entries out. Paragraphs are those of structure, so that one cut in two is compared as one.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.characters import count_han
from cnlint.detectors.indexed import content_of
from cnlint.document import Document
from cnlint.index.folding import folded
from cnlint.index.minhash import band_keys
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
    bands: bytes  # its band keys, one after another; copies share one of them


class Entry(NamedTuple):
    """What is kept of a document."""

    content: bytes  # what its text is known by
    key: int  # the same for documents with the same letters, figures and Han
    lines: tuple[Line, ...]
    passages: tuple[Passage, ...]


class _Draft(NamedTuple):
    """A paragraph that may stand elsewhere, as it stands."""

    start: int
    end: int
    line: int
    cuts: int
    text: str


def entries_of(documents: Sequence[Document]) -> Iterator[Entry]:
    """What is kept of documents. What many texts are reckoned to at once costs little for each."""
    structures = [Snapshot(document).structure for document in documents]
    drafts = [list(_drafts(*of)) for of in zip(structures, documents, strict=True)]
    forms = folded([draft.text for own in drafts for draft in own])
    keys = zip(forms, band_keys(forms), strict=True)
    wholes = folded([document.text for document in documents])
    for document, structure, own, whole in zip(documents, structures, drafts, wholes, strict=True):
        passages = [
            Passage(*draft[:-1], _key(form), draft.text, bands.tobytes())
            for draft, (form, bands) in zip(own, keys, strict=False)  # they go on with the next document
        ]
        yield Entry(content_of(document.text), _key(whole), tuple(repeatable(structure)), tuple(passages))


def _key(text: str) -> int:
    return int.from_bytes(bytes.fromhex(digest([text.encode("utf-8", "surrogatepass")], _SIZE)), "big", signed=True)


def _drafts(structure: Structure, document: Document) -> Iterator[_Draft]:
    for paragraph in structure.paragraphs:
        if paragraph.role is not Role.BODY:
            continue
        pieces = [structure.pieces[number] for number in paragraph.pieces]
        if sum(count_han(piece.text) for piece in pieces) < FEWEST_HAN:
            continue
        first, last = pieces[0], pieces[-1]
        words = "\n".join(document.text[piece.start : piece.end] for piece in pieces)
        cuts = len(pieces) - 1 + (not ends_finished(last.text))
        yield _Draft(first.start, last.end, first.line + 1, cuts, words)
