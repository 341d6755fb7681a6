"""`pmkit lint`: what it looks at, and how it ends."""

from __future__ import annotations

import pytest

from tests.cli.lint import Place, project


@pytest.fixture
def place(tmp_path):
    found = Place(tmp_path)
    found.write("2025-12-05-good.md", project())
    return found


def test_a_file_that_cannot_be_read_is_named_whatever_is_selected(place):
    place.write("bad.md", "no front matter\n")
    code, out, _ = place.lint("--select", "PM301", "--format", "concise")
    assert code == 1
    assert out.splitlines() == [
        "postmortems/bad.md:1:1: PM010 there is no front matter",
        "checked 2 files: 1 error, 0 warnings (as of 2025-12-12)",
    ]
    assert place.lint("--select", "PM301", "--ignore", "PM010")[0] == 0


def test_a_selection_holds_for_files_beside_the_linted_one(place):
    place.write("x/2025-12-05-good.md", project())
    code, out, _ = place.lint("--select", "PM301", "postmortems/2025-12-05-good.md")
    assert (code, out) == (0, "checked 1 file: all is well (as of 2025-12-12)\n")
