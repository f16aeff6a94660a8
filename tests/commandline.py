"""The program as its users start it, in this process: arguments in, exit code and both streams out."""

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from cnlint.cli import main

DAMAGED = "今年秋天,市图书馆新馆向读者开放。\n"
CLEAN = "今年秋天，市图书馆新馆向读者开放。\n"
FORMATS = ("text", "concise", "json", "jsonl", "github", "sarif")
MACHINE_FORMATS = FORMATS[2:]


class Ran(NamedTuple):
    """What a run of the program came to; bytes that are no UTF-8 are lone surrogates."""

    code: int
    out: str
    err: str


Cnlint = Callable[..., Ran]


def runner(monkeypatch: pytest.MonkeyPatch) -> Cnlint:
    """A function that runs the program on arguments, with bytes as standard input."""

    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            code = main(arguments)
        for stream in streams:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode("utf-8", "surrogateescape") for stream in streams)
        return Ran(code, out, err)

    return run
