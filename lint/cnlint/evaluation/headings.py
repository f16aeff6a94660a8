"""The headline group of a page's article: kicker, headline, decks, byline, real or made from the article's words."""

import re
from collections.abc import Sequence
from random import Random

from cnlint.evaluation.articles import CLAUSE_ENDS, CleanArticle
from cnlint.evaluation.material import pick
from cnlint.evaluation.units import Unit
from cnlint.structure.forms import ORGANISATION
from cnlint.structure.model import Role

# A headline's line by itself: no label before a colon, no question, not cut off.
_LINE = re.compile(r"[\u3400-\u9fff0-9“”「」]{6,22}")
_SEGMENT = re.compile(rf"(?<![^{CLAUSE_ENDS}])[^{CLAUSE_ENDS}]{{4,18}}(?![^{CLAUSE_ENDS}])")


def heading(article: CleanArticle, rng: Random, byline_rate: float, lines: Sequence[str] = ()) -> list[Unit]:
    """The units above the body. An article without title gets a headline made from clauses of its text.

    `lines` are those of other articles' headlines: kickers and decks are worded as they are.
    """
    title = article.title or _invented_title(article, rng)
    units = []
    kicker = article.kicker
    decks = list(article.decks)
    if decks and not kicker and rng.random() < 0.3:  # some papers set the deck above the headline
        kicker = decks.pop(0)
    if not kicker and rng.random() < 0.25:
        kicker = _kicker(article, rng, lines)
    if not decks and rng.random() < 0.15:
        decks = _decks(article, rng, lines)
    if decks and rng.random() < 0.3:
        decks = []
    if kicker:
        units.append(Unit(Role.KICKER, kicker))
    units.append(Unit(Role.HEADLINE, title))
    units.extend(Unit(Role.DECK, deck) for deck in decks)
    if rng.random() < byline_rate:
        own = article.byline if rng.random() < 0.3 else ""
        units.insert(
            1 if rng.random() < 0.03 else len(units), Unit(Role.BYLINE, own or pick("byline", rng, article.script))
        )
    return units


def _segments(article: CleanArticle, first: int = 3) -> list[str]:
    """Whole clauses of the opening paragraphs, else of any, else the article's first words."""
    found = [clause for para in article.paras[:first] for clause in _SEGMENT.findall(para)]
    return found or [clause for para in article.paras for clause in _SEGMENT.findall(para)] or [article.paras[0][:15]]


def _invented_title(article: CleanArticle, rng: Random) -> str:
    """One or two clauses of the opening paragraphs: the wording of a headline is closer to them than to nothing."""
    segments = _segments(article)
    if article.subs and rng.random() < 0.3:
        return rng.choice(article.subs)[1]
    one = rng.choice(segments)
    if rng.random() < 0.35:
        return one
    separator = rng.choice((" ", " ", "：", "，"))
    return f"{one}{separator}{rng.choice(segments)}"


# Share of the made kickers and decks that are worded as headlines are.
_HEADLINE_KICKER, _HEADLINE_DECK = 0.3, 0.3


def headline_lines(article: CleanArticle) -> list[str]:
    """The lines of an article's headline that may stand alone."""
    return [line for line in article.title.split() if _LINE.fullmatch(line)]


def _kicker(article: CleanArticle, rng: Random, lines: Sequence[str]) -> str:
    """A kicker names who or where: a body alone, a clause that opens with one, or any phrase."""
    if lines and rng.random() < _HEADLINE_KICKER:
        return rng.choice(lines)
    roll = rng.random()
    if roll < 0.4:
        return pick("kicker", rng)
    segments = _segments(article, 6)
    named = [segment for segment in segments if ORGANISATION.match(segment)]
    if named and roll < 0.85:
        clause = rng.choice(named)
        found = ORGANISATION.match(clause)
        return found.group() if found and roll < 0.55 else clause
    dash = "——" if roll > 0.95 else ""
    return dash + rng.choice(segments)


def _decks(article: CleanArticle, rng: Random, lines: Sequence[str]) -> list[str]:
    segments = _segments(article, 6)
    if lines and rng.random() < _HEADLINE_DECK:
        segments = list(lines)
    count = rng.choice((1, 1, 1, 2, 2, 3))
    style = rng.random()
    decks = []
    for _ in range(count):
        deck = rng.choice(segments)
        if rng.random() < 0.5:
            deck = f"{deck}{rng.choice((' ', ' ', '，'))}{rng.choice(segments)}"
        decks.append(f"——{deck}" if style < 0.2 else deck)
    return decks


# Marks before a subhead; the last two, which point from captions to their pictures, are seldom set there.
_NUMBERED = ("{han}、", "（{han}）", "{figure}.", "■", "◆ ", "")


def subheads(article: CleanArticle, rng: Random) -> dict[int, str]:
    """Subheads by paragraph index: the source's, or now and then made ones with the numbering papers use."""
    subs = dict(article.subs)
    if subs or len(article.paras) < 5 or rng.random() > 0.35:
        return subs
    places = sorted(rng.sample(range(1, len(article.paras)), min(3, len(article.paras) // 3)))
    style = rng.choice((*_NUMBERED * 8, "▲ ", "▶"))
    for number, at in enumerate(places):
        segments = _SEGMENT.findall(article.paras[at]) or _segments(article)
        subs[at] = style.format(han="一二三"[number], figure=number + 1) + _two_limbed(
            rng.choice(segments), segments, rng
        )
    return subs


def _two_limbed(segment: str, segments: list[str], rng: Random) -> str:
    """A subhead as papers like them: now and then two limbs with a blank between, a word in quotes."""
    if rng.random() < 0.4:
        segment = f"{segment} {rng.choice(segments)}"
    if rng.random() < 0.25 and len(segment) > 6:
        at = rng.choice((len(segment) - rng.randint(2, 4), rng.randint(0, 2)))
        end = min(len(segment), at + rng.randint(2, 4))
        segment = f"{segment[:at]}“{segment[at:end]}”{segment[end:]}"
    return segment
