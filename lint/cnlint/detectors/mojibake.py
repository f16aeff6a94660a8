"""Stretches of a text that were decoded with the wrong encoding, and what they say in the right one.

UTF-8 has a structure that other bytes hardly ever have by chance (RFC 3629): a stretch that reads as UTF-8 from end to
end once its characters are turned back into bytes was UTF-8. Bytes of GB 18030 read as Latin-1 have no such structure;
there the length of the stretch is the proof, for no Western language has eight accented letters in a row.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Final

from cnlint.characters import count_han
from cnlint.codes import CharTable
from cnlint.findings import Edit, Evidence, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.snapshot import Snapshot

# UTF-8 read as GBK: 锛 and 銆 begin most of its marks, 鐨 is half of 的; of Chinese characters only 鐨 is in use.
_GBK_SIGNS: Final = "锛銆鐨鏄"
_GBK_SIGN: Final = lazy(f"[{_GBK_SIGNS}]")
_GBK: Final = CharTable(_GBK_SIGNS)
_WIDE_RUN: Final = lazy(r"[^\x00-\x7f\s]+")
# UTF-8 read as Latin-1 or Windows-1252: the bytes E4 to E9 of Han characters and EF, E3 of marks, and what follows.
_UPPER: Final = (
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_AS_LATIN: Final = lazy(f"(?:[\u00e3-\u00e9\u00ef][{_UPPER}]{{2}}){{2,}}")
# GB 18030 read as Latin-1: pairs of bytes above A0.
_FEWEST_LATIN: Final = 8
_GB_AS_LATIN: Final = lazy(f"[\u00a1-\u00ff]{{{_FEWEST_LATIN},}}")
# Two and more Han characters or marks in UTF-8. The 13 million bytes of clean news in GB 18030 have
# one such character by chance in 264, two in a row six times, three never.
_UTF8: Final = rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef[\xbc\xbd][\x80-\xbf]|\xe3\x80[\x80-\xbf]|\xe2\x80[\x90-\xbf]){2,}"
_FEWEST_UTF8: Final = 4
_LOST: Final = 3  # bytes that may be lost between two such: a character
_FEWEST_HAN: Final = 2


def mojibake(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Stretches that read as Chinese in another encoding."""
    text = snapshot.text
    done = 0
    latin = _read_as_latin(text) if _may_be_latin(snapshot.document.latin) else ()
    for start, end, meant, encoding in sorted((*_read_as_gbk(text), *latin)):
        if start >= done:
            done = end
            edit = Edit(start, end, text[start:end], meant)
            yield Match(
                start, end, {"found": text[start:end], "wanted": meant}, (Evidence("read-as", encoding),), (edit,)
            )


def _may_be_latin(latin: bytes) -> bool:
    """Whether a text with these characters up to U+00FF may have a stretch that was read as Latin-1."""
    if latin.isascii():
        return False
    return sum(byte >= 0xA1 for byte in latin) >= _FEWEST_LATIN or any(0xE3 <= byte <= 0xEF for byte in latin)


_Stretch = tuple[int, int, str, str]


def _read_as_gbk(text: str) -> Iterator[_Stretch]:
    if not _GBK.stands_in(text):
        return
    for run in _WIDE_RUN.finditer(text):
        if _GBK_SIGN.search(text, run.start(), run.end()):
            try:
                read = run.group().encode("gb18030")
            except UnicodeError:  # a half of a surrogate pair
                continue
            for start, end in _as_utf8(read):
                meant = read[start:end].decode("utf-8", "replace")
                if _is_chinese(meant):
                    yield (*_characters(run, start, end), meant, "GB 18030")


def _as_utf8(read: bytes) -> Iterator[tuple[int, int]]:
    """Stretches of bytes that have the structure of UTF-8, but for a few that the wrong encoding has lost."""
    start = end = characters = 0
    for run in (*re.finditer(_UTF8, read), None):
        if run is None or run.start() - end > _LOST:
            if characters >= _FEWEST_UTF8:
                yield start, end
            characters = 0
            if run is None:
                return
            start = run.start()
        end = run.end()
        characters += (run.end() - run.start()) // 3


def _characters(run: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """The characters of a run that have these of its bytes, be it half of them."""
    sizes = [len(char.encode("gb18030")) for char in run.group()]
    ends = list(accumulate(sizes))
    return run.start() + bisect_right(ends, start), run.start() + bisect_left(ends, end) + 1


def _read_as_latin(text: str) -> Iterator[_Stretch]:
    for run in _AS_LATIN.finditer(text):
        meant = _decoded(run.group(), "cp1252", "utf-8") or _decoded(run.group(), "latin-1", "utf-8")
        if meant:
            yield run.start(), run.end(), meant, "Latin-1"
    for run in _GB_AS_LATIN.finditer(text):
        meant = _decoded(run.group(), "latin-1", "gb18030")
        if meant:
            yield run.start(), run.end(), meant, "Latin-1"


def _decoded(garbled: str, wrong: str, right: str) -> str:
    """What a stretch says in the right encoding; '' if it says nothing there, or hardly any Chinese."""
    try:
        meant = garbled.encode(wrong).decode(right)
    except UnicodeError:
        return ""
    return meant if _is_chinese(meant) else ""


def _is_chinese(meant: str) -> bool:
    han = count_han(meant)
    return han >= _FEWEST_HAN and 2 * han >= len(meant)
