"""The summary of `clean`: what was read and written, and what became of the findings of each rule."""

from collections.abc import Callable, Sequence

from cnlint.corpus.manifest import Entry
from cnlint.corpus.tally import Count, total
from cnlint.messages import say
from cnlint.report.table import table

_HEADS = ("files", "articles", "paragraphs", "joined", "likely", "captions", "furniture")


def summary(entries: Sequence[Entry], name: Callable[[str], str], lang: str) -> str:
    """Two tables, each line ending in a line end.

    Args:
        entries: what became of each input.
        name: the name of a rule, by its code.
        lang: "en" or "zh".
    """
    figures = (
        sum(entry.status != "failed" for entry in entries),
        sum(entry.articles for entry in entries),
        sum(entry.paragraphs for entry in entries),
        sum(entry.joined_safe + entry.joined_likely for entry in entries),
        sum(entry.joined_likely for entry in entries),
        sum(entry.captions for entry in entries),
        sum(entry.furniture for entry in entries),
    )
    heads = [say(f"head-{key}", lang) for key in _HEADS]
    tables = table([heads, [str(figure) for figure in figures]], right=frozenset(range(len(heads))))
    findings = total(entry.findings for entry in entries)
    return f"{tables}\n{_by_rule(findings, name, lang)}" if findings else tables


def _by_rule(findings: dict[str, Count], name: Callable[[str], str], lang: str) -> str:
    heads = [say("code", lang), say("name", lang), *(say(f"head-{key}", lang) for key in ("found", "repaired", "left"))]
    rows = [heads]
    for code, count in findings.items():
        rows.append([code, name(code), *_figures(count)])
    repaired, left = (sum(count[index] for count in findings.values()) for index in (0, 1))
    rows.append([say("in-all", lang), "", *_figures(Count(repaired, left))])
    return table(rows, right=frozenset({2, 3, 4}))


def _figures(count: Count) -> tuple[str, str, str]:
    return str(count.found), str(count.repaired), str(count.left)
