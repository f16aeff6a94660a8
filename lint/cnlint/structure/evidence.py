"""What speaks for or against two pieces being one paragraph: named, weighed parts of a seam's score."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.structure import frames
from cnlint.structure.crossing import Part, crossing
from cnlint.structure.echo import Echo
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Layout, Piece, Role
from cnlint.structure.printed import Parting
from cnlint.structure.setting import Setting
from cnlint.structure.sides import side
from cnlint.structure.traits import ENDED, end_class
from cnlint.structure.widths import HANGING

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


# Where in the evidence the networks' answer stands: after three parts for the marks and four for the words.
SENSE_AT: Final = 7


def parts(
    left: Piece,
    right: Piece,
    setting: Setting,
    knowledge: Knowledge,
    run_on: float,
    place: Place,
    echoed: Echo,
) -> list[Part]:
    """All parts of the evidence at one seam.

    Args:
        left: the piece before it.
        right: the piece after it.
        setting: what it has in common with the other seams of the document.
        knowledge: the models that judge it by its text.
        run_on: the networks' answer (log-odds).
        place: what surrounds it.
        echoed: the longest string across it that the page has elsewhere.
    """
    before, after = side(left.text), side(right.text)
    end = before.end
    across, sides = knowledge.language.told(left.text, right.text)
    return [
        *_marks(end, after.start),
        *_language("words", across, end, setting.noise),
        *sense(run_on, end, setting.noise),
        Part("language", "sides", sides),
        *crossing(before, after, knowledge, echoed),
        *_constructions(left.text, right.text),
        *_sentences(min(before.finals, 2), min(after.finals, 2)),
        *(() if place.printed else _lengths("left", before.length, not before.finals and not before.has_pause)),
        *(() if place.printed else _lengths("right", after.length, not after.finals and not after.has_pause)),
        *_items(before.label, after.label, after.opens_as),
        *_place(None if before.finals else before.length, place.before, before.ends_in_credit),
        *(_DOUBLED if place.doubled else ()),
        *(_printed if place.printed else _setting)(left, right, setting, end, place.blank),
        *_between(tuple(place.between)),
    ]


# Parts that depend on a few classes are kept, by these; there are some thousand of the most diverse.
_kept = lru_cache(maxsize=1 << 12)
_DOUBLED: Final = (Part("stands-twice", "doubled"),)


@_kept
def _marks(end: str, start: str) -> tuple[Part, ...]:
    return Part("ending", f"end={end}"), Part("opening", f"start={start}"), Part("ending", f"end-start={end},{start}")


def sense(run_on: float, end: str, noise: int) -> tuple[Part, ...]:
    """What the networks say (log-odds) at the end of a piece of that class."""
    return _language("sense", run_on, end, noise)


def _language(name: str, score: float, end: str, noise: int) -> tuple[Part, ...]:
    return _told(name, min(max(score, LOWEST), HIGHEST), end_group(end), noise)


@_kept
def _told(name: str, score: float, group: str, noise: int) -> tuple[Part, ...]:
    return (
        Part("language", name, score),
        Part("language", f"{name},{group}", score),
        # Where no marks are lost, a line without one is cut whatever the words say; where many are, only they can tell.
        Part("language", f"{name},noise={noise}", score),
        Part("language", f"{name},{'for' if score > 0 else 'against'},noise={noise}", score),
    )


def end_group(end: str) -> str:
    """The class of a piece's end, those without a mark in one."""
    return "open" if end in ("han", "digit", "latin", "closer", "other") else end


def _constructions(left: str, right: str) -> list[Part]:
    names = list(frames.straddling(left, right))
    found = [Part("straddling-frame", f"frame={name}") for name in names]
    # Each construction is rare; that one is cut is one kind of evidence.
    if any(name != "particle" for name in names):
        found.append(Part("straddling-frame", "frame"))
    return found


@_kept
def _sentences(left: int, right: int) -> tuple[Part, ...]:
    return Part("length", f"left-finals={left}"), Part("length", f"right-finals={right}")


@_kept
def _lengths(name: str, length: int, is_bare: bool) -> tuple[Part, ...]:
    whole = Part("length", f"{name}={length}")
    return (whole, Part("length", f"{name}-bare={length}")) if is_bare else (whole,)


@_kept
def _items(left_label: str, right_label: str, right_opens_as: str) -> tuple[Part, ...]:
    """Lines that open as the items of a list, the turns of a talk and dispatches do."""
    names = []
    if right_label == "label":
        names.append("right-opens=label")
        if left_label:
            names.append("labels=both")
    opens_as = ("bullet", "dateline") if right_opens_as == "both" else (right_opens_as,)
    names += [f"right-opens={name}" for name in opens_as if name]
    return tuple(Part("opening", name) for name in names)


@_kept
def _place(length: int | None, before: str, ends_in_credit: bool) -> tuple[Part, ...]:
    """A line without a finished sentence (of that class of length) may be a heading or a caption not known as one."""
    found = []
    if length is not None:
        found += [Part("position", f"left-open={length}"), Part("position", f"left-open,after={before}")]
    if ends_in_credit:
        found.append(Part("credit-form", "left-ends-in-credit"))
    return tuple(found)


def _setting(left: Piece, right: Piece, setting: Setting, end: str, blank: int) -> tuple[Part, ...]:
    fill = ""
    if setting.measure and setting.layout is Layout.WRAPPED:
        share = len(left.text) / setting.measure
        fill = "over" if share > 1.25 else "full" if share > _FULL else "most" if share > 0.7 else "part"
    indented = right.indent >= 2 if setting.indents else None
    unfinished = min(int(setting.unfinished * 10), 5)
    return _set(setting.layout, min(blank, 4), end, indented, fill, unfinished, setting.noise)


@_kept
def _set(
    layout: Layout, blank: int, end: str, indented: bool | None, fill: str, unfinished: int, noise: int
) -> tuple[Part, ...]:
    """How the pieces are set: blank lines between, indent and measure where the document has them, its habits."""
    finished = _finished(end)
    found = [Part("blank-run", f"{layout}:blank={blank},{finished}")]
    if indented is not None:
        found.append(Part("indent", f"{finished}:{'indented' if indented else 'flush'}"))
    if fill:
        found.append(Part("full-measure", f"measure={fill},{finished},{'b' if blank else 'n'}"))
    # Where an engine loses marks, a line without one proves less.
    found.append(Part("habit", f"unfinished={unfinished},{finished}"))
    found.append(Part("habit", f"noise={noise},{finished}"))
    found.append(Part("habit", f"noise={noise},{end}"))
    return tuple(found)


def _printed(left: Piece, right: Piece, setting: Setting, end: str, blank: int) -> tuple[Part, ...]:
    """What a compositor does at the end of a line, and between two paragraphs."""
    printed = setting.printed
    return (
        *_parted(min(blank, 3), _finished(end), setting.noise, printed.parting, printed.is_set_in(right)),
        *_filled(
            _room_class(printed.room(left)), printed.is_forced(left, right), printed.ragged, _finished(end), bool(blank)
        ),
        # A first line whose indent was lost lacks its two characters; a last line may lack any number.
        _room_after(_room_class(printed.first_room(right)), _finished(end), _finished(end_class(right.text))),
    )


@_kept
def _parted(blank: int, finished: str, noise: int, parting: Parting, indented: bool) -> tuple[Part, ...]:
    apart, opening = "b" if blank else "n", "indented" if indented else "flush"
    return (
        Part("blank-run", f"blank={blank},{finished}"),
        Part("habit", f"noise={noise},{finished}"),
        Part("indent", f"parting={parting},{apart},{opening},{finished}"),
    )


@_kept
def _filled(room: str, forced: bool, ragged: int, finished: str, apart: bool) -> tuple[Part, ...]:
    return (
        Part("full-measure", f"room={room},{finished},{'b' if apart else 'n'}"),
        Part("full-measure", f"{'forced' if forced else 'meant'},{finished},ragged={ragged}"),
    )


@_kept
def _room_after(room: str, finished: str, last: str) -> Part:
    return Part("full-measure", f"right={room},{finished},{last}")


def _room_class(room: float) -> str:
    """The class of the characters that a line lacks; one mark may hang, a word of a few may be carried over."""
    if room < -HANGING:
        return "over"
    return str(bisect_left(_ROOMS, room))


# Upper ends of the classes of room, in characters: full, with a mark carried over, with a word, half a line, more.
_ROOMS: Final = (0.5, HANGING, 2.5, 4.5, 8.0)


def _finished(end: str) -> str:
    return "finished" if end in ENDED else "unfinished"


@_kept
def _between(between: tuple[Role, ...]) -> tuple[Part, ...]:
    if not between:
        return ()
    pictures = any(role in PICTURE_ROLES for role in between)
    furniture = any(role in FURNITURE_ROLES for role in between)
    names = [f"between={'both' if pictures and furniture else 'picture' if pictures else 'furniture'}"]
    if Role.JUMP in between:
        names.append("between=jump")
    names.append(f"between-count={min(len(between), 4)}")
    return tuple(Part("between", name) for name in names)
