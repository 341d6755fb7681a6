"""What the next team is given to read, why, and in which order."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.errors import UsageError
from pmkit.model.register import Client, RegisteredProject
from pmkit.registers import Registers
from pmkit.render.brief_page import brief_sections
from pmkit.reports.asking import Asked, understand
from pmkit.reports.brief import Ahead, choose
from pmkit.reports.briefing import brief_item
from pmkit.reports.returns import Returns
from pmkit.search.resemblance import Shared
from pmkit.stems import stem
from pmkit.taxonomy import built_in
from pmkit.taxonomy.suggest import suggest
from tests.reports.files import AS_OF, action, postmortem, record

REGISTERS = Registers(
    clients=(
        Client(handle="acme", name="Acme GmbH", sector="insurance"),
        Client(handle="borealis", sector="insurance"),
        Client(handle="corvid", sector="retail"),
        Client(handle="dorian", sector="social housing"),
    ),
    projects=(RegisteredProject(handle="acme-voice", client="acme", team="nlp"),),
)
OLD, NEW = date(2024, 1, 5), date(2026, 3, 6)


def ids(records, **ahead):
    return [one.record.id for one in choose(records, REGISTERS, AS_OF, Ahead(**ahead))]


def reasons(pm, **ahead):
    chosen = choose([record(pm)], REGISTERS, AS_OF, Ahead(**ahead))
    return chosen[0].reasons if chosen else ()


def test_the_rarer_the_shared_tag_the_better():
    common = [record(postmortem(f"c{n}", OLD, "scope")) for n in range(6)]
    rare = record(postmortem("rare", OLD, "drift"))
    assert ids([*common, rare], tags={"scope": "", "drift": ""})[0] == "rare"


def test_what_shares_nothing_is_not_chosen_however_recent():
    assert ids([record(postmortem("a", NEW, "scope"))], tags={"drift": ""}) == []


def test_drafts_and_what_is_dated_later_are_not_chosen():
    draft = record(postmortem("a", OLD, "drift", status="draft"))
    later = record(postmortem("b", date(2026, 5, 1), "drift"))
    assert ids([draft, later], tags={"drift": ""}) == []


def test_no_more_than_five_and_the_newer_first_among_equals():
    many = [record(postmortem(f"p{n}", date(2024, 1, n + 1), "drift")) for n in range(8)]
    assert ids(many, tags={"drift": ""}) == ["p7", "p6", "p5", "p4", "p3"]


def test_each_reason_is_told():
    pm = postmortem("a", OLD, "drift", client="Acme GmbH", team="nlp")
    told = reasons(
        pm,
        tags={"drift": "drifted"},
        client="acme",
        team="NLP",
        kinds=("project",),
        words={"postmortems/a.md": Shared(dict.fromkeys("abcde", 0.1), 0.4)},
    )
    assert set(told) == {
        "tag drift, as “drifted” suggests",
        "same client, acme",
        "same team, nlp",
        "same kind, project",
        "words: a, b, c, d",
    }


def shares(name, *words, weight=2.0):
    return {f"postmortems/{name}.md": Shared(dict.fromkeys(words, weight), 4.0)}


def test_one_or_two_plain_words_are_no_reason():
    close, one, many = (record(postmortem(name, OLD)) for name in ("close", "one", "many"))
    words = shares("close", *"abcdefgh") | shares("one", "a", "b") | shares("many", *"abc")
    assert ids([close, one, many], words=words) == ["close", "many"]
    assert ids([one], words=words) == ["one"]
    plain = shares("one", "a", "b", "c", weight=0.9)
    assert ids([one], words=plain) == []
    assert ids([one], words=plain, kinds=("project",)) == ["one"]


def test_the_words_that_name_a_tag_count_once_where_it_is_carried():
    tags = {"on-prem-deployment": "on premise deployment"}
    words = shares("a", "premise", "deployments", "relay") | shares("b", "premise", "relay")
    carried = postmortem("a", OLD, "on-prem-deployment")
    assert reasons(carried, tags=tags, words=words) == (
        "tag on-prem-deployment, as “on premise deployment” suggests",
        "words: relay",
    )
    assert ids([record(carried), record(postmortem("b", NEW))], tags=tags, words=words)[0] == "a"
    assert reasons(postmortem("b", OLD), tags=tags, words=words) == ("words: premise, relay",)


def test_a_client_of_the_same_sector_counts_also_where_only_the_text_tells_it():
    pm = postmortem("a", OLD, client="borealis")
    assert reasons(pm, client="acme") == ("same sector, insurance",)
    assert reasons(pm, sectors=("insurer",)) == ("same sector, insurance",)
    assert reasons(pm, client="corvid") == ()
    assert reasons(pm, sectors=("insulation",)) == ()


def test_a_sector_of_two_words_is_not_named_by_half_a_likeness():
    pm = postmortem("a", OLD, client="dorian")
    assert reasons(pm, sectors=("house",)) == ()
    assert reasons(pm, sectors=("housing",)) == ("same sector, social housing",)


def test_a_fix_that_did_not_hold_decides_between_two_and_brings_in_none():
    fixed = action(status="implemented", implemented_on=date(2024, 3, 1), addresses=["C1"])
    first = record(postmortem("a", OLD, "drift", actions=[fixed]))
    again = record(postmortem("b", date(2024, 9, 1), "drift", start=date(2024, 6, 1)))
    other = record(postmortem("c", date(2024, 9, 2), "drift", "scope", start=date(2023, 6, 1)))
    assert ids([first, again, other], tags={"drift": ""})[0] == "b"
    assert ids([first, again, other], tags={"data": ""}) == []


# What is understood


def test_a_project_of_the_register_brings_client_team_and_its_own_words():
    ahead, text = understand(Asked(project="acme-voice"), REGISTERS)
    assert (ahead.client, ahead.team, text) == ("acme", "nlp", "acme voice")


def test_tags_are_resolved_and_the_text_adds_its_own():
    asked = Asked(tags=("model-drift",), text="The prompt injection of last year")
    ahead, _ = understand(asked, REGISTERS)
    assert ahead.tags["drift"] == ""
    assert ahead.tags["prompt-injection"] == "prompt injection"


def test_a_text_is_called_by_its_title():
    text = "---\n\n# Claim papers\n\nEverything that follows is longer."
    assert Asked(project="acme-voice", text=text).about == "acme-voice, Claim papers"
    assert Asked(text="KI").about == "KI"
    sentence = "an OCR project for a new insurer with an on-premise deployment and a fax"
    assert Asked(text=sentence).about == sentence


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (Asked(), "nothing is said"),
        (Asked(project="acme-voic"), "no project"),
        (Asked(tags=("drifft",)), "no tag"),
    ],
)
def test_what_cannot_be_understood_is_refused(asked, why):
    with pytest.raises(UsageError, match=why):
        understand(asked, REGISTERS)


def test_a_suggestion_shows_its_words_and_one_plain_word_is_none():
    found = suggest(
        "The costs ran away: a runaway cost, and nobody had a budget alarm.", built_in()
    )
    assert found[0].tag == "runaway-cost"
    assert "runaway cost" in found[0].words
    assert [
        one for one in suggest("The team looked at the data.", built_in()) if one.is_named
    ] == []


@pytest.mark.parametrize(
    "forms", ["deploy deployed deploying deployment", "insure insurer insured", "label labels"]
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({stem(word) for word in forms.split()}) == 1


# What is shown


FILE = """\
---
kind: project
status: reviewed
title: Voice
{visibility}completed_on: 2026-01-09
causes:
  - {{id: C1, what: It drifted., tags: [drift]}}
  - {{id: C2, what: TODO what else}}
actions:
  - {{id: A1, what: Pin it., owner: s, deadline: 2026-05-01, verification: V.}}
  - {{id: A2, what: Test it., owner: s, deadline: 2026-02-01, verification: V., status: verified,
     verified_on: 2026-02-01, addresses: [C1], result: effective}}
  - {{id: A3, what: Note it., owner: s, deadline: 2026-02-01, verification: V., addresses: [C1],
     status: implemented, implemented_on: 2026-03-20}}
  - {{id: A4, what: Ban it., owner: s, deadline: 2026-02-01, verification: V., addresses: [C1],
     status: verified, verified_on: 2026-03-20, result: not_effective}}
lessons:
  - {{lesson: TODO what was learnt, implication: TODO}}
  - {{lesson: Names float., implication: Pin them.}}
---
"""


def item(visibility="", later=()):
    reading = read_postmortem(read_document(FILE.format(visibility=visibility).encode(), Limits()))
    from pmkit.extract import read_record

    read = read_record("postmortems/voice.md", reading)
    chosen = choose([read], REGISTERS, AS_OF, Ahead(tags={"drift": ""}))
    returns = Returns([read, *later], REGISTERS)
    return brief_item(chosen[0], reading.postmortem, REGISTERS, returns, AS_OF)


def page(*items):
    sections = brief_sections(items, "it", (), AS_OF)
    return {section.title: [line.whole for line in section.lines] for section in sections}


def test_an_item_holds_what_the_next_team_can_use_and_no_blank():
    told = item()
    assert [(one.ref, one.lesson, one.implication) for one in told.lessons] == [
        ("voice:L2", "Names float.", "Pin them.")
    ]
    assert told.countermeasures[0] == "Test it."
    assert told.countermeasures[1:] == built_in().tags["drift"].countermeasures[:2]
    assert told.warning_signs == built_in().tags["drift"].warning_signs[:2]
    assert [one.ref for one in told.open_actions] == ["voice:A1"]
    assert told.causes == ("It drifted.",)


def test_a_fix_is_shown_with_how_it_held_and_one_that_failed_stands_apart():
    told = page(item())["1. Voice (2026-01-09)"]
    assert told[told.index("what helps:") : told.index("still to be done:")] == [
        *("what helps:", "Test it. [voice:A2]", "held"),
        *("Note it. [voice:A3]", "in place, its effect not yet verified"),
        *("what did not hold:", "Ban it. [voice:A4]", "found not effective"),
    ]
    again = item(later=[record(postmortem("b", date(2026, 3, 3), "drift"))])
    assert [(fix.ref, str(fix.held)) for fix in again.fixes] == [
        ("voice:A3", "unproven"),
        ("voice:A4", "not_effective"),
        ("voice:A2", "came_back"),
    ]
    assert "Test it." not in again.countermeasures
    lines = page(again)["1. Voice (2026-01-09)"]
    assert "in place, and the cause came back in b" in lines[lines.index("what did not hold:") :]


def test_what_is_known_to_help_is_told_once():
    known = list(built_in().tags["drift"].countermeasures[:2])
    assert page(item(), item())["Known to help against these causes"] == known


def test_what_is_for_its_participants_shows_title_tags_and_actions_alone():
    told = item("visibility: participants\n")
    assert (told.lessons, told.causes, told.fixes, told.restricted) == ((), (), (), True)
    assert "Test it." not in told.countermeasures
    assert (told.title, told.tags, len(told.open_actions)) == ("Voice", ("drift",), 1)
