"""White space and line ends of a file: what editors and version control care about, and readers do not see."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.detectors.pairs import PairTable
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

_LINE_END: Final = lazy(r"\r\n|\n|\r")
_NAMES: Final = {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}
# Blanks of every width: the full-width one pads lines as the others do. An indent stands at a line's start and stays.
_BLANKS: Final = r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_EVERY_BLANK: Final = " \t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BEFORE_END: Final = PairTable(blank + end for blank in _EVERY_BLANK for end in "\r\n")
_TRAILING: Final = lazy(rf"(?<=[^\s]){_BLANKS}+(?=[\r\n]|\Z)|^{_BLANKS}+(?=[\r\n]|\Z)", re.MULTILINE)
_LEADING_LINES: Final = lazy(rf"(?:{_BLANKS}*(?:\r\n|\n|\r))+")
_FINAL_LINES: Final = lazy(rf"(?:(?:\r\n|\n|\r){_BLANKS}*)+\Z")


def blank_lines_at_ends(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Blank lines before the first and after the last line of text; the last line keeps its line end."""
    text = snapshot.text
    if not text or text.isspace():
        return
    leading = _LEADING_LINES.match(text)
    if leading:
        yield _removed(text, 0, leading.end())
    tail = text.rstrip()
    trailing = _FINAL_LINES.search(text, len(tail.rstrip(" \t")))
    if trailing:
        first_end = _LINE_END.match(text, trailing.start())
        if first_end and first_end.end() < len(text):
            yield _removed(text, first_end.end(), len(text))


def _removed(text: str, start: int, end: int) -> Match:
    lines = len(_LINE_END.findall(text, start, end)) or 1
    return Match(start, end, {"count": lines}, edits=(Edit(start, end, text[start:end], ""),))


def trailing_blanks(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Blanks of any width at the end of a line."""
    text = snapshot.text
    if text.isspace() or not _may_trail(text):
        return
    for found in _TRAILING.finditer(text):
        start, end = found.span()
        yield Match(start, end, {"count": end - start}, edits=(Edit(start, end, found.group(), ""),))


def _may_trail(text: str) -> bool:
    """Whether a blank stands before a line's end."""
    return text.endswith(tuple(_EVERY_BLANK)) or _BEFORE_END.stands_in(text)


def mixed_line_ends(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """One finding at the first line end that is not like most of the others."""
    if "\r" not in snapshot.text:
        return
    ends = list(_LINE_END.finditer(snapshot.text))
    counts = Counter(found.group() for found in ends)
    if len(counts) < 2:
        return
    usual, _ = counts.most_common(1)[0]
    first = next(found for found in ends if found.group() != usual)
    others = sum(counts.values()) - counts[usual]
    params: dict[str, Value] = {"found": _NAMES[first.group()], "usual": _NAMES[usual], "count": others}
    yield Match(first.start(), first.end(), params)


def no_final_line_end(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """The last line has no line end."""
    text = snapshot.text
    if text and not text.isspace() and text[-1] not in "\r\n":
        yield Match(len(text) - 1, len(text))
