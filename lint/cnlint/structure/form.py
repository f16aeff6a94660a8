"""A form of a line as an expression that is compiled, and tried, only for lines that may have it."""

import re
from collections.abc import Callable
from typing import Final

from cnlint.lazy import lazy


class Form:
    """A form as a regular expression that is compiled when a line first has a character that the form cannot lack.

    Attributes:
        needs: characters of which each line of this form has one.
        figured: whether a figure of any script does as well as one of those.
        pattern: the expression.
        holds: what has to hold of a match besides.
        ends: the characters in one of which each line of this form ends, but for a bracket and a point after it; empty
            where none can be named.
        parts: the forms that this one is made of, itself if of no others.
    """

    def __init__(
        self,
        needs: str,
        pattern: str,
        holds: Callable[[re.Match[str]], bool] | None = None,
        *,
        figured: bool = False,
        ends: str = "",
    ) -> None:
        self.needs = frozenset(needs)
        self.figured = figured
        self.pattern: Final = lazy(pattern)
        self.parts: tuple[Form, ...] = (self,)
        self.holds: Final = holds
        self.ends: Final = tuple(ends)

    def search(self, text: str) -> re.Match[str] | None:
        """As of a compiled expression."""
        return self.find(text) if self._may_match(text) else None

    def find(self, text: str) -> re.Match[str] | None:
        """The same in a text that is known to have a character that the form needs."""
        if self.ends and not text.rstrip("。.").rstrip("）)").endswith(self.ends):
            return None
        match = self.pattern.search(text)
        return match if match is None or self.holds is None or self.holds(match) else None

    def match(self, text: str) -> re.Match[str] | None:
        """As of a compiled expression."""
        return self.pattern.match(text) if self._may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of a compiled expression."""
        return self.pattern.fullmatch(text) if self._may_match(text) else None

    def _may_match(self, text: str) -> bool:
        return self.figured or not self.needs.isdisjoint(text)


class Either(Form):
    """A form that lines have in one of two ways, each compiled for those that may have it."""

    def __init__(self, one: Form, other: Form) -> None:
        self.needs = one.needs | other.needs
        self.figured = one.figured or other.figured
        self.parts = (one, other)

    def find(self, text: str) -> re.Match[str] | None:
        """As of a form."""
        one, other = self.parts
        return one.search(text) or other.search(text)
