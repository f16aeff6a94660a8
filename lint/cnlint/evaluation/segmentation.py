"""Whether a cut between two Han characters goes through a word (jieba, if it is installed: extra `eval`)."""

import logging
import warnings
from functools import cache
from importlib import import_module
from importlib.util import find_spec

# Characters on either side that the segmenter sees: longer context changes no word at the cut.
_REACH = 20


def parted(text: str, at: int) -> str:
    """What a cut between two Han characters parts: `cut_word` or `cut_between`; `cut_han` without jieba."""
    if not find_spec("jieba"):
        return "cut_han"
    return "cut_word" if in_word(text[max(0, at - _REACH) : at], text[at : at + _REACH]) else "cut_between"


@cache
def in_word(left: str, right: str) -> bool:
    """Whether a word begins in `left` and ends in `right`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its code is of 2020
        jieba = import_module("jieba")  # it has no types
    jieba.setLogLevel(logging.ERROR)
    return all(start != len(left) for _, start, _ in jieba.tokenize(left + right))
