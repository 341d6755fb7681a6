"""`agenda` as a facilitator meets it."""

from __future__ import annotations

import json

from tests.running import AGENCY, run


def pmkit(*words: str) -> tuple[int, str, str]:
    done = run("agenda", *words, at=AGENCY)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_json_has_phases_that_add_up():
    code, out, _ = pmkit("2026-03-13", "--format", "json")
    told = json.loads(out)
    (item,) = told["items"]
    assert (code, told["kind"], item["postmortem"]) == (
        0,
        "agenda",
        "2026-03-13-norrvale-freight-papers",
    )
    assert sum(phase["minutes"] for phase in item["phases"]) == item["minutes"]


def test_the_three_sheets_begin_with_what_they_are():
    assert pmkit("2026-03-13")[1].startswith("Agenda: Freight paper extraction")
    assert pmkit("2026-03-13", "--client")[1].startswith("Talk with the client: Freight paper")
    assert pmkit("2026-03-13", "--client-questions")[1].startswith("Questions for the client: ")


def test_html_is_one_page_without_scripts():
    code, out, _ = pmkit("2026-03-13", "--format", "html")
    assert code == 0
    assert out.startswith("<!doctype html>")
    assert "<script" not in out
    assert '<body class="two-pages">' in out
    assert ".two-pages {" in out
    assert "ground rules" in out


def test_two_sheets_at_once_or_no_post_mortem_are_refused():
    assert pmkit("2026-03-13", "--client", "--client-questions")[0] == 2
    code, out, said = pmkit("nowhere")
    assert (code, out) == (2, "")
    assert "no post-mortem matches" in said
