"""The reports as a person or a program meets them: the real command in a small repository."""

from __future__ import annotations

import json
import re

import pytest

from tests.running import surroundings, told

FIRST = """\
---
kind: project
status: closed
title: Intent model
client: Acme
team: nlp
started_on: 2025-10-01
completed_on: 2025-12-01
causes:
  - id: C1
    what: Labels were noisy.
    tags: [data-quality-surprise]
    category: process
actions:
  - id: A1
    what: Audit the data in discovery.
    owner: sarah
    deadline: 2026-01-10
    verification: Three audits.
    status: verified
    implemented_on: 2026-01-05
    verified_on: 2026-01-20
    verified_by: dana
    result: effective
---
"""
SECOND = """\
---
kind: project
status: in_review
title: Sentiment = "mood" | model
client: acme
team: vision
started_on: 2026-02-01
completed_on: 2026-03-06
held_on: 2026-03-11
participants:
  - {name: dana, role: facilitator, on_project: false}
metrics:
  - {name: duration, unit: days, planned: 84, actual: 105}
causes:
  - id: C1
    what: Accuracy ended low.
    tags: [bad-labels]
    category: process
    whys: [Labels were noisy., Nobody audits.]
actions:
  - id: A1
    what: "=Add an audit step"
    owner: lior
    deadline: 2026-03-31
    verification: Three kickoffs.
    status: open
  - id: A2
    what: Publish the guide.
    owner: sarah
    deadline: 2026-02-27
    verification: It is read.
    status: implemented
  - id: A3
    what: Train the team.
    owner: sarah
    deadline: 2026-04-10
    verification: All trained.
    status: in_progress
  - what: Ask the client.
    owner: sarah
    deadline: soon
    verification: An answer.
lessons:
  - {lesson: Noise hides., implication: Sample at random., tags: [bad-labels]}
related: [2025-12-01-acme-intent]
---
"""
LATER = SECOND[: SECOND.index("actions:")].replace("2026-03-06", "2026-05-06") + "---\n"
REGISTER = {
    "people": "- {handle: sarah, name: Sarah K}\n- {handle: lior, active: false}\n",
    "clients": "- {handle: acme, name: Acme}\n",
    "tags": "- {name: data-quality-surprise, aliases: [bad-labels]}\n",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return small_repository(tmp_path_factory.mktemp("repository"))


def small_repository(root):
    """Fill `root` with three post-mortems and their registers."""
    (root / "pmkit.toml").write_text("format = 1\n")
    (root / "postmortems").mkdir()
    (root / "register").mkdir()
    for name, text in REGISTER.items():
        (root / "register" / f"{name}.yml").write_text(text)
    (root / "postmortems/2025-12-01-acme-intent.md").write_text(FIRST)
    (root / "postmortems/2026-03-06-acme-sentiment.md").write_text(SECOND)
    (root / "postmortems/2026-05-06-later.md").write_text(LATER)
    return root


def run(root, *words, day="2026-04-01"):
    """Run pmkit in `root` on a fixed day; return exit code, output and what was said."""
    return told(*words, at=root, env=surroundings(PMKIT_TODAY=day))


UNDATED = "note: 1 open action has no readable deadline: 2026-03-06-acme-sentiment:#4\n"


def test_overdue_as_text(repository):
    code, out, said = run(repository, "overdue", "--within", "2w")
    assert (code, said) == (0, UNDATED)
    assert out == (
        "1 action overdue (worst 1 day), 1 implemented but unverified (worst 3 days), 1 due soon\n"
        "days late  state       action                        owner  what                "
        "due         client  tags\n"
        "        1  overdue     2026-03-06-acme-sentiment:A1  lior   =Add an audit step  "
        "2026-03-31  acme    data-quality-surprise\n"
        "        3  unverified  2026-03-06-acme-sentiment:A2  sarah  Publish the guide.  "
        "2026-03-29  acme    data-quality-surprise\n"
        "       -9  due         2026-03-06-acme-sentiment:A3  sarah  Train the team.     "
        "2026-04-10  acme    data-quality-surprise\n"
        "owner has left, find a new one: 2026-03-06-acme-sentiment:A1 (lior)\n"
        "as of 2026-04-01\n"
    )


def test_overdue_as_csv_is_safe_and_exits_with_1_on_request(repository):
    code, out, _ = run(repository, "overdue", "--format", "csv", "--fail", "--client", "ACME")
    assert code == 1
    assert out == (
        "ref,postmortem,action,what,owner,deadline,status,state,orphaned,days_overdue,verify_by,"
        "client,team,title,tags,slips,slipped_days,moved_after_due,path,line\n"
        "2026-03-06-acme-sentiment:A1,2026-03-06-acme-sentiment,A1,'=Add an audit step,lior,"
        '2026-03-31,open,overdue,true,1,2026-04-30,acme,vision,"Sentiment = ""mood"" | model",'
        "data-quality-surprise,,,,postmortems/2026-03-06-acme-sentiment.md,21\n"
        "2026-03-06-acme-sentiment:A2,2026-03-06-acme-sentiment,A2,Publish the guide.,sarah,"
        "2026-02-27,implemented,unverified,false,3,2026-03-29,acme,vision,"
        '"Sentiment = ""mood"" | model",data-quality-surprise,,,,'
        "postmortems/2026-03-06-acme-sentiment.md,27\n"
    )


def test_actions_as_a_calendar(repository):
    code, out, said = run(repository, "actions", "--format", "ics")
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)\r\nDTEND\S+\r\nSUMMARY:(.*)\r", out)
    assert (code, said) == (0, f"as of 2026-04-01\n{UNDATED}")
    assert days == [
        ("20260331", "lior: =Add an audit step"),
        ("20260329", "check: Publish the guide. (sarah)"),
        ("20260410", "sarah: Train the team."),
    ]
    code, out, said = run(repository, "actions", "--state", "closed", "--format", "ics")
    assert (out.count("STATUS:CANCELLED"), out.count("STATUS:CONFIRMED")) == (1, 0)
    assert (code, said) == (0, "as of 2026-04-01\n")


def test_overdue_as_a_calendar(repository):
    words = ("--format", "ics", "--group-by", "owner", "--fail", "--within", "2w")
    code, out, _ = run(repository, "overdue", *words)
    assert (code, out.count("BEGIN:VCALENDAR"), out.count("BEGIN:VEVENT")) == (1, 1, 3)


def test_what_falls_on_no_day_has_no_calendar(repository):
    code, out, said = run(repository, "recurring", "--format", "ics")
    assert (code, out) == (2, "")
    assert "'ics'" in said


def test_overdue_in_groups_as_markdown(repository):
    code, out, _ = run(repository, "overdue", "--group-by", "owner", "--format", "md")
    head = (
        "| days late | state | action | owner | what | due | client | tags |\n"
        "| ---: | --- | --- | --- | --- | --- | --- | --- |\n"
    )
    assert code == 0
    assert out == (
        f"**lior: 1 action overdue (worst 1 day)**\n\n{head}"
        "| 1 | overdue | 2026-03-06-acme-sentiment:A1 | lior | =Add an audit step | 2026-03-31 "
        "| acme | data-quality-surprise |\n\n"
        f"**sarah: 1 implemented but unverified (worst 3 days)**\n\n{head}"
        "| 3 | unverified | 2026-03-06-acme-sentiment:A2 | sarah | Publish the guide. | 2026-03-29 "
        "| acme | data-quality-surprise |\n\n"
        "- in all: 1 action overdue (worst 1 day), 1 implemented but unverified (worst 3 days)\n"
        "- owner has left, find a new one: 2026-03-06-acme-sentiment:A1 (lior)\n"
        "- as of 2026-04-01\n"
    )


def test_overdue_as_json(repository):
    code, out, _ = run(repository, "overdue", "--format", "json", "--owner", "Sarah K")
    assert code == 0
    assert json.loads(out) == {
        "schema_version": 1,
        "kind": "overdue",
        "as_of": "2026-04-01",
        "items": [
            {
                "ref": "2026-03-06-acme-sentiment:A2",
                "postmortem": "2026-03-06-acme-sentiment",
                "action": "A2",
                "what": "Publish the guide.",
                "owner": "sarah",
                "deadline": "2026-02-27",
                "status": "implemented",
                "state": "unverified",
                "orphaned": False,
                "days_overdue": 3,
                "verify_by": "2026-03-29",
                "client": "acme",
                "team": "vision",
                "title": 'Sentiment = "mood" | model',
                "tags": ["data-quality-surprise"],
                "slips": None,
                "slipped_days": None,
                "moved_after_due": None,
                "path": "postmortems/2026-03-06-acme-sentiment.md",
                "line": 27,
            }
        ],
        "skipped": [],
    }


def test_nothing_is_overdue_before_the_deadline_and_quiet_is_quiet(repository):
    day = ("--as-of", "2025-12-31")
    code, out, said = run(repository, "-q", "overdue", *day, "--fail")
    assert (code, out, said) == (0, "nothing is overdue\nas of 2025-12-31\n", "")


def test_recurring(repository):
    code, out, said = run(repository, "recurring", "--fail")
    assert (code, said) == (1, "")
    assert out == (
        "1 cause recurs, 1 in spite of a fix\n"
        "tag                    count  streak  current  cross-team  worst grade  last seen   open\n"
        "data-quality-surprise      2       2        2  yes         verified     2026-03-06     3\n"
        "failed fix: data-quality-surprise came back in 2026-03-06-acme-sentiment although "
        "2025-12-01-acme-intent:A1 was verified\n"
        "as of 2026-04-01\n"
    )
    code, out, _ = run(repository, "recurring", "--format", "json", "--as-of", "2026-05-06")
    (item,) = json.loads(out)["items"]
    assert (code, item["overhaul"], item["longest_streak"], "by" in item) == (0, True, 3, False)
    assert item["repeats"][1] == {
        "postmortem": "2026-05-06-later",
        "grade": "verified",
        "actions": ["2025-12-01-acme-intent:A1"],
    }


def test_recurring_by_team_has_nothing_to_show(repository):
    code, out, _ = run(repository, "recurring", "--by", "team", "--format", "md")
    assert (code, out) == (0, "no tag is in 2 or more post-mortems\n\n- as of 2026-04-01\n")
    _, out, _ = run(repository, "recurring", "--by", "client", "--format", "json")
    assert [item["by"] for item in json.loads(out)["items"]] == [{"client": "acme"}]


def test_list(repository):
    code, out, said = run(repository, "list", "--since", "2026-01-01", "--until", "2026-04-01")
    assert (code, said) == (0, "")
    assert out == (
        "date        id                         kind     status     client  team    open  overdue"
        "  title                       tags\n"
        "2026-03-06  2026-03-06-acme-sentiment  project  in_review  acme    vision     3        1"
        '  Sentiment = "mood" | model  data-quality-surprise\n'
        "1 post-mortem, 3 open actions, 1 overdue\n"
        "as of 2026-04-01\n"
    )


def test_actions(repository):
    words = ("--status", "open", "--status", "implemented", "--due-before", "2026-03-31")
    code, out, _ = run(repository, "actions", *words, "--format", "csv")
    assert (code, out) == (
        0,
        "ref,postmortem,action,what,owner,deadline,status,state,orphaned,days_overdue,verify_by,"
        "client,team,title,tags,slips,slipped_days,moved_after_due,path,line\n"
        "2026-03-06-acme-sentiment:A2,2026-03-06-acme-sentiment,A2,Publish the guide.,sarah,"
        "2026-02-27,implemented,unverified,false,3,2026-03-29,acme,vision,"
        '"Sentiment = ""mood"" | model",data-quality-surprise,,,,'
        "postmortems/2026-03-06-acme-sentiment.md,27\n",
    )


def test_tags(repository):
    code, out, _ = run(repository, "tags", "--used")
    assert (code, out) == (
        0,
        "tag                    group        used  last in                    title\n"
        "data-quality-surprise  ai-delivery     2  2026-03-06-acme-sentiment  Data quality surprise\n"
        "as of 2026-04-01\n",
    )
    code, out, _ = run(repository, "tags", "show", "bad-labels", "--format", "json")
    (item,) = json.loads(out)["items"]
    assert (code, item["tag"], item["count"]) == (0, "data-quality-surprise", 2)
    assert item["postmortems"] == ["2025-12-01-acme-intent", "2026-03-06-acme-sentiment"]


def test_tags_in_use_and_suggested(repository):
    code, out, said = run(repository, "tags", "use", "bad-labels", "data-quality-surprise")
    assert (code, said) == (0, "")
    assert out.splitlines()[:5] == [
        "Data quality surprise",
        "  tag: data-quality-surprise",
        "  post-mortems: 2",
        "    2026-03-06-acme-sentiment: came back in spite of a verified fix",
        "    2025-12-01-acme-intent",
    ]
    code, out, _ = run(repository, "tags", "suggest", "sentiment", "--format", "json", "--top", "9")
    assert code == 0
    carried = {item["tag"]: item["carried"] for item in json.loads(out)["items"]}
    assert sum(carried.values()) == carried.get("data-quality-surprise", 0)
    code, out, said = run(repository, "tags", "suggest", "nonesuch")
    assert (code, out) == (2, "")
    assert "`pmkit list` shows all of them" in said


def test_tags_that_are_nearly_the_same_are_named_below_the_list(tmp_path):
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "register").mkdir()
    (tmp_path / "register/tags.yml").write_text("- {name: data_quality_surprise}\n")
    code, out, _ = run(tmp_path, "tags", "--group", "pilot")
    assert code == 0
    assert out.splitlines()[-2:] == [
        "nearly the same: data_quality_surprise, data-quality-surprise; "
        "`pmkit tags merge data_quality_surprise data-quality-surprise`",
        "as of 2026-04-01",
    ]


def test_show(repository):
    code, out, said = run(repository, "show", "sentiment")
    assert (code, said) == (0, "")
    assert (
        out
        == """\
Sentiment = "mood" | model
  id: 2026-03-06-acme-sentiment
  kind: project
  status: in_review
  client: acme
  team: vision
  visibility: internal
  tags: data-quality-surprise
  actions: 3 of 4 open, 1 overdue
  file: postmortems/2026-03-06-acme-sentiment.md
  as of 2026-04-01

Dates
  started: 2026-02-01
  completed: 2026-03-06
  held: 2026-03-11

People
  facilitator: dana (not on the project)

Planned and actual
  duration: planned 84 days, actual 105 days, 1.25 times the plan

Causes
  C1 Accuracy ended low. [bad-labels] (process)
    why: Labels were noisy.
    why: Nobody audits.
    root: Nobody audits.

Came back
  data-quality-surprise came back although the fix was verified: 2025-12-01-acme-intent:A1

Actions
  A1 open, overdue by 1 day: =Add an audit step
    owner: lior (has left)
    deadline: 2026-03-31
    verification: Three kickoffs.
    verify by: 2026-04-30
    addresses: C1
    tags: data-quality-surprise
  A2 implemented, its check overdue by 3 days: Publish the guide.
    owner: sarah
    deadline: 2026-02-27
    verification: It is read.
    verify by: 2026-03-29
    addresses: C1
    tags: data-quality-surprise
  A3 in_progress, due in 9 days: Train the team.
    owner: sarah
    deadline: 2026-04-10
    verification: All trained.
    verify by: 2026-05-10
    addresses: C1
    tags: data-quality-surprise
  #4 open, no readable deadline: Ask the client.
    owner: sarah
    verification: An answer.
    addresses: C1
    tags: data-quality-surprise

Lessons
  Noise hides. [bad-labels]
    next time: Sample at random.

Related
  2025-12-01-acme-intent
"""
    )


def test_show_as_json(repository):
    code, out, _ = run(repository, "show", "intent", "--format", "json")
    (item,) = json.loads(out)["items"]
    assert code == 0
    assert list(item)[:12] == [
        *("id", "title", "kind", "status", "client", "team", "project", "anchor_on", "path"),
        *("tags", "actions_open", "actions_overdue"),
    ]
    assert (item["client"], item["held_on"], item["begins_on"]) == ("acme", None, "2025-10-01")
    assert item["actions"][0]["ref"] == "2025-12-01-acme-intent:A1"
    assert item["actions"][0]["verification"] == "Three audits."
    assert item["causes"][0]["root"] is None


def test_show_as_a_page(repository):
    code, out, said = run(repository, "show", "sentiment", "--format", "html")
    assert (code, said) == (0, "")
    assert out.startswith("<!doctype html>\n")
    assert out.endswith("</html>\n")
    assert "<title>Sentiment = &#34;mood&#34; | model</title>" in out
    assert '<span class="name">client:</span> acme</li>' in out


def test_show_one_action_as_markdown(repository):
    code, out, _ = run(repository, "show", "sentiment:A1", "--format", "md")
    assert (code, out) == (
        0,
        "# 2026-03-06-acme-sentiment:A1\n\n"
        "- A1 open, overdue by 1 day: =Add an audit step\n"
        "  - owner: lior (has left)\n"
        "  - deadline: 2026-03-31\n"
        "  - verification: Three kickoffs.\n"
        "  - verify by: 2026-04-30\n"
        "  - addresses: C1\n"
        "  - tags: data-quality-surprise\n"
        "- post-mortem: 2026-03-06-acme-sentiment\n"
        '- title: Sentiment = "mood" \\| model\n'
        "- client: acme\n"
        "- team: vision\n"
        "- file: postmortems/2026-03-06-acme-sentiment.md:21\n"
        "- as of 2026-04-01\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "acme"), "matches 2 of them"),
        (("overdue", "--within", "soon"), "hint: write days as 14d or weeks as 2w"),
        (("list", "--since", "2026-2-1"), "hint: write it as 2026-02-01"),
        (("overdue", "--as-of", "yesterday"), "--as-of is `yesterday`, which is no day"),
        (("tags", "show", "dirft"), "hint: did you mean `drift`?"),
        (("tags", "--group", "pilots"), "hint: groups: failure, "),
    ],
)
def test_wrong_words_exit_with_2(repository, words, said):
    code, out, told = run(repository, *words)
    assert (code, out) == (2, "")
    assert said in told


def test_a_word_that_nothing_knows_is_told_and_is_no_error(repository):
    code, out, said = run(repository, "list", "--client", "acne", "--format", "json")
    assert (code, json.loads(out)["items"]) == (0, [])
    assert said == "note: no client `acne` is known here; did you mean `acme`?\n"


def test_what_cannot_be_read_is_named_and_the_others_are_still_told(tmp_path):
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / "2025-12-01-acme-intent.md").write_text(FIRST)
    (folder / "broken.md").write_text("---\nkind: project\n")
    undecidable = "---\nkind: project\ntitle: T\nstatus: done\ncompleted_on: 2026-01-01\n---\n"
    (folder / "undecidable.md").write_text(undecidable)
    code, out, said = run(tmp_path, "recurring", "--min", "1", "--format", "json")
    report = json.loads(out)
    assert (code, [item["count"] for item in report["items"]]) == (1, [1])
    skipped = [(item["path"], item["line"], item["code"]) for item in report["skipped"]]
    assert skipped == [
        ("postmortems/broken.md", 1, "PM011"),
        ("postmortems/undecidable.md", 4, "PM105"),
    ]
    assert "postmortems/broken.md:1: PM011" in said
    assert "1 file could not be read, 1 file left out" in said
    assert said.endswith("; `pmkit lint` tells more\n")
    (tmp_path / "pmkit-baseline.json").touch()
    said = run(tmp_path, "recurring")[2]
    assert said.endswith("; `pmkit lint --no-baseline` tells more\n")
    code, out, said = run(tmp_path, "overdue")
    assert (code, out) == (1, "nothing is overdue\nas of 2026-04-01\n")
    assert "1 file could not be read" in said
    code, out, said = run(tmp_path, "show", "broken")
    assert (code, out) == (1, "")
    assert "postmortems/broken.md:1: PM011" in said


def test_a_folder_without_post_mortems_is_an_error(tmp_path):
    code, out, said = run(tmp_path, "overdue")
    assert (code, out) == (2, "")
    assert "no post-mortems" in said
    assert "`pmkit init`" in said
