"""Git repositories for tests, cut off from the user's own git settings and from the repository around the tests."""

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """What a git command prints."""
    run = subprocess.run(["git", *arguments], cwd=folder, env=quiet_git(), check=True, capture_output=True, text=True)
    return run.stdout


def quiet_git() -> dict[str, str]:
    """The environment, with git cut off from any repository or settings around the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{part}": "tests@localhost" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    return environment | who | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def commit_all(folder: Path) -> str:
    """Makes a folder a repository with one commit of all it holds; returns the commit."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=all")
    return git(folder, "rev-parse", "HEAD").strip()
