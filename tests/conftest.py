"""What holds for all tests, and what takes long to make and several of them need."""

import subprocess
import sys
from pathlib import Path

import pytest

from commandline import Cnlint, runner

TOP = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", f"--wheel-dir={folder}", str(TOP)]
    subprocess.run([sys.executable, "-m", "pip", *build], check=True)
    [built] = folder.iterdir()
    return built


@pytest.fixture
def cnlint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cnlint:
    """The program, in an empty folder that is also the user's home."""
    for name, folder in (("HOME", "home"), ("XDG_STATE_HOME", "home/state")):
        monkeypatch.setenv(name, str(tmp_path / folder))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return runner(monkeypatch)
