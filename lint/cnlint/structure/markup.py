"""Lines that are markup and nothing else: what they are is written in them, and no model is asked.

Layout engines that write Markdown or HTML put a reference where a picture stood, a comment or a rule where something
was left out, and tables as tags; code, formulas and the key lines at a file's head are no text either.
"""

from collections.abc import Sequence
from typing import Final

from cnlint.document import Document
from cnlint.lazy import lazy
from cnlint.structure.model import Piece, Role

# With what such a line begins, and what the text of a page with code or key lines has.
_FIRST: Final = "!<-*_$"
_IMAGE: Final = lazy(
    r"(?:\s*(?:!\[[^\]\n]*\]\([^\n]*?\)|!\[\[[^\]\n]*\]\]|</?(?:img|figure|picture)\b[^<>\n]*>))+\s*\Z"
)
_TABLE: Final = lazy(r"</?(?:table|thead|tbody|tr|td|th)\b[^<>\n]*>")
_TAGS: Final = lazy(r"(?:\s*(?:<!--.*?-->|</?[A-Za-z][^<>\n]*>))+\s*\Z")
_RULE: Final = lazy(r"(?:-{3,}|\*{3,}|_{3,})\s*\Z")
_FORMULA: Final = lazy(r"\$\$?[^$\n]*\$?\$?\s*\Z")


def markup_roles(document: Document, pieces: Sequence[Piece]) -> dict[int, Role]:
    """The roles of the pieces that are markup, by their numbers.

    Picture references are captions, which belong to their picture; tags and rules that stand alone are fillers; tables,
    formulas, code and key lines keep their lines as tables do.
    """
    text, notation = document.text, document.notation
    found: dict[int, Role] = {}
    for piece in pieces:
        line = text[piece.start : piece.end]
        role = _role(line) if line[0] in _FIRST else None
        if role is None and notation.starts and notation.holds(piece.start, piece.end):
            role = Role.TABLE
        if role is None and line[0] in _FIRST and _RULE.match(line):
            role = Role.FILLER
        if role is not None:
            found[piece.number] = role
    return found


def _role(line: str) -> Role | None:
    if _IMAGE.match(line):
        return Role.CAPTION
    if _TABLE.match(line) or _FORMULA.match(line):
        return Role.TABLE
    return Role.FILLER if _TAGS.match(line) else None
