"""Who is named: by the register, by the file, by a handle; and names that are words as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.settings import Settings
from pmkit.rules.decide import select
from pmkit.rules.run import lint_text
from tests.rules.examples import AS_OF, RULES
from tests.wording.looking import codes, file, found, section

REGISTER = """
- {handle: tomek, name: Tomasz Wieland, aliases: [T. Wieland]}
- {handle: al, name: Al Bo}
- {handle: anne-marie, name: Anne-Marie Duval}
- {handle: rose, name: Rose Field}
- {handle: ops, name: the team}
"""


def named(root: Path, text: str) -> bool:
    (root / "register").mkdir(exist_ok=True)
    (root / "register" / "people.yml").write_text(REGISTER, "utf-8")
    repository = Repository(root, checked=Settings())
    document = read_document(section(text).encode(), Limits())
    chosen = select(RULES, ["PM401"], ())
    return bool(lint_text(repository, "postmortems/x.md", document, chosen, AS_OF))


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Tomasz Wieland pushed it.", True),
        ("Tomasz pushed it.", True),
        ("Wieland pushed it.", True),
        ("T. Wieland pushed it.", True),
        ("tomek pushed it.", True),
        ("@tomek pushed it.", True),
        ("Nobody told Anne-Marie.", True),
        ("Al pushed it.", True),
        ("The index of al is old.", False),
        ("Rose pushed it.", True),
        ("Sales rose by 4 %.", False),
        ("Rose petals are a label of ours.", False),
        ("The field Rose Field had filled is empty.", True),
        ("The team pushed it.", False),
        ("@somebody pushed it.", True),
        ("@here the alarm was not heard.", False),
        ("Mail to ops@x.example bounced.", False),
        ("The action actions/checkout@v4 is pinned.", False),
    ],
)
def test_a_person_of_the_register(tmp_path, text, is_person):
    assert named(tmp_path, text) is is_person


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Will pushed the wrong branch.", True),
        ("Nobody had told Will.", True),
        ("Will the client accept 88 %?", False),
        ("May had left the flag on.", True),
        ("In May the flag was on.", False),
        ("May 2025 was quiet.", False),
        ("The flag was on until May.", False),
        ("sarah pushed the wrong branch.", True),
        ("The Sarah Foundation data is licensed.", False),
        ("Sarah reported that the flag was on.", False),
        ("As Sarah said, the flag was on.", False),
        ("According to Sarah's figures the flag was on.", False),
    ],
)
def test_a_person_of_the_file(text, is_person):
    assert bool(codes(section(text))) is is_person


def test_an_owner_and_who_commits_are_people_of_the_file():
    front = (
        "actions:\n  - {id: A1, owner: Joao Prado}\ncommitments:\n  - {person: Olu, change: x}\n"
    )
    body = "\n## What did not go well\n\nJoao left early.\n\nOlu left early.\n"
    assert [item.message[:20] for item in found(file(body, front)) if item.code == "PM401"] == [
        "`Joao left` makes a ",
        "`Olu left` makes a p",
    ]


def test_a_message_quotes_the_words_and_the_hint_is_built_from_them():
    (first, _) = found(section("Sarah forgot to run the evals before the release."))
    assert first.message.startswith("`Sarah forgot` makes a person the finding")
    assert first.hint == (
        "write what let it happen: `our process had no step to run the evals before the release`"
    )
    (second,) = found(section("We shouldn't have trusted the sandbox."))
    assert second.message.startswith("`shouldn't have trusted` is hindsight")
    assert second.hint.endswith("`We had trusted the sandbox, because …`")


def test_nothing_that_a_file_says_obeys_in_a_message():
    (first, *_) = found(section("Sarah pushed\tit."))
    assert first.message.isprintable()
