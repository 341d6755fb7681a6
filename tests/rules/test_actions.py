"""PM2xx: what makes an action one that can be followed up, and what only looks like a fault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.finding import Finding, Level
from pmkit.model.settings import LintSettings, Settings
from pmkit.rules.decide import select
from pmkit.rules.owners import GROUP, GROUP_WORD, ROLE
from pmkit.rules.run import lint_text
from pmkit.rules.words import NOBODY
from tests.rules.examples import AS_OF, RULES, findings, whole

GOOD = {
    "id": "A1",
    "what": "Add a data audit to the discovery checklist.",
    "owner": "tariq",
    "deadline": "2026-01-15",
    "verification": "The next three kickoffs hold the filled-in section.",
}
VERIFIED = {
    "status": "verified",
    "implemented_on": "2025-12-01",
    "verified_on": "2025-12-09",
    "verified_by": "mira",
    "result": "effective",
}


def item(**changes: str | None) -> str:
    """Return a good action with `changes` as raw YAML; None leaves a field out."""
    fields = {key: value for key, value in (GOOD | changes).items() if value is not None}
    lines = [f"{key}: {value}".rstrip() for key, value in fields.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def action(**changes: str | None) -> str:
    """Return a file with one action only, made by `item`."""
    return whole("actions:\n" + item(**changes))


def of(code: str, text: str) -> list[Finding]:
    return [finding for finding in findings(text) if finding.code == code]


def codes(text: str) -> set[str]:
    """Return the codes about actions; one action is fewer than wanted, which is no matter here."""
    return {f.code for f in findings(text) if f.code.startswith("PM2")} - {"PM207"}


def place(text: str, needle: str) -> tuple[int, int]:
    """Return line and column of the first `needle` in `text`."""
    at = text.index(needle)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def with_people(root: Path, register: str) -> Repository:
    (root / "register").mkdir()
    (root / "register" / "people.yml").write_text(register, "utf-8")
    return Repository(root, checked=Settings())


def codes_in(repository: Repository, text: str) -> set[str]:
    document = read_document(text.encode(), Limits())
    path = "postmortems/2025-12-05-example.md"
    return {f.code for f in lint_text(repository, path, document, select(RULES, (), ()), AS_OF)}


def test_a_good_action_has_no_finding() -> None:
    assert codes(action()) == set()


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("owner", "PM201"),
        ("deadline", "PM203"),
        ("verification", "PM205"),
        ("what", "PM209"),
        ("id", "PM210"),
    ],
)
@pytest.mark.parametrize("value", [None, "", "~"])
def test_a_missing_field_is_said_once(key, code, value) -> None:
    text = action(**{key: value})
    assert codes(text) == {code}
    assert len(of(code, text)) == 1


@pytest.mark.parametrize("status", ["draft", "in_review", "reviewed", "closed"])
@pytest.mark.parametrize("key", ["owner", "deadline", "verification", "what", "id"])
def test_a_listed_action_is_never_half_listed(status, key) -> None:
    text = whole(f"status: {status}\nactions:\n" + item(**{key: None}))
    levels = {
        f.severity
        for f in findings(text)
        if f.code in {"PM201", "PM203", "PM205", "PM209", "PM210"}
    }
    assert levels == {Level.ERROR}


@pytest.mark.parametrize(("key", "code"), [("owner", "PM201"), ("deadline", "PM203")])
def test_a_missing_key_is_shown_at_the_action_and_an_empty_one_at_its_key(key, code) -> None:
    without = action(**{key: None})
    assert (of(code, without)[0].line, of(code, without)[0].column) == place(without, "id: A1")
    empty = action(**{key: ""})
    assert (of(code, empty)[0].line, of(code, empty)[0].column) == place(empty, f"{key}:\n")


NOT_ONE_PERSON = {
    "nobody": ["TBD", "tbd", "TODO", "TODO who?", "tbd (probably lee)", "n/a", "N/A", '"?"', "none", '"-"', "nobody yet", "…"],
    "a group": [
        "the team", "Team", "our team", "NLP team", "team-nlp", "everyone", "Everybody involved", "all",
        "all of us", "all engineers in the team", "us", "we", "engineering", "the engineering department",
        "Ops", '"@engineering"', "someone", "das Team", "alle", "team@acme.com", "sales@acme.com", "ops+pm@acme.com", "vision", "Vision",
        '"@vision"', "the vision",
    ],
    "a role": [
        "delivery lead", "the delivery lead", "Delivery-Lead", "tech lead", "engineers", "the developers",
        "facilitator", "account_lead", "client", "the client", "PM", "CTO", "all contributors",
    ],
    "more than one person": [
        "lee and dana", "lee, dana", "lee/dana", "Lee & Dana", "lee + dana", "lee; dana", "lee und dana",
        "Ann Lee or Orla", "Lee AND Dana", '"@lee @dana"', "delivery lead / tech lead", "lee,dana",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("owner", "means"),
    [(owner, means) for means, owners in NOT_ONE_PERSON.items() for owner in owners],
)
def test_not_one_person(owner, means) -> None:
    text = action(owner=owner)
    assert codes(text) == {"PM202"}
    (found,) = of("PM202", text)
    assert found.message == f"`{owner.strip(chr(34))}`, the owner of action `A1`, is {means}"
    assert found.hint
    line, column = place(text, f"owner: {owner}")
    assert (found.line, found.column) == (line, column + len("owner: "))


@pytest.mark.parametrize(
    "owner",
    [
        "Ann Lee", "Anderson", "Sandy", "O'Brien", "van der Berg", '"@dana"', "dana.okafor", "Orla",
        "Jean-Luc", "Usman", "Alla", "Alle Bakker", "Norman", "Oruç", "Anders Undset", "Teamara",
        "dana@acme.com", "dana+work@acme.com", "Dana (delivery lead)", "delivery lead Dana", "José Ortega y Gasset",
        "Ito", "Dev Patel", "李雷", "Оля", "m.or-and", "Noneto", "Rolf Todorov", "TODOROV", "Na", "Max Leadbetter", "dana_o", "Lee,",
    ],
)  # fmt: skip
def test_one_person_is_accepted_whatever_the_name_contains(owner) -> None:
    assert codes(action(owner=owner)) == set()


LETTERS = st.characters(categories=["Lu", "Ll", "Lt", "Lo"])
WORDS = st.builds(
    str.__add__, LETTERS, st.text(st.one_of(LETTERS, st.sampled_from("-'’")), max_size=12)
)


def is_listed(word: str) -> bool:
    folded = word.casefold()
    lists = (GROUP, GROUP_WORD, NOBODY, ROLE)
    parts = (folded, *folded.replace("’", "-").replace("'", "-").split("-"))
    joins = {"and", "or", "und", "oder", "vision"}
    return any(part in joins or any(known.fullmatch(part) for known in lists) for part in parts)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(WORDS, min_size=1, max_size=3))
def test_any_single_name_is_one_person(words) -> None:
    assume(not any(is_listed(word) for word in words))
    assume(words[0] != "TODO")
    owner = json.dumps(" ".join(words), ensure_ascii=False)
    assert "PM202" not in codes(action(owner=owner))


@pytest.mark.parametrize("owner", ["[lee, dana]", "{name: lee}", "\n      - lee\n      - dana"])
def test_a_list_of_owners_is_said_once(owner) -> None:
    text = action(owner=owner)
    assert codes(text) == {"PM202"}
    assert len(of("PM202", text)) == 1


PEOPLE = """
- {handle: ops, name: Ophelia Sands, team: platform}
- {handle: lee, name: "Lee and Daughter", aliases: [The Team]}
- {handle: rob, active: false}
"""


@pytest.mark.parametrize(
    "owner", ["ops", '"@OPS"', "Ophelia Sands", "Lee and Daughter", "the team"]
)
def test_whoever_is_in_the_register_is_one_person(tmp_path, owner) -> None:
    assert "PM202" not in codes_in(with_people(tmp_path, PEOPLE), action(owner=owner))


@pytest.mark.parametrize("owner", ["platform", "Platform", "the platform", '"@platform"'])
def test_a_team_of_the_register_is_a_group(tmp_path, owner) -> None:
    assert "PM202" in codes_in(with_people(tmp_path, PEOPLE), action(owner=owner))
    assert "PM202" not in codes(action(owner=owner))


@pytest.mark.parametrize(
    "deadline",
    ["soon", "Q2", "next sprint", "ASAP", "2026-02-30", "15.01.2026", "TODO", '""', "[2026-01-15]"],
)
def test_an_unreadable_deadline_is_not_missing_as_well(deadline) -> None:
    assert codes(action(deadline=deadline)) == {"PM204"}


def test_an_action_keeps_its_findings_when_an_item_before_it_cannot_be_read() -> None:
    text = whole("actions:\n  - just text\n" + item(deadline="soon", owner=None))
    assert codes(text) == {"PM201", "PM204"}
    assert of("PM201", text)[0].line == place(text, "id: A1")[0]


@pytest.mark.parametrize(
    "verification",
    ["n/a", "N/A.", "none", "None.", "TODO", "TODO agree one", '"-"', "tbd", "TBD.", '"?"', '"  "'],
)
def test_a_verification_that_is_none(verification) -> None:
    text = action(verification=verification)
    assert codes(text) == {"PM205"}


def test_an_unreadable_verification_is_not_missing_as_well() -> None:
    assert codes(action(verification="[a sample, a test]")) == set()


@pytest.mark.parametrize(
    "verification", ["None of the next ten kickoffs lacks it.", "Na, Lee and Orla sign it."]
)
def test_a_verification_may_begin_like_none(verification) -> None:
    assert codes(action(verification=verification)) == set()


@pytest.mark.parametrize(
    ("what", "verification"),
    [
        ("Add a data audit to the discovery checklist.", "The data audit was added to the discovery checklist."),
        ("Add a data audit to the discovery checklist.", "Data audit is in the checklist."),
        ("Update the deployment guide.", "Check that the deployment guide is updated."),
        ("Write unit tests for the parser.", "Unit tests for the parser exist."),
        ("Audit each data set in discovery before a target is named.", "Each data set audited in discovery before a target was signed."),
    ],
)  # fmt: skip
def test_the_action_said_again(what, verification) -> None:
    text = action(what=what, verification=verification)
    (found,) = of("PM206", text)
    assert found.severity is Level.WARNING
    assert (found.line, found.column) == place(text, verification)


@pytest.mark.parametrize(
    ("what", "verification"),
    [
        ("Add a data audit to the discovery checklist.", "The next three kickoffs hold the filled-in audit section."),
        ("Add ten eval cases with an empty index.", "All ten fail on the old prompt and pass on the new one."),
        ("Alert when the index shrinks.", "The alert fires in a rehearsal."),
        ("Add a data audit to the checklist.", "Two checklists with an audit by February."),
        ("Write unit tests for the parser.", "The tests fail on the parser of 3 November."),
        ("Add a data audit to the discovery checklist.", "An audit section in the checklist."),
        ("Audit labels, scans, joins, units, dates, owners, volumes and gaps of each source.", "Labels, scans, joins, units, dates, owners, volumes, gaps of each source audited by two reviewers."),
    ],
)  # fmt: skip
def test_evidence_may_use_the_words_of_the_action(what, verification) -> None:
    assert codes(action(what=what, verification=verification)) == set()


def several(count: int, **changes: str) -> str:
    return "actions:\n" + "".join(item(id=f"A{n}", **changes) for n in range(1, count + 1))


CANCELLED = item(id="A9", status="cancelled", cancelled_reason="The client replaces the scanners.")


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("actions: []", "PM207"),
        ("actions:", "PM207"),
        ("# without: actions", "PM207"),
        (several(1), "PM207"),
        (several(2), "PM207"),
        (several(2) + CANCELLED, "PM207"),
        (several(3), None),
        (several(5), None),
        (several(5) + CANCELLED, None),
        (several(6), "PM208"),
        ("outcome: succeeded\n" + several(6), "PM208"),
        ("outcome: succeeded\nactions: []", None),
        ("outcome: failed\ncauses: []\nactions: []", "PM207"),
        ("# without: outcome\nactions: []", "PM207"),
        ("actions: later", None),
        (several(2) + "  - an item that is reported as unreadable\n", None),
    ],
)
@pytest.mark.parametrize("status", ["draft", "closed"])
def test_how_many_actions(fragment, code, status) -> None:
    found = [
        f for f in findings(whole(f"status: {status}\n{fragment}")) if f.code in ("PM207", "PM208")
    ]
    assert [f.code for f in found] == ([code] if code else [])
    assert all(f.severity is Level.WARNING for f in found)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "no action is"), (1, "one action is"), (2, "2 actions are")]
)
def test_too_few_says_how_many_there_are(count, words) -> None:
    text = whole(several(count) if count else "actions: []")
    (found,) = of("PM207", text)
    assert found.message == f"{words} listed; at least 3 are wanted"
    assert (found.line, found.column) == place(text, "actions:")


def test_the_numbers_can_be_set() -> None:
    document = read_document(whole(several(2)).encode(), Limits())
    for lowest, most, code in ((1, 1, "PM208"), (2, 2, None), (3, 3, "PM207"), (0, 9, None)):
        own = Settings(lint=LintSettings(actions_min=lowest, actions_max=most))
        repository = Repository(Path("/nonexistent"), checked=own)
        found = lint_text(
            repository,
            "postmortems/2025-12-05-x.md",
            document,
            select(RULES, ["PM207", "PM208"], ()),
            AS_OF,
        )
        assert [f.code for f in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("status", "present", "missing"),
    [
        ("open", {}, []),
        ("in_progress", {}, []),
        ("implemented", {}, ["implemented_on"]),
        ("implemented", {"implemented_on": "2025-12-01"}, []),
        ("implemented", {"implemented_on": "yesterday"}, []),
        ("verified", {}, ["verified_on", "verified_by", "result"]),
        (
            "verified",
            {"verified_on": "2025-12-09", "verified_by": "TBD"},
            ["verified_by", "result"],
        ),
        ("verified", {"verified_on": "2025-12-09", "verified_by": "mira", "result": "meh"}, []),
        ("verified", VERIFIED, []),
        ("cancelled", {}, ["cancelled_reason"]),
        ("cancelled", {"cancelled_reason": "n/a"}, ["cancelled_reason"]),
        ("cancelled", {"cancelled_reason": "The client replaces the scanners."}, []),
        ("finished", {}, []),
    ],
)
def test_what_a_status_has_to_tell(status, present, missing) -> None:
    text = action(**(present | {"status": status}))
    found = of("PM211", text)
    assert sorted(f.message for f in found) == sorted(
        f"action `A1` is {status} and has no `{key}`" for key in missing
    )
    assert all((f.line, f.column) == place(text, f"{status}\n") for f in found)


@pytest.mark.parametrize(
    ("owner", "checker", "same"),
    [
        ("tariq", "tariq", True),
        ("tariq", "Tariq", True),
        ("tariq", '"@tariq"', True),
        ("tariq", "mira", False),
        ("tariq", "tariqa", False),
        (None, "mira", False),
        ("tariq", None, False),
        ("n/a", "n/a", False),
    ],
)
def test_the_owner_does_not_verify(owner, checker, same) -> None:
    text = action(**(VERIFIED | {"owner": owner, "verified_by": checker}))
    found = of("PM212", text)
    assert bool(found) is same
    if same:
        line, column = place(text, "verified_by: ")
        assert (found[0].line, found[0].column) == (line, column + len("verified_by: "))


def test_the_register_knows_two_names_of_one_person(tmp_path) -> None:
    people = with_people(
        tmp_path, "- {handle: tariq, name: Tariq Aziz, aliases: [taz]}\n- {handle: mira}\n"
    )
    for checker, same in (("Tariq Aziz", True), ("taz", True), ("mira", False)):
        assert (
            "PM212" in codes_in(people, action(**(VERIFIED | {"verified_by": checker})))
        ) is same


@pytest.mark.parametrize("status", ["draft", "reviewed"])
@pytest.mark.parametrize(
    ("state", "result", "found"),
    [
        ("verified", "not_effective", True),
        ("verified", "partially_effective", False),
        ("verified", "effective", False),
        ("implemented", "not_effective", False),
        ("open", "not_effective", False),
    ],
)
def test_what_did_not_work_is_not_closed(status, state, result, found) -> None:
    text = whole(
        f"status: {status}\nactions:\n" + item(**(VERIFIED | {"status": state, "result": result}))
    )
    hits = of("PM213", text)
    assert bool(hits) is found
    assert all(
        f.severity is Level.ERROR and (f.line, f.column) == place(text, result) for f in hits
    )


@pytest.mark.parametrize(
    ("ids", "doubles"),
    [(["A1", "A2"], 0), (["A1", "A1"], 1), (["A1", "A1", "A1"], 2), (["A1", "a1"], 0), (["A1", "A11"], 0), (["1", "1"], 1)],
)  # fmt: skip
def test_ids_are_unique(ids, doubles) -> None:
    text = whole("actions:\n" + "".join(item(id=i) for i in ids))
    found = of("PM214", text)
    assert len(found) == doubles
    first = place(text, f"id: {ids[0]}")[0]
    assert all(
        f.message == f"`{ids[0]}` is already the id of the action on line {first}" for f in found
    )
    assert [f.line for f in found] == [first + 5 * n for n in range(1, doubles + 1)]


def test_two_actions_without_id_are_no_duplicates() -> None:
    assert codes(whole("actions:\n" + item(id=None) * 2)) == {"PM210"}


@pytest.mark.parametrize(
    ("fields", "early"),
    [
        ({"status": "open", "implemented_on": "2025-12-01"}, ["implemented_on"]),
        ({"implemented_on": "2025-12-01"}, ["implemented_on"]),
        ({"status": "in_progress", "implemented_on": "2025-12-01", "verified_on": "2025-12-09"}, ["implemented_on", "verified_on"]),
        ({"status": "implemented", "implemented_on": "2025-12-01"}, []),
        ({"status": "implemented", "implemented_on": "2025-12-01", "result": "effective"}, ["result"]),
        (VERIFIED | {"status": "implemented"}, ["verified_on", "result"]),
        (VERIFIED, []),
        ({"status": "cancelled", "cancelled_reason": "Replaced.", "implemented_on": "2025-12-01"}, []),
        ({"status": "open", "implemented_on": "soon"}, []),
        ({"status": "done", "implemented_on": "2025-12-01"}, []),
        ({"status": '"open"', "implemented_on": "2025-12-01"}, ["implemented_on"]),
    ],
)  # fmt: skip
def test_a_date_that_the_status_does_not_know(fields, early) -> None:
    text = action(**fields)
    found = of("PM215", text)
    assert [(f.line, f.column) for f in found] == [place(text, f"{key}:") for key in early]
    assert all(f.severity is Level.ERROR for f in found)


def test_a_finding_can_be_suppressed_with_a_reason() -> None:
    text = action(owner="the team # pmkit: ignore[PM202] the team is one person")
    assert "PM202" not in codes(text)
