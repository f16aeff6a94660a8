"""What a user may have meant by a word that is not known."""

from collections.abc import Iterable
from typing import Final

# More names than this are no help in an error message.
_MAX_LISTED: Final = 12


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like a word, upper and lower case alike; None if none is."""
    import difflib  # only wrong words need it

    folded = {choice.casefold(): choice for choice in choices}
    found = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A sentence for an error message: the nearest choice, else the choices if they are few, else nothing."""
    known = sorted(choices)
    close = nearest(word, known)
    if close is not None:
        return f"did you mean {str(close)!r}?"
    return f"known: {', '.join(known)}" if 0 < len(known) <= _MAX_LISTED else ""
