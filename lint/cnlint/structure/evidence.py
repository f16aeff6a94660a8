"""What speaks for or against two pieces being one paragraph: named, weighed parts of a seam's score."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cnlint.lazy import lazy
from cnlint.structure import forms, frames
from cnlint.structure.crossing import Part, crossing
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.printed import HANGING
from cnlint.structure.setting import Setting
from cnlint.structure.traits import end_class, length_class, start_class

# The language score counts within these bounds (log-odds). Words across the seam can prove a cut; that the words are
# usual ones to end and to start a paragraph with disproves none.
LOWEST, HIGHEST = -2.5, 8.0
# A line with more than this share of the measure is full: marks hang or move to the next line, figures are narrow.
_FULL: Final = 0.88


class Place(NamedTuple):
    """What surrounds a seam."""

    between: Sequence[Role]
    blank: int  # the longest run of blank lines between the two pieces
    before: str  # the role of the piece before the left one, `start` at the start of the document
    doubled: bool  # one of the two stands twice nearby: a half that was printed on both sides of a picture
    printed: bool  # the two are printed lines of body


def parts(
    left: Piece,
    right: Piece,
    setting: Setting,
    knowledge: Knowledge,
    run_on: float,
    place: Place,
) -> Iterator[Part]:
    """All parts of the evidence at one seam; `run_on` is the network's answer (log-odds)."""
    end, start = end_class(left.text), start_class(right.text)
    yield Part("ending", f"end={end}")
    yield Part("opening", f"start={start}")
    yield Part("ending", f"end-start={end},{start}")
    language = knowledge.language
    yield from _language("words", language.runs_on(left.text, right.text), end, setting.noise)
    yield from sense(run_on, end, setting.noise)
    yield from crossing(left.text, right.text, knowledge, setting.text)
    yield from _constructions(left.text, right.text)
    yield from _sentences(left, right)
    if not place.printed:
        yield from _lengths(left, right)
    yield from _items(left.text, right.text)
    yield from _place(left, place.before)
    if place.doubled:
        yield Part("stands-twice", "doubled")
    if place.printed:
        yield from _printed(left, right, setting, end, place.blank)
    else:
        yield from _setting(left, right, setting, end, place.blank)
    yield from _between(place.between)


def sense(run_on: float, end: str, noise: int) -> Iterator[Part]:
    """What the networks say (log-odds) at the end of a piece of that class."""
    return _language("sense", run_on, end, noise)


def _language(name: str, score: float, end: str, noise: int) -> Iterator[Part]:
    score = min(max(score, LOWEST), HIGHEST)
    yield Part("language", name, score)
    yield Part("language", f"{name},{end_group(end)}", score)
    # Where no marks are lost, a line without one is cut whatever the words say; where many are, only they can tell.
    yield Part("language", f"{name},noise={noise}", score)
    yield Part("language", f"{name},{'for' if score > 0 else 'against'},noise={noise}", score)


def end_group(end: str) -> str:
    """The class of a piece's end, those without a mark in one."""
    return "open" if end in ("han", "digit", "latin", "closer", "other") else end


def _constructions(left: str, right: str) -> Iterator[Part]:
    names = list(frames.straddling(left, right))
    for name in names:
        yield Part("straddling-frame", f"frame={name}")
    # Each construction is rare; that one is cut is one kind of evidence.
    if any(name != "particle" for name in names):
        yield Part("straddling-frame", "frame")


def _sentences(left: Piece, right: Piece) -> Iterator[Part]:
    for side, text in (("left", left.text), ("right", right.text)):
        yield Part("length", f"{side}-finals={min(_finals(text), 2)}")


def _lengths(left: Piece, right: Piece) -> Iterator[Part]:
    for side, text in (("left", left.text), ("right", right.text)):
        size = length_class(len(text))
        yield Part("length", f"{side}={size}")
        if not _finals(text) and not text.count("，"):
            yield Part("length", f"{side}-bare={size}")


def _finals(text: str) -> int:
    return sum(text.count(mark) for mark in "。！？")


# A speaker, a question, a kind of data, as the first words of a line and before a colon; also the name of a show.
_LABEL: Final = lazy("[^，。、；：！？]{1,10}：")
_SPOKEN: Final = lazy("[^，。、；：！？]{0,4}[说說道称稱示问問答写寫是为為]：")


def _items(left: str, right: str) -> Iterator[Part]:
    """Lines that open as the items of a list, the turns of a talk and dispatches do."""
    if _LABEL.match(right) and not _SPOKEN.match(right):
        yield Part("opening", "right-opens=label")
        if _LABEL.match(left):
            yield Part("opening", "labels=both")
    if forms.BULLET.match(right):
        yield Part("opening", "right-opens=bullet")
    if forms.DATELINE.match(right):
        yield Part("opening", "right-opens=dateline")


def _place(left: Piece, before: str) -> Iterator[Part]:
    """A line without a finished sentence may be a heading or a caption that was not known as one."""
    if not any(mark in left.text for mark in "。！？"):
        yield Part("position", f"left-open={length_class(len(left.text))}")
        yield Part("position", f"left-open,after={before}")
    if len(left.text) < _CREDIT_LENGTH and (forms.CREDIT_NAMED.search(left.text) or forms.CREDIT_END.search(left.text)):
        yield Part("credit-form", "left-ends-in-credit")


# Of 991 captions in clean news sources 99 % have at most 130 characters; a credit adds a few.
_CREDIT_LENGTH: Final = 140


def _setting(left: Piece, right: Piece, setting: Setting, end: str, blank: int) -> Iterator[Part]:
    finished = _finished(end)
    yield Part("blank-run", f"{setting.layout}:blank={min(blank, 4)},{finished}")
    if setting.indents:
        yield Part("indent", f"{finished}:{'indented' if right.indent >= 2 else 'flush'}")
    if setting.measure and setting.layout is Layout.WRAPPED:
        share = len(left.text) / setting.measure
        fill = "over" if share > 1.25 else "full" if share > _FULL else "most" if share > 0.7 else "part"
        yield Part("full-measure", f"measure={fill},{finished},{'b' if blank else 'n'}")
    # Where an engine loses marks, a line without one proves less.
    yield Part("habit", f"unfinished={min(int(setting.unfinished * 10), 5)},{finished}")
    yield Part("habit", f"noise={setting.noise},{finished}")
    yield Part("habit", f"noise={setting.noise},{end}")


def _printed(left: Piece, right: Piece, setting: Setting, end: str, blank: int) -> Iterator[Part]:
    """What a compositor does at the end of a line, and between two paragraphs."""
    finished, printed = _finished(end), setting.printed
    yield Part("blank-run", f"blank={min(blank, 3)},{finished}")
    yield Part("habit", f"noise={setting.noise},{finished}")
    apart, opening = "b" if blank else "n", "indented" if right.indent >= 2 else "flush"
    yield Part("indent", f"parting={printed.parting},{apart},{opening},{finished}")
    yield Part("full-measure", f"room={_room_class(printed.room(left))},{finished},{apart}")
    forced = "forced" if printed.is_forced(left, right) else "meant"
    yield Part("full-measure", f"{forced},{finished},ragged={printed.ragged}")
    # A first line whose indent was lost lacks its two characters; a last line may lack any number.
    last = _finished(end_class(right.text))
    yield Part("full-measure", f"right={_room_class(printed.first_room(right))},{finished},{last}")


def _room_class(room: float) -> str:
    """The class of the characters that a line lacks; one mark may hang, a word of a few may be carried over."""
    if room < -HANGING:
        return "over"
    return str(bisect_left(_ROOMS, room))


# Upper ends of the classes of room, in characters: full, with a mark carried over, with a word, half a line, more.
_ROOMS: Final = (0.5, HANGING, 2.5, 4.5, 8.0)


def _finished(end: str) -> str:
    return "finished" if end in ("final", "closed", "colon") else "unfinished"


def _between(between: Sequence[Role]) -> Iterator[Part]:
    if not between:
        return
    pictures = any(role in PICTURE_ROLES for role in between)
    furniture = any(role in FURNITURE_ROLES for role in between)
    yield Part("between", f"between={'both' if pictures and furniture else 'picture' if pictures else 'furniture'}")
    if Role.JUMP in between:
        yield Part("between", "between=jump")
    yield Part("between", f"between-count={min(len(between), 4)}")
