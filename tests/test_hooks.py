"""The hooks as their users meet them: real pre-commit, with this repository as the `repo:` of another one."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from repositories import commit_all, git, quiet_git

TOP = Path(__file__).parents[1]
CLEAN = "今年秋天，市图书馆新馆向读者开放。\n"
DAMAGED = "今年秋天,市图书馆新馆向读者开放。\n"

CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: cnlint-fix
        verbose: true
      - id: cnlint
        verbose: true
      - id: cnlint-corpus
        verbose: true
"""
HOOKS = ("cnlint-fix", "cnlint", "cnlint-corpus")
REPORT = """\
昨日上午，横跨清溪的三座人行桥同时开放，沿河步道首次全线贯通。据市住建局介绍，工程历时两年，沿线居民步行到对岸只要几分钟。
"""


class Run(NamedTuple):
    code: int
    output: str


class Corpus(NamedTuple):
    """A user's repository that names the hooks in its pre-commit configuration."""

    folder: Path
    store: Path  # where pre-commit keeps the environments that it has made

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        git(self.folder, "add", "--all")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def run_hook(self, hook: str) -> Run:
        """Runs one hook on every file."""
        run = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", hook],
            cwd=self.folder,
            env=quiet_git() | {"PRE_COMMIT_HOME": str(self.store)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Run(run.returncode, run.stdout)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all tests: pre-commit installs the hooks once and finds them there afterwards."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pre-commit configuration that names this working tree, committed to a repository of its own."""
    repository = tmp_path_factory.mktemp("published")
    for name in git(TOP, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if (TOP / name).is_file():
            (repository / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / name, repository / name)
    return CONFIG.format(repository=repository, revision=commit_all(repository))


@pytest.fixture
def corpus(tmp_path: Path, store: Path, published: str) -> Corpus:
    commit_all(tmp_path)
    corpus = Corpus(tmp_path, store)
    corpus.write({".pre-commit-config.yaml": published})
    return corpus


def test_right_text_passes_all_hooks_untouched(corpus: Corpus) -> None:
    corpus.write({"texts/page.txt": CLEAN})
    for hook in HOOKS:
        assert corpus.run_hook(hook).code == 0
    assert corpus.read("texts/page.txt") == CLEAN


def test_files_that_are_no_texts_are_none_of_the_hooks_business(corpus: Corpus) -> None:
    corpus.write({"notes.md": DAMAGED})
    for hook in HOOKS:
        assert "no files to check" in corpus.run_hook(hook).output


def test_what_the_configuration_excludes_is_skipped_with_a_note(corpus: Corpus) -> None:
    corpus.write({"raw/page.txt": DAMAGED, "cnlint.toml": 'exclude = ["raw/"]\n'})
    for hook in ("cnlint-fix", "cnlint"):
        run = corpus.run_hook(hook)
        assert run.code == 0
        assert "raw/page.txt: skipped: excluded by the configuration" in run.output
    assert corpus.read("raw/page.txt") == DAMAGED


def test_the_check_hook_reports_and_changes_nothing(corpus: Corpus) -> None:
    corpus.write({"texts/page.txt": DAMAGED})
    run = corpus.run_hook("cnlint")
    assert run.code == 1
    assert "texts/page.txt:1:5 PUN001" in run.output
    assert corpus.read("texts/page.txt") == DAMAGED


def test_the_fix_hook_repairs_and_stops_the_commit_once(corpus: Corpus) -> None:
    corpus.write({"texts/page.txt": DAMAGED})
    first = corpus.run_hook("cnlint-fix")
    assert first.code == 1
    assert "files were modified by this hook" in first.output
    assert corpus.read("texts/page.txt") == CLEAN
    git(corpus.folder, "add", "--all")
    assert corpus.run_hook("cnlint-fix").code == 0


def test_a_list_too_long_for_one_command_line_loses_nothing(corpus: Corpus) -> None:
    # pre-commit gives a command at most 128 KiB of arguments (its xargs module): 600 names of 240 bytes and more.
    names = [f"{'版' * 75}/{'面' * 10}{number:04}.txt" for number in range(600)]
    damaged = {names[0], names[-1]}
    corpus.write({name: DAMAGED if name in damaged else CLEAN for name in names})
    run = corpus.run_hook("cnlint")
    assert run.code == 1
    chunks = [int(count) for count in re.findall(r"findings? in (\d+) files", run.output)]
    assert len(chunks) > 1
    assert sum(chunks) == len(names)
    assert {name for name in names if f"{name}:1:5 PUN001" in run.output} == damaged
    assert corpus.run_hook("cnlint-fix").code == 1
    assert {corpus.read(name) for name in names} == {CLEAN}


def test_the_corpus_hook_stops_a_text_that_is_there_already(corpus: Corpus) -> None:
    page = f"{REPORT}\n{CLEAN}"
    corpus.write({"texts/old.txt": page, "texts/other.txt": CLEAN})
    assert corpus.run_hook("cnlint-corpus").code == 0
    corpus.write({"new/page.txt": page.replace("，", ",")})
    run = corpus.run_hook("cnlint-corpus")
    assert run.code == 1
    assert "texts/old.txt = new/page.txt" in run.output
    assert corpus.read("new/page.txt") == page.replace("，", ",")
    corpus.write({"new/page.txt": page.replace("清溪", "白溪").replace("三座", "九座")})
    assert corpus.run_hook("cnlint-corpus").code == 0
    assert ".cnlint" not in git(corpus.folder, "status", "--short")
