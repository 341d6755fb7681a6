"""Suppressions: which lines they cover, and what is wrong with them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.document.problem import Problem, Span
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.enums import Status
from pmkit.rules.decide import decide, select
from pmkit.rules.ignores import Ignore, read_ignores
from tests.rules.examples import RULES, findings, whole

WHY = "the key of an older format"


def codes(fields: str, body: str | None = None) -> list[str]:
    """Return the codes that the clean base gives with other fields and another body."""
    text = whole(fields)
    if body is not None:
        text = "---\n" + text.split("---\n", 2)[1] + "---\n" + body
    return [item.code for item in findings(text)]


def read(text: str) -> list[tuple[tuple[str, ...], str, int, int]]:
    found = read_ignores(read_document(text.encode(), Limits()))
    return [(item.words, item.reason, item.span.line, item.last_line) for item in found]


@pytest.mark.parametrize(
    "fields",
    [
        f"clint: halden  # pmkit: ignore[PM102] {WHY}\n",
        f"clint: halden # pmkit:ignore[pm102]{WHY}\n",
        f"clint: halden  # pmkit: ignore[unknown-key] {WHY}\n",
        f"clint: halden  # pmkit: ignore[Unknown-Key] {WHY}\n",
        f"clint: 'halden'  # pmkit: ignore[PM102] {WHY}\n",
        f"clint: [a, b]  # pmkit: ignore[PM102] {WHY}\n",
        f"clint: {{a: b}}  # pmkit: ignore[PM102] {WHY}\n",
        f"clint: >  # pmkit: ignore[PM102] {WHY}\n  halden\n",
        f"clint: |  # pmkit: ignore[PM102] {WHY}\n  halden\n",
        f"x-a: 1\n# pmkit: ignore[PM102] {WHY}\nclint: halden\n",
        f"x-a: 1\n   # pmkit: ignore[PM102] {WHY}\n\n# more about it\nclint: halden\n",
        f"x-a: |\n  text\n# pmkit: ignore[PM102] {WHY}\nclint: halden\n",
    ],
)
def test_a_finding_is_suppressed(fields):
    assert codes(fields) == []
    assert codes(fields.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    "fields",
    [
        f"clint: '# pmkit: ignore[PM102] {WHY}'\n",
        f'clint: "# pmkit: ignore[PM102] {WHY}"\n',
        f"clint: |\n  # pmkit: ignore[PM102] {WHY}\n",
        f"clint: >-\n  text\n  # pmkit: ignore[PM102] {WHY}\n",
        f"clint: a#pmkit:ignore[PM102]{WHY}\n",
        f"signals:\n  'clint # pmkit: ignore[PM102] {WHY}': halden\n",
        "clint: halden  # pmkit ignore[PM102]\n",
        "clint: halden  # pmkit: ignored[PM102]\n",
    ],
)
def test_what_is_no_suppression(fields):
    assert set(codes(f"team: vision\n{fields}")) == {"PM102"}


@pytest.mark.parametrize(
    "fields",
    [
        f"x-a: 1  # pmkit: ignore[PM102] {WHY}\nclint: halden\n",
        f"clint: halden\n# pmkit: ignore[PM102] {WHY}\nx-a: 1\n",
        f"# pmkit: ignore[PM102] {WHY}\nx-a: 1\nclint: halden\n",
        f"clint: halden\nx-a: 1  # pmkit: ignore[PM102] {WHY}\n",
    ],
)
def test_another_line_is_not_covered(fields):
    assert sorted(codes(f"x-first: 1\n{fields}")) == ["PM102", "PM790"]


def test_several_rules_in_one_comment():
    both = f"clint: ~  # pmkit: ignore[PM102, empty-value] {WHY}\n"
    assert codes("clint: ~\n") == ["PM102", "PM107"]
    assert codes(both) == []
    assert codes(both.replace("PM102, ", "")) == ["PM102"]
    assert codes(both.replace("PM102", "PM102, PM101")) == ["PM790"]


def test_comments_one_above_the_other():
    fields = f"x-a: 1\n# pmkit: ignore[PM102] {WHY}\n# pmkit: ignore[PM107] {WHY}\n\nclint: ~\n"
    assert codes(fields) == []


ITEM = (
    "actions:\n"
    "  - {{id: A1, what: Keep twelve scans for each release., owner: ines, deadline: 2026-01-31,\n"
    "     verification: The twelve scans are in the release notes of January.}}\n"
    "{item}"
    "  - {{id: A3, what: Name an owner of each checklist., owner: mira, deadline: 2026-02-15,\n"
    "     verification: All four checklists carry the name at the February meeting.}}\n"
)
ACTION = (
    "  - id: A2{comment}\n    what: Sample 300 documents at random.\n    deadline: 2026-01-15\n"
    "    verification: The next two kickoffs hold the filled-in section.\n"
)
FLOW = (
    "  - {{id: A2, what: Sample 300 documents at random., deadline: 2026-01-15,{comment}\n"
    "     verification: The next two kickoffs hold the filled-in section.}}\n"
)


@pytest.mark.parametrize("item", [ACTION, FLOW])
def test_the_first_line_of_a_list_item(item):
    comment = "  # pmkit: ignore[PM201] agreed in the steering group"
    assert codes(ITEM.format(item=item.format(comment=""))) == ["PM201"]
    assert codes(ITEM.format(item=item.format(comment=comment))) == []
    above = f"  {comment}\n" + item.format(comment="")
    assert codes(ITEM.format(item=above)) == []


SUMMARY = "\n## Summary\n\n{text}\n\n## Timeline\n\nOne.\n\n## What went well\n\nTwo.\n\n## What did not go well\n\nThree.\n\n## Open questions\n\nNone.\n"


@pytest.mark.parametrize(
    "text",
    [
        "A TODO. <!-- pmkit: ignore[PM603] the word is a name -->",
        "<!-- pmkit: ignore[PM603] the word is a name --> A TODO.",
        "<!-- pmkit: ignore[PM603] the word is a name -->\nA TODO.",
        "<!-- pmkit: ignore[PM603] the word is a name -->\n\nA TODO.",
        "<!--\n  pmkit: ignore[todo-left]\n  the word is a name\n-->\n\nA TODO.",
        "<!--pmkit:ignore[PM603]the word is a name-->\n<!-- A prompt? -->\nA TODO.",
        "### TODO <!-- pmkit: ignore[PM603] the word is a name -->\n\nText.",
    ],
)
def test_in_the_body(text):
    assert codes("", SUMMARY.format(text=text)) == []
    assert codes("", SUMMARY.format(text=text).replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- pmkit: ignore[PM603] why -->` TODO",
        "```\n<!-- pmkit: ignore[PM603] why -->\n```\nTODO",
        "Text # pmkit: ignore[PM603] why\nTODO",
        "<!-- see pmkit: ignore[PM603] why --> TODO",
    ],
)
def test_what_is_no_suppression_in_the_body(text):
    assert codes("", SUMMARY.format(text=text)) == ["PM603"]


def test_another_line_of_the_body_is_not_covered():
    comment = "<!-- pmkit: ignore[PM603] why -->"
    assert codes("", SUMMARY.format(text=f"Text. {comment}\nTODO")) == ["PM790", "PM603"]
    assert codes("", SUMMARY.format(text=f"{comment}\nText.\nTODO")) == ["PM790", "PM603"]
    assert codes("", SUMMARY.format(text=f"TODO\n{comment}")) == ["PM603", "PM790"]


def test_sections_that_are_left_out_on_purpose():
    comment = "<!-- pmkit: ignore[PM601] told in the report of the client -->\n"
    assert codes("", f"\n{comment}\n## Summary\n\nText.\n") == []
    assert codes("", comment) == []
    empty = SUMMARY.format(text="").replace(
        "Summary", "Summary <!-- pmkit: ignore[PM602] later -->"
    )
    assert codes("", empty) == []


@pytest.mark.parametrize("reason", ["", "   ", "-", "…"])
def test_a_reason_is_wanted(reason):
    assert codes(f"clint: halden  # pmkit: ignore[PM102] {reason}\n") == ["PM791"]
    assert codes("", SUMMARY.format(text=f"<!-- pmkit: ignore[PM603] {reason} --> TODO")) == [
        "PM791"
    ]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("PM1", "write out each code: a family is not accepted here"),
        ("pm", "write out each code: a family is not accepted here"),
        ("unknow-keys", "did you mean `unknown-key`?"),
        ("PM999", "`pmkit rule` lists codes and names"),
        ("unknown_key", "did you mean `unknown-key`?"),
        ("all", "`pmkit rule` lists codes and names"),
    ],
)
def test_a_word_that_is_no_rule(word, hint):
    text = whole(f"clint: halden  # pmkit: ignore[{word}] {WHY}\n")
    items = {item.code: item for item in findings(text)}
    assert set(items) == {"PM102", "PM792"}
    assert items["PM792"].message == f"`{word}` is no rule"
    assert items["PM792"].hint.startswith(hint)


@pytest.mark.parametrize(
    "comment", ["ignore", "ignore[] why", "ignore PM102 why", "ignore[PM102 why"]
)
def test_a_suppression_without_a_rule(comment):
    found = codes(f"clint: halden  # pmkit: {comment}\n")
    assert {"PM102", "PM792"} <= set(found)


def test_what_cannot_be_suppressed():
    text = whole("client: 'hal\x07den'  # pmkit: ignore[PM005] the bell is ours\n")
    assert "PM005" in {item.code for item in findings(text)}
    ignore = Ignore(("PM005", "PM791"), "", Span(3, 1, 3, 9), 3)
    problem = Problem(Span(3, 1, 3, 2), "a bell", "", "PM005")
    items = decide("a.md", Status.DRAFT, [problem], (ignore,), select(RULES, (), ()))
    assert sorted((item.code, item.message) for item in items) == [
        ("PM005", "a bell"),
        ("PM790", "PM005 cannot be suppressed"),
        ("PM790", "PM791 cannot be suppressed"),
        ("PM791", "this suppression gives no reason"),
    ]


def test_a_rule_that_is_off_leaves_its_suppression_alone():
    ignore = (Ignore(("PM201", "PM203"), "agreed", Span(3, 1, 3, 9), 3),)
    on = select(RULES, (), ["PM201"])
    assert [item.message for item in decide("a.md", None, (), ignore, on)] == [
        "PM203 finds nothing here that this could suppress"
    ]
    assert decide("a.md", None, (), ignore, select(RULES, ["PM1", "PM790"], ())) == []
    assert decide("a.md", None, (), ignore, select(RULES, (), ["PM790"])) == []


def test_a_rule_about_the_whole_is_unused_only_when_all_was_linted():
    ignore = (Ignore(("PM702",), "agreed", Span(3, 1, 3, 9), 3),)
    on = select(RULES, (), ())
    assert decide("a.md", None, (), ignore, on) == []
    (item,) = decide("a.md", None, (), ignore, on, is_whole=True)
    assert (item.code, item.hint) == ("PM790", "remove the comment")


@pytest.mark.parametrize(
    ("first", "last", "is_covered"),
    [
        (1, 2, False),
        (1, 3, True),
        (3, 3, True),
        (4, 4, True),
        (4, 9, True),
        (5, 5, False),
        (1, 9, True),
    ],
)
def test_what_spans_a_covered_line_is_covered(first, last, is_covered):
    ignore = Ignore(("PM201",), "agreed", Span(3, 5, 3, 9), 4)
    problem = Problem(Span(first, 1, last, 2), "no owner", "", "PM201")
    items = decide("a.md", None, [problem], (ignore,), select(RULES, ["PM201"], ()))
    assert (items == []) is is_covered


def test_places_and_reasons():
    text = (
        "---\n# pmkit: ignore[PM101] one\n\nkind: project  # pmkit: ignore[ PM102 ,PM103,] two # three\n"
        "---\n<!-- pmkit: ignore[PM601] four\nfive -->\n\n\ntext <!-- pmkit: ignore[PM602] six -->\n"
    )
    assert read(text) == [
        (("PM101",), "one", 2, 4),
        (("PM102", "PM103"), "two # three", 4, 4),
        (("PM601",), "four\nfive", 6, 10),
        (("PM602",), "six", 10, 10),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "# pmkit: ignore[PM102] why",
                "<!-- pmkit: ignore[PM603]",
                *(" -->", "\n", "a: b", "- ", "'", "|", "\r\n", "TODO", "  ", "[", "]", "# x"),
                *("`", "---\n", ", ", "b: "),
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_text_is_read(text):
    for whole_text in (f"---\n{text}\n---\n", f"---\nkind: project\n---\n{text}", f"---\n{text}"):
        last = whole_text.count("\n") + 1
        for item in read_ignores(read_document(whole_text.encode(), Limits())):
            assert 1 <= item.span.line <= item.span.end_line <= item.last_line <= last


HEAVY = {
    "front matter of suppressions": ("# pmkit: ignore[PM603] a\n" * 8_000, ""),
    "in one line": ("# " + "# pmkit: ignore[" * 10_000, ""),
    "between values": ("- 'a' # pmkit: ignore[PM603]\n" * 7_000, ""),
    "body of suppressions": ("", "<!-- pmkit: ignore[PM603] a -->\n" * 8_000),
    "body of suppressions and findings": ("", "TODO <!-- pmkit: ignore[PM603] a -->\n" * 8_000),
    "body in one line": ("", "<!-- pmkit: ignore[PM603] a -->" * 8_000),
    "body of open comments": ("", "<!-- pmkit: ignore[X] " * 10_000),
    "body of unknown words": ("", "".join(f"<!-- pmkit: ignore[X{n}] -->\n" for n in range(8_000))),
}


@pytest.mark.parametrize(("front", "body"), HEAVY.values(), ids=HEAVY)
def test_many_suppressions_take_no_long_time(front, body):
    fields = (
        f"kind: project\nx-list:\n{front}" if front.startswith("-") else f"kind: project\n{front}"
    )
    start = time.process_time()
    findings(f"---\n{fields}---\n{body}")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("above", ["", "\n", "# a note\n"])
def test_below_the_dashes_a_comment_covers_what_the_whole_file_lacks(above):
    text = whole("# without: title\n")
    assert [item.code for item in findings(text)] == ["PM101"]
    comment = f"{above}# pmkit: ignore[PM101] {WHY}\n"
    for end in ("\n", "\r\n"):
        covered = text.replace("---\n", "---\n" + comment, 1).replace("\n", end)
        assert findings(covered) == []
    deeper = text.replace("---\n", "---\nx-a: 1\n" + comment, 1)
    assert [item.code for item in findings(deeper)] == ["PM101", "PM790"]
