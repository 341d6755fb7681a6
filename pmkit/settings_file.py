"""`pmkit.toml`, or `[tool.pmkit]` in `pyproject.toml`: text → checked settings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmkit.errors import ConfigError
from pmkit.files import FileProblem, read_bytes
from pmkit.similar import nearest
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.model.settings import Settings

PYPROJECT = "pyproject.toml"
_CAP = 1_000_000
_MOST_DOTS = 30
"""The TOML reader's time grows with the square of a dotted key's length."""

_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+'")


def read_settings(path: Path) -> Any:
    """Return the settings as they stand in `path`, before defaults.

    Linters for code write `per-file-ignores`, so a dash does as well in the keys of `lint`.

    Raises:
        ConfigError: It is no TOML that can be read; it says where.
    """
    given = read_tool(path).get("pmkit", {}) if path.name == PYPROJECT else _read_toml(path)
    if isinstance(given, dict) and isinstance(given.get("lint"), dict):
        given["lint"] = {key.replace("-", "_"): value for key, value in given["lint"].items()}
    return given


def check_settings(path: Path, given: Any) -> Settings:
    """Return the settings of `path`, every one of them checked.

    Raises:
        ConfigError: One of them is unknown or wrong; it says which and on which line.
    """
    settings = _validate(path, given)
    for name in settings.roots:
        check_root(path, name)
    _check_zone(path, settings.timezone)
    return settings


def settings_text(path: Path) -> str:
    """Return the text of `path`, whatever it is.

    Raises:
        ConfigError: The file cannot be read.
    """
    try:
        return read_bytes(path, _CAP).decode("utf-8", "surrogateescape")
    except FileProblem as problem:
        raise ConfigError(f"{visible(str(path))}: {problem.message}", problem.hint) from None


def _read_toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        raw = read_bytes(path, _CAP)
        if len(raw) > _CAP:
            raise ConfigError(f"{visible(str(path))} is larger than {_CAP} bytes")
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


def read_tool(path: Path) -> dict[str, Any]:
    """Return the `tool` table of a `pyproject.toml`; empty where there is none to read."""
    try:
        tool = _read_toml(path).get("tool", {})
    except ConfigError:
        if "tool.pmkit" in settings_text(path):
            raise
        return {}  # another tool's file: its errors are not ours to report
    return tool if isinstance(tool, dict) else {}


def _check_zone(path: Path, name: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place = f"{visible(str(path))}{line_of(path, 'timezone')}"
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
        line = line_of(path, named[-1]) if named else ""
        if first["type"] == "extra_forbidden":
            message, hint = f"unknown setting `{short(key)}`", _similar(first["loc"])
        else:
            message, hint = f"`{short(key)}`: {_wanted(first)} is wanted", "see `pmkit config`"
            if key == "format":
                hint = "this pmkit reads format 1; a newer one may read this repository"
        raise ConfigError(f"{visible(str(path))}{line}: {message}", hint) from None


_WANTED = {
    "int_": "a whole number",
    "tuple_": 'a list of words, such as ["PM2"],',
    "string_": "text in quotes",
    "model_": "a table of settings",
    "dict_": "a table of words",
}


def _wanted(error: Any) -> str:
    """Say in the words of the file what a setting takes."""
    if "expected" in error.get("ctx", {}):
        return str(error["ctx"]["expected"])
    if bound := next((ctx for ctx in error.get("ctx", {}).items() if ctx[0] in _BOUNDS), None):
        return f"a number {_BOUNDS[bound[0]]} {bound[1]}"
    found = (text for begin, text in _WANTED.items() if error["type"].startswith(begin))
    return next(found, "another value")


_BOUNDS = {"ge": "of at least", "le": "of at most"}


def _similar(loc: tuple[int | str, ...]) -> str:
    from pmkit.model.settings import Settings

    table: Any = Settings
    for step in loc[:-1]:
        table = table.model_fields[step].annotation
    near = nearest(str(loc[-1]), table.model_fields)
    return f"did you mean `{near}`?" if near else "`pmkit config` lists all settings"


def line_of(path: Path, key: str, *, value: bool = False) -> str:
    """Return `:LINE`, the first line of `path` that sets `key`; empty where none is found.

    Args:
        value: Whether the word stands anywhere in quotes, or is a key.
    """
    text = read_bytes(path, _CAP).decode("utf-8", "replace")
    word = re.escape(key).replace("_", "[_-]")
    quoted = re.search(rf"[\"']{re.escape(key)}[\"']", text) if value else None
    match = quoted or re.search(
        rf"^[ \t]*+\[?[\"']?(?:[\w-]+\.)*+[\"']?{word}(?![\w-])", text, re.MULTILINE
    )
    return f":{text.count(chr(10), 0, match.start()) + 1}" if match else ""


def check_root(path: Path, name: str) -> None:
    """Refuse a root that leads out of the repository of `path`."""
    parts = Path(name).parts
    if not name or Path(name).is_absolute() or ".." in parts or parts[:1] == (".git",):
        raise ConfigError(
            f"{visible(str(path))}{line_of(path, 'roots')}: the root `{short(name)}` leaves the"
            " repository",
            "name folders below the one that holds pmkit.toml",
        )
