"""Answers that are kept, since roles, seams, rules and the fixer's next round ask for the same ones."""

from collections.abc import Iterable
from typing import Final, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")

# Those of a large document.
MOST: Final = 1 << 12


class Kept(dict[Question, Answer]):
    """Answers by question; where there are too many all go."""

    def lacking(self, questions: Iterable[Question]) -> set[Question]:
        """Those of some questions that have no answer yet."""
        # One by one: `set.difference` goes through all of a dictionary that is more than one.
        return {question for question in questions if question not in self}

    def make_room(self, count: int) -> None:
        """Ask for room for so many more."""
        if len(self) + count > MOST:
            self.clear()
