"""One post-mortem as sections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pmkit.model.parts import Cause, Metric, Participant
from pmkit.model.postmortem import PostMortem
from pmkit.render.action_page import action_lines
from pmkit.render.page import Line, Section, facts
from pmkit.render.words import as_of_note, text, words
from pmkit.reports.repeats import Grade
from pmkit.reports.show import Page, TagRepeat, ratio

_DATES = (
    *("started_on", "completed_on", "started_at", "detected_at", "contained_at", "mitigated_at"),
    *("resolved_at", "pre_read_on", "held_on", "second_session_on", "published_on"),
    *("client_meeting_on", "minutes"),
)
_KINDS_OWN = ("severity", "detected_by", "reason")
_GRADES = {
    Grade.VERIFIED: "came back although the fix was verified",
    Grade.IMPLEMENTED: "came back although the fix was implemented",
    Grade.LATE: "came back before the fix was in place",
    Grade.NEVER: "came back, and no action had ever addressed it",
}


def page_sections(page: Page, as_of: date) -> list[Section]:
    """Return everything about one post-mortem."""
    told = page.postmortem
    return [
        Section(page.row.title or page.row.id, (*_head(page), Line(as_of_note(as_of)))),
        Section("Dates", facts((_label(key), _plain(told, key)) for key in _DATES)),
        Section("People", tuple(_person(one) for one in told.participants)),
        Section("Planned and actual", tuple(_metric(one) for one in told.metrics)),
        Section("Deliverables", _pairs((one.name, one.accepted) for one in told.deliverables)),
        Section("Signals", _parts(told.signals)),
        Section("Cost", _parts(told.cost)),
        Section("Causes", tuple(line for one in told.causes for line in _cause(one))),
        Section("Came back", tuple(_repeat(one) for one in page.repeats)),
        Section("Actions", tuple(line for one in page.actions for line in action_lines(one))),
        Section("Lessons", _lessons(told)),
        Section("Commitments", _pairs((one.person, one.change) for one in told.commitments)),
        Section("Prevented", _prevented(told)),
        Section("Reviews held", _reviews(told)),
        *_pilot(told),
        Section("Related", tuple(Line(one) for one in told.related)),
        Section("Links", _pairs((key, str(link)) for key, link in told.links.items())),
    ]


def _head(page: Page) -> tuple[Line, ...]:
    row, told = page.row, page.postmortem
    late = f", {row.actions_overdue} overdue" if row.actions_overdue else ""
    actions = f"{row.actions_open} of {len(page.actions)} open{late}"
    is_counted = "" if page.counts else "no: a draft, or not dated by this day"
    return facts(
        (
            ("id", row.id),
            *((key, getattr(row, key)) for key in ("kind", "status")),
            ("outcome", told.outcome),
            *((key, getattr(row, key)) for key in ("client", "team", "project")),
            *((_label(key), _plain(told, key)) for key in _KINDS_OWN),
            ("author", told.author),
            ("visibility", told.visibility),
            ("tags", words(row.tags)),
            ("actions", actions if page.actions else "none"),
            ("counts", is_counted),
            ("file", row.path),
        )
    )


def _label(key: str) -> str:
    return key.removesuffix("_on").removesuffix("_at").replace("_", " ").replace("pre ", "pre-")


def _plain(told: PostMortem, key: str) -> str:
    """Return a field as its author wrote it; a field of another kind is empty."""
    value = getattr(told, key, None)
    return text(getattr(value, "text", value))


def _person(one: Participant) -> Line:
    aside = " (not on the project)" if one.on_project is False else ""
    return Line(f"{one.role or 'no role'}: {one.name or 'nobody'}{aside}")


def _metric(one: Metric) -> Line:
    unit = f" {one.unit}" if one.unit else ""
    times = ratio(one)
    shown = f", {times:.2f} times the plan" if times is not None else ""
    aim = f" ({one.better} is better)" if one.better else ""
    return Line(
        f"{one.name or 'unnamed'}: planned {_number(one.planned)}{unit},"
        f" actual {_number(one.actual)}{unit}{shown}{aim}"
    )


def _number(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.15g}"


def _cause(one: Cause) -> tuple[Line, ...]:
    kind = words(filter(None, (one.category, one.bucket)))
    said = f"{one.id or '#'} {one.what or ''} [{words(one.tags or ())}]"
    upstream = one.upstream.decision if one.upstream else None
    return (
        Line(said + (f" ({kind})" if kind else "")),
        *facts([("trigger", one.trigger)], 1),
        *facts((("why", why) for why in one.whys or ()), 1),
        *facts(
            (
                ("root", one.root_text),
                ("also at risk", one.also_at_risk),
                ("first called", one.first_bucket),
                ("upstream", upstream),
            ),
            1,
        ),
    )


def _repeat(one: TagRepeat) -> Line:
    refs = f": {words(one.actions)}" if one.actions else ""
    return Line(f"{one.tag} {_GRADES[one.grade]}{refs}")


def _lessons(told: PostMortem) -> tuple[Line, ...]:
    return tuple(
        line
        for one in told.lessons
        for line in (
            Line(f"{one.lesson or ''}" + (f" [{words(one.tags)}]" if one.tags else "")),
            *facts([("next time", one.implication)], 1),
        )
    )


def _prevented(told: PostMortem) -> tuple[Line, ...]:
    return tuple(
        Line(f"{one.what or ''} (thanks to {words(one.thanks_to or ())})") for one in told.prevented
    )


def _reviews(told: PostMortem) -> tuple[Line, ...]:
    return tuple(
        Line(
            f"{one.kind or 'review'} on {text(one.held_on) or 'an unknown day'}:"
            f" {one.outcome or 'no outcome'}" + (f". {one.note}" if one.note else "")
        )
        for one in told.reviews
    )


def _pilot(told: PostMortem) -> list[Section]:
    """Return what only a pilot has: its path from trigger to value, and who took it up."""
    edges = tuple(
        Line(
            f"{edge.from_} → {edge.to}"
            + (" (lost its energy here)" if edge.lost_energy else "")
            + (f": {edge.moment}" if edge.moment else "")
            + (f". {edge.note}" if edge.note else "")
        )
        for edge in getattr(told, "edges", ())
    )
    return [Section("Path", edges), Section("Adoption", _parts(getattr(told, "adoption", None)))]


def _parts(part: object) -> tuple[Line, ...]:
    """Return the fields of a part of the file that have a value."""
    if part is None:
        return ()
    fields = type(part).model_fields  # type: ignore[attr-defined]
    return facts((_label(key), _shown(getattr(part, key))) for key in fields)


def _shown(value: object) -> str:
    return _number(value) if isinstance(value, (int, float)) else text(value)


def _pairs(pairs: Iterable[tuple[str | None, object]]) -> tuple[Line, ...]:
    return tuple(Line(f"{name or 'unnamed'}: {text(value) or 'unknown'}") for name, value in pairs)
