"""What makes the second run fast: the facts of files that did not change since they were read.

A file is known by its size and by when it and its directory entry were last changed. One that
was changed so shortly before the run that its clock cannot tell is read again next time. What is
kept is split by use: stamps for every run, the records with pending actions for `overdue`, all
records for the rest. It never changes a result, only how long that takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pmkit.config import Repository
from pmkit.record import (
    ActionRecord,
    CostRecord,
    MetricRecord,
    PreventedRecord,
    Record,
    ReviewRecord,
    Skipped,
)
from pmkit.walk import Stamp, Walk

UNSURE_NS = 2_000_000_000
"""Some file systems tell time in steps of two seconds."""

_NOTHING = Skipped("", 0, "", "")
_CLOSED = ("verified", "cancelled")


@dataclass(frozen=True)
class Shelf:
    """The facts of every file of a repository, read now or kept."""

    repository: Repository
    walk: Walk
    skipped: list[Skipped]
    kept: str = ""  # names the kept records that are still true of every file; else empty
    fresh: tuple[Record, ...] = ()

    def records(self) -> tuple[Record, ...]:
        """Return all records."""
        return self.fresh if not self.kept else self._kept("records")

    def pending(self) -> tuple[Record, ...]:
        """Return the records with an action that is not closed."""
        return with_pending(self.fresh) if not self.kept else self._kept("pending")

    def _kept(self, name: str) -> tuple[Record, ...]:
        found = _decoded(self.repository, name, self.kept)
        if found is not None:
            return tuple(found)
        again = _read(self.repository, self.walk.paths)
        records = tuple(item for item in again if isinstance(item, Record))
        return records if name == "records" else with_pending(records)


def open_shelf(repository: Repository, walk: Walk, clock: int) -> Shelf:
    """Return the facts of all files of `walk`, reading those that are new or changed.

    Args:
        clock: The file system's time before the walk, in nanoseconds; 0 where nothing is kept.
    """
    stamps = {path: list(stamp) for path, stamp in walk.stamps.items()}
    kept = _kept_stamps(repository)
    if kept and kept["stamps"] == stamps:
        skipped = [Skipped(*item) for item in kept["skipped"]]
        return Shelf(repository, walk, skipped, kept=kept["run"])
    known = _unchanged(repository, kept, stamps) if kept else {}
    missing = [path for path in walk.paths if path not in known]
    read = dict(zip(missing, _read(repository, missing), strict=True))
    results = [known.get(path) or read[path] for path in walk.paths]
    records = tuple(item for item in results if isinstance(item, Record))
    skipped = [item for item in results if isinstance(item, Skipped)]
    if clock:
        _keep(repository, walk.stamps, clock, records, skipped)
    return Shelf(repository, walk, skipped, fresh=records)


def _read(repository: Repository, paths: list[str]) -> list[Record | Skipped]:
    from functools import partial

    from pmkit.facts import load_record
    from pmkit.load import limits_of
    from pmkit.parallel import map_files

    return map_files(partial(load_record, repository.root, limits_of(repository)), paths)


def _kept_stamps(repository: Repository) -> dict[str, Any] | None:
    """Return the kept stamps if they were made under the limits of today and look right."""
    kept = repository.store.get("stamps")
    shape = {"limits": list, "run": str, "stamps": dict, "skipped": list}
    if not isinstance(kept, dict):
        return None
    if any(not isinstance(kept.get(key), kind) for key, kind in shape.items()):
        return None
    if any(len(item) != len(_of_skipped(_NOTHING)) for item in kept["skipped"]):
        return None
    return kept if kept["limits"] == _limits(repository) else None


def _limits(repository: Repository) -> list[int]:
    return [repository.basics.file_bytes, repository.basics.front_matter_bytes]


def _unchanged(
    repository: Repository, kept: dict[str, Any], stamps: dict[str, list[int]]
) -> dict[str, Record]:
    """Return the kept records of the files whose stamps are still the same."""
    records = _decoded(repository, "records", kept["run"]) or ()
    same = {path for path, stamp in stamps.items() if kept["stamps"].get(path) == stamp}
    return {record.path: record for record in records if record.path in same}


def _keep(
    repository: Repository,
    stamps: dict[str, Stamp],
    clock: int,
    records: tuple[Record, ...],
    skipped: list[Skipped],
) -> None:
    sure = {
        path: stamp if max(stamp[1:]) < clock - UNSURE_NS else None
        for path, stamp in stamps.items()
    }
    run = str(clock)
    store = repository.store
    pending = with_pending(records)
    store.put("records", {"run": run, "records": [encode(item) for item in records]})
    store.put("pending", {"run": run, "records": [encode(item) for item in pending]})
    store.put(
        "stamps",
        {
            "run": run,
            "limits": _limits(repository),
            "stamps": sure,
            "skipped": [_of_skipped(item) for item in skipped],
        },
    )


def with_pending(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return the records with an action that is not closed."""
    return tuple(
        record
        for record in records
        if any(action.status not in _CLOSED for action in record.actions)
    )


def encode(value: Any) -> Any:
    """Return a record as lists in the order of its fields, days as text; `decode` reads it."""
    if isinstance(value, Skipped):
        return _of_skipped(value)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _of_skipped(item: Skipped) -> list[str | int]:
    return [item.path, item.line, item.code, item.message]


def _decoded(repository: Repository, name: str, run: str) -> list[Record] | None:
    """Return the records kept under `name` by the run `run`; None when they cannot be trusted."""
    kept = repository.store.get(name)
    try:
        if kept["run"] != run:
            return None
        return [decode(values) for values in kept["records"]]
    except (TypeError, KeyError, ValueError, IndexError):
        return None


def decode(values: list[Any]) -> Record:
    """Return the record that `values` were made from.

    Raises:
        TypeError, ValueError, IndexError: They are none.
    """
    return _decoder.record(values)


class _Decoder:
    """Turns lists back into records; which fields are days is read off their types."""

    @cached_property
    def _days(self) -> dict[type, list[int]]:
        return {model: _day_fields(model) for model in (Record, ActionRecord, ReviewRecord)}

    def record(self, values: list[Any]) -> Record:
        self._read_days(Record, values)
        tags, actions, reviews, metrics, cost, prevented, lessons, doubts = values[_LISTS:]
        values[_LISTS:] = (
            tuple(tags),
            tuple([self._action(action) for action in actions]),
            tuple([self._review(review) for review in reviews]),
            tuple([MetricRecord(*metric) for metric in metrics]),
            CostRecord(*cost) if cost else None,
            tuple([PreventedRecord(what, tuple(thanks)) for what, thanks in prevented]),
            tuple(lessons),
            tuple([Skipped(*doubt) for doubt in doubts]),
        )
        return Record(*values)

    def _action(self, values: list[Any]) -> ActionRecord:
        self._read_days(ActionRecord, values)
        values[_TAGS_OF_ACTION] = tuple(values[_TAGS_OF_ACTION])
        return ActionRecord(*values)

    def _review(self, values: list[Any]) -> ReviewRecord:
        self._read_days(ReviewRecord, values)
        return ReviewRecord(*values)

    def _read_days(self, model: type, values: list[Any]) -> None:
        for place in self._days[model]:
            values[place] = values[place] and date.fromisoformat(values[place])


def _day_fields(model: type) -> list[int]:
    return [
        place for place, kind in enumerate(model.__annotations__.values()) if "date" in str(kind)
    ]


_LISTS = Record._fields.index("tags")
"""Where the fields begin that hold more than a word or a day."""

_TAGS_OF_ACTION = ActionRecord._fields.index("tags")
_decoder = _Decoder()
