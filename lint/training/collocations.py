"""Builds the tables of `cnlint.structure.collocations` from clean paragraphs and a bigram dictionary."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import jieba

from cnlint.structure.collocations import LEVELS, PAIR_BITS, STEP, WORD_BITS, ZERO, Collocations, pair_place, word_place
from cnlint.structure.words import Words
from training import smartcn
from training.smartcn import EDGE, Counts

_SENTENCE = re.compile("[^。！？；]+[。！？；]?")
_OVER = ("。", "！", "？", EDGE)  # what follows the last word of a sentence
# Pairs seen less often tell as much of the text that was counted as of the language: on pages of sources left out
# they make nothing better.
LEAST_PAIR, LEAST_WORD = 5, 5
# Pairs whose association is nearer to zero say little; together with them the table would overflow.
LEAST_ASSOCIATION = 0.5
# What is added to the counts: so much of a sentence's end was seen with every word.
SMOOTH_EDGE, SMOOTH_WORD = 0.3, 10.0


def count(texts: Iterable[str], words: Words) -> Counts:
    """The words and pairs of normalised paragraphs, cut into words by jieba."""
    jieba.setLogLevel(60)
    found = Counts(Counter(), Counter())
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            _add(found, words, list(jieba.cut(sentence, HMM=False)))
    return found


def _add(found: Counts, words: Words, sentence: Sequence[str]) -> None:
    # As the program meets them: the longest known word at either side of a place between two words.
    lasts, firsts = [words.last(word[-4:]) for word in sentence], [words.first(word[:4]) for word in sentence]
    found.words.update(lasts)
    found.words[EDGE] += 1
    found.pairs.update(zip((EDGE, *lasts), (*firsts, EDGE), strict=True))


def build(counts: Counts, words: Words, dictionary: Path | None) -> Collocations:
    """The tables; where two entries want one slot the one that says more has it."""
    if dictionary:
        more = smartcn.read(dictionary)
        known = {word for word in more.words if words.last(word) == word}
        both = {pair: number for pair, number in more.pairs.items() if known.issuperset(pair)}
        counts = Counts(
            counts.words + Counter({word: more.words[word] for word in known}), counts.pairs + Counter(both)
        )
    pairs, edges = _pairs(counts), _edges(counts)
    kept = f"{sum(map(bool, edges[::2]))} words and {sum(map(bool, pairs))} pairs"
    print(f"collocations: {kept} of {len(counts.words)} and {len(counts.pairs)}", flush=True)
    return Collocations(pairs, edges)


def _pairs(counts: Counts) -> bytes:
    table, total = bytearray(1 << PAIR_BITS), counts.words.total()
    told = []
    for (left, right), number in counts.pairs.items():
        if number < LEAST_PAIR or EDGE in (left, right):
            continue
        chance = counts.words[left] * counts.words[right] / total
        association = math.log(number / (chance + 0.5))
        if abs(association) >= LEAST_ASSOCIATION:
            told.append((-number * abs(association), left, right, association))
    for _, left, right, association in sorted(told):
        slot, mark = pair_place(left, right)
        if not table[slot]:
            level = min(range(len(LEVELS)), key=lambda at: abs(LEVELS[at] - association))
            table[slot] = mark << 3 | level
    return bytes(table)


def _edges(counts: Counts) -> bytes:
    table = bytearray(2 << WORD_BITS)
    share = math.log(counts.words[EDGE] / counts.words.total())
    for word, number in sorted(counts.words.items(), key=lambda item: (-item[1], item[0])):
        slot, place_mark = word_place(word)
        if number < LEAST_WORD or word == EDGE or table[2 * slot]:
            continue
        nibbles = 0
        for times in (sum(counts.pairs[word, mark] for mark in _OVER), counts.pairs[EDGE, word]):
            usual = math.log((times + SMOOTH_EDGE) / (number + SMOOTH_WORD)) - share
            nibbles = nibbles << 4 | min(max(round(usual / STEP) + ZERO, 0), 15)
        table[2 * slot : 2 * slot + 2] = bytes((place_mark, nibbles))
    return bytes(table)
