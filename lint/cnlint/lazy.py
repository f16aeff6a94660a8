"""Regular expressions that are compiled when they are first used.

Python compiles a class that holds the Han range by walking over its 27,000 code points, a millisecond each time. Most
of the expressions are for what few texts have.
"""

import re
from typing import Any, AnyStr, cast


class _Lazy:
    """Stands for a compiled pattern; keeps each of its methods once it was asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # called only for what is not kept yet
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, value)
        return value


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, for calling its methods; compiled at the first call. Not for functions of `re`."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))
