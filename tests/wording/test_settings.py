"""Lists are data: a repository adds to them and takes from them, and a language is a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmkit.config import Repository
from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.errors import ConfigError
from pmkit.model.settings import Settings
from pmkit.render.settings import settings_table
from pmkit.reports.settings import settings_rows
from pmkit.rules.registry import load_rules
from pmkit.wording.blame import blaming, human_error
from pmkit.wording.language import build_lexicon, languages, read_language
from pmkit.wording.vocabulary import Vocabulary
from tests.wording.looking import codes, section


def wording(**given):
    return {"lint": {"wording": given}}


def test_a_phrase_is_added_to_a_list():
    text = section("The squad took a nap on the alarm.")
    assert codes(text) == []
    assert codes(text, **wording(extend={"blame": ["Took [a] Nap|naps"]})) == ["PM402"]


def test_an_added_phrase_may_use_verbs_and_classes():
    settings = wording(extend={"blame": ["<group> snooze~"]})
    assert codes(section("The client and the squad snoozed."), **settings) == ["PM402"]


def test_a_phrase_is_allowed():
    text = section("Careless talk is the name of our bot, and the bot was careless.")
    assert codes(text) == ["PM402", "PM402"]
    assert codes(text, **wording(allow={"blame": ["careless talk"]})) == ["PM402"]


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ({"language": "tlh"}, "`tlh`, which pmkit has no words for", "write one of: en"),
        ({"extend": {"blam": ["x"]}}, "names no list of phrases: `blam`", "did you mean `blame`?"),
        ({"allow": {"zzz": ["x"]}}, "names no list of phrases: `zzz`", "the lists are blame,"),
        ({"extend": {"blame": ["<x> y"]}}, "no class of words", "docs/wording.md"),
        ({"extend": {"blame": ["[x]"]}}, "no word that must be there", "docs/wording.md"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(given, message, hint):
    with pytest.raises(ConfigError) as caught:
        codes(section("Text."), **wording(**given))
    assert message in str(caught.value)
    assert hint in (caught.value.hint or "")


def test_every_list_is_for_a_rule_there_is():
    known = {rule.code for rule in load_rules().values()}
    for language in languages():
        lists = read_language(language)["lists"]
        assert {name: of["rule"] for name, of in lists.items() if of["rule"] not in known} == {}


GERMAN = {
    "endings": {"": "- st t en"},
    "contractions": {"ging's": "ging es"},
    "classes": {
        "everywhere": "der die das und hat",
        "negation": "kein keine keinen nicht ohne",
        "people": "entwickler techniker",
    },
    "lists": {
        "blame": {
            "in": "finding story",
            "say": "schlampig|schlampige|schlampigkeit\nhat gepennt\nschuld .. <people>",
            "but": "schlampige suche",
        },
        "human-error": {"in": "finding", "say": "menschliches|menschlichem versagen"},
    },
    "rewrites": {"blame": ": unser Ablauf verlangte keinen Test"},
}


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Die Übergabe war schlampig.", ["schlampig"]),
        ("Das Team hat gepennt.", ["hat gepennt"]),
        ("Schuld daran waren die Entwickler.", ["Schuld daran waren die Entwickler"]),
        ("Ohne schlampige Arbeit ging’s.", []),
        ("Die schlampige Suche liefert mehr Treffer.", []),
    ],
)
def test_another_language_is_nothing_but_data(text, blamed):
    vocabulary = Vocabulary(build_lexicon(GERMAN))
    reading = read_postmortem(read_document(section(text).encode(), Limits()))
    assert [hit.quote for hit in blaming(vocabulary.read(reading))] == blamed


def test_every_rule_bears_a_language_that_lacks_its_lists():
    vocabulary = Vocabulary(build_lexicon(GERMAN))
    text = section("Es war menschliches Versagen, und Sarah hat's vergessen.")
    wording = vocabulary.read(read_postmortem(read_document(text.encode(), Limits())))
    assert [hit.quote for hit in human_error(wording)] == ["menschliches Versagen"]


def test_phrases_are_shown_as_they_were_written():
    settings = Settings.model_validate(wording(allow={"blame": ["careless talk", "my bad"]}))
    repository = Repository(Path("/nonexistent"), checked=settings)
    rows = settings_table(repository, settings_rows(repository)).rows
    shown = {key: value for key, value, *_ in rows}
    assert shown["lint.wording.allow"] == "blame = careless talk, my bad"
