"""How damaged a copy is: which of several the corpus is best off with.

Damage is counted, not guessed: the places where the paragraph is cut, and what the rules on characters, marks and
repetition find in it alone (garbled and odd characters among them).
"""

from functools import cached_property
from typing import Final

from cnlint.document import Document
from cnlint.engine import check
from cnlint.rulebook import load_rules
from cnlint.selection import ActiveRule, Selection

# Rules that judge a paragraph by itself; the others look at where it stands.
_FAMILIES: Final = ("CHR", "PUN", "NUM", "LEX", "DUP004")


class Judge:
    """Counts what is wrong with paragraphs, each text once. The project's rules count, whatever a user has chosen."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def findings(self, text: str) -> int:
        """The findings in a paragraph."""
        if text not in self._known:
            self._known[text] = len(check(Document(f"{text}\n"), self._rules).findings)
        return self._known[text]

    @cached_property
    def _rules(self) -> tuple[ActiveRule, ...]:
        return Selection(load_rules(), select=_FAMILIES).active("")
