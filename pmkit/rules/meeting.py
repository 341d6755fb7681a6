"""PM5xx about time: was the meeting held soon, prepared, summed up, and given time enough?

How a meeting was run cannot be repaired, so none of these is ever an error. The figures are
settings, and a date that is not told is not asked for.
"""

from __future__ import annotations

from datetime import date

from pmkit.model.enums import Kind
from pmkit.model.postmortem import Pilot
from pmkit.rules.check import Check
from pmkit.rules.registry import Problems, Weight, rule
from pmkit.rules.words import counted


@rule("PM501", Weight.ADVICE)
def held_late(check: Check) -> Problems:
    """The meeting was held later than a week after the work ended.

    Within days people remember what happened; after weeks they remember what they made of it. An
    incident is met 5 to 7 days after it was resolved: tempers have cooled, and logs are still
    there. `lint.held_days` and `lint.incident_held_days` set the limits.

    Bad:
        started_on: 2025-09-01
        completed_on: 2025-11-28
    Good:
        completed_on: 2025-12-05
    """
    pm, settings = check.pm, check.settings.lint
    ended, held = pm.anchor_on, pm.held_on
    if not held or not ended:
        return
    is_incident = pm.kind is Kind.INCIDENT
    limit = settings.incident_held_days if is_incident else settings.held_days
    days = (held - ended).days
    if days > limit and check.is_written(pm.anchor_key):
        end = "it was resolved" if is_incident else "the work ended"
        yield check.at(
            "held_on",
            message=f"the meeting was held {days} days after {end}; {limit} are wanted at most",
            hint="book the next one when the end is in sight",
        )


@rule("PM502", Weight.ADVICE)
def pre_read_late(check: Check) -> Problems:
    """The facts went out less than 48 hours before the meeting.

    Whoever reads them in the room spends the first half hour on what happened instead of on why.
    As both are days without a time, 48 hours are two days; `lint.pre_read_days` sets them.

    Bad:
        pre_read_on: 2025-12-09
    Good:
        pre_read_on: 2025-12-08
    """
    sent, held, wanted = check.pm.pre_read_on, check.pm.held_on, check.settings.lint.pre_read_days
    if sent and held and 0 <= (held - sent).days < wanted:
        yield check.at(
            "pre_read_on",
            message=f"the pre-read went out {_before(sent, held)} the meeting; "
            f"{counted(wanted, 'day')} are wanted",
            hint="send the facts two days ahead next time, or move the meeting",
        )


def _before(sent: date, held: date) -> str:
    return f"{counted((held - sent).days, 'day')} before" if sent < held else "on the day of"


@rule("PM503", Weight.ADVICE)
def summary_late(check: Check) -> Problems:
    """The written summary came later than 48 hours after the meeting.

    What was agreed is acted on while it is fresh, and those who were not there ask early.
    `lint.summary_days` sets the limit.

    Bad:
        published_on: 2025-12-15
    Good:
        published_on: 2025-12-11
    """
    held, out, wanted = check.pm.held_on, check.pm.published_on, check.settings.lint.summary_days
    if held and out and (out - held).days > wanted:
        yield check.at(
            "published_on",
            message=f"the summary came {counted((out - held).days, 'day')} after the meeting; "
            f"{wanted} are wanted at most",
            hint="send out what there is within two days, marked as a draft if need be",
        )


@rule("PM504", Weight.ADVICE)
def meeting_too_short(check: Check) -> Problems:
    """The meeting took less than an hour.

    Under an hour the facts are told and the causes are guessed. 90 minutes are usual;
    `lint.minutes_min` sets the least.

    Bad:
        minutes: 45
    Good:
        minutes: 90
    """
    minutes, least = check.pm.minutes, check.settings.lint.minutes_min
    if minutes is not None and minutes < least:
        yield check.at(
            "minutes",
            message=f"the meeting took {counted(minutes, 'minute')}; {least} are wanted at least",
            hint="plan 90 minutes, and meet again for what was left out",
        )


@rule("PM505", Weight.ADVICE)
def meeting_too_long(check: Check) -> Problems:
    """The meeting took more than two hours.

    After two hours people agree in order to leave. What does not fit goes into a second sitting;
    `lint.minutes_max` sets the most.

    Bad:
        minutes: 180
    Good:
        minutes: 120
    """
    minutes, most = check.pm.minutes, check.settings.lint.minutes_max
    if minutes is not None and minutes > most:
        yield check.at(
            "minutes",
            message=f"the meeting took {counted(minutes, 'minute')}; {most} are wanted at most",
            hint="split it: what happened and why in one sitting, what will change in another",
        )


@rule("PM512", Weight.ADVICE)
def second_session_missing(check: Check) -> Problems:
    """A pilot has no second session though the first is over for weeks.

    The first sitting finds out what happened, the second, about a week later, turns lessons into
    decisions. Left out, the decisions are those that came to mind first.
    `lint.session_gap_max` sets after how many days it is called missing.

    Bad:
        kind: pilot
        # without: second_session_on
    Good:
        kind: pilot
        second_session_on: 2025-11-26
    """
    pm = check.pm
    if type(pm) is not Pilot or check.is_draft or check.is_written("second_session_on"):
        return
    first, most = pm.held_on or pm.anchor_on, check.settings.lint.session_gap_max
    if first and (check.as_of - first).days > most:
        yield check.at_key(
            "held_on",
            message="this pilot has no second session in which lessons became decisions",
            hint="hold it, and add `second_session_on:` with its day",
        )


@rule("PM513", Weight.ADVICE)
def second_session_ill_timed(check: Check) -> Problems:
    """A pilot's second session was not held about a week after the first.

    On the same day diagnosis and redesign share a sitting, and the redesign wins; some nights in
    between change what people see. After weeks they have to be told again what they found.
    `lint.session_gap_min` and `lint.session_gap_max` set the days.

    Bad:
        kind: pilot
        second_session_on: 2025-11-19
    Good:
        kind: pilot
        second_session_on: 2025-11-26
    """
    pm, settings = check.pm, check.settings.lint
    if type(pm) is not Pilot or not pm.held_on or not pm.second_session_on:
        return
    days = (pm.second_session_on - pm.held_on).days
    if settings.session_gap_min <= days <= settings.session_gap_max:
        return
    yield check.at(
        "second_session_on",
        message=f"the second session was held {_apart(days)}; "
        f"{settings.session_gap_min} to {settings.session_gap_max} days later is wanted",
        hint="hold it about a week after the first",
    )


def _apart(days: int) -> str:
    if days == 0:
        return "on the day of the first"
    if days < 0:
        return f"{counted(-days, 'day')} before the first"
    return f"{counted(days, 'day')} after the first"
