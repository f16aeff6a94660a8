"""The pages of the rules, in English and Chinese, and the catalogue: made from the rule files.

As a script it writes `docs/rules/` and the table of rules in the README. Nothing in either is written by hand.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cnlint.messages import say
from cnlint.report.page import page, status
from cnlint.rulebook import Rule, cases, load_rules
from cnlint.rulebook.rule import precision

TOP: Final = Path(__file__).parents[1]
README: Final = TOP / "README.md"
PAGES: Final = TOP / "docs" / "rules"
LANGUAGES: Final = ("en", "zh")
_HEAD: Final = {
    "en": "# The rules\n\nMade from the rule files by `make docs`. [中文](../zh/index.md)\n",
    "zh": "# 规则\n\n由规则文件生成（`make docs`）。[English](../en/index.md)\n",
}
# What a page must have, by the words of its headings; the engine's own rules show no defect of a text.
PARTS: Final = ("why", "examples", "fix", "false-alarms", "measured", "recall", "options")
ENGINE_PARTS: Final = ("why", "fix", "false-alarms", "options")
_CATALOGUE: Final = re.compile(r"(?<=<!-- made by make docs -->\n\n).*?(?=\n<!-- end of what is made -->)", re.DOTALL)


def rule_page(rule: Rule, lang: str) -> str:
    """A rule's page, as `cnlint rule CODE --lang LANG` prints it."""
    return page(rule, None if rule.is_engine else cases(rule), lang)


def catalogue(lang: str, folder: str) -> str:
    """The table of all rules in Markdown, each with a link to its page in `folder`."""
    head = [say(key, lang).lower() for key in ("code", "summary", "severity", "fix", "status", "precision")]
    rows = [head, ["---"] * len(head)]
    for rule in load_rules().rules:
        fix = say(rule.fix.safety, lang) if rule.fix is not None else "–"
        link = f"[{rule.code}]({folder}{rule.code}.md)"
        summary = rule.summary.of(lang).replace("|", "\\|")
        rows.append([link, summary, say(rule.severity, lang), fix, status(rule, lang), _precision(rule, lang)])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def site() -> Iterator[tuple[Path, str]]:
    """Every file below `docs/rules/` with its text."""
    for lang in LANGUAGES:
        yield PAGES / lang / "index.md", f"{_HEAD[lang]}\n{catalogue(lang, '')}"
        for rule in load_rules().rules:
            yield PAGES / lang / f"{rule.code}.md", rule_page(rule, lang)


def with_catalogue(text: str) -> str:
    """The README with today's table of rules."""
    return _CATALOGUE.sub(lambda _: catalogue("en", "docs/rules/en/"), text)


def _precision(rule: Rule, lang: str) -> str:
    share = precision(rule.measured)
    if share is None:
        return "–"
    findings = sum(source.findings for source in rule.measured)
    # Cut, not rounded: 99.96 % is not 100 %.
    return say("precision-of", lang, share=f"{int(share * 1000) / 10} %", n=f"{findings:,}")


def _write() -> None:
    shutil.rmtree(PAGES, ignore_errors=True)
    for path, text in site():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    README.write_text(with_catalogue(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    _write()
