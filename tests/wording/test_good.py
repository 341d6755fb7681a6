"""A good document gets not one warning about its wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.wording.looking import ROOT, found

GOOD = [
    *(ROOT / "tests" / "data" / "wording" / "good").glob("*.md"),
    *(ROOT / "tests" / "data" / "base").glob("*.md"),
]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_document_has_no_finding(path: Path):
    assert [(item.line, item.message) for item in found(path.read_text("utf-8"))] == []
