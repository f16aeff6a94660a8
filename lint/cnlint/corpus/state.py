"""Where the ledger of a run, and what later runs are to know, is kept."""

import os
import sys

from cnlint.config import Configuration
from cnlint.corpus.exclusion import repository_of
from cnlint.rulebook.cache import digest


def state_root(configuration: Configuration) -> str:
    """The folder that holds `.cnlint/` for runs from the current folder, absolute.

    That of the configuration file if it was found by itself, else the top of the git repository, else one in the
    user's state folder, which each current folder has for itself.

    Raises:
        ConfigError: the configuration cannot be used.
    """
    here = os.getcwd()
    settings = configuration.here
    if settings.file is not None and configuration.file is None:
        return settings.root
    return repository_of(here) or os.path.join(_user_state_folder(), "cnlint", _name_of(here))


def _user_state_folder() -> str:
    """As the XDG base directory specification has it; on other systems where programs keep what is not settings."""
    given = os.environ.get("XDG_STATE_HOME", "")
    if os.path.isabs(given):
        return given
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    return os.path.expanduser("~/Library/Application Support" if sys.platform == "darwin" else "~/.local/state")


def _name_of(folder: str) -> str:
    """A name that a person recognises and no other folder has."""
    return f"{os.path.basename(folder) or 'root'}-{digest([os.fsencode(folder)])}"
