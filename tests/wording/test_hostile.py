"""Whatever stands in a text, the search takes time in proportion to it."""

from __future__ import annotations

import time

import pytest

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.settings import Settings
from pmkit.registers import Registers
from pmkit.rules.check import Check
from pmkit.wording.language import lines, read_language
from pmkit.wording.vocabulary import make_vocabulary
from tests.rules.examples import AS_OF, RULES
from tests.wording.looking import WORDING, file

SIZE = 10_000
VOCABULARY = make_vocabulary(Settings(), Registers())
LISTS = read_language("en")["lists"]
CHECKS = [rule for code, rule in RULES.items() if code.startswith(tuple(WORDING))]


def seconds(text: str) -> float:
    """Return how long every rule about wording takes for `text`, in a section and in a cause."""
    quoted = text[:SIZE].replace("\\", "").replace('"', "'")
    body = f"\n## What did not go well\n\n{text}\n\n## What went well\n\n{text}\n"
    whole = file(
        body,
        f'causes: [{{what: "{quoted}"}}]\nactions: [{{what: "{quoted}", verification: "{quoted}"}}]\n',
    )
    reading = read_postmortem(read_document(whole.encode(), Limits()))
    started = time.process_time()
    check = Check("x.md", reading, Settings(), Registers(), AS_OF, VOCABULARY)
    for rule in CHECKS:
        list(rule.check(check))
    return time.process_time() - started


def filled(text: str, size: int = SIZE) -> str:
    return (text * (size // len(text) + 1))[:size]


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_of_a_list(name):
    """All words of a list in a row, again and again: as near to a match as it gets."""
    words = " ".join(
        part.strip("[]!").split("|")[0].strip("~<>")
        for line in lines(LISTS[name]["say"])
        for part in line.split()
        if part not in ("^", "$", "..")
    )
    assert seconds(filled(words + " ")) < 2


@pytest.mark.parametrize(
    "text",
    [
        "should have been ",
        "client client user vendor did not ",
        "Sarah Sarah Will May ",
        "@sarah ",
        "@",
        "the engineer who the engineer who ",
        "not never not never ",
        '"careless ',
        "'careless ",
        "‘careless’s ",
        "](careless",
        "<a careless",
        "careless/careless/",
        "careless_",
        "careless. ",
        "careless\n",
        "> careless\n",
        "- careless\n",
        "| careless ",
        "    careless\n",
        "`careless ",
        "<!-- careless ",
        "1. 1. 1-1-1:",
        "’t n’t ’s ",
        "é careless ",
        "careless",
        "a" * 61 + "/",
    ],
)
def test_a_hostile_text(text):
    small, large = filled(text, SIZE // 4), filled(text, SIZE)
    assert seconds(small) < 1
    assert seconds(large) < 3
