"""What is known of the language, wherever seams are judged: n-grams, words, and what is said on both sides."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cnlint.structure.collocations import Collocations, collocations
from cnlint.structure.language import Language, language
from cnlint.structure.network import Network, network
from cnlint.structure.words import LONGEST, Words, words


class Knowledge(NamedTuple):
    """The models that judge a seam by its text."""

    language: Language
    words: Words
    collocations: Callable[[], Collocations]  # read when first asked
    network: Callable[[], Network]  # read when first asked

    def read_ahead(self, seams: Iterable[tuple[str, str]]) -> None:
        """Reckon at once what the language and the words will be asked for of a document's seams, where that is faster.

        Args:
            seams: the texts on both sides of each.
        """
        normal, sides = self.language.normal, [(left[-LONGEST:], right[:LONGEST]) for left, right in seams]
        self.language.read_ahead(sides)
        self.words.read_ahead([(normal(left), normal(right)) for left, right in sides])


def shipped() -> Knowledge:
    """The models that the package carries."""
    return Knowledge(language(), words(), collocations, network)
