"""Builds the word table of `cnlint.structure.words` from a dictionary in jieba's format."""

from pathlib import Path

from cnlint.characters import is_han
from cnlint.structure.language import Language
from cnlint.structure.words import HASH_BITS, LONGEST, place

# Lower ends of the classes, in jieba's counts: words below 3 are names and errors, 20 and 300 cut the rest in thirds.
RARE, USUAL, COMMON = 3, 20, 300


def build(path: Path, language: Language) -> bytes:
    """The table's bytes; where two words want one slot the commoner has it."""
    found: dict[str, int] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, count, *_ = line.split(" ")
            frequency = int(count)
            if 2 <= len(word) <= LONGEST and frequency >= RARE and all(map(is_han, word)):
                word = language.normal(word)
                found[word] = max(found.get(word, 0), frequency)
    table = bytearray(1 << HASH_BITS)
    for word, frequency in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        slot, mark = place(word)
        if not table[slot]:
            level = 1 + (frequency >= USUAL) + (frequency >= COMMON)
            table[slot] = level << 6 | mark
    print(f"words: {len(found)}, {sum(map(bool, table))} kept", flush=True)
    return bytes(table)
