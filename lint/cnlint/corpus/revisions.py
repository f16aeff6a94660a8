"""Which files are new or changed against a git revision."""

import os
from typing import NamedTuple

from cnlint.corpus.exclusion import repository_of
from cnlint.corpus.results import Problem
from cnlint.corpus.sources import STDIN, Source, Sources


class RevisionError(Exception):
    """Git cannot tell; the words say why."""


class Compared(NamedTuple):
    """A repository's working tree against a revision. Paths start from the repository's top, with `/`."""

    known: frozenset[str]  # files that the revision has
    changed: frozenset[str]  # those of them that differ now

    def differs(self, path: str) -> bool:
        """Whether a file is new or changed, whatever git's index and .gitignore say of it."""
        return path not in self.known or path in self.changed


def since(sources: Sources, revision: str) -> Sources:
    """The sources that are new or changed against a revision of their own repository."""
    compared: dict[str, Compared] = {}
    found: list[Source] = []
    problems: dict[Problem, None] = dict.fromkeys(sources.problems)  # a set that keeps the order
    for source in sources.found:
        real = os.path.realpath(source.path)
        top = repository_of(os.path.dirname(real)) if source.path != STDIN else None
        if top is None:
            problems[Problem(source.path, "lies in no git repository", "leave --since out")] = None
            continue
        try:
            if top not in compared:
                compared[top] = compare(top, revision)
            if compared[top].differs(os.path.relpath(real, top).replace(os.sep, "/")):
                found.append(source)
        except RevisionError as error:
            words = f"--since {revision}: {error}"
            problems[Problem(None, words, "name a commit, branch or tag that is fetched")] = None
    return Sources(tuple(found), tuple(problems))


def compare(top: str, revision: str) -> Compared:
    """A repository's working tree against a revision.

    Raises:
        RevisionError: git is missing, or does not know the revision.
    """
    commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    known = _git(top, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit)
    changed = _git(top, "diff", "-z", "--name-only", "--no-ext-diff", "--no-renames", "--ignore-submodules", commit)
    return Compared(frozenset(known.split("\0")), frozenset(changed.split("\0")))


def _git(top: str, *arguments: str) -> str:
    import subprocess

    # Inside a hook git points these at the repository that is committed to, which need not be this one.
    environment = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE")}
    command = ["git", "-C", top, *arguments]
    try:
        run = subprocess.run(command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    except OSError as error:
        raise RevisionError(f"git cannot be run ({error.strerror or error})") from error
    if run.returncode != 0:
        words = os.fsdecode(run.stderr).strip().partition("\n")[0]
        raise RevisionError(words or f"git knows no such revision in {top}")
    return os.fsdecode(run.stdout)
