"""What a corpus has taught, as detectors get it: an option of text, a line for each thing that was learned.

`cnlint learn` writes a file for people; the configuration that extends it hands each rule its part in these options.
A detector stays a function of text and options, and a rule file's cases can say what was learned.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.characters import count_han
from cnlint.findings import Value
from cnlint.lazy import lazy
from cnlint.structure.forms import MARKDOWN

# The options of rules that take what was learned.
LINES: Final = "learned_lines"  # `KIND FILES WORDS` on each line
TERMS: Final = "learned_terms"  # a term on each line

_FIGURE: Final = lazy(r"[0-9０-９]+")
# Lines are learned up to this length (characters; the longest slogans and running heads with date have under thirty)
# and from two Han characters up: bare figures are table cells and scores as well.
_LONGEST, _FEWEST_HAN = 30, 2
# From this length (characters) one that differs leaves a likeness of more than 0.9, the least at which two lines of
# different pages are taken for one: OCR seldom reads a running head the same way a hundred times.
_LENIENT: Final = 11


class Known(NamedTuple):
    """What is known of learned lines of some kinds: their keys, with the files that have them, and near keys."""

    files: Mapping[str, int]
    near: Mapping[str, str]


def line_key(text: str) -> str:
    """What makes two lines the same: their words, whatever the figures; empty for lines that cannot be learned.

    Args:
        text: the line, best in the folded view of structure.
    """
    words = MARKDOWN.sub("", text)
    if len(words) > _LONGEST or count_han(words) < _FEWEST_HAN:
        return ""
    return _FIGURE.sub("0", re.sub(r"\s", "", words))


def known_lines(options: Mapping[str, Value], kinds: frozenset[str] | None = None) -> Known:
    """The lines that the options of a rule have from a corpus.

    Args:
        options: the rule's options.
        kinds: which kinds of line count; None: all.
    """
    return _parsed(str(options.get(LINES, "")), kinds)


def files_with(known: Known, key: str) -> int:
    """On how many files of the corpus a line of this key stands; 0: it was not learned."""
    if not known.files or not key:
        return 0
    if key in known.files:
        return known.files[key]
    if len(key) < _LENIENT:
        return 0
    return next((known.files[known.near[form]] for form in near_forms(key) if form in known.near), 0)


def near_forms(key: str) -> set[str]:
    """The key, and what is left of it without one of its characters: near keys have one of these in common.

    Symmetric deletion (Garbe 2012): two keys that differ in one character lose it both.
    """
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def known_terms(options: Mapping[str, Value]) -> frozenset[str]:
    """The terms, names and reduplications that the options of a rule have from a corpus."""
    return _terms(str(options.get(TERMS, "")))


@lru_cache(maxsize=64)
def _parsed(lines: str, kinds: frozenset[str] | None) -> Known:
    files: dict[str, int] = {}
    for line in lines.split("\n"):
        kind, _, rest = line.strip().partition(" ")
        number, _, words = rest.partition(" ")
        key = line_key(words)
        if key and number.isdecimal() and (kinds is None or kind in kinds):
            files[key] = max(files.get(key, 0), int(number))
    near = {form: key for key in files if len(key) >= _LENIENT for form in near_forms(key)}
    return Known(files, near)


@lru_cache(maxsize=64)
def _terms(lines: str) -> frozenset[str]:
    return frozenset(term for line in lines.split("\n") if (term := line.strip()))
