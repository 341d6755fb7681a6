"""`search` as a person or a program meets it."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_reports_cli import repository, run

__all__ = ["repository"]


def test_as_text(repository):
    code, out, said = run(repository, "search", "noisy", "labels", "--year", "2025")
    assert (code, said) == (0, "")
    assert out == (
        "place                                     title         in        words\n"
        "postmortems/2025-12-01-acme-intent.md:11  Intent model  analysis  "
        "**Labels** were **noisy**.\n"
        "as of 2026-04-01\n"
    )


def test_as_json(repository):
    code, out, _ = run(repository, "search", "labels", "--kind", "project", "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert (told["kind"], told["total"], told["partial"]) == ("search", 3, False)
    assert list(told["items"][0]) == [
        *("postmortem", "title", "score", "snippet", "path", "line", "found_in", "shared_tags"),
    ]
    scores = [item["score"] for item in told["items"]]
    assert scores == sorted(scores, reverse=True)


def test_filters_resolve_aliases_and_unknown_words_are_said(repository):
    _, out, said = run(repository, "search", "audit", "--client", "ACME", "--tag", "bad-labels")
    assert "acme-sentiment" in out
    assert said == ""
    _, out, said = run(repository, "search", "audit", "--client", "amce")
    assert out.startswith(
        "nothing passes the filters; without them: 3 post-mortems with the words\n"
    )
    assert "did you mean `acme`?" in said


@pytest.mark.parametrize(
    "words",
    [(), ("drift", "--like", "x"), ("-x",), ("a", "--year", "2025", "--since", "2025-01-01")],
)
def test_what_asks_for_nothing_or_for_two_things_is_refused(repository, words):
    code, out, said = run(repository, "search", *words)
    assert (code, out) == (2, "")
    assert said.startswith("pmkit: ")


def test_what_resembles_one_tells_the_tags_they_share(repository):
    _, out, _ = run(repository, "search", "--like", "acme-intent")
    assert out.splitlines()[0].split()[-2:] == ["tags", "shared"]
    _, out, _ = run(repository, "search", "--like", "acme-intent", "--year", "1999")
    assert out.startswith("nothing passes the filters; without them: ")
    assert "resembling it\n" in out
