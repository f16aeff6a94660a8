"""Configuration: `[tool.cnlint]` in pyproject.toml, or cnlint.toml. The file nearest to a text holds for it."""

import os
from collections.abc import Mapping

from cnlint.config.checking import ConfigError
from cnlint.config.reading import find, read
from cnlint.config.settings import Settings, resolve

__all__ = ["ConfigError", "Configuration", "Settings"]


class Configuration:
    """The settings of every folder, under what the command line gives.

    Args:
        file: the one configuration file for all folders (`--config`); None: the nearest of each.
        given: setting -> value, from the command line: checked, and hashable.

    Its patterns start from the current folder if `file` is given, for such a file may serve many projects.
    """

    def __init__(self, file: str | None = None, given: Mapping[str, object] | None = None) -> None:
        self.file = file
        self.given = dict(given or {})
        self._by_folder: dict[str, Settings] = {}

    def of(self, folder: str) -> Settings:
        """The settings for the files of a folder (absolute, or from the current one).

        Raises:
            ConfigError: the configuration cannot be used.
        """
        return self._of("" if self.file is not None else os.path.abspath(folder))

    @property
    def here(self) -> Settings:
        """The settings of the current folder: they hold for the run as a whole.

        Raises:
            ConfigError: as `of`.
        """
        return self.of(os.curdir)

    def _of(self, folder: str) -> Settings:
        if folder not in self._by_folder:
            self._by_folder[folder] = self._resolved(folder)
        return self._by_folder[folder]

    def _resolved(self, folder: str) -> Settings:
        if self.file is not None:
            return resolve(read(self.file), os.getcwd(), self.file, self.given)
        file = find(folder)
        if file is not None:
            return resolve(read(file), folder, file, self.given)
        parent = os.path.dirname(folder)
        return self._of(parent) if parent != folder else resolve((), os.getcwd(), None, self.given)
