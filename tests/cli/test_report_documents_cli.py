"""What a client may be told, what became of it, and an incident on one page."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.running import run, surroundings

BASE = Path(__file__).parents[1] / "data" / "base"
CLIENT = """\
---
kind: project
status: reviewed
title: Voice <b>line</b>
visibility: client
client: acme
completed_on: 2026-03-06
held_on: 2026-03-11
client_meeting_on: 2026-03-20
participants:
  - {name: dana, role: delivery-lead}
metrics:
  - {name: accuracy, unit: "%", planned: 92, actual: 80, better: higher}
causes:
  - {id: C1, what: It *ended* low., tags: [data], category: process, root: No step checks data.}
  - {id: C2, what: A storm., tags: [data], category: external, root: The weather.}
actions:
  - {id: A1, what: Add a check., owner: dana, deadline: 2026-03-20, verification: Three audits.,
     status: implemented, implemented_on: 2026-03-18, target: tool}
  - {id: A2, what: Watch it., owner: dana, deadline: 2026-03-25, verification: V., target: monitoring}
  - {id: A3, what: Test it., owner: dana, deadline: 2026-03-10, verification: A sample of ten.,
     status: verified, implemented_on: 2026-03-09, verified_on: 2026-03-30, verified_by: lee,
     result: effective}
  - {id: A4, what: Drop it., owner: dana, deadline: 2026-03-25, verification: V.,
     status: cancelled, cancelled_reason: No.}
---

## Summary

Short. <script>alert(1)</script>

## Timeline

<!-- dana said so -->
- 2026-01-19: the extract came.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "register").mkdir()
    (tmp_path / "register/clients.yml").write_text(
        "- {handle: acme, name: Acme GmbH}\n- {handle: borealis, name: Borealis}\n"
    )
    (tmp_path / "register/people.yml").write_text("- {handle: mira, name: Mira Okafor}\n")
    write(tmp_path, CLIENT)
    return tmp_path


def write(root: Path, text: str, name: str = "2026-03-06-voice") -> Path:
    path = root / "postmortems" / f"{name}.md"
    path.write_text(text)
    return path


def report(root: Path, *words: str) -> tuple[int, str, str]:
    done = run("report", *words, at=root, env=surroundings())
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_client_is_told_what_happened_and_what_is_in_place(root):
    code, out, said = report(root, "client", "voice")
    assert (code, said) == (0, "")
    assert out.startswith("# Voice \\<b\\>line\\</b\\>\n\nFor Acme GmbH, 2026-04-01\n")
    assert "- No step checks data." in out
    assert "The weather" not in out
    assert "- accuracy: 92 % agreed, 80 % reached" in out
    assert "- Technical, already in place since 2026-03-18: Add a check." in out
    assert "- Process, already in place since 2026-03-09: Test it." in out
    assert "- Watch it. (was due 2026-03-25)" in out
    assert "Drop it" not in out
    assert "On 2026-04-19 we report" in out


def test_the_next_report_is_never_promised_for_a_day_that_has_passed(root):
    assert "On 2026-04-19 we report" in report(root, "client", "voice", "--as-of", "2026-04-19")[1]
    assert "On 2026-05-20 we report" in report(root, "client", "voice", "--as-of", "2026-04-20")[1]


def test_already_in_place_is_said_of_what_is_alone(root):
    _, out, _ = report(root, "client", "voice")
    for line in out.split("\n"):
        assert ("already in place" in line) is bool(re.search(r"Add a check|Test it", line))


def test_there_is_exactly_one_acknowledgment_and_nobody_is_named(root):
    _, out, _ = report(root, "client", "voice")
    assert len(re.findall(r"lay with us|up to us|sorry|apolog|regret", out)) == 1
    assert "dana" not in out
    assert "lee" not in out


@pytest.mark.parametrize(
    ("name", "format", "told"),
    [
        ("Dana", "md", "line 11: participant of post-mortem 1"),
        ("d&#97;na", "md", "line 11: participant of post-mortem 1"),
        ("Mira Okafor", "md", "line 11: people entry 1, handle"),
        ("Borealis", "html", "clients entry 2, handle"),
        ("bo\u00adrealis", "json", "clients entry 2, handle"),
    ],
)
def test_a_name_in_the_text_is_refused_by_line_and_entry(root, name, format, told):
    path = write(root, CLIENT.replace("the extract came", f"{name} sent the extract"))
    text = path.read_bytes()
    words = ("client", "voice", "--format", format, "--approve", "mira")
    code, out, said = report(root, *words)
    assert (code, out, path.read_bytes()) == (1, "", text)
    assert re.match("pmkit: nothing was written: [12] places? may name a person or another", said)
    assert told in said
    assert name not in said
    _, _, said = report(root, *words, "--show")
    assert said.startswith("note: --show names nobody here")


def test_where_not_all_names_are_known_no_client_is_told(root):
    (root / "postmortems/broken.md").write_text("---\nkind: [\n---\n")
    code, out, said = report(root, "client", "voice")
    assert (code, out) == (1, "")
    assert "their names are not known" in said


def test_what_is_internal_is_told_once_somebody_approved_it(root):
    path = write(root, CLIENT.replace("visibility: client\n", ""))
    code, out, said = report(root, "client", "voice")
    assert (code, out) == (1, "")
    assert "--approve" in said
    code, out, said = report(root, "client", "voice", "--approve", "Mira Okafor")
    assert code == 0
    assert (
        said == "postmortems/2026-03-06-voice.md: approved for the client by mira on 2026-04-01\n"
    )
    text = path.read_text()
    assert "x-client-approvals:\n  - {by: mira, on: 2026-04-01}\n" in text
    assert text.replace("x-client-approvals:\n  - {by: mira, on: 2026-04-01}\n", "") == (
        CLIENT.replace("visibility: client\n", "")
    )
    assert report(root, "client", "voice")[0] == 0
    assert report(root, "client", "voice", "--approve", "mira")[2] == ""
    assert path.read_text() == text


@pytest.mark.parametrize("line", ["visibility: participants", "visibility: Public?"])
def test_what_is_for_its_participants_is_never_told(root, line):
    write(root, CLIENT.replace("visibility: client", line))
    for name in ("client", "follow-up"):
        code, out, said = report(root, name, "voice", "--approve", "mira")
        assert (code, out) == (1, "")
        assert "for its participants alone" in said


def test_a_draft_is_not_told(root):
    write(root, CLIENT.replace("status: reviewed", "status: draft"))
    assert report(root, "client", "voice")[0] == 1


def test_the_follow_up_tells_the_states_as_they_are(root):
    code, out, _ = report(root, "follow-up", "voice")
    assert code == 0
    assert "Of 3 changes, 2 are in place, and 1 was checked for its effect." in out
    assert "- Test it.\n  In place since 2026-03-09; checked on 2026-03-30: it works. " in out
    assert "- Add a check. (since 2026-03-18)" in out
    assert "- Watch it. (was due 2026-03-25)" in out
    assert "1 change was given up" in out


def test_html_obeys_nothing_of_the_text(root):
    code, out, _ = report(root, "client", "voice", "--format", "html")
    assert code == 0
    assert "<script" not in out
    assert "&lt;script&gt;" in out
    assert "<h2>What happened</h2>" in out
    assert "default-src 'none'" in out


def test_json_holds_the_text_and_the_facts(root):
    _, out, _ = report(root, "client", "voice", "--format", "json")
    told = json.loads(out)
    assert (told["kind"], told["items"][0]["postmortem"]) == ("report-client", "2026-03-06-voice")
    assert told["items"][0]["text"].startswith("# Voice")


def test_an_incident_fits_one_page_and_other_kinds_have_none(root):
    shutil.copy(BASE / "incident.md", root / "postmortems/2025-11-03-incident.md")
    code, out, _ = report(root, "one-page", "2025-11-03")
    assert code == 0
    assert out.count("\n") < 60
    assert "| resolved |" in out
    assert "## Actions" in out
    assert report(root, "one-page", "voice")[0] == 2


def test_a_template_of_the_repository_takes_the_place_of_the_built_in_one(root):
    (root / "templates").mkdir()
    (root / "templates/report-client.md.j2").write_text("Ours: {{ title }}, {{ secret }}\n")
    code, out, said = report(root, "client", "voice")
    assert (code, out) == (2, "")
    assert "templates/report-client.md.j2:1" in said
    (root / "templates/report-client.md.j2").write_text("Ours: {{ title }}\n")
    assert report(root, "client", "voice")[1] == "Ours: Voice \\<b\\>line\\</b\\>\n"
