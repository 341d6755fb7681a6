"""Where the repository is, and how it wants to be read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmkit.errors import ConfigError, UsageError
from pmkit.files import FileProblem, read_bytes
from pmkit.store import Store, open_store
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.model.settings import Settings

CONFIG_NAME = "pmkit.toml"
_PYPROJECT = "pyproject.toml"
_CONFIG_CAP = 1_000_000
_MOST_DOTS = 30
"""The TOML reader's time grows with the square of a dotted key's length."""

_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'")


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
        return _given(self.config) if self.config else {}

    @cached_property
    def settings(self) -> Settings:
        """How the repository wants to be read."""
        if self.checked is not None:
            return self.checked
        from pmkit.model.settings import Settings

        return _validate(self.config, self.given) if self.config else Settings()

    @cached_property
    def store(self) -> Store:
        """What was kept of earlier runs."""
        return open_store(self.root)

    @cached_property
    def folders(self) -> list[str]:
        """The post-mortem folders that exist, relative to `root`."""
        names = dict.fromkeys(Path(name).as_posix() for name in self.basics.roots)
        return [name for name in names if (self.root / name).is_dir()]

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
        if (folder / _PYPROJECT).is_file() and "pmkit" in _read_tool(folder / _PYPROJECT):
            return _configured(folder / _PYPROJECT)
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


def _read_toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        raw = read_bytes(path, _CONFIG_CAP)
        if len(raw) > _CONFIG_CAP:
            raise ConfigError(f"{visible(str(path))} is larger than {_CONFIG_CAP} bytes")
        text = raw.decode("utf-8-sig")
        if any(_QUOTED.sub("", line).count(".") > _MOST_DOTS for line in text.split("\n")):
            raise ConfigError(f"{visible(str(path))}: a key has more than {_MOST_DOTS} parts")
        return tomllib.loads(text)
    except FileProblem as problem:
        raise ConfigError(f"{visible(str(path))}: {problem.message}", problem.hint) from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a mere ValueError
        where = re.search(r"at line (\d+), column (\d+)", str(error))
        if where:
            place = f":{where[1]}:{where[2]}"
        else:
            place = f":{text.count(chr(10)) + 1}" if "at end of document" in str(error) else ""
        why = short(re.sub(r" \(at .*\)$", "", str(error)), 120)
        raise ConfigError(f"{visible(str(path))}{place}: {why}", "it must be valid TOML") from None


def _read_tool(path: Path) -> dict[str, Any]:
    try:
        tool = _read_toml(path).get("tool", {})
    except ConfigError:
        return {}  # another tool's file: its errors are not ours to report
    return tool if isinstance(tool, dict) else {}


def _configured(path: Path) -> Repository:
    """Return the repository that `path` configures, its settings checked.

    Settings that were found good are remembered by their bytes: checking takes their model, and
    loading that takes longer than all the rest of a command that finds nothing changed.
    """
    store, digest = open_store(path.parent), _digest(path)
    kept = store.get("settings")
    if isinstance(kept, dict) and kept.get("of") == digest:
        with contextlib.suppress(TypeError, KeyError):
            return Repository(path.parent, Basics(tuple(kept["roots"]), *kept["rest"]), path)
    settings = _validate(path, _given(path))
    for name in settings.roots:
        _check_root(path, name)
    _check_zone(path, settings.timezone)
    rest = (settings.timezone, settings.limits.file_bytes, settings.limits.front_matter_bytes)
    store.put("settings", {"of": digest, "roots": settings.roots, "rest": rest})
    return Repository(path.parent, Basics(settings.roots, *rest), path, settings)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(read_bytes(path, _CONFIG_CAP)).hexdigest()
    except FileProblem as problem:
        raise ConfigError(f"{visible(str(path))}: {problem.message}", problem.hint) from None


def _given(path: Path) -> Any:
    return _read_tool(path).get("pmkit", {}) if path.name == _PYPROJECT else _read_toml(path)


def _check_zone(path: Path, name: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place = f"{visible(str(path))}{_line_of(path, 'timezone')}"
        raise ConfigError(
            f"{place}: `timezone` is `{short(name)}`, no known time zone",
            "write an IANA name such as Europe/Berlin or UTC",
        ) from None


def _validate(path: Path, given: Any) -> Settings:
    from pydantic import ValidationError

    from pmkit.model.settings import Settings

    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(step) for step in first["loc"])
        named = [step for step in first["loc"] if isinstance(step, str)]
        line = _line_of(path, named[-1]) if named else ""
        if first["type"] == "extra_forbidden":
            message, hint = f"unknown setting `{short(key)}`", _similar(first["loc"])
        else:
            message, hint = f"`{short(key)}`: {first['msg'].lower()}", "see `pmkit config`"
        raise ConfigError(f"{visible(str(path))}{line}: {message}", hint) from None


def _similar(loc: tuple[int | str, ...]) -> str:
    from pmkit.model.settings import Settings

    table: Any = Settings
    for step in loc[:-1]:
        table = table.model_fields[step].annotation
    near = get_close_matches(str(loc[-1]), list(table.model_fields), 1)
    return f"did you mean `{near[0]}`?" if near else "`pmkit config` lists all settings"


def _line_of(path: Path, key: str) -> str:
    text = read_bytes(path, _CONFIG_CAP).decode("utf-8", "replace")
    match = re.search(
        rf"^[ \t]*+\[?[\"']?(?:[\w-]+\.)*+[\"']?{re.escape(key)}(?![\w-])", text, re.MULTILINE
    )
    return f":{text.count(chr(10), 0, match.start()) + 1}" if match else ""


def _check_root(path: Path, name: str) -> None:
    parts = Path(name).parts
    if not name or Path(name).is_absolute() or ".." in parts or parts[:1] == (".git",):
        raise ConfigError(
            f"{visible(str(path))}{_line_of(path, 'roots')}: the root `{short(name)}` leaves the"
            " repository",
            "name folders below the one that holds pmkit.toml",
        )
