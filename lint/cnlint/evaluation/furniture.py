"""Invented page furniture: mastheads, folios, date lines, editors' lines, jump lines, fillers, addresses."""

from random import Random
from typing import NamedTuple

from cnlint.evaluation.material import han_year, pick
from cnlint.structure.model import Role


class Paper(NamedTuple):
    """What every page of one issue shares."""

    name: str
    date: str


class Line(NamedTuple):
    """A line of furniture."""

    role: Role
    text: str


def paper(rng: Random, script: str) -> Paper:
    """An invented newspaper issue. The weekday need not fit the date: invented pages do not care."""
    year = rng.randint(1985, 2026)
    return Paper(pick("paper", rng, script), pick("date", rng, year=year, years=han_year(year)))


def jump(rng: Random, *, onward: bool) -> Line:
    """A jump line: onward to another page (下转), or back to where the article began (上接)."""
    return Line(Role.JUMP, pick("jump", rng, way="下转" if onward else "上接"))


def filler(rng: Random) -> Line:
    """A slogan, weather line or small advertisement; one in seven is an imprint, one in ten names another page."""
    roll = rng.random()
    if roll < 0.1:
        return Line(Role.JUMP, pick("more", rng))
    return Line(Role.EDITOR, pick("address", rng)) if roll < 0.25 else Line(Role.FILLER, pick("filler", rng))


def page_head(issue: Paper, rng: Random) -> list[Line]:
    """The running head of a page: masthead, date, section, folio, editors, in any order, some on one line."""
    lines = [Line(Role.MASTHEAD, issue.name)] if rng.random() < 0.8 else []
    if rng.random() < 0.8:
        if lines and rng.random() < 0.4:
            lines = [Line(Role.MASTHEAD, f"{issue.name}{rng.choice(('  ', ' ', ''))}{issue.date}")]
        else:
            lines.append(Line(Role.FOLIO, issue.date))
    if rng.random() < 0.85:
        lines.append(Line(Role.FOLIO, _folio(rng)))
    if rng.random() < 0.35:
        lines.append(Line(Role.MASTHEAD, _section(rng)))
    if rng.random() < 0.2:
        year = rng.randint(1985, 2026)
        lines.append(Line(Role.MASTHEAD, pick("imprint", rng, years=han_year(year))))
    if rng.random() < 0.7:
        lines.append(Line(Role.EDITOR, pick("editor", rng)))
    if rng.random() < 0.5:
        rng.shuffle(lines)
    return lines


def _section(rng: Random) -> str:
    """The section of a page, one in five of two departments."""
    section = pick("section", rng)
    return f"{section}·{pick('section', rng)}" if rng.random() < 0.2 else section


def _folio(rng: Random) -> str:
    """A page number, three in ten with its section."""
    number = pick("folio", rng)
    if rng.random() > 0.3:
        return number
    section = _section(rng)
    return rng.choice((f"{number} {section}", f"{section} {number}", f"{section}·{number}"))


def page_foot(issue: Paper, rng: Random) -> list[Line]:
    """What stands below the columns."""
    lines = []
    if rng.random() < 0.45:
        lines.append(Line(Role.EDITOR, pick("address", rng)))
    if rng.random() < 0.2:
        lines.append(Line(Role.EDITOR, pick("editor", rng)))
    if rng.random() < 0.15:
        lines.append(Line(Role.FOLIO, pick("folio", rng)))
    if rng.random() < 0.1:
        lines.append(Line(Role.MASTHEAD, issue.name))
    if rng.random() < 0.2:
        lines.append(filler(rng))
    return lines
