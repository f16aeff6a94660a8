"""The GitHub action's own script, run as a runner runs it after this project's wheel is installed."""

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
import yaml

from repositories import commit_all, git, quiet_git

TOP = Path(__file__).parents[1]
CLEAN = "今年秋天，市图书馆新馆向读者开放。\n"
DAMAGED = "今年秋天,市图书馆新馆向读者开放。\n"


class Run(NamedTuple):
    code: int
    output: str


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A repository with an old damaged page and, on top of its last commit, a new damaged one."""
    folder = tmp_path / "pages"
    (folder / "raw").mkdir(parents=True)
    (folder / "raw" / "old.txt").write_text(DAMAGED, encoding="utf-8")
    commit_all(folder)
    (folder / "raw" / "新 版.txt").write_text(DAMAGED, encoding="utf-8")
    git(folder, "add", "--all")
    return folder


def act(folder: Path, wheel: Path, inputs: dict[str, str]) -> Run:
    """Runs the action's last step in a folder."""
    action = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    given = {name: entry["default"] for name, entry in action["inputs"].items()} | inputs
    variables = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in step["env"].items()
        if "inputs." in value
    }
    runner = folder.parent / "runner"
    ZipFile(wheel).extractall(runner / "cnlint")
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env=quiet_git() | variables | {"RUNNER_TEMP": str(runner), "PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Run(run.returncode, run.stdout)


def annotated(output: str) -> set[str]:
    """The files at which GitHub would show an error."""
    return set(re.findall(r"^::error (?:[^:]*,)?file=([^,:]*)", output, re.MULTILINE))


@pytest.mark.parametrize(
    ("inputs", "code", "files"),
    [
        ({"paths": "raw", "since": "HEAD", "args": "--ignore PUN001"}, 0, set()),
        ({"paths": "raw/old.txt", "since": "HEAD"}, 0, set()),
        ({}, 1, {"raw/old.txt", "raw/新 版.txt"}),
        ({"paths": "raw", "since": "HEAD"}, 1, {"raw/新 版.txt"}),
        ({"paths": "raw/old.txt\nraw/新 版.txt\n"}, 1, {"raw/old.txt", "raw/新 版.txt"}),
        ({"args": "--select PUN --fail-level error"}, 1, {"raw/old.txt", "raw/新 版.txt"}),
        ({"paths": "$(touch made)"}, 2, set()),
        ({"since": "no-such-revision"}, 2, set()),
    ],
)
def test_the_action_checks_what_its_inputs_name(
    pages: Path, wheel: Path, inputs: dict[str, str], code: int, files: set[str]
) -> None:
    run = act(pages, wheel, inputs)
    assert (run.code, annotated(run.output)) == (code, files)
    assert not (pages / "made").exists()
