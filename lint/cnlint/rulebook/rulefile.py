"""Rule files: one YAML file is a rule, its page and its tests. Here it is read and every part of it checked."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar, get_args

from cnlint.detectors import DETECTORS, entry_points
from cnlint.findings import Effect, Safety, Severity
from cnlint.rulebook import kinds, proof
from cnlint.rulebook.bilingual import bilingual
from cnlint.rulebook.casefile import Cases, read_cases
from cnlint.rulebook.enginecases import read_engine_cases
from cnlint.rulebook.patterncheck import check_message, check_pattern, derived_triggers
from cnlint.rulebook.patterntree import triggers
from cnlint.rulebook.rule import ENGINE_CODES, Option, Rule, RuleFix, Scope, Status, Text
from cnlint.rulebook.yamltree import Node, parse
from cnlint.suggestions import did_you_mean

_Choice = TypeVar("_Choice", bound=str)

_CODE: Final = re.compile(r"(?!ALL)[A-Z]{2,8}[0-9]{3}")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_OPTION: Final = re.compile(r"[a-z][a-z0-9_]*")

_REQUIRED: Final = ("code", "name", "summary", "message", "why", "severity", "tests")
_OPTIONAL: Final = (
    "pattern", *kinds.KINDS, "detector", "engine", "scope", "replace", "triggers", "fix", "options", "status",
    "enabled", "false_alarms", "references", "measured", "read", "recall",
)  # fmt: skip
# What only some kinds of rule may say, and why.
_ONLY_FOR: Final = {
    "scope": ("pattern", "a detector sees the whole document"),
    "replace": ("pattern", "a detector makes its own edits"),
    "options": ("detector", "only detectors read options"),
}

# A rule is of one of these kinds.
_KINDS: Final = ("pattern", *kinds.KINDS, "detector", "engine")
# What holds for a table that says nothing about its fixes.
_TABLE_FIX: Final = RuleFix(
    Safety.UNSAFE,
    Effect.TEXT,
    Text("Characters are changed; look at the place before you accept it.", "会改动文字，接受前请先查看原处。"),
)


def read_rule(path: str, data: bytes, family: str) -> Rule:
    """The rule of a file, checked whole, its cases too.

    Raises:
        RuleError: the first thing found wrong.
    """
    root = parse(path, data)
    fields = root.fields(_REQUIRED, _OPTIONAL)
    _check_kind(root, fields)
    made = _made(fields)
    recall, no_recall = proof.recall(fields["recall"]) if "recall" in fields else ((), Text("", ""))
    rule = Rule(
        code=_matching(fields["code"], _CODE, "two to eight capitals and three figures, such as PUN001"),
        name=_matching(fields["name"], _NAME, "small letters and hyphens, such as half-width-mark"),
        family=family,
        summary=bilingual(fields["summary"]),
        message=bilingual(fields["message"]),
        why=bilingual(fields["why"]),
        false_alarms=bilingual(fields["false_alarms"]) if "false_alarms" in fields else Text("", ""),
        detector=made.detector,
        pattern=made.pattern,
        scope="line" if "line" in fields else _one_of(fields.get("scope"), get_args(Scope), "any"),
        replace=fields["replace"].any_text() if "replace" in fields else None,
        triggers="".join(dict.fromkeys(fields["triggers"].any_text())) if "triggers" in fields else made.triggers,
        severity=fields["severity"].choice(Severity),
        fix=_fix(fields["fix"]) if "fix" in fields else _TABLE_FIX if "table" in fields else None,
        options=made.options,
        status=_one_of(fields.get("status"), get_args(Status), "preview"),
        enabled=fields["enabled"].flag() if "enabled" in fields else True,
        references=tuple(item.text() for item in fields["references"].items()) if "references" in fields else (),
        measured=proof.measured(fields["measured"]) if "measured" in fields else (),
        read=proof.read(fields["read"]) if "read" in fields else None,
        recall=recall,
        no_recall=no_recall,
        path=path,
    )
    kind = next(kind for kind in _KINDS if kind in fields)
    check_message(fields["message"], rule, kinds.MESSAGE_OF.get(kind))
    _check_whole(rule, fields)
    return rule


def rule_cases(path: str, data: bytes, rule: Rule) -> Cases:
    """The cases of a rule's file.

    Raises:
        RuleError: they are malformed.
    """
    return read_cases(tests_node(path, data), rule.options, needs_fixed=_has_edits(rule))


def tests_node(path: str, data: bytes) -> Node:
    """The value of a rule file's `tests` key."""
    return parse(path, data).fields(_REQUIRED, _OPTIONAL)["tests"]


def _has_edits(rule: Rule) -> bool:
    return rule.fix is not None and rule.fix.safety is not Safety.DISPLAY


def _check_kind(root: Node, fields: Mapping[str, Node]) -> None:
    found = [kind for kind in _KINDS if kind in fields]
    if len(found) != 1:
        known = ", ".join(f"`{kind}`" for kind in _KINDS[:-1])
        root.fail(f"a rule has one of {known}, this one has {' and '.join(found) or 'none'}")
    if "engine" in fields and not fields["engine"].flag():
        fields["engine"].fail("`engine` is true or is left out")
    for key, (kind, why) in _ONLY_FOR.items():
        if key in fields and kind not in fields:
            fields[key].fail(f"`{key}` is for {kind} rules: {why}")
    if "pattern" in fields and ("fix" in fields) != ("replace" in fields):
        (fields.get("fix") or fields["replace"]).fail("in a pattern rule `fix` and `replace` go together")
    if "fix" in fields and ("line" in fields or "repeats" in fields):
        fields["fix"].fail("rules for whole lines only find them", "`clean` moves what belongs to the page")
    code = fields["code"].text()
    if "engine" in fields and code not in ENGINE_CODES:
        fields["code"].fail(f"the engine reports no {code}", did_you_mean(code, ENGINE_CODES))
    if "engine" not in fields and code.startswith("ENG"):
        fields["code"].fail("the codes ENG… are the engine's own", "choose other letters")


def _check_whole(rule: Rule, fields: Mapping[str, Node]) -> None:
    """What one part of a rule demands of another."""
    if rule.is_engine:
        read_engine_cases(fields["tests"])
        return
    if rule.fix is not None and rule.fix.safety is Safety.SAFE and rule.fix.effect is Effect.TEXT:
        fields["fix"].fail("a fix that changes text at will is not safe", "name a narrower effect, or make it unsafe")
    proof.check(rule, fields)
    read_cases(fields["tests"], rule.options, needs_fixed=_has_edits(rule))


def _matching(node: Node, form: re.Pattern[str], in_words: str) -> str:
    word = node.text()
    if not form.fullmatch(word):
        node.fail(f"{word!r} is not of the form wanted here: {in_words}")
    return word


def _one_of(node: Node | None, choices: tuple[_Choice, ...], default: _Choice) -> _Choice:
    return default if node is None else node.choice(choices)


class _Made(NamedTuple):
    """What runs a rule: a detector with its options, or a pattern; and the characters without which neither fires."""

    detector: str | None = None
    pattern: str | None = None
    options: Mapping[str, Option] = {}
    triggers: str = ""


def _made(fields: Mapping[str, Node]) -> _Made:
    if "pattern" in fields:
        pattern = check_pattern(fields["pattern"], fields.get("replace"))
        return _Made(pattern=pattern, triggers=derived_triggers(fields["pattern"]))
    if "line" in fields:
        pattern = kinds.line_pattern(fields["line"])
        return _Made(pattern=pattern, triggers=triggers(pattern))
    if "table" in fields or "repeats" in fields:
        served = kinds.table(fields["table"]) if "table" in fields else kinds.repeats(fields["repeats"])
        return _Made(served.detector, options=served.options, triggers=served.triggers)
    if "detector" in fields:
        options = _options(fields["options"]) if "options" in fields else {}
        return _Made(_detector(fields["detector"]), options=options)
    return _Made()


def _detector(node: Node) -> str:
    name = node.text()
    if name in DETECTORS:
        return name
    installed = entry_points()
    if name not in installed:
        node.fail(f"no detector is called {name!r}", did_you_mean(name, {*DETECTORS, *installed}))
    return name


def _fix(node: Node) -> RuleFix:
    fields = node.fields(("safety", "effect", "because"))
    return RuleFix(fields["safety"].choice(Safety), fields["effect"].choice(Effect), bilingual(fields["because"]))


def _options(node: Node) -> dict[str, Option]:
    options = {}
    for name, entry in node.entries().items():
        if not _OPTION.fullmatch(name):
            entry.fail(f"{name!r} is no option name: small letters and underscores")
        fields = entry.fields(("default", "doc"))
        options[name] = Option(fields["default"].value(), bilingual(fields["doc"]))
    return options
