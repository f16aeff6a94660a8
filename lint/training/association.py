"""How much oftener than by chance characters stand in a row in clean paragraphs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from training.smartcn import Counts

# What a string never seen counts as. On text of sources left out 0.2, 0.5 and 1 came to losses of 0.331, 0.332, 0.333.
UNSEEN = 0.5
_LEAST = 2  # a row seen once may be an error, and those are half of all


class Association:
    """The counts of characters, and of two and three in a row; association in nats."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.singles: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self.triples: Counter[str] = Counter()
        for text in paragraphs:
            self.singles.update(text)
            self.pairs.update(text[at : at + 2] for at in range(len(text) - 1))
            self.triples.update(text[at : at + 3] for at in range(len(text) - 2))
        self.size = self.singles.total()

    def add(self, counts: Counts, edge: str) -> None:
        """Count the characters of words and pairs of words that were counted elsewhere, but for sentences' edges."""
        for word, count in counts.words.items():
            if word != edge:
                self._add(word, range(len(word)), count)
        for (left, right), count in counts.pairs.items():
            if edge not in (left, right):
                # What stands within the words was counted with them.
                text, seam = left[-2:] + right[:2], len(left[-2:])
                self._add(text, range(max(0, seam - 2), seam), count, least=seam + 1)
        self.size = self.singles.total()

    def _add(self, text: str, places: Iterable[int], count: int, least: int = 0) -> None:
        """Count the strings of one to three characters that start at some places of a text and end behind another."""
        for at in places:
            for size, counter in enumerate((self.singles, self.pairs, self.triples), 1):
                if least <= at + size <= len(text):
                    counter[text[at : at + size]] += count

    def expected(self, pair: str) -> float:
        """How often two characters would stand in a row by chance."""
        return self.singles[pair[0]] * self.singles[pair[1]] / self.size

    def of_pair(self, pair: str, less: int = 0) -> float:
        """The association of two characters in a row, had they been seen `less` times fewer."""
        seen = self.pairs[pair] - less
        return log(((seen if seen >= _LEAST else 0) + UNSEEN) / (self.expected(pair) + UNSEEN))

    def of_triple(self, triple: str, less: int = 0) -> float:
        """What three in a row tell besides what their pairs do, had they been seen `less` times fewer; 0 if unseen."""
        seen = self.triples[triple] - less
        if seen < _LEAST:
            return 0.0
        before, after = self.pairs[triple[:2]], self.pairs[triple[1:]]
        chance = before * after / self.singles[triple[1]]
        return log((seen + UNSEEN) / (chance + UNSEEN))

    def telling_pairs(self, most: int) -> list[str]:
        """The pairs that tell most, over all their places, against what would be thought of them unseen."""
        known = {
            pair: count * (self.of_pair(pair) - log(UNSEEN / (self.expected(pair) + UNSEEN)))
            for pair, count in self.pairs.items()
            if count >= _LEAST
        }
        return sorted(known, key=lambda pair: (-known[pair], pair))[:most]

    def telling_triples(self, most: int) -> list[str]:
        """The rows of three that tell most, over all their places."""
        known = {
            triple: count * abs(self.of_triple(triple)) for triple, count in self.triples.items() if count >= _LEAST
        }
        return sorted(known, key=lambda triple: (-known[triple], triple))[:most]
