"""The figures of `stats` as sections, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pmkit.render.page import Line, Section
from pmkit.render.words import as_of_note, count, words
from pmkit.reports.bias import Bias, KindBias, QuarterBias
from pmkit.reports.learning import Learning
from pmkit.reports.stats import Slips, Stats

_GAINED = {"eval-case": "regression case", "monitoring": "monitor", "docs": "document"}
"""What an action left behind, by its target; everything else is a structural change."""

_KINDS = {
    "project": "projects",
    "checkpoint": "checkpoints",
    "pilot": "pilots",
    "incident": "incidents",
}

_QUARTERS = 4
"""A year, so that what changed with the season is seen."""


def stats_sections(stats: Stats, as_of: date) -> list[Section]:
    """Return all figures; what nothing is known of is left out."""
    counted = Line(f"over {count(stats.n, 'post-mortem')}, drafts left out")
    return [
        Section("Stats", (counted, Line(as_of_note(as_of)))),
        Section("Follow-through", (*_follow_through(stats), *slips_lines(stats.slips))),
        Section("Time to post-mortem", tuple(_time(stats))),
        Section("Planned and actual", tuple(bias_lines(stats))),
        Section("Learning", tuple(learning_lines(stats.learning))),
        Section("Gained from incidents", tuple(gained_lines(stats.compounding))),
        Section("Cost and return", tuple(cost_lines(stats))),
    ]


def _follow_through(stats: Stats) -> Iterator[Line]:
    found, whole, timely = stats.follow_through, stats.follow_through_all, stats.on_time
    if found.rate is None or whole.rate is None or timely.rate is None:
        yield Line("no action is due yet")
        return
    over = count(len(found.postmortems), "post-mortem")
    newest = "the newest " if len(found.postmortems) > 1 else ""
    yield Line(
        f"{found.implemented} of {count(found.due, 'action')} due are implemented"
        f" ({percent(found.rate)}), over {newest}{over} with any due"
    )
    for name in found.postmortems:
        yield Line(name, 1)
    if found.failing:
        yield Line("failing: under half; the trouble is following through, not analysis")
    yield Line(f"over all: {whole.implemented} of {whole.due} ({percent(whole.rate)})")
    in_time = f"{timely.implemented_in_time} of {timely.due} ({percent(timely.rate)})"
    yield Line(f"implemented by their deadline, over all: {in_time}")


def slips_lines(slips: Slips) -> Iterator[Line]:
    """Say how far deadlines moved."""
    if slips.actions is None:
        yield Line("how far deadlines moved is not known: there is no git history")
    elif slips.actions == 0:
        yield Line("no deadline was moved to a later day")
    else:
        moved = count(slips.moves or 0, "time") + f" by {count(slips.days or 0, 'day')} in all"
        yield Line(f"{count(slips.actions, 'deadline')} moved to a later day, {moved}")


def percent(rate: float) -> str:
    """Return `67 %`."""
    return f"{rate * 100:.0f} %"


def _time(stats: Stats) -> Iterator[Line]:
    found = stats.time_to_postmortem
    if found.median_days is not None and found.max_days is not None:
        yield Line(
            f"median {_number(found.median_days)} days, worst {found.max_days}, n = {found.n}"
        )


def bias_lines(stats: Stats) -> Iterator[Line]:
    """Say what was measured twice or more; a single measurement is no bias."""
    often = [row for row in stats.bias if row.n > 1]
    for row in often:
        parts = [part for part in stats.bias_by_kind if _is_of(row, part)]
        if len(parts) != 1:
            yield Line(_bias_sentence("all kinds", row))
        for part in parts:
            said = _bias_sentence(_KINDS.get(part.kind, part.kind), part)
            yield Line(said, int(len(parts) > 1))
        yield from _quarters([one for one in stats.bias_by_quarter if _is_of(row, one)])
    once = len(stats.bias) - len(often)
    if once:
        yield Line(f"measured once only: {count(once, 'more metric')}; `--format json` has them")


def _is_of(whole: Bias, part: KindBias | QuarterBias) -> bool:
    return whole.metric.casefold() == part.metric.casefold()


def _quarters(rows: list[QuarterBias]) -> Iterator[Line]:
    """Say how it went of late, where there are quarters to compare: twice measured or more."""
    often = [f"{row.quarter} {row.median_ratio:.2f} (n = {row.n})" for row in rows if row.n > 1]
    if len(often) > 1:
        yield Line(f"by quarter: {words(often[-_QUARTERS:])}", 1)


def _bias_sentence(who: str, row: Bias | KindBias) -> str:
    """Return such as `projects run 1.24 × their planned days, n = 11`."""
    runs = row.metric.casefold() == "duration"
    what = row.unit if runs and row.unit else row.metric
    verb = "run" if runs else "come to"
    return f"{who} {verb} {row.median_ratio:.2f} × their planned {what}, n = {row.n}"


def learning_lines(learning: Learning) -> Iterator[Line]:
    """Say how much of what was learnt is passed on and lasts."""
    told = (
        (learning.succeeded, "post-mortem", "{} on work that went well"),
        (learning.held_within_week, "meeting", "{} held within a week"),
        (learning.lessons_read, "lesson", "{} read in an acknowledged brief"),
        (learning.countermeasures_held, "effective action", "{} held: the cause did not come back"),
    )
    for share, noun, sentence in told:
        if share.rate is not None:
            some_of = sentence.format(f"{share.count} of {count(share.of, noun)}")
            yield Line(f"{some_of} ({percent(share.rate)})")
    if learning.prevented:
        yield Line(f"{count(learning.prevented, 'problem')} prevented by what was learnt before")


def gained_lines(compounding: dict[str, int]) -> Iterator[Line]:
    """Say what actions of incidents left behind."""
    rest = {target: n for target, n in compounding.items() if target not in _GAINED}
    structural, of = sum(rest.values()), [f"{target} {n}" for target, n in rest.items()]
    for target, noun in _GAINED.items():
        if compounding.get(target):
            yield Line(count(compounding[target], noun))
    if structural:
        yield Line(f"{count(structural, 'structural change')} ({words(of)})")


def cost_lines(stats: Stats) -> Iterator[Line]:
    """Say what was lost and spent, by currency."""
    for currency, sums in stats.cost.items():
        yield Line(f"{currency}: {', '.join(_told_sums(sums.items()))}")
        if sums["return"] is not None:
            times = _number(round(sums["return"], 1))
            yield Line(f"each {currency} of review stands against {times} lost", 1)
    if stats.cost_without_currency:
        found = count(stats.cost_without_currency, "post-mortem")
        yield Line(f"not added: the sums of {found} without `currency`")


def _told_sums(sums: Iterable[tuple[str, float | None]]) -> Iterator[str]:
    names = {
        "direct_loss": "lost directly",
        "future_loss": "future work lost",
        "review": "cost of reviews",
    }
    for key, value in sums:
        if key in names and value is not None:
            yield f"{names[key]} {_number(value)}"


def _number(value: float) -> str:
    """Return `340,000`, `2.5`."""
    return f"{value:,.15g}"
