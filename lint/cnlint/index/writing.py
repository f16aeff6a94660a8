"""What an index is for others: facts for rules, repeated lines as `cnlint learn` has them, records for people."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from cnlint import files
from cnlint.config.indexed import FORM, FURNITURE, MANIFEST
from cnlint.config.learned import Furniture, Learned
from cnlint.detectors.indexed import Copy, write_facts
from cnlint.index.comparing import Group, Standing
from cnlint.learning.writing import written
from cnlint.rulebook.cache import digest

RECORDS: Final = "duplicates.jsonl"
_FACTS: Final = "facts-{}.db"
# Characters of a paragraph that a record quotes: enough to know it by.
_QUOTED: Final = 60


class Found(NamedTuple):
    """What stands in a corpus more than once."""

    files: Sequence[tuple[str, bytes]]  # name and content of each
    passages: int  # paragraphs that were compared
    documents: Sequence[Group]  # whole files
    paragraphs: Sequence[Group]
    furniture: Sequence[Furniture]


NOTHING: Final = Found((), 0, (), (), ())


def write_index(folder: str, root: str, found: Found) -> None:
    """Write all but the entries. The manifest comes last: before it stands, the old facts hold.

    Args:
        folder: of the index.
        root: the folder that the files' names start from.
        found: what was found.

    Raises:
        InputError: a file cannot be written.
    """
    learned = Learned(len(found.files), tuple(found.furniture))
    files.write_atomic(os.path.join(folder, FURNITURE), written(learned).encode("utf-8"))
    lines = (json.dumps(record, ensure_ascii=False) for record in records(found))
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")
    files.write_atomic(os.path.join(folder, RECORDS), data)
    facts = _write_facts(folder, os.path.relpath(root, folder), found)
    manifest = {"form": FORM, "files": len(found.files), "facts": facts}
    files.write_atomic(os.path.join(folder, MANIFEST), f"{json.dumps(manifest, indent=1)}\n".encode())
    _sweep(folder, facts)


def records(found: Found) -> Iterator[dict[str, object]]:
    """A record for each group of copies, the one that is kept first."""
    for group in found.documents:
        copies: list[object] = [{"file": copy.file, "damage": copy.damage} for copy in group.copies]
        yield {"kind": "document", "kept": {"file": group.kept.file, "damage": group.kept.damage}, "copies": copies}
    for group in found.paragraphs:
        yield {
            "kind": "paragraph",
            "text": " ".join(group.text.split())[:_QUOTED],
            "kept": _place(group.kept),
            "copies": [{**_place(copy), "likeness": round(copy.likeness, 4)} for copy in group.copies],
        }


def _place(copy: Standing) -> dict[str, object]:
    return {"file": copy.file, "line": copy.line, "damage": copy.damage}


def _write_facts(folder: str, root: str, found: Found) -> str:
    """Write the facts to a file whose name tells what is in it; the name."""
    copies = [
        (
            copy.content,
            Copy(copy.start, copy.end, group.kept.file, group.kept.line, copy.likeness, len(group.copies) + 1),
        )
        for group in found.paragraphs
        for copy in group.copies
    ]
    name = _FACTS.format(digest(repr(part).encode() for part in (root, tuple(found.files), copies)))
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        temporary = f"{path}.tmp"
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        write_facts(temporary, root, found.files, copies)
        os.replace(temporary, path)
    return name


def _sweep(folder: str, facts: str) -> None:
    """Remove the facts of earlier runs."""
    for name in os.listdir(folder):
        if name.startswith("facts-") and name != facts:
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))
