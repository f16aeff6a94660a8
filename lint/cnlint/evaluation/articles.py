"""Clean articles: what damaged pages are made from."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS

# What ends a clause, for the inside of a character class: phrases for headlines and captions are whole clauses.
CLAUSE_ENDS: Final = r"，。！？；：、“”‘’「」『』（）《》\s"


class CleanArticle(NamedTuple):
    """One article as it should read."""

    kicker: str
    title: str
    decks: tuple[str, ...]
    byline: str
    paras: tuple[str, ...]
    subs: tuple[tuple[int, str], ...]  # a subhead and the index of the paragraph before which it stands
    captions: tuple[tuple[int, str], ...]  # a caption and the index of the paragraph before which the picture stood
    script: str  # 'hans' or 'hant'
    source: str


class CorpusError(ValueError):
    """A corpus that cannot be read: says which file, where, and what was expected."""


def load_corpus(path: Path) -> Iterator[CleanArticle]:
    """The articles of a corpus, in a fixed order.

    Args:
        path: a `.jsonl` or `.jsonl.gz` file with one article a line (fields title, paras; optionally kicker, deck,
            byline, subs, sub_at, captions, cap_at, script, source), a `.txt` file, or a folder of `.txt` files.
            In text, the first block is the headline unless it reads as a paragraph; `# ` and `## ` mark headlines
            and subheads.

    Raises:
        CorpusError: the path does not exist, holds no text, or a line of it is no article.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.txt"))
        if not files:
            raise CorpusError(f"{path}: no .txt file in this folder; give a folder of clean texts or a .jsonl file")
        for file in files:
            yield from _from_text(_decoded(file), path.resolve().name)
    elif not path.exists():
        raise CorpusError(f"{path}: no such file or folder")
    elif path.name.endswith((".jsonl", ".jsonl.gz")):
        yield from _from_jsonl(path)
    else:
        yield from _from_text(_decoded(path), path.stem)


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 at byte {error.start}; convert it first") from error


def _from_jsonl(path: Path) -> Iterator[CleanArticle]:
    data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    for number, line in enumerate(data.decode("utf-8").split("\n"), start=1):  # not splitlines: texts hold U+2028
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            yield _from_record(record, path.name.split(".")[0])
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(
                f"{path}:{number}: no article ({error}); expected an object with title and paras"
            ) from error


def _from_record(record: Mapping[str, object], name: str) -> CleanArticle:
    def texts(key: str) -> tuple[str, ...]:
        value = record.get(key) or ()
        return (value,) if isinstance(value, str) else tuple(map(str, value if isinstance(value, Iterable) else ()))

    def placed(key: str, at: str) -> tuple[tuple[int, str], ...]:
        places = record.get(at) or ()
        return tuple(zip(map(int, places if isinstance(places, Iterable) else ()), texts(key), strict=False))

    paras = texts("paras")
    if not paras:
        raise ValueError("no paras")
    script = str(record.get("script") or script_of("".join(paras)))
    return CleanArticle(
        str(record.get("kicker") or ""), str(record.get("title") or ""), texts("deck"), str(record.get("byline") or ""),
        paras, placed("subs", "sub_at"), placed("captions", "cap_at"), script, str(record.get("source") or name),
    )  # fmt: skip


# Forms of everyday words that only one of the two scripts has.
_ONLY_HANT: Final = frozenset("這個來國時為會說們對學發經過還無與開點實進種應問關長東見書車馬門")
_ONLY_HANS: Final = frozenset("这个来国时为会说们对学发经过还无与开点实进种应问关长东见书车马门")


def script_of(text: str) -> str:
    """The script of a text: `hant` if traditional forms of everyday words outnumber the simplified, else `hans`."""
    hant = sum(char in _ONLY_HANT for char in text)
    return "hant" if hant > sum(char in _ONLY_HANS for char in text) else "hans"


# A block of text at most this long and without final mark can be a headline, byline or subhead. Of the headlines
# and subheads of news corpora 99 % are shorter.
_LONGEST_HEADING: Final = 45
_BYLINE: Final = re.compile(
    r"(?:本[报報]|特[约約]|[见見][习習]|[晨晚日]报|[报報])?(?:[记記]者|通[讯訊]员|作者|撰稿|[编編][辑輯]|文[／/丨|：:])"
    r"|^[\u4e00-\u9fff]{2,3}(?:[ \u3000][\u4e00-\u9fff]{2,3})*$"
)


def ends_open(text: str) -> bool:
    """True if a text does not end as a finished sentence or an announcement (：) does."""
    last = text.rstrip("".join(CLOSERS))[-1:]
    return last not in FINAL_MARKS and last not in COLON_MARKS


def _from_text(text: str, name: str) -> Iterator[CleanArticle]:
    blocks = [block.strip() for block in re.split(r"\n[^\S\n]*\n\s*" if "\n\n" in text.strip() else r"\n", text)]
    article: list[str] = []
    for block in filter(None, blocks):
        if block.startswith("# ") and article:
            yield from _from_blocks(article, name)
            article = []
        article.append(block.replace("\n", ""))
    yield from _from_blocks(article, name)


def _from_blocks(blocks: list[str], name: str) -> Iterator[CleanArticle]:
    if not blocks:
        return
    script = script_of("".join(blocks))
    title = byline = ""
    if blocks[0].startswith("# ") or (ends_open(blocks[0]) and len(blocks[0]) <= _LONGEST_HEADING and len(blocks) > 1):
        title, blocks = blocks[0].removeprefix("# "), blocks[1:]
        if (
            len(blocks) > 1
            and ends_open(blocks[0])
            and len(blocks[0]) <= _LONGEST_HEADING
            and _BYLINE.search(blocks[0])
        ):
            byline, blocks = blocks[0], blocks[1:]
    paras: list[str] = []
    subs: list[tuple[int, str]] = []
    for block in blocks:
        if block.startswith("## "):
            subs.append((len(paras), block[3:]))
        else:
            paras.append(block)
    if paras:
        yield CleanArticle("", title, (), byline, tuple(paras), tuple(subs), (), script, name)


# What no clean text has: a half-width mark beside a Han character or full-width mark, an invisible or control
# character, a radical or compatibility form; and what no clean paragraph has: a blank between two Han characters.
_WIDE: Final = "[\u2018-\u201d\u3001-\u303f\u4e00-\u9fff\uff01-\uff60]"
_DAMAGED: Final = re.compile(
    rf"{_WIDE}[,;:!?()\"]|[,;:!?()\"]{_WIDE}"
    r"|[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2060\u2e80-\u2fdf\uf900-\ufaff\ufeff]"
)
_PARTED: Final = re.compile(r"[\u4e00-\u9fff][ \u00a0][\u4e00-\u9fff]")


def is_undamaged(article: CleanArticle) -> bool:
    """Whether an article shows none of the damage that is injected: what stood there before would count as harm."""
    placed = (text for _, text in (*article.subs, *article.captions))
    texts = (article.kicker, article.title, *article.decks, article.byline, *article.paras, *placed)
    return not (any(map(_DAMAGED.search, texts)) or any(map(_PARTED.search, article.paras)))


# What OpenCC is asked for: the standard forms of Taiwan, whose quotation marks are corner brackets.
_CONVERSIONS: Final = {"hant": "s2tw", "hans": "t2s"}
_QUOTES: Final = {"hant": str.maketrans("“”‘’", "「」『』"), "hans": str.maketrans("「」『』", "“”‘’")}


@cache
def _converter(script: str) -> object:
    from opencc import OpenCC

    return OpenCC(_CONVERSIONS[script])


def in_script(text: str, script: str) -> str:
    """A text in the other script, quotation marks included (OpenCC, phrase by phrase)."""
    converter = _converter(script)
    converted: str = converter.convert(text)  # type: ignore[attr-defined]
    return converted.translate(_QUOTES[script])


# Fields of an article are converted in one call; no text holds this control character.
_FIELD: Final = "\x1e"


def converted(article: CleanArticle, script: str) -> CleanArticle:
    """The article in the given script; the same article if it is in that script."""
    if article.script == script:
        return article
    fields = (
        article.kicker, article.title, article.byline, *article.decks, *article.paras,
        *(text for _, text in article.subs), *(text for _, text in article.captions),
    )  # fmt: skip
    turned = iter(in_script(_FIELD.join(fields), script).split(_FIELD))
    return CleanArticle(
        kicker=next(turned), title=next(turned), byline=next(turned),
        decks=tuple(next(turned) for _ in article.decks), paras=tuple(next(turned) for _ in article.paras),
        subs=tuple((at, next(turned)) for at, _ in article.subs),
        captions=tuple((at, next(turned)) for at, _ in article.captions), script=script, source=article.source,
    )  # fmt: skip
