"""The file that `cnlint learn` writes: what it may hold, and how rules get their part of it.

It is YAML for people: they read it, take out what they do not agree with, and name it in `extends`.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from cnlint.config.checking import ConfigError
from cnlint.detectors.learned import LINES, TERMS
from cnlint.findings import Value
from cnlint.rulebook import Option, Rule, RuleError
from cnlint.rulebook.yamltree import Node, parse

# The form of the file; a later tool that cannot read it will say so.
FORM: Final = 1
# What a repeated line is to the page, and so which rule tells it: PAG001, PAG003, PAG004.
KINDS: Final = ("head", "imprint", "filler")
_REQUIRED: Final = ("learned", "files")
_LISTS: Final = ("furniture", "names", "terms", "reduplications", "confusions")


class Furniture(NamedTuple):
    """A line that repeats from page to page."""

    kind: str  # one of KINDS
    line: str
    files: int  # of the corpus, on which it stands


class Confusion(NamedTuple):
    """A character that the OCR engine took for another."""

    printed: str
    read: str
    times: int


class Habit(NamedTuple):
    """How most of a corpus does a thing, and what share of it does."""

    name: str  # indent, marks, headlines
    value: str
    share: float


class Learned(NamedTuple):
    """All that a corpus has taught."""

    files: int
    furniture: tuple[Furniture, ...] = ()
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    reduplications: tuple[str, ...] = ()
    style: tuple[Habit, ...] = ()
    confusions: tuple[Confusion, ...] = ()


def read_learned(path: str, data: bytes) -> Learned:
    """What a learned file holds.

    Args:
        path: the file, as error messages name it.
        data: its bytes.

    Raises:
        ConfigError: it is malformed, or of a form that this version does not know.
    """
    if not data.strip():
        raise ConfigError(path, "", "the file is empty", "`cnlint learn` writes it anew")
    try:
        return _learned(parse(path, data))
    except RuleError as error:
        words = f"line {error.line}, column {error.column}: {error.message}"
        raise ConfigError(path, "", words, error.suggestion or "`cnlint learn` writes it anew") from error


def handed(
    learned: Learned | None, rules: Iterable[Rule], options: Mapping[str, Mapping[str, Value]]
) -> Mapping[str, Mapping[str, Value]]:
    """The options of all rules, with what was learned for those that take it; what is set by hand goes before.

    Args:
        learned: what a corpus has taught; None: nothing.
        rules: the rules in the book.
        options: code or name of a rule -> the options that the configuration sets.
    """
    if learned is None:
        return options
    texts = {LINES: _lines(learned), TERMS: _terms(learned)}
    merged = {word: dict(own) for word, own in options.items()}
    for rule in rules:
        own = {name: text for name, text in texts.items() if text and _takes(rule.options.get(name))}
        if own:
            word = rule.name if rule.name in merged else rule.code
            merged[word] = {**own, **merged.get(word, {})}
    return merged


def _takes(option: Option | None) -> bool:
    return option is not None and isinstance(option.default, str)


def _lines(learned: Learned) -> str:
    return "\n".join(f"{line.kind} {line.files} {line.line}" for line in learned.furniture)


def _terms(learned: Learned) -> str:
    return "\n".join((*learned.names, *learned.terms, *learned.reduplications))


def _learned(root: Node) -> Learned:
    fields = root.fields(_REQUIRED, (*_LISTS, "style"))
    form = fields["learned"].count()
    if form != FORM:
        fields["learned"].fail(f"this version reads learned files of form {FORM}, not {form}")
    items = {key: fields[key].items() if key in fields else [] for key in _LISTS}
    return Learned(
        files=fields["files"].count(),
        furniture=tuple(map(_furniture, items["furniture"])),
        names=tuple(item.text() for item in items["names"]),
        terms=tuple(item.text() for item in items["terms"]),
        reduplications=tuple(item.text() for item in items["reduplications"]),
        style=tuple(_habit(*entry) for entry in fields["style"].entries().items()) if "style" in fields else (),
        confusions=tuple(map(_confusion, items["confusions"])),
    )


def _furniture(node: Node) -> Furniture:
    fields = node.fields(("kind", "line", "files"))
    return Furniture(fields["kind"].choice(KINDS), fields["line"].text(), fields["files"].count())


def _confusion(node: Node) -> Confusion:
    fields = node.fields(("printed", "read", "times"))
    return Confusion(fields["printed"].text(), fields["read"].text(), fields["times"].count())


def _habit(name: str, node: Node) -> Habit:
    fields = node.fields(("value", "share"))
    return Habit(name, str(fields["value"].value()), fields["share"].seconds())
