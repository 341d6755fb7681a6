"""PM3xx: what pilots and incidents are asked, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding, Level
from pmkit.model.settings import Settings
from pmkit.rules.decide import select
from pmkit.rules.run import lint_text
from tests.rules.examples import AS_OF, RULES, findings, whole

PILOT_ONLY = {"PM310", "PM311", "PM312", "PM317"}
INCIDENT_ONLY = {"PM314", "PM316", "PM318"}
OWN = PILOT_ONLY | INCIDENT_ONLY
STATUSES = [
    ("draft", Level.WARNING),
    ("in_review", Level.ERROR),
    ("reviewed", Level.ERROR),
    ("closed", Level.ERROR),
]
FRICTION = {
    "id": "C1",
    "what": "Notes waited two days for a review.",
    "tags": "[workflow-fit]",
    "category": "process",
    "bucket": "workflow",
    "first_bucket": "technical",
    "upstream": "{decision: Every note is reviewed., made_by: [sponsor]}",
    "trigger": "The index was rebuilt.",
}
OTHER = {"id": "C2", "what": "Case workers kept their own notes."}


def item(**changes: str | None) -> str:
    """Return a cause that pilots and incidents are content with; None leaves a field out."""
    fields = {key: value for key, value in (FRICTION | changes).items() if value is not None}
    return (
        "  - " + "\n    ".join(f"{key}: {value}".rstrip() for key, value in fields.items()) + "\n"
    )


def pilot(fragment: str) -> str:
    return whole(f"kind: pilot\n{fragment}")


def incident(fragment: str) -> str:
    return whole(f"kind: incident\n{fragment}")


def of(code: str, text: str) -> list[Finding]:
    return [finding for finding in findings(text) if finding.code == code]


def codes(text: str) -> set[str]:
    return {f.code for f in findings(text)} & OWN


def place(text: str, needle: str) -> tuple[int, int]:
    """Return line and column of the first `needle` in `text`."""
    at = text.index(needle)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


BARE = "causes:\n" + item(
    tags="[process-gap]", bucket=None, first_bucket=None, upstream=None, trigger=None
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("project", set()), ("checkpoint", set()), ("pilot", PILOT_ONLY), ("incident", INCIDENT_ONLY)],
)
def test_each_kind_is_asked_its_own_questions_only(kind, expected) -> None:
    assert codes(whole(f"kind: {kind}\nactions: []\n# without: edges\n{BARE}")) == expected


@pytest.mark.parametrize(("status", "level"), STATUSES)
def test_what_can_be_completed_is_weighed_by_status_and_advice_is_not(status, level) -> None:
    for make in (pilot, incident):
        found = findings(make(f"status: {status}\nactions: []\nedges: []\n{BARE}"))
        for finding in found:
            if finding.code in {"PM311", "PM312", "PM314", "PM316"}:
                assert finding.severity is level
            elif finding.code in OWN:
                assert finding.severity is Level.WARNING


@pytest.mark.parametrize("make", [pilot, incident])
@pytest.mark.parametrize("causes", ["causes: []", "# without: causes", "causes: TODO"])
def test_without_causes_nothing_is_asked_of_them(make, causes) -> None:
    assert codes(make(causes)) == set()


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("causes:\n" + item(), True),
        ("causes:\n" + item() + item(**OTHER), False),
        ("outcome: failed\ncauses:\n" + item(), True),
        ("outcome: succeeded\ncauses:\n" + item(), False),
        ("causes:\n" + item() + "  - one that is reported as unreadable\n", False),
    ],
)
def test_a_single_cause_is_suspect_in_a_pilot(fragment, found) -> None:
    text = pilot(fragment)
    hits = of("PM310", text)
    assert bool(hits) is found
    assert all((f.line, f.column) == place(text, "causes:") for f in hits)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"bucket": None}, "cause `C1` has no `bucket`"),
        ({"first_bucket": None}, "cause `C1` has no `first_bucket`"),
        (
            {"bucket": None, "first_bucket": None},
            "cause `C1` has no `bucket` and no `first_bucket`",
        ),
        ({"bucket": ""}, "cause `C1` has no `bucket`"),
        ({"bucket": "people"}, None),
        ({"bucket": "TODO", "first_bucket": "TODO"}, None),
        ({"first_bucket": "workflow"}, None),
        ({}, None),
    ],
)
def test_both_buckets_are_kept(changes, message) -> None:
    text = pilot("causes:\n" + item(**changes) + item(**OTHER))
    assert [f.message for f in of("PM311", text)] == ([message] if message else [])
    assert all((f.line, f.column) == place(text, "id: C1") for f in of("PM311", text))


@pytest.mark.parametrize(
    ("upstream", "found"),
    [
        (None, True),
        ("", True),
        ("{}", True),
        ("{made_by: [sponsor]}", True),
        ('{decision: ""}', True),
        ('{decision: " ", revisited: true}', True),
        ("{decision: TODO}", False),
        ("{decision: Training was one video.}", False),
        ("{decision: [one, two]}", False),
        ("TODO", False),
        ("Training was one video.", False),
    ],
)
def test_the_decision_upstream(upstream, found) -> None:
    text = pilot("causes:\n" + item(upstream=upstream) + item(**OTHER))
    hits = of("PM312", text)
    assert len(hits) == found
    assert all(f.message == "cause `C1` names no upstream decision" for f in hits)


def action(**more: str) -> str:
    return (
        "  - id: A1\n    what: Add ten cases.\n    owner: ines\n    deadline: 2025-11-20\n"
        "    verification: All ten fail on the old prompt.\n"
        + "".join(f"    {key}: {value}\n" for key, value in more.items())
    )


@pytest.mark.parametrize(
    ("actions", "found"),
    [
        ("[]", True),
        ("", True),
        ("\n" + action(), True),
        ("\n" + action(target="guardrail"), True),
        ("\n" + action(target="eval-case"), False),
        ("\n" + action(target="eval-case", status="verified"), False),
        ("\n" + action(target="eval-case", status="cancelled", cancelled_reason="Replaced."), True),
        ("\n" + action(target="guardrail") + action(target="eval-case"), False),
        ("\n" + action(target="eval_case"), False),
        ("later", False),
    ],
)
@pytest.mark.parametrize("kind", ["incident", "project"])
def test_an_incident_leaves_a_regression_case(kind, actions, found) -> None:
    text = whole(f"kind: {kind}\nactions: {actions}".rstrip(" "))
    hits = of("PM314", text)
    assert bool(hits) is (found and kind == "incident")
    assert all((f.line, f.column) == place(text, "actions:") for f in hits)


@pytest.mark.parametrize(
    ("trigger", "shown_at"),
    [
        (None, "id: C1"),
        ("", "trigger:\n"),
        ('" "', 'trigger: " "'),
        ("TODO", None),
        ("A rebuild.", None),
        ("[a]", None),
    ],
)
def test_each_cause_of_an_incident_has_a_trigger(trigger, shown_at) -> None:
    text = incident("causes:\n" + item(id="C0") + item(trigger=trigger))
    hits = of("PM316", text)
    assert [f.message for f in hits] == (["cause `C1` has no trigger"] if shown_at else [])
    assert [(f.line, f.column) for f in hits] == ([place(text, shown_at)] if shown_at else [])


EDGE = "  - {{from: worker, to: lead, moment: review, lost_energy: {}}}\n"
PLAIN = "  - {from: worker, to: lead, moment: review}\n"


@pytest.mark.parametrize(
    ("fragment", "message"),
    [
        ("# without: edges", "the path from trigger to value is not mapped"),
        ("edges: []", "the path from trigger to value is not mapped"),
        ("edges:", "the path from trigger to value is not mapped"),
        ("outcome: succeeded\nedges: []", "the path from trigger to value is not mapped"),
        ("edges:\n" + PLAIN, "no hand-off is marked as the one that lost energy"),
        ("edges:\n" + EDGE.format("false"), "no hand-off is marked as the one that lost energy"),
        ("edges:\n" + PLAIN + EDGE.format("true"), None),
        ("edges:\n" + EDGE.format("true") * 2, "2 hand-offs are marked with `lost_energy: true`"),
        ("outcome: succeeded\nedges:\n" + EDGE.format("true") * 3, "3 hand-offs are marked with `lost_energy: true`"),
        ("outcome: succeeded\nedges:\n" + PLAIN, None),
        ("edges:\n" + EDGE.format("yes"), None),
        ("edges:\n" + EDGE.format("TODO"), None),
        ("edges: TODO", None),
        ("edges: from worker to lead", None),
    ],
)  # fmt: skip
def test_one_hand_off_lost_the_energy(fragment, message) -> None:
    assert [f.message for f in of("PM317", pilot(fragment))] == ([message] if message else [])


def test_a_second_lost_edge_is_shown_where_it_is_marked() -> None:
    text = pilot("edges:\n" + EDGE.format("true") * 2)
    (found,) = of("PM317", text)
    line, column = place(text, "lost_energy: true")
    assert (found.line, found.column) == (line + 1, column + len("lost_energy: "))


@pytest.mark.parametrize(
    ("causes", "found"),
    [
        (item(tags="[hallucination]"), False),
        (item(tags="[process-gap, drift]"), False),
        (item(tags="[cost-spike]"), False),
        (item(tags="[process-gap]") + item(id="C2", tags="[runaway-cost]"), False),
        (item(tags="[process-gap]"), True),
        (item(tags="[process-gap]") + item(id="C2", tags="[scope]"), True),
        (item(tags="[]"), False),
        (item(tags=None), False),
        (item(tags="[halucination]"), False),
        (item(tags="[TODO]"), False),
    ],
)
def test_an_incident_says_how_the_ai_failed(causes, found) -> None:
    text = incident(f"causes:\n{causes}")
    hits = of("PM318", text)
    assert bool(hits) is found
    assert all((f.line, f.column) == place(text, "causes:") for f in hits)
    assert all("`hallucination`" in f.hint and "`capability-creep`" in f.hint for f in hits)


def test_a_tag_of_the_repository_may_join_the_group(tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "tags.yml").write_text(
        "- {name: refusal, group: ai-incident}\n- {name: toner}\n"
    )
    repository = Repository(tmp_path, checked=Settings())
    for tag, found in (("refusal", False), ("toner", True)):
        document = read_document(incident("causes:\n" + item(tags=f"[{tag}]")).encode(), Limits())
        result = lint_text(
            repository, "postmortems/x.md", document, select(RULES, ["PM318"], ()), AS_OF
        )
        assert bool(result) is found
