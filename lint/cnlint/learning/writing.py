"""Writes what was learned: YAML in one fixed order, an entry a line, so that what changes shows line by line."""

from collections.abc import Iterator

from cnlint.config.learned import FORM, Learned

_HEAD = """\
# What cnlint learned from a corpus. Read it, take out what you do not agree with, and name it in your configuration:
#   extends = "cnlint.learned.yaml"
# kind: head (PAG001), imprint (PAG003) or filler (PAG004); files: on how many files the line stands.
"""


def written(learned: Learned) -> str:
    """The file, ending in a line end."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(learned))


def _lines(learned: Learned) -> Iterator[str]:
    yield f"learned: {FORM}"
    yield f"files: {learned.files}"
    if learned.style:
        yield "style:"
        for habit in learned.style:
            yield f"  {habit.name}: {{value: {_text(habit.value)}, share: {habit.share}}}"
    if learned.furniture:
        yield "furniture:"
        for line in learned.furniture:
            yield f"  - {{kind: {line.kind}, files: {line.files}, line: {_text(line.line)}}}"
    for key, words in (
        ("names", learned.names),
        ("terms", learned.terms),
        ("reduplications", learned.reduplications),
    ):
        if words:
            yield f"{key}:"
            yield from (f"  - {_text(word)}" for word in words)
    if learned.confusions:
        yield "confusions:"
        for pair in learned.confusions:
            yield f"  - {{printed: {_text(pair.printed)}, read: {_text(pair.read)}, times: {pair.times}}}"


def _text(words: str) -> str:
    """A text in double quotes, what does not print in escapes: YAML files hold no control characters."""
    return f'"{"".join(map(_escaped, words))}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{ord(char):08x}"
