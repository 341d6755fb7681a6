"""`digest` through the command line: what is printed, what is written, what is refused."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys

import pytest

from pmkit.cli.session import Session
from pmkit.visible import visible
from tests.digest.files import AGENCY, ROOT, action, git, postmortem

ANONYMOUS = ("digest", "--quarter", "2026-Q1", "--anonymise")


@pytest.fixture
def place(tmp_path):
    """A repository with a person, a client and three post-mortems."""
    (tmp_path / "pmkit.toml").write_text("format = 1\n")
    folder = tmp_path / "register"
    folder.mkdir()
    (folder / "people.yml").write_text("- {handle: dana, name: Dana Okafor}\n")
    (folder / "clients.yml").write_text("- {handle: acme, name: Acme GmbH, sector: banking}\n")
    (tmp_path / "postmortems").mkdir()
    for number in (1, 2, 3):
        write(tmp_path, number)
    return tmp_path


def write(place, number, lesson="Look twice.", **given):
    lessons = [{"lesson": json.dumps(lesson, ensure_ascii=False), "implication": "Plan for it."}]
    given = {"client": "acme" if number < 3 else "borealis", "lessons": lessons, **given}
    text = postmortem(f"2026-01-0{number}", "scope", actions=[action(1)], **given)
    path = place / "postmortems" / f"2026-01-0{number}-story-{number}.md"
    path.write_text(text, "utf-8")
    return path


def test_the_digest_for_those_inside_names_what_it_is_about(run):
    code, out, err = run("digest", "--quarter", "2026-Q1")
    assert (code, err) == (0, "")
    assert out.startswith(
        """\
Digest of 2026-Q1
  3 post-mortems (2 projects, 1 pilot)
  how they ended: 2 failed, 1 mixed
  as of 2026-04-01

Patterns
  data-quality-surprise (Data quality surprise): in 4 post-mortems, 3 of them in this period, \
3 in a row: overhaul the process behind it, in several teams within half a year
    came back in 2026-01-23-pelloway-visual-search in spite of a verified fix: \
2024-04-12-halvorn-claims-triage:A1
"""
    )


def test_the_anonymised_digest_as_markdown(run, place):
    code, out, err = run(*ANONYMOUS, "--format", "md", at=place)
    assert (code, err) == (0, "as of 2026-04-01\n")
    assert (
        out
        == """\
# Anonymised digest of 2026-Q1

- 3 post-mortems
- by kind: 3 projects
- how they ended: 3 mixed

## Patterns

- **scope (Scope failure): in 3 post-mortems, 3 of them in this period, 3 in a row: overhaul the process behind it**
  - from: 2026-01 to 2026-01
  - seen at: Client A, banking
  - It broke. (Client A)
  - It broke. (banking)
"""
        + "".join(f"  - helps: {each}\n" for each in helps())
        + """\

## Lessons

- Look twice. (Client A)
  - next time: Plan for it.
- Look twice. (banking)
  - next time: Plan for it.

## Countermeasures

- fewer than 3 actions put in place or verified

## Wins

- fewer than 3 post-mortems on work that went well
- fewer than 3 problems prevented by earlier changes
"""
    )


def helps():
    from pmkit.render.table import markdown_text
    from pmkit.taxonomy import built_in

    return map(markdown_text, built_in().tags["scope"].countermeasures)


@pytest.mark.parametrize("format", ["table", "json", "html", "slack", "teams"])
def test_every_format_of_the_example_passes_and_names_nobody(run, format):
    code, out, _ = run(*ANONYMOUS, "--format", format)
    assert code == 0
    files = (AGENCY / "register" / f"{name}.yml" for name in ("people", "clients"))
    register = "".join(path.read_text("utf-8") for path in files)
    for word in re.findall(r"(?:handle|name): (\w+)", register):
        assert not re.search(rf"\b{word}\b", out, re.I), word
    assert not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", out)
    assert format != "json" or json.loads(out)["as_of"] == "2026-04"


HIDDEN = [
    "Told by Dana alone.",
    "told by dana alone.",
    "The data of Acme came late.",
    "Quill wrote the label guide.",
    "We never asked Borealis.",
    "The zyx team was asked.",
    "It is in story-2.",
    "Write to nobody@mail.quux.",
    "It cost 40,000 EUR.",
    "It broke on 3 March.",
    "See ABC-123 for more.",
    "Told by D\u200bana alone.",
]


@pytest.mark.parametrize(
    ("lesson", "format"),
    [
        *((lesson, "md") for lesson in HIDDEN),
        *((HIDDEN[0], name) for name in ("json", "slack", "teams")),
    ],
)
def test_a_digest_that_may_give_somebody_away_is_not_written(run, place, lesson, format):
    (place / "pmkit.toml").write_text('format = 1\n[anonymise]\nnames = ["zyx"]\n')
    write(place, 1, lesson)
    git(place, "init", "--quiet")
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "-m", "One")
    target = place / "digest.out"
    code, out, err = run(*ANONYMOUS, "--format", format, "--output", target, at=place)
    assert (code, out) == (1, "")
    assert not target.exists()
    assert re.search(r"\n  line [0-9]+: ", err)
    for word in ("Dana", "dana", "Acme", "Quill", "Borealis", "zyx", "story", "quux", "ABC"):
        assert word not in err


def test_a_hidden_name_is_told_by_line_and_entry(run, place):
    write(place, 1, "Told by Dana alone.")
    _, out, _ = run("digest", "--quarter", "2026-Q1", at=place)
    assert "Told by Dana alone." in out
    code, _, err = run(*ANONYMOUS, "--format", "md", at=place)
    assert (code, err) == (
        1,
        "pmkit: nothing was written: 1 place may give somebody away\n"
        "  line 25: people entry 1, handle\n"
        "  hint: `--show` on a terminal names them; docs/anonymising.md says what to do\n",
    )


def test_a_terminal_that_folds_an_escape_hides_nobody(run, place, monkeypatch):
    write(place, 1, "See " + "".join(f"&amp;#{ord(char)};" for char in "Dana Okafor") + " there.")
    monkeypatch.setattr(Session, "on_terminal", True)
    monkeypatch.setenv("COLUMNS", "30")
    code, out, err = run(*ANONYMOUS, at=place)
    assert (code, out) == (1, "")
    assert "people entry 1" in err


@pytest.mark.parametrize("format", ["slack", "teams"])
@pytest.mark.parametrize(
    "lesson",
    ["".join(f"&#{ord(char)};" for char in "Dana Okafor"), f"{'Look twice. ' * 300} Dana did."],
    ids=["in entities", "where the message is cut"],
)
def test_a_message_is_refused_for_what_stands_in_the_file(run, place, lesson, format):
    write(place, 1, lesson)
    code, out, err = run(*ANONYMOUS, "--format", format, at=place)
    assert (code, out) == (1, "")
    assert "people entry 1" in err


def test_a_message_is_refused_for_what_it_alone_says(run, place):
    (place / "register/clients.yml").write_text("- {handle: acme}\n- {handle: pmkit}\n")
    lessons = [{"lesson": f"Look {'twice ' * n}.", "implication": "Plan."} for n in range(1, 60)]
    write(place, 1, lessons=lessons)
    assert run(*ANONYMOUS, "--format", "md", at=place)[0] == 0
    code, out, err = run(*ANONYMOUS, "--format", "slack", at=place)
    assert (code, out) == (1, "")
    assert "clients entry 2" in err


def test_the_anonymised_digest_as_a_message(run, place):
    code, out, err = run(*ANONYMOUS, "--format", "slack", at=place)
    assert (code, err) == (0, "as of 2026-04-01\n")
    assert out.startswith(
        """\
*Anonymised digest of 2026-Q1*
• 3 post-mortems
• by kind: 3 projects
• how they ended: 3 mixed

*Patterns*
• *scope (Scope failure): in 3 post-mortems, 3 of them in this period, 3 in a row: overhaul the process behind it*
    ◦ from: 2026-01 to 2026-01
    ◦ seen at: Client A, banking
"""
    )
    code, out, _ = run(*ANONYMOUS, "--format", "slack", "--output", f"{place}/", at=place)
    assert (code, out) == (0, f"{place}/digest-2026-Q1.slack.txt\n")


def test_few_post_mortems_are_a_reason_to_warn(run, place):
    (place / "postmortems" / "2026-01-03-story-3.md").unlink()
    code, _, err = run(*ANONYMOUS, at=place)
    assert code == 0
    assert "note: 2026-Q1 has fewer than 3 post-mortems, so readers may guess" in err


def test_show_names_nobody_without_a_terminal(run, place):
    write(place, 1, "Told by Dana alone.")
    code, out, err = run(*ANONYMOUS, "--show", at=place)
    assert (code, out) == (1, "")
    assert "note: --show names nobody here" in err
    assert "Dana" not in err


@pytest.mark.parametrize(
    ("format", "before"), [("table", ""), ("slack", ""), ("slack", "Look twice. " * 300)]
)
def test_show_names_what_was_met_on_a_terminal(place, format, before):
    write(place, 1, f"{before}Told by Dana alone.")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PMKIT_TODAY": "2026-04-01"}
    leader, follower = pty.openpty()
    command = [sys.executable, "-P", "-m", "pmkit", *ANONYMOUS, "--show", "--format", format]
    done = subprocess.run(
        command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=follower, check=False
    )
    os.close(follower)
    said = os.read(leader, 10_000).decode()
    os.close(leader)
    assert (done.returncode, done.stdout) == (1, b"")
    shown = "Look twice. Look twice." if before else "Told by Dana alone."
    assert re.search(rf"people entry 1, handle `dana` in: (• )?{shown}", said)
    assert re.search(r"postmortems/2026-01-01-story-1\.md:\d+: `lesson`", said)


def test_a_file_is_written_once_and_its_name_is_checked(run, place):
    folder = place / "out"
    folder.mkdir()
    target = folder / "digest-2026-Q1.md"
    wanted = (*ANONYMOUS, "--format", "md", "--output")
    code, out, _ = run(*wanted, folder, "--dry-run", at=place)
    assert (code, out, target.exists()) == (0, f"would write {visible(str(target))}\n", False)
    code, out, _ = run(*wanted, f"{folder}/new/", at=place)
    assert (code, out) == (0, f"{folder}/new/digest-2026-Q1.md\n")
    code, out, _ = run(*wanted, folder, at=place)
    assert (code, out) == (0, f"{target}\n")
    assert target.read_text("utf-8").startswith("# Anonymised digest of 2026-Q1\n")
    assert run(*wanted, folder, at=place)[0] == 2
    assert run(*wanted, folder, "--force", at=place)[0] == 0
    code, _, err = run(*wanted, folder / "acme.md", at=place)
    assert code == 1
    assert "in the name of the file" in err
    assert not (folder / "acme.md").exists()


EXEMPT = "- {{sentence: Told by Dana alone., signed_by: {}, until: {}}}\n"


def test_a_signed_sentence_may_stand_until_its_end(run, place):
    write(place, 1, "Look twice. Told by Dana alone.")
    register = place / "register" / "anonymise.yml"
    register.write_text(EXEMPT.format("dana", "2026-04-01"))
    code, out, err = run(*ANONYMOUS, "--format", "md", at=place)
    assert code == 0
    assert "- 1 sentence by signed exemption\n" in out
    assert "- Look twice. Told by Dana alone. (banking)\n" in out
    assert (
        "exemption 1 lets a sentence stand, until 2026-04-01\n  line 26: people entry 1, handle\n"
        in err
    )
    write(place, 2, "Told by Dana alone, twice.")
    assert run(*ANONYMOUS, at=place)[0] == 1
    write(place, 2)
    register.write_text(EXEMPT.format("dana", "2026-03-31"))
    code, out, err = run(*ANONYMOUS, at=place)
    assert (code, out) == (1, "")
    assert "exemption 1 ended on 2026-03-31" in err
    register.write_text(EXEMPT.format("somebody", "2026-12-31"))
    code, _, err = run(*ANONYMOUS, at=place)
    assert code == 1
    assert "is signed by nobody" in err
    register.write_text("- {sentence: Told by Dana alone., signed_by: dana}\n")
    assert run(*ANONYMOUS, at=place)[0] == 1


def broken_file(place):
    (place / "postmortems" / "broken.md").write_text("---\nkind: [\n---\n")


def broken_register(place):
    (place / "register" / "people.yml").write_text("- {handle: [\n")


def unclear_status(place):
    write(place, 1, status="sometime")


def unclear_visibility(place):
    write(place, 1, visibility="secret")


def no_names(place):
    shutil.rmtree(place / "register")
    shutil.rmtree(place / "postmortems")
    (place / "postmortems").mkdir()


def single_letter(place):
    write(place, 1, client="K")


def small_number(place):
    write(place, 1, client="42")


def broken_git(place):
    (place / ".git").mkdir()


def shallow_clone(place):
    source = place.parent / "source"
    shutil.move(place, source)
    git(source, "init", "--quiet")
    for name in ("postmortems", "register"):
        git(source, "add", name)
        git(source, "commit", "--quiet", "-m", name)
    git(place.parent, "clone", "--quiet", "--depth", "1", source.as_uri(), str(place))


@pytest.mark.parametrize(
    "harm",
    [
        broken_file,
        broken_register,
        unclear_status,
        unclear_visibility,
        no_names,
        single_letter,
        small_number,
        broken_git,
        shallow_clone,
    ],
)
def test_what_cannot_be_known_is_a_refusal(run, place, harm):
    harm(place)
    code, out, err = run(*ANONYMOUS, at=place)
    assert (code, out) == (1, "")
    assert err.startswith("pmkit: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "which period?"),
        (("--month", "2026-01", "--year", "2026"), "one period at a time"),
        (("--month", "2026-13"), "which is no month"),
        (("--year", "2027"), "has not begun"),
        (("--year", "2026", "--dry-run"), "add --output"),
        (("--year", "2026", "--show"), "add --anonymise"),
    ],
)
def test_wrong_words(run, words, said):
    code, out, err = run("digest", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_an_unreadable_file_is_named_in_the_digest_for_those_inside(run, place):
    broken_file(place)
    code, out, err = run("digest", "--quarter", "2026-Q1", "--format", "json", at=place)
    assert code == 1
    assert json.loads(out)["skipped"][0]["path"] == "postmortems/broken.md"
    assert "postmortems/broken.md" in err
