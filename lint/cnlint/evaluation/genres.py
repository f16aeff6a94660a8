"""Text whose true paragraphs end without a final mark: lists, verse, tables, questions, signatures.

A joiner that learns "no final mark means a cut" ruins such text; these units teach and test that it must not.
"""

import re
from random import Random
from typing import Final

from cnlint.evaluation.articles import CleanArticle
from cnlint.evaluation.material import person, pick
from cnlint.evaluation.units import Unit
from cnlint.structure.model import Role

_CLAUSE: Final = re.compile(r"[^，。！？；：“”‘’「」『』（）\s]{5,20}")
_ROUND: Final = "一二三四五六七八九十"
_BULLETS: Final = ("{han}、", "（{han}）", "{figure}.", "{figure}、", "● ", "●", "·", "（{figure}）", "第{han}，")


def special(article: CleanArticle, rng: Random) -> list[Unit]:
    """A run of such units, made of the article's words or invented."""
    return rng.choice(_MAKERS)(article, rng)


def _clauses(article: CleanArticle) -> list[str]:
    return [clause for para in article.paras[:8] for clause in _CLAUSE.findall(para)] or [article.paras[0][:12]]


def _numbered(article: CleanArticle, rng: Random) -> list[Unit]:
    """Items with numbers or bullets, with or without a mark at the end."""
    clauses = _clauses(article)
    style = rng.choice((*_BULLETS * 2, "▲", "→"))
    mark = rng.choice(("", "", "；", "。"))
    units = []
    for number in range(rng.randint(3, 6)):
        text = "，".join(rng.choice(clauses) for _ in range(rng.choice((1, 1, 2, 3))))
        units.append(Unit(Role.LIST, style.format(han=_ROUND[number], figure=number + 1) + text + mark))
    return units


def _verse(article: CleanArticle, rng: Random) -> list[Unit]:
    """Lines of a poem: of five or seven characters, or free verse from the article's words."""
    if rng.random() < 0.5:
        length = rng.choice((5, 7))
        lines = ["".join(pick("verse_char", rng) for _ in range(length)) for _ in range(rng.choice((4, 4, 8)))]
        marks = "，。" if rng.random() < 0.7 else ("", "")
        return [Unit(Role.VERSE, line + marks[at % 2]) for at, line in enumerate(lines)]
    clauses = _clauses(article)
    lines = [rng.choice(clauses)[: rng.randint(4, 14)] + rng.choice(("", "", "，")) for _ in range(rng.randint(4, 9))]
    return [Unit(Role.VERSE, line) for line in lines]


def _table(article: CleanArticle, rng: Random) -> list[Unit]:
    """Rows of figures."""
    separator = rng.choice((" ", "  ", "\u3000", "｜", "\t"))
    columns = rng.randint(2, 4)
    rows = []
    for _ in range(rng.randint(3, 8)):
        cells = [f"{rng.randint(1, 9999)}{rng.choice(('', '', '.5', '元', '%', '万吨'))}" for _ in range(columns)]
        head = person(rng) if rng.random() < 0.5 else pick("place", rng)
        rows.append(Unit(Role.TABLE, separator.join([head, *cells])))
    return rows


def _results(article: CleanArticle, rng: Random) -> list[Unit]:
    """Scores of matches."""
    rows = []
    for _ in range(rng.randint(3, 7)):
        score = f"{rng.randint(0, 110)}{rng.choice((':', '：', '比', '-'))}{rng.randint(0, 110)}"
        rows.append(Unit(Role.TABLE, f"{pick('place', rng)}队 {score} {pick('place', rng)}队"))
    return rows


def _names(article: CleanArticle, rng: Random) -> list[Unit]:
    """A roll of names, one group a line."""
    units = []
    for _ in range(rng.randint(2, 5)):
        people = "\u3000".join(person(rng) for _ in range(rng.randint(2, 6)))
        units.append(Unit(Role.LIST, pick("roll", rng) + people))
    return units


def _questions(article: CleanArticle, rng: Random) -> list[Unit]:
    """Questions and answers, the speaker at the head of each."""
    asks, answers = rng.choice(
        (("问：", "答："), ("记者：", f"{person(rng)}："), ("Q：", "A："), ("本报：", f"{person(rng)}："))
    )
    clauses = _clauses(article)
    units = []
    for _ in range(rng.randint(2, 4)):
        units.append(Unit(Role.BODY, asks + rng.choice(clauses) + rng.choice(("？", "？", "，是这样吗？", ""))))
        units.append(Unit(Role.BODY, answers + "，".join(rng.choice(clauses) for _ in range(rng.randint(1, 5))) + "。"))
    return units


def _dialogue(article: CleanArticle, rng: Random) -> list[Unit]:
    """Short lines of speech, a paragraph each."""
    clauses = _clauses(article)
    units = []
    for _ in range(rng.randint(2, 6)):
        tail = rng.choice(("", "", f"{person(rng)}说。", "他问。"))
        units.append(Unit(Role.BODY, f"“{rng.choice(clauses)}{rng.choice('。？！')}”{tail}"))
    return units


def _signature(article: CleanArticle, rng: Random) -> list[Unit]:
    """The end of a letter, notice or essay."""
    roll = rng.random()
    if roll < 0.5:
        return [Unit(Role.LIST, line) for line in pick("signature", rng).split("｜")]
    if roll < 0.75:
        return [Unit(Role.BODY, pick("author_note", rng))]
    return [Unit(Role.BYLINE, pick("sign_off", rng))]


def _notice(article: CleanArticle, rng: Random) -> list[Unit]:
    """Lines of a notice, each with its key."""
    clauses = _clauses(article)
    return [Unit(Role.LIST, f"{pick('key', rng)}：{rng.choice(clauses)}") for _ in range(rng.randint(2, 5))]


_MAKERS: Final = (
    _numbered, _numbered, _verse, _table, _questions, _dialogue, _signature, _notice, _results, _names,
)  # fmt: skip
