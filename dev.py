"""Sets pmkit up in `.venv` with the standard library alone, so that it works on a fresh machine.

    python3 dev.py try     install pmkit and show its main job on the example repository
    python3 dev.py test    install what the tests need and run them; further words go to pytest

The system's Python is never written to; many systems refuse that anyway.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXAMPLE = HERE / "examples" / "agency"
AS_OF = "2026-04-01"


def main(words: list[str]) -> int:
    """Do what the first word says; return an exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an old Python meets first
        found = ".".join(map(str, sys.version_info[:3]))
        return fail(f"pmkit needs Python 3.11 or newer, and this is {found}")
    verbs = {"try": show, "test": test}
    if not words or words[0] not in verbs:
        print(__doc__)
        return 2
    return verbs[words[0]](words[1:])


def show(words: list[str]) -> int:
    """Install pmkit and run its main job on the example."""
    if not install("."):
        return 2
    pmkit = str(BIN / "pmkit")
    for command in ("lint", "overdue", "recurring"):
        print(f"\n$ pmkit -C examples/agency {command} --as-of {AS_OF}", flush=True)
        if run([pmkit, "-C", str(EXAMPLE), command, "--as-of", AS_OF]) > 1:
            return 2
    print(f"\npmkit is installed: {BIN.relative_to(HERE) / 'pmkit'} --help")
    return 0


def test(words: list[str]) -> int:
    """Install what the tests need and run them."""
    if not install("-e", ".[dev]"):
        return 2
    return run([str(BIN / "python"), "-m", "pytest", *words])


def install(*what: str) -> bool:
    """Make the virtual environment where it is missing and install into it."""
    python = BIN / "python"
    if not python.exists() and run([sys.executable, "-m", "venv", str(VENV)]) != 0:
        fail("no virtual environment could be made; Debian and Ubuntu: apt install python3-venv")
        return False
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*pip, *what]) != 0:
        fail("the installation failed; what pip said stands above")
        return False
    return True


def run(command: list[str]) -> int:
    """Run a command in the checkout and return its exit code."""
    return subprocess.run(command, cwd=HERE, check=False).returncode


def fail(message: str) -> int:
    """Say what went wrong; return the exit code for it."""
    print(f"dev.py: {message}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
