"""Distils the pairs of `cnlint.detectors.twins`: `python -m training.twins CORPUS [half]`.

Words are those of `cnlint.detectors.words`, twins those of `cnlint.detectors.alike`. Of the corpus, a folder of clean
articles, only counts of pairs are used. A `half`, 0 or 1, leaves every second paragraph out, to measure on those.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from cnlint.characters import is_han
from cnlint.detectors.alike import twins_by_stroke
from cnlint.detectors.twins import TWINS
from cnlint.detectors.words import is_word
from cnlint.structure.language import language
from training.corpora import paragraphs

# A word seen less often says too little by the absence of its misspelling.
_SEEN: Final = 60
# How much rarer the misspelling must be, in whichever words it came about.
_TIMES: Final = 1000
_HEADER = """\
# Pairs of characters that make no word, and the common word that one stroke makes of each. Distilled by
# training/twins.py from the words of jieba 0.42.1 (Copyright (c) 2013 Sun Junyi, MIT licence:
# https://github.com/fxsjy/jieba/blob/master/LICENSE) and counts of character pairs in clean news.
"""


def pairs(texts: Iterable[str]) -> Counter[str]:
    """How often two Han characters stand beside each other."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(map(str.__add__, text, text[1:]))
    return Counter({pair: seen for pair, seen in found.items() if is_han(pair[0]) and is_han(pair[1])})


def misspellings(word: str) -> Iterator[str]:
    """What one twin makes of a word."""
    for place, right in enumerate(word):
        for wrong in twins_by_stroke(right):
            yield word[:place] + wrong + word[place + 1 :]


def distil(texts: Iterable[str]) -> str:
    """The file's text."""
    seen = pairs(map(language().normal, texts))
    best: dict[str, str] = {}
    for word in sorted(seen):
        if seen[word] < _SEEN or not is_word(word):
            continue
        for wrong in misspellings(word):
            if not is_word(wrong) and seen[wrong] * _TIMES <= seen[word] and seen[word] > seen[best.get(wrong, "")]:
                best[wrong] = word
    return _HEADER + "".join(f"{wrong} {word}\n" for wrong, word in sorted(best.items()))


def main(corpus: str, half: str = "") -> None:
    """Write the table; with a half, leave out every second paragraph."""
    texts = [text for _, text in paragraphs(Path(corpus))]
    Path(TWINS).write_text(distil(texts[int(half) :: 2] if half else texts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
