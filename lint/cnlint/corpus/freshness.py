"""Whether an index still tells of the files as they are: by what is in them, never by their dates.

Findings do not look at other files, for they are remembered by what is in their own; so what they say of others is
looked at again when they are told.
"""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from cnlint import files
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input
from cnlint.corpus.results import FileResult
from cnlint.corpus.shards import chunks, is_shard, texts
from cnlint.files import InputError
from cnlint.findings import Finding

if TYPE_CHECKING:
    from cnlint.detectors.indexed import Facts

# Names in a note.
_NAMED: Final = 3
_HINT: Final = "run `cnlint corpus`"


class Freshness:
    """Leaves out findings that rest on what has changed, and knows what to say of it.

    Args:
        plan: the rules in force, and the indexes that they ask.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._unknown: list[str] = []
        self._others: dict[
            tuple[str, str], bool
        ] = {}  # root and name of a file that findings rest on -> is it the same
        self._left_out = 0
        self._contents = _Contents(plan)

    def checked(self, result: FileResult) -> FileResult:
        """The result without findings that rest on a file which has changed or gone since the index was made."""
        facts = None if result.skipped or result.problems else self._facts(result.file)
        if facts is None:
            return result
        content = self._contents.of(result.path)
        if content is not None and not facts.knows(content):
            self._unknown.append(result.path)
        kept = tuple(finding for finding in result.findings if self._holds(finding, facts))
        self._left_out += len(result.findings) - len(kept)
        return result._replace(findings=kept, document=result.document if kept else None)

    def notes(self) -> Iterator[str]:
        """What there is to say, a line each."""
        if self._unknown:
            names, count = _named(self._unknown), len(self._unknown)
            verb = "is" if count == 1 else "are"
            yield f"index: {names} {verb} new or changed since it was made, and compared with no other file; {_HINT}"
        stale = [name for (_, name), same in self._others.items() if not same]
        if stale:
            verb = "has" if len(stale) == 1 else "have"
            yield (
                f"index: {_named(stale)} {verb} changed or gone since it was made; findings that rest on that are left "
                f"out ({self._left_out}); {_HINT}"
            )

    def _facts(self, path: str) -> "Facts | None":
        """The facts that a rule in force for a file asks."""
        if not self._plan.settings(path).index_folder:
            return None
        from cnlint.detectors.indexed import FACTS, facts  # SQLite, which few runs need

        asked = (str(active.options.get(FACTS, "")) for active in self._plan.active(path))
        return next((facts(own) for own in asked if own), None)

    def _holds(self, finding: Finding, facts: "Facts") -> bool:
        from cnlint.detectors.indexed import ELSEWHERE

        places = (str(part.value) for part in finding.evidence if part.kind == ELSEWHERE)
        return all(self._is_same(place.rpartition(":")[0], facts) for place in places)

    def _is_same(self, name: str, facts: "Facts") -> bool:
        key = (facts.root, name)
        if key not in self._others:
            self._others[key] = self._contents.of(os.path.join(facts.root, name)) == facts.content(name)
        return self._others[key]


class _Contents:
    """What texts are known by, as they are now. Of a file of many records all are read when the first is asked for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._file = ""
        self._records: dict[int, bytes] = {}

    def of(self, name: str) -> bytes | None:
        """What the text of a file or record is known by; None if it cannot be read."""
        path, _, number = name.rpartition(":")
        if is_shard(path) and number.isdecimal():
            if path != self._file:
                self._file, self._records = path, self._read(path)
            return self._records.get(int(number))
        try:
            document, _ = files.decode_any(read_input(name), name)
        except InputError:
            return None
        return _known_by(document.text)

    def _read(self, path: str) -> dict[int, bytes]:
        rows = (row for chunk in chunks(path, self._plan.settings(path).text_field) for row in texts(chunk))
        return {row.number: _known_by(row.text) for row in rows if isinstance(row.text, str)}


def _known_by(text: str) -> bytes:
    from cnlint.detectors.indexed import content_of

    return content_of(text)


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
