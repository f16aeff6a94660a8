"""Body text that stands twice: whole pieces, and starts or ends that a neighbour repeats."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cnlint.characters import FULL_WIDTH, INVISIBLE, PAUSE_MARKS, count_han, is_space, squeeze
from cnlint.conservation import keeps_promise
from cnlint.detectors.removal import removed
from cnlint.findings import Edit, Effect, Evidence, Fix, Match, Safety, Value
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Role, Twin
from cnlint.structure.snapshot import Snapshot

# Han characters from which a second copy is damage beyond doubt; shorter ones may be a cry, an answer, a refrain.
_PROVEN: Final = 20
# Han characters from which sentences that stand before a neighbour that starts with them, or after one that ends with
# them, are printed twice: of 59,960 pairs of neighbours in clean articles one is such a pair, and printed twice. Words
# that are taken from a text to stand out of it have up to 64 characters there, and stand before what ends with them.
_PRINTED_TWICE: Final = 60
# What a clause goes on with after its first words, besides letters and figures.
_OPENS: Final = frozenset("《〈“‘「『")
# Characters of the copy that a message quotes: a clause.
_QUOTED: Final = 12


class _Letters(NamedTuple):
    """The characters of a piece that print, with marks of full width."""

    text: str
    number: int  # of the piece

    def places(self, snapshot: Snapshot) -> Sequence[int]:
        """Where in the document each character stands."""
        piece, text = snapshot.structure.pieces[self.number], snapshot.text
        return [at for at in range(piece.start, piece.end) if not is_space(text[at]) and text[at] not in INVISIBLE]

    def span(self, snapshot: Snapshot, first: int, last: int) -> tuple[int, int]:
        """The characters `first:last` of the text as a span of the document."""
        places = self.places(snapshot)
        return places[first], places[last - 1] + 1


def duplicated_paragraph(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A body piece that stands twice, with nothing but pictures, furniture and blank lines between."""
    pieces = snapshot.structure.pieces
    for run in _runs(snapshot.structure.twins):
        first, last = run[0], run[-1]
        gone = pieces[first.gone].start, pieces[last.gone].end
        kept = pieces[first.kept].start, pieces[last.kept].end
        found = _match(snapshot, gone, kept, removed(snapshot, first.gone, last.gone))
        yield found if _is_proven(snapshot, found, first.han) else _unsafe(found)


def _runs(twins: Iterable[Twin]) -> Iterator[list[Twin]]:
    """The twins, with printed lines that follow each other in both prints together."""
    run: list[Twin] = []
    for twin in twins:
        if run and (twin.gone, twin.kept) != (run[-1].gone + 1, run[-1].kept + 1):
            yield run
            run = []
        run.append(twin)
    if run:
        yield run


def _is_proven(snapshot: Snapshot, found: Match, han: int) -> bool:
    """Whether a copy of so many Han characters is damage beyond doubt, and conservation holds it for a copy, too."""
    proof = Fix(found.edits, Safety.SAFE, Effect.DUPLICATE, "", found.twin)
    return han >= _PROVEN and keeps_promise(proof, snapshot.text)


def _unsafe(found: Match) -> Match:
    return found._replace(safety=Safety.UNSAFE)


def repeated_edge(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A body piece that repeats the end or the start of its neighbour, whole or with an edge of its own."""
    fewest = int(options["min_han"])
    roles = snapshot.structure.roles
    flow = (_letters(snapshot, index) if roles[index] is Role.BODY else None for index in _flow(snapshot))
    for left, right in pairwise(flow):
        if left and right:
            yield from _repeated(snapshot, left, right, fewest)


def _flow(snapshot: Snapshot) -> Iterator[int]:
    """The pieces without pictures, furniture and the copies that another rule finds."""
    structure = snapshot.structure
    gone = {twin.gone for twin in structure.twins}
    for index, role in enumerate(structure.roles):
        if role not in PICTURE_ROLES and role not in FURNITURE_ROLES and index not in gone:
            yield index


def _is_halved(copy: str, beside: str, at_end: bool) -> bool:
    """Whether a copy begins or ends inside a clause of its neighbour, which has `beside` there.

    What is quoted from a text or leads into it is a sentence or a clause; half of one stands twice by damage alone.
    """
    edge = copy[0] if at_end else copy[-1]
    goes_on = beside.isalnum() or (not at_end and beside in _OPENS)
    return (goes_on and edge.isalnum()) or (not at_end and edge in PAUSE_MARKS)


def _repeated(snapshot: Snapshot, first: _Letters, second: _Letters, fewest: int) -> Iterator[Match]:
    for copy, whole in ((second, first), (first, second)):
        size, at_end = len(copy.text), whole.text.endswith(copy.text)
        if size >= len(whole.text) or not (at_end or whole.text.startswith(copy.text)):
            continue
        if count_han(copy.text) >= fewest:
            place = len(whole.text) - size if at_end else 0
            span, kept = copy.span(snapshot, 0, size), whole.span(snapshot, place, place + size)
            found = _match(snapshot, span, kept, removed(snapshot, copy.number))
            han = count_han(copy.text)
            halved = _is_halved(copy.text, whole.text[place - 1] if at_end else whole.text[size], at_end)
            in_order = (copy is second) is at_end and han >= _PRINTED_TWICE
            yield found if (halved or in_order) and _is_proven(snapshot, found, han) else _unsafe(found)
            return
    size = _overlap(first.text, second.text, fewest)
    if size and count_han(second.text[:size]) >= fewest:
        places = second.places(snapshot)
        start, end = places[0], places[size]
        kept = first.span(snapshot, len(first.text) - size, len(first.text))
        edit = Edit(start, end, snapshot.text[start:end], "")
        yield _unsafe(_match(snapshot, second.span(snapshot, 0, size), kept, edit))


def _letters(snapshot: Snapshot, index: int) -> _Letters:
    piece = snapshot.structure.pieces[index]
    letters = squeeze(snapshot.text[piece.start : piece.end])
    for mark, wide in FULL_WIDTH.items():  # a fiftieth of the time that `translate` takes
        letters = letters.replace(mark, wide)
    return _Letters(letters, index)


def _overlap(first: str, second: str, fewest: int) -> int:
    """The length of the longest end of one text, from `fewest` up, that is a start of the other but not all of it."""
    if len(second) <= fewest:
        return 0
    place = first.find(second[:fewest])
    while place >= 0:
        if len(first) - place < len(second) and second.startswith(first[place:]):
            return len(first) - place
        place = first.find(second[:fewest], place + 1)
    return 0


def _match(snapshot: Snapshot, span: tuple[int, int], kept: tuple[int, int], edit: Edit) -> Match:
    words = "".join(snapshot.text[slice(*span)].split())
    line, column = snapshot.document.position(kept[0])
    params: dict[str, Value] = {
        "text": words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…",
        "line": line,
    }
    return Match(*span, params, (Evidence("twin", f"{line}:{column}"),), (edit,), twin=kept)
