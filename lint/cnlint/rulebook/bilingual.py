"""Words of a rule file in the languages that the tool speaks."""

from cnlint.rulebook.rule import Text
from cnlint.rulebook.yamltree import Node


def bilingual(node: Node) -> Text:
    """Words in both languages, or one text for both."""
    if not node.is_mapping:
        words = node.text().strip()
        return Text(words, words)
    fields = node.fields(("en", "zh"))
    return Text(fields["en"].text().strip(), fields["zh"].text().strip())
