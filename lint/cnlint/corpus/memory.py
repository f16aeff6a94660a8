"""What a run knows from earlier ones, and what later ones are to know from it."""

from collections.abc import Sequence

from cnlint import files
from cnlint.cache import keys
from cnlint.cache.store import Cache
from cnlint.corpus.examining import Examined, Task, of_rows, result_of
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input
from cnlint.corpus.results import FileResult, Mode
from cnlint.corpus.shards import Chunk
from cnlint.document import Document
from cnlint.files import InputError
from cnlint.findings import Finding
from cnlint.selection import ActiveRule


class Memory:
    """Answers for files and rows that were looked at before.

    Args:
        cache: the results of earlier runs.
        plan: the rules in force.
        task: what is done to the files.
    """

    def __init__(self, cache: Cache, plan: Plan, task: Task) -> None:
        self._cache = cache
        self._plan = plan
        self._task = task
        # By the identity of the rules in force, which the plan gives once for all files that have them; they are kept
        # here so that no others take it over.
        self._scopes: dict[int, tuple[Sequence[ActiveRule], bytes | None]] = {}

    def known(self, path: str) -> Examined | None:
        """What would become of a file; None if that is not known, or if it would be fixed."""
        scope = self._scope(self._plan.active(path), path)
        if scope is None:
            return None
        try:
            data = read_input(path)
            findings = self._findings(scope, keys.content(data))
            if findings is None:
                return None
            # Without findings nobody asks for the text.
            document = files.decode(data if findings else b"", path)
        except InputError:
            return None  # to look at it will tell what is wrong
        return Examined(result_of(document, findings))

    def known_rows(self, chunk: Chunk) -> tuple[Examined, ...] | None:
        """What would become of the rows of a file; None if that of any is not known: they are looked at together."""
        scope = self._scope(self._plan.active_in_records(chunk.path), chunk.path)
        if scope is None:
            return None

        def look(name: str, text: str) -> Examined:
            findings = self._findings(scope, keys.content_of_record(text))
            if findings is None:
                raise LookupError(name)
            return Examined(result_of(Document(text, name), findings))

        try:
            return tuple(of_rows(chunk, look))
        except LookupError:
            return None

    def keep(self, examined: Examined, result: FileResult) -> None:
        """Remember what was found in a file or row.

        Args:
            examined: what became of it.
            result: the same, once its fixes stand in it.
        """
        if result.problems or result.skipped:
            return
        active = self._plan.active_in_records if result.record else self._plan.active
        scope = self._scope(active(result.file), result.file)
        if scope is None:
            return
        content = examined.content
        if examined.pending is not None:  # the findings are those that remain
            content = keys.content(examined.pending.after.encode())
        if content:
            self._cache.remember(keys.key(scope, content), result.findings)

    def save(self) -> None:
        """Write down what is new."""
        self._cache.save()

    def _findings(self, scope: bytes, content: bytes) -> tuple[Finding, ...] | None:
        """What was found; None if that is not known, or if any of it would be fixed."""
        findings = self._cache.look_up(keys.key(scope, content))
        allowed = frozenset() if self._task.mode is Mode.CHECK else self._task.allowed
        if findings is None or any(finding.fix is not None and finding.fix.safety in allowed for finding in findings):
            return None
        return findings

    def _scope(self, rules: Sequence[ActiveRule], path: str) -> bytes | None:
        if id(rules) not in self._scopes:
            book = self._plan.book(self._plan.settings(path)).digest
            self._scopes[id(rules)] = rules, keys.scope_of(rules, book, self._task.lang)
        return self._scopes[id(rules)][1]
