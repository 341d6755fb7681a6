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
    assert "A storm" not in out
    assert "- accuracy: 92 % planned, 80 % reached" in out
    assert "- Already in place since 2026-03-18 (technical): Add a check." in out
    assert "- Already in place since 2026-03-09 (process): Test it." in out
    assert "- Watch it. (was due 2026-03-25; no new date is set)" in out
    assert "Drop it" not in out
    assert "On 2026-04-19 we report" in out


def test_the_next_report_is_never_promised_for_a_day_that_has_passed(root):
    assert "On 2026-04-19 we report" in report(root, "client", "voice", "--as-of", "2026-04-19")[1]
    assert "On 2026-05-20 we report" in report(root, "client", "voice", "--as-of", "2026-04-20")[1]


def test_already_in_place_is_said_of_what_is_alone(root):
    _, out, _ = report(root, "client", "voice")
    for line in out.split("\n"):
        assert ("lready in place" in line) is bool(re.search(r"Add a check|Test it", line))


OWN = "- {id: C1, what: It ended low., tags: [data], category: process, root: No step checks.}"
OUTSIDE = "- {id: C2, what: A storm., tags: [data], category: external, root: The weather.}"
ACKNOWLEDGED = re.compile(
    r"answer for|up to us|failed you|did not reach|could not rely|Not everything"
)
UNFINISHED = "The analysis is not finished"


def told_of(root: Path, head: str, causes: tuple[str, ...] = (), actions: str = "[]") -> str:
    """Return what the client is told of a project that ends with these lines."""
    start = CLIENT[: CLIENT.index("metrics:")]
    listed = "\n".join(f"  {one}" for one in causes)
    causes_lines = f"causes:\n{listed}\n" if causes else "causes: []\n"
    write(root, f"{start}{head}\n{causes_lines}actions: {actions}\n---\n")
    code, out, said = report(root, "client", "voice")
    assert (code, said) == (0, "")
    return out


def test_there_is_exactly_one_acknowledgment_and_nobody_is_named(root):
    _, out, _ = report(root, "client", "voice")
    assert len([line for line in out.split("\n") if ACKNOWLEDGED.search(line)]) == 1
    assert not re.search("sorry|apolog|regret", out)
    assert "dana" not in out
    assert "lee" not in out


@pytest.mark.parametrize(
    ("head", "causes", "opening"),
    [
        ("outcome: failed", (OWN,), "We did not reach what we set out to do with you, and we answ"),
        ("outcome: failed", (), "We did not reach what we set out to do with you, and we answer"),
        ("outcome: failed", (OUTSIDE,), "We did not reach what we set out to do with you.\n"),
        ("outcome: mixed", (OWN, OUTSIDE), "Not everything went as planned, and we answer for our"),
        ("outcome: mixed", (OUTSIDE,), "Not everything went as planned.\n"),
        ("x-outcome: none", (OWN,), "Not everything went as planned, and we answer for our part"),
        (
            "metrics:\n  - {name: recall, unit: '%', planned: 9, actual: 8, better: higher}",
            (),
            "Not everything went as planned, and we answer for our part in that.\n",
        ),
        ("outcome: succeeded", (OWN,), "We reached what we set out to do with you. Not everything"),
    ],
)
def test_what_went_wrong_is_acknowledged_once_by_how_it_ended(root, head, causes, opening):
    out = told_of(root, head, causes)
    assert out.split("\n\n", 2)[2].startswith(opening)
    assert len([line for line in out.split("\n") if ACKNOWLEDGED.search(line)]) == 1
    assert ("answer for our part" in out) is (causes != (OUTSIDE,))
    assert (UNFINISHED in out) is (not causes)
    assert ("What we found lies outside of our control." in out) is (causes == (OUTSIDE,))
    assert "Nothing is in place yet." in out


@pytest.mark.parametrize("causes", [(), (OUTSIDE,)])
def test_a_success_confesses_nothing_and_promises_nothing(root, causes):
    metric = "metrics:\n  - {name: recall, unit: '%', planned: 90, actual: 95, better: higher}"
    out = told_of(root, f"outcome: succeeded\n{metric}", causes)
    assert "We reached what we set out to do with you.\n" in out
    assert not ACKNOWLEDGED.search(out)
    assert UNFINISHED not in out
    assert "## Why it happened" not in out
    assert "storm" not in out
    assert "- recall: 90 % planned, 95 % reached" in out
    assert "No change is planned." in out
    assert "we report" not in out


def test_nothing_is_said_of_how_it_went_where_nobody_knows(root):
    out = told_of(root, "x-note: none")
    assert out.startswith(
        "# Voice \\<b\\>line\\</b\\>\n\nFor Acme GmbH, 2026-04-01\n\n## What happened"
    )
    assert "It ended on 2026-03-06." in out


def test_an_incident_is_acknowledged_whoever_had_the_lever(root):
    incident = (
        CLIENT.replace("kind: project", "kind: incident")
        .replace("completed_on: 2026-03-06", "resolved_at: 2026-03-06T10:00:00Z")
        .replace("title:", "started_at: 2026-03-05T10:00:00Z\ntitle:")
    )
    write(root, incident)
    assert (
        "\nOur system failed you, and it was up to us to prevent"
        in report(root, "client", "voice")[1]
    )
    write(root, incident.replace("category: process", "category: external"))
    _, out, _ = report(root, "client", "voice")
    assert "\nYou could not rely on our system.\n" in out
    assert "up to us" not in out


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        (
            "{name: rows, planned: 1000000, actual: 1250000, better: higher}",
            "1,000,000 planned, 1,250,000",
        ),
        ("{name: recall, unit: '%', planned: 90, actual: 91.5}", "90 % planned, 91.5 % reached"),
        ("{name: budget, unit: EUR, planned: 80000, actual: 90000}", None),
        ("{name: hours, planned: 870, actual: 1165}", None),
        ("{name: hours, unit: hours, planned: 870, actual: 1165, better: higher}", None),
        ("{name: time to detect, unit: minutes, planned: 60, actual: 61}", None),
        ("{name: sales, unit: k€, planned: 60, actual: 61, better: higher}", None),
        ("{name: sales, unit: TEUR, planned: 60, actual: 61, better: higher}", None),
        ("{name: cost overrun, unit: '%', planned: 0, actual: 20}", None),
        ("{name: our margin, unit: '%', planned: 20, actual: 2, better: higher}", None),
    ],
)
def test_the_client_is_told_how_good_the_result_is_and_not_what_it_took(root, metric, told):
    out = told_of(root, f"outcome: mixed\nmetrics:\n  - {metric}", (OWN,))
    assert (told or "") in out
    assert ("reached" in out) is bool(told)
    assert "agreed" not in out
    assert ("what it meant on your side" in out) is not told


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


@pytest.mark.parametrize(
    ("document", "old", "new", "place"),
    [
        ("client", "the extract came", "Dana came", "35: `Timeline`"),
        ("client", "No step checks data.", "Dana does not.", "15: `causes.root`"),
        ("client", "root: No step checks data.", "whys: [A., Dana.]", "15: `causes.whys`"),
        ("client", "Voice <b>line</b>", "Voice of Dana", "4: `title`"),
        ("client", "name: accuracy", "name: accuracy of Dana", "13: `metrics.name`"),
        ("client", "what: Watch it.", "what: Ask Dana.", "20: `actions.what`"),
        (
            "follow-up",
            "result: effective",
            "result: effective, evidence: By Dana",
            "23: `actions.evidence`",
        ),
    ],
)
def test_a_refusal_names_the_line_of_the_file_to_change(root, document, old, new, place):
    text = CLIENT.replace(old, new)
    assert text != CLIENT
    write(root, text)
    code, out, said = report(root, document, "voice")
    assert (code, out) == (1, "")
    line = int(place.partition(":")[0])
    assert "Dana" in text.split("\n")[line - 1]
    told = said.split("it comes from\n")[1].split("\n")
    assert [one for one in told if one.startswith("  postmortems/")] == [told[0]]
    assert told[0].startswith(f"  postmortems/2026-03-06-voice.md:{place}")
    assert "ana " not in said


def test_a_name_in_a_template_comes_from_no_text_of_the_file(root):
    (root / "templates").mkdir()
    (root / "templates/report-client.md.j2").write_text("For Dana\n")
    code, _, said = report(root, "client", "voice")
    assert code == 1
    assert "it comes from\n  none of its texts alone; look at the template\n" in said


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
    added = re.search(
        r"x-client-approvals:\n  - \{by: mira, on: 2026-04-01, text: sha256-[0-9a-f]{16}\}\n", text
    )
    assert added
    assert text.replace(added[0], "") == CLIENT.replace("visibility: client\n", "")
    assert report(root, "client", "voice")[0] == 0
    assert report(root, "client", "voice", "--approve", "mira")[2] == ""
    assert path.read_text() == text


INTERNAL = CLIENT.replace("visibility: client\n", "")


def test_whoever_approves_can_read_it_first_and_nothing_is_recorded(root):
    path = write(root, INTERNAL)
    code, out, said = report(root, "client", "voice", "--approve", "mira", "--dry-run")
    assert code == 0
    assert "## What happened" in out
    assert said == (
        "postmortems/2026-03-06-voice.md: would be approved for the client by mira on 2026-04-01;"
        " nothing was written\n"
    )
    assert path.read_text() == INTERNAL
    assert report(root, "client", "voice")[0] == 1
    code, out, said = report(root, "client", "voice", "--dry-run")
    assert (code, out) == (2, "")
    assert "--approve" in said


@pytest.mark.parametrize("who", ["nobody", "Sam Gone", " "])
def test_who_approves_is_somebody_here(root, who):
    with (root / "register/people.yml").open("a") as people:
        people.write("- {handle: sam, name: Sam Gone, active: false}\n")
    path = write(root, INTERNAL)
    code, out, said = report(root, "client", "voice", "--approve", who)
    assert (code, out, path.read_text()) == (2, "", INTERNAL)
    assert re.search("is not in register/people.yml|has left|--approve is empty", said)


def test_where_nobody_is_registered_anybody_approves(root):
    (root / "register/people.yml").unlink()
    path = write(root, INTERNAL)
    assert report(root, "client", "voice", "--approve", "kim")[0] == 0
    assert "{by: kim, on: 2026-04-01" in path.read_text()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Short.", "Shorter."),
        ("No step checks data.", "Nothing checks data."),
        ("Watch it.", "Watch it well."),
        ("result: effective", "result: effective, evidence: Ten of ten"),
        ("actual: 80", "actual: 81"),
        ("status: reviewed", "status: reviewed\noutcome: failed"),
    ],
)
def test_an_approval_lapses_when_the_words_change(root, old, new):
    path = write(root, INTERNAL)
    assert report(root, "client", "voice", "--approve", "mira")[0] == 0
    path.write_text(path.read_text().replace(old, new))
    for name in ("client", "follow-up"):
        code, out, said = report(root, name, "voice")
        assert (code, out) == (1, "")
        assert "is internal, and not what mira approved: its words have changed since" in said
    assert report(root, "client", "voice", "--approve", "mira")[0] == 0
    assert report(root, "follow-up", "voice")[0] == 0
    assert path.read_text().count("by: mira") == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("target: monitoring}", "target: monitoring, status: in_progress}"),
        ("deadline: 2026-03-25", "deadline: 2026-05-25"),
        ("<!-- dana said so -->", "<!-- dana says so -->"),
    ],
)
def test_an_approval_stands_while_the_changes_go_on(root, old, new):
    path = write(root, INTERNAL)
    assert report(root, "client", "voice", "--approve", "mira")[0] == 0
    path.write_text(path.read_text().replace(old, new))
    assert report(root, "client", "voice", "--as-of", "2026-04-09")[0] == 0


def test_an_approval_of_unknown_words_does_not_count(root):
    approvals = "x-client-approvals: [{by: mira, on: 2026-04-01}, mira, {on: 2026-04-01}]\n"
    write(root, INTERNAL.replace("client: acme\n", f"client: acme\n{approvals}"))
    code, out, said = report(root, "client", "voice")
    assert (code, out) == (1, "")
    assert "not what mira approved" in said


@pytest.mark.parametrize("name", ["client", "follow-up"])
def test_what_moved_after_the_day_of_the_report_is_said(root, name):
    code, out, said = report(root, name, "voice", "--as-of", "2026-03-10")
    assert code == 0
    assert said == "note: later than 2026-03-10, and told as the file has it: A1, A3\n"
    assert "2026-03-18" in out


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
    assert "4 changes were planned: 2 in place, 1 of them checked for effect; 1 still to co" in out
    assert "- Test it.\n  In place since 2026-03-09; checked on 2026-03-30: it works.\n" in out
    assert "- Add a check. (since 2026-03-18)" in out
    assert "- Watch it. (was due 2026-03-25; no new date is set)" in out
    assert "## Given up\n\n- Drop it.\n" in out


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("result: effective, evidence: Ten of ten.", ": it works. Shown by: Ten of ten."),
        ("result: partially_effective", ": it works in part."),
        ("result: not_effective", ": it does not work."),
        ("evidence: TODO", "."),
    ],
)
def test_a_check_is_told_by_what_it_found_and_not_by_what_it_was_to_find(root, found, told):
    write(root, CLIENT.replace("result: effective", found))
    _, out, _ = report(root, "follow-up", "voice")
    assert f"checked on 2026-03-30{told}\n" in out
    assert "A sample of ten" not in out


@pytest.mark.parametrize(
    ("actions", "told"),
    [
        ("[]", "No change was planned."),
        ("[{id: A1, what: Do., status: open}]", "One change was planned: it is still to come."),
        ("[{id: A1, what: Do., status: cancelled}]", "One change was planned: it is given up."),
        (
            "[{id: A1, what: Do., status: implemented}, {id: A2, what: Go., status: implemented}]",
            "2 changes were planned: 2 in place.\n",
        ),
        (
            "[{id: A1, what: Do.}, {id: A2, what: Go.}]",
            "2 changes were planned: none in place; 2 still to come.\n",
        ),
    ],
)
def test_few_changes_are_counted_in_words(root, actions, told):
    told_of(root, "outcome: mixed", (OWN,), actions)
    _, out, _ = report(root, "follow-up", "voice")
    assert told in out


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
