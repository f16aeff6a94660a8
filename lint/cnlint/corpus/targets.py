"""Where `clean` writes: one output for each input, under the input's own name, and never over an input."""

import os
import posixpath
from collections.abc import Sequence
from typing import Final, NamedTuple

from cnlint.corpus import manifest
from cnlint.corpus.shards import is_shard, stem
from cnlint.corpus.sources import PATTERN_MARKS, STDIN, Source
from cnlint.corpus.storage import is_remote
from cnlint.files import InputError

# The output that all inputs share where they have none of their own, by its ending.
SHARED: Final = "articles"
# What standard input is called in the output folder.
_STDIN_NAME: Final = "stdin.txt"


class Target(NamedTuple):
    """One input and its name in the output folder. Relative paths are written with `/` on every system."""

    path: str  # the input, as the user named it or as it was found
    source: str  # the same without the folder that the user named
    output: str  # relative to the output folder; '' if all inputs share one


def targets(found: Sequence[Source], out: str, suffix: str | None, records: str = ".jsonl") -> list[Target]:
    """The outputs of inputs, in their order.

    Args:
        found: the inputs.
        out: the output folder.
        suffix: what the outputs end in, such as ".md"; '' keeps the input's; None: all share one output.
        records: what the outputs of files of many documents end in, and the shared one.

    Raises:
        InputError: two inputs have one name, or an output would be an input or the manifest; or a file of many
            documents is to become one text.
    """
    inputs = {os.path.realpath(source.path) for source in found}
    shared = SHARED + records
    taken = {manifest.NAME: "the manifest", shared: "the records"}
    chosen = []
    for source in found:
        name = source_name(source)
        if is_shard(name):
            if suffix is not None:
                raise InputError(source.path, "holds records, which become records", "--format jsonl, or parquet")
            output = stem(name) + records
        else:
            output = "" if suffix is None else os.path.splitext(name)[0] + suffix if suffix else name
        if (output or name) in taken:
            raise InputError(
                source.path,
                f"would have the same name as {taken[output or name]}: {output or name}",
                "name the folder above them, or clean them into two folders",
            )
        taken[output or name] = source.path
        written = os.path.join(out, output or shared)
        if os.path.realpath(written) in inputs:
            raise InputError(written, "is an input and would be overwritten", "name another folder")
        chosen.append(Target(source.path, name, output))
    return chosen


def source_name(source: Source) -> str:
    """An input's path without the folder that the user named; of a file named by itself the file name alone."""
    if source.path == STDIN:
        return _STDIN_NAME
    if is_remote(source.path):
        return posixpath.relpath(source.path, _fixed_part(source.argument))
    if os.path.isdir(source.argument):
        folder = source.argument
    elif source.path != source.argument:
        folder = _fixed_part(source.argument)
    else:
        folder = os.path.dirname(source.path)
    return os.path.relpath(source.path, folder or os.curdir).replace(os.sep, "/")


def _fixed_part(pattern: str) -> str:
    """The folder in front of a pattern's first wildcard."""
    first = min((pattern.index(mark) for mark in PATTERN_MARKS.intersection(pattern)), default=len(pattern))
    return os.path.dirname(pattern[:first])


def refuse_inside(paths: Sequence[str], out: str) -> None:
    """See that the output folder is none of the folders that are read, nor in one.

    Args:
        paths: what the user named.
        out: the output folder, which need not be there yet.

    Raises:
        InputError: it is, or it is no folder at all.
    """
    if is_remote(out):
        return
    if os.path.lexists(out) and not os.path.isdir(out):
        raise InputError(out, "is a file, not a folder", "name a folder to write to")
    real = os.path.realpath(out)
    for path in paths:
        folder = os.path.realpath(path)
        if os.path.isdir(folder) and (real == folder or real.startswith(folder.rstrip(os.sep) + os.sep)):
            raise InputError(
                out,
                f"lies in {path}, which is read: its files would be the next run's inputs",
                "name a folder outside it",
            )
