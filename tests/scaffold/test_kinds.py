"""What `new` makes is a draft that lint accepts, whatever the title and the registers hold."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmkit.config import Repository
from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.errors import UsageError
from pmkit.model.enums import Kind
from pmkit.model.finding import Level
from pmkit.model.sections import SECTIONS
from pmkit.model.settings import SectionSettings, Settings
from pmkit.rules.decide import select
from pmkit.rules.registry import load_rules
from pmkit.rules.run import lint_text
from pmkit.scaffold.context import Known, Wanted, gather
from pmkit.scaffold.names import clean_text
from pmkit.scaffold.render import render_postmortem
from pmkit.scaffold.sources import load_templates

TODAY = date(2026, 3, 6)
RULES = load_rules()
ALL = select(RULES, (), ())
EMPTY = Repository(Path("/nonexistent"), checked=Settings())

OLD = """\
---
kind: project
status: reviewed
title: Earlier work
client: Acme
team: nlp
completed_on: 2025-06-01
actions:
  - id: A1
    what: "Close the comment --> and go on # here"
    owner: dana
    deadline: 2025-07-01
    verification: It is seen.
  - {id: A2, what: Done already, owner: dana, deadline: 2025-07-01, verification: x, status: cancelled}
---
"""


def known(repository: Repository, kind: Kind, title: str = "A title", **more) -> Known:
    return gather(repository, Wanted(kind, title, **more), TODAY)


def errors(text: str, repository: Repository = EMPTY) -> list[str]:
    document = read_document(text.encode(), Limits())
    found = lint_text(repository, "postmortems/2026-03-06-a.md", document, ALL, TODAY)
    return [f"{f.line}: {f.code} {f.message}" for f in found if f.severity is Level.ERROR]


@pytest.mark.parametrize("kind", Kind)
def test_a_fresh_file_has_no_errors_and_a_list_of_things_to_do(kind) -> None:
    text = render_postmortem(load_templates(None), known(EMPTY, kind).context)
    assert errors(text) == []
    assert text.count("TODO") > 20
    assert text.endswith("TODO\n")
    assert "\n\n\n" not in text
    assert max(map(len, text.splitlines())) <= 125


@pytest.mark.parametrize("kind", Kind)
def test_the_headings_are_those_of_the_format(kind) -> None:
    text = render_postmortem(load_templates(None), known(EMPTY, kind).context)
    body = read_document(text.encode(), Limits()).body
    assert tuple(section.title for section in body.sections) == SECTIONS[kind]


@pytest.mark.parametrize("kind", Kind)
def test_headings_can_have_other_names(kind) -> None:
    own = Settings(sections=SectionSettings(rename={"summary": "In short", "Timeline": "Verlauf"}))
    repository = Repository(Path("/nonexistent"), checked=own)
    text = render_postmortem(load_templates(None), known(repository, kind).context)
    assert "\n## In short\n" in text
    assert "\n## Verlauf\n" in text
    assert errors(text, repository) == []


@pytest.mark.parametrize("kind", Kind)
def test_the_commented_action_can_be_used(kind) -> None:
    text = render_postmortem(load_templates(None), known(EMPTY, kind).context)
    before, _, after = text.partition("actions: []\n")
    _hint, *lines = after.split("\n")
    end = next(i for i, line in enumerate(lines) if line.startswith("# A lesson"))
    action = [line.replace("# ", "", 1) for line in lines[:end]]
    whole = "\n".join([before + "actions:", *action, *lines[end:]])
    document = read_document(whole.encode(), Limits())
    assert document.problems == []
    assert read_postmortem(document).postmortem.actions[0].id == "A1"
    assert errors(whole) == []


def test_all_that_was_said_stands_in_the_file() -> None:
    wanted = {
        "client": "Acme: Insurance",
        "team": "nlp # two",
        "project": "no",
        "author": "Dana O'Neil",
        "started_on": date(2025, 11, 3),
        "completed_on": date(2026, 3, 1),
    }
    found = known(EMPTY, Kind.PROJECT, "T", **wanted)
    text = render_postmortem(load_templates(None), found.context)
    made = read_postmortem(read_document(text.encode(), Limits())).postmortem
    assert {key: getattr(made, key) for key in wanted} == wanted
    assert found.id == "2026-03-01-t"
    assert found.held_by == date(2026, 3, 8)


def test_the_register_fills_in_client_team_and_dates(repository) -> None:
    register = repository.root / "register"
    register.mkdir()
    register.joinpath("projects.yml").write_text(
        "- {handle: p, client: acme, team: nlp, started_on: 2025-11-03, completed_on: 2026-02-27}\n"
    )
    context = known(repository, Kind.PROJECT, project="p").context
    assert context["client"] == "acme"
    assert context["team"] == "nlp"
    assert context["started_on"] == "2025-11-03"
    assert context["completed_on"] == "2026-02-27"
    found = known(repository, Kind.PROJECT, project="q")
    assert found.notes == ("register/projects.yml knows no project q",)


@pytest.mark.parametrize("by", [{"client": "acme"}, {"team": "NLP"}])
def test_open_actions_are_carried_over_as_a_comment(repository, by) -> None:
    (repository.root / "postmortems" / "2025-06-01-old.md").write_text(OLD)
    for kind in Kind:
        context = known(repository, kind, **by).context
        assert [action["ref"] for action in context["carried"]] == ["2025-06-01-old:A1"]
        text = render_postmortem(load_templates(None), context)
        assert "#   2025-06-01-old:A1: Close the comment - -> and go on # here\n" in text
        assert "#     owner dana, deadline 2025-07-01 (overdue)\n" in text
        assert errors(text) == []


def test_of_many_open_actions_ten_are_shown(repository) -> None:
    entry = OLD[OLD.index("  - id: A1") : OLD.index("  - {id: A2")]
    many = "".join(entry.replace("A1", f"B{n}") for n in range(13))
    (repository.root / "postmortems" / "2025-06-01-old.md").write_text(
        OLD.replace("actions:\n", f"actions:\n{many}")
    )
    context = known(repository, Kind.PILOT, team="nlp").context
    assert (len(context["carried"]), context["carried_more"]) == (10, 4)
    assert "#   and 4 more: " in render_postmortem(load_templates(None), context)


def test_a_file_that_cannot_be_read_is_told(repository) -> None:
    (repository.root / "postmortems" / "2025-06-01-old.md").write_text("nothing")
    notes = known(repository, Kind.PILOT, team="nlp").notes
    assert notes == ("1 of the earlier files could not be read: `pmkit lint` tells more",)


def test_an_incident_is_dated_by_its_end_or_its_start() -> None:
    start, end = datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 2, 9, tzinfo=UTC)
    running = known(EMPTY, Kind.INCIDENT, started_at=start)
    assert (running.id, running.held_by) == ("2026-03-01-a-title", None)
    over = known(EMPTY, Kind.INCIDENT, started_at=start, resolved_at=end)
    assert (over.id, over.held_by) == ("2026-03-02-a-title", date(2026, 3, 9))
    guessed = known(EMPTY, Kind.INCIDENT)
    assert guessed.context["started_at"] == "2026-03-06T00:00:00+00:00"
    for found in (running, over, guessed):
        assert errors(render_postmortem(load_templates(None), found.context)) == []


@pytest.mark.parametrize(
    "dates",
    [
        {"kind": Kind.PROJECT, "started_on": date(2026, 3, 7)},
        {
            "kind": Kind.INCIDENT,
            "started_at": datetime(2026, 3, 2, tzinfo=UTC),
            "resolved_at": datetime(2026, 3, 1, tzinfo=UTC),
        },
    ],
)
def test_an_end_before_its_beginning_is_refused(dates) -> None:
    with pytest.raises(UsageError, match="before it began"):
        gather(EMPTY, Wanted(title="T", **dates), TODAY)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=210), st.sampled_from(list(Kind)))
def test_any_title_is_refused_or_kept(text, kind) -> None:
    try:
        title = clean_text(text, "title")
    except UsageError:
        return
    found = known(EMPTY, kind, title, client=title, author=title)
    made = render_postmortem(load_templates(None), found.context)
    read = read_postmortem(read_document(made.encode(), Limits())).postmortem
    assert read.title == read.client == read.author == title
    assert errors(made) == []
