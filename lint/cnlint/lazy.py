r"""Regular expressions that are compiled when they are first used, and those with classes of Han characters twice.

Python compiles a class that holds the Han range by walking over its 27,000 code points, a millisecond each time. Most
of the expressions are for what few texts have. The others are first compiled with `[^\x00-\xff\W]` in the range's
place, which takes a twentieth, and asked so as long as they see little text. Of characters beyond Latin-1 that class
has those of words: in most texts of newspapers those of the Han range and no others, and where it is so, the two
expressions match the same.
"""

import re
from collections.abc import Callable
from typing import Any, AnyStr, Final, cast

_WORD: Final = r"[^\x00-\xff\W]"
# An escaped character, which may be a bracket, or a class.
_CLASS: Final = r"\\.|\[(\^?)(\]?(?:[^]\\]|\\.)*)\]"
# The Han range, and that of the unified ideographs alone, as expressions spell them.
_RANGES: Final = (r"\u4e00-\u9fff", r"\u3400-\u9fff", "一-鿿", "㐀-鿿")
# What takes the text first.
_ASKED: Final = frozenset({"search", "match", "fullmatch", "finditer", "findall", "split"})
# Characters of text after which the exact expression is compiled: to look for telling ones among them takes as long.
_FEW: Final = 1 << 14


class _Lazy:
    """Stands for a compiled pattern; keeps each of its methods once it was asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # called only for what is not kept yet
        if name.startswith("__"):
            raise AttributeError(name)
        quick = None
        if name in _ASKED and isinstance(self._pattern, str) and not self._flags & re.ASCII:
            quick = quickened(self._pattern)
        value = self._exact(name) if quick is None else self._asked(name, quick)
        setattr(self, name, value)
        return value

    def _exact(self, name: str) -> Any:
        return getattr(re.compile(self._pattern, self._flags), name)

    def _asked(self, name: str, quick: str) -> Callable[..., Any]:
        """A method that asks the quick expression as long as that pays and tells the same."""
        ask = getattr(re.compile(quick, self._flags), name)
        left, latest = _FEW, ""

        def asked(text: str, *limits: int) -> Any:
            nonlocal ask, left, latest
            if text is not latest and left >= 0:
                left, latest = left - len(text), text
                if left < 0 or not is_plain(text):
                    ask, left, latest = self._exact(name), -1, ""
                    setattr(self, name, ask)
            return ask(text, *limits)

        return asked


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, for calling its methods; compiled at the first call. Not for functions of `re`."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


def quickened(pattern: str) -> str | None:
    """An expression that matches the same in plain texts and is compiled sooner; None if there is none."""
    if not any(han in pattern for han in _RANGES):
        return None
    quick = re.sub(_CLASS, _with_words, pattern)
    return None if any(han in quick for han in _RANGES) else quick


def _with_words(found: re.Match[str]) -> str:
    members = found[2] or ""
    for han in _RANGES:
        before, has, after = members.partition(han)
        if has and not (before.endswith("-") or after.startswith("-") or f"{before}{after}".startswith("^")):
            if found[1]:
                return rf"(?:(?!{_WORD})[^{before}{after}])" if before or after else rf"(?:(?!{_WORD})[\s\S])"
            return f"(?:{_WORD}|[{before}{after}])" if before or after else _WORD
    return found[0]


_plain: Final[set[str]] = set()  # characters known to be; texts have the same ones again and again


def is_plain(text: str) -> bool:
    """Whether a text has no character that Han ranges and the class of words beyond Latin-1 tell apart."""
    if not _plain.issuperset(text):
        new = set(text) - _plain
        if not all(map(_is_common, new)):
            return False
        _plain.update(new)
    return True


def _is_common(char: str) -> bool:
    """Whether a character is a unified ideograph, or neither any Han character nor, beyond Latin-1, one of words.

    Han characters that Python takes for none, being younger than its tables, are in the blocks that are named here.
    """
    if "\u4e00" <= char <= "\u9fff":
        return char.isalnum()
    is_other_han = "\u3400" <= char <= "\u4dff" or "\uf900" <= char <= "\ufaff" or char >= "\U00010000"
    return char <= "\xff" or not (char.isalnum() or is_other_han)
