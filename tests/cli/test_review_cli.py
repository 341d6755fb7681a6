"""What a second reader stumbled over, each through the real command line."""

from __future__ import annotations

import json

import pytest

from tests.running import surroundings, told

INCIDENT = (
    "---\nkind: Incident\nstatus: reviewed\ntitle: T\n"
    "started_at: 2026-01-05T10:00:00Z\nresolved_at: 2026-01-05T12:00:00Z\n---\n"
)


@pytest.fixture
def run(tmp_path):
    (tmp_path / "postmortems").mkdir()

    def run(*words, cwd=tmp_path):
        return told(*words, at=cwd, env=surroundings(PATH=""))

    return run


def test_a_wrong_kind_leaves_an_incident_in_the_reports(run, tmp_path):
    (tmp_path / "postmortems" / "a.md").write_text(INCIDENT)
    code, out, _ = run("list", "--format", "json")
    assert (code, json.loads(out)["items"][0]["anchor_on"]) == (0, "2026-01-05")
    code, out, _ = run("lint", "--select", "PM1", "--format", "concise")
    assert code == 1
    assert [line.split(": ")[1][:5] for line in out.splitlines()[:-1]] == ["PM105"]


def test_a_template_can_be_copied_as_the_help_says(run, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "project.md.j2").write_text("")  # what a shell makes first
    code, out, _ = run("template", "show", "project")
    assert code == 0
    assert "_start.md.j2" in out


def test_a_broken_pyproject_with_our_settings_is_no_silence(run, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.pmkit\n")
    code, _, said = run("list")
    assert code == 2
    assert "pyproject.toml:1:" in said
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert run("list")[0] == 0


def test_paths_lead_where_their_reader_stands(run, tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "postmortems" / "a.md").write_text("broken")
    below = tmp_path / "postmortems"
    assert run("lint", "--format", "concise", cwd=below)[1].startswith("a.md:1:1: PM010")
    assert "file=postmortems/a.md," in run("lint", "--format", "github", cwd=below)[1]
    assert json.loads(run("lint", "--format", "json", cwd=below)[1])["items"][0]["path"] == (
        "postmortems/a.md"
    )


@pytest.mark.parametrize(
    ("toml", "wanted"),
    [
        ('lint = "x"', "`lint`: a table of settings is wanted"),
        ('roots = "a"', "`roots`: a list of words"),
        ('[lint]\nwhys_min = "x"', "`lint.whys_min`: a whole number is wanted"),
        ("[lint]\nwhys_min = 0", "`lint.whys_min`: a number of at least 1 is wanted"),
        ("format = 2", "this pmkit reads format 1"),
        ("[lint]\nwhy_min = 1", "did you mean `whys_min`?"),
    ],
)
def test_a_wrong_setting_is_told_in_the_words_of_the_file(run, tmp_path, toml, wanted):
    (tmp_path / "pmkit.toml").write_text(toml)
    code, _, said = run("list")
    assert code == 2
    assert wanted in said


def test_an_empty_as_of_is_no_today(run):
    code, _, said = run("overdue", "--as-of", "")
    assert code == 2
    assert "--as-of is ``" in said


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("overdeu",), "did you mean `pmkit overdue`?"),
        (("tags", "drift"), "`pmkit tags show drift`"),
        (("overdue", "-C", "x"), "it stands before the command: pmkit -C"),
    ],
)
def test_wrong_words_are_answered_with_the_right_ones(run, words, hint):
    code, _, said = run(*words)
    assert code == 2
    assert hint in said


def test_an_implemented_action_without_readable_days_is_named(run, tmp_path):
    action = "{id: A1, what: w, owner: o, deadline: soon, verification: v, status: implemented}"
    text = f"---\nkind: project\nstatus: draft\ntitle: T\ncompleted_on: 2026-01-05\nactions: [{action}]\n---\n"
    (tmp_path / "postmortems" / "a.md").write_text(text)
    code, out, said = run("overdue")
    assert (code, out.splitlines()[0]) == (0, "nothing is overdue")
    assert "a:A1" in said
