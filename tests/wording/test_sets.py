"""The labelled sentences: every rule keeps its goal, and every sentence is found where it stands."""

from __future__ import annotations

import re

import pytest

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.wording.prose import Prose
from pmkit.wording.search import Search
from pmkit.wording.texts import Zone, front_pieces
from tests.wording.looking import script

ITEMS = [item for name in script().sets() for item in script().read_set(name)]
SCORES = {score.rule: score for score in script().measure(ITEMS)[0]}


@pytest.mark.parametrize("rule", SCORES)
def test_a_rule_finds_what_it_should_and_nothing_else(rule):
    score = SCORES[rule]
    assert score.right >= 10
    assert score.precision >= 0.95
    assert score.recall >= 0.85


def test_the_sets_are_large_and_hold_many_innocents():
    assert len({(item.field, item.text, item.action) for item in ITEMS}) == len(ITEMS)
    assert len(ITEMS) >= 600
    assert sum(not item.allowed for item in ITEMS) >= 0.4 * len(ITEMS)


def test_a_finding_covers_words_of_its_sentence():
    linter = script().Linter()
    for item in ITEMS[::7]:
        text = script().document(item)
        lines = text.split("\n")
        for _, problem in linter.problems(text):
            line, column, end_line, end_column = problem.span
            if line == end_line:
                assert lines[line - 1][column - 1 : end_column - 1].strip('"') in text


WORD = re.compile(r"\w+")


@pytest.mark.parametrize("name", script().sets())
def test_the_sieve_loses_nothing(name):
    """What is found behind the sieve is what is found when every sentence is looked at."""
    vocabulary = script().Linter().vocabulary
    for item in script().read_set(name):
        reading = read_postmortem(read_document(script().document(item).encode(), Limits()))
        prose = Prose(reading.document.body, vocabulary.headings)
        clients = {"acme": "client"}
        search = Search(vocabulary.lexicon, (vocabulary.people,), clients, reading, prose)
        pieces = [piece for zone in Zone for piece in front_pieces(reading.postmortem, zone)]
        for piece in (*pieces, *prose.pieces()):
            for word in WORD.finditer(piece.text):
                search.look(piece, word.start())
        assert places(vocabulary.read(reading).found) == places(search.found), item.text


def places(found):
    return {(name, hit.start, hit.end) for name, hits in found.items() for hit in hits}
