"""PM110 and PM111: what plain values lose, and what others read in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.model.postmortem import MODELS
from pmkit.model.settings import Settings
from pmkit.model.shape import fields_at, is_text_at
from pmkit.registers import Registers
from pmkit.rules.check import Check
from pmkit.rules.plain import _SIEVES, ambiguous
from tests.rules.examples import BASE, findings, whole

VALUES = ["no", "Y", "1.10", "012", "12:30", "2026-01-02", "=", ".5", "-1", "<<"]


def leaves(model: type[BaseModel], path: tuple[str | int, ...] = ()) -> Iterator[tuple]:
    """Yield the way to every single value that the format knows."""
    for name, field in fields_at(model, path).items():
        listed = "tuple" in str(field.annotation)
        here = (*path, name, 0) if listed else (*path, name)
        if fields_at(model, here):
            yield from leaves(model, here)
        elif here not in (("kind",), ("links",)):
            yield here


def block(path: tuple[str | int, ...], value: str, indent: str = "") -> str:
    """Write a value with all that leads to it, a line each."""
    step, rest = path[0], path[1:]
    begin = "- " if isinstance(step, int) else f"{step}: "
    if not rest:
        return f"{indent}{begin}{value}\n"
    below = block(rest, value, indent + "  ")
    if isinstance(step, int):
        return f"{indent}- " + below[len(indent) + 2 :]
    return f"{indent}{begin.rstrip()}\n{below}"


def flow(path: tuple[str | int, ...], value: str) -> str:
    """Write a value with all that leads to it, in brackets."""
    for step in reversed(path[1:]):
        value = f"[x, {value}]" if isinstance(step, int) else f"{{{step}: {value}}}"
    return f"{path[0]}: {value}\n"


def check(kind: str, text: str) -> Check:
    document = read_document(f"---\nkind: {kind}\n{text}---\n".encode(), Limits())
    assert document.root is not None, (text, document.problems)
    reading = read_postmortem(document)
    return Check("a.md", reading, Settings(), Registers(), date(2026, 4, 1))


@pytest.mark.parametrize("kind", MODELS)
def test_every_text_is_looked_at_wherever_it_stands(kind):
    model = MODELS[kind]
    for path in leaves(model):
        for value in VALUES:
            for text in (
                block(path, value),
                block(path, f"  {value}  # why").replace("\n", "\r\n"),
                block(path, f"\n{' ' * 16}{value}"),
                flow(path, value),
            ):
                found = [item for item, _, _ in ambiguous(check(kind, text))]
                place = tuple(1 if one == 0 and "[" in text else one for one in path)
                assert found == ([place] if is_text_at(model, path) else []), text


def test_days_numbers_and_truth_values_need_no_closer_look():
    for path in BASE.glob("*.md"):
        text = path.read_text("utf-8").split("---\n")[1]
        assert not any(search(text) for search in _SIEVES), path


@pytest.mark.parametrize(
    "text",
    [
        "x-client: no\n",
        'client: "no"\n',
        "client: 'no'\n",
        "client: |\n  no\n",
        "links: {a: 1.10}\n",
        "client: 1234\n",
        "actions: [{ref: 0}]\n",
    ],
)
def test_what_is_no_text_or_stands_in_quotes_is_not_told(text):
    assert list(ambiguous(check("project", text))) == []


def test_the_message_says_what_others_read_and_what_to_write():
    (found,) = findings(whole("client: 012\n"))
    assert (found.code, found.severity, found.message, found.hint) == (
        "PM111",
        "warning",
        "`client` is `012`, which other programs read as a number",
        'put it in double quotes: "012"',
    )
    assert (found.column, found.end_column) == (9, 12)


def test_a_suppression_is_no_lost_text():
    assert findings(whole("client: halden  #pmkit: ignore[PM790] so\n"))[0].code == "PM790"
