"""What is known of the language, wherever seams are judged: n-grams, words, and what is said on both sides."""

from collections.abc import Callable
from typing import NamedTuple

from cnlint.structure.collocations import Collocations, collocations
from cnlint.structure.language import Language, language
from cnlint.structure.network import Network, network
from cnlint.structure.words import Words, words


class Knowledge(NamedTuple):
    """The models that judge a seam by its text."""

    language: Language
    words: Words
    collocations: Callable[[], Collocations]  # read when first asked
    network: Callable[[], Network]  # read when first asked


def shipped() -> Knowledge:
    """The models that the package carries."""
    return Knowledge(language(), words(), collocations, network)
