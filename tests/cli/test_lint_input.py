"""What `pmkit lint` looks at: named files, or a text from standard input."""

from __future__ import annotations

import json

import pytest

from pmkit.render.formats import LintFormat
from tests.cli.lint import Place, project

GOOD = "2025-12-05-good.md"
WELL = "checked 1 file: all is well (as of 2025-12-12)\n"


@pytest.fixture
def place(tmp_path):
    found = Place(tmp_path)
    found.write(GOOD, project())
    return found


def from_stdin(place, text, *words, name=f"postmortems/{GOOD}", before=()):
    raw = text.encode() if isinstance(text, str) else text
    named = ("--stdin-filename", name) if name else ()
    return place.lint("-", *named, *words, stdin=raw, before=before)


def concise(place, text, **more):
    return from_stdin(place, text, "--format", "concise", **more)[1].splitlines()[:-1]


def test_a_text_that_is_not_saved_is_linted_in_the_place_of_its_file(place):
    unsaved = project() + "\nTODO: more\n"
    code, out, _ = from_stdin(place, unsaved)
    number = unsaved.count("\n")
    assert code == 1
    assert f"  {number} | TODO: more\n" in out
    assert place.lint() == (0, WELL, "")


def test_the_place_decides_on_settings_and_paths(place):
    inner = Place(place.root / "team")
    inner.write("pmkit.toml", '[lint]\nselect = ["PM603"]\n', ".")
    inner.write("2025-12-05-x.md", project())
    text = project(outcome="TODO", client="")
    name = "team/postmortems/2025-12-05-new.md"
    found = concise(place, text, name=name)
    assert [line.partition(": ")[2] for line in found] == ["PM603 `TODO` is left in `outcome`"]
    assert found[0].startswith(f"{name}:5:10: ")
    absolute = str(inner.root / "postmortems" / "2025-12-05-new.md")
    assert concise(place, text, name=absolute) == found
    assert concise(place, text, name="postmortems/2025-12-05-new.md", before=("-C", "team")) == [
        line.removeprefix("team/") for line in found
    ]


def test_rules_about_the_whole_see_the_other_files(place):
    place.write("2025-01-10-scans.md", project())
    text = project().replace(
        "\nmetrics:", "\nrelated: [2025-01-10-scans, 2025-01-10-scan]\nmetrics:"
    )
    [line] = concise(place, text)
    assert "PM702 there is no post-mortem `2025-01-10-scan`" in line
    twice = concise(place, project(), name=f"postmortems/deep/{GOOD}")
    assert [line.split()[1] for line in twice] == ["PM701"]
    assert concise(place, project(), name=f"notes/{GOOD}") == []


def test_suppressions_hold_and_unused_ones_are_told(place):
    text = project(outcome="TODO  # pmkit: ignore[PM603] not known yet")
    assert concise(place, text) == []
    [line] = concise(place, project(outcome="mixed  # pmkit: ignore[PM603] not known yet"))
    assert "PM790" in line


def test_bytes_that_are_no_text_are_placed(place):
    assert concise(place, b"---\nkind: \xff\n---\n") == [
        f"postmortems/{GOOD}:2:7: PM004 the byte 0xff is not UTF-8"
    ]


def test_no_more_is_read_than_a_file_may_hold(place):
    (place.root / "pmkit.toml").write_text("[limits]\nfile_bytes = 1000\n")
    [line] = concise(place, b"---\n" + b"x" * 100_000)
    assert "PM003" in line


@pytest.mark.parametrize("format", LintFormat)
def test_every_format_tells_the_same(place, format):
    unsaved = project(outcome="TODO")
    told = from_stdin(place, unsaved, "--format", str(format))
    place.write(GOOD, unsaved)
    assert place.lint(f"postmortems/{GOOD}", "--format", str(format)) == told
    assert told[0] == 1


def test_without_a_name_it_is_called_by_the_sign_that_stands_for_it(place):
    code, out, _ = from_stdin(place, "no front matter", "--format", "concise", name=None)
    assert (code, out.splitlines()[0]) == (1, "-:1:1: PM010 there is no front matter")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-", "postmortems"), "linted alone"),
        (("--stdin-filename", "x.md"), "nothing is read from standard input"),
        (("postmortems", "--stdin-filename", "x.md"), "nothing is read from standard input"),
        (("-", "--output-file", f"postmortems/{GOOD}"), "belongs to the repository"),
    ],
)
def test_words_that_do_not_go_together(place, words, message):
    code, out, err = place.lint(*words, stdin=project().encode())
    assert (code, out) == (2, "")
    assert message in err


def test_a_name_outside_of_the_repository_is_refused(place):
    config = place.write("pmkit.toml", "", ".")
    code, _, err = from_stdin(place, "", name="../x.md", before=("--config", str(config)))
    assert code == 2
    assert "lies outside the repository" in err


def names(place, *words):
    code, out, err = place.lint("--postmortems-only", "--format", "json", "--", *words)
    assert code in (0, 1), err
    return json.loads(out)["checked"], {item["path"] for item in json.loads(out)["items"]}


def test_other_files_are_passed_over(place):
    for name in ("README.md", "_notes.md", ".hidden.md", "x.txt", "_drafts/a.md", "sub/bad.md"):
        place.write(name, "no front matter\n")
    place.write("README.md", "about\n", ".")
    every = [
        str(path.relative_to(place.root)) for path in place.root.rglob("*.*") if path.is_file()
    ]
    assert names(place, *every) == (2, {"postmortems/sub/bad.md"})
    assert names(place, "README.md") == (0, set())
    out = place.lint("--postmortems-only", "--", "README.md", f"postmortems/{GOOD}")[1]
    assert out == WELL.replace("1 file", "1 file, passed over 1")
    assert names(place, "postmortems")[0] == 2
    assert names(place)[0] == 2


def test_what_is_a_post_mortem_is_what_the_settings_say(place):
    (place.root / "pmkit.toml").write_text('roots = ["docs/pm", "."]\n')
    (place.root / "docs" / "pm").mkdir(parents=True)
    place.write("a.md", "x", "docs")
    assert names(place, "docs/a.md") == (1, {"docs/a.md"})
    (place.root / "pmkit.toml").write_text('roots = ["docs/pm"]\n')
    assert names(place, "docs/a.md", f"postmortems/{GOOD}") == (0, set())


def test_each_file_belongs_to_the_repository_it_lies_in(place):
    inner = Place(place.root / "team")
    inner.write("pmkit.toml", 'roots = ["pm"]\n', ".")
    inner.write("bad.md", "no front matter\n", "pm")
    place.write("README.md", "about\n", ".")
    (place.root / ".git").mkdir()
    assert names(place, "README.md", "team/pm/bad.md") == (1, {"pm/bad.md"})
    code, _, err = place.lint("--postmortems-only", "--", "team/pm/bad.md", f"postmortems/{GOOD}")
    assert code == 2
    assert "lint one repository at a time" in err


@pytest.mark.parametrize(
    ("words", "code"), [(("-rf.md",), 2), (("--", "-rf.md"), 1), (("./-rf.md",), 1)]
)
def test_a_name_that_begins_with_a_dash(place, words, code):
    (place.root / "-rf.md").write_text("no front matter\n")
    ended, _, err = place.lint(*words)
    assert ended == code
    assert ("write ./-rf.md" in err) is (code == 2)
