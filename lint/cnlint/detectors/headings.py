"""Headlines, decks, kickers and subheads: cut in mid-line, spread, unmarked, run together, missing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from cnlint.characters import count_han
from cnlint.detectors.seams import closing, gap_closed, seam_match, shown_seams
from cnlint.findings import Edit, Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.forms import MARKDOWN
from cnlint.structure.model import HEADING_ROLES, Article, Role, Structure, Tier
from cnlint.structure.scoring import CLEAR_HEADING
from cnlint.structure.snapshot import Snapshot

# Characters of a heading that a message quotes: most of a deck.
_QUOTED: Final = 16
_TEXT_ROLES: Final = frozenset({Role.BODY, Role.LIST, Role.TABLE, Role.VERSE, Role.DATELINE})
# Sequence numbers of headings: 一、 （一） 1. 1、 (GB/T 9704-2012, 7.3.3, the four levels of official documents, which
# newspapers follow). Each form counts by itself.
_NUMBER: Final = lazy(
    r"(?P<han>[一二三四五六七八九十]{1,3})、|（(?P<inhan>[一二三四五六七八九十]{1,3})）"
    r"|(?P<figure>[1-9][0-9]?)[.．、](?![0-9])|（(?P<infigure>[1-9][0-9]?)）"
)
_FIGURES: Final = {char: value for value, char in enumerate("一二三四五六七八九", 1)}


# What divides a heading: a blank between its parts, or the marks of a sentence, which long decks are.
_DIVIDED: Final = lazy(r"\S\s+\S|[，。；、！？,;!?]")


def cut_headline(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A heading line cut in two."""
    for seam in shown_seams(snapshot.structure, float(options["min_probability"]), CLEAR_HEADING):
        if seam.role is not Role.BODY:
            yield seam_match(snapshot, seam, closing(snapshot, seam))


def split_headline(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Neighbouring headline lines that are blocks of their own; joined, a blank stands between, as papers set it."""
    structure, text = snapshot.structure, snapshot.text
    tied = {(seam.left, seam.right) for seam in structure.clear_seams if seam.tier is not Tier.ADVICE}
    for left, right in pairwise(structure.pieces):
        roles = structure.roles[left.number], structure.roles[right.number]
        if roles == (Role.HEADLINE, Role.HEADLINE) and (left.number, right.number) not in tied:
            edit = gap_closed(text, left, right)
            params = {"left": _quoted(text[left.start : left.end]), "right": _quoted(text[edit.end : right.end])}
            yield Match(left.start, right.end, params, edits=(edit._replace(new=" "),))


def headlines(structure: Structure) -> list[list[int]]:
    """The pieces of each article's headline, of the articles that have one."""
    return [own for article in structure.articles if (own := _headlines(structure, article))]


def unmarked_headline(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A headline or subhead without a Markdown mark where the file's others have one."""
    structure = snapshot.structure
    subheads = [[index] for index, role in enumerate(structure.roles) if role is Role.SUBHEAD]
    for level, groups in (("#", headlines(structure)), ("##", subheads if options["subheads"] else [])):
        marked = [mark for group in groups if (mark := heading_mark(snapshot, group))]
        usual = max(marked, key=marked.count, default="")
        if not options["always"] and 2 * len(marked) <= len(groups):
            continue
        for group in groups:
            if not heading_mark(snapshot, group):
                piece = structure.pieces[group[0]]
                params: dict[str, Value] = {
                    "text": _quoted(snapshot.text[piece.start : piece.end]),
                    "marked": len(marked),
                    "all": len(groups),
                }
                edit = Edit(piece.start, piece.start, "", f"{usual or level} ")
                yield Match(piece.start, piece.end, params, edits=(edit,))


def _headlines(structure: Structure, article: Article) -> list[int]:
    return [index for index in article.heading if structure.roles[index] is Role.HEADLINE]


def heading_mark(snapshot: Snapshot, group: Sequence[int]) -> str:
    """The Markdown mark of the first piece of a group that has one, without its blank."""
    for index in group:
        piece = snapshot.structure.pieces[index]
        found = MARKDOWN.match(snapshot.text[piece.start : piece.end])
        if found:
            return found.group(1)
    return ""


def run_together_headline(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A heading line that is too long for one line of a newspaper's heading and has nothing that divides it."""
    structure, text = snapshot.structure, snapshot.text
    for piece, role in zip(structure.pieces, structure.roles, strict=True):
        words = text[piece.start : piece.end]
        han = count_han(words)
        if role in HEADING_ROLES and han > int(options["max_han"]) and not _DIVIDED.search(words.lstrip("# ")):
            yield Match(piece.start, piece.end, {"text": _quoted(words), "han": han})


def missing_heading_part(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """A headline with nothing under it, and a number left out in a series of subheads."""
    structure, text = snapshot.structure, snapshot.text
    for article in structure.articles:
        if article.heading and not any(paragraph.role in _TEXT_ROLES for paragraph in article.flow):
            first, last = structure.pieces[article.heading[0]], structure.pieces[article.heading[-1]]
            words = _quoted(text[first.start : first.end])
            yield Match(first.start, last.end, {"text": words}, (Evidence("no-body"),))
        yield from _gaps(snapshot, article)


def _gaps(snapshot: Snapshot, article: Article) -> Iterator[Match]:
    """The places in the numbered subheads of an article where a number is left out that nothing else there has."""
    pieces = snapshot.structure.pieces
    flow = [(index, p.role) for p in article.flow for index in p.pieces]
    numbered = [(index, role, *number) for index, role in flow if (number := _number(pieces[index].text))]
    seen = {(form, value) for _, _, form, value in numbered}
    heads = [(index, form, value) for index, role, form, value in numbered if role is Role.SUBHEAD]
    latest: dict[str, int] = {}
    for index, form, value in heads:
        before = latest.get(form)
        latest[form] = value
        missing = value - 1
        if before is not None and before == missing - 1 and (form, missing) not in seen:
            piece = pieces[index]
            words = snapshot.text[piece.start : piece.end]
            yield Match(piece.start, piece.end, {"text": _quoted(words)}, (Evidence("missing-number", missing),))


def _number(text: str) -> tuple[str, int] | None:
    """The form and the value of the sequence number that a heading starts with."""
    found = _NUMBER.match(text)
    if not found or found.lastgroup is None:
        return None
    digits = found.group(found.lastgroup)
    return found.lastgroup, int(digits) if digits.isdecimal() else _value(digits)


def _value(numeral: str) -> int:
    """The value of a Chinese numeral up to 99: 三 十 十二 二十三; anything else is read as it can be."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * _FIGURES.get(tens, 1) if ten else 0) + _FIGURES.get(ones, 0)


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
