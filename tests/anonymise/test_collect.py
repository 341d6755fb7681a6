"""Names are gathered from every place in which a repository can hold one."""

from __future__ import annotations

import os
import subprocess

import pytest

from pmkit.anonymise.check import check
from pmkit.anonymise.collect import distinct
from pmkit.anonymise.dictionary import make_dictionary
from pmkit.anonymise.gate import open_dictionary
from pmkit.anonymise.names import Name
from pmkit.config import open_repository
from pmkit.library import load_library

FILES = {
    "pmkit.toml": 'format = 1\n[anonymise]\nnames = ["Quorvex"]\n',
    "register/people.yml": "- {handle: dorvik, name: Ansa Brelling, aliases: [Tovi], active: false, team: brunvik-squad}\n",
    "register/clients.yml": (
        "- {handle: kestrelm, name: Hovarth Foods, aliases: [Numbria], domains: [shop.zelbig.example]}\n"
    ),
    "register/projects.yml": "- {handle: pavlox-search, client: ulmarra, team: data-oskelin}\n",
    "register/briefs.yml": (
        "- {project: drelling-ocr, person: Wimbolt, read_on: 2026-01-02, postmortems: []}\n"
    ),
    "postmortems/sub/2026-01-05-yorvane-pilot.md": """\
---
kind: project
status: draft
title: A title
completed_on: 2026-01-05
client: Wexbrook Ltd
project: glintora-chat
author: mirelda
team: tremolan
x-client-approvals:
  - {by: yasvin, on: 2026-01-09}
participants:
  - {name: Ossip Varga, role: facilitator}
  - {name: [Lunel, Perrik], role: contributor}
  - {name: end-user, role: end-user}
actions:
  - id: A1
    what: Change it.
    owner: Jorunn Teal
    deadline: 2026-02-01
    verification: It is seen.
    verified_by: corbinn
    x-approved: {signed_by: Hesper}
  - id: A2
    owner: [Bexley, Tamsil]
  - id: A3
    owner: the team
  - id: A4
    owner: TBD
  - id: A5
    owner: {name: Zorvik}
  - id: A6
    owner: the platform team
related: [2024-01-05-quistor-bot]
prevented:
  - {what: A queue., thanks_to: ["2023-01-05-hembrook-bot:A1"]}
commitments:
  - {person: Elvan, change: I will look.}
---
""",
}
HELD = {
    "dorvik": "people entry 1, handle",
    "Brelling": "people entry 1, name",
    "Tovi": "people entry 1, alias 1",
    "kestrelm": "clients entry 1, handle",
    "Hovarth": "clients entry 1, name",
    "Numbria": "clients entry 1, alias 1",
    "zelbig": "clients entry 1, domain 1",
    "brunvik": "people entry 1, team",
    "oskelin": "projects entry 1, team",
    "tremolan": "team of post-mortem 1",
    "yasvin": "participant of post-mortem 1",
    "pavlox": "projects entry 1, handle",
    "pavlox-search": "projects entry 1, handle",
    "ulmarra": "projects entry 1, client",
    "drelling": "briefs entry 1, project",
    "Wimbolt": "briefs entry 1, person",
    "quistor": "file name of post-mortem 1",
    "hembrook": "file name of post-mortem 1",
    "yorvane": "file name of post-mortem 1",
    "Wexbrook": "client of post-mortem 1",
    "glintora": "project of post-mortem 1",
    "mirelda": "author of post-mortem 1",
    "Ossip": "participant of post-mortem 1",
    "Lunel": "participant of post-mortem 1",
    "Perrik": "participant of post-mortem 1",
    "Jorunn": "owner of post-mortem 1",
    "corbinn": "participant of post-mortem 1",
    "Hesper": "participant of post-mortem 1",
    "Bexley": "owner of post-mortem 1",
    "Tamsil": "owner of post-mortem 1",
    "Zorvik": "owner of post-mortem 1",
    "Elvan": "participant of post-mortem 1",
    "Rosmund": "git author 3, name",
    "rsmd": "git author 3, address",
    "Ruvessa": "git author 4, name",
    "Committa": "git author 2, name",
    "Cobelia": "git author 1, name",
    "Quorvex": "anonymise.names, word 1",
}


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    place = tmp_path_factory.mktemp("repository")
    for path, text in FILES.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, "utf-8")
    who = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Rosmund",
        "GIT_AUTHOR_EMAIL": "rsmd@x.example",
        "GIT_COMMITTER_NAME": "Committa",
        "GIT_COMMITTER_EMAIL": "noreply@x.example",
    }
    message = "One\n\nCo-authored-by: Cobelia <c@x.example>\nReviewed-by: Ruvessa <r@x>\n"
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", message]):
        subprocess.run(["git", "-C", place, *words], env={**os.environ, **who}, check=True)
    return open_dictionary(load_library(open_repository(place)))


@pytest.mark.parametrize("word", HELD)
def test_a_name_is_met_wherever_it_stands_in_the_repository(names, word):
    hits = check(f"We had asked {word} before.".encode(), names)
    assert HELD[word] in {hit.what for hit in hits}


@pytest.mark.parametrize(
    "text",
    [
        "A squad",
        "the data was late",
        "The Platform Team",
        "The team was asked.",
        "End users were asked.",
        "TBD",
        "noreply",
    ],
)
def test_roles_groups_and_blanks_are_no_names(names, text):
    assert check(text.encode(), names) == []


def test_a_group_with_a_name_in_it_is_kept():
    (kept,) = distinct([Name("owner", "x", "Halvorn team"), Name("owner", "y", "the team")])
    assert kept.text == "Halvorn team"


@pytest.mark.parametrize("sort", ["git author", "client"])
def test_parts_of_addresses_name_nobody(sort):
    (kept,) = distinct([Name("git author", "x", "noreply"), Name("git author", "y", "info.venn")])
    found = make_dictionary([Name(sort, "z", "info.venn")])
    assert kept.text == "info.venn"
    assert check(b"The info was late.", found) == []
    assert check(b"see Venn there", found)
