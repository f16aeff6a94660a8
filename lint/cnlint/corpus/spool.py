"""The results of a run: in memory while they are few, on the disk when they would fill it."""

from collections.abc import Collection, Iterator
from typing import IO

from cnlint.corpus.results import FileResult

# Characters, with what holds them (some 500 bytes a result). Writing costs some 10 µs a result and what is kept costs
# the run's memory: with 16 MiB a run over 250 MB took 1.7 times the memory of one over 50 MB.
_BUDGET = 4 << 20
_OVERHEAD = 500


class Spool(Collection[FileResult]):
    """Results in the order in which they came; they can be gone through any number of times."""

    def __init__(self) -> None:
        self._recent: list[FileResult] = []
        self._size = 0
        self._count = 0
        self._end = 0  # of what is on the disk

    def append(self, result: FileResult) -> None:
        """Add a result at the end."""
        self._recent.append(result)
        self._count += 1
        self._size += _OVERHEAD * (1 + len(result.findings)) + len(result.diff)
        self._size += 0 if result.document is None else len(result.document.text)
        if self._size > _BUDGET:
            self._put_away()

    def _put_away(self) -> None:
        import pickle  # only large runs need them
        from tempfile import TemporaryFile
        from weakref import finalize

        if not self._end:
            self._file: IO[bytes] = TemporaryFile(prefix="cnlint-")  # noqa: SIM115  # it lives as long as this object
            finalize(self, self._file.close)
        self._file.seek(self._end)
        for result in self._recent:
            pickle.dump(result, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()
        self._recent, self._size = [], 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, result: object) -> bool:
        return any(result == own for own in self)

    def __iter__(self) -> Iterator[FileResult]:
        if self._end:
            import pickle  # as above

        place = 0
        while place < self._end:
            self._file.seek(place)  # another loop may have moved on
            result: FileResult = pickle.load(self._file)
            place = self._file.tell()
            yield result
        yield from self._recent
