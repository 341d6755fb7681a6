"""Plain dicts → Markdown → records, and hypothesis strategies for such dicts."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.extract import read_record
from pmkit.model.register import Client, OwnTag, Person
from pmkit.record import Record
from pmkit.registers import Registers

AS_OF = date(2026, 4, 1)
REGISTERS = Registers(
    people=(
        Person(handle="sarah", name="Sarah K", aliases=("SK",)),
        Person(handle="lior", name="Lior Z", active=False),
    ),
    clients=(
        Client(handle="acme", name="Acme GmbH", aliases=("A.C.M.E.",)),
        Client(handle="borealis"),
    ),
    own_tags=(
        OwnTag(name="house-tag", group="house", title="Ours", aliases=("ht",)),
        OwnTag(name="data-quality-surprise", aliases=("bad-labels",)),
    ),
)


def action(number=1, **given):
    """Return an action as a plain dict; everything may be overridden."""
    plain = {
        "id": f"A{number}",
        "what": f"Change {number}.",
        "owner": "sarah",
        "deadline": AS_OF,
        "verify_by": None,
        "status": "open",
        "addresses": None,
        "implemented_on": None,
        "verified_on": None,
        "target": None,
        "result": None,
    }
    return {**plain, **given}


def postmortem(stem, anchor, *tags, actions=(), **given):
    """Return a post-mortem as a plain dict, with one cause that carries `tags`."""
    plain = {
        "stem": stem,
        "path": f"postmortems/{stem}.md",
        "kind": "project",
        "status": "reviewed",
        "title": f"Story of {stem}",
        "anchor": anchor,
        "start": None,
        "client": None,
        "team": None,
        "causes": [{"id": "C1", "tags": list(tags)}] if tags else [],
        "actions": list(actions),
        "project": None,
        "held": None,
        "client_meeting": None,
        "reviews": [],
        "metrics": [],
        "cost": None,
        "outcome": None,
        "visibility": None,
        "prevented": [],
        "lessons": [],
    }
    return {**plain, **given}


def markdown(pm):
    """Return the file that says what `pm` says."""
    lines = ["---", f"kind: {pm['kind']}", f"status: {pm['status']}", f"title: {pm['title']}"]
    if pm["kind"] == "incident":
        lines += [f"started_at: {pm['start']}T23:30:00-11:00"] if pm["start"] else []
        lines.append(f"resolved_at: {pm['anchor']}T00:10:00+13:00")
    else:
        lines += [f"started_on: {pm['start']}"] if pm["start"] else []
        lines.append(f"completed_on: {pm['anchor']}")
    lines += [f'{key}: "{pm[key]}"' for key in ("client", "team", "project") if pm[key]]
    lines += [f"{key}: {pm[key]}" for key in ("outcome", "visibility") if pm[key]]
    lines += [f"held_on: {pm['held']}"] if pm["held"] else []
    lines += [f"client_meeting_on: {pm['client_meeting']}"] if pm["client_meeting"] else []
    for key in ("reviews", "metrics", "prevented", "lessons"):
        lines += [f"{key}:"] if pm[key] else []
        lines += [f"  - {_flow(entry)}" for entry in pm[key]]
    lines += [f"cost: {_flow(pm['cost'])}"] if pm["cost"] else []
    lines += ["causes:"] if pm["causes"] else []
    for cause in pm["causes"]:
        lines += [f"  - id: {cause['id']}", f"    tags: [{', '.join(cause['tags'])}]"]
    lines += ["actions:"] if pm["actions"] else []
    for one in pm["actions"]:
        given = {key: value for key, value in one.items() if value is not None}
        if one["addresses"] is not None:
            given["addresses"] = f"[{', '.join(one['addresses'])}]"
        told = [f"{key}: {value}" for key, value in given.items()]
        lines += [f"  - {told[0]}", *(f"    {line}" for line in told[1:])]
    return "\n".join([*lines, "---", "", "## Summary", ""])


def _flow(entry):
    """Return a mapping on one line; what is None is left out."""
    return "{" + ", ".join(f"{k}: {v}" for k, v in entry.items() if v is not None) + "}"


def record(pm) -> Record:
    """Return the record that pmkit reads from the file of `pm`."""
    document = read_document(markdown(pm).encode(), Limits())
    assert not document.problems, document.problems
    reading = read_postmortem(document)
    assert not reading.problems, reading.problems
    return read_record(pm["path"], reading)


PROJECTS = ("intent", "voice", "search")
_NEAR = [AS_OF + timedelta(days=days) for days in (-400, -214, -184, -183, -91, -31, -30, -1, 0, 1)]
_DAYS = st.sampled_from(_NEAR)
_TAGS = ["data-quality-surprise", "bad-labels", "process-gap", "house-tag", "ht", "mystery"]
_ACTION = st.fixed_dictionaries(
    {
        "what": st.just("Change it."),
        "id": st.sampled_from(["A1", "A2", None]),
        "owner": st.sampled_from(["sarah", "SK", "Lior Z", "lior", "somebody", None]),
        "deadline": st.one_of(st.none(), _DAYS, st.just(AS_OF + timedelta(days=14))),
        "verify_by": st.one_of(st.none(), st.none(), _DAYS),
        "status": st.sampled_from(["open", "in_progress", "implemented", "verified", "cancelled"]),
        "addresses": st.one_of(
            st.none(), st.lists(st.sampled_from(["C1", "C2", "C9"]), max_size=2, unique=True)
        ),
        "implemented_on": st.one_of(st.none(), _DAYS),
        "verified_on": st.one_of(st.none(), st.none(), _DAYS),
        "target": st.sampled_from([None, "eval-case", "monitoring", "docs", "process"]),
        "result": st.sampled_from([None, "effective", "effective", "not_effective"]),
    }
)
_REVIEW = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["30-day", "90-day", "client-follow-up"]),
        "held_on": st.one_of(st.none(), _DAYS),
        "outcome": st.sampled_from([None, "effective", "not_effective"]),
    }
)
_AMOUNT = st.one_of(st.none(), st.sampled_from([-2, 0, 1, 84, 100.5, 126]))
_METRIC = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["duration", "Duration", "budget", None]),
        "unit": st.sampled_from(["days", "days", "weeks", None]),
        "planned": _AMOUNT,
        "actual": _AMOUNT,
    }
)
_PREVENTED = (
    {"what": "A leak.", "thanks_to": "[a-1:A1, b-2]"},
    {"what": None, "thanks_to": "[a-1]"},
)
_LESSONS = (
    {"lesson": "Look first.", "implication": "Ask for a sample."},
    {"lesson": None, "implication": "Of nothing that was told."},
)
_COST = st.fixed_dictionaries(
    {
        "currency": st.sampled_from(["EUR", "eur", "USD", None]),
        "direct_loss": _AMOUNT,
        "future_loss": _AMOUNT,
        "review": _AMOUNT,
    }
)


@st.composite
def _postmortem(draw, number):
    causes = draw(st.lists(st.lists(st.sampled_from(_TAGS), max_size=2), max_size=2))
    anchor = draw(_DAYS)
    stem = f"{draw(st.sampled_from('abc'))}-{number}"
    return postmortem(
        stem,
        anchor,
        path=f"postmortems/{draw(st.sampled_from(['', 'old/']))}{stem}.md",
        kind=draw(st.sampled_from(["project", "project", "checkpoint", "pilot", "incident"])),
        status=draw(st.sampled_from(["draft", "in_review", "reviewed", "closed", "reviewed"])),
        start=draw(st.one_of(st.none(), _DAYS.filter(lambda day: day <= anchor))),
        client=draw(st.sampled_from(["acme", "Acme GmbH", "a.c.m.e.", "borealis", "Other", None])),
        team=draw(st.sampled_from(["nlp", "vision", None])),
        causes=[{"id": f"C{place + 1}", "tags": tags} for place, tags in enumerate(causes)],
        actions=draw(st.lists(_ACTION, max_size=3, unique_by=repr)),
        project=draw(st.sampled_from([None, *PROJECTS])),
        held=draw(st.one_of(st.none(), _DAYS)),
        client_meeting=draw(st.one_of(st.none(), st.none(), _DAYS)),
        reviews=draw(st.lists(_REVIEW, max_size=3)),
        metrics=draw(st.lists(_METRIC, max_size=3)),
        cost=draw(st.one_of(st.none(), _COST)),
        outcome=draw(st.sampled_from([None, "succeeded", "mixed", "failed"])),
        visibility=draw(st.sampled_from([None, "internal", "participants"])),
        prevented=draw(st.lists(st.sampled_from(_PREVENTED), max_size=1)),
        lessons=draw(st.lists(st.sampled_from(_LESSONS), max_size=2)),
    )


@st.composite
def repositories(draw):
    """Draw up to nine post-mortems with many ties."""
    return [draw(_postmortem(number)) for number in range(draw(st.integers(0, 9)))]


SELECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "client": st.sampled_from(["acme", "ACME GmbH", "other", "nobody"]),
        "team": st.sampled_from(["nlp", "NLP", "vision"]),
        "since": _DAYS,
        "kinds": st.sampled_from([("project",), ("incident", "pilot")]),
    },
)


@st.composite
def project_registers(draw):
    """Draw a register of projects, as plain dicts."""
    days = st.one_of(st.none(), _DAYS, st.sampled_from([7, 8]).map(lambda n: AS_OF - timedelta(n)))
    return [
        {
            "handle": handle,
            "client": draw(st.sampled_from(["acme", "Acme GmbH", "Other", None])),
            "team": draw(st.sampled_from(["nlp", "vision", None])),
            "completed_on": draw(days),
        }
        for handle in draw(st.permutations(PROJECTS))[: draw(st.integers(0, 3))]
    ]


_SLIPS = st.tuples(st.integers(1, 3), st.integers(3, 60), st.integers(0, 1))


@st.composite
def slips_of(draw, pms):
    """Draw what git knows of the deadlines, actions that are gone from the file included."""
    names = st.sampled_from(["A1", "A2", "A9"])
    told = st.one_of(st.just({}), st.dictionaries(names, _SLIPS, max_size=2))
    return draw(st.one_of(st.none(), st.just({pm["path"]: draw(told) for pm in pms})))


_READ = st.fixed_dictionaries(
    {
        "project": st.just("intent"),
        "person": st.sampled_from(["sarah", "lior"]),
        "read_on": st.one_of(st.none(), _DAYS),
        "lessons": st.lists(
            st.tuples(st.sampled_from("abc"), st.integers(0, 3), st.integers(1, 2)), max_size=3
        ).map(lambda refs: tuple(f"{stem}-{number}:L{at}" for stem, number, at in refs)),
    }
)
BRIEFS = st.lists(_READ, max_size=3)
"""Draw a register of briefs, as plain dicts."""
