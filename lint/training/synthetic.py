"""Labelled pages from the damage generator over clean articles."""

from collections.abc import Iterator, Sequence
from random import Random

from cnlint.evaluation.articles import CleanArticle
from cnlint.evaluation.damage import Page, Plan, pages
from training.pages import NOWHERE, UNKNOWN, LabelledPage, Place


def generate(
    articles: Sequence[CleanArticle], source: str, count: int, seed: int, plan: Plan
) -> Iterator[LabelledPage]:
    """`count` pages made from shuffled articles of one source."""
    rng = Random(seed)
    order = list(articles)
    made = 0
    while order and made < count:
        rng.shuffle(order)
        for page in pages(order, rng, plan):
            yield labelled(page, source, plan.clean == 1.0, f"{source}-{seed}-{made}")
            made += 1
            if made == count:
                return


def labelled(page: Page, source: str, undamaged: bool, name: str) -> LabelledPage:
    """A generated page in the form of a labelled one."""
    roles = tuple("" if label.glued else label.role for label in page.labels)
    units = tuple(_place(label.glued or label.cut == "blank", label.copy, label.unit) for label in page.labels)
    return LabelledPage(
        source, name, page.text, roles, units, units, tuple(x.copy for x in page.labels), False, undamaged
    )


def _place(unclear: bool, copy: bool, unit: int) -> Place:
    return UNKNOWN if unclear else NOWHERE if copy else Place(unit)
