"""What keeps a run from doing its work, as findings: the engine's own rules. Any of them means exit 2 (law 4)."""

from functools import cache

from cnlint.findings import Finding, Value
from cnlint.rulebook import load_rules
from cnlint.rulebook.rule import Rule


def trouble(code: str, lang: str = "en", *, start: int = 0, end: int = 0, **params: Value) -> Finding:
    """A finding of one of the engine's own rules, in the words of its rule file.

    Args:
        code: one of `rule.ENGINE_CODES`.
        lang: "en" or "zh".
        start: where in the document, in characters, if anywhere.
        end: the same.
        **params: what the rule's message asks for.
    """
    rule = _rule(code)
    message = rule.message.of(lang).format(**params)
    return Finding(rule.code, rule.name, rule.severity, start, end, message, preview=rule.preview)


@cache
def _rule(code: str) -> Rule:
    return load_rules().by_code[code]
