"""What a client is told: no person, no other client, whatever way they are hidden in."""

from __future__ import annotations

from datetime import date

import pytest

from pmkit.anonymise.client import check_for_client
from pmkit.anonymise.gate import names_in
from pmkit.config import open_repository
from pmkit.library import load_library
from pmkit.load import load_reading
from pmkit.render.document import document_html, make_document
from pmkit.render.html import without_style
from pmkit.render.jsontext import envelope
from tests.anonymise.ways import CASED, CASELESS, LOGINS

FILES = {
    "pmkit.toml": 'format = 1\n[anonymise]\nnames = ["Quorvex"]\n',
    "register/people.yml": """\
- {handle: noor, name: Noor Haddadin}
- {handle: grace, name: Grace Lim}
- {handle: bo, name: Bo Ostervik}
""",
    "register/clients.yml": """\
- {handle: acme, name: Acme GmbH, aliases: [The Big Bank, Kestrelmoor], domains: [acme.example]}
- {handle: acme-labs, name: Acme Labs Ltd}
- {handle: kestrel, name: Kestrel}
- {handle: grace-hospital, name: Grace Hospital}
- {handle: ostervik, name: Ostervik Clinics}
- {handle: zebo, name: Zebo Foods}
- {handle: jordan-labs, name: Jordan Labs}
- {handle: jordan-foods, name: Jordan Foods}
- {handle: merrow-labs, name: Merrow Labs}
- {handle: merrow-foods, name: Merrow Foods}
- {handle: tavish, name: Tavish}
- {handle: marlo, name: Marlo Foods}
- {handle: tavish-foods, name: Tavish Foods}
""",
    "postmortems/2026-03-06-voice.md": """\
---
kind: project
status: reviewed
title: TITLE
visibility: client
client: acme
completed_on: 2026-03-06
client_meeting_on: 2026-03-20
signals: {client: CLIENT VIEW}
commitments:
  - {person: Jordan Ek, change: I will look.}
  - {person: Marlo, change: I will look.}
metrics:
  - {name: METRIC, unit: UNIT, planned: 92, actual: 80, better: higher}
causes:
  - {id: C1, what: CAUSE, tags: [data], category: process, root: ROOT}
actions:
  - {id: A1, what: DONE, owner: noor, deadline: 2026-03-20, verification: V.,
     status: implemented, implemented_on: 2026-03-18, target: tool}
  - {id: A2, what: COMING, owner: noor, deadline: 2026-03-25, verification: V.}
  - {id: A3, what: WORKING, owner: noor, deadline: 2026-03-10, verification: V.,
     status: verified, implemented_on: 2026-03-09, verified_on: 2026-03-30, verified_by: grace,
     result: effective, evidence: SHOWN}
  - {id: A4, what: GIVEN UP, owner: noor, deadline: 2026-03-10, verification: V.,
     status: cancelled, cancelled_reason: No.}
---

## Summary

SUMMARY

## Timeline

TIMELINE

## Impact

IMPACT

## What went well

WENT WELL
""",
}
FIELDS = {
    "client": [
        "TITLE",
        "SUMMARY",
        "TIMELINE",
        "IMPACT",
        "WENT WELL",
        "METRIC",
        "UNIT",
        "CAUSE",
        "ROOT",
        "DONE",
        "COMING",
        "CLIENT VIEW",
    ],
    "follow-up": ["TITLE", "DONE", "COMING", "WORKING", "SHOWN", "GIVEN UP"],
}
NOOR, ZEBO = "Noor Haddadin", "Zebo Foods"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    place = tmp_path_factory.mktemp("repository")
    for path, text in FILES.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, "utf-8")
    return place


@pytest.fixture(scope="module")
def library(root):
    return load_library(open_repository(root))


def told(library, name):
    record = library.records[0]
    reading = load_reading(library.repository, record)
    document = make_document(
        library.repository, name, record.id, reading, "Acme GmbH", date(2026, 4, 1)
    )
    return {
        "md": document.text,
        "html": without_style(document_html(document)),
        "json": envelope(f"report-{name}", document.as_of, [{**document.facts}]),
    }


def met(text, library, client="acme"):
    return {hit.what for hit in check_for_client(text.encode(), library, client)}


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("format", ["md", "html", "json"])
def test_a_name_in_any_field_is_met_in_any_format(library, name, format):
    text = told(library, name)[format]
    assert met(text, library) == set()
    for field in FIELDS[name]:
        assert field in text
        for who in (NOOR, "Told by noor.", ZEBO, "Quorvex"):
            assert met(text.replace(field, who), library), (field, who)


def test_a_name_is_met_in_every_way(library, monkeypatch):
    names = names_in(library)
    monkeypatch.setattr("pmkit.anonymise.client.names_in", lambda _: names)  # gathered once
    missed = []
    for table in (CASED, CASELESS, LOGINS):
        for way, hide in table.items():
            for who in (NOOR, ZEBO) if table is not LOGINS else (NOOR,):
                if not met(f"- What changed: nobody asked {hide(who)} for it.", library):
                    missed.append((way, who))
    assert missed == []


@pytest.mark.parametrize(
    ("client", "stand", "refused"),
    [
        (
            "acme",
            "Acme|Acme GmbH|ACME's|acme.example|The Big\nBank|a big bank|Kestrelmoor|2026-03-06, 9,000 EUR",
            "Acme Labs|acme-labs|Kestrel|kestrels|Grace Hospital|Zebo|zebofoods",
        ),
        ("ACME GmbH", "Acme", "Acme Labs"),
        ("grace-hospital", "Grace Hospital|a grace period", "Grace|as Grace said"),
        ("ostervik", "Ostervik Clinics", "Ostervik|Bo Ostervik"),
        ("zebo", "Zebo|Zebo Foods|zebo-foods|ZeboPortal", "Acme|Noor"),
        ("jordan-foods", "Jordan Foods", "Jordan|Jordan Labs|Ek"),
        ("merrow-foods", "Merrow Foods|Merrow|merrow-foods", "Merrow Labs|merrow-labs"),
        ("tavish-foods", "Tavish Foods", "Tavish"),
        ("marlo", "Marlo Foods", "Marlo"),
        ("nobody", "nobody knew", "Acme|Zebo"),
        (None, "nobody knew", "Acme|Zebo"),
    ],
)
def test_the_own_name_stands_and_another_does_not(library, client, stand, refused):
    assert [one for one in stand.split("|") if met(f"We told {one} so.", library, client)] == []
    assert [
        one for one in refused.split("|") if not met(f"We told {one} so.", library, client)
    ] == []
