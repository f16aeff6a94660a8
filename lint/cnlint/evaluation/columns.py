"""Printed lines and where text is cut: at the ends of lines, as columns, pages and pictures cut it."""

from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, COLON_MARKS, FINAL_MARKS, OPENERS, PAUSE_MARKS, is_digit, is_han

# Line-start and line-end prohibition (CLREQ 3.1.9).
_NOT_FIRST: Final = CLOSERS | FINAL_MARKS | PAUSE_MARKS | COLON_MARKS | frozenset("—·％%")
_QUOTE_OPENERS: Final = frozenset("“‘「『﹁﹃")
_QUOTE_CLOSERS: Final = frozenset("”’」』﹂﹄")


class Measure(NamedTuple):
    """How a column is set."""

    width: int  # Han characters a line
    height: int  # lines a column
    hang: (
        bool  # a mark that may not begin a line hangs at the end of the one before (else a character goes down with it)
    )
    break_runs: bool  # figures may be broken
    indent: int = 2  # characters of a paragraph's indent (CLREQ 4.1.1.1), whether the page keeps it or not


def line_ends(text: str, measure: Measure) -> list[int]:
    """Where the printed lines of a paragraph end, as character offsets; the last is the length of the text.

    Characters of the Latin-1 range count half. An opening mark never ends a line, a closing mark never begins one.
    """
    ends: list[int] = []
    start = 0
    room = measure.width - measure.indent
    used = 0.0
    at = 0
    length = len(text)
    while at < length:
        used += 0.5 if text[at] < "\u0100" else 1.0
        at += 1
        if used < room or at == length:
            continue
        end = _allowed_end(text, start, at, measure)
        if end >= length:
            break
        ends.append(end)
        start = at = end
        used = 0.0
        room = measure.width
    ends.append(length)
    return ends


def _allowed_end(text: str, start: int, end: int, measure: Measure) -> int:
    if measure.hang:
        while end < len(text) and text[end] in _NOT_FIRST:
            end += 1
    while end - start > 2 and (text[end - 1] in OPENERS or (end < len(text) and text[end] in _NOT_FIRST)):
        end -= 1
    if end < len(text):
        parts_run = _in_word if measure.break_runs else _in_run
        back = end
        while back - start > measure.width // 2 and parts_run(text, back):
            back -= 1
        if not parts_run(text, back):
            end = back
    return end


def _in_run(text: str, at: int) -> bool:
    return at < len(text) and text[at - 1] < "\u0080" and text[at] < "\u0080" and " " not in text[at - 1 : at + 1]


def _in_word(text: str, at: int) -> bool:
    """Whether a place lies between two Latin letters: a word is never parted without a hyphen."""
    return at < len(text) and all(char.isalpha() and char < "\u0250" for char in text[at - 1 : at + 1])


def cut_kind(text: str, at: int) -> str:
    """What a cut at an offset parts: `final`, `number`, `quote`, `comma`, `han`, `blank` or `mark`.

    `final`: after a finished sentence, where a cut leaves no trace. `quote`: the quotation opened before it closes
    after it. `han`: between two Han characters, in a word or between words.
    """
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return "blank"
    left = text[:at].rstrip("".join(CLOSERS))
    if left[-1:] in FINAL_MARKS:
        return "final"
    if (is_digit(before) and (is_digit(after) or after in ".．%％")) or (before in ".．" and is_digit(after)):
        return "number"
    depth = 0
    for char in text[:at]:
        depth += (char in _QUOTE_OPENERS) - (char in _QUOTE_CLOSERS)
    if depth > 0:
        return "quote"
    if before in PAUSE_MARKS:
        return "comma"
    return "han" if is_han(before) and is_han(after) else "mark"
