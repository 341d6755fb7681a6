"""How a field reads what its author typed: days, moments, numbers, truth values.

The reader hands every scalar over as text, so that each field decides here what it accepts
and nothing is converted behind the author's back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pmkit.model.days import DayError, parse_day

_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r" ?([Zz]|[-+][0-9]{2}:?[0-9]{2})?\Z"
)
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]{1,15})?|\.[0-9]{1,15})\Z")
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bad_date", "write a day as YYYY-MM-DD")
    try:
        return parse_day(value)
    except DayError as error:
        raise PydanticCustomError("bad_date", "{why}", {"why": str(error)}) from None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date-time as written. The day is the day as written, whatever the zone.

    Attributes:
        text: What the author typed.
        day: Its day.
        at: The instant; None where no zone was given, so that it cannot be compared.
    """

    text: str
    day: date
    at: datetime | None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_moment)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "format": "date-time"}


def _moment(value: object) -> Moment:
    if isinstance(value, Moment):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("bad_date", "write a date-time such as 2026-03-11T14:30:00+01:00")
    match = _MOMENT.match(value)
    try:
        if not match:
            return Moment(value, parse_day(value), None)
        day, clock, zone = match[1], match[2], match[3]
        parse_day(day)
        zone = "+00:00" if zone in ("Z", "z") else zone
        at = datetime.fromisoformat(f"{day}T{clock}{zone or ''}")
        return Moment(value, at.date(), at if zone else None)
    except DayError as error:
        raise PydanticCustomError("bad_date", "{why}", {"why": str(error)}) from None
    except ValueError:
        raise PydanticCustomError("bad_date", "there is no such time of day") from None


def _number(value: object) -> float | None:
    if value is None or isinstance(value, (int, float)):
        return value
    if type(value) is not str or not _NUMBER.match(value):
        raise PydanticCustomError(
            "bad_number", "write a plain number such as 84 or 1.5, without unit, comma or quotes"
        )
    return float(value)


def _count(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    number = _number(value)
    if number is None or number != int(number):
        raise PydanticCustomError("bad_number", "write a whole number")
    return int(number)


def _truth(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    if type(value) is not str or value not in _TRUTH:
        raise PydanticCustomError("bad_truth", "write true or false, without quotes")
    return _TRUTH[value]


def _one_or_many(value: object) -> object:
    """A single word where a list is meant is read as a list of one (and reported by PM103)."""
    return [value] if isinstance(value, str) else value


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Number = Annotated[float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer"})]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
