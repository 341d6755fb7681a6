"""The time zone of the machine, which a new repository begins with."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def machine_zone(environ: Mapping[str, str], etc: Path = Path("/etc")) -> str:
    """Return the machine's time zone by its IANA name; UTC where it cannot be told."""
    for name in _zone_candidates(environ, etc):
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        return name
    return "UTC"


def _zone_candidates(environ: Mapping[str, str], etc: Path) -> Iterator[str]:
    yield environ.get("TZ", "").lstrip(":")
    with contextlib.suppress(OSError):
        yield os.readlink(etc / "localtime").rpartition("zoneinfo/")[2]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        yield (etc / "timezone").read_text("utf-8")[:100].strip()
