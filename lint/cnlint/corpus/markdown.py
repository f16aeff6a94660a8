"""Articles as Markdown: headline levels, paragraphs, and at each article's end its captions and credits."""

from collections.abc import Iterable, Iterator

from cnlint.corpus.marks import HEADLINE, MOVED, SUBHEAD
from cnlint.corpus.records import Part, Record
from cnlint.structure.model import Role

_MARKS = {Role.HEADLINE: HEADLINE, Role.SUBHEAD: SUBHEAD, **MOVED}


def markdown(records: Iterable[Record]) -> str:
    """The articles of one source. Each part is a paragraph of its own; furniture is left out."""
    blocks = (_MARKS.get(part.role, "") + part.text for record in records for part in _order(record))
    return "".join(f"{block}\n\n" for block in blocks)[:-1]


def _order(record: Record) -> Iterator[Part]:
    yield from record.text
    yield from record.pictures
