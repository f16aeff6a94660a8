"""From bytes to text: UTF-8 strictly; the other encodings of Chinese text recognised, by charset-normalizer.

Which encoding it is, is not guessed here: byte order marks and strict decoding rule most of them out, and of what is
left charset-normalizer measures how much of a mess it makes of the text. What stays in doubt is refused.
"""

import codecs
from typing import Final, NamedTuple

from cnlint.characters import is_han
from cnlint.document import BOM

UTF8: Final = "UTF-8"

# Byte order marks, the longer ones first: the one of UTF-16 begins the one of UTF-32.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf_32_le", "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "utf_32_be", "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "utf_16_le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf_16_be", "UTF-16BE"),
)
# Python's codecs for each encoding, the first that fits counts. Big5 has two living dialects: Windows' and Hong Kong's.
_CODECS: Final = (
    ("GB18030", ("gb18030",)),  # and its subsets GBK and GB2312
    ("Big5", ("cp950", "big5hkscs")),
    ("UTF-16LE", ("utf_16_le",)),
    ("UTF-16BE", ("utf_16_be",)),
)
# Characters that are judged; charset-normalizer itself looks at five stretches of 512.
_SAMPLE: Final = 4096
# The limits below were tried on 45,000 snippets of news (simplified and traditional, 8 to 20,000 characters, GB18030,
# Big5, UTF-16). Of the 27,000 from 40 characters on, 4 were refused and one, all English, was taken for another
# encoding; of those of 8 to 24 characters 1 in 100 was refused and 1 in 2,000 mistaken.
# Share of Han among the letters beyond ASCII. Chinese text read by a wrong codec has Bopomofo, Hangul or private use.
_MIN_HAN: Final = 0.9
# Mess less coherence, in charset-normalizer's measure, 0 to 1: up to here it is a text at all ...
_MAX_MESS: Final = 0.4
# ... and the next best must be at least this much worse.
_MIN_LEAD: Final = 0.05
# Share of the bytes beyond ASCII that are whole Chinese characters of UTF-8: at least 0.8 in UTF-8 with single bytes
# broken, at most 0.15 in 200 characters of the other encodings.
_DAMAGED: Final = 0.5


class Decoded(NamedTuple):
    """What bytes say."""

    text: str  # without byte order mark
    encoding: str  # "UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "UTF-32LE" or "UTF-32BE"
    bom: bool  # whether a byte order mark stood before the text


class DecodingError(ValueError):
    """The bytes are no text that can be recognised.

    Attributes:
        reason: what they are, as far as can be told.
        hint: what to do.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint


def decode(data: bytes) -> Decoded:
    """The text of a file's bytes.

    Raises:
        DecodingError: the bytes are binary, damaged UTF-8, or in an encoding that is not recognised.
    """
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], codec)
            if text is not None:
                return Decoded(text, encoding, True)
    text = _strictly(data, "utf-8")
    if text is not None and "\0" not in text:
        bom = data.startswith(BOM)
        return Decoded(text[1:] if bom else text, UTF8, bom)
    return _recognise(data)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _recognise(data: bytes) -> Decoded:
    """The text of bytes that are neither plain UTF-8 nor marked."""
    broken = _first_bad_byte(data)
    if broken is not None and _is_mostly_utf8(data):
        raise DecodingError(
            f"is damaged UTF-8: byte {broken + 1} (0x{data[broken]:02x}) fits no character",
            "repair or remove that byte",
        )
    found = sorted(_candidates(data), key=lambda candidate: candidate[0])
    if len(found) > 1 and found[1][0] - found[0][0] < _MIN_LEAD:
        names = " or ".join(decoded.encoding for _, decoded in found[:2])
        raise DecodingError(f"is not UTF-8; it may be {names}, too close to tell", "convert it to UTF-8 with iconv")
    if found and found[0][0] <= _MAX_MESS:
        return found[0][1]
    nul = data.find(b"\0")
    if nul >= 0:
        raise DecodingError(f"is binary: byte {nul + 1} is NUL", "leave it out, or remove the NUL bytes from it")
    raise DecodingError("is not UTF-8, and its encoding is not recognised", "leave it out, or convert it to UTF-8")


def _first_bad_byte(data: bytes) -> int | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most of it is Chinese in UTF-8. Other codecs read that without complaint, and write nonsense."""
    sample = data[: 4 * _SAMPLE]
    beyond_ascii = sum(byte >= 0x80 for byte in sample)
    # Chinese characters and marks of the basic plane have three bytes each.
    whole = 3 * sum(is_han(char) or "\u3000" <= char <= "\u303f" for char in sample.decode("utf-8", "ignore"))
    return whole >= _DAMAGED * beyond_ascii


def _candidates(data: bytes) -> list[tuple[float, Decoded]]:
    """The encodings that read all of the bytes and give Han text, each with the mess it makes."""
    found = []
    for encoding, dialects in _CODECS:
        for codec in dialects:
            text = _strictly(data, codec)
            if text is not None and _is_han_text(text[:_SAMPLE]):
                found.append((_mess(text[:_SAMPLE], codec), Decoded(text, encoding, False)))
                break
    return found


def _is_han_text(text: str) -> bool:
    letters = [char for char in text if char.isalpha() and not char.isascii() and not "Ａ" <= char <= "ｚ"]
    return bool(letters) and sum(map(is_han, letters)) >= _MIN_HAN * len(letters)


def _mess(text: str, codec: str) -> float:
    """How little a text that a codec has read looks like one: mess less coherence, 0 at best, 1 if it is none."""
    from charset_normalizer import from_bytes  # 40 ms that only files in other encodings cost

    # Its own threshold (0.2) would answer nothing for texts full of quotation marks; here the limits above decide.
    best = from_bytes(text.encode(codec), cp_isolation=[codec], threshold=1.0, preemptive_behaviour=False).best()
    return 1.0 if best is None else best.chaos - best.coherence
