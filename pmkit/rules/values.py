"""PM1xx about values: can each be read, and do they agree?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pmkit.document.hydrate import label
from pmkit.document.nodes import Path, Scalar, is_blank
from pmkit.document.problem import Problem
from pmkit.model.postmortem import Incident
from pmkit.model.values import Moment
from pmkit.rules.check import Check
from pmkit.rules.parts import scalars
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.visible import escape, odd_character, short


@rule("PM104", Weight.FORM)
def bad_date(_check: Check) -> Problems:
    """A date is none, or is written in a form that could mean several days.

    Days are written YYYY-MM-DD, of the years 1970 to 2199, so that they sort, compare and mean
    the same day to everybody.

    Bad:
        held_on: 10.12.2025
    Good:
        held_on: 2025-12-10
    Bad:
        held_on: 2025-02-30
    """
    return ()  # reported while the file is read: see pmkit.document.hydrate


@rule("PM105", Weight.FORM)
def bad_value(_check: Check) -> Problems:
    """A value is not one the format knows: a word off its list, or a number that is none.

    Reports count by these words and compute with these numbers, so a near miss would fall out of
    them. The message lists what is known.

    Bad:
        outcome: meh
    Good:
        outcome: mixed
    Bad:
        minutes: about ninety
    """
    return ()  # reported while the file is read: see pmkit.document.hydrate


_DAYS = (("started_on", "completed_on"), ("pre_read_on", "held_on"), ("held_on", "published_on"))


_MOMENTS = ("started_at", "detected_at", "contained_at", "mitigated_at", "resolved_at")


@rule("PM106", Weight.FORM)
def date_order(check: Check) -> Problems:
    """Two dates contradict each other.

    Work ends after it begins, a summary follows its meeting, an effect is verified after the
    change is in place, and an incident is detected, contained, mitigated, resolved in that order.

    Bad:
        started_on: 2025-12-24
    Good:
        started_on: 2025-09-01
    """
    pm = check.pm
    values = vars(pm)
    for early, late in _DAYS:
        first, second = values[early], values[late]
        if first and second and second < first:
            yield _order(check, (late,), early, str(first), str(second))
    yield from _moment_order(check)
    for index, action in check.actions():
        done, verified = action.implemented_on, action.verified_on
        if done and verified and verified < done:
            path = ("actions", index, "verified_on")
            yield _order(check, path, "implemented_on", str(done), str(verified))


def _moment_order(check: Check) -> Iterator[Problem]:
    told = [(name, moment, moment.at) for name, moment in _moments(check) if moment.at]
    for (early, first, began), (late, second, ended) in itertools.pairwise(told):
        if ended < began:
            yield _order(check, (late,), early, first.text, second.text)


def _moments(check: Check) -> Iterator[tuple[str, Moment]]:
    """Yield the moments of an incident that are told, in the order they should have."""
    if type(check.pm) is Incident:
        values = vars(check.pm)
        yield from ((name, values[name]) for name in _MOMENTS if values[name] is not None)


def _order(check: Check, late: Path, early: str, first: str, second: str) -> Problem:
    return check.at(
        *late,
        message=f"`{late[-1]}` is {second}, before `{early}` on {first}",
        hint="correct one of the two",
    )


@rule("PM107", Weight.FORM)
def empty_value(check: Check) -> Problems:
    """A key is there without a value.

    Nobody can tell a value that was forgotten from one that does not exist. A ` #` directly
    behind the colon makes a comment of what follows, which is the usual reason.

    Bad:
        client: #halden
    Good:
        client: "#halden"
    """
    assert check.document.root is not None
    if not check.document.has_blank:
        return
    for path, node in scalars(check.document.root):
        if any(isinstance(step, str) and step.startswith("x-") for step in path):
            continue
        if is_blank(node) or not node.value.strip():
            yield Problem(
                check.document.key_span(path),
                f"`{label(path)}` is empty",
                _why_empty(check, node),
            )


def _why_empty(check: Check, node: Scalar) -> str:
    text = check.document.source.front_matter
    line = text[node.end :].partition("\n")[0]
    if re.match(r"[ \t]*#\S", line):
        return "text that begins with # is a comment: put it in double quotes"
    return "write a value, TODO for one to come, or remove the line"


@rule("PM108", Weight.FORM)
def moment_without_zone(check: Check) -> Problems:
    """A date-time of an incident has no time or no zone.

    Without the zone nobody can tell how long the incident lasted for a team in another one.

    Bad:
        kind: incident
        detected_at: 2025-11-03T09:10:00
    Good:
        kind: incident
        detected_at: 2025-11-03T09:10:00+01:00
    """
    for name, moment in _moments(check):
        if moment.at is None:
            yield check.at(
                name,
                message=f"`{name}` is `{short(moment.text)}`, without time or zone",
                hint=f"write it as {moment.day}T14:30:00+01:00, or with Z for UTC",
            )


_NAMES = ("client", "project", "team", "author", "name", "owner", "person", "verified_by")
_ONE_LINE = frozenset(["title", "id", "role", *_NAMES])


@rule("PM109", Weight.FORM)
def invisible_character(check: Check) -> Problems:
    """A value or a key holds a character that cannot be seen.

    Control characters command terminals, bidirectional marks reorder what is read, zero-width
    ones make two equal words differ. Names and titles stand on one line.

    Bad:
        title: "Invoice\\u202e reader"
    Good:
        title: "Invoice reader"
    """
    root, text = check.document.root, check.document.source.front_matter
    assert root is not None
    escapes = '"' in text and "\\" in text
    blocks = "|" in text or ">" in text
    if not escapes and not blocks and (text.isascii() or not odd_character(text)):
        return
    for path, node in scalars(root):
        odd = odd_character(node.value)
        if odd is None and path[-1] in _ONE_LINE and "\n" in node.value.rstrip("\n"):
            odd = re.search("\n", node.value)
        if odd:
            yield Problem(
                check.document.span(path),
                f"`{label(path)}` holds the control character {escape(odd[0])}",
                "delete it; type the text again if it was pasted",
            )
