"""Damaged newspaper pages made from clean articles, with the truth and a label for every line.

`page` sets one to four articles as a page, cuts them as columns, pages and pictures cut text, adds what stands on a
page besides its text, and reads the result as an OCR engine does. Everything is drawn from one random source, so
that a seed names a page for ever.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from cnlint.evaluation.articles import CleanArticle, converted, in_script, load_corpus
from cnlint.evaluation.flow import Flow
from cnlint.evaluation.headings import headline_lines
from cnlint.evaluation.lines import Edit, LineLabel, write
from cnlint.evaluation.noise import CLEAN_READING, Reading, line_reading, reading
from cnlint.evaluation.plan import CLEAN, INJECTION, TESSERACT, TRAINING, WRAPPED, Plan, Setting, setting
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES

__all__ = [
    "CLEAN",
    "INJECTION",
    "TESSERACT",
    "TRAINING",
    "WRAPPED",
    "CleanArticle",
    "Edit",
    "LineLabel",
    "Page",
    "Plan",
    "load_corpus",
    "page",
    "pages",
]


class Page(NamedTuple):
    """A damaged page and the truth about it."""

    text: str  # as an OCR pipeline writes it
    labels: tuple[LineLabel, ...]  # one per line of `text` that is not blank
    truth: tuple[str, ...]  # the units that a perfect cleaner would write, in order
    kinds: tuple[str, ...]  # kicker, title, deck, sub, byline or para, for each of them
    edits: tuple[Edit, ...]  # the damage done, with spans in the units joined by a blank line
    furniture: tuple[str, ...]
    captions: tuple[str, ...]
    source: str
    script: str
    layout: str  # as `Setting` names it


def page(
    articles: Sequence[CleanArticle], rng: Random, plan: Plan = TRAINING, others: Sequence[CleanArticle] = ()
) -> Page:
    """One page made of the articles, in the script of the first one or, as the plan has it, the other.

    Kickers and decks are worded as the headlines of `others` are, articles that are not on the page.
    """
    script = articles[0].script
    if rng.random() < plan.swap_script:
        script = "hans" if script == "hant" else "hant"
    turned = [converted(article, script) for article in articles]
    lines = [
        in_script(line, script) if one.script != script else line for one in others for line in headline_lines(one)
    ]
    if rng.random() < plan.clean:
        return _clean_page(turned, rng, plan, script, lines)
    style = setting(rng, plan)
    flow = Flow(rng, plan, style, script, lines)
    flow.page_head()
    for article in turned:
        flow.article(article)
    flow.page_foot()
    how = reading(rng, script, scale=plan.noise, half_rate=plan.half)
    if style.layout == "tesseract" and plan.noise:
        how = line_reading(how, rng)
    return _page(flow, how, style, articles[0].source)


def _page(flow: Flow, how: Reading, style: Setting, source: str) -> Page:
    written = write(flow.units, flow.chunks, flow.rng, flow.plan, how, style)
    body = [unit for unit in flow.units if unit.body]
    return Page(
        written.text,
        written.labels,
        tuple(unit.text for unit in body),
        tuple(unit.kind for unit in body),
        written.edits,
        tuple(unit.text for unit in flow.units if unit.role in FURNITURE_ROLES),
        tuple(unit.text for unit in flow.units if unit.role in PICTURE_ROLES),
        source,
        flow.script,
        style.layout,
    )


def _clean_page(articles: Sequence[CleanArticle], rng: Random, plan: Plan, script: str, lines: Sequence[str]) -> Page:
    """Articles without any damage."""
    quiet = plan._replace(pictures=0.0, furniture=0.0, duplicates=0.0, jump=0.0, glued=0.0, invisible=0.0)
    layout = rng.choice(("blocks", "blocks", "blocks", "indented", "lines"))
    style = setting(rng, quiet._replace(layouts=((layout, 1.0),)))
    style = style._replace(measure=style.measure._replace(height=1 << 30), heading_blocks=0.0, stray_blanks=0.0)
    flow = Flow(rng, quiet, style, script, lines)
    for article in articles:
        flow.article(article)
    return _page(flow, CLEAN_READING, style, articles[0].source)


def pages(articles: Iterable[CleanArticle], rng: Random, plan: Plan = TRAINING) -> Iterator[Page]:
    """Pages of one to four articles each, until the articles are used up; a page's articles share a source."""
    waiting: list[CleanArticle] = []
    before: deque[CleanArticle] = deque(maxlen=_REMEMBERED)
    wanted = rng.choice(_ARTICLES)
    for article in articles:
        if waiting and (len(waiting) >= wanted or article.source != waiting[0].source):
            yield page(waiting, rng, plan, tuple(before))
            before.extend(waiting)
            waiting, wanted = [], rng.choice(_ARTICLES)
        waiting.append(article)
    if waiting:
        yield page(waiting, rng, plan, tuple(before))


_ARTICLES = (1, 1, 2, 2, 3, 4)
_REMEMBERED = 8  # articles of pages before, by whose headlines kickers and decks are worded
