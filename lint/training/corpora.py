"""Reads the clean articles and the labelled pages that the models are trained on."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path


def paragraphs(folder: Path) -> Iterator[tuple[str, str]]:
    """(source, headline, subhead or paragraph) of every clean article of a folder of `SOURCE.jsonl.gz` files."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                # Headlines and subheads end as paragraphs do, without a mark.
                for paragraph in (article["title"], *article["subs"], *article["paras"]):
                    if paragraph:
                        yield path.name.split(".")[0], paragraph


def clean_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """(source, paragraph) of every clean text file `SOURCE-NUMBER.txt`, title left out."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
            if block.strip():
                yield path.name.split("-")[0], block.strip()


def words(path: Path) -> Iterator[tuple[str, float]]:
    """(word, weight) of a dictionary in jieba's format (word, frequency, part of speech); weight within 0..1.

    The frequencies of jieba's dictionary are counts in about 60 million words of news; a word seen 100 times
    weighs 1.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, *_ = line.split(" ")
            if 2 <= len(word) <= 6:
                yield word, min(1.0, int(frequency) / 100)
