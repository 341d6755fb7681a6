"""`pmkit lint`: what it looks at, and how it ends."""

from __future__ import annotations

import json

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


def test_the_report_goes_to_a_file_and_the_summary_beside(place):
    place.write("bad.md", "no front matter\n")
    file = place.root / "out" / "lint.json"
    for _ in range(2):  # an earlier report is replaced
        code, out, err = place.lint("--format", "json", "--output-file", "out/lint.json")
        assert (code, out) == (1, "")
        assert err == "checked 2 files: 1 error, 0 warnings (as of 2025-12-12)\n"
        assert json.loads(file.read_text())["checked"] == 2
    assert [path.name for path in file.parent.iterdir()] == ["lint.json"]


def test_a_file_holds_no_colour_that_nobody_asked_for(place):
    place.write("bad.md", "no front matter\n")
    place.lint("--output-file", "a.txt", FORCE_COLOR="1")
    assert "\x1b" not in (place.root / "a.txt").read_text()
    place.lint("--output-file", "a.txt", before=("--color", "always"))
    assert "\x1b[31m" in (place.root / "a.txt").read_text()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("link.json", "is no regular file"),
        ("folder", "is no regular file"),
        ("postmortems/../postmortems/2025-12-05-good.md", "belongs to the repository"),
        ("pmkit.toml", "belongs to the repository"),
        ("register/people.yml", "belongs to the repository"),
        ("pmkit.toml/x", "not a directory"),
        ("read-only.json", "the file is read-only"),
    ],
)
def test_a_report_replaces_no_other_file(place, file, message):
    (place.root / "pmkit.toml").write_text("format = 1\n")
    place.write("people.yml", "- handle: dana\n", "register")
    place.write("mine.txt", "mine", "folder")
    (place.root / "link.json").symlink_to("pmkit.toml")
    (place.root / "read-only.json").touch(0o444)
    before = {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file()}
    code, out, err = place.lint("--format", "json", "--output-file", file)
    assert (code, out) == (2, "")
    assert message in err
    after = {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("format", ["json-lines", "gitlab", "sarif", "junit", "rdjson"])
def test_a_format_without_totals_has_them_beside(place, format):
    code, _, err = place.lint("--format", format)
    assert (code, err) == (0, "checked 1 file: all is well (as of 2025-12-12)\n")
    assert place.lint("--format", format, before=("-q",))[2] == ""


def test_github_gets_a_table_on_the_page_of_the_job(place):
    place.write("bad.md", "no front matter\n")
    page = place.root / "summary.md"
    page.write_text("before\n")
    place.lint("--format", "github", GITHUB_STEP_SUMMARY=str(page))
    lines = page.read_text().splitlines()
    assert lines[0] == "before"
    assert (
        lines[-1]
        == "| error | postmortems/bad.md:1:1 | PM010 no-front-matter | there is no front matter |"
    )
    place.lint("--format", "concise", GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text().splitlines() == lines


def test_a_page_that_is_full_or_cannot_be_written_fails_nothing(place):
    page = place.root / "summary.md"
    page.write_bytes(b"x" * 1_048_500)
    assert place.lint("--format", "github", GITHUB_STEP_SUMMARY=str(page))[0] == 0
    assert page.stat().st_size == 1_048_500
    code, _, err = place.lint("--format", "github", GITHUB_STEP_SUMMARY=str(place.root))
    assert code == 0
    assert "no summary of this step" in err


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit"])
def test_a_service_gets_paths_from_the_top_of_git(place, format):
    inner = Place(place.root / "team")
    inner.write("bad.md", "no front matter\n")
    (place.root / ".git").mkdir()
    assert "team/postmortems/bad.md" in inner.lint("--format", format)[1]


@pytest.mark.parametrize("format", ["text", "concise", "rdjson"])
def test_a_person_gets_paths_from_where_they_are(place, format):
    inner = Place(place.root / "postmortems")
    place.write("bad.md", "no front matter\n")
    out = inner.lint("--format", format, "bad.md")[1]
    assert "bad.md" in out
    assert "postmortems/bad.md" not in out


@pytest.mark.parametrize(
    ("words", "settings", "code"),
    [
        ((), "", 0),
        (("--fail-on", "warning"), "", 1),
        ((), '[lint]\nfail_on = "warning"\n', 1),
        (("--fail-on", "error"), '[lint]\nfail_on = "warning"\n', 0),
    ],
)
def test_what_fails_is_said_by_option_or_setting(place, words, settings, code):
    (place.root / "pmkit.toml").write_text(settings)
    place.write("2025-12-05-x.md", project(status="draft", outcome="TODO"))
    assert place.lint(*words, "--format", "junit")[0] == code
