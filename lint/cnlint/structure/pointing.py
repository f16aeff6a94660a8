"""Lines that say themselves which picture they belong to: 图为…, 左图：…, …（左二）….

No paragraph and no headline begins so, none of 57,776 in clean news. The role model has seen few such lines without a
credit, and weighs their length and their neighbours against what they say. Pictures on file (资料图：) are left to it,
for reports on the web have them in their text.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from cnlint.characters import FINAL_MARKS
from cnlint.structure.language import Language
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Piece, Role
from cnlint.structure.pictures import CREDIT_END, PICTURE_TOLD, PLACED
from cnlint.structure.traits import end_class

# Of 991 captions in clean news sources 99 % have at most 130 characters. Who stands where is told of few people: a
# longer text that names somebody （左） is about politics.
_LONGEST, _LONGEST_PLACED, _SHORT = 130, 60, 40
# What such a line is taken for; an item of a list may begin with any mark.
_MISTAKEN: Final = HEADING_ROLES | {Role.BODY, Role.SUBHEAD, Role.BYLINE}
_SKIPPED: Final = FURNITURE_ROLES | PICTURE_ROLES


def pointing(pieces: Sequence[Piece], roles: Sequence[Role], language: Language) -> Iterator[int]:
    """The lines that were taken for text and are captions by what they say.

    Where a sentence runs on into such a line, as 企 ∥ 图为…, it is half a paragraph.
    """
    before: int | None = None
    for index, role in enumerate(roles):
        points = role in _MISTAKEN and _points(pieces[index].text)
        if points and not (before is not None and _runs_on(pieces[before], roles[before], pieces[index], language)):
            yield index
        elif role not in _SKIPPED:
            before = index


def _points(text: str) -> bool:
    if len(text) <= _LONGEST_PLACED and PLACED.search(text):
        return True
    if len(text) > _LONGEST or not PICTURE_TOLD.search(text):
        return False
    # In a longer line text of the column may have been read into the caption's: it has more than a sentence then, or
    # breaks off.
    return len(text) <= _SHORT or (sum(map(text.count, FINAL_MARKS)) <= 1 and _is_over(text))


def _is_over(text: str) -> bool:
    return end_class(text) in ("final", "closed") or CREDIT_END.search(text) is not None


def _runs_on(left: Piece, role: Role, right: Piece, language: Language) -> bool:
    """Whether the sentence of a line of text runs on into the next line."""
    is_open = role is Role.BODY and end_class(left.text) not in ("final", "closed")
    return is_open and language.runs_on(left.text, right.text) > 0
