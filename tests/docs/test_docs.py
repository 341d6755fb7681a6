"""The documentation is true: what it shows is what happens, and nothing is left out."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pmkit.cli.app import GROUPS
from pmkit.config import Repository
from pmkit.health.run import CHECKS
from pmkit.health.subject import Result
from pmkit.health.subject import State as HealthState
from pmkit.model.finding import Finding
from pmkit.reports.agenda import Agenda
from pmkit.reports.annual.rows import Annual
from pmkit.reports.briefed import Briefed, BriefedRow
from pmkit.reports.briefing import BriefItem
from pmkit.reports.coverage import CoverageRow, Covered
from pmkit.reports.digest.parts import Digest
from pmkit.reports.digest.shared import SharedDigest
from pmkit.reports.failed_fixes import FailedFix
from pmkit.reports.listing import Listed
from pmkit.reports.ops import Ops
from pmkit.reports.people import PersonRow
from pmkit.reports.recurring import RecurrenceWithin
from pmkit.reports.repeats import Grade
from pmkit.reports.returns import Held
from pmkit.reports.reviews import OwedReview, ReviewState
from pmkit.reports.settings import settings_rows
from pmkit.reports.stats import Stats
from pmkit.reports.tags import TagPage
from pmkit.reports.tracked import State, TrackedAction
from pmkit.reports.trend import Trend
from pmkit.rules.registry import load_rules
from pmkit.search.found import Hit
from tests.docs.pages import (
    PAGES,
    ROOT,
    anchors,
    blocks,
    builder,
    chapter,
    name_of,
    prose,
    text_of,
)

build = builder()


def test_generated_parts_and_outputs_are_up_to_date():
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "build.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[:4000] + done.stderr[-2000:]


def commands():
    for name in (name for names in GROUPS.values() for name in names):
        yield name, build.command(name)
        for inner, command in getattr(build.command(name), "commands", {}).items():
            yield f"{name} {inner}", command


COMMANDS = [pytest.param(name, command, id=name) for name, command in commands()]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_long_option_has_its_place(name, command):
    told = chapter(text_of("docs/commands.md"), name)
    assert f"$ pmkit {name.split()[0]}" in told
    for item in command.params:
        for word in (*item.opts, *item.secondary_opts):
            if word.startswith("--") and word != "--help":
                assert f"`{word}" in told, f"{word} of {name}"


def test_every_option_before_the_command_is_told():
    told = chapter(text_of("docs/commands.md"), "Options before the command")
    words = [word for item in build.command("pmkit").params for word in item.opts]
    assert "--color" in words
    assert [word for word in words if f"`{word}" not in told] == []


@pytest.mark.parametrize(
    ("title", "model"),
    [
        ("lint", Finding),
        ("overdue and actions", TrackedAction),
        ("recurring", RecurrenceWithin),
        ("reviews", OwedReview),
        ("coverage", CoverageRow),
        ("coverage", BriefedRow),
        ("people", PersonRow),
        ("stats", Stats),
        ("ops", Ops),
        ("ops", FailedFix),
        ("ops", Trend),
        ("report annual", Annual),
        ("list", Listed),
        ("search", Hit),
        ("agenda", Agenda),
        ("brief", BriefItem),
        ("digest", Digest),
        ("digest", SharedDigest),
        ("tags", TagPage),
        ("doctor", Result),
    ],
)
def test_every_key_of_the_json_is_told(title, model):
    told = chapter(chapter(text_of("docs/commands.md"), "JSON"), title)
    keys = [field.name for field in dataclasses.fields(model)]
    assert [key for key in keys if f"`{key}`" not in told] == []


@pytest.mark.parametrize(
    ("page", "title", "words"),
    [
        ("commands", "actions", State),
        ("commands", "reviews", ReviewState),
        ("commands", "doctor", HealthState),
        ("commands", "coverage", Covered),
        ("commands", "coverage", Briefed),
        ("commands", "digest", Held),
        ("meanings", "Repeats and their grades", Grade),
    ],
)
def test_every_word_of_a_closed_list_is_told(page, title, words):
    told = chapter(text_of(f"docs/{page}.md"), title)
    assert [word for word in words if f"| `{word}` |" not in told] == []


def test_every_check_of_the_doctor_is_told():
    told = chapter(text_of("docs/commands.md"), "doctor")
    assert [name for name in CHECKS if f"| `{name}` |" not in told] == []


def test_every_rule_has_its_page_and_no_other_is_left():
    pages = {path.stem: path.read_text("utf-8") for path in (ROOT / "docs/rules").glob("*.md")}
    assert list(load_rules()) == sorted(pages)
    index = text_of("docs/rules.md")
    for rule in load_rules().values():
        page = pages[rule.code]
        assert page.startswith(f"# {rule.code} {rule.name}\n\n{rule.summary}\n")
        for heading in ("Bad", "Good"):
            assert page.count(f"\n{heading}:\n") == len(rule.examples(heading)) > 0
        assert f"| [{rule.code}](rules/{rule.code}.md) | `{rule.name}` |" in index


def test_every_link_of_a_rule_page_leads_somewhere():
    index = anchors(text_of("docs/rules.md"))
    for path in (ROOT / "docs/rules").glob("*.md"):
        links = LINK.findall(prose(path.read_text("utf-8")))
        assert len(links) >= 3
        for link in links:
            assert link.startswith("../rules.md#"), path
            assert link.partition("#")[2] in index, path


def test_a_page_whose_rule_is_gone_is_found(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/PM001.md").write_text("old")
    (tmp_path / "rules/PM999.md").write_text("left over")
    monkeypatch.setattr(build, "HERE", tmp_path)
    made = build.rule_pages()
    assert made[tmp_path / "rules/PM999.md"] == ""
    assert made[tmp_path / "rules/PM001.md"].startswith("# PM001 ")


def test_every_setting_is_told():
    told = chapter(text_of("docs/configuration.md"), "Settings")
    assert [r.key for r in settings_rows(Repository(Path())) if f"| `{r.key}` |" not in told] == []


MODELS = {name: model for name, model in build.models().items() if build.own_fields(model)}


@pytest.mark.parametrize(("name", "model"), MODELS.items(), ids=MODELS)
def test_every_field_is_told(name, model):
    pages = text_of("docs/format.md") + text_of("docs/registers.md")
    table = pages.partition(f"<!-- generated: fields {name} -->")[2].partition("<!-- end -->")[0]
    assert re.findall(r"^\| `([\w-]+)` \|", table, re.M) == list(build.own_fields(model))


LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path):
    text = path.read_text("utf-8")
    for link in LINK.findall(prose(text)):
        if link.startswith(("http://", "https://")):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.is_relative_to(ROOT), link
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_nobody_is_told_to_import_pmkit_from_a_repository(path):
    assert "-m pmkit" not in path.read_text("utf-8")


OPTIONS = r"pmkit(?: -C \S+| --no-input)* ([A-Za-z][\w-]*)"
MENTION = re.compile(rf"(?:`|^\$ ){OPTIONS}", re.M)
IN_CODE = re.compile(rf"^{OPTIONS}", re.M)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_only_commands_that_exist_are_mentioned(path):
    known = {name for names in GROUPS.values() for name in names} | {"COMMAND"}
    text = path.read_text("utf-8").replace("pmkit teams", "")  # the example of CONTRIBUTING.md
    found = MENTION.findall(text) + [
        word for code in blocks(text) for word in IN_CODE.findall(code)
    ]
    assert set(found) <= known


def test_the_readme_asks_for_two_commands():
    found = re.findall(r"python3? \S+\.py.*", text_of("README.md"))
    assert found == ["python3 dev.py try", "python3 dev.py test"]


def test_every_page_is_listed():
    listed = {link.partition("#")[0] for link in LINK.findall(text_of("docs/README.md"))}
    pages = {path.name for path in PAGES if path.parent.name == "docs"} - {"README.md"}
    assert pages <= listed
