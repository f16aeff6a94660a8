"""Answers that are kept, since roles, seams, rules and the fixer's next round ask for the same ones."""

from typing import Final, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")

# Those of a large document.
MOST: Final = 1 << 12


class Kept(dict[Question, Answer]):
    """Answers by question; where there are too many all go."""

    def make_room(self, count: int) -> None:
        """Ask for room for so many more."""
        if len(self) + count > MOST:
            self.clear()
