"""The cases of a rule file: texts that the rule must find fault with, and texts that it must leave alone."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from cnlint.findings import Value
from cnlint.rulebook.rule import Option, accepts, type_in_words
from cnlint.rulebook.yamltree import Node
from cnlint.suggestions import did_you_mean

# Of each kind (one shows that the rule works at all, the other that the first was no accident).
MIN_CASES: Final = 2


class BadCase(NamedTuple):
    """A text in which the rule must fire."""

    text: str
    spans: tuple[tuple[int, int], ...] | None  # of all its findings, in characters; None: anywhere
    fixed: str | None  # the text after all its fixes, to a fixed point; None: not told
    options: Mapping[str, Value]
    line: int  # in the rule file, from 1


class GoodCase(NamedTuple):
    """A text in which the rule must not fire."""

    text: str
    options: Mapping[str, Value]
    line: int


class Cases(NamedTuple):
    """All cases of one rule. The known failures are strict: one that passes is an error."""

    bad: tuple[BadCase, ...]
    good: tuple[GoodCase, ...]
    failing_bad: tuple[BadCase, ...]
    failing_good: tuple[GoodCase, ...]


def read_cases(node: Node, options: Mapping[str, Option], *, needs_fixed: bool) -> Cases:
    """The cases below a rule file's `tests` key.

    Args:
        node: the value of `tests`.
        options: the rule's options, which cases may set.
        needs_fixed: whether at least one bad case must say what the text becomes.

    Raises:
        RuleError: a case is malformed, or there are too few.
    """
    fields = node.fields(("bad", "good"), ("known_failures",))
    bad = tuple(_bad(item, options) for item in fields["bad"].items())
    good = tuple(_good(item, options) for item in fields["good"].items())
    for key, number in (("bad", len(bad)), ("good", len(good))):
        if number < MIN_CASES:
            fields[key].fail(f"a rule needs at least {MIN_CASES} {key} cases, this one has {number}")
    if needs_fixed and not any(case.fixed is not None for case in bad):
        fields["bad"].fail("a rule with a fix needs a bad case with `fixed`, the text as it becomes")
    failing_bad, failing_good = _known_failures(fields.get("known_failures"), options)
    return Cases(bad, good, failing_bad, failing_good)


def _known_failures(
    node: Node | None, options: Mapping[str, Option]
) -> tuple[tuple[BadCase, ...], tuple[GoodCase, ...]]:
    bad, good = [], []
    for item in node.items() if node is not None else []:
        fields = item.fields((), ("bad", "good"))
        if len(fields) != 1:
            item.fail("a known failure is `bad: …` (should fire and does not) or `good: …` (fires and should not)")
        if "bad" in fields:
            bad.append(_bad(fields["bad"], options))
        else:
            good.append(_good(fields["good"], options))
    return tuple(bad), tuple(good)


def _bad(node: Node, options: Mapping[str, Option]) -> BadCase:
    if not node.is_mapping:
        return BadCase(node.any_text(), None, None, {}, node.line)
    fields = node.fields(("text",), ("spans", "fixed", "options"))
    text = fields["text"].any_text()
    spans = _spans(fields["spans"], text) if "spans" in fields else None
    fixed = fields["fixed"].any_text() if "fixed" in fields else None
    if fixed == text:
        fields["fixed"].fail("`fixed` is the same as `text`", "leave it out where nothing can be mended")
    return BadCase(text, spans, fixed, _settings(fields.get("options"), options), node.line)


def _good(node: Node, options: Mapping[str, Option]) -> GoodCase:
    if not node.is_mapping:
        return GoodCase(node.any_text(), {}, node.line)
    fields = node.fields(("text",), ("options",))
    return GoodCase(fields["text"].any_text(), _settings(fields.get("options"), options), node.line)


def _spans(node: Node, text: str) -> tuple[tuple[int, int], ...]:
    spans = []
    for item in node.items():
        ends = [end.count() for end in item.items()]
        if len(ends) != 2 or not ends[0] <= ends[1] <= len(text):
            item.fail(f"a span is [start, end] in characters, from 0 to {len(text)} in this text")
        spans.append((ends[0], ends[1]))
    if not spans:
        node.fail("a bad case has at least one span")
    return tuple(sorted(spans))


def _settings(node: Node | None, options: Mapping[str, Option]) -> Mapping[str, Value]:
    if node is None:
        return {}
    settings: dict[str, Value] = {}
    for name, entry in node.entries().items():
        if name not in options:
            entry.fail(f"the rule has no option {name!r}", did_you_mean(name, options))
        value = entry.value()
        if not accepts(options[name], value):
            entry.fail(f"the option {name!r} takes {type_in_words(options[name])}")
        settings[name] = value
    return settings
