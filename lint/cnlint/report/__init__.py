"""Reports: one module for each format, each with `render(run, stream, *, lang, color)`.

`FORMATS` is the whole list; a run imports only the module of its own format.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, TextIO, cast

from cnlint.report.style import Colour, coloured

if TYPE_CHECKING:
    from cnlint.corpus.results import RunResult

FORMATS: Final = {
    "text": "text",
    "concise": "concise",
    "json": "json_report",
    "jsonl": "jsonl_report",
    "github": "github",
    "sarif": "sarif",
}
# The formats for a reader: of these, --statistics and --diff take the place.
_FOR_READERS: Final = frozenset({"text", "concise"})


class Renderer(Protocol):
    """What each module of a format provides."""

    def render(self, run: "RunResult", stream: TextIO, *, lang: str, color: bool) -> None:
        """Writes the whole report of a run."""


def render(format: str, run: "RunResult", stream: TextIO, *, lang: str, color: Colour) -> None:
    """Writes the report of a run.

    Args:
        format: a key of `FORMATS`.
        run: what to tell.
        stream: where to; text that its encoding cannot hold is escaped.
        lang: "en" or "zh".
        color: when formats for readers are coloured; the others never are.

    Raises:
        KeyError: no format has that name.
    """
    module = FORMATS[format]
    if format in _FOR_READERS:
        if run.mode == "diff":
            module = "diff"
        elif run.statistics:
            module = "statistics"
    renderer = cast("Renderer", import_module(f"{__name__}.{module}"))
    renderer.render(run, stream, lang=lang, color=format in _FOR_READERS and coloured(color, stream))
