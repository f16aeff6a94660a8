"""Distils the word list of `cnlint.detectors.words` from jieba's dictionary: `python -m training.lexicon dict.txt`.

jieba's source distribution (`pip download --no-binary :all: --no-deps jieba==0.42.1`) carries the dictionary as
`jieba/dict.txt`: a word, how often it was seen, its part of speech.
"""

import math
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cnlint.detectors.words import FREQUENT, LONGEST_WORD, NOUN, OTHER, QUALITY, VERB, WORDS

# A word is kept if it was seen so often; one with a doubled character always, for it says that the character may be
# doubled. With 20 there were a third more false alarms on clean news, with 4 hardly fewer.
_SEEN = 10
# Characters that are words by themselves in more than one of e^7 (1,100) running words.
_FREQUENT_COST = 7.0
_HEADER = """\
# Words of two to four characters by their first one, which carries its own class as a word: frequent (f), verb (v),
# quality (a), other (n). A point marks nouns after verbs. Distilled by training/lexicon.py from jieba 0.42.1, dict.txt.
# Copyright (c) 2013 Sun Junyi, MIT licence: https://github.com/fxsjy/jieba/blob/master/LICENSE
"""


class _Entry(NamedTuple):
    seen: int
    speech: str


def distil(source: Path) -> str:
    """The word list that a dictionary gives."""
    entries: dict[str, _Entry] = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        word, seen, speech = line.split(" ")
        entries[word] = _Entry(int(seen), speech)
    total = sum(entry.seen for entry in entries.values())
    groups: dict[str, list[str]] = defaultdict(list)
    for word, entry in sorted(entries.items()):
        if _is_kept(word, entry):
            noun = entry.speech.startswith("n") and _class_of(entries, word[0], total) == VERB
            groups[word[0]].append(word[1:] + (NOUN if noun else ""))
    lines = (f"{first}{_class_of(entries, first, total)} {' '.join(rest)}\n" for first, rest in sorted(groups.items()))
    return _HEADER + "".join(lines)


def _is_kept(word: str, entry: _Entry) -> bool:
    if not 2 <= len(word) <= LONGEST_WORD or not all("\u4e00" <= char <= "\u9fff" for char in word):
        return False
    return entry.seen >= _SEEN or any(left == right for left, right in pairwise(word))


def _class_of(entries: dict[str, _Entry], char: str, total: int) -> str:
    entry = entries.get(char)
    if entry is None:
        return OTHER
    if math.log(total / max(1, entry.seen)) < _FREQUENT_COST:
        return FREQUENT
    return {"v": VERB, "a": QUALITY, "d": QUALITY}.get(entry.speech[0], OTHER)


if __name__ == "__main__":
    Path(WORDS).write_text(distil(Path(sys.argv[1])), encoding="utf-8")
