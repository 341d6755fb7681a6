"""What each check of `pmkit doctor` says of a repository that is fine, and of one that is not."""

from __future__ import annotations

import os
import subprocess
from datetime import date

import pytest

from pmkit.config import open_repository
from pmkit.health.alike import find_spellings, folded
from pmkit.health.preview import preview
from pmkit.health.run import CHECKS, examine
from pmkit.health.subject import State, Subject
from tests.reports.files import AS_OF, action, markdown, postmortem
from tests.running import run

IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Dana"), ("EMAIL", "dana@fernbank.example"))
}
NO_CONFIG = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(root, *words):
    environment = {**os.environ, **IDENTITY, **NO_CONFIG}
    subprocess.run(["git", "-C", str(root), *words], env=environment, check=True)


def commit(root):
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All of it")


REGISTER = {
    "people": "- {handle: sarah}\n- {handle: lior}\n",
    "clients": "- {handle: acme, name: Acme GmbH}\n",
    "projects": "- {handle: intent, client: acme, team: nlp}\n",
    "tags": "- {name: house-tag}\n",
    "reviews": "- {year: 2025, held_on: 2026-01-10}\n",
}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "pmkit.toml").write_text('format = 1\ntimezone = "Europe/Berlin"\n')
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "register").mkdir()
    for name, text in REGISTER.items():
        register(tmp_path, name, text)
    add(tmp_path, "2025-12-01-intent", date(2025, 12, 1), "house-tag", "process-gap")
    return tmp_path


def register(root, name, text):
    (root / "register" / f"{name}.yml").write_text(text)


def add(root, stem, anchor, *tags, extra="", **given):
    given = {"client": "acme", "team": "nlp", **given}
    text = markdown(postmortem(stem, anchor, *tags, **given))
    (root / f"postmortems/{stem}.md").write_text(text.replace("\n---\n\n", f"\n{extra}---\n\n"))


def look(root):
    return Subject(open_repository(root), AS_OF)


def result(root, check):
    return next(one for one in examine(look(root)) if one.check == check)


def told(root, check):
    found = result(root, check)
    return found.state, found.message


def test_every_check_says_one_thing_and_what_is_wrong_says_what_to_do(root):
    git(root, "init", "--quiet")
    commit(root)
    results = examine(look(root))
    assert [one.check for one in results] == list(CHECKS)
    assert {one.check for one in results if one.state is not State.OK} == {"lint"}
    assert all(one.hint for one in results if one.state is not State.OK)


def test_the_settings_that_are_not_the_default_are_named(root):
    assert told(root, "settings") == (
        State.OK,
        "pmkit.toml sets timezone = Europe/Berlin; else defaults",
    )
    (root / "pyproject.toml").write_text("[tool.pmkit]\n")
    assert result(root, "settings").message.endswith("[tool.pmkit] of pyproject.toml is not read")
    (root / "pyproject.toml").unlink()
    (root / "pmkit.toml").write_text('roots = ["postmortems", "old"]\n')
    assert told(root, "settings") == (State.PROBLEM, "`roots` names what is no folder: old")


def test_git_is_compared_byte_for_byte_but_for_line_ends(root):
    assert result(root, "git").message.startswith("no git repository around it")
    git(root, "init", "--quiet")
    assert told(root, "git") == (State.NOTE, "no commit yet")
    commit(root)
    assert result(root, "git").state is State.OK
    path = root / "postmortems/2025-12-01-intent.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert result(root, "git").state is State.OK
    path.write_bytes(path.read_bytes() + b"more\n")
    add(root, "2026-01-01-new", date(2026, 1, 1))
    found = result(root, "git")
    assert found.message.endswith("2 of 2 post-mortems are not committed as they stand")
    assert found.paths == ("postmortems/2025-12-01-intent.md", "postmortems/2026-01-01-new.md")
    path.unlink()
    assert "postmortems/2025-12-01-intent.md" in result(root, "git").paths


def test_a_shallow_clone_and_a_git_that_does_not_answer_are_told(root, tmp_path_factory):
    git(root, "init", "--quiet")
    commit(root)
    add(root, "2026-01-01-new", date(2026, 1, 1))
    commit(root)
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth", "1", root.as_uri(), "there")
    assert "shallow clone" in result(clone / "there", "git").message
    (root / ".git/HEAD").write_text("nonsense\n")
    assert told(root, "git") == (State.PROBLEM, "there is a .git, and git does not answer")


def test_post_mortems_are_counted_and_the_unreadable_named(root):
    add(root, "2026-01-01-new", date(2026, 1, 1), kind="pilot", status="draft")
    assert told(root, "post-mortems")[1] == "2: 1 project, 1 pilot; 1 draft, 1 reviewed"
    assert result(root, "unreadable files").state is State.OK
    (root / "postmortems/broken.md").write_text("---\n")
    found = result(root, "unreadable files")
    assert (found.state, found.paths) == (State.PROBLEM, ("postmortems/broken.md",))
    assert found.message == "1 file cannot be read and is in no report"
    assert result(root, "unused tags").state is State.NOTE  # it may carry any of them


def test_what_leads_nowhere_weighs_what_lint_makes_of_it(root):
    dangling = "related: [nowhere]\n"
    add(root, "2026-01-01-new", date(2026, 1, 1), extra=dangling, status="draft")
    assert told(root, "references") == (State.NOTE, "one leads nowhere")
    add(root, "2026-01-01-new", date(2026, 1, 1), extra=dangling)
    assert told(root, "references") == (State.PROBLEM, "one leads nowhere")


def test_lint_is_counted_by_the_rules_that_it_would_tell_of(root):
    assert result(root, "lint").state is State.NOTE
    (root / "pmkit.toml").write_text('[lint]\nselect = ["PM013"]\n')
    assert told(root, "lint") == (State.OK, "no error, no warning")
    (root / "pmkit.toml").write_text('[lint]\nignore = ["PM702"]\n')
    add(root, "2026-01-01-new", date(2026, 1, 1), extra="related: [nowhere]\n")
    assert result(root, "references").state is State.OK


def test_what_the_baseline_knows_is_counted_apart(root):
    assert run("lint", "--write-baseline", at=root).returncode == 0
    state, message = told(root, "lint")
    assert state is State.OK
    assert message.startswith("errors: 0, warnings: 0; ")
    assert message.endswith(" more in the baseline")
    path = root / "postmortems/2025-12-01-intent.md"
    path.write_text(path.read_text().replace("causes:", "held_on: 2025-12-03\ncauses:"))
    assert result(root, "lint").hint.startswith("`pmkit lint --shrink-baseline`")


def test_registers_that_are_broken_slipped_empty_or_idle(root):
    assert told(root, "registers") == (
        State.OK,
        "2 people, 1 client, 1 project, 1 tag, 1 review",
    )
    register(root, "clients", "- {handle: acme}\n- {handle: borealis}\n")
    assert "no post-mortem is for borealis" in result(root, "registers").message
    register(root, "projects", "")
    assert "nothing in projects" in result(root, "registers").message
    register(root, "people", "- {handle: sarah, actve: false}\n")
    assert "1 slip in them" in result(root, "registers").message
    register(root, "people", "- sarah\n")
    register(root, "tags", "- 3\n")
    found = result(root, "registers")
    assert (found.state, found.paths) == (
        State.PROBLEM,
        ("register/people.yml", "register/tags.yml"),
    )
    left_out = examine(look(root))[-1]
    assert left_out.check == "left out"
    assert "similar tags" in left_out.message


def test_tags_that_nobody_defined_uses_or_could_tell_apart(root):
    for check in ("undefined tags", "unused tags", "similar tags"):
        assert result(root, check).state is State.OK
    register(root, "tags", "- {name: house-tag}\n- {name: phase-1-gap}\n- {name: phase-2-gap}\n")
    assert told(root, "unused tags") == (State.NOTE, "2 own tags in no post-mortem")
    assert result(root, "similar tags").state is State.OK
    add(root, "2026-01-01-new", date(2026, 1, 1), "house_tags", "data-quality-suprise")
    assert told(root, "undefined tags") == (
        State.PROBLEM,
        "2 places with a tag that nobody defined",
    )
    found = result(root, "similar tags")
    assert found.message == (
        "nearly the same: data-quality-surprise and data-quality-suprise; house-tag and house_tags"
    )
    assert found.paths == ("postmortems/2026-01-01-new.md",)


def test_where_there_is_a_baseline_lint_is_asked_to_show_all(root):
    add(root, "2026-01-01-new", date(2026, 1, 1), "unheard-of")
    assert result(root, "undefined tags").hint.endswith(": `pmkit lint --select PM302`")
    (root / "pmkit-baseline.json").write_text('{"format": 1, "findings": []}')
    assert result(root, "undefined tags").hint.endswith("`pmkit lint --no-baseline --select PM302`")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("bad-label", "bad-labels", True),
        ("data-quality", "data_quality", True),
        ("Data Quality", "data-quality", True),
        ("bad-label", "bad-table", False),
        ("scope", "scope-creep", False),
    ],
)
def test_forms_of_a_tag_are_one(one, other, same):
    assert (folded(one) == folded(other)) is same


def test_spellings_of_clients_and_teams(root):
    assert find_spellings(["NLP", "nlp", "nlp", "vision"]) == [["nlp", "NLP"]]
    add(root, "2026-01-01-new", date(2026, 1, 1), client="Acme GmbH")  # known: one client
    assert result(root, "spellings").state is State.OK
    add(root, "2026-01-02-new", date(2026, 1, 2), client="Bore-alis")
    add(root, "2026-01-03-new", date(2026, 1, 3), client="borealis", team="NLP")
    found = result(root, "spellings")
    assert found.message == "written in several ways: Bore-alis and borealis; nlp and NLP"


def test_templates_that_do_not_render(root):
    folder = root / "templates"
    folder.mkdir()
    (folder / "report-ours.md.j2").write_text("{# nothing #}\n")
    assert result(root, "templates").state is State.OK
    (folder / "project.md.j2").write_text("{{ nope }}\n")
    found = result(root, "templates")
    assert (found.state, found.paths) == (State.PROBLEM, ("templates/project.md.j2",))


def test_a_year_that_nobody_looked_back_on(root):
    assert told(root, "annual review") == (State.OK, "nothing is owed for 2025")
    register(root, "reviews", "")
    assert told(root, "annual review")[1] == "the look back on 2025 was due by 2026-01-31"


def test_the_preview_shows_fixes_and_one_word_for_one_tag_and_writes_nothing(root):
    add(root, "2026-01-01-new", date(2026, 1, 1), "house_tags", actions=[action(id=None)])
    path = root / "postmortems/2026-01-01-new.md"
    before = path.read_bytes()
    [found] = preview(look(root))
    assert found.path == "postmortems/2026-01-01-new.md"
    assert b"tags: [house-tag]" in found.new
    assert b"id: A1" in found.new
    assert path.read_bytes() == before == found.old
