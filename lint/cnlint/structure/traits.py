"""What a piece is by itself: the names of its properties, apart from all that stands around it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, OPENERS, PAUSE_MARKS, is_digit, is_han, is_latin
from cnlint.lazy import lazy
from cnlint.structure import forms, pictures
from cnlint.structure.model import Piece

# Upper ends of the length classes, characters. Headlines of newspapers have 8 to 30, a column line 12 to 30.
_LENGTHS: Final = (1, 2, 4, 6, 8, 11, 15, 20, 26, 35, 50, 80, 150)
# Forms are looked for in short lines only: folios, credits and address lines are shorter, running text longer.
FORM_LENGTH: Final = 70
_FORMS: Final = {
    "byline": forms.BYLINE, "reporter": forms.BYLINE_SIGN, "dateline": forms.DATELINE,
    "credit-end": pictures.CREDIT_END, "credit": pictures.CREDIT_WHOLE, "credit-tail": pictures.CREDIT_TAIL,
    "credit-named": pictures.CREDIT_NAMED, "picture": pictures.PICTURE_WORD, "pointer": pictures.PICTURE_POINTER,
    "placed": pictures.PLACED, "scene": pictures.SCENE, "jump": forms.JUMP, "folio": forms.FOLIO,
    "date": forms.DATE, "weekday": forms.WEEKDAY, "masthead": forms.MASTHEAD, "section": forms.SECTION,
    "notice": forms.NOTICE, "editor": forms.EDITOR,
    "address": forms.ADDRESS, "phone": forms.PHONE, "bullet": forms.BULLET, "organisation": forms.ORGANISATION,
}  # fmt: skip
# Those that longer lines are asked for, where they begin or end so: captions may be as long as paragraphs.
_EDGE_FORMS: Final = ("credit-end", "credit-tail", "picture", "pointer")
# Forms that the pieces around are not told of.
_UNTOLD: Final = frozenset(
    {"credit-tail", "weekday", "masthead", "section", "notice", "address", "phone", "organisation-whole"}
)
_Test = tuple[str, Callable[[str], object]]
_ALWAYS: Final[tuple[_Test, ...]] = (
    ("names", forms.is_names),
    ("glued", forms.is_names_glued),
    ("slogan", forms.is_slogan),
)

# What one character says about its line, as bits: those of the forms by their place in the table, then these.
_HAN, _DIGIT, _BLANK, _BAR, _PARTICLE, _QUOTE = (1 << len(_FORMS) + place for place in range(6))
_FORM_BITS: Final = (1 << len(_FORMS)) - 1
# What a whole sentence has besides its other properties: of 600 lines of furniture and 178 bylines on OCR pages none
# ends in a final mark, and what a page prints about itself is short or has a form of its own.
SENTENCE: Final = "sentence"
_SHORTEST_SENTENCE: Final = 20  # characters; slogans are shorter
_OWN_FORMS: Final = frozenset({"editor", "address", "phone", "jump"})
_PARTICLES: Final = "的了在是和与與及也就都而对對将將被把"
_KINDS: Final = {
    **dict.fromkeys("0123456789０１２３４５６７８９", _DIGIT), **dict.fromkeys("“「《", _QUOTE),
    **dict.fromkeys(_PARTICLES, _HAN | _PARTICLE), "|": _BAR,
}  # fmt: skip


class _Signs(dict[str, int]):
    """The bits of a character; texts ask for the same ones again and again."""

    def __missing__(self, char: str) -> int:
        known = _KINDS.get(char) or (_HAN if is_han(char) else _BLANK if char.isspace() else 0)
        self[char] = found = known | _NEEDED.get(char, 0) | (_FIGURED if char.isdecimal() else 0)
        return found


# The forms that need each character, and those that a figure of any script may do for.
_NEEDED: Final[dict[str, int]] = {}
for _bit, _form in enumerate(_FORMS.values()):
    for _char in _form.needs:
        _NEEDED[_char] = _NEEDED.get(_char, 0) | 1 << _bit
_FIGURED: Final = sum(1 << bit for bit, form in enumerate(_FORMS.values()) if form.figured)


_SIGNS: Final = _Signs()


class Traits(NamedTuple):
    """The properties of one piece, by how far they are told."""

    far: tuple[str, ...]  # what pieces up to two places away are told of
    near: tuple[str, ...]  # what those right beside it are told of too
    own: tuple[str, ...]  # what they are not told
    shape: tuple[str, ...]  # and what every line has of that


def length_class(length: int) -> int:
    """The class of a length in characters, 0 for the shortest."""
    return bisect_left(_LENGTHS, length)


_EVERY_CLOSER: Final = "".join(CLOSERS)


# Classes of ends (`end_class`) after which nothing of the sentence can follow.
ENDED: Final = ("final", "closed", "colon")


def end_class(text: str) -> str:
    """How a line ends: final, closed (final mark inside closing marks), colon, pause, closer, or its script."""
    last = text[-1:]
    if last in CLOSERS:
        return "closed" if text.rstrip(_EVERY_CLOSER)[-1:] in FINAL_MARKS else "closer"
    return _end_of(last)


# A reporter, a source or a place; notes in running text, which go on behind them, seldom follow a finished sentence.
_SIGNED: Final = lazy(r"[。！？…”」][（(][^（）()。！？]{1,16}[）)]\Z")


def is_signed(text: str) -> bool:
    """Whether a line ends in a finished sentence and, in brackets, who wrote it or where it is from."""
    return text[-1:] in "）)" and _SIGNED.search(text) is not None


# Characters that are kept with their class: newspapers use about 4,500 of Han and some hundred others.
_KEPT_CHARACTERS: Final = 1 << 13
_ENDS: Final = (("final", FINAL_MARKS), ("colon", COLON_MARKS), ("pause", PAUSE_MARKS))
_STARTS: Final = (
    ("opener", OPENERS),
    ("closer", CLOSERS),
    ("pause", PAUSE_MARKS | COLON_MARKS),
    ("final", FINAL_MARKS),
)


@lru_cache(maxsize=_KEPT_CHARACTERS)
def _end_of(last: str) -> str:
    return next((name for name, members in _ENDS if last in members), "") or script_class(last)


def start_class(text: str) -> str:
    """How a line starts: opener, closer, pause, final, han, digit, latin, other."""
    return _start_of(text[:1])


@lru_cache(maxsize=_KEPT_CHARACTERS)
def _start_of(first: str) -> str:
    return next((name for name, members in _STARTS if first in members), "") or script_class(first)


def script_class(char: str) -> str:
    """han, digit, latin or other."""
    if not char:
        return "other"
    return "han" if is_han(char) else "digit" if is_digit(char) else "latin" if is_latin(char) else "other"


_FIGURE: Final = re.compile("[0-9０-９]")
# Lines that are kept with their properties, and how long they are at most (characters): the fixer reads the lines of a
# page again and again, most of them unchanged.
_KEPT_LINES, _LONGEST_KEPT = 1 << 11, 400


class _Line(NamedTuple):
    """The properties of a line that are the same wherever it stands."""

    length: int  # its class
    end: str
    finals: int  # at most 3
    far: tuple[str, ...]
    own: tuple[str, ...]
    shape: tuple[str, ...]


def traits(piece: Piece, raw: str, *, told_only: bool = False) -> Traits:
    """The properties of one piece.

    Args:
        piece: the piece.
        raw: its characters as they stand in the document.
        told_only: whether its own properties are of no interest, for it is not weighed itself.
    """
    line = (_kept_line if len(raw) <= _LONGEST_KEPT else _line)(raw, piece.text, told_only)
    near = _near(line.length, line.end, line.finals, min(piece.indent, 5), min(piece.blank_before, 4))
    return Traits(line.far, near, line.own, line.shape)


def _line(raw: str, text: str, told_only: bool) -> _Line:
    size = len(text)
    length, end, finals = length_class(size), end_class(text), min(sum(map(text.count, "。！？")), 3)
    far: list[str] = []
    own: list[str] = []
    shape: tuple[str, ...] = ()
    signs = 0
    if size <= FORM_LENGTH or not told_only:
        signs = _signs_of(raw if raw == text else raw + text)
    if size <= FORM_LENGTH:
        spaced = " ".join(raw.split())
        for name in _forms_of(spaced, text, signs):
            (own if name in _UNTOLD else far).append(name)
        if " " in spaced:
            own.append(f"blanks={min(spaced.count(' '), 3)}")
        # A headline may ask or call out; none ends in a full stop.
        stopped = end in ("final", "closed") and text.rstrip(_EVERY_CLOSER).endswith("。")
        if stopped:
            far.append("stop")
        far.append(_end_length("stop" if stopped else end, length))
    elif not told_only and pictures.is_edged(text):
        for name in _EDGE_FORMS:
            if _FORMS[name].search(text):
                (own if name in _UNTOLD else far).append(name)
    mark = forms.MARKDOWN.match(raw) if raw[0] == "#" else None
    if mark:
        far += ["heading-mark", f"heading-mark={len(mark.group(1))}"]
    if not told_only:
        own += _own(text, raw, signs)
        if _is_sentence(text, end, signs):
            own.append(SENTENCE)
        pauses = min(text.count("，") + text.count("、"), 3)
        # What joins the words of a sentence; headlines and captions go without.
        particles = min(sum(map(text.count, _PARTICLES)), 3) if signs & _PARTICLE else 0
        shape = _shape(start_class(text), pauses, particles, length)
    return _Line(length, end, finals, tuple(far), tuple(own), shape)


_kept_line = lru_cache(maxsize=_KEPT_LINES)(_line)


@lru_cache(maxsize=1 << 11)
def _near(length: int, end: str, finals: int, indent: int, blank: int) -> tuple[str, ...]:
    return f"len={length}", f"end={end}", f"finals={finals}", f"indent={indent}", f"blank={blank}"


@lru_cache(maxsize=1 << 9)
def _end_length(end: str, length: int) -> str:
    return f"end-len={end},{length}"


@lru_cache(maxsize=1 << 11)
def _shape(start: str, pauses: int, particles: int, length: int) -> tuple[str, ...]:
    return f"start={start}", f"pauses={pauses}", f"particles={particles}", f"particles={particles},{length}"


def _own(text: str, raw: str, signs: int) -> Iterator[str]:
    """What the pieces around are not told, but for forms and what every line has."""
    if signs & (_BLANK | _BAR) and forms.TABLE.search(raw):
        yield "table"
    if "：" in text[:8]:
        yield "colon-early"
    if signs & _QUOTE:
        yield "quoted"
    if signs & _DIGIT:
        yield "digits=many" if 3 * len(_FIGURE.findall(text)) > len(text) else "digits=some"
    if not signs & _HAN:
        yield "no-han"


def is_sentence(text: str) -> bool:
    """True for a line that ends as a sentence does and has a pause, where no form of furniture has either."""
    return _is_sentence(text, end_class(text), _signs_of(text))


def _is_sentence(text: str, end: str, signs: int) -> bool:
    if len(text) < _SHORTEST_SENTENCE or end not in ("final", "closed"):
        return False
    tests = _tests_of(signs & _FORM_BITS)
    return any(mark in text for mark in PAUSE_MARKS) and not any(
        found(text) for name, found in tests if name in _OWN_FORMS
    )


def _signs_of(chars: Iterable[str]) -> int:
    return reduce(or_, map(_SIGNS.__getitem__, set(chars)), 0)


def _forms_of(raw: str, folded: str, signs: int) -> Iterator[str]:
    """The forms that a line has as it stands or as it is folded."""
    tests = _tests_of(signs & _FORM_BITS)
    if raw == folded:
        return (name for name, found in tests if found(raw))
    return (name for name, found in tests if found(raw) or found(folded))


@lru_cache(maxsize=1 << 12)
def _tests_of(needed: int) -> tuple[_Test, ...]:
    """The tests for forms that a line may have which has what those forms need; none of the others is compiled."""
    may = [(name, form) for bit, (name, form) in enumerate(_FORMS.items()) if needed >> bit & 1]
    tests: list[_Test] = [(name, form.find) for name, form in may]
    if ("organisation", forms.ORGANISATION) in may:
        tests.append(("organisation-whole", forms.ORGANISATION.pattern.fullmatch))
    return (*tests, *_ALWAYS)
