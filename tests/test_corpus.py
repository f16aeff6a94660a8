"""`corpus/` is what `make corpus` makes of `seeds/` today, byte for byte."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_corpus_is_what_the_seeds_give(tmp_path: Path) -> None:
    clean = [sys.executable, "-m", "cnlint", "clean", "seeds", "-o", str(tmp_path)]
    subprocess.run(clean, cwd=TOP, check=True, capture_output=True)
    assert contents(tmp_path) == contents(TOP / "corpus")


def test_every_page_of_the_seeds_has_its_file() -> None:
    pages = {path.stem for path in (TOP / "seeds").glob("*.txt")}
    assert pages == {path.stem for path in (TOP / "corpus").iterdir() if path.name != "manifest.json"}
