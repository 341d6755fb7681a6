"""The page that every report can become: text stays text, and nothing is asked of the net."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmkit.render.html import linked, to_html
from pmkit.render.page import Line, Section
from pmkit.render.table import Column, Table
from pmkit.visible import visible

TAGS = {"html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "p"}
TAGS |= {"ul", "li", "span", "a", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "href", "rel"}


class Page(HTMLParser):
    """What a page holds; it fails where tags do not close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.told: dict[str, list[str]] = {}
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
            self.told.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in self.told:
            self.told[self.open[-1]][-1] += data

    def links(self) -> list[str | None]:
        return [given["href"] for tag, given in self.found if tag == "a"]


def page(title="Title", lines=(), table=None, **how) -> Page:
    first = Section("Top", (Line("first"),))
    return Page(to_html([first, Section(title, tuple(lines), table)], **how))


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style><style>*{display:none}",
    "{{ 7 * 7 }}{% include 'page.css' %}",
    "&lt;b&gt; &amp; ]]> <!-- x -->",
    "\x1b[31mred\x1b[0m \u202egnp.exe \ud800",
    "javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd",
    'https://a.example/"onmouseover="alert(1)',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_stays_text_wherever_it_stands(text):
    table = Table((Column(text),), ((text,),), title=text, alerts=(text,), notes=(text,))
    lines = [Line(text, name=text), Line(text, 1, alert=True)]
    made = page(text, lines, table)
    assert {tag for tag, _ in made.found} <= TAGS
    assert {name for _, given in made.found for name in given} <= ATTRIBUTES
    assert made.told["h2"] == made.told["caption"] == made.told["th"] == [visible(text)]
    assert all(link.startswith("https://a.example/") for link in made.links())
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800]", made.text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(), st.integers(0, 3)), min_size=1, max_size=6), st.text())
def test_every_text_is_told_as_it_is(lines, cell):
    table = Table((Column("x", right=True),), ((cell,),))
    made = page("T", [Line(text, depth) for text, depth in lines], table)
    told = " ".join(made.told["li"][1:]) + " ".join(made.told.get("a", ()))
    for text, _ in lines:
        if not linked(text)[1:]:
            assert "".join(visible(text).split()) in "".join(told.split())
    if not linked(cell)[1:]:
        assert "".join(made.told["div"][1].split()) == "".join(visible(cell).split())


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://a.example/x?y=1&z=2.", ["https://a.example/x?y=1&z=2"]),
        ("(HTTP://a.example), mailto:ops@a.example", ["HTTP://a.example", "mailto:ops@a.example"]),
        ("https://", []),
        ("http:a.example ftp://a.example xhttps//a", []),
        ("https://a.example/<b>", ["https://a.example/"]),
        ("https://a.example/\x1b[31m", ["https://a.example/"]),
    ],
)
def test_only_addresses_of_three_schemes_are_links(text, links):
    assert [url for _, url in linked(text) if url] == links
    assert "".join(piece for piece, _ in linked(text)) == visible(text)
    assert page(lines=[Line(text)]).links() == links


def test_the_policy_allows_its_own_style_and_nothing_else():
    made = page(lines=[Line("https://a.example")])
    style = re.search(r"<style>(.*)</style>", made.text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [g["content"] for t, g in made.found if g.get("http-equiv")]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert "style=" not in made.text
    assert not re.search(r"url\(|@import|src=", made.text)


def test_titles_lists_and_tables_are_what_readers_expect():
    lines = [Line("a"), Line("b", 1), Line("c", 2), Line("d"), Line("e", 2)]
    table = Table((Column("n", right=True), Column("what")), (("1", "x"),), title="Some")
    made = page("Second", lines, table, lang="de", one_page=True)
    assert made.text.startswith("<!doctype html>\n")
    assert [tag for tag, _ in made.found if tag in ("h1", "h2")] == ["h1", "h2"]
    assert made.told["title"] == ["Top"]
    kinds = dict(made.found)
    assert (kinds["html"]["lang"], kinds["body"]["class"]) == ("de", "one-page")
    assert [g.get("scope") for t, g in made.found if t == "th"] == ["col", "col"]
    nested = "".join(re.findall(r"</?ul>|[a-e](?=\n|</li>)", made.text.split("Second")[1]))
    assert nested == "<ul>a<ul>b<ul>c</ul></ul>d<ul>e</ul></ul>"


def test_what_is_empty_is_left_out_and_an_empty_table_is_a_sentence():
    table = Table((Column("x"),), (), empty="nothing is late")
    text = to_html([Section("One", (), table), Section("Two")])
    assert "<p>nothing is late</p>" in text
    assert "<table" not in text
    assert "Two" not in text
