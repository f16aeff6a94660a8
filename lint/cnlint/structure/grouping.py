"""Groups typed pieces: twins, logical paragraphs, articles."""

from collections.abc import Sequence
from typing import Final

from cnlint.characters import FINAL_MARKS, PAUSE_MARKS, count_han
from cnlint.copies import are_copies, as_printed
from cnlint.structure.language import Language
from cnlint.structure.model import (
    FURNITURE_ROLES,
    HEADING_ROLES,
    PICTURE_ROLES,
    Article,
    Paragraph,
    Piece,
    Role,
    Seam,
    Tier,
    Twin,
)
from cnlint.structure.traits import end_class

# Shorter repeats are refrains, cries and answers ("加油！") at least as often as damage.
_FEWEST_HAN: Final = 8


def twins(pieces: Sequence[Piece], roles: Sequence[Role], language: Language) -> tuple[Twin, ...]:
    """Body pieces that stand twice with nothing but pictures, furniture and blank lines between.

    Of two copies the one stays that completes the sentence before it or is completed by the one after it; of two
    equally good ones the first.
    """
    found: list[Twin] = []
    last: int | None = None
    for index, role in enumerate(roles):
        if role in PICTURE_ROLES or role in FURNITURE_ROLES:
            continue
        if last is not None and role is Role.BODY and roles[last] is Role.BODY:
            text = pieces[index].text
            if are_copies(pieces[last].text, text) and (han := count_han(text)) >= _FEWEST_HAN:
                first, second = _fit(pieces, roles, last, language), _fit(pieces, roles, index, language)
                gone, kept = (last, index) if second > first else (index, last)
                found.append(Twin(gone, kept, han))
                last = kept
                continue
        last = index
    return tuple(found)


# Han characters of printed lines that stand twice in a row; fewer may be a chorus: two lines of songs have 8 to 24.
_FEWEST_PRINTED: Final = 30


def printed_twins(pieces: Sequence[Piece], roles: Sequence[Role]) -> tuple[Twin, ...]:
    """Runs of printed lines that stand twice with nothing but pictures, furniture and blank lines between.

    Each line of the copy is a twin of its own; all of a run have the run's Han characters. The first print stays, or,
    where it is not finished and something stands between, the second, which runs on.
    """
    found: list[Twin] = []
    flow = [index for index, role in enumerate(roles) if role not in PICTURE_ROLES and role not in FURNITURE_ROLES]
    letters = [as_printed(pieces[index].text) if roles[index] is Role.BODY else "" for index in flow]
    latest: dict[str, int] = {}
    at = 0
    while at < len(flow):
        first, text = latest.get(letters[at], at), letters[at]
        latest[text] = at
        size = at - first
        run = letters[first:at]
        if size > 1 and "" not in run and run == letters[at : at + size] and _is_paragraph(run):
            one, other = flow[first:at], flow[at : at + size]
            if one[-1] - one[0] == other[-1] - other[0] == size - 1:
                parted = other[0] - one[-1] > 1 and end_class(run[-1]) not in ("final", "closed")
                gone, kept = (one, other) if parted else (other, one)
                han = sum(map(count_han, run))
                found += (Twin(*pair, han) for pair in zip(gone, kept, strict=True))
                at += size - 1
        at += 1
    return tuple(found)


def _is_paragraph(run: Sequence[str]) -> bool:
    """Whether printed lines are running text, and so much of it that nobody says it twice."""
    return sum(map(count_han, run)) >= _FEWEST_PRINTED and any(
        mark in line for line in run for mark in FINAL_MARKS | PAUSE_MARKS
    )


def _fit(pieces: Sequence[Piece], roles: Sequence[Role], index: int, language: Language) -> float:
    """How well a copy runs on from the piece before it and into the one after it (log-odds above zero count)."""
    own = pieces[index].text
    total = 0.0
    for left, right in ((index - 1, index), (index, index + 1)):
        if left < 0 or right >= len(pieces) or roles[left] is not Role.BODY or roles[right] is not Role.BODY:
            continue
        if pieces[left].text == pieces[right].text or end_class(pieces[left].text) in ("final", "closed"):
            continue
        total += max(0.0, language.runs_on(pieces[left].text, pieces[right].text))
    return total if own else 0.0


def paragraphs(
    pieces: Sequence[Piece], roles: Sequence[Role], seams: Sequence[Seam], gone: frozenset[int]
) -> tuple[Paragraph, ...]:
    """Logical paragraphs in reading order: pieces tied by safe and likely seams; every other piece by itself."""
    after = {seam.left: seam.right for seam in seams if seam.tier is not Tier.ADVICE}
    tied = set(after.values())
    result = []
    for index in range(len(pieces)):
        if index in tied or index in gone:
            continue
        chain = [index]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        is_one = len(chain) == 1 or len({roles[piece] for piece in chain}) == 1
        result.append(Paragraph(tuple(chain), roles[index] if is_one else Role.HEADLINE))
    return tuple(result)


class _Open:
    """An article under way."""

    def __init__(self) -> None:
        self.heading: list[int] = []
        self.byline: list[int] = []
        self.flow: list[Paragraph] = []
        self.pictures: list[int] = []
        self.furniture: list[int] = []

    def closed(self) -> Article:
        return Article(
            tuple(self.heading), tuple(self.byline), tuple(self.flow), tuple(self.pictures), tuple(self.furniture)
        )


def articles(paragraphs: Sequence[Paragraph]) -> tuple[Article, ...]:
    """The news items: each starts with the heading lines that follow the body of the one before."""
    done: list[Article] = []
    current = _Open()
    for paragraph in paragraphs:
        role = paragraph.role
        if role in HEADING_ROLES:
            if current.flow or current.byline:
                done.append(current.closed())
                current = _Open()
            current.heading.extend(paragraph.pieces)
        elif role is Role.BYLINE:
            current.byline.extend(paragraph.pieces)
        elif role in PICTURE_ROLES:
            current.pictures.extend(paragraph.pieces)
        elif role in FURNITURE_ROLES:
            current.furniture.extend(paragraph.pieces)
        else:
            current.flow.append(paragraph)
    last = current.closed()
    if any(last):
        done.append(last)
    return tuple(done)
