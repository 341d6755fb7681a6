"""What is found, in which order, with which words around it; by the index and by the plain scan."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pmkit.config import open_repository
from pmkit.registers import Registers
from pmkit.search import engine as engines
from pmkit.search import index as indexes
from pmkit.search.engine import open_engine
from pmkit.search.find import Wanted, find
from pmkit.search.passages import Passage
from pmkit.search.query import parse_query
from pmkit.search.related import resembling
from pmkit.search.resemblance import shared_words

FILE = """\
---
kind: {kind}
status: reviewed
title: {title}
{visibility}completed_on: {day}
causes:
  - id: C1
    what: {cause}
    tags: [{tag}]
actions:
  - id: A1
    what: {action}
    owner: sarah
    deadline: 2026-04-01
    verification: Three audits.
lessons:
  - lesson: {lesson}
    implication: Ask early.
---

## Summary

<!-- The word walrus is in a comment alone. -->
{body}
"""
PLAIN = {
    "kind": "project",
    "title": "A title",
    "visibility": "",
    "day": "2026-03-06",
    "cause": "Nothing much.",
    "tag": "scope",
    "action": "Do it.",
    "lesson": "None.",
    "body": "It went on.",
}


class Place:
    """A repository whose files are written in a line."""

    def __init__(self, root: Path, *, is_git: bool = True) -> None:
        self.root = root
        (root / "postmortems").mkdir(parents=True)
        (root / "pmkit.toml").write_text("format = 1\n")
        if is_git:
            (root / ".git").mkdir()

    def write(self, name: str, **told: str) -> None:
        path = self.root / "postmortems" / f"{name}.md"
        path.write_text(FILE.format(**{**PLAIN, **told}), encoding="utf-8")
        old = time.time() - 60
        os.utime(path, (old, old))

    @property
    def index(self) -> Path:
        return next((self.root / ".git" / "pmkit").rglob(indexes.FILE))

    def search(self, text: str, **how):
        repository = open_repository(self.root)
        with open_engine(repository) as engine:
            return find(engine, Wanted(parse_query(text), **how))

    def names(self, text: str, **how) -> list[str]:
        return [hit.postmortem for hit in self.search(text, **how).hits]


@pytest.fixture(params=["index", "scan"])
def place(request, tmp_path, monkeypatch) -> Place:
    if request.param == "scan":
        monkeypatch.setattr(indexes, "has_fts5", lambda: False)
    return Place(tmp_path / "repository")


def test_words_are_found_in_all_their_forms_and_all_must_be_there(place):
    place.write("a", cause="The labels were noisy.")
    place.write("b", cause="Labelling took long.", body="Noise came from the street.")
    place.write("c", cause="A label was missing.")
    assert place.names("label noisy") == ["a"]
    assert set(place.names("labels")) >= {"a", "c"}
    assert place.names("zebra") == []


def test_where_none_has_all_the_words_those_with_some_are_found_and_said(place):
    place.write("a", cause="The labels were noisy.")
    found = place.search("labels zebra")
    assert [hit.postmortem for hit in found.hits] == ["a"]
    assert found.is_partial


def test_phrases_beginnings_exclusions(place):
    place.write("a", body="The statement of work names no figure.")
    place.write("b", body="The work had no statement of its own.")
    assert place.names('"statement of work"') == ["a"]
    assert place.names("statem*") == ["a", "b"]
    assert place.names("statement -figure") == ["b"]


def test_a_title_weighs_more_than_a_lesson_and_a_lesson_more_than_the_body(place):
    place.write("a", body="Drift was seen.")
    place.write("b", lesson="Drift is silent.")
    place.write("c", title="Drift in production")
    assert place.names("drift") == ["c", "b", "a"]


def test_the_snippet_marks_the_hits_and_tells_the_line(place):
    long = "word " * 60
    place.write("a", body=f"First.\n\n- {long}the audit was skipped {long}\n- Second.")
    hit = place.search("audit skipped").hits[0]
    text = (place.root / hit.path).read_text().split("\n")
    assert "the **audit** was **skipped** word" in hit.snippet
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert len(hit.snippet) < 200
    assert "audit" in text[hit.line - 1]
    assert hit.found_in == "body"


def test_comments_are_not_searched(place):
    place.write("a")
    assert place.names("walrus") == []


@pytest.mark.parametrize("visibility", ["participants", "Participants", "nobody"])
def test_what_is_for_its_participants_shows_title_tags_and_actions_alone(place, visibility):
    secret = {"cause": "Wombat.", "lesson": "Wombat.", "body": "Wombat."}
    place.write("a", visibility=f"visibility: {visibility}\n", action="Feed the ibis.", **secret)
    assert place.names("wombat") == []
    assert place.names("ibis") == ["a"]
    assert place.names("scope") == ["a"]


def test_filters_see_the_facts_and_the_limit_keeps_the_total(place):
    place.write("a", kind="pilot", lesson="Drift.")
    place.write("b", lesson="Drift.")
    place.write("c", lesson="Drift.", day="2025-01-01")
    assert place.names("drift", fits=lambda record: record.kind == "pilot") == ["a"]
    since = place.names("drift", fits=lambda r: r.anchor_on.year == 2025)
    assert since == ["c"]
    found = place.search("drift", limit=1)
    assert (len(found.hits), found.total) == (1, 3)


def test_a_file_that_cannot_be_read_is_named(place):
    place.write("a", lesson="Drift.")
    (place.root / "postmortems/b.md").write_text("---\nkind: project\nkind: pilot\n---\n")
    found = place.search("drift")
    assert [hit.postmortem for hit in found.hits] == ["a"]
    assert [(item.path, item.line, item.code) for item in found.skipped] == [
        ("postmortems/b.md", 3, "PM013")
    ]


def test_what_resembles_one_is_found_without_itself(place):
    for number in range(6):
        place.write(f"z{number}", cause="The scanner broke.", body="Paper jams and belts.")
    place.write("a", cause="The vocabulary of invoices changed.", lesson="Invoices age quickly.")
    place.write("b", cause="Invoices came in a new vocabulary.")
    repository = open_repository(place.root)
    with open_engine(repository) as engine:
        match = next(m for m in engine.match(parse_query("age"), any_of_them=True))
        like = resembling(engine, repository, match.record, Wanted(()), Registers())
        found = find(engine, like)
        other = find(engine, replace(like, fits=lambda record: False))
    assert (other.hits, other.outside) == ((), found.total)
    assert found.hits[0].shared_tags == ("scope",)
    assert found.hits[0].postmortem == "b"
    assert "a" not in [hit.postmortem for hit in found.hits]


def test_rare_words_say_more_than_many_plain_ones(place):
    for number in range(12):
        plain = "The printer was slow again." if number < 4 else "Nothing."
        place.write(f"z{number}", cause=plain)
    place.write("a", cause="The sextant broke.")
    with open_engine(open_repository(place.root)) as engine:
        text = "A slow printer and a sextant, which nobody should need any more."
        shared = shared_words(engine, [Passage("body", 1, text)])
    assert shared["postmortems/a.md"].words == ("sextant",)
    assert shared["postmortems/a.md"].weight > shared["postmortems/z1.md"].weight


@pytest.mark.parametrize("text", ["OCR of fax pages", "an ocr of a fax", "AI on the OCR"])
def test_words_of_three_letters_tell_something_and_abbreviations_of_two(place, text):
    for number in range(6):
        place.write(f"z{number}", cause="She was not in it, and the old man ran to us.")
    place.write("a", cause="AI read what the OCR of a fax made of it.")
    with open_engine(open_repository(place.root)) as engine:
        shared = shared_words(engine, [Passage("body", 1, f"{text} for the new man, not in it.")])
    assert list(shared) == ["postmortems/a.md"]
    told = shared["postmortems/a.md"].words
    assert set(told) == {word for word in ("ai", "ocr", "fax") if word in text.lower().split()}


def test_the_forms_of_a_word_count_once(place):
    place.write("a", cause="A claim broke.")
    place.write("b", cause="Nothing.")
    with open_engine(open_repository(place.root)) as engine:
        shared = shared_words(engine, [Passage("body", 1, "Claims, a claim, of April and March.")])
    assert [one.words for one in shared.values()] == [("claim",)]


def test_a_short_word_is_no_beginning_of_another(place):
    place.write("a", cause="The taxonomy of carpets.")
    place.write("b", cause="The tax of two cars.")
    assert (place.names("tax"), place.names("car")) == (["b"], ["b"])
    assert place.names("carp*") == ["a"]


# The index


def test_the_index_follows_changes_new_files_and_removals(tmp_path):
    place = Place(tmp_path / "repository")
    place.write("a", lesson="Drift.")
    assert place.names("drift") == ["a"]
    place.write("a", lesson="Wombats.")
    place.write("b", lesson="Drift.")
    assert (place.names("drift"), place.names("wombat")) == (["b"], ["a"])
    (place.root / "postmortems/b.md").unlink()
    assert place.names("drift") == []


def test_an_unchanged_repository_is_not_read_again(tmp_path, monkeypatch):
    place = Place(tmp_path / "repository")
    place.write("a", lesson="Drift.")
    monkeypatch.setattr(indexes, "UNSURE_NS", -10_000_000_000)
    assert place.names("drift") == ["a"]
    monkeypatch.setattr(indexes, "read_entry", None)
    assert place.names("drift") == ["a"]


@pytest.mark.parametrize("damage", ["rubbish", "cut", "other", "folder"])
def test_a_broken_index_is_made_again(tmp_path, damage):
    place = Place(tmp_path / "repository")
    place.write("a", lesson="Drift.")
    assert place.names("drift") == ["a"]
    path = place.index
    if damage == "rubbish":
        path.write_bytes(b"rubbish" * 1000)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    elif damage == "other":
        with sqlite3.connect(path) as connection:
            connection.execute("drop table files")
    else:
        path.unlink()
        path.mkdir()
    assert place.names("drift") == ["a"]


def test_another_version_makes_its_own(tmp_path, monkeypatch):
    place = Place(tmp_path / "repository")
    place.write("a", lesson="Drift.")
    assert place.names("drift") == ["a"]
    monkeypatch.setattr(indexes, "__version__", "9.9")
    assert place.names("drift") == ["a"]
    with sqlite3.connect(place.index) as connection:
        assert "9.9" in connection.execute("select made_by from meta").fetchone()[0]


def test_a_locked_index_does_not_stop_a_search(tmp_path, monkeypatch):
    place = Place(tmp_path / "repository")
    place.write("a", lesson="Drift.")
    assert place.names("drift") == ["a"]
    place.write("b", lesson="Drift.")
    monkeypatch.setattr(indexes, "_PATIENCE", 0.05)
    with sqlite3.connect(place.index, isolation_level=None) as other:
        other.execute("begin exclusive")
        assert place.names("drift") == ["a", "b"]
        other.execute("rollback")


def test_without_git_nothing_is_written(tmp_path):
    place = Place(tmp_path / "repository", is_git=False)
    place.write("a", lesson="Drift.")
    assert place.names("drift") == ["a"]
    assert sorted(path.name for path in place.root.iterdir()) == ["pmkit.toml", "postmortems"]


def test_the_scan_is_used_where_sqlite_has_no_full_text(tmp_path, monkeypatch):
    place = Place(tmp_path / "repository")
    monkeypatch.setattr(indexes, "has_fts5", lambda: False)
    with engines.open_engine(open_repository(place.root)) as engine:
        assert type(engine).__name__ == "Scan"


def test_a_name_that_is_no_text_is_searched_too(tmp_path):
    place = Place(tmp_path / "repository")
    place.write("a", lesson="Drift.")
    try:
        os.rename(
            place.root / "postmortems/a.md", os.fsencode(place.root) + b"/postmortems/\xff.md"
        )
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert place.names("drift") == ["\udcff"]
    assert place.names("drift") == ["\udcff"]
