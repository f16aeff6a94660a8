"""The examples of the README and the pages of `docs/`: found, run, and written back. As a script it puts today's there.

A fenced block marked `console` holds commands, each after `$ `, and below each what it prints on either stream. All of
a document's run in order in one folder that holds a copy of `seeds/`; a block that stands below the name of a file
("`cnlint.toml`:") is written as that file where it stands.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

TOP: Final = Path(__file__).parents[1]
DOCUMENTS: Final = (TOP / "README.md", TOP / "docs" / "tutorial.md", TOP / "docs" / "corpus.md")
_BLOCK: Final = re.compile(
    r"(?<=^```console\n)(?P<block>.*?)(?=^```$)|`(?P<file>[\w./-]+)`:\n\n```\w+\n(?P<content>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
# The program as this interpreter has it, under the name that users type.
_SHELL: Final = 'cnlint() {{ "{python}" -m cnlint "$@"; }}; {command}'


def commands(block: str) -> list[str]:
    """The commands of a block."""
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def printed(command: str, folder: Path) -> str:
    """What a command prints in a folder, on both streams, without trailing blanks."""
    environment = os.environ | {"HOME": str(folder), "NO_COLOR": "1", "COLUMNS": "100", "PYTHONPATH": str(TOP / "lint")}
    for name in ("XDG_STATE_HOME", "CI", "GITHUB_ACTIONS", "FORCE_COLOR"):
        environment.pop(name, None)
    run = subprocess.run(
        ["bash", "-c", _SHELL.format(python=sys.executable, command=command)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "\n".join(line.rstrip() for line in run.stdout.splitlines())


def refreshed(text: str) -> str:
    """The document with every example's output as the program prints it now."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        shutil.copytree(TOP / "seeds", folder / "seeds")

        def rerun(found: re.Match[str]) -> str:
            if found["file"] is not None:
                (folder / found["file"]).parent.mkdir(parents=True, exist_ok=True)
                (folder / found["file"]).write_text(found["content"], encoding="utf-8")
                return found.group()
            ran = (f"$ {line}\n{printed(line, folder)}".rstrip() + "\n" for line in commands(found["block"]))
            return "\n".join(ran)

        return _BLOCK.sub(rerun, text)


if __name__ == "__main__":
    for document in DOCUMENTS:
        document.write_text(refreshed(document.read_text(encoding="utf-8")), encoding="utf-8")
