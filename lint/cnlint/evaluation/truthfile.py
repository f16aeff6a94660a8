"""Pairs of raw text and truth on disk: `RAW/ID.txt` and `TRUTH/ID.json`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from cnlint.evaluation.articles import CleanArticle, CorpusError, script_of
from cnlint.evaluation.score import Truth


class Pair(NamedTuple):
    """One document to measure on."""

    name: str
    raw: str
    truth: Truth


def pairs(raw: Path, truth: Path) -> Iterator[Pair]:
    """The documents of a folder of raw texts that have a truth, by name; or one file and its truth.

    Raises:
        CorpusError: a path is missing, nothing matches, or a truth cannot be read.
    """
    for path in (raw, truth):
        if not path.exists():
            raise CorpusError(f"{path}: no such file or folder")
    texts = [raw] if raw.is_file() else sorted(raw.glob("*.txt"))
    found = False
    for text in texts:
        answer = truth if truth.is_file() else truth / f"{text.stem}.json"
        if answer.exists():
            found = True
            yield Pair(text.stem, decoded(text), read_truth(answer))
    if not found:
        raise CorpusError(f"{raw}: no ID.txt here has its ID.json in {truth}")


_ABOVE_BODY: Final = ("kicker", "title", "deck", "byline")


def clean_articles(truth: Truth) -> Iterator[CleanArticle]:
    """The articles of a truth; one begins where a kicker or headline follows text. Captions go with none."""
    article: list[tuple[str, str]] = []
    for kind, text in zip(truth.kinds, truth.units, strict=True):
        if kind in ("kicker", "title") and any(kind not in _ABOVE_BODY for kind, _ in article):
            yield _clean_article(article, truth)
            article = []
        article.append((kind, text))
    if any(kind == "para" for kind, _ in article):
        yield _clean_article(article, truth)


def _clean_article(units: Sequence[tuple[str, str]], truth: Truth) -> CleanArticle:
    def texts(wanted: str) -> tuple[str, ...]:
        return tuple(text for kind, text in units if kind == wanted)

    subs: list[tuple[int, str]] = []
    paras = 0
    for kind, text in units:
        if kind == "sub":
            subs.append((paras, text))
        paras += kind == "para"
    kicker, title, byline = (" ".join(texts(kind)) for kind in ("kicker", "title", "byline"))
    return CleanArticle(
        kicker, title, texts("deck"), byline, texts("para"), tuple(subs), (), truth.script, truth.source
    )


def decoded(path: Path) -> str:
    """A text file's text, line ends as they are.

    Raises:
        CorpusError: not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; convert it first") from error


def read_truth(path: Path) -> Truth:
    """A truth file: an object with `body` (the units), and `furniture` and `captions` (each with a `text`).

    Raises:
        CorpusError: not such an object.
    """
    try:
        record = json.loads(decoded(path))
        units = tuple(map(str, record["body"]))
        furniture, kinds = _lines(record, "furniture")
        captions, _ = _lines(record, "captions")
    except (ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"{path}: no truth file ({error!r}); expected an object with body, furniture and captions"
        ) from error
    script = record.get("script") or script_of("".join(units))
    return Truth(
        units,
        furniture,
        captions,
        str(record.get("source", "")),
        str(script),
        kinds,
        tuple(map(str, record.get("kinds", ()))),
    )


def _lines(record: Mapping[str, object], key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    entries = record.get(key) or []
    if not isinstance(entries, list):
        raise TypeError(f"{key} is no list")
    texts, kinds = [], []
    for entry in entries:
        texts.append(str(entry["text"] if isinstance(entry, dict) else entry))
        kinds.append(str(entry.get("type", "")) if isinstance(entry, dict) else "")
    return tuple(texts), tuple(kinds)
