"""What a run knows from earlier ones, and what later ones are to know from it."""

from collections.abc import Sequence

from cnlint import files
from cnlint.cache import keys
from cnlint.cache.store import Cache
from cnlint.corpus.examining import Examined, Task, result_of
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input
from cnlint.corpus.results import FileResult, Mode
from cnlint.files import InputError
from cnlint.findings import Finding
from cnlint.selection import ActiveRule


class Memory:
    """Answers for files that were looked at before.

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
        scope = self._scope(path)
        if scope is None:
            return None
        try:
            data = read_input(path)
            findings = self._cache.look_up(keys.key(scope, keys.content(data)))
            if findings is None or self._are_to_be_fixed(findings):
                return None
            # Without findings nobody asks for the text.
            document = files.decode(data if findings else b"", path)
        except InputError:
            return None  # to look at it will tell what is wrong
        return Examined(result_of(document, findings))

    def keep(self, examined: Examined, result: FileResult) -> None:
        """Remember what was found in a file.

        Args:
            examined: what became of it.
            result: the same, once its fixes stand in it.
        """
        scope = self._scope(result.path)
        if scope is None or result.problems:
            return
        content = examined.content
        if examined.pending is not None:  # the findings are those that remain
            content = keys.content(examined.pending.after.encode())
        if content:
            self._cache.remember(keys.key(scope, content), result.findings)

    def save(self) -> None:
        """Write down what is new."""
        self._cache.save()

    def _are_to_be_fixed(self, findings: Sequence[Finding]) -> bool:
        allowed = frozenset() if self._task.mode is Mode.CHECK else self._task.allowed
        return any(finding.fix is not None and finding.fix.safety in allowed for finding in findings)

    def _scope(self, path: str) -> bytes | None:
        rules = self._plan.active(path)
        if id(rules) not in self._scopes:
            book = self._plan.book(self._plan.settings(path)).digest
            self._scopes[id(rules)] = rules, keys.scope_of(rules, book, self._task.lang)
        return self._scopes[id(rules)][1]
