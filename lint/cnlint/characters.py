"""Classes and tables of characters: the one place that says what a mark or a Han character is.

All tests take one character and answer in constant time. Both widths of a mark belong to the same class, for OCR
engines mix them; what a width means is decided by rules, never here.

Sources: GB/T 15834-2011 (Chinese punctuation), CLREQ (W3C, line-start and line-end prohibition), the Unicode 16
character database (ranges of Han).
"""

from typing import Final

# Marks that end a sentence (GB/T 15834 §4.1-4.3), and the ellipsis, which may.
FINAL_MARKS: Final = frozenset("。！？…!?．｡")
# Marks that pause inside a sentence: after them a paragraph cannot end. The colon and semicolon may end one.
PAUSE_MARKS: Final = frozenset("，、,､")
COLON_MARKS: Final = frozenset("：；:;")
OPENERS: Final = frozenset("“‘「『﹁﹃（〔【《〈［｛([{")
CLOSERS: Final = frozenset("”’」』﹂﹄）〕】》〉］｝)]}")
# Opening mark -> its closing mark, quotes and brackets, full and half width.
PAIRS: Final = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄",
    "（": "）", "〔": "〕", "【": "】", "《": "》", "〈": "〉", "［": "］", "｛": "｝",
    "(": ")", "[": "]", "{": "}",
}  # fmt: skip

# Half-width marks and the full-width marks a Chinese newspaper prints for them (comma to ， and never to 、).
FULL_WIDTH: Final = {
    ",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）",
}  # fmt: skip

# Characters that print nothing. Joiners and variation selectors are listed apart, for some scripts need them.
ZERO_WIDTH: Final = frozenset(
    "\u200b\u2060\u00ad\ufeff\u180e\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
JOINERS: Final = frozenset("\u200c\u200d")
CONTROLS: Final = frozenset(
    [chr(c) for c in range(0x20) if chr(c) not in "\t\n\r\f"] + ["\x7f"] + [chr(c) for c in range(0x80, 0xA0)]
)
INVISIBLE: Final = ZERO_WIDTH | JOINERS | CONTROLS

# The paragraph indent of Chinese print: two full-width blanks (or their half-width stand-ins).
IDEOGRAPHIC_SPACE: Final = "\u3000"

_HAN_RANGES: Final = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2FA1F), (0x30000, 0x3347F), (0xF900, 0xFAFF),
)  # fmt: skip
# Ideographic characters outside the ranges: iteration mark 々, closing mark 〆, zero 〇.
_HAN_SINGLES: Final = frozenset("々〆〇")


def is_han(char: str) -> bool:
    """True for a Han character of any plane, and for 々 〆 〇."""
    if "\u4e00" <= char <= "\u9fff":
        return True
    if char < "\u3005":
        return False
    code = ord(char)
    return char in _HAN_SINGLES or any(low <= code <= high for low, high in _HAN_RANGES)


def is_digit(char: str) -> bool:
    """True for an Arabic figure of either width."""
    return "0" <= char <= "9" or "０" <= char <= "９"


def is_latin(char: str) -> bool:
    """True for an unaccented Latin letter of either width."""
    return "a" <= char <= "z" or "A" <= char <= "Z" or "ａ" <= char <= "ｚ" or "Ａ" <= char <= "Ｚ"


# All characters for which `is_space` holds, for `str.strip`.
SPACES: Final = "\t\n\f\r \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


def is_space(char: str) -> bool:
    """True for layout white space; the separators U+001C..U+001F, U+000B and U+0085 are control characters here."""
    return char.isspace() and char not in CONTROLS


class _KnownHan(dict[str, bool]):
    """Whether a character is Han, for those that were asked for: a text asks for the same ones again and again."""

    def __missing__(self, char: str) -> bool:
        self[char] = answer = is_han(char)
        return answer


_KNOWN_HAN: Final = _KnownHan()


def count_han(text: str) -> int:
    """The number of Han characters in a text."""
    return sum(map(_KNOWN_HAN.__getitem__, text))


def squeeze(text: str) -> str:
    """The text without layout white space and without characters that print nothing."""
    solid = "".join(text.split())  # what it drops besides layout white space are controls, which print nothing either
    if solid.isprintable():  # to Unicode, which is asked far faster
        return solid
    return solid if INVISIBLE.isdisjoint(solid) else "".join(char for char in solid if char not in INVISIBLE)
