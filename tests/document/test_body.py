"""The scan of the body: what is a heading, what is code, what is a comment."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmkit.document.body import Body, scan_body


def headings(text: str) -> list[tuple[int, str]]:
    return [(section.level, section.title) for section in scan_body(text, 1).sections]


def hidden(text: str) -> list[str]:
    return [text[start:end] for start, end in scan_body(text, 1).hidden]


def comments(text: str) -> list[str]:
    return [text[start:end] for start, end in scan_body(text, 1).comments]


@pytest.mark.parametrize(
    ("text", "level", "title"),
    [
        ("## Summary", 2, "Summary"),
        ("## Summary\r\n", 2, "Summary"),
        ("##   Summary  ", 2, "Summary"),
        ("## Summary ##", 2, "Summary"),
        ("## Summary ##  \r\n", 2, "Summary"),
        ("## C#", 2, "C#"),
        ("   ## Summary", 2, "Summary"),
        ("###### Deep", 6, "Deep"),
        ("##\n", 2, ""),
        ("##\r\n", 2, ""),
        ("## ##", 2, ""),
        ("## Summary <!-- note -->", 2, "Summary"),
        ("## The `## Timeline` line", 2, "The `## Timeline` line"),
        ("Summary\n---", 2, "Summary"),
        ("Summary\r\n-------\r\ntext", 2, "Summary"),
        ("Summary\n===", 1, "Summary"),
        ("**Summary**\n---", 2, "**Summary**"),
        ("`pmkit`\n---", 2, "`pmkit`"),
        ("  Summary\n  ---  ", 2, "Summary"),
    ],
)
def test_a_heading(text, level, title):
    assert headings(text) == [(level, title)]
    assert headings(f"Before.\n\n{text}") == [(level, title)]


@pytest.mark.parametrize(
    "text",
    [
        "##Summary",
        "####### Seven",
        "    ## Indented",
        "text ## Summary",
        "> ## Quoted",
        "text\n\n---\n\nmore",
        "- item\n---",
        "1. item\n---",
        "> quote\n---",
        "\n---",
        "| a |\n---",
        "---\n---\n---",
        "text\n--- x",
        "text\n= =",
        "```\n## In a fence\n```",
        "~~~\n## In a fence\n~~~",
        "~~~\n```\n## In a fence\n~~~",
        "````\n```\n## In a fence\n```\n````",
        "```\n## Unclosed",
        "``` python\n## Comment\n```",
        "```\r\n## In a fence\r\n```\r\n",
        "- ```\n  ## In a list\n  ```",
        "1. text\n\n   ```\n   ## In a list\n   ```",
        "```\ntext\n---\n```",
        "```\n    ```\n## An indented fence closes nothing\n```",
        "<!--\n## In a comment\n-->",
        "<!-- ## In a comment\n\n## Too\n-->",
        "<!-- unclosed\n\n## Too",
        "<!--\ntext\n---\n-->",
    ],
)
def test_no_heading(text):
    assert headings(text) == []


@pytest.mark.parametrize(
    "before",
    [
        "```\ncode\n```",
        "```\r\ncode\r\n```\r",
        "~~~~\ncode\n~~~\n~~~~~",
        "```inline``` code",
        "``` a`b",
        "- ```\n  # code\n  ```",
        "- a\n  ```\n  # code\n  ```\n",
        "<!-- one --> <!-- two -->",
        "<!-->",
        "<!--->",
        "<!-- a\n\nb -->",
        "Use `<!--` to hide text.",
        "Text with <!-- and no end",
        "Text with \\<!-- and no end",
        "A stray ` backtick",
        "An escaped \\` backtick, `code`",
        "A stray ` backtick\n<!-- and `one` here -->",
        "x" + "`" * 100,
    ],
)
def test_what_ends_lets_the_next_heading_be_seen(before):
    assert headings(f"{before}\n## Timeline\n\ntext") == [(2, "Timeline")]


def test_a_section_ends_with_the_next_heading_of_its_level_or_above():
    text = "# A\na\n## B\nb\n### C\nc\n## D\nd\n# E\ne"
    body = scan_body(text, 5)
    told = {section.title: body.content(section) for section in body.sections}
    assert told == {
        "A": "a\n## B\nb\n### C\nc\n## D\nd",
        "B": "b\n### C\nc",
        "C": "c",
        "D": "d",
        "E": "e",
    }
    assert [section.line for section in body.sections] == [5, 7, 9, 11, 13]
    assert [text[section.at :].partition("\n")[0] for section in body.sections] == [
        "# A", "## B", "### C", "## D", "# E",
    ]  # fmt: skip


def test_content_leaves_comments_out_and_keeps_code():
    text = (
        "## A\n<!-- one -->text <!-- two\nlines -->more\n```\n<!-- code -->\n```\n## B\n<!-- x -->"
    )
    body = scan_body(text, 1)
    first, second = body.sections
    assert body.content(first) == "text more\n```\n<!-- code -->\n```"
    assert body.content(second) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a `code` b ``co`de`` c", ["`code`", "``co`de``"]),
        ("a `co\nde` b", ["`co\nde`"]),
        ("a `co\n\nde` b", []),
        ("- a `b\n- c` d", []),
        ("\\`no` and `yes`", ["` and `"]),
        ("a ```\ncode\n```", ["```"]),
        ("`<!-- no comment -->`", ["`<!-- no comment -->`"]),
        ("<!-- `no code -->`code`", ["<!-- `no code -->", "`code`"]),
        ("text\n```\ncode\n```\ntext", ["```\ncode\n```"]),
        ("text\n```\ncode", ["```\ncode"]),
        ("## A `code` heading", ["`code`"]),
    ],
)
def test_what_is_hidden(text, found):
    assert hidden(text) == found


def test_comments():
    assert comments("a <!-- b --> c\n<!-- d\n\n## e -->") == ["<!-- b -->", "<!-- d\n\n## e -->"]
    assert comments("## A <!-- b -->\ntext") == ["<!-- b -->"]
    assert comments("a <!-- b\n\nc --> d") == []
    assert comments("text <!-- unclosed\n\n<!-- b -->") == ["<!-- b -->"]
    assert comments("```\n<!-- b -->\n```") == []


def test_places_count_lines_and_characters_of_the_file():
    body = Body("ab\r\ncd\n\nef", 7)
    assert body.span(0, 2) == (7, 1, 7, 3)
    assert body.span(4, 6) == (8, 1, 8, 3)
    assert body.span(1, 10) == (7, 2, 10, 3)
    assert [body.line_of(index) for index in (0, 3, 4, 7, 10)] == [7, 7, 8, 9, 10]
    assert Body("", 7).span(0, 0) == (7, 1, 7, 1)


PIECES = st.sampled_from(
    [
        "#",
        "##",
        " ",
        "\n",
        "\r\n",
        "`",
        "```",
        "~~~",
        "<!--",
        "-->",
        "a",
        "-",
        "---",
        "=",
        "\\",
        "|",
        "\n## A\n",
        "\n```\n",
        "- ",
        "1. ",
        "> ",
        "\t",
        "    ",
        "é",
        "\u2028",
        "\r",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_any_text_is_scanned(text):
    body = scan_body(text, 3)
    places = [section.at for section in body.sections]
    assert places == sorted(set(places))
    for section in body.sections:
        assert 0 <= section.at < section.start <= section.end <= len(text)
        assert section.line == body.line_of(section.at)
        assert 1 <= section.level <= 6
        body.content(section)
    end = 0
    for start, stop in body.hidden:
        assert end <= start < stop <= len(text)
        assert body.is_hidden(start)
        assert body.is_hidden(stop - 1)
        end = stop
    assert set(body.comments) <= set(body.hidden)
    for index in range(len(text)):
        inside = any(start <= index < stop for start, stop in body.hidden)
        assert body.is_hidden(index) is inside
        line, column, _, _ = body.span(index, index)
        assert line == 3 + text.count("\n", 0, index)
        assert column == index - text.rfind("\n", 0, index)


SIZE = 100_000
HEAVY = {
    "backticks": "`" * SIZE,
    "pairs of backticks": "`a " * (SIZE // 3),
    "runs of every length": " ".join("`" * length for length in range(1, 450)),
    "escaped backticks": "\\`" * (SIZE // 2),
    "backticks in paragraphs": "``\n`\n\n" * (SIZE // 6),
    "comments": "<!--" * (SIZE // 4),
    "comments in a line": "x" + "<!--" * (SIZE // 4),
    "comments in a heading": "# " + "<!--" * (SIZE // 4),
    "closed comments in a line": "x<!-- -->" * (SIZE // 9),
    "comments between backticks": "`<!--" * (SIZE // 5),
    "hashes": "# " * (SIZE // 2),
    "headings": "# a\n" * (SIZE // 4),
    "headings of two levels": "###### a\n# b\n" * (SIZE // 12),
    "spaces in a heading": "# a" + " " * SIZE + "b",
    "underlines": "-\n" * (SIZE // 2),
    "underlined": "a\n=\n" * (SIZE // 4),
    "tildes": "~" * SIZE,
    "fences": "~~~\n" * (SIZE // 4),
    "fences of two lengths": "```\n````\n" * (SIZE // 9),
    "lists": "- " * (SIZE // 2),
    "lists of fences": "- ```\n" * (SIZE // 6),
    "numbers": "1. " * (SIZE // 3),
    "empty lines": "\n" * SIZE,
    "spaces": " " * SIZE + "\n",
    "angles": "<" * SIZE,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_time_is_in_proportion_to_the_size(text):
    start = time.process_time()
    body = scan_body(text, 1)
    for section in body.sections[:5]:
        body.content(section)
    assert time.process_time() - start < 1
