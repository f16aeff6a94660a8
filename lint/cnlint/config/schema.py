"""The JSON Schema of a configuration, made from the table of settings: editors complete and check with it."""

from typing import Final

from cnlint.config.table import SETTINGS, SEVERITY, Kind, Setting
from cnlint.findings import Severity

_WORDS: Final[dict[str, object]] = {"type": "array", "items": {"type": "string", "minLength": 1}}
_RULE: Final = {
    "type": "object",
    "properties": {SEVERITY: {"enum": list(Severity)}},
    "additionalProperties": {"type": ["string", "number", "boolean"]},
}
_SCHEMAS: Final[dict[Kind, dict[str, object]]] = {
    Kind.WORD: {"type": "string"},
    Kind.COUNT: {"type": "integer", "minimum": 0},
    Kind.WORDS: _WORDS,
    Kind.SUFFIXES: {"type": "array", "items": {"type": "string", "pattern": "^\\."}},
    Kind.WORDS_BY_PATTERN: {"type": "object", "additionalProperties": _WORDS},
    Kind.RULES: {"type": "object", "additionalProperties": _RULE},
}


def json_schema() -> dict[str, object]:
    """The schema of `cnlint.toml`, and of `[tool.cnlint]` in pyproject.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:cnlint:config",
        "title": "Configuration of cnlint",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: _schema(setting) for key, setting in SETTINGS.items()},
    }


def _schema(setting: Setting) -> dict[str, object]:
    kind = {"enum": list(setting.choices)} if setting.kind is Kind.CHOICE else _SCHEMAS[setting.kind]
    return {"description": setting.doc, **kind, "default": setting.default}
