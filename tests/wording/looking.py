"""What the tests of wording share: the script that measures it, and a way to look at one text."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding
from pmkit.model.settings import Settings
from pmkit.rules.decide import select
from pmkit.rules.run import lint_text
from tests.rules.examples import AS_OF, RULES

ROOT = Path(__file__).parent.parent.parent
WORDING = ["PM206", "PM230", "PM231", "PM232", "PM233", "PM234", "PM307", "PM4"]


@cache
def script() -> ModuleType:
    """Return `benchmarks/wording.py`, which reads and measures the labelled sets."""
    spec = importlib.util.spec_from_file_location("wording", ROOT / "benchmarks" / "wording.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["wording"] = module
    spec.loader.exec_module(module)
    return module


def found(text: str, **settings: Any) -> list[Finding]:
    """Lint a file by the rules about wording only."""
    repository = Repository(Path("/nonexistent"), checked=Settings.model_validate(settings))
    chosen = select(RULES, WORDING, ())
    return lint_text(
        repository, "postmortems/x.md", read_document(text.encode(), Limits()), chosen, AS_OF
    )


def file(body: str = "", front: str = "") -> str:
    """Return a post-mortem with people of its own, further keys and a body."""
    return (
        "---\nkind: project\nstatus: reviewed\ntitle: A project\nclient: Acme\n"
        "completed_on: 2025-12-05\nauthor: sarah\n"
        "participants:\n  - {name: Will Harper, role: facilitator}\n  - {name: may, role: contributor}\n"
        f"{front}---\n{body}"
    )


def section(text: str, heading: str = "What did not go well") -> str:
    """Return a post-mortem whose body has one section."""
    return file(f"\n## {heading}\n\n{text}\n")


def codes(text: str, **settings: Any) -> list[str]:
    """Return the codes that are found, in the order of the file."""
    return [finding.code for finding in found(text, **settings)]


def quotes(text: str) -> list[str]:
    """Return the stretches of the file that the findings cover, on one line each."""
    lines = text.split("\n")
    covered = []
    for item in found(text):
        if item.line == item.end_line:
            covered.append(lines[item.line - 1][item.column - 1 : item.end_column - 1])
        else:
            first, last = (
                lines[item.line - 1][item.column - 1 :],
                lines[item.end_line - 1][: item.end_column - 1],
            )
            covered.append(f"{first} / {last.strip()}")
    return covered
