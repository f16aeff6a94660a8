"""Near duplicates: body pieces that say the same in almost the same words.

In one document likeness is the share of the shorter piece's strings of four characters that stand in the other one too
(containment, Broder 1997). Only pieces that share strings are compared, so that the work grows with the text and its
repeats. Across documents an index has compared them, when the configuration names one (`detectors.indexed`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from cnlint.characters import count_han, squeeze
from cnlint.detectors.indexed import ELSEWHERE, copies_in
from cnlint.findings import Evidence, Match, Value
from cnlint.structure.model import Role, Structure
from cnlint.structure.snapshot import Snapshot

_GRAM: Final = 4
# A string that more pieces than this have is a name or a formula and says nothing.
_MOST_HOLDERS: Final = 8
_QUOTED: Final = 12


def near_duplicate(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A body piece that an earlier one says almost word for word, or that an index knows from another document.

    Exact copies in one document are another rule's.
    """
    yield from _copies(snapshot, options)
    structure = snapshot.structure
    leads = _leads(structure)
    copies = {piece for twin in structure.twins for piece in (twin.gone, twin.kept)}
    grams: dict[int, set[str]] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        if role is not Role.BODY or piece.number in copies:
            continue
        text = squeeze(piece.text)
        if count_han(text) < int(options["min_han"]):
            continue
        own = {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}
        found = _likest(own, grams, holders)
        if found is not None and found[0] not in leads and found[1] >= float(options["min_likeness"]):
            line, column = snapshot.document.position(structure.pieces[found[0]].start)
            place = f"{line}:{column}"
            params: dict[str, Value] = {"text": text[:_QUOTED], "place": place, "likeness": _percent(found[1])}
            yield Match(piece.start, piece.end, params, (Evidence("twin", place),))
        grams[piece.number] = own
        for gram in own:
            holders[gram].append(piece.number)


def _copies(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Paragraphs that stand in another document, whose copy is less damaged."""
    for copy in copies_in(options, snapshot.text):
        words = snapshot.text[copy.start : copy.end]
        if count_han(words) < int(options["min_han"]) or copy.likeness < float(options["min_likeness"]):
            continue
        place = f"{copy.kept}:{copy.line}"
        likeness = _percent(copy.likeness)
        params: dict[str, Value] = {"text": squeeze(words)[:_QUOTED], "place": place, "likeness": likeness}
        evidence = (Evidence(ELSEWHERE, place), Evidence("aligned", likeness), Evidence("copies", copy.copies))
        yield Match(copy.start, copy.end, params, evidence)


def _percent(share: float) -> str:
    """A share in whole hundredths, cut: what differs in one character of a thousand is not 100 % the same."""
    return f"{int(share * 100)} %"


def _leads(structure: Structure) -> frozenset[int]:
    """The pieces of the first body paragraph of each article, which often quotes what follows."""
    first = (next((part for part in article.flow if part.role is Role.BODY), None) for article in structure.articles)
    return frozenset(piece for paragraph in first if paragraph is not None for piece in paragraph.pieces)


def _likest(own: set[str], grams: Mapping[int, set[str]], holders: Mapping[str, list[int]]) -> tuple[int, float] | None:
    """The earlier piece that shares most strings, and the share of the shorter one's that it does."""
    found = (holders[gram] for gram in own if gram in holders)
    shared = Counter(chain.from_iterable(with_it for with_it in found if len(with_it) <= _MOST_HOLDERS))
    if not shared:
        return None
    count, number = max((count, -number) for number, count in shared.items())  # of several the first one
    number = -number
    return number, count / min(len(own), len(grams[number]))
