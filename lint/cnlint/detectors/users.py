"""The kinds of rule that people write without programming: tables of misreadings, and lines that repeat across files.

A rule file's own keys become options here, so that these rules run, are tested and are cached as all others.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from cnlint.detectors.learned import files_with, known_lines, line_key
from cnlint.findings import Edit, Evidence, Match, Value
from cnlint.patterns import compiled
from cnlint.structure.forms import MARKDOWN
from cnlint.structure.snapshot import Snapshot

# Options that a rule file's own keys fill.
ROWS: Final = "rows"
FORM: Final = "form"
MIN_FILES: Final = "min_files"

# Characters that a message quotes.
_QUOTED: Final = 20


class Row(NamedTuple):
    """A line of a table: what stands wrongly for what, why, and in which longer words it is right."""

    wrong: str
    right: str
    because: str
    unless: tuple[str, ...] = ()


def packed(rows: tuple[Row, ...]) -> str:
    """Rows as the text of an option."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=64)
def unpacked(text: str) -> tuple[Row, ...]:
    """The rows of an option, longest wrong words first, so that of two that fit the longer one is told."""
    rows = (Row(wrong, right, because, tuple(unless)) for wrong, right, because, unless in json.loads(text))
    return tuple(sorted(rows, key=lambda row: -len(row.wrong)))


@lru_cache(maxsize=64)
def _any_of(text: str) -> tuple[re.Pattern[str], Mapping[str, Row]]:
    """What finds the wrong words of an option's rows, and the rows by them."""
    rows = unpacked(text)
    return re.compile("|".join(re.escape(row.wrong) for row in rows)), {row.wrong: row for row in rows}


def misread_words(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Words of a table that stand for others; those inside the words that they are excused by are left alone.

    The message may use {found}, {wanted} and {reason}.
    """
    text = snapshot.text
    expression, rows = _any_of(str(options[ROWS]))
    for found in expression.finditer(text):
        row, start = rows[found.group()], found.start()
        if not _is_excused(text, start, row):
            params: dict[str, Value] = {"found": row.wrong, "wanted": row.right, "reason": row.because}
            yield Match(start, found.end(), params, edits=(Edit(start, found.end(), row.wrong, row.right),))


def _is_excused(text: str, start: int, row: Row) -> bool:
    """Whether the wrong word is part of a longer one that is right."""
    for word in row.unless:
        at = word.find(row.wrong)
        while at >= 0:
            if text.startswith(word, max(0, start - at)) and start >= at:
                return True
            at = word.find(row.wrong, at + 1)
    return False


def repeated_line(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Lines that stand on many files of the corpus that was learned from, and have the form that is asked for.

    The message may use {found} and {files}.
    """
    known = known_lines(options)
    if not known.files:
        return
    form, least = str(options[FORM]), int(options[MIN_FILES])
    for line in snapshot.document.lines:
        words = MARKDOWN.sub("", snapshot.text[line.start : line.end])
        stripped = words.strip()
        files = files_with(known, line_key(stripped)) if stripped else 0
        if files >= least and (not form or compiled(form).search(stripped)):
            start = snapshot.text.index(stripped, line.start, line.end)
            quoted = stripped if len(stripped) <= _QUOTED else f"{stripped[: _QUOTED - 1]}…"
            params: dict[str, Value] = {"found": quoted, "files": files}
            yield Match(start, start + len(stripped), params, (Evidence("learned-line", files),))
