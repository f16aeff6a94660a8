"""Articles as plain text: each part a block of one line, one blank line between, nothing added."""

from collections.abc import Iterable, Set
from typing import Final

from cnlint.corpus.records import Record
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role

# What may be kept in its place, by the word of the command line.
KEEPABLE: Final[dict[str, frozenset[Role]]] = {"captions": PICTURE_ROLES, "furniture": FURNITURE_ROLES}


def plain(records: Iterable[Record], keep: Set[str] = frozenset()) -> str:
    """The articles of one source, in input order.

    Args:
        records: the articles.
        keep: what else to write where it stood: "captions" (credits too), "furniture".
    """
    left_out = frozenset[Role]().union(*(roles for word, roles in KEEPABLE.items() if word not in keep))
    parts = sorted((part for record in records for part in record.parts), key=lambda part: part.pieces)
    blocks = [part.text for part in parts if part.role not in left_out]
    return "\n\n".join(blocks) + "\n" if blocks else ""
