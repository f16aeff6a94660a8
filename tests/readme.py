"""The README's examples: found, run, and written back. As a script it puts today's output into the README.

A fenced block marked `console` holds commands, each after `$ `, and below each what it prints on either stream. All of
them run in order in one folder that holds a copy of `seeds/`, and every block that stands below the name of a file
("`cnlint.toml`:") as that file.
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
README: Final = TOP / "README.md"
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_FILE: Final = re.compile(r"`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
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
    """The README with every example's output as the program prints it now."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        shutil.copytree(TOP / "seeds", folder / "seeds")
        for name, content in _FILE.findall(text):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")

        def rerun(block: re.Match[str]) -> str:
            return "\n".join(f"$ {line}\n{printed(line, folder)}".rstrip() + "\n" for line in commands(block.group()))

        return _BLOCK.sub(rerun, text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
