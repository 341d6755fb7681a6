"""`pmkit action` as a person meets it, and two of them at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.test_reports_cli import FIRST, REGISTER, SECOND, run
from tests.running import surroundings

SENTIMENT = "2026-03-06-acme-sentiment"


@pytest.fixture
def repository(tmp_path):
    return build(tmp_path)


def build(root):
    (root / "pmkit.toml").write_text("format = 1\n")
    for folder in ("postmortems", "register", ".git"):
        (root / folder).mkdir()
    for name, text in REGISTER.items():
        (root / "register" / f"{name}.yml").write_text(text)
    (root / "postmortems/2025-12-01-acme-intent.md").write_text(FIRST)
    (root / f"postmortems/{SENTIMENT}.md").write_text(SECOND)
    return root


def text_of(repository):
    return (repository / f"postmortems/{SENTIMENT}.md").read_text()


def test_a_move_prints_what_changed_and_changes_no_more(repository):
    code, out, said = run(repository, "action", "start", "sentiment:A1")
    assert (code, out, said) == (0, f"{SENTIMENT}:A1 open → in_progress\n", "")
    assert text_of(repository) == SECOND.replace("status: open", "status: in_progress")


def test_a_dry_run_shows_a_diff_and_writes_nothing(repository):
    code, out, said = run(repository, "action", "start", "sentiment:A1", "--dry-run")
    assert code == 0
    assert out.startswith(f"--- a/postmortems/{SENTIMENT}.md\n+++ b/postmortems/")
    assert "\n-    status: open\n+    status: in_progress\n" in out
    assert said == "nothing was written\n"
    assert text_of(repository) == SECOND


def test_twice_is_once(repository):
    words = ("action", "implement", "sentiment:A1", "--evidence", "Checklist v4: section 2")
    assert run(repository, *words)[0] == 0
    first = text_of(repository)
    assert '    evidence: "Checklist v4: section 2"\n' in first
    code, out, said = run(repository, *words, day="2026-04-05")
    assert (code, out, said) == (0, "", f"{SENTIMENT}:A1 is implemented already\n")
    assert text_of(repository) == first


def test_of_several_all_move_or_none(repository):
    code, out, said = run(repository, "action", "start", "sentiment:A1", "intent:A1")
    assert (code, out) == (2, "")
    assert "`start` is not possible, the action is verified" in said
    assert "possible now: reopen" in said
    assert text_of(repository) == SECOND
    code, out, _ = run(
        repository,
        "action",
        "defer",
        "sentiment:A1",
        "sentiment:A3",
        "--to",
        "+2w",
        "--why",
        "Ill.",
    )
    assert (code, out.count("→ 2026-04-15")) == (0, 2)
    assert "{from: 2026-03-31, to: 2026-04-15, why: Ill.}" in text_of(repository)


def test_a_verifier_is_another_person_by_any_name(repository):
    (repository / f"postmortems/{SENTIMENT}.md").write_text(
        SECOND.replace("status: implemented", "status: implemented\n    implemented_on: 2026-03-01")
    )
    words = ("action", "verify", "sentiment:A2", "--result", "effective", "--by")
    code, _, said = run(repository, *words, "Sarah K")
    assert code == 2
    assert "owns it and cannot verify it" in said
    assert run(repository, *words, "dana")[0] == 0
    assert "    verified_on: 2026-04-01\n    verified_by: dana\n    result: effective\n" in text_of(
        repository
    )


def test_not_effective_is_open_again_and_can_go_on(repository):
    run(repository, "action", "implement", "sentiment:A1", "--evidence", "Log.")
    code, out, said = run(
        repository, "action", "verify", "sentiment:A1", "--result", "not_effective", "--by", "dana"
    )
    assert (code, out) == (0, f"{SENTIMENT}:A1 implemented → open\n")
    assert "open again" in said
    assert run(repository, "action", "implement", "sentiment:A1", "--evidence", "Log 2.")[0] == 0


def test_what_is_opened_again_may_belong_to_somebody_who_left(repository):
    path = repository / "postmortems/2025-12-01-acme-intent.md"
    path.write_text(FIRST.replace("owner: sarah", "owner: lior").replace("closed", "reviewed"))
    code, out, said = run(repository, "action", "reopen", "intent:A1")
    assert (code, out) == (0, "2025-12-01-acme-intent:A1 verified → open\n")
    assert "its owner, lior, has left: reassign it" in said
    assert run(repository, "action", "start", "intent:A1")[0] == 0
    code, out, said = run(repository, "action", "reassign", "intent:A1", "--to", "sarah")
    assert (code, said) == (0, "")


def test_a_new_owner_is_one_the_register_knows(repository):
    code, _, said = run(repository, "action", "reassign", "sentiment:A3", "--to", "sarrah")
    assert code == 2
    assert "would have an error: PM220" in said
    assert "did you mean `sarah`?" in said


def test_an_action_is_added_under_the_next_id(repository):
    words = ["action", "add", "sentiment", "--what", "Name a data owner.", "--owner", "Sarah K"]
    words += ["--deadline", "eom", "--verification", "It is in the offer.", "--addresses", "C1"]
    code, out, _ = run(repository, *words, "--target", "template")
    assert (code, out) == (0, f"{SENTIMENT}:A4 added\n")
    block = (
        "  - id: A4\n    what: Name a data owner.\n    owner: sarah\n    deadline: 2026-04-30\n"
        "    verification: It is in the offer.\n    status: open\n    addresses: [C1]\n    target: template\n"
    )
    assert text_of(repository) == SECOND.replace("lessons:", f"{block}lessons:")
    assert run(repository, *words)[2] == f"{SENTIMENT}:A4 is there already\n"
    assert "has no cause `C9`" in run(repository, *words[:-1], "C9", "--owner", "mira")[2]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("cancel", "sentiment:A1", "--why", "n/a"), "would have an error: PM211"),
        (("cancel", "sentiment:A1", "--why", " "), "--why is empty"),
        (("reassign", "sentiment:A1", "--to", "the team"), "would have an error: PM202"),
        (("reassign", "sentiment:A1", "--to", "lior"), "has left"),
        (("defer", "sentiment:A1", "--to", "soon", "--why", "x"), "which is no day"),
        (("defer", "sentiment:#4", "--to", "+1w", "--why", "x"), "no deadline that can be read"),
        (("implement", "sentiment:A1", "--evidence", "x", "--on", "2026-04-02"), "today is"),
        (("implement", "sentiment:A1"), "--evidence"),
        (("start", "sentiment:A9"), "has no action `A9`"),
        (("start", "acme:A1"), "matches 2 of them"),
        (("start", "sentiment"), "names no action"),
        ((), "Missing command"),
    ],
)
def test_what_is_not_possible_ends_with_2_and_changes_nothing(repository, words, why):
    code, out, said = run(repository, "action", *words)
    assert (code, out) == (2, "")
    assert why in said
    assert text_of(repository) == SECOND


def test_a_file_that_cannot_be_read_is_named(repository):
    (repository / "postmortems/2026-03-20-torn.md").write_text("---\ntitle: x\n")
    code, out, said = run(repository, "action", "start", "torn:A1")
    assert (code, out) == (1, "")
    assert "postmortems/2026-03-20-torn.md:1: PM011" in said


def test_an_action_without_id_is_named_by_its_place(repository):
    assert run(repository, "action", "start", "sentiment:#4")[0] == 0
    assert "    verification: An answer.\n    status: in_progress\nlessons:" in text_of(repository)


def test_a_status_that_is_none_is_not_overwritten(repository):
    path = repository / f"postmortems/{SENTIMENT}.md"
    path.write_text(SECOND.replace("status: open", "status: doing"))
    code, _, said = run(repository, "action", "start", "sentiment:A1")
    assert code == 2
    assert "the status `doing`, which is none" in said


def test_a_read_only_file_stays(repository):
    path = repository / f"postmortems/{SENTIMENT}.md"
    path.chmod(0o444)
    code, _, said = run(repository, "action", "start", "sentiment:A1")
    assert code == 2
    assert "read-only" in said
    assert text_of(repository) == SECOND


def test_two_at_once_lose_nothing(repository):
    count = 8
    action = (
        "  - id: {}\n    what: Change number {}.\n    owner: sarah\n    deadline: 2026-05-01\n"
        "    verification: Three kickoffs show it.\n"
    )
    head = SECOND[: SECOND.index("actions:\n") + 9]
    whole = head + "".join(action.format(f"{side}{n}", n) for n in range(count) for side in "AB")
    (repository / f"postmortems/{SENTIMENT}.md").write_text(whole + "---\n")
    script = (
        "import sys\nfrom pmkit.cli import app\n"
        f"for n in range({count}):\n"
        "    try:\n        app.main(['action', 'start', f'sentiment:{sys.argv[1]}{n}'])\n"
        "    except SystemExit as stop:\n        assert stop.code == 0\n"
    )
    rivals = [
        subprocess.Popen([sys.executable, "-c", script, side], cwd=repository, env=surroundings())
        for side in "AB"
    ]
    assert [rival.wait() for rival in rivals] == [0, 0]
    assert text_of(repository).count("    status: in_progress\n") == 2 * count
    assert [path.name for path in (repository / "postmortems").glob(".*")] == []
