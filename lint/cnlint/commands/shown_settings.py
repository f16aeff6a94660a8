"""The settings in force, for a reader: what each is, where it comes from, which rules are on and why."""

import os
from collections.abc import Mapping, Sequence
from typing import TextIO

from cnlint.config import Configuration, Settings
from cnlint.config.table import SETTINGS, SEVERITY
from cnlint.corpus.plan import Plan
from cnlint.report.cells import visible, write
from cnlint.report.table import table


def show(configuration: Configuration, paths: Sequence[str], stream: TextIO) -> None:
    """Write the settings for the first path's folder (none: the current one) as TOML with remarks, then the rules.

    Raises:
        ConfigError, RuleError: as `Plan.selection`.
    """
    path = paths[0] if paths else os.curdir
    settings = configuration.of(path if os.path.isdir(path) else os.path.dirname(path))
    values = _values(settings)
    rows = [[f"{key} = {_toml(values[key])}", f"# {settings.origins[key]}"] for key in SETTINGS if key in values]
    write(stream, f"# configuration: {settings.file or 'none'}\n# relative paths start from: {settings.root}\n")
    write(stream, table(rows))
    plan = Plan(configuration)
    selection = plan.selection(settings)
    rules = [[f"# {rule.code}", rule.name, selection.why(rule.code, path)] for rule in plan.book(settings).rules]
    write(stream, "\n" + table(rules))


def _values(settings: Settings) -> dict[str, object]:
    rules: dict[str, dict[str, object]] = {word: {SEVERITY: str(own)} for word, own in settings.severities.items()}
    for word, options in settings.options.items():
        rules.setdefault(word, {}).update(options)
    return {
        "paths": settings.paths,
        "include": settings.include,
        "exclude": settings.exclude,
        "select": settings.select,
        "extend-select": settings.extend_select,
        "ignore": settings.ignore,
        "per-file-ignores": settings.per_file_ignores,
        "extend-rules": settings.extend_rules,
        "index": settings.index_folder,
        "rules": rules,
        "fail-level": settings.fail_level or "never",
        "output-format": settings.output_format,
        "lang": settings.lang,
        "jobs": settings.jobs,
    }


def _toml(value: object) -> str:
    """A value as TOML has it; its basic strings are JSON's."""
    import json

    if isinstance(value, Mapping):
        entries = (f"{json.dumps(visible(str(key)), ensure_ascii=False)} = {_toml(own)}" for key, own in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(str(value) if isinstance(value, str) else value, ensure_ascii=False)
