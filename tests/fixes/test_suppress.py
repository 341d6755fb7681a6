"""Comments that suppress findings: where they can stand, and that nothing else changes."""

from __future__ import annotations

import pytest

from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.fixes.suppress import suppress
from pmkit.model.finding import Finding, Level
from pmkit.rules.ignores import read_ignores
from pmkit.rules.registry import load_rules
from tests.rules.examples import BASE, findings

RULES = load_rules()
WHY = "as agreed with the client"


def finding(line: int, code: str = "PM204") -> Finding:
    return Finding("a.md", line, 1, line, 2, code, "", Level.ERROR, "", "")


def after(text: str, *found: Finding) -> tuple[str, list[str]]:
    """Return the file with comments, and the codes that are left."""
    one = suppress(text.encode(), found, WHY, Limits(), RULES)
    assert len(one.done) + len(one.left) == len(found)
    return one.new.decode(), [item.code for item in one.left]


@pytest.mark.parametrize(
    ("front", "line", "expected"),
    [
        ("a: x\n", 2, f"a: x  # pmkit: ignore[PM204] {WHY}\n"),
        ("a: x \n", 2, f"a: x  # pmkit: ignore[PM204] {WHY} \n"),
        ("a: x # note\n", 2, f"a: x # note  # pmkit: ignore[PM204] {WHY}\n"),
        ("a: 'x'\n", 2, f"a: 'x'  # pmkit: ignore[PM204] {WHY}\n"),
        ("a: |\n  x\n", 2, f"a: |  # pmkit: ignore[PM204] {WHY}\n  x\n"),
        ("a: x\n  y\n", 2, f"# pmkit: ignore[PM204] {WHY}\na: x\n  y\n"),
        (
            "l:\n  - a: 'x\n      y'\n",
            3,
            f"l:\n  # pmkit: ignore[PM204] {WHY}\n  - a: 'x\n      y'\n",
        ),
        ("a: x\n", 1, f"# pmkit: ignore[PM204] {WHY}\na: x\n"),
        (
            "a: x  # pmkit: ignore[PM206] it is\n",
            2,
            f"a: x  # pmkit: ignore[PM206, PM204] it is; {WHY}\n",
        ),
        (
            f"# pmkit: ignore[PM206] {WHY}\na: x\n",
            3,
            f"# pmkit: ignore[PM206, PM204] {WHY}\na: x\n",
        ),
        ("a: x  # pmkit: ignore[PM206]\n", 2, f"a: x  # pmkit: ignore[PM206, PM204] {WHY}\n"),
        (
            f"# pmkit: ignore[PM206] {WHY}\na: x\n",
            1,
            f"# pmkit: ignore[PM206, PM204] {WHY}\na: x\n",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_comment_in_the_front_matter(front, line, expected, end):
    begin, rest = "---\n", "---\n\n# Body\n\nText.\n"
    new, left = after((begin + front + rest).replace("\n", end), finding(line))
    assert (new, left) == ((begin + expected + rest).replace("\n", end), [])


@pytest.mark.parametrize(
    ("body", "line", "expected"),
    [
        ("Text.\n", 4, f"Text. <!-- pmkit: ignore[PM204] {WHY} -->\n"),
        ("Text.  \nmore\n", 4, f"Text. <!-- pmkit: ignore[PM204] {WHY} -->  \nmore\n"),
        ("## Head\n\nText.\n", 4, f"## Head <!-- pmkit: ignore[PM204] {WHY} -->\n\nText.\n"),
        ("\n```\ncode\n```\n", 5, f"\n<!-- pmkit: ignore[PM204] {WHY} -->\n```\ncode\n```\n"),
        (
            "Text. <!-- pmkit: ignore[PM206] yes -->\n",
            4,
            f"Text. <!-- pmkit: ignore[PM206, PM204] yes; {WHY} -->\n",
        ),
    ],
)
def test_a_comment_in_the_body(body, line, expected):
    new, left = after(f"---\na: x\n---\n{body}", finding(line))
    assert (new, left) == (f"---\na: x\n---\n{expected}", [])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: |\n  x\n  y\n---\n", 4),
        ("---\na: x\n---\n```\ncode\nmore\n```\n", 5),
        ("---\na: x\n---\nHead\n====\n", 5),
        ("no front matter\n", 1),
    ],
)
def test_where_no_comment_can_stand_nothing_is_written(text, line):
    assert after(text, finding(line)) == (text, ["PM204"])


def test_what_no_comment_may_hold_back_is_left():
    text = "---\na: x\n---\n"
    assert after(text, finding(2, "PM012"), finding(2, "PM790")) == (text, ["PM012", "PM790"])


def test_several_rules_share_a_comment_and_lines_keep_their_places():
    text = "\ufeff---\na: x\n  y\nb: |\n  z\n---\n\nText.\n"
    found = [finding(2), finding(2, "PM206"), finding(4), finding(8), finding(1, "PM101")]
    new, left = after(text, *found)
    assert left == []
    assert new == (
        f"\ufeff---\n# pmkit: ignore[PM204, PM206, PM101] {WHY}\na: x\n  y\n"
        f"b: |  # pmkit: ignore[PM204] {WHY}\n  z\n---\n\n"
        f"Text. <!-- pmkit: ignore[PM204] {WHY} -->\n"
    )


@pytest.mark.parametrize("kind", ["project", "checkpoint", "pilot", "incident"])
def test_after_it_only_what_was_left_is_found(kind):
    """Every key of a clean file misspelt, one at a time: many rules, and all their places."""
    text = (BASE / f"{kind}.md").read_text("utf-8")
    keys = [line.partition(":")[0] for line in text.split("---\n")[1].split("\n")]
    for key in (key for key in keys if key.isidentifier()):
        broken = text.replace(f"\n{key}:", f"\nx{key}:", 1).replace("## What", "## Which", 1)
        one = suppress(broken.encode(), findings(broken), WHY, Limits(), RULES)
        now = findings(one.new.decode())
        assert sorted(item.code for item in now) == sorted(item.code for item in one.left)
        assert one.left == []
        assert one.new.decode().count(WHY) == len(read_ignores(read_document(one.new, Limits())))
