"""The repository as a whole: what lies at its top, what its wheel carries, what its README shows."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

import readme

TOP = Path(__file__).parents[1]

TOP_LEVEL = {
    "pyproject.toml", "README.md", "LICENSE", "Makefile", "action.yml",
    ".gitignore", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", ".ci", ".github",
    "seeds", "corpus", "docs", "rules", "lint", "tests",
}  # fmt: skip


def tracked() -> list[str]:
    """Every file of the working tree that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP, check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return [name for name in listed.stdout.split("\0") if (TOP / name).is_file()]


def test_the_top_level_holds_what_it_should_and_no_more() -> None:
    assert {name.split("/")[0] for name in tracked()} == TOP_LEVEL


def test_the_wheel_carries_the_package_and_its_rules_and_nothing_else(wheel: Path) -> None:
    wanted = {name.removeprefix("lint/") for name in tracked() if name.startswith("lint/cnlint/")}
    wanted |= {f"cnlint/{name}" for name in tracked() if name.startswith("rules/")}
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert carried == wanted


def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    install = ["--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True)
    # The dependencies of the environment that runs the tests; a path file of that environment counts for nothing here.
    [packages] = (tmp_path / "venv").glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n", encoding="utf-8"
    )
    page = tmp_path / "page.txt"
    page.write_text("今年秋天,市图书馆新馆向读者开放。\n", encoding="utf-8")
    run = subprocess.run(
        [python.with_name("cnlint"), "check", page], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stderr) == (1, "")
    assert "PUN001" in run.stdout


@pytest.mark.parametrize("path", readme.DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_show_what_the_program_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert readme.refreshed(text) == text, "run `make readme`"
