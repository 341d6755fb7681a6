"""Where the repository is, and how it wants to be read."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmkit.errors import UsageError
from pmkit.settings_file import (
    PYPROJECT,
    check_root,
    check_settings,
    read_settings,
    read_tool,
    settings_text,
)
from pmkit.store import Store, open_store
from pmkit.visible import visible
from pmkit.walk import Walk, is_postmortem_path

if TYPE_CHECKING:
    from pmkit.model.settings import Settings

CONFIG_NAME = "pmkit.toml"


@dataclass(frozen=True, slots=True)
class Basics:
    """The settings that even a command needs which finds everything unchanged.

    They are kept apart from the rest so that such a command can do without the settings' model.
    """

    roots: tuple[str, ...] = ("postmortems",)
    timezone: str = "UTC"
    file_bytes: int = 8_000_000
    front_matter_bytes: int = 256_000


@dataclass(frozen=True)
class Repository:
    """A folder that holds post-mortems.

    Attributes:
        root: The folder every path is told from.
        basics: Where its files are, and how much of each is read.
        config: The file the settings come from; None when all are defaults.
        checked: The settings, where they were read and checked already.
    """

    root: Path
    basics: Basics = Basics()
    config: Path | None = None
    checked: Settings | None = None

    @cached_property
    def given(self) -> dict[str, Any]:
        """The settings as they stand in their file, before defaults."""
        return read_settings(self.config) if self.config else {}

    @cached_property
    def settings(self) -> Settings:
        """How the repository wants to be read."""
        if self.checked is not None:
            return self.checked
        from pmkit.model.settings import Settings

        return check_settings(self.config, self.given) if self.config else Settings()

    @cached_property
    def store(self) -> Store:
        """What was kept of earlier runs."""
        return open_store(self.root)

    @cached_property
    def folders(self) -> list[str]:
        """The post-mortem folders that exist, relative to `root`."""
        names = dict.fromkeys(Path(name).as_posix() for name in self.basics.roots)
        return [name for name in names if (self.root / name).is_dir()]

    def takes(self, path: str) -> bool:
        """Tell whether a file at `path`, there or not yet, is one of the post-mortems."""
        return is_postmortem_path(path, self.folders)

    def walk(self) -> Walk:
        """List the post-mortems of all roots, and what could not be looked at.

        Raises:
            UsageError: The repository has no post-mortem folder.
        """
        walk = Walk(self.root)
        for folder in self.require_folders():
            walk.add(folder)
        return walk

    def require_folders(self) -> list[str]:
        """Return `folders`.

        Raises:
            UsageError: There is none.
        """
        if not self.folders:
            names = ", ".join(visible(name) for name in self.basics.roots)
            raise UsageError(
                f"no post-mortems: {visible(str(self.root))} has no folder {names}",
                "run `pmkit init` there, or point pmkit elsewhere with -C DIR",
            )
        return self.folders

    def today(self, now: datetime) -> date:
        """Return the day that `now` falls on in the repository's time zone."""
        if self.basics.timezone == "UTC":
            return now.astimezone(UTC).date()
        from zoneinfo import ZoneInfo

        return now.astimezone(ZoneInfo(self.basics.timezone)).date()


def open_repository(start: Path, config: Path | None = None) -> Repository:
    """Find the repository that `start` lies in.

    `pmkit.toml` is looked for upward to the git root, then `[tool.pmkit]` in a `pyproject.toml`,
    then the nearest folder that holds `postmortems`; else it is the git root, or `start` itself.

    Raises:
        ConfigError: The settings cannot be read.
        UsageError: `start` or `config` does not exist.
    """
    if config:
        if not config.is_file():
            raise UsageError(
                f"{visible(str(config))} is no file", "name a pmkit.toml with --config"
            )
        return _configured(config.absolute())
    start = start.absolute()
    if not start.exists():
        raise UsageError(f"{visible(str(start))} does not exist", "check the path")
    above = _up_to_git(start)
    for folder in above:
        if os.path.lexists(folder / CONFIG_NAME):
            return _configured(folder / CONFIG_NAME)
    for folder in above:
        if (folder / PYPROJECT).is_file() and "pmkit" in read_tool(folder / PYPROJECT):
            return _configured(folder / PYPROJECT)
    for folder in above:
        if any((folder / name).is_dir() for name in Basics().roots):
            return Repository(folder)
    has_git = (above[-1] / ".git").exists()
    return Repository(above[-1] if has_git else above[0])


def _up_to_git(start: Path) -> list[Path]:
    """List `start` and the folders above it, up to the git root where there is one."""
    folders = [start, *start.parents] if start.is_dir() else list(start.parents)
    for index, folder in enumerate(folders):
        if (folder / ".git").exists():
            return folders[: index + 1]
    return folders


def _configured(path: Path) -> Repository:
    """Return the repository that `path` configures, its settings checked.

    Settings that were found good are remembered by their bytes: checking takes their model, and
    loading that takes longer than all the rest of a command that finds nothing changed.
    """
    store, text = open_store(path.parent), settings_text(path)
    kept = store.get("settings")
    if isinstance(kept, dict) and kept.get("of") == text:
        with contextlib.suppress(TypeError, KeyError):
            for name in kept["roots"]:
                check_root(path, name)
            return Repository(path.parent, Basics(tuple(kept["roots"]), *kept["rest"]), path)
    settings = check_settings(path, read_settings(path))
    rest = (settings.timezone, settings.limits.file_bytes, settings.limits.front_matter_bytes)
    store.put("settings", {"of": text, "roots": settings.roots, "rest": rest})
    return Repository(path.parent, Basics(settings.roots, *rest), path, settings)
