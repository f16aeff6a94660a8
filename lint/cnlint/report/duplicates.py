"""What `corpus` tells of an index: how much stands in it more than once, and the worst of it."""

import json
from collections.abc import Sequence
from typing import Final

from cnlint.corpus.results import Problem
from cnlint.index.comparing import Group
from cnlint.index.writing import Found, records
from cnlint.messages import say
from cnlint.report.cells import cells_of, visible
from cnlint.report.json_report import error_record
from cnlint.report.table import table

# Groups that are shown of each kind; all are in the records.
_SHOWN: Final = 5
# Display cells of a paragraph that are shown: what is left of a line of eighty beside its place.
_ROOM: Final = 48
_HEADS: Final = ("files", "paragraphs", "documents-twice", "exact", "near", "repeated-lines")


def in_json(found: Found, problems: Sequence[Problem]) -> str:
    """All of it, and what went wrong, as one JSON document, ending in a line end."""
    whole = {
        "files": len(found.files),
        "paragraphs": found.passages,
        "furniture": [line._asdict() for line in found.furniture],
        "duplicates": list(records(found)),
        "errors": [error_record(problem) for problem in problems],
    }
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n"


def in_text(found: Found, lang: str) -> str:
    """A table, and the files and paragraphs with most copies; each line ending in a line end."""
    copies = [copy for group in found.paragraphs for copy in group.copies]
    exact = sum(copy.likeness == 1 for copy in copies)
    figures = (
        len(found.files),
        found.passages,
        sum(len(group.copies) for group in found.documents),
        exact,
        len(copies) - exact,
        len(found.furniture),
    )
    heads = [say(f"head-{key}", lang) for key in _HEADS]
    text = table([heads, [f"{figure:,}" for figure in figures]], right=frozenset(range(len(heads))))
    if found.documents:
        text += f"\n{say('whole-copies', lang)}\n{_documents(found.documents)}"
    if found.paragraphs:
        text += f"\n{say('most-copied', lang)}\n{_paragraphs(found.paragraphs)}"
    return text


def _documents(groups: Sequence[Group]) -> str:
    lines = []
    for group in sorted(groups, key=lambda group: -len(group.copies))[:_SHOWN]:
        names = " = ".join([group.kept.file, *(copy.file for copy in group.copies[:_SHOWN])])
        lines.append(f"  {visible(names)}{' …' * (len(group.copies) > _SHOWN)}\n")
    return "".join(lines)


def _paragraphs(groups: Sequence[Group]) -> str:
    rows = []
    for group in sorted(groups, key=lambda group: -len(group.copies))[:_SHOWN]:
        place = f"{group.kept.file}:{group.kept.line}"
        rows.append([f"  {len(group.copies) + 1}", place, _fitting(" ".join(group.text.split()))])
    return table(rows, right=frozenset({0}))


def _fitting(text: str) -> str:
    used = 0
    for at, char in enumerate(text):
        used += cells_of(char)
        if used > _ROOM:
            return f"{text[:at]}…"
    return text
