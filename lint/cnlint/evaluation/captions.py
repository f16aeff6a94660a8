"""Invented photo captions: from the article's own words, as papers write them."""

import re
from random import Random
from typing import Final

from cnlint.evaluation.articles import CLAUSE_ENDS, CleanArticle
from cnlint.evaluation.material import pick
from cnlint.evaluation.units import Unit
from cnlint.structure.model import Role

_CLAUSE: Final = re.compile(rf"(?<![^{CLAUSE_ENDS}])[^{CLAUSE_ENDS}]{{5,26}}(?![^{CLAUSE_ENDS}])")
_SENTENCE: Final = re.compile(r"(?:^|(?<=[。！？])|(?<=[。！？][”’」』]))(?![”’」』])[^。！？]{12,60}[。！？]")
_HEADLINE_JOINTS: Final = re.compile(r"[ ：，]")


def caption(article: CleanArticle, rng: Random) -> str:
    """One caption, six in ten with a credit."""
    text = pick("caption", rng, words=_words(article, rng))
    return text + rng.choice(("", " ", " ")) + pick("credit", rng, article.script) if rng.random() < 0.6 else text


def _words(article: CleanArticle, rng: Random) -> str:
    """What the caption says: a headline line, a subhead, a clause or sentence of the article, whole or clipped."""
    roll = rng.random()
    title = article.title or article.kicker
    if title and roll < 0.25:
        whole = title if rng.random() < 0.6 else _HEADLINE_JOINTS.split(title)[rng.choice((0, -1))] or title
        return whole if rng.random() < 0.7 else whole[: rng.randint(5, 24)]
    if roll < 0.35 and (article.decks or article.kicker):
        return rng.choice((*article.decks, article.kicker or article.decks[0]))
    if roll < 0.42 and article.subs:
        return rng.choice(article.subs)[1]
    para = article.paras[0 if rng.random() < 0.4 else rng.randrange(len(article.paras))]
    sentences = _SENTENCE.findall(para) if roll < 0.6 else []
    if sentences:
        return str(rng.choice(sentences)).rstrip("。！？")
    clauses = _CLAUSE.findall(para)
    return str(rng.choice(clauses)) if clauses else para[:20]


# A picture's caption is the source's own, where it has one, in six of ten; of those three in ten get a credit.
_OWN, _OWN_CREDIT = 0.6, 0.3
# Pictures whose credit is a line of its own; pictures with nothing but a credit.
_CREDIT_LINE, _CREDIT_ONLY = 0.1, 0.06
_MOST: Final = 4


def story(article: CleanArticle, rng: Random) -> str:
    """A caption that is a short report of its own: a sentence or three, what is seen before or after, mostly a credit.

    Of 269 captions of a daily (`training/daily.py`) 73 are longer than 80 characters. Of these 70 end in a credit, 41
    have a sentence that begins with 图为 or 这是, and 6 begin with what points to a picture; here more do.
    """
    sentences = _SENTENCE.findall(rng.choice(article.paras))
    at = rng.randrange(max(1, len(sentences) - 1))
    text = "".join(sentences[at : at + rng.randint(1, 3)]) or caption(article, rng)
    roll = rng.random()
    if roll < 0.25:
        text = pick("caption", rng, words=text.rstrip("。"))
    elif roll < 0.85:
        text += pick("seen", rng, words=_words(article, rng)) + "。"
    return text + pick("signed", rng, article.script) if rng.random() < 0.85 else text


def pictures(article: CleanArticle, rng: Random, mean: float, stories: float, script: str) -> list[list[Unit]]:
    """The pictures of one article: each a caption, its credit perhaps on a line of its own.

    Args:
        article: the article.
        rng: source of chance.
        mean: pictures on average.
        stories: share of the captions that are short reports of their own.
        script: the page's.
    """
    texts = [text for _, text in article.captions]
    rng.shuffle(texts)
    result = []
    for number in range(min(int(rng.expovariate(1 / mean)), _MOST) if mean else 0):
        if number < len(texts) and rng.random() < _OWN:
            text = texts[number] + (pick("credit", rng, script) if rng.random() < _OWN_CREDIT else "")
        elif stories and rng.random() < stories:
            result.append([Unit(Role.CAPTION, story(article, rng), False)])  # its credit is never a line of its own
            continue
        else:
            text = caption(article, rng)
        roll = rng.random()
        picture = [Unit(Role.CAPTION, text, False)] if roll >= _CREDIT_ONLY else []
        if roll < _CREDIT_ONLY + _CREDIT_LINE:
            picture.append(Unit(Role.CREDIT, pick("credit", rng, script), False))
        result.append(picture)
    return result
