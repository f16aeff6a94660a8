"""Gates: documents that hold Chinese text and are still not fit for a corpus. One finding for a whole document."""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.characters import count_han, squeeze
from cnlint.codes import codes
from cnlint.detectors.folded import folded
from cnlint.detectors.headings import heading_mark, headlines
from cnlint.detectors.seams import is_wrap
from cnlint.findings import Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.repeats import distances
from cnlint.structure.model import Layout, Role
from cnlint.structure.snapshot import Snapshot
from cnlint.structure.traits import end_class

_FINISHED: Final = ("final", "closed")


def many_cuts(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """More of the body's pieces end in a cut than a repair can be trusted with."""
    structure = snapshot.structure
    body = [piece for piece, role in zip(structure.pieces, structure.roles, strict=True) if role is Role.BODY]
    pieces, most = len(body), float(options["max_share"]) * len(body)
    if pieces < int(options["min_pieces"]):
        return
    if structure.layout is not Layout.WRAPPED and sum(end_class(piece.text) not in _FINISHED for piece in body) < most:
        return  # no cut is after a finished sentence
    cuts = sum(seam.role is Role.BODY and not is_wrap(structure, seam) for seam in structure.seams)
    if cuts >= most:
        first = structure.pieces[0]
        yield Match(first.start, first.end, {"cuts": cuts, "pieces": pieces})


def unmarked_headings(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """More headlines without a Markdown mark than a file of marked headlines may have."""
    if "#" not in snapshot.text and not options["always"]:
        return
    groups = headlines(snapshot.structure)
    unmarked = sum(not heading_mark(snapshot, group) for group in groups)
    is_marked = options["always"] or unmarked < len(groups)
    if (
        is_marked
        and len(groups) >= int(options["min_headlines"])
        and unmarked > float(options["max_share"]) * len(groups)
    ):
        yield _whole(snapshot, {"unmarked": unmarked, "all": len(groups)})


_KANA: Final = lazy("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL: Final = lazy("[\uac00-\ud7a3]")
_FEWEST_LETTERS: Final = 20


def other_language(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Japanese or Korean text, which has Han characters of its own."""
    text = snapshot.text
    if not _may_have_letters(text):
        return
    for script, letter in (("kana", _KANA), ("hangul", _HANGUL)):
        if letter.search(text) is None:
            continue
        letters = len(letter.findall(text))
        if letters >= _FEWEST_LETTERS and letters > float(options["max_share"]) * (letters + count_han(text)):
            yield _whole(snapshot, {}, Evidence(script, letters))


def _may_have_letters(text: str) -> bool:
    """Whether kana or hangul may stand in a text, which takes a regular expression ten times as long to find out."""
    units = codes(text)
    if units is None:
        return any("\u3041" <= char <= "\u30fa" or "\uac00" <= char <= "\ud7a3" for char in set(text))
    return bool(((units - 0x3041 <= 0x30FA - 0x3041) | (units - 0xAC00 <= 0xD7A3 - 0xAC00)).any())


# Strings of so many characters hardly come back in prose but as quotations and names of bodies.
_GRAM: Final = 12
_SHORTER: Final = 6
_FEWEST_GRAMS: Final = 120


def repetitive_text(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Much of the text stands in it more than once (as a share of characters; Rae et al. 2021, appendix A1)."""
    share = float(options["max_share"])
    if _repeats_little(snapshot, share):
        return
    text = squeeze(snapshot.text)
    total = len(text) - _GRAM + 1
    far = distances(text, _GRAM)
    if total < _FEWEST_GRAMS or (far is not None and int((far > 0).sum()) <= share * total):
        return
    again = total - len({text[at : at + _GRAM] for at in range(total)})
    if again > share * total and 2 * count_han(text) > len(text):
        yield _whole(snapshot, {"share": f"{again / total:.0%}"})


def _repeats_little(snapshot: Snapshot, share: float) -> bool:
    """Whether no more than that share of the strings of a text stand in it again; False: not known."""
    text = snapshot.text
    if not snapshot.document.is_plain:
        return False
    far = distances(folded(text), _SHORTER)  # as other rules ask; what is the same is so in one spelling, too
    if far is None:
        return False
    # Strings over a blank are strings of the text alone; of the others no more come again than shorter ones do.
    words = text.split()
    over_blanks = (_GRAM - 1) * len(words)
    return int((far > 0).sum()) + over_blanks <= share * (sum(map(len, words)) - _GRAM + 1)


def _whole(snapshot: Snapshot, params: Mapping[str, Value], *evidence: Evidence) -> Match:
    """A match on the first line that prints, for a finding on the whole text would show all of it."""
    block = snapshot.document.blocks[0]
    return Match(block.start, snapshot.document.lines[block.first].end, params, evidence)
