"""The cases of the engine's own rules (ENG): what goes wrong is given with the text, since no text alone does it.

A case gives either bytes that a file cannot hold (`bytes`, hexadecimal), or a text and small pattern rules that
misbehave on it. The small rules are not checked as rule files are: being wrong is what they are for.
"""

from typing import Final, NamedTuple

from cnlint.findings import Effect, Safety, Severity
from cnlint.rulebook.rule import Rule, RuleFix, Text
from cnlint.rulebook.yamltree import Node

# Seconds. No machine is so busy that a rule takes them for the few lines of a case; one that is to overrun names less.
_BUDGET: Final = 60.0


class EngineCase(NamedTuple):
    """What the engine is given, and where the rule file says so."""

    text: str
    data: bytes | None  # the bytes of a file; then there is no text
    rules: tuple[Rule, ...]
    budget: float  # seconds each rule may take
    line: int  # in the rule file, from 1


class EngineCases(NamedTuple):
    """Cases in which the engine must report the rule, and cases in which it must have nothing to report."""

    bad: tuple[EngineCase, ...]
    good: tuple[EngineCase, ...]


def read_engine_cases(node: Node) -> EngineCases:
    """The cases below the `tests` key of an ENG rule.

    Raises:
        RuleError: one is malformed, or there are none.
    """
    fields = node.fields(("bad", "good"))
    bad, good = (tuple(map(_case, fields[key].items())) for key in ("bad", "good"))
    if not bad or not good:
        node.fail("an engine rule needs at least one bad and one good case")
    return EngineCases(bad, good)


def _case(node: Node) -> EngineCase:
    fields = node.fields((), ("bytes", "text", "rules", "budget"))
    if ("bytes" in fields) == ("text" in fields):
        node.fail("an engine case has either `bytes` or `text`")
    data = _data(fields["bytes"]) if "bytes" in fields else None
    text = fields["text"].any_text() if "text" in fields else ""
    rules = tuple(_rule(item) for item in fields["rules"].items()) if "rules" in fields else ()
    budget = fields["budget"].seconds() if "budget" in fields else _BUDGET
    return EngineCase(text, data, rules, budget, node.line)


def _data(node: Node) -> bytes:
    try:
        return bytes.fromhex(node.text())
    except ValueError:
        node.fail("`bytes` are hexadecimal, such as 'c4 e3'")


def _rule(node: Node) -> Rule:
    fields = node.fields(("code", "pattern"), ("message", "replace", "safety", "effect"))
    code = fields["code"].text()
    message = fields["message"].any_text() if "message" in fields else code
    return small_rule(
        code,
        pattern=fields["pattern"].text(),
        message=message,
        replace=fields["replace"].any_text() if "replace" in fields else None,
        safety=fields["safety"].choice(Safety) if "safety" in fields else Safety.SAFE,
        effect=fields["effect"].choice(Effect) if "effect" in fields else Effect.TEXT,
    )


def small_rule(code: str, *, pattern: str, message: str, replace: str | None, safety: Safety, effect: Effect) -> Rule:
    """A pattern rule of nothing but the given parts, unchecked."""
    nothing = Text("", "")
    return Rule(
        code=code,
        name=code.lower(),
        family="",
        summary=nothing,
        message=Text(message, message),
        why=nothing,
        false_alarms=nothing,
        detector=None,
        pattern=pattern,
        scope="any",
        replace=replace,
        triggers="",
        severity=Severity.ERROR,
        fix=RuleFix(safety, effect, nothing) if replace is not None else None,
        options={},
        status="preview",
        enabled=True,
        references=(),
        measured=(),
        read=None,
        recall=(),
        no_recall=nothing,
        path="",
    )
