"""Checks of the post-mortems: how many there are, what cannot be read, what leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from pmkit.health.subject import Subject, Told, note, ok, problem, weighed
from pmkit.model.enums import Kind, Status
from pmkit.model.finding import Level
from pmkit.reports.reviews import find_owed_annual
from pmkit.rules.baseline import beside_own
from pmkit.rules.choose import choose

_DANGLING = ("PM702", "PM703", "PM704")
"""The rules about `related`, `addresses` and `thanks_to`."""


def postmortems(subject: Subject) -> Told:
    """How many there are, by kind and by status."""
    records = subject.library.records
    if not records and subject.library.skipped:
        return note("none that can be read", "correct the files below first")
    if not records:
        return note("none yet", "write the first: `pmkit new TITLE --kind project`")
    kinds = _counts((record.kind for record in records), Kind)
    states = _counts((record.status for record in records), Status)
    return ok(f"{len(records)}: {kinds}; {states}")


def _counts(words: Iterable[str | None], known: Iterable[str]) -> str:
    found = Counter(str(word) if word else "unclear" for word in words)
    return ", ".join(f"{found[word]} {word}" for word in (*known, "unclear") if found[word])


def unreadable(subject: Subject) -> Told:
    """Which files are missing from every report, or from some."""
    skipped = subject.library.skipped
    paths = tuple(dict.fromkeys(item.path for item in skipped))
    doubtful = [record for record in subject.library.records if record.doubts]
    if paths:
        message = f"{_files(len(paths))} cannot be read and {_are(len(paths))} in no report"
        return problem(message, "`pmkit lint` says why, and where in each", paths)
    if doubtful:
        message = f"{_files(len(doubtful))} left out of some reports: kind, status or date unclear"
        return problem(message, f"{subject.lint('PM1')} says why", [r.path for r in doubtful])
    return ok("every file can be read")


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def references(subject: Subject) -> Told:
    """Whether every `related`, `addresses` and `thanks_to` names something that is there."""
    found = subject.of(*_DANGLING)
    if not found:
        return ok("every reference leads to a post-mortem, an action or a cause that is there")
    number = len(found)
    message = f"{number} of them lead nowhere" if number > 1 else "one leads nowhere"
    return weighed(found, message, f"{subject.lint(*_DANGLING)} lists them")


def findings(subject: Subject) -> Told:
    """How much `pmkit lint` has to say, and how much more the baseline holds."""
    selection = choose(subject.repository)
    told = [i for i in subject.result.findings if i.code in selection.codes_in(i.path)]
    compared = beside_own(subject.targets, replace(subject.result, findings=told), selection)
    levels = Counter(item.severity for item in compared.result.findings)
    errors, warnings = levels[Level.ERROR], levels[Level.WARNING]
    known = f"; {compared.known} more in the baseline" if compared.known else ""
    message = f"errors: {errors}, warnings: {warnings}{known}"
    if compared.gone:
        message += f"; {len(compared.gone)} of the baseline no longer found"
        return note(message, "`pmkit lint --shrink-baseline` takes out what is gone")
    if not errors and not warnings:
        return ok(message if known else "no error, no warning")
    wrong = (i.path for i in compared.result.findings if i.severity is Level.ERROR)
    return note(message, "`pmkit lint` lists them", dict.fromkeys(wrong))


def annual(subject: Subject) -> Told:
    """Whether the look back on last year was held."""
    library, as_of = subject.library, subject.as_of
    owed = find_owed_annual(library.records, library.registers, as_of)
    if owed is None:
        return ok(f"nothing is owed for {as_of.year - 1}")
    late = owed.due_on < as_of
    when = f"was due by {owed.due_on}" if late else f"is due by {owed.due_on}"
    return note(
        f"the look back on {owed.year} {when}",
        f"prepare it with `pmkit report annual`, then `pmkit review record --annual {owed.year}`",
    )
