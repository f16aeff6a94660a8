"""The word list of the lexicon rules: which Han strings are words, and what some single characters are as words.

The list is a text file with a line for each first character, so that a rule that asks for a few words reads a few
lines: the whole is parsed by nobody. Words are in simplified characters. Origin and licence stand in the file.
"""

import os
from functools import cache
from typing import Final, NamedTuple

WORDS: Final = os.path.join(os.path.dirname(__file__), "words.txt")
LONGEST_WORD: Final = 4
# Classes of single characters as words, and the mark of nouns whose first character is a verb.
FREQUENT, VERB, QUALITY, OTHER, NOUN = "f", "v", "a", "n", "."


class _Group(NamedTuple):
    """The words that start with one character: what follows it, and that character's class as a word."""

    rests: frozenset[str]
    nouns: frozenset[str]
    kind: str


def is_word(text: str) -> bool:
    """True for a word of two to four characters."""
    return text[1:] in _group(text[0]).rests


def is_noun_after_verb(text: str) -> bool:
    """True for a noun whose first character is a verb by itself, such as 干事."""
    return text[1:] in _group(text[0]).nouns


def kind_of(char: str) -> str:
    """The class of a single character as a word."""
    return _group(char).kind


@cache
def _group(char: str) -> _Group:
    line = _line(char)
    if not line:
        return _Group(frozenset(), frozenset(), OTHER)
    rests = line[3:].split(" ")
    nouns = frozenset(rest[:-1] for rest in rests if rest.endswith(NOUN))
    return _Group(nouns.union(rest for rest in rests if not rest.endswith(NOUN)), nouns, line[1])


def _line(char: str) -> str:
    """The line of the words that start with a character; '' if there are none."""
    data, key = _data(), char.encode("utf-8", "surrogatepass")
    low, high = 0, len(data)  # where lines start; of UTF-8 the order is that of the characters
    while low < high:
        start = max(low, data.rfind(b"\n", low, (low + high) // 2) + 1)
        if data[start : start + len(key)] < key:
            low = data.find(b"\n", start) + 1
        else:
            high = start
    return data[low : data.find(b"\n", low)].decode() if data.startswith(key, low) else ""


@cache
def _data() -> bytes:
    """The lines of the list in their order, each with its end, without those that tell its origin."""
    with open(WORDS, "rb") as file:
        data = file.read()
    while data.startswith(b"#"):
        data = data.partition(b"\n")[2]
    return data
