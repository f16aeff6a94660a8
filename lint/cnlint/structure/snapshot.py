"""A document together with what is known about it, each part computed once and only when a rule asks."""

from functools import cached_property

from cnlint.document import Document
from cnlint.structure.model import Structure


class Snapshot:
    """What detectors read. Nothing in it changes."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @cached_property
    def structure(self) -> Structure:
        """Roles, seams, articles of this text; computed on first use."""
        from cnlint.structure.analysis import analyse

        return analyse(self.document)
