"""What can be said about a pattern without running it: what any match must hold, and whether it may explode.

The pattern is parsed by the regex package itself, so that its whole syntax is read as it will be run. Its parse tree
is no public interface; therefore every kind of node that is not known here counts as one that says nothing, and the
answers stay right (if less helpful) should a later version change its tree.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from cnlint.characters import is_han

# A set of more characters than this tells too little to be worth looking for.
_MAX_TRIGGERS: Final = 64
# Characters that stand in a third of the blocks of the seed files or more: as triggers they exclude little.
_COMMON: Final = frozenset("，。、“”,的一为")

_REPEATS: Final = frozenset({"GreedyRepeat", "LazyRepeat", "PossessiveRepeat"})
_SETS: Final = frozenset({"SetUnion", "SetInter", "SetDiff", "SetSymDiff"})
# What stands inside is matched in one way only: backtracking never returns into it.
_ATOMIC: Final = frozenset({"Atomic", "LookAround", "PossessiveRepeat"})
# Where nodes keep their parts: a list of nodes, or one node.
_PARTS: Final = ("items", "branches", "subpattern", "yes_item", "no_item")


def parse(pattern: str) -> object:
    """The regex package's parse tree of a pattern.

    Raises:
        Exception: the package cannot parse it (compile it first, which gives better words).
    """
    core = import_module("regex._regex_core")
    flags = 0
    while True:
        source = core.Source(pattern)
        info = core.Info(flags, source.char_type, {})
        source.ignore_space = bool(info.flags & core.VERBOSE)
        try:
            tree: object = core._parse_pattern(source, info)
            return tree
        except core._UnscopedFlagSet:  # a flag for the whole pattern, met inside it: parse again with it
            flags = info.global_flags


def triggers(pattern: str) -> str:
    """Characters of which at least one stands in every text that the pattern matches; '' where none can be named."""
    required = _required(parse(pattern))
    return "".join(sorted(required)) if required is not None else ""


def _kind(node: object) -> str:
    return type(node).__name__


def _required(node: object) -> frozenset[str] | None:
    """One of these must be there for the node to match; None: nothing can be said."""
    kind = _kind(node)
    if kind == "Sequence":
        return _most_telling([_required(item) for item in getattr(node, "items", ())])
    if kind == "Branch":
        return _union([_required(branch) for branch in getattr(node, "branches", ())])
    if kind in _REPEATS:
        return _required(getattr(node, "subpattern", None)) if getattr(node, "min_count", 0) else None
    if kind in ("Group", "Atomic") or (kind == "LookAround" and getattr(node, "positive", False) is True):
        return _required(getattr(node, "subpattern", None))
    members = _members(node, False)
    return members if members and len(members) <= _MAX_TRIGGERS else None


def _most_telling(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [chars for chars in sets if chars is not None]
    return min(known, key=lambda chars: (len(chars & _COMMON), len(chars)), default=None)


def _union(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    whole: frozenset[str] = frozenset()
    for chars in sets:
        if chars is None:
            return None
        whole |= chars
    return whole if 0 < len(whole) <= _MAX_TRIGGERS else None


def _members(node: object, ignore_case: bool) -> frozenset[str] | None:
    """The characters that a one-character node can match (or more than those); None: unknown or too many."""
    kind = _kind(node)
    if getattr(node, "positive", False) is not True:
        return None
    ignore_case = ignore_case or bool(getattr(node, "case_flags", True))
    if kind == "Character":
        value = getattr(node, "value", None)
        return _spelled(value, value, ignore_case)
    if kind == "Range":
        return _spelled(getattr(node, "lower", None), getattr(node, "upper", None), ignore_case)
    if kind not in _SETS:
        return None
    members = [_members(part, ignore_case) for part in getattr(node, "items", ())]
    if kind == "SetDiff":  # what is taken away is left in: more characters than needed do no harm
        members = members[:1]
    return _most_telling(members) if kind == "SetInter" else _union(members)


def _spelled(first: int | None, last: int | None, ignore_case: bool) -> frozenset[str] | None:
    """The characters from one code point to another; None: too many, or other cases of them would match as well."""
    if first is None or last is None or last - first >= _MAX_TRIGGERS:
        return None
    chars = frozenset(map(chr, range(first, last + 1)))
    return None if ignore_case and any(map(_may_have_case, chars)) else chars


def _may_have_case(char: str) -> bool:
    return (char.isalpha() and not is_han(char)) or not char == char.lower() == char.upper() == char.casefold()


def nests_unbounded_repeats(pattern: str) -> bool:
    """Whether an unbounded repeat holds another one that backtracking may re-enter, such as `(?:a+b?)*`.

    Such patterns can take time exponential in the text. The inner repeat may be made possessive (`a++`) or atomic.
    """
    return _nests(parse(pattern), False)


def _nests(node: object, inside: bool) -> bool:
    kind = _kind(node)
    unbounded = kind in _REPEATS and getattr(node, "max_count", None) is None
    if kind in _ATOMIC:
        inside = False
    if unbounded and inside:
        return True
    return any(_nests(part, inside or unbounded) for part in _parts(node))


def _parts(node: object) -> Iterator[object]:
    for name in _PARTS:
        part = getattr(node, name, None)
        if isinstance(part, (list, tuple)):
            yield from part
        elif part is not None:
            yield part
