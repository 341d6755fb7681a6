"""`report annual` as sections, each fact in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmkit.render.page import Line, Section, facts
from pmkit.render.stats_page import (
    bias_lines,
    cost_lines,
    gained_lines,
    learning_lines,
    percent,
    slips_lines,
)
from pmkit.render.words import as_of_note, count, some, words
from pmkit.reports.annual.rows import Annual, Held, OfKind, Prevented
from pmkit.reports.failed_fixes import FailedFix
from pmkit.reports.follow_through import FAILING
from pmkit.reports.stats import Stats


def annual_sections(report: Annual, as_of: date) -> list[Section]:
    """Return the whole report; what nothing is known of is left out."""
    n = len(report.postmortems)
    return [
        Section(f"The year {report.year}", tuple(_head(report, as_of))),
        Section("Kinds and outcomes", tuple(map(_of_kind, report.kinds))),
        Section("What recurs", tuple(_recurring(report))),
        Section("In spite of a fix", tuple(map(_failed_fix, report.failed_fixes))),
        Section("Follow-through", tuple(_follow_through(report.stats) if n else ())),
        Section("Time to post-mortem", tuple(_time(report))),
        Section("Planned and actual", tuple(bias_lines(report.stats))),
        Section("Projects that ended", tuple(_coverage(report))),
        Section("Reviews", tuple(_reviews(report))),
        Section("Learning", tuple(learning_lines(report.stats.learning))),
        Section("Gained from incidents", tuple(gained_lines(report.stats.compounding))),
        Section("Cost and return", tuple(cost_lines(report.stats))),
        Section("Prevented", tuple(map(_prevented, report.prevented))),
    ]


def _head(report: Annual, as_of: date) -> Iterator[Line]:
    n = len(report.postmortems)
    of_year = f"{count(n, 'post-mortem')}, drafts left out"
    yield Line(of_year if n else f"no post-mortem of {report.year} counts")
    yield Line(_held(report.review, as_of))
    yield from facts([("note", report.review.note)], 1)
    yield Line(as_of_note(as_of))


def _held(review: Held, as_of: date) -> str:
    if review.recorded:
        return f"annual review held on {review.held_on or 'an unknown day'}"
    was = "was" if review.due_on < as_of else "is"
    return f"annual review not recorded, it {was} due by {review.due_on}"


def _of_kind(row: OfKind) -> Line:
    ended = {name: getattr(row, name) for name in ("succeeded", "mixed", "failed", "unsaid")}
    told = words(f"{n} {name}" for name, n in ended.items() if n)
    return Line(f"{row.n} ({told})", name=row.kind or "kind unknown")


def _recurring(report: Annual) -> Iterator[Line]:
    for row in report.recurring:
        before = f", {row.before} the year before" if row.before else ""
        yield Line(f"{count(row.count, 'post-mortem')}{before}", name=row.tag)
        yield Line(some(row.postmortems), 1)


def _failed_fix(row: FailedFix) -> Line:
    was = "was" if len(row.actions) == 1 else "were"
    actions = f"{some(row.actions, 3)} {was} {row.grade}"
    return Line(f"{words(row.tags)} came back in {row.postmortem} although {actions}", alert=True)


def _follow_through(stats: Stats) -> Iterator[Line]:
    found, timely = stats.follow_through_all, stats.on_time
    if found.rate is None or timely.rate is None:
        yield Line("no action is due yet")
        return
    due = count(found.due, "action")
    failing = found.rate < FAILING
    yield Line(
        f"{found.implemented} of {due} due are implemented ({percent(found.rate)})"
        + ("; under half: the trouble is following through, not analysis" if failing else ""),
        alert=failing,
    )
    in_time = f"{timely.implemented_in_time} of {timely.due} ({percent(timely.rate)})"
    yield Line(f"implemented by their deadline: {in_time}")
    yield from slips_lines(stats.slips)


def _time(report: Annual) -> Iterator[Line]:
    found, days = report.held_in_time, report.stats.time_to_postmortem
    if found.rate is not None and days.median_days is not None:
        yield Line(
            f"{found.within} of {found.n} held within {found.days} days ({percent(found.rate)}),"
            f" median {days.median_days:.15g}, worst {days.max_days}"
        )


def _coverage(report: Annual) -> Iterator[Line]:
    found = report.coverage
    if found.rate is not None:
        yield Line(f"{found.covered} of {found.ended} looked back on ({percent(found.rate)})")
    for row in found.missing:
        yield Line(f"{row.project}: {row.state}, ended on {row.completed_on}", 1)


def _reviews(report: Annual) -> Iterator[Line]:
    for row in report.reviews:
        states = {name: getattr(row, name) for name in ("done", "overdue", "upcoming")}
        yield Line(words(f"{n} {name}" for name, n in states.items() if n), name=row.review)


def _prevented(row: Prevented) -> Line:
    what = row.what or "told to its participants only"
    return Line(f"{what} (thanks to {words(row.thanks_to)})", name=row.postmortem)
