"""Where words are looked at, where not, and that a finding covers just the words."""

from __future__ import annotations

import pytest

from tests.wording.looking import codes, file, found, quotes, section

CAUSE = "causes:\n  - id: C1\n    what: "


@pytest.mark.parametrize(
    ("written", "covered"),
    [
        ("The labels were careless work.", ["careless"]),
        ('"The labels: careless work."', ["careless"]),
        ("'It''s the labels: careless work.'", ["careless"]),
        ('"The \\"labels\\" \\u2014 careless work."', ["careless"]),
        (">\n      The labels were\n      careless work.", ["careless"]),
        ("|\n      The labels\n\n      were careless work.", ["careless"]),
        ("The labels were\n      careless\n      work.", ["careless"]),
        (">-\n      The labels: they dropped\n      the ball.", ["dropped / the ball"]),
        ("The labels (Łódź 🚀) were careless work.", ["careless"]),
    ],
)
def test_a_finding_covers_the_words_in_the_front_matter(written, covered):
    text = file(front=f"{CAUSE}{written}\n")
    assert quotes(text) == covered


def test_a_finding_covers_the_words_in_the_body():
    text = section("First line.\nThe labels were careless,\nand the team dropped\nthe ball.")
    assert quotes(text) == ["careless", "dropped / the ball"]


@pytest.mark.parametrize(
    "body",
    [
        "```\nThe team was careless.\n```",
        "~~~\nThe team was careless.\n~~~",
        "- item\n\n  ```\n  The team was careless.\n  ```",
        "The flag is `careless` now.",
        "<!-- The team was careless. -->",
        "> The team was careless.",
        "> First line,\nThe team was careless.",
        "Text.\n\n    The team was careless.",
        "### The team was careless",
        'The client wrote: "the team was careless".',
        "See [the mail](careless.md).",
        "[mail]: https://x.example/careless",
    ],
)
def test_what_is_no_prose_of_ours_is_not_looked_at(body):
    assert codes(section(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "The team was careless.",
        "- The team was careless.",
        "1. First.\n   - The team was careless.",
        "- [ ] The team was careless.",
        "- First paragraph.\n\n    The team was careless.",
        "| what | much |\n| --- | --- |\n| The team was careless. | 3 |",
        "**The team** was _careless_.",
        "The team was\ncareless.",
        "Text.\n\n### A heading below\n\nThe team was careless.",
        "The `retry` job: the team was careless.",
    ],
)
def test_prose_is_looked_at(body):
    assert codes(section(body)) == ["PM402"]


@pytest.mark.parametrize(
    ("heading", "is_finding"),
    [
        ("What did not go well", True),
        ("What went wrong", True),
        ("Root causes", True),
        ("Contributing factors", True),
        ("What went well", False),
        ("What worked", False),
        ("Timeline", False),
        ("Something else", False),
    ],
)
def test_a_heading_says_what_stands_under_it(heading, is_finding):
    """A name alone is too much in a finding; elsewhere only where something went wrong."""
    assert codes(section("The key lay on Sarah's laptop.", heading)) == ["PM401"] * is_finding


def test_headings_of_ones_own_are_known():
    text = section("The key lay on Sarah's laptop.", "Was klemmte")
    rename = {"sections": {"rename": {"What did not go well": "Was klemmte"}}}
    assert codes(text) == []
    assert codes(text, **rename) == ["PM401"]


@pytest.mark.parametrize(
    "front",
    [
        "actions:\n  - {id: A1, what: Add a page., owner: sarah, deadline: 2026-01-15, verification: Two of two read it.}\n",
        "commitments:\n  - {person: sarah, change: I will be more careful and look into it soon.}\n",
        "signals: {client: The team was careless., team: Sarah forgot.}\n",
        "prevented:\n  - {what: Sarah noticed the empty index at once., thanks_to: [x]}\n",
        "x-note: Sarah was careless.\n",
    ],
)
def test_where_people_may_be_named(front):
    assert codes(file(front=front)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("causes:\n  - {id: C1, trigger: Sarah restarted the wrong node.}\n", "PM401"),
        ("causes:\n  - {id: C1, also_at_risk: The two projects that Sarah leads.}\n", "PM401"),
        ("lessons:\n  - {lesson: Sarah forgot the cap.}\n", "PM401"),
        (
            "reviews:\n  - {kind: 30-day, held_on: 2026-01-05, note: Sarah still ignores it.}\n",
            "PM401",
        ),
        ("actions:\n  - {id: A1, cancelled_reason: Sarah forgot it.}\n", "PM401"),
    ],
)
def test_every_text_that_tells_what_was_is_looked_at(text, code):
    assert code in codes(file(front=text))


def test_a_suppression_holds_a_finding_back():
    assert (
        codes(section("The team was careless. <!-- pmkit: ignore[PM402] the client's word -->"))
        == []
    )
    front = f"{CAUSE}The team was careless.  # pmkit: ignore[PM402] their word\n"
    assert codes(file(front=front)) == []


def test_a_finding_about_wording_is_a_warning_whatever_the_status():
    for status in ("draft", "reviewed", "closed"):
        text = section("The team was careless.").replace("status: reviewed", f"status: {status}")
        assert [str(item.severity) for item in found(text)] == ["warning"]
