"""Imports point down: a module uses what stands on its own floor's folder or below it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "pmkit"

FLOORS = (
    ("errors", "visible", "similar", "stems", "model", "facilitation"),
    (
        "files",
        "replace",
        "rewrite",
        "walk",
        "store",
        "settings_file",
        "taxonomy",
        "config",
        "parallel",
        "processes",
        "git",
        "resources",
    ),
    ("document", "history", "record", "extract", "handler"),
    ("registers", "register_entries", "guesses", "load", "facts", "cache", "past", "library"),
    ("wording",),
    (
        "rules",
        "reports",
        "scaffold",
        "edits",
        "progress",
        "people",
        "tagging",
        "fixes",
        "search",
        "anonymise",
        "health",
    ),
    ("render", "editor"),
    ("cli", "__main__"),
)
ROOM_FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")
TYPER_AND_RICH = {"typer", "rich", "click"}


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(path: Path) -> list[str]:
    """Every module that `path` imports, wherever in the file, type checking excepted."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append(node.module or "")
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_down(path):
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert here in ROOM_FLOOR, f"{here} has no floor yet: add it to FLOORS"
    for module in imports(path):
        there = room(module) if module.startswith("pmkit.") else ""
        if there in ROOM_FLOOR and there != here:
            assert ROOM_FLOOR[there] <= ROOM_FLOOR[here], f"{path.name} imports {module} above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_effects_have_one_room(path):
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    tops = {module.split(".")[0] for module in imports(path)}
    if ROOM_FLOOR[here] < ROOM_FLOOR["render"]:
        assert not tops & TYPER_AND_RICH
    if here != "processes":
        assert "subprocess" not in tops
    names = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    if here != "cli":
        assert not names & {"now", "today_date", "utcnow"}, "only the command line has a clock"


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(chr(10).join(sorted(sys.modules)), file=sys.stderr))\n"
        f"sys.argv = ['pmkit', *{list(arguments)!r}]\n"
        "from pmkit.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT.parent, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


HEAVY = {"pydantic", "yaml", "jinja2", "rich.table", "frontmatter", "markdown_it"}


def test_the_version_is_told_before_anything_is_imported():
    assert not loaded_by("--version") & (HEAVY | {"typer", "rich", "json", "pmkit.cli.app"})


@pytest.mark.parametrize("words", [("--help",), ("lint", "--help"), ()])
def test_help_loads_nothing_heavy(words):
    assert not loaded_by(*words) & HEAVY
