"""The built-in tags: complete, unique and worded as a meeting needs them."""

from __future__ import annotations

import re

import pytest

from pmkit.taxonomy import delivery, failure, incident, pilot, root_cause
from pmkit.taxonomy.tag import Tag

EXPECTED = {
    "failure": ("data", "expectation", "scope", "integration", "team"),
    "root-cause": (
        "process-gap",
        "estimation",
        "communication",
        "technical-debt",
        "resource-mismatch",
        "client-management",
    ),
    "ai-delivery": (
        "data-quality-surprise",
        "metric-mismatch",
        "infrastructure-underestimated",
        "experiment-creep",
        "knowledge-transfer",
    ),
    "ai-incident": (
        "hallucination",
        "prompt-injection",
        "drift",
        "runaway-cost",
        "escalation-overload",
        "capability-creep",
    ),
    "pilot": ("technical-fit", "workflow-fit", "adoption"),
}
BY_GROUP = {
    "failure": failure.TAGS,
    "root-cause": root_cause.TAGS,
    "ai-delivery": delivery.TAGS,
    "ai-incident": incident.TAGS,
    "pilot": pilot.TAGS,
}
ALL = tuple(tag for tags in BY_GROUP.values() for tag in tags)
NAMES = [tag.name for tag in ALL]
SLUG = re.compile(r"[a-z][a-z0-9-]*")
BLAME = re.compile(
    r"\b(should have|failed to|careless|human error|why did you|be (more )?careful|try harder"
    r"|communicate better|look into|investigate|consider|explore|think about)\b",
    re.IGNORECASE,
)

each_tag = pytest.mark.parametrize("tag", ALL, ids=NAMES)


def lists(tag: Tag) -> dict[str, tuple[str, ...]]:
    return {
        "warning_signs": tag.warning_signs,
        "questions": tag.questions,
        "countermeasures": tag.countermeasures,
    }


def texts(tag: Tag) -> tuple[str, ...]:
    return (tag.description, *tag.warning_signs, *tag.questions, *tag.countermeasures)


@pytest.mark.parametrize("group", EXPECTED)
def test_every_tag_is_present_in_its_group(group: str) -> None:
    tags = BY_GROUP[group]
    assert tuple(tag.name for tag in tags) == EXPECTED[group]
    assert {tag.group for tag in tags} == {group}


def test_there_are_25_tags_with_unique_names_and_titles() -> None:
    assert len(NAMES) == 25
    assert len(set(NAMES)) == 25
    assert len({tag.title for tag in ALL}) == 25


def test_aliases_are_unique_and_never_a_tag_name() -> None:
    aliases = [alias for tag in ALL for alias in tag.aliases]
    assert sorted(aliases) == sorted(set(aliases))
    assert set(aliases).isdisjoint(NAMES)


def test_no_sentence_is_used_twice() -> None:
    everything = [text for tag in ALL for text in texts(tag)]
    assert sorted(everything) == sorted(set(everything))


@each_tag
def test_names_and_aliases_are_slugs(tag: Tag) -> None:
    assert 1 <= len(tag.aliases) <= 4
    for word in (tag.name, *tag.aliases):
        assert SLUG.fullmatch(word), word


@each_tag
def test_lists_hold_three_to_five_entries(tag: Tag) -> None:
    for field, entries in lists(tag).items():
        # A string where a tuple was meant (a forgotten comma) would pass a length check.
        assert isinstance(entries, tuple), field
        assert 3 <= len(entries) <= 5, field


@each_tag
def test_texts_are_clean(tag: Tag) -> None:
    for text in (tag.title, *texts(tag)):
        assert text
        assert text == text.strip()
        assert "  " not in text
        assert "\n" not in text
        assert text[0].isupper(), text
        # A forgotten space between two joined string literals: "end.Start" or "word,word".
        assert not re.search(r"[.,;:?][A-Za-z]", text), text


@each_tag
def test_texts_end_in_the_right_punctuation(tag: Tag) -> None:
    assert tag.title[-1].isalnum()
    assert tag.description.endswith(".")
    for entry in (*tag.warning_signs, *tag.countermeasures):
        assert entry.endswith("."), entry
        assert "?" not in entry, entry
    for question in tag.questions:
        assert question.endswith("?"), question
        assert question.count("?") == 1, question


@each_tag
def test_questions_do_not_look_for_a_person(tag: Tag) -> None:
    for question in tag.questions:
        assert not question.lower().startswith("who"), question
        assert not question.lower().startswith("why did you"), question


@each_tag
def test_wording_is_blameless_and_definite(tag: Tag) -> None:
    for text in texts(tag):
        assert not BLAME.search(text), text


@each_tag
def test_descriptions_are_short_and_refer_to_real_tags(tag: Tag) -> None:
    assert len(re.findall(r"[.?!](?:\s|$)", tag.description)) <= 2
    neighbors = re.findall(r"`([^`]+)`", tag.description)
    assert neighbors
    assert set(neighbors) <= set(NAMES) - {tag.name}
