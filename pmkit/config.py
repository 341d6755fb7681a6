"""Where the repository is, and how it wants to be read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pmkit.errors import ConfigError, UsageError
from pmkit.files import FileProblem, read_bytes
from pmkit.model.settings import Settings
from pmkit.visible import short, visible

CONFIG_NAME = "pmkit.toml"
_PYPROJECT = "pyproject.toml"
_CONFIG_CAP = 1_000_000
_MOST_DOTS = 100
"""The TOML reader's time grows with the square of a dotted key's length."""

_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'")


@dataclass(frozen=True)
class Repository:
    """A folder that holds post-mortems.

    Attributes:
        root: The folder every path is told from.
        settings: How it wants to be read.
        config: The file the settings come from; None when all are defaults.
        given: The settings as they stand in that file, before defaults.
    """

    root: Path
    settings: Settings
    config: Path | None = None
    given: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def folders(self) -> list[str]:
        """The post-mortem folders that exist, relative to `root`."""
        names = dict.fromkeys(Path(name).as_posix() for name in self.settings.roots)
        return [name for name in names if (self.root / name).is_dir()]

    def require_folders(self) -> list[str]:
        """Return `folders`.

        Raises:
            UsageError: There is none.
        """
        if not self.folders:
            names = ", ".join(visible(name) for name in self.settings.roots)
            raise UsageError(
                f"no post-mortems: {visible(str(self.root))} has no folder {names}",
                "run `pmkit init` there, or point pmkit elsewhere with -C DIR",
            )
        return self.folders

    def today(self, now: datetime) -> date:
        """Return the day that `now` falls on in the repository's time zone."""
        return now.astimezone(ZoneInfo(self.settings.timezone)).date()


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
            raise UsageError(f"{visible(str(config))} is no file", "name a pmkit.toml with --config")
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
        if any((folder / name).is_dir() for name in Settings().roots):
            return Repository(folder, Settings())
    has_git = (above[-1] / ".git").exists()
    return Repository(above[-1] if has_git else above[0], Settings())


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
        place = f":{where[1]}:{where[2]}" if where else ""
        why = short(re.sub(r" \(at .*\)$", "", str(error)), 120)
        raise ConfigError(f"{visible(str(path))}{place}: {why}", "it must be valid TOML") from None


def _read_tool(path: Path) -> dict[str, Any]:
    try:
        tool = _read_toml(path).get("tool", {})
    except ConfigError:
        return {}  # another tool's file: its errors are not ours to report
    return tool if isinstance(tool, dict) else {}


def _configured(path: Path) -> Repository:
    if path.name == _PYPROJECT:
        given = _read_tool(path).get("pmkit", {})
    else:
        given = _read_toml(path)
    settings = _validate(path, given)
    for name in settings.roots:
        _check_root(path, name)
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(
            f"{visible(str(path))}{_line_of(path, 'timezone')}: `timezone` is `{short(settings.timezone)}`, no known time zone",
            "write an IANA name such as Europe/Berlin or UTC",
        ) from None
    return Repository(path.parent, settings, path, given)


def _validate(path: Path, given: Any) -> Settings:
    from pydantic import ValidationError

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
