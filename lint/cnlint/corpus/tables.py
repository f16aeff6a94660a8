"""Parquet files of articles and findings: the columns, and a file that grows line of JSON by line of JSON."""

import io
import json
from importlib import import_module
from types import TracebackType
from typing import Any, Final

from cnlint.corpus.sharedfile import SharedFile
from cnlint.corpus.storage import extra

# Articles in a row group: some 4 MB of them, whatever pieces they come in, so that the bytes do not depend on workers.
_GROUP: Final = 1000
_TEXT, _WHOLE = "string", "int64"
_SPAN = [_WHOLE]
_PART = {"role": _TEXT, "text": _TEXT, "spans": [_SPAN], "repeats": _SPAN}
_TOOL = {"name": _TEXT, "version": _TEXT, "rules": _TEXT}
# A value is text or a number in JSON, which no column holds: here it is text.
_EVIDENCE = {"kind": _TEXT, "value": _TEXT}
ARTICLE: Final[dict[str, object]] = {
    "source": _TEXT,
    "record": _WHOLE,
    "article": _WHOLE,
    "kicker": _TEXT,
    "headline": _TEXT,
    "decks": [_TEXT],
    "byline": _TEXT,
    "paragraphs": [_PART],
    "captions": [_PART],
    "furniture": [_PART],
    "edits": [{"rule": _TEXT, "tier": _TEXT, "start": _WHOLE, "end": _WHOLE, "old": _TEXT, "new": _TEXT}],
    "joins": [
        {
            "role": _TEXT, "tier": _TEXT, "probability": "float64", "made": "bool", "start": _WHOLE, "end": _WHOLE,
            "evidence": [_EVIDENCE],
        }
    ],
    "schema": _WHOLE,
    "tool": _TOOL,
}  # fmt: skip
_PLACE = {"line": _WHOLE, "column": _WHOLE, "offset": _WHOLE, "byte": _WHOLE, "utf16": _WHOLE}
FINDING: Final[dict[str, object]] = {
    "code": _TEXT,
    "name": _TEXT,
    "severity": _TEXT,
    "message": _TEXT,
    "path": _TEXT,
    "record": _WHOLE,
    "start": _PLACE,
    "end": _PLACE,
    "fingerprint": _TEXT,
    "preview": "bool",
    "evidence": [{**_EVIDENCE, "text": _TEXT}],
    "fix": {
        "safety": _TEXT,
        "effect": _TEXT,
        "because": _TEXT,
        "edits": [{"start": _PLACE, "end": _PLACE, "old": _TEXT, "new": _TEXT}],
    },
}


def arrow_type(shape: object) -> Any:
    """The Arrow type of a shape: a type's name, a list of one shape, or a table of shapes."""
    pa = import_module("pyarrow")
    match shape:
        case dict():
            return pa.struct([(name, arrow_type(inner)) for name, inner in shape.items()])
        case [inner]:
            return pa.list_(arrow_type(inner))
        case _:
            return pa.type_for_alias(str(shape))


def in_columns(value: object, key: str = "") -> object:
    """A value of JSON as its column takes it: what evidence has seen is always text, half characters are replaced."""
    match value:
        case dict():
            return {name: in_columns(inner, name) for name, inner in value.items()}
        case list():
            return [in_columns(inner) for inner in value]
        case str():
            return value.encode("utf-8", "replace").decode("utf-8")
        case _:
            return str(value) if key == "value" else value


class TableFile:
    """A Parquet file to write to, with the ways of a `SharedFile`: what is written to it are lines of JSON.

    Args:
        path: the file; its folder must be there.
        shape: the columns.

    Raises:
        InputError: on entering: pyarrow is not installed. Else as `SharedFile`.
    """

    def __init__(self, path: str, shape: dict[str, object]) -> None:
        self._path = path
        self._shape = shape
        self._file = SharedFile(path)
        self._rows: list[object] = []

    @property
    def digest(self) -> str:
        """SHA-256 of the file, once it is left."""
        return self._file.digest

    def __enter__(self) -> "TableFile":
        parquet = extra("pyarrow.parquet", "parquet", self._path)
        self._arrow = import_module("pyarrow")
        self._schema = self._arrow.schema([(name, arrow_type(shape)) for name, shape in self._shape.items()])
        self._file.__enter__()
        self._writer = parquet.ParquetWriter(_Sink(self._file), self._schema, compression="zstd")
        return self

    def write(self, lines: bytes) -> None:
        """Add rows at the end: a JSON object a line."""
        for line in lines.splitlines():
            self._rows.append(in_columns(json.loads(line)))
            if len(self._rows) == _GROUP:
                self._flush()

    def _flush(self) -> None:
        self._writer.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows = []

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._rows:
            self._flush()
        self._writer.close()
        self._file.__exit__(kind, error, trace)


class _Sink(io.RawIOBase):
    """A `SharedFile` as Arrow writes to it."""

    def __init__(self, file: SharedFile) -> None:
        self._file = file
        self._place = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._file.write(bytes(data))
        self._place += len(data)
        return len(data)

    def tell(self) -> int:
        return self._place
