"""The manifest: every input of a `clean` run, what became of it, and what makes the run repeatable.

It holds no time stamps and no absolute paths, so that the same inputs give the same bytes anywhere.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from cnlint.corpus.tally import Count, total

NAME: Final = "manifest.json"
# Raised when a key changes its meaning or goes; new keys leave it alone.
SCHEMA_VERSION: Final = 1

Status = Literal["written", "empty", "failed"]


class Entry(NamedTuple):
    """One input. Paths are relative: the source's to the argument that named it, the output's to the output folder."""

    source: str
    status: Status
    sha256: str | None  # of the source's bytes; None: they could not be read
    encoding: str | None = None
    output: str | None = None  # None: there is none of its own
    output_sha256: str | None = None
    articles: int = 0
    paragraphs: int = 0
    captions: int = 0  # credits too
    furniture: int = 0
    joined_safe: int = 0
    joined_likely: int = 0
    findings: Mapping[str, Count] = {}  # by rule code
    problems: tuple[str, ...] = ()  # what went wrong, in words
    records: int | None = None  # that were read; None: it is a file of one text


class Settings(NamedTuple):
    """What decides what is written, besides the inputs."""

    format: str
    keep: tuple[str, ...]
    safe_only: bool
    version: str
    rules: str  # what identifies the rule set


def manifest(entries: Sequence[Entry], settings: Settings, shared: tuple[str, str] | None = None) -> str:
    """The manifest of a run as JSON.

    Args:
        entries: what became of each input, in their order.
        settings: what decided what was written.
        shared: name and SHA-256 of the output that all inputs share, if they have none of their own.
    """
    content = {
        "schema": SCHEMA_VERSION,
        "tool": {"name": "cnlint", "version": settings.version, "rules": settings.rules},
        "format": settings.format,
        "keep": list(settings.keep),
        "safe_only": settings.safe_only,
        "output": None if shared is None else shared[0],
        "output_sha256": None if shared is None else shared[1],
        "totals": {
            "files": len(entries),
            "empty": sum(entry.status == "empty" for entry in entries),
            "failed": sum(entry.status == "failed" for entry in entries),
            **_figures(entries, total(entry.findings for entry in entries)),
        },
        "inputs": [_input(entry) for entry in entries],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _input(entry: Entry) -> dict[str, object]:
    return {
        "source": entry.source,
        "status": entry.status,
        "sha256": entry.sha256,
        "encoding": entry.encoding,
        **({} if entry.records is None else {"records": entry.records}),
        "output": entry.output,
        "output_sha256": entry.output_sha256,
        **_figures([entry], entry.findings),
        "problems": list(entry.problems),
    }


def _figures(entries: Sequence[Entry], findings: Mapping[str, Count]) -> dict[str, object]:
    return {
        "articles": sum(entry.articles for entry in entries),
        "paragraphs": sum(entry.paragraphs for entry in entries),
        "captions": sum(entry.captions for entry in entries),
        "furniture": sum(entry.furniture for entry in entries),
        "joined": {
            "safe": sum(entry.joined_safe for entry in entries),
            "likely": sum(entry.joined_likely for entry in entries),
        },
        "findings": {code: {"repaired": count.repaired, "left": count.left} for code, count in findings.items()},
    }
