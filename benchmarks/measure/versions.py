"""Print what the interpreter that runs this holds, as JSON; started by run.py, never imported."""

from __future__ import annotations

import json
import platform
from importlib import metadata


def main() -> None:
    """Print the versions, and whether pmkit is an editable install."""
    packages = {name: version(name) for name in ("pmkit", "PyYAML", "pydantic", "typer")}
    print(json.dumps([platform.python_version(), packages, is_editable("pmkit")]))


def version(name: str) -> str:
    """Return a package's version."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def is_editable(name: str) -> bool:
    """Tell whether a package is imported from a checkout."""
    try:
        origin = metadata.distribution(name).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return False
    return bool(origin and json.loads(origin).get("dir_info", {}).get("editable"))


if __name__ == "__main__":
    main()
