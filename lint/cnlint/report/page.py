"""What a rule is, for a reader: its page (Markdown) and the table of all rules."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cnlint.intervals import wilson
from cnlint.messages import say
from cnlint.report.cells import visible
from cnlint.report.table import table
from cnlint.rulebook.rule import Measured, Recalled, Rule

if TYPE_CHECKING:
    from cnlint.rulebook.casefile import Cases

# The option that holds a rule's table (see `detectors.users`).
_ROWS: Final = "rows"

# Examples of each kind on a page: enough to see the defect and its nearest trap; the rule file has them all.
_SHOWN: Final = 2
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


def page(rule: Rule, cases: "Cases | None", lang: str) -> str:
    """A rule's page in Markdown, ending in a line end.

    Args:
        rule: the rule.
        cases: its cases; None for the engine's own rules, whose defects no text shows.
        lang: "en" or "zh".
    """
    parts = [f"# {rule.code} {rule.name}", " · ".join(_facts(rule, lang)), rule.summary.of(lang).strip()]
    parts += _section("why", lang, rule.why.of(lang).strip())
    if cases is not None:
        parts += _section("examples", lang, *_examples(cases, lang))
    if rows := _rows(rule):
        parts += _section("table", lang, _list(say("row", lang, **row) for row in rows))
    parts += _section("fix", lang, _fix(rule, lang))
    parts += _section("false-alarms", lang, rule.false_alarms.of(lang).strip() or say("none-known", lang))
    if not rule.is_engine:
        parts += _section("measured", lang, _list(_precision(rule, lang)) or say("not-measured", lang))
        parts += _section("recall", lang, _recall(rule, lang))
    options = (
        say("option", lang, name=name, default=str(option.default), doc=option.doc.of(lang).strip())
        for name, option in rule.options.items()
        if name != _ROWS
    )
    parts += _section("options", lang, _list(options) or say("no-options", lang))
    parts += _section("references", lang, _list(rule.references))
    return "\n\n".join(parts) + "\n"


def rule_table(rules: Sequence[Rule], lang: str) -> str:
    """All rules, one a line, aligned in display cells."""
    head = [say(key, lang).lower() for key in ("code", "name", "severity", "fix", "status", "summary")]
    rows = []
    for rule in rules:
        fix = say(rule.fix.safety, lang) if rule.fix is not None else "-"
        rows.append([rule.code, rule.name, say(rule.severity, lang), fix, status(rule, lang), rule.summary.of(lang)])
    return table([head, *rows])


def _facts(rule: Rule, lang: str) -> Iterator[str]:
    yield say(rule.severity, lang)
    yield say(rule.fix.safety if rule.fix is not None else "no-fix", lang)
    yield status(rule, lang)


def status(rule: Rule, lang: str) -> str:
    """How far a rule is proven, and whether it is on, in words."""
    if rule.is_engine:
        return say("always-on", lang)
    status = say(rule.status, lang)
    return status if rule.enabled else f"{status}{'，' if lang == 'zh' else ', '}{say('off', lang)}"


def _fix(rule: Rule, lang: str) -> str:
    if rule.fix is None:
        return say("no-fix-why", lang)
    return f"{say(rule.fix.safety, lang)}{'：' if lang == 'zh' else ': '}{rule.fix.because.of(lang).strip()}"


def _rows(rule: Rule) -> list[dict[str, str]]:
    """The table of a rule that is one, row by row."""
    option = rule.options.get(_ROWS)
    if option is None:
        return []
    from cnlint.detectors.users import unpacked

    return [
        {"wrong": visible(row.wrong), "right": visible(row.right), "because": row.because}
        for row in unpacked(str(option.default))
    ]


def _section(title: str, lang: str, *paragraphs: str) -> list[str]:
    found = [paragraph for paragraph in paragraphs if paragraph]
    return [f"## {say(title, lang)}", *found] if found else []


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _examples(cases: "Cases", lang: str) -> Iterator[str]:
    for bad in cases.bad[:_SHOWN]:
        yield say("found", lang)
        yield _fenced(bad.text)
        if bad.fixed is not None:
            yield say("becomes", lang)
            yield _fenced(bad.fixed)
    yield say("left-alone", lang)
    for good in cases.good[:_SHOWN]:
        yield _fenced(good.text)


def _fenced(text: str) -> str:
    """A text as it stands, each line made visible, in a fence that nothing in it can close."""
    runs = re.findall("`{3,}", text)
    fence = "`" * max(3, 1 + max(map(len, runs), default=0))
    lines = _LINE_END.split(text)
    return "\n".join([f"{fence}text", *map(visible, lines), fence])


def _precision(rule: Rule, lang: str) -> Iterator[str]:
    """How many findings were right: by source, of all, and of those that a person read."""
    sources = [*rule.measured]
    if len(sources) > 1:
        findings, right = sum(source.findings for source in sources), sum(source.right for source in sources)
        sources.append(Measured(say("all-sources", lang), findings, right))
    if rule.read is not None and rule.read.sample:
        sample, right, of, where = rule.read
        sources.append(Measured(say("read-by-hand", lang, where=where.of(lang), n=sample, of=of), sample, right))
    for name, findings, right in sources:
        yield say("measured-on", lang, source=name, n=findings, right=right, share=_share(right, findings, lang))
    if rule.read is not None and not rule.read.sample:
        yield say("never-found", lang, where=rule.read.where.of(lang))


def _recall(rule: Rule, lang: str) -> str:
    """How much of the damage was found, by source and of all; else why that is not known."""
    if not rule.recall:
        return rule.no_recall.of(lang) or say("not-measured", lang)
    total = Recalled(
        say("all-sources", lang), *(sum(counts) for counts in zip(*(s[1:] for s in rule.recall), strict=True))
    )
    return _list(_recalled(source, lang) for source in (*rule.recall, *([total] if len(rule.recall) > 1 else ())))


def _recalled(source: Recalled, lang: str) -> str:
    share = _share(source.found, source.defects, lang)
    counted = say("recalled-on", lang, source=source.source, n=source.defects, right=source.found, share=share)
    return counted + (say("found-by-others", lang, others=source.others) if source.others else "")


def _share(right: int, of: int, lang: str) -> str:
    """A share with its interval, in brackets; nothing of nothing."""
    if not of:
        return ""
    share = wilson(right, of)
    return say("interval", lang, **{key: f"{getattr(share, key):.1%}" for key in ("share", "low", "high")})
