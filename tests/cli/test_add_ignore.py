"""`lint --add-ignore` as a person meets it."""

from __future__ import annotations

import pytest

from tests.cli.lint import Place, project


@pytest.fixture
def place(tmp_path):
    found = Place(tmp_path)
    found.write("2025-12-05-a.md", project(title="").replace("## What", "## Which", 1))
    found.write("2025-12-05-b.md", project().replace("---\n\n", "related: [nosuch]\n---\n\n", 1))
    found.write("bad.md", "no front matter\n")
    return found


def test_it_shows_writes_and_leaves_lint_clean(place):
    files = sorted(place.root.glob("postmortems/*.md"))
    before = [file.read_bytes() for file in files]
    code, out, said = place.lint("--add-ignore", "it was so", "--diff")
    assert code == 1
    assert "+# pmkit: ignore[PM101] it was so\n" in out
    assert "+related: [nosuch]  # pmkit: ignore[PM702] it was so\n" in out
    assert said == (
        "postmortems/bad.md:1: PM010 cannot be suppressed in the file\n"
        "would suppress 3 findings in 2 files\n"
    )
    assert [file.read_bytes() for file in files] == before

    code, out, said = place.lint("--add-ignore", "it was so", "--format", "concise")
    assert code == 1
    assert "suppressed 3 findings in 2 files" in said
    assert out.splitlines()[:-1] == ["postmortems/bad.md:1:1: PM010 there is no front matter"]
    after = [file.read_bytes() for file in files]
    assert place.lint("--add-ignore", "it was so")[0] == 1
    assert [file.read_bytes() for file in files] == after, "twice is once"


def test_only_what_is_shown_is_suppressed(place):
    place.lint("--add-ignore", "it was so", "--select", "PM702")
    assert "PM101" in place.lint("--format", "concise")[1]
    place.lint("--write-baseline")
    place.write("2025-12-05-c.md", project(title=""))
    _, _, said = place.lint("--add-ignore", "new")
    assert "suppressed 1 finding in 1 file" in said


def test_a_comment_for_one_finding_makes_no_other_of_its_line_new(place):
    place.lint("--write-baseline", "--select", "PM6")
    place.lint("--add-ignore", "it was so")
    _, out, said = place.lint("--format", "concise", "--select", "PM6")
    assert "known finding" in out
    assert "PM6" not in out
    assert "found no more" not in said


@pytest.mark.parametrize("reason", ["", " .", "a\nb", "a --> b", "\x1b[31m", "x" * 301])
def test_a_reason_that_cannot_stand_there_is_refused(place, reason):
    code, out, said = place.lint("--add-ignore", reason)
    assert (code, out) == (2, "")
    assert "reason" in said
