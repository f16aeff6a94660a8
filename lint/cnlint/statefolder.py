"""The folder in which the tool keeps what it must know again: the ledger and the results of earlier runs."""

import os
from contextlib import suppress
from typing import Final

STATE_FOLDER: Final = ".cnlint"


def state_folder(root: str) -> str:
    """The folder for what the tool keeps, made where it is missing, with a `.gitignore` that hides it from git.

    Raises:
        OSError: it cannot be made.
    """
    folder = os.path.join(root, STATE_FOLDER)
    os.makedirs(folder, exist_ok=True)
    with suppress(FileExistsError), open(os.path.join(folder, ".gitignore"), "x", encoding="ascii") as file:
        file.write("*\n")
    return folder
