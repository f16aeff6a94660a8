"""What a piece is by itself: the names of its properties, apart from all that stands around it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, OPENERS, PAUSE_MARKS, is_digit, is_han, is_latin
from cnlint.structure import forms
from cnlint.structure.model import Piece

# Upper ends of the length classes, characters. Headlines of newspapers have 8 to 30, a column line 12 to 30.
_LENGTHS: Final = (1, 2, 4, 6, 8, 11, 15, 20, 26, 35, 50, 80, 150)
# Forms are looked for in short lines only: folios, credits and address lines are shorter, running text longer.
FORM_LENGTH: Final = 70
_FORMS: Final = {
    "byline": forms.BYLINE, "reporter": forms.BYLINE_SIGN, "dateline": forms.DATELINE,
    "credit-end": forms.CREDIT_END, "credit": forms.CREDIT_WHOLE, "credit-tail": forms.CREDIT_TAIL,
    "credit-named": forms.CREDIT_NAMED, "picture": forms.PICTURE_START, "jump": forms.JUMP, "folio": forms.FOLIO,
    "date": forms.DATE, "weekday": forms.WEEKDAY, "masthead": forms.MASTHEAD, "editor": forms.EDITOR,
    "address": forms.ADDRESS, "phone": forms.PHONE, "bullet": forms.BULLET, "organisation": forms.ORGANISATION,
}  # fmt: skip
# Forms that the pieces around are not told of.
_UNTOLD: Final = frozenset({"credit-tail", "weekday", "masthead", "address", "phone", "organisation-whole"})
_Test = tuple[str, Callable[[str], object]]
_ALWAYS: Final[tuple[_Test, ...]] = (
    ("names", forms.is_names),
    ("glued", forms.is_names_glued),
    ("slogan", forms.is_slogan),
)
# For each character the forms that need it or one of its like: the bit of each form, by its place in the table.
_NEEDED: Final[dict[str, int]] = {}
for _bit, _form in enumerate(_FORMS.values()):
    for _char in _form.needs:
        _NEEDED[_char] = _NEEDED.get(_char, 0) | 1 << _bit


_PARTICLES: Final = "的了在是和与與及也就都而对對将將被把"


class Traits(NamedTuple):
    """The properties of one piece, by how far they are told."""

    far: tuple[str, ...]  # what pieces up to two places away are told of
    near: tuple[str, ...]  # what those right beside it are told of too
    own: tuple[str, ...]  # the others


def length_class(length: int) -> int:
    """The class of a length in characters, 0 for the shortest."""
    return bisect_left(_LENGTHS, length)


_EVERY_CLOSER: Final = "".join(CLOSERS)


def end_class(text: str) -> str:
    """How a line ends: final, closed (final mark inside closing marks), colon, pause, closer, or its script."""
    last = text[-1:]
    if last in FINAL_MARKS:
        return "final"
    if last in CLOSERS:
        return "closed" if text.rstrip(_EVERY_CLOSER)[-1:] in FINAL_MARKS else "closer"
    if last in COLON_MARKS:
        return "colon"
    if last in PAUSE_MARKS:
        return "pause"
    return script_class(last)


_STARTS: Final = (
    ("opener", OPENERS),
    ("closer", CLOSERS),
    ("pause", PAUSE_MARKS | COLON_MARKS),
    ("final", FINAL_MARKS),
)


def start_class(text: str) -> str:
    """How a line starts: opener, closer, pause, final, han, digit, latin, other."""
    first = text[:1]
    for name, members in _STARTS:
        if first in members:
            return name
    return script_class(first)


_DIGIT: Final = re.compile("[0-9０-９]")


def script_class(char: str) -> str:
    """han, digit, latin or other."""
    if not char:
        return "other"
    return "han" if is_han(char) else "digit" if is_digit(char) else "latin" if is_latin(char) else "other"


def traits(piece: Piece, raw: str, *, told_only: bool = False) -> Traits:
    """The properties of one piece.

    Args:
        piece: the piece.
        raw: its characters as they stand in the document.
        told_only: whether its own properties are of no interest, for it is not weighed itself.
    """
    text = piece.text
    size = len(text)
    length, end, finals = length_class(size), end_class(text), sum(map(text.count, "。！？"))
    near = (
        f"len={length}", f"end={end}", f"finals={min(finals, 3)}", f"indent={min(piece.indent, 5)}",
        f"blank={min(piece.blank_before, 4)}",
    )  # fmt: skip
    far: list[str] = []
    own: list[str] = []
    if size <= FORM_LENGTH:
        spaced = " ".join(raw.split())
        for name in _forms_of(spaced, text):
            (own if name in _UNTOLD else far).append(name)
        if " " in spaced:
            own.append(f"blanks={min(spaced.count(' '), 3)}")
        far.append(f"end-len={end},{length}")
    mark = forms.MARKDOWN.match(raw)
    if mark:
        far += ["heading-mark", f"heading-mark={len(mark.group(1))}"]
    if not told_only:
        own += _own(text, raw)
    return Traits(tuple(far), near, tuple(own))


def _own(text: str, raw: str) -> Iterator[str]:
    """What the pieces around are not told, but for forms."""
    yield f"start={start_class(text)}"
    yield f"pauses={min(text.count('，') + text.count('、'), 3)}"
    if forms.TABLE.search(raw):
        yield "table"
    if "：" in text[:8]:
        yield "colon-early"
    if "“" in text or "「" in text or "《" in text:
        yield "quoted"
    digits = len(_DIGIT.findall(text))
    if digits:
        yield "digits=many" if 3 * digits > len(text) else "digits=some"
    if not any(map(is_han, text)):
        yield "no-han"
    # What joins the words of a sentence; headlines and captions go without.
    particles = min(sum(map(text.count, _PARTICLES)), 3)
    yield f"particles={particles}"
    yield f"particles={particles},{length_class(len(text))}"


def _forms_of(raw: str, folded: str) -> Iterator[str]:
    """The forms that a line has as it stands or as it is folded."""
    needed = 0
    for char in {*raw, *folded}:
        needed |= _NEEDED.get(char, 0)
    if raw == folded:
        return (name for name, found in _tests_of(needed) if found(raw))
    return (name for name, found in _tests_of(needed) if found(raw) or found(folded))


@lru_cache(maxsize=1 << 12)
def _tests_of(needed: int) -> tuple[_Test, ...]:
    """The tests for forms that a line may have which has what those forms need; none of the others is compiled."""
    may = [(name, form) for bit, (name, form) in enumerate(_FORMS.items()) if not form.needs or needed >> bit & 1]
    tests: list[_Test] = [(name, form.find) for name, form in may]
    if ("organisation", forms.ORGANISATION) in may:
        tests.append(("organisation-whole", forms.ORGANISATION.pattern.fullmatch))
    return (*tests, *_ALWAYS)
