"""The body's rules at their edges; the plain cases are the examples of the rules themselves."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.enums import Kind
from pmkit.model.finding import Finding, Level
from pmkit.model.sections import SECTIONS, headings
from pmkit.model.settings import Settings
from pmkit.rules.decide import select
from pmkit.rules.run import lint_text
from tests.rules.examples import AS_OF, RULES, findings, whole


def found(
    code: str, fields: str = "", body: str | None = None, **settings: object
) -> list[Finding]:
    """Lint the clean base with other fields, another body, other settings."""
    text = whole(fields)
    if body is not None:
        text = "---\n" + text.split("---\n", 2)[1] + "---\n" + body
    if not settings:
        return [item for item in findings(text) if item.code == code]
    repository = Repository(Path("/nonexistent"), checked=Settings.model_validate(settings))
    document = read_document(text.encode(), Limits())
    chosen = select(RULES, [code], ())
    return lint_text(repository, "postmortems/2025-12-05-example.md", document, chosen, AS_OF)


def full(kind: Kind, **told: str) -> str:
    return "\n" + "\n".join(
        f"## {name}\n\n{told.get(name.split()[0], 'Text.')}\n" for name in SECTIONS[kind]
    )


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_headings(kind):
    messages = [item.message for item in found("PM601", f"kind: {kind}\n", "")]
    assert messages == [f"the section `## {name}` is missing" for name in SECTIONS[kind]]
    assert found("PM602", f"kind: {kind}\n", "") == []
    assert found("PM601", f"kind: {kind}\n", full(kind)) == []


def test_an_unknown_kind_asks_for_no_sections():
    text = whole("").replace("kind: project", "kind: party").split("## ")[0]
    assert not {"PM601", "PM602"} & {item.code for item in findings(text)}


def test_a_missing_section_is_told_on_the_first_line_that_holds_something():
    (first, *_) = found("PM601", "", "\n\n  Some text.  \n## Summary\n\nText.\n")
    top = len(whole("").split("---\n", 2)[1].splitlines()) + 2
    assert (first.line, first.column, first.end_line, first.end_column) == (top + 3, 1, top + 3, 13)
    assert first.hint == 'add a line "## Timeline"'
    (empty, *_) = found("PM601", "", "")
    assert (empty.line, empty.column) == (top + 1, 1)


def test_a_draft_is_warned():
    assert {item.severity for item in found("PM601", "status: draft\n", "")} == {Level.WARNING}
    assert {item.severity for item in found("PM601", "status: in_review\n", "")} == {Level.ERROR}


@pytest.mark.parametrize(
    "heading",
    [
        "## timeline", "## TIMELINE:", "## **Timeline**", "## _Timeline_ …", "## Timeline ##",
        "##  Timeline.", "Timeline\n--------", "## Timeline <!-- facts -->", "## `Timeline`",
    ],
)  # fmt: skip
def test_headings_are_compared_without_case_and_ornament(heading):
    body = full(Kind.PROJECT).replace("## Timeline", heading)
    assert found("PM601", "", body) == []


@pytest.mark.parametrize("heading", ["# Timeline", "### Timeline", "Timeline\n==="])
def test_a_heading_of_another_level_is_named(heading):
    (item,) = found("PM601", "", full(Kind.PROJECT).replace("## Timeline", heading))
    assert item.message == "the section `## Timeline` is missing"
    assert "with exactly two #" in item.hint


@pytest.mark.parametrize(
    "heading", ["## Timelines", "## Our timeline", "Timeline", "> ## Timeline"]
)
def test_what_is_no_such_heading(heading):
    assert len(found("PM601", "", full(Kind.PROJECT).replace("## Timeline", heading))) == 1


def test_headings_can_be_renamed():
    rename = {"timeline": "Zeitverlauf", "Open questions": "Offene Fragen?"}
    assert headings(Kind.PROJECT, rename) == (
        "Summary", "Zeitverlauf", "What went well", "What did not go well", "Offene Fragen?",
    )  # fmt: skip
    body = full(Kind.PROJECT).replace("Open questions", "Offene Fragen")
    (item,) = found("PM601", "", body, sections={"rename": rename})
    assert item.hint == 'add a line "## Zeitverlauf"'
    assert (
        found("PM601", "", body.replace("Timeline", "Zeitverlauf"), sections={"rename": rename})
        == []
    )


@pytest.mark.parametrize(
    "told",
    [
        "", "<!-- What happened when? -->", "<!-- a -->\n\n<!-- b -->", "### Before\n\n### After",
        "### Before\n\n<!-- a -->", "-", "- \n- \n", "…", "```\n```",
    ],
)  # fmt: skip
def test_an_empty_section(told):
    (item,) = found("PM602", "", full(Kind.PROJECT, Timeline=told))
    assert item.message == "the section `Timeline` holds no text"
    assert item.end_line >= item.line  # up to its end, so that a comment inside can suppress it


@pytest.mark.parametrize(
    "told",
    [
        "None.", "### Before\n\nText.", "### Before\n\n### After\n\nText.", "```\nlog\n```",
        "![](chart.png)", "| a |\n| - |", "1", "<!-- a -->b", "✓",
    ],
)  # fmt: skip
def test_a_section_with_text(told):
    assert found("PM602", "", full(Kind.PROJECT, Timeline=told)) == []


def test_a_heading_that_stands_twice_needs_text_once():
    body = full(Kind.PROJECT)
    assert found("PM602", "", body + "\n## Timeline\n") == []
    assert len(found("PM602", "", full(Kind.PROJECT, Timeline="") + "\n## Timeline\n")) == 1


def test_a_todo_has_its_exact_place():
    body = full(Kind.PROJECT, Summary="Two TODO: words, TODO two.")
    first, second = found("PM603", "", body)
    assert (first.column, first.end_column, second.column) == (5, 9, 18)
    assert first.line == second.line == len(whole("").split("## ")[0].splitlines()) + 3
    assert first.message == "`TODO: words, TODO two.` is left in the text"


@pytest.mark.parametrize(
    "told",
    [
        "`TODO`", "a ``TODO``", "<!-- TODO -->", "```\nTODO\n```", "~~~\nTODO\n~~~", "todo", "TODOS",
        "MY_TODO", "Todo:", "- ```\n  TODO\n  ```", "`a\nTODO`",
    ],
)  # fmt: skip
def test_what_is_no_todo(told):
    assert found("PM603", "", full(Kind.PROJECT, Summary=told)) == []


@pytest.mark.parametrize(
    "told", ["### TODO", "**TODO**", "- TODO", "`x` TODO `y`", "(TODO)", "TODO"]
)
def test_what_is_a_todo(told):
    assert len(found("PM603", "", full(Kind.PROJECT, Summary=told))) == 1


def test_todo_in_values():
    fields = (
        'title: "Reader, TODO or not"\n'
        "completed_on: TODO\n"
        "x-note: TODO\n"
        "x-own: {a: [TODO]}\n"
        "links: {tracker: TODO}\n"
        "client: halden # TODO\n"
        "related:\n  - >\n    a\n    TODO b TODO\n"
    )
    items = found("PM603", fields)
    assert sorted(item.message for item in items) == [
        "`TODO` is left in `completed_on`",
        "`TODO` is left in `links.tracker`",
        "`TODO` is left in `related[0]`",
        "`TODO` is left in `related[0]`",
        "`TODO` is left in `title`",
    ]
    lines = whole(fields).splitlines()
    for item in items:
        assert lines[item.line - 1][item.column - 1 : item.end_column - 1] == "TODO"


def test_what_the_rules_for_actions_report_is_not_told_twice():
    fields = (
        "actions:\n  - id: TODO\n    what: TODO\n    owner: TODO\n    deadline: TODO\n"
        "    verification: TODO\n    verify_by: TODO\n    target: TODO\n"
    )
    assert found("PM603", fields) == []
    other = "actions:\n  - {id: A1, what: Do TODO, evidence: TODO, verification: A sample TODO}\n"
    assert [item.message for item in found("PM603", other)] == [
        "`TODO` is left in `actions[0].what`",
        "`TODO` is left in `actions[0].evidence`",
        "`TODO` is left in `actions[0].verification`",
    ]


def test_todo_in_escapes_is_told_at_the_value():
    (item,) = found("PM603", 'client: "\\nTODO"\n')
    assert (item.column, item.end_column) == (9, 17)


def test_the_length_of_an_incident():
    body = full(Kind.INCIDENT, Impact="word " * 580)
    assert found("PM604", "kind: incident\n", body) == []
    (item,) = found("PM604", "kind: incident\n", body + "and more than a page of it\n" * 3)
    assert item.severity is Level.WARNING
    assert "600" in item.message
    long = full(Kind.INCIDENT, Impact="<!-- " + "word " * 900 + "-->")
    assert found("PM604", "kind: incident\n", long) == []
    assert found("PM604", "", full(Kind.PROJECT, Summary="word " * 900)) == []
    assert (
        len(
            found(
                "PM604",
                "kind: incident\n",
                full(Kind.INCIDENT, Impact="w " * 60),
                lint={"incident_words": 50},
            )
        )
        == 1
    )


ACTIONS = "| Action | Owner | Deadline |\n|---|:--|--:|\n| a | b | c |\n"


@pytest.mark.parametrize(
    "table",
    [
        ACTIONS,
        ACTIONS.replace("\n", "\r\n"),
        "Action | Assigned to | Due date\n--- | --- | ---\na | b | c\n",
        "| **What** | **Who** | **Due** |\n| - | - | - |\n",
        "- list\n\n  | Owner | Due |\n  | --- | --- |\n",
    ],
)
def test_a_table_of_actions(table):
    (item,) = found("PM605", "", full(Kind.PROJECT, Summary=table))
    assert "`actions`" in item.message
    assert found("PM605", "actions: []\n", full(Kind.PROJECT, Summary=table)) == []


def test_a_table_of_metrics():
    table = "| | Planned (days) | Actual |\n|-|-|-|\n| a | 1 | 2 |\n"
    (item,) = found("PM605", "", full(Kind.PROJECT, Summary=table))
    assert "`metrics`" in item.message
    assert found("PM605", "metrics: []\n", full(Kind.PROJECT, Summary=table)) == []


@pytest.mark.parametrize(
    "table",
    [
        f"```\n{ACTIONS}```\n",
        f"<!--\n{ACTIONS}-->\n",
        "| When | Who | What |\n|-|-|-|\n| 9:00 | ines | paused it |\n",
        "| Owner | Due |\n\n| Planned | Actual |\n",
        "Owner and due date\n---\n",
        "| Unplanned | Actual |\n|-|-|\n",
    ],
)
def test_other_tables(table):
    assert found("PM605", "", full(Kind.PROJECT, Summary=table)) == []


@pytest.mark.parametrize(
    "body",
    ["TODO " * 20_000, "TODO\n" * 20_000, "`TODO` " * 14_000, "|-\n" * 33_000, " " * 100_000 + "|",
     "|" + "-" * 100_000 + "x", "a|b\n" + " " * 100_000, "## Timeline\n" * 8_000, "### a\n" * 16_000],
    ids=range(9),
)  # fmt: skip
def test_large_bodies_take_no_long_time(body):
    start = time.process_time()
    found("PM603", "", "## Summary\n" + body)
    assert time.process_time() - start < 3
