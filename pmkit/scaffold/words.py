"""Dates and times from the command line, and which of them go together."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from pmkit.config import Repository
from pmkit.errors import UsageError
from pmkit.model.days import DayError, parse_day
from pmkit.model.enums import Kind
from pmkit.model.values import Moment
from pmkit.visible import short


def require_fitting(
    kind: Kind, days: dict[str, str | None], moments: dict[str, str | None]
) -> None:
    """Refuse the dates of another kind, which would be lost without a word.

    Raises:
        UsageError: There is one.
    """
    other, own = (days, moments) if kind is Kind.INCIDENT else (moments, days)
    for wrong, right in zip(other, own, strict=True):
        if other[wrong] is not None:
            raise UsageError(f"{wrong} does not go with --kind {kind}", f"use {right}")


def read_day(name: str, text: str | None) -> date | None:
    """Read the day given for the option `name`.

    Raises:
        UsageError: It is none.
    """
    try:
        return parse_day(text) if text is not None else None
    except DayError as error:
        raise UsageError(f"{name} is `{short(text or '')}`, which is no day", str(error)) from None


def read_moment(repository: Repository, name: str, text: str | None) -> datetime | None:
    """Read the date-time given for the option `name`.

    Raises:
        UsageError: It is none, or has no zone.
    """
    if text is None:
        return None
    try:
        moment = TypeAdapter(Moment).validate_python(text)
    except ValidationError as error:
        why = error.errors(include_url=False)[0]["msg"]
        raise UsageError(f"{name} is `{short(text)}`, which is no date-time", why) from None
    if moment.at is None:
        raise UsageError(
            f"{name} is `{short(text)}`, without time or zone", _with_zone(repository, text)
        )
    return moment.at


def _with_zone(repository: Repository, text: str) -> str:
    if len(text) <= len("2026-03-11"):
        return f"write it as {text}T14:30+01:00"
    there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(repository.basics.timezone))
    return f"in this repository's time zone that is {there.isoformat(timespec='minutes')}"
