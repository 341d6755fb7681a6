"""Templates of a repository: they win, and they can do no harm."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pmkit.errors import TemplateError
from pmkit.model.enums import Kind
from pmkit.scaffold.context import Wanted, gather
from pmkit.scaffold.render import render_postmortem
from pmkit.scaffold.sources import load_templates
from tests.scaffold.test_kinds import TODAY

HOSTILE = sorted((Path(__file__).parents[1] / "data" / "templates").glob("*.j2"))

GOOD = """\
---
kind: project
status: draft
title: {{ title | tojson }}
completed_on: {{ completed_on }}
x-team: {{ team | yaml }}
---
Ours.
"""


def render(repository, title: str = 'A "title": \U0001f525') -> str:
    context = gather(repository, Wanted(Kind.PROJECT, title), TODAY).context
    return render_postmortem(load_templates(repository), context)


@pytest.fixture
def folder(repository):
    place = repository.root / "templates"
    place.mkdir()
    return place


def test_a_template_of_the_repository_wins(repository, folder) -> None:
    (folder / "project.md.j2").write_text(GOOD)
    assert render(repository).endswith("x-team: TODO\n---\nOurs.\n")


def test_it_may_use_the_pieces_of_pmkit_and_its_own(repository, folder) -> None:
    (folder / "project.md.j2").write_text(
        '---\n{% include "_start.md.j2" %}\ncompleted_on: {{ completed_on }}\n---\n'
        '{% include "_ours.md.j2" %}\n'
    )
    (folder / "_ours.md.j2").write_text("Our own words.\n")
    text = render(repository)
    assert "outcome: TODO" in text
    assert text.endswith("---\nOur own words.\n")


def test_an_own_piece_takes_the_place_of_pmkits(repository, folder) -> None:
    (folder / "_open_questions.md.j2").write_text("## What is still open\n\nTODO\n")
    assert "## What is still open\n" in render(repository)


def name_of(path: Path) -> str:
    return path.name.removesuffix(".md.j2")


@pytest.mark.parametrize("path", [p for p in HOSTILE if name_of(p) != "spin"], ids=name_of)
def test_a_hostile_template_is_refused(repository, folder, path) -> None:
    (folder / "project.md.j2").write_bytes(path.read_bytes())
    began = time.monotonic()
    with pytest.raises(TemplateError) as caught:
        render(repository)
    assert time.monotonic() - began < 10
    assert caught.value.exit_code == 2
    assert caught.value.message.startswith("templates/project.md.j2")


def test_what_never_ends_is_stopped(repository, folder, monkeypatch) -> None:
    monkeypatch.setattr("pmkit.scaffold.render._SECONDS", 1)
    source = next(path for path in HOSTILE if name_of(path) == "spin")
    (folder / "project.md.j2").write_bytes(source.read_bytes())
    began = time.monotonic()
    with pytest.raises(TemplateError, match=r"^templates/project\.md\.j2: it was stopped"):
        render(repository)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(("name", "line"), [("syntax", 2), ("undefined", 3)])
def test_the_line_is_named(repository, folder, name, line) -> None:
    source = next(path for path in HOSTILE if path.name.startswith(name))
    (folder / "project.md.j2").write_bytes(source.read_bytes())
    with pytest.raises(TemplateError, match=rf"templates/project\.md\.j2:{line}: "):
        render(repository)


def test_a_link_is_not_followed(repository, folder) -> None:
    secret = repository.root / "secret"
    secret.write_text(GOOD)
    (folder / "project.md.j2").symlink_to(secret)
    with pytest.raises(TemplateError, match="links are not followed"):
        render(repository)


def test_a_linked_piece_is_not_followed(repository, folder) -> None:
    secret = repository.root / "secret"
    secret.write_text("secret")
    (folder / "_start.md.j2").symlink_to(secret)
    with pytest.raises(TemplateError, match="links are not followed"):
        render(repository)


def test_a_linked_folder_is_not_followed(repository) -> None:
    elsewhere = repository.root / "elsewhere"
    elsewhere.mkdir()
    (repository.root / "templates").symlink_to(elsewhere)
    with pytest.raises(TemplateError, match="is a link"):
        render(repository)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * 300_000])
def test_what_cannot_be_read_is_named(repository, folder, content) -> None:
    (folder / "project.md.j2").write_bytes(content)
    with pytest.raises(TemplateError, match=r"templates/project\.md\.j2: it is"):
        render(repository)
