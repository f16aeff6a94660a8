"""Words of a rule file in the languages that the tool speaks."""

from typing import Final

from cnlint.lazy import lazy
from cnlint.rulebook.rule import Text
from cnlint.rulebook.yamltree import Node

# A folded line of YAML ends in a blank; between Chinese characters and marks nothing has one.
_FOLD: Final = lazy("(?<=[\u2e80-\uffef“”…—]) (?=[\u2e80-\uffef“”…—])")


def bilingual(node: Node) -> Text:
    """Words in both languages, or one text for both."""
    if not node.is_mapping:
        words = node.text().strip()
        return Text(words, words)
    fields = node.fields(("en", "zh"))
    return Text(fields["en"].text().strip(), _FOLD.sub("", fields["zh"].text().strip()))
