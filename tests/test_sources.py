"""Finding files: what is read, what is passed over, what is refused. And what is new since a revision."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from cnlint import globs
from cnlint.config import ConfigError, Configuration
from cnlint.corpus import revisions
from cnlint.corpus.exclusion import Patterns
from cnlint.corpus.sources import Sources, sources
from repositories import commit_all, git

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files, with a text or without one, below the folder that is the current one."""
    monkeypatch.chdir(tmp_path)

    def write(*names: str, **texts: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts.get("text", ""), encoding="utf-8")

    return write


def find(*arguments: str) -> Sources:
    return sources(arguments, Configuration())


def paths(found: Sources) -> list[str]:
    assert found.problems == ()
    return [source.path for source in found.found]


def refused(found: Sources) -> list[tuple[str | None, str, str]]:
    return [(problem.path, problem.reason, problem.hint) for problem in found.problems]


# what a folder is read for


def test_a_folder_is_read_for_its_texts_by_name(write: Write) -> None:
    write("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "B.txt", "a.md", "txt", "c.TXT", "d.txt.bak")
    assert paths(find(".")) == ["B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]
    assert paths(find("a")) == ["a/b/c.txt", "a/z.txt"]
    assert paths(find("a/")) == ["a/b/c.txt", "a/z.txt"]
    assert paths(find("./a")) == ["./a/b/c.txt", "./a/z.txt"]


def test_an_absolute_folder_gives_absolute_paths(write: Write, tmp_path: Path) -> None:
    write("a/x.txt")
    assert paths(find(str(tmp_path / "a"))) == [str(tmp_path / "a" / "x.txt")]


def test_hidden_entries_are_passed_over_unless_named(write: Write) -> None:
    write(".hidden/x.txt", ".x.txt", "a/.cnlint/y.txt", "a/x.txt")
    assert paths(find()) == ["a/x.txt"]
    assert paths(find(".hidden", ".x.txt")) == [".hidden/x.txt", ".x.txt"]


def test_links_to_files_are_read_and_links_to_folders_are_not(write: Write) -> None:
    write("a/x.txt", "b/y.txt")
    os.symlink("../b", "a/to-b.txt")
    os.symlink("../b/y.txt", "a/to-y.txt")
    os.symlink("..", "a/up")
    os.symlink("nowhere", "a/broken.txt")
    assert paths(find("a")) == ["a/broken.txt", "a/to-y.txt", "a/x.txt"]


def test_a_file_that_two_words_name_is_read_once(write: Write) -> None:
    write("a/x.txt", "y.txt")
    os.symlink("x.txt", "a/z.txt")
    assert paths(find("a/x.txt", "a", "./a/x.txt", "y.txt")) == ["a/x.txt", "y.txt"]


def test_sources_know_the_word_that_led_to_them(write: Write) -> None:
    write("a/b/x.txt", "c.md", "d/e.txt")
    found = find("a", "c.md", "d/*.txt", "-").found
    assert [(source.path, source.argument) for source in found] == [
        ("a/b/x.txt", "a"), ("c.md", "c.md"), ("d/e.txt", "d/*.txt"), ("-", "-"),
    ]  # fmt: skip


def test_a_named_file_is_taken_whatever_it_is_called(write: Write) -> None:
    write("a.md", "b", "[c].txt", ".gitignore")
    Path(".gitignore").write_text("a.md\n")
    assert paths(find("a.md", "b", "[c].txt")) == ["a.md", "b", "[c].txt"]


# patterns


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("*.md", ["a.md"]),
        ("s/*", ["s/b.md", "s/t/c.txt", "s/tu/d.txt"]),  # folders are read for their texts
        ("**/*.txt", ["s/t/c.txt", "s/tu/d.txt", "x.txt"]),
        ("[x-z].txt", ["x.txt"]),
        ("s/t?", ["s/tu/d.txt"]),
    ],
)
def test_patterns(write: Write, pattern: str, wanted: list[str]) -> None:
    write("a.md", "s/b.md", "s/t/c.txt", "s/empty/notes", "s/tu/d.txt", "x.txt", ".h.txt")
    assert paths(find(pattern)) == wanted


# what is left out


@given(
    st.lists(st.text("ab.*?[]!/\\\\ #-", min_size=1, max_size=6), max_size=3),
    st.lists(st.text("ab.!# -", min_size=1, max_size=3), min_size=1, max_size=3).map("/".join),
)
def test_patterns_mean_what_the_library_says_they_mean(lines: list[str], path: str) -> None:
    try:
        spec = globs.spec(lines)
    except ValueError:
        reject()
    assert Patterns(lines).verdict(path) == spec.check_file(path).include


def test_a_bracket_in_brackets_is_a_pattern_without_a_warning() -> None:
    assert Patterns(["[[]"]).verdict("s/[") is True


@pytest.mark.parametrize("line", ["!", "/", "a//**", "[a", "\\"])
def test_a_line_that_is_no_pattern_costs_no_other(line: str) -> None:
    patterns = Patterns(["x.txt", line])
    assert patterns.verdict("a/x.txt") is True
    assert patterns.verdict("a/y.txt") is None


def test_what_git_ignores_is_passed_over(write: Write) -> None:
    write("a.txt", "old/b.txt", "s/c.txt", "s/d.txt", "s/t/c.txt", "s/t/e.txt", "build/x.txt", "s/build/y.txt")
    write(".gitignore", text="old/\n/build\nc.txt\n")
    write("s/t/.gitignore", text="e.txt\n!c.txt\n")
    assert paths(find()) == ["a.txt", "s/build/y.txt", "s/d.txt", "s/t/c.txt"]


def test_the_rules_of_the_repository_above_hold_too(write: Write) -> None:
    write(".git/HEAD", "s/a.txt", "s/old/b.txt")
    write(".gitignore", text="old/\n")
    assert paths(find("s")) == ["s/a.txt"]
    os.chdir("s")
    assert paths(find()) == ["a.txt"]


def test_an_ignored_folder_is_read_when_it_is_named(write: Write) -> None:
    write(".git/HEAD", "old/b.txt", "old/c/d.txt")
    write(".gitignore", text="old/\n*.txt\n")
    assert paths(find("old", "old/c")) == ["old/b.txt", "old/c/d.txt"]


def test_outside_a_repository_the_folders_above_have_no_say(write: Write) -> None:
    write("s/a.txt")
    write(".gitignore", text="*.txt\n")
    assert paths(find("s")) == ["s/a.txt"]


def test_what_the_configuration_excludes_is_skipped_when_it_is_named(write: Write) -> None:
    write("raw/a.txt", "raw/sub/b.txt", "c.txt", "d.txt")
    write("cnlint.toml", text="exclude = ['raw/', '/d.txt']")
    assert paths(find()) == ["c.txt"]
    note = "excluded by the configuration (cnlint.toml)"
    found = find("raw/sub/b.txt", "c.txt", "raw", "d.txt")
    assert [(source.path, source.skipped) for source in found.found] == [
        ("raw/sub/b.txt", note), ("c.txt", ""), ("raw", note), ("d.txt", note),
    ]  # fmt: skip
    assert found.problems == ()


def test_exclusions_start_from_their_file(write: Write) -> None:
    write("s/a.txt", "s/b.txt", "a.txt")
    write("s/cnlint.toml", text="exclude = ['/a.txt']")
    assert paths(find()) == ["a.txt", "s/b.txt"]
    os.chdir("s")
    assert [source.skipped != "" for source in find("a.txt", "../a.txt").found] == [True, False]


def test_endings_are_those_of_the_nearest_configuration(write: Write) -> None:
    write("a.txt", "a.md", "s/b.txt", "s/b.md")
    write("s/cnlint.toml", text="include = ['.md', '.text']")
    assert paths(find()) == ["a.txt", "s/b.md"]


def test_without_words_what_the_configuration_names_is_read(write: Write) -> None:
    write("raw/a.txt", "b.txt", "s/x")
    write("cnlint.toml", text="paths = ['raw']")
    assert paths(find()) == ["raw/a.txt"]
    os.chdir("s")
    assert paths(find()) == ["../raw/a.txt"]


# what is refused


@pytest.mark.parametrize(
    ("argument", "reason", "hint"),
    [
        ("pag.txt", "does not exist", "did you mean 'page.txt'?"),
        ("s/readme", "does not exist", "did you mean 's/README'?"),
        ("egg.txt", "does not exist", "check the path"),  # like page.txt in its ending alone
        ("nothing/like/it", "does not exist", "check the path"),
        ("page.txt/x", "does not exist", "check the path"),
        ("", "does not exist", "check the path"),
        ("*.zip", "matches no file", "check the pattern"),
        ("s/em*", "matches no file", "check the pattern"),
        ("s", "holds no file that ends in .txt", "name files, or set `include`"),
        ("x", "holds no file that ends in .md or .text", "`exclude` leaves 2 out"),
    ],
)
def test_what_is_not_there_is_said(write: Write, argument: str, reason: str, hint: str) -> None:
    write("page.txt", "s/README", "s/empty/notes", "x/a.md", "x/b/c.md")
    write("x/cnlint.toml", text="include = ['.md', '.text']\nexclude = ['a.md', 'b']")
    found = find("page.txt", argument)
    assert [source.path for source in found.found] == ["page.txt"]
    assert refused(found) == [(argument, reason, hint)]


def test_a_folder_that_cannot_be_read_is_said_and_the_others_are_read(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a/x.txt", "b/y.txt", "b/z.txt")
    scandir = os.scandir

    def deny(path: str) -> object:
        if path == "b":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    for arguments in ([], ["a", "b"]):
        found = find(*arguments)
        assert [source.path for source in found.found] == ["a/x.txt"]
        assert refused(found) == [("b", "the folder cannot be read: Permission denied", "change its permissions")]


def test_a_configuration_that_is_wrong_is_said_once_and_its_files_are_left(write: Write) -> None:
    write("a/x.txt", "b/y.txt", "b/c/z.txt")
    write("b/cnlint.toml", text="selct = []")
    wrong = (os.path.join("b", "cnlint.toml"), "selct: unknown key 'selct'", "did you mean 'select'?")
    for arguments in ([], ["a", "b/y.txt", "b/c/z.txt", "b"]):
        found = find(*arguments)
        assert [source.path for source in found.found] == ["a/x.txt"]
        assert refused(found) == [wrong]


def test_a_wrong_configuration_of_the_current_folder_ends_the_search(write: Write) -> None:
    write("a.txt")
    write("cnlint.toml", text="selct = []")
    with pytest.raises(ConfigError):
        find()


# since a revision


@pytest.fixture
def repository(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    write("raw/old.txt", "raw/changed.txt", "raw/gone.txt", "raw/renamed.txt", "raw/老.txt", text="一\n")
    commit_all(tmp_path)
    return tmp_path


def since(revision: str, *arguments: str) -> Sources:
    return revisions.since(find(*arguments), revision)


def test_untouched_files_are_left(repository: Path) -> None:
    assert paths(since("HEAD")) == []
    assert paths(since("HEAD", "raw/old.txt", "raw")) == []


def test_new_and_changed_files_are_read(repository: Path, write: Write) -> None:
    write("raw/changed.txt", text="二\n")
    write("raw/老.txt", "raw/staged.txt", "raw/untracked 新.txt", text="三\n")
    git(repository, "add", "raw/staged.txt", "raw/老.txt")
    git(repository, "mv", "raw/renamed.txt", "raw/moved.txt")
    git(repository, "rm", "--quiet", "raw/gone.txt")
    git(repository, "rm", "--quiet", "--cached", "raw/old.txt")
    wanted = ["raw/changed.txt", "raw/moved.txt", "raw/old.txt", "raw/staged.txt", "raw/untracked 新.txt", "raw/老.txt"]
    assert paths(since("HEAD")) == wanted


def test_what_was_committed_since_counts(repository: Path, write: Write) -> None:
    git(repository, "tag", "before")
    write("raw/changed.txt", text="二\n")
    commit_all(repository)
    assert paths(since("HEAD")) == []
    assert paths(since("before")) == ["raw/changed.txt"]


def test_an_ignored_file_that_is_named_is_new(repository: Path, write: Write) -> None:
    write("raw/x.txt")
    write(".gitignore", text="x.txt\n")
    assert paths(since("HEAD", "raw/x.txt")) == ["raw/x.txt"]


def test_files_are_compared_in_their_own_repository(repository: Path, write: Write, tmp_path: Path) -> None:
    write("inner/a.txt", text="一\n")
    commit_all(tmp_path / "inner")
    write("inner/b.txt", "raw/new.txt")
    assert paths(since("HEAD")) == ["inner/b.txt", "raw/new.txt"]
    os.chdir("raw")
    assert paths(since("HEAD", "../inner")) == ["../inner/b.txt"]


def test_another_repository_around_a_hook_does_not_count(
    repository: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("raw/new.txt")
    monkeypatch.setenv("GIT_DIR", str(repository / "no such"))
    assert paths(since("HEAD")) == ["raw/new.txt"]


@pytest.mark.parametrize("revision", ["no-such", "", "--help", "HEAD~9"])
def test_an_unknown_revision_is_refused(repository: Path, revision: str) -> None:
    [problem] = since(revision).problems
    assert problem.path is None
    assert problem.reason == f"--since {revision}: git knows no such revision in {repository}"


def test_outside_a_repository_there_is_nothing_to_compare(write: Write) -> None:
    write("a.txt")
    assert refused(since("HEAD")) == [("a.txt", "lies in no git repository", "leave --since out")]


def test_without_git_it_is_said(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    [problem] = since("HEAD").problems
    assert "git cannot be run" in problem.reason
