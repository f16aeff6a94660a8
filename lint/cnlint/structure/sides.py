"""What one side of a seam is by itself: a line is the right side of one seam and the left of another, read once."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, OPENERS, PAIRS
from cnlint.lazy import lazy
from cnlint.structure import forms, pictures
from cnlint.structure.traits import end_class, length_class, start_class

# Lines that are kept with what they are as sides, and how long they are at most (characters): the fixer reads the lines
# of a page again and again, most of them unchanged.
_KEPT, _LONGEST_KEPT = 1 << 11, 400
# A speaker, a question, a kind of data, as the first words of a line and before a colon; also the name of a show.
_LABEL: Final = lazy("[^，。、；：！？]{1,10}：")
_SPOKEN: Final = lazy("[^，。、；：！？]{0,4}[说說道称稱示问問答写寫是为為]：")
_ENCLOSING: Final = re.compile(f"[{re.escape(''.join(sorted(OPENERS | CLOSERS)))}]")
# Of 991 captions in clean news sources 99 % have at most 130 characters; a credit adds a few.
_CREDIT_LENGTH: Final = 140


class Side(NamedTuple):
    """A piece as one side of a seam."""

    text: str
    start: str  # its class, as `start_class` has it
    end: str  # its class, as `end_class` has it
    length: int  # its class
    finals: int  # marks that end sentences
    has_pause: bool  # a comma
    opened: str  # the last quote or bracket that it leaves open; empty if none
    closed: str  # the first one that it closes without having opened it; empty if none
    label: str  # "label" or "spoken" where it opens as the turn of a talk or as data does, else empty
    opens_as: str  # "bullet", "dateline", "both" of them, or empty
    ends_in_credit: bool


def side(text: str) -> Side:
    """A piece, by its text, as a side of a seam."""
    return _kept(text) if len(text) <= _LONGEST_KEPT else _side(text)


def _side(text: str) -> Side:
    opened, closed = _enclosures(text)
    bullet, dateline = forms.BULLET.match(text), forms.DATELINE.match(text)
    return Side(
        text,
        start_class(text),
        end_class(text),
        length_class(len(text)),
        sum(map(text.count, "。！？")),
        "，" in text,
        opened,
        closed,
        ("spoken" if _SPOKEN.match(text) else "label") if _LABEL.match(text) else "",
        "both" if bullet and dateline else "bullet" if bullet else "dateline" if dateline else "",
        len(text) < _CREDIT_LENGTH and bool(pictures.CREDIT_NAMED.search(text) or pictures.CREDIT_END.search(text)),
    )


_kept = lru_cache(maxsize=_KEPT)(_side)


def _enclosures(text: str) -> tuple[str, str]:
    """The last quote or bracket that a text leaves open, and the first that it closes without having opened one."""
    stack: list[str] = []
    depth = 0
    closed = ""
    for char in _ENCLOSING.findall(text):
        if char in OPENERS:
            stack.append(char)
            depth += 1
            continue
        if depth:
            depth -= 1
        else:
            closed = closed or char
        if stack and PAIRS.get(stack[-1]) == char:
            stack.pop()
    return (stack[-1] if stack else ""), closed
