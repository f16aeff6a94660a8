"""What a `clean` run has written so far, so that one that was broken off goes on where it stopped.

A line for each input that is done. An input is taken as done only if its bytes, its output's bytes and all that decides
what is written are still the same: then to do it again would give the same.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from cnlint.corpus.manifest import Entry
from cnlint.corpus.storage import digest_of, is_remote, matching, open_raw, remove, write_whole
from cnlint.corpus.tally import Count
from cnlint.corpus.targets import Target
from cnlint.findings import Severity
from cnlint.rulebook.cache import digest

NAME: Final = ".cnlint-clean.jsonl"
# An input that is done, and the severities of the findings that are left in it.
_Known = tuple[Entry, frozenset[Severity]]


class Journal:
    """The journal in an output folder.

    Args:
        out: the output folder.
        scope: all that decides what becomes of an input, by its path; None: that is not known.
    """

    def __init__(self, out: str, scope: Callable[[str], str | None]) -> None:
        self._out = out
        self._path = os.path.join(out, NAME)
        self._scope = scope
        self._done: dict[tuple[str, str], _Known] = {}
        # Storage elsewhere cannot add to a file: there each line is one.
        for path in matching(f"{self._path}/*") if is_remote(out) else [self._path]:
            with suppress(FileNotFoundError), open_raw(path) as file:
                for line in file:
                    with suppress(ValueError, TypeError, KeyError):  # a line may be half written
                        self._read(json.loads(line))

    def _read(self, line: dict[str, object]) -> None:
        entry = Entry(**line["entry"])  # type: ignore[arg-type]  # TypeError if it is none
        counts = {code: Count(*count) for code, count in entry.findings.items()}
        entry = entry._replace(findings=counts, problems=tuple(entry.problems))
        left = frozenset(map(Severity, line["left"]))  # type: ignore[call-overload]
        self._done[entry.source, str(line["scope"])] = entry, left

    def known(self, target: Target) -> _Known | None:
        """What became of an input in an earlier run; None if it is to be done (again)."""
        scope = self._scope(target.path)
        known = self._done.get((target.source, scope)) if scope is not None and target.output else None
        if known is None or known[0].output != target.output or known[0].sha256 != digest_of(target.path):
            return None
        return known if digest_of(os.path.join(self._out, target.output)) == known[0].output_sha256 else None

    def add(self, path: str, entry: Entry, left: frozenset[Severity]) -> None:
        """Note an input that is done and has an output of its own."""
        scope = self._scope(path)
        if scope is None or entry.output is None or entry.output_sha256 is None or entry.problems:
            return
        line = {"scope": scope, "left": sorted(left), "entry": entry._asdict()}
        written = json.dumps(line).encode("ascii")
        if is_remote(self._out):
            write_whole(f"{self._path}/{digest([entry.source.encode()])}", written)
        else:
            with open_raw(self._path, "ab") as file:
                file.write(b"\n" + written)  # the line before it may be half written

    def finish(self) -> None:
        """The run is done, and the manifest says what this said."""
        with suppress(FileNotFoundError):
            remove(self._path)
