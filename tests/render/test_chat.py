"""Messages for a chat: nothing in a file is markup there, and nothing is left out in silence."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pmkit.render.chat.message import LIMIT, to_message
from pmkit.render.chat.slack import SLACK, slack_text
from pmkit.render.chat.teams import TEAMS, teams_text
from pmkit.render.page import Line, Section
from pmkit.render.table import Column, Table
from pmkit.visible import visible

PIECES = (
    *"*_~`#@<>&|[](){}!:;./\\-+=$^\"' \t\n\r0a",
    *("**", "```", "~~", "{{DATE(2026-01-01T00:00:00Z)}}", "1. ", "2) ", "- ", "> ", "---"),
    *("<!channel>", "<@U024BE7LH>", "<#C024BE7LR>", "<!subteam^S1|@x>", "@here", "#general"),
    *("<https://evil.example|safe>", "https://evil.example/a", "www.evil.example", "evil.example"),
    *("[x](https://evil.example)", "![x](y.example)", "me@evil.example", "mailto:me@x.example"),
    *("<at>Bob</at>", "&lt;!here&gt;", ":tada:", ":+1:", "pm.md", "\u202e", "\x1b[31m", "\u200b"),
    *("snake_case", "2 * 3 * 4", "ü", "日", "é", "Bad.\u00a0Worse"),
)
hostile = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)

SLACK_LIVE = re.compile(
    r"[<>&]|(?<!\w)([*_~`])(?=\S)[^\n]*?(?<=\S)\1(?!\w)|[@#]\w|:[\w'+-]+:"
    r"|\w://|[\w-]\.[^\W\d_]{2}|```"
)
"""What Slack obeys: its brackets, marks that embrace something, mentions, emoji and links."""

LINK_OR_ADDRESS = re.compile(r"@|\w://|[\w-]\.[^\W\d_]{2}")
MARKDOWN = MarkdownIt("commonmark")


def nfkc(text):
    """Return the text as a reader takes it, who sees no difference between look-alikes."""
    return unicodedata.normalize("NFKC", text)


@settings(max_examples=120, deadline=None)
@given(hostile)
@example("*b* <!channel> & `c` :tada: www.evil.example")
def test_slack_obeys_nothing_in_a_text(text):
    shown = slack_text(visible(text))
    assert SLACK_LIVE.search(shown) is None
    assert not set(shown) & set("*_~`<>&@#")  # so nothing around it can pair with it either
    assert nfkc(shown) == nfkc(visible(text))


@settings(max_examples=120, deadline=None)
@given(hostile)
@example("- * 1. [x](https://evil.example) {{{DATE(x)}} <at>Bob</at> &lt; \\")
@example("1. one")
@example("---")
def test_teams_obeys_nothing_in_a_text(text):
    told = visible(text.strip())
    shown = teams_text(told)
    for source in (shown, f"- {shown}"):
        tokens = MARKDOWN.parse(source)
        inline = [child for token in tokens for child in token.children or ()]
        lists = sum(token.type == "bullet_list_open" for token in tokens)
        assert lists == source.startswith("- ")
        assert {token.type for token in inline} <= {"text", "text_special"}
        plain = "".join(token.content for token in inline)
        assert not LINK_OR_ADDRESS.search(plain)
        assert nfkc(plain) == nfkc(told.strip())
    assert "{{" not in shown
    assert not re.search(r"(?<!\\)<", shown)


def test_ordinary_words_stay_as_they_are():
    text = "Draw 2,000 records by 10:30 (v1.2.3), e.g. 5% of A/B: +12 d; see pm-1:A2, 'x' … done."
    assert slack_text(text) == teams_text(text) == text


def page(texts):
    """Return a page in which each of eight texts stands somewhere else."""
    title, line, alert, name, cell, bold, below, command = texts
    table = Table(
        (Column("a", style="bold"), Column("b", wrap=True)), ((bold, cell), ("1 d late", cell))
    )
    return [
        Section(title, (Line(line), Line(alert, alert=True)), command=command),
        Section("Rows", (), table),
        Section("Lines", (Line(line, name=name), Line(below, 1), Line(below, 2))),
    ]


@settings(max_examples=90, deadline=None)
@given(st.lists(hostile, min_size=8, max_size=8))
def test_a_message_has_the_markup_of_pmkit_and_no_other(texts):
    title, _, alert, _, _, bold, _, _ = (visible(text.strip()) for text in texts)
    bolds = [text for text in (title, alert, "Rows", bold, "1 d late", "Lines") if text]
    slack = to_message(page(texts), SLACK)
    assert slack.count("*") == 2 * len(bolds)
    assert not re.search(r"[_~`<>&@#]|\w://", slack)
    teams = to_message(page(texts), TEAMS)
    inline = [child for token in MARKDOWN.parse(teams) for child in token.children or ()]
    assert sum(token.type == "strong_open" for token in inline) == len(bolds)
    assert {token.type for token in inline} <= {
        *("text", "text_special", "softbreak", "strong_open", "strong_close")
    }


@st.composite
def long_pages(draw):
    """Return a page of numbered items, and how many items there are."""
    sections, made = [Section("Head", (Line("as of today"),), command="pmkit all")], 0
    for size in draw(st.lists(st.integers(1, 120), max_size=12)):
        width, total = draw(st.integers(1, 400)), made + size
        texts = [f"¤{number} {'x' * width}" for number in range(made, total)]
        if draw(st.booleans()):
            rows = Table((Column("what", wrap=True),), tuple((text,) for text in texts))
            sections.append(Section("Rows", (), rows, "pmkit rows"))
        else:
            below = (Line("y" * width, 1),) * draw(st.integers(0, 6))
            lines = [line for text in texts for line in (Line(text), *below)]
            sections.append(Section("Lines", tuple(lines)))
        made = total
    return sections, made


@pytest.mark.parametrize("dialect", [SLACK, TEAMS], ids=["slack", "teams"])
@settings(max_examples=50, deadline=None)
@given(long_pages())
def test_what_has_no_room_is_counted(dialect, page):
    sections, total = page
    text = to_message(sections, dialect)
    assert len(text) <= LIMIT
    shown = [int(number) for number in re.findall(r"¤(\d+)", text)]
    left = [int(number) for number in re.findall(r" and (\d+) more(?: under [^:]+)?: pmkit", text)]
    assert len(shown) + sum(left) == total
    assert shown == sorted(shown)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.integers(0, 30), st.integers(1, 12))
def test_lines_without_room_are_counted_under_what_they_belong_to(width, below, items):
    lines = (Line("¤"), *(Line("y" * width, 1),) * below) * items
    text = to_message([Section("Head"), Section("Lines", lines)], SLACK)
    for block in text.split("¤")[1:]:
        left = sum(map(int, re.findall(r"and (\d+) more lines?\n", block)))
        assert len(re.findall("y+", block)) + left == below


@pytest.mark.parametrize("dialect", [SLACK, TEAMS], ids=["slack", "teams"])
@pytest.mark.parametrize("char", "&*\\<x\U0001f600\u202e")
def test_the_longest_texts_everywhere_keep_to_the_limit(dialect, char):
    huge = char * 5_000
    columns = (Column("a", style="bold"), *(Column("b", wrap=True),) * 7)
    table = Table(columns, ((huge,) * 8,) * 300)
    head = Section(huge, (Line(huge, alert=True),) * 6, command=huge)
    text = to_message([head, *[Section(huge, (Line(huge),) * 2, table, huge)] * 4], dialect)
    assert len(text) <= LIMIT
    left = sum(map(int, re.findall(r"and (\d+) more", text)))
    bullets = len(re.findall(f"(?m)^{re.escape(dialect.bullets[0])}.* · ", text))
    assert left + bullets == 4 * 300


def test_a_long_item_is_shortened_only_where_something_has_no_room():
    long = (Line("¤"), *(Line("y" * 190, 1),) * 12)
    alone = to_message([Section("Head"), Section("Lines", long)], SLACK)
    assert alone.count("y" * 190) == 12
    among = to_message([Section("Head"), Section("Lines", long * 3)], SLACK)
    first, second, third = among.split("¤")[1:]
    assert first == second
    assert third.startswith(first.rstrip("• "))
    assert first.count("y" * 190) == 3
    assert "    ◦ and 9 more lines\n" in first


def test_a_long_sentence_is_cut_only_where_something_has_no_room():
    columns = (Column("a", wrap=True), Column("slips", named=True))
    rows = (("x" * 500, "2 (+3 d)"), ("y" * 500, ""))
    assert to_message([Section("Head", (), Table(columns, rows))], SLACK) == (
        f"*Head*\n• {'x' * 500} · slips 2 (+3 d)\n• {'y' * 500}\n"
    )
    text = to_message([Section("Head", (), Table(columns, rows * 4), "pmkit x")], SLACK)
    assert text.count(f"• {'x' * 119}… · slips 2 (+3 d)\n") == 4


def test_rows_that_are_not_written_are_counted():
    table = Table((Column("a"),), (("x",),) * 150)
    text = to_message([Section("Head", (), table, "pmkit x")], TEAMS)
    assert text == "**Head**\n\n" + "- x\n" * 100 + "- and 50 more: pmkit x\n"


def test_the_first_of_every_section_goes_before_the_second_of_any():
    table = Table((Column("a", wrap=True),), tuple((f"{n} {'x' * 90}",) for n in range(40)))
    sections = [Section("Head"), *(Section(f"Part {n}", (), table, "pmkit x") for n in range(8))]
    parts = to_message(sections, SLACK).split("\n\n")[1:]
    shown = [part.count("x" * 90) for part in parts]
    assert len(shown) == 8
    assert max(shown) - min(shown) <= 1
    assert min(shown) >= 2


def test_a_whole_page():
    lines = (Line("Draw at random.", name="next time"), Line("root", 1), Line("late", alert=True))
    table = Table((Column("when", style="bold"), Column("what", wrap=True)), (("3 d late", "Do"),))
    sections = [
        *(Section("Head", (Line("as of today"),)), Section("Empty")),
        *(Section("Lines", lines), Section("Rows", (Line("+1"),), table)),
    ]
    assert to_message(sections, SLACK) == (
        "*Head*\n• as of today\n\n"
        "*Lines*\n• next time: Draw at random.\n    ◦ root\n• *late*\n\n"
        "*Rows*\n• +1\n• *3 d late* · Do\n"
    )
    assert to_message(sections, TEAMS) == (
        "**Head**\n\n- as of today\n\n"
        "**Lines**\n\n- next time: Draw at random.\n  - root\n- **late**\n\n"
        "**Rows**\n\n- +1\n- **3 d late** · Do\n"
    )
