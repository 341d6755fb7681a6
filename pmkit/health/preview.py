"""What would change if every safe fix were made, and one word written for one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pmkit.fixes.run import Clinic
from pmkit.health.alike import Alike, find_alike_tags
from pmkit.health.subject import Subject
from pmkit.model.register import OwnTag
from pmkit.registers import Registers
from pmkit.rules.baseline import known_to


@dataclass(frozen=True, slots=True)
class Preview:
    """One file as it is and as it would be; `fixed` counts the findings that would be gone."""

    path: str
    old: bytes
    new: bytes
    fixed: int


def preview(subject: Subject) -> list[Preview]:
    """Return the files that `lint --fix` would change, were similar tags aliases of one."""
    alike = find_alike_tags(subject.library.records, subject.library.registers)
    known = with_aliases(subject.library.registers, alike)
    whole = subject.result.whole and replace(subject.result.whole, registers=known)
    clinic = Clinic(
        subject.repository,
        known,
        subject.selection,
        subject.as_of,
        whole=whole,
        known=known_to(subject.targets),
    )
    paths = subject.targets.paths if alike else {item.path for item in subject.result.findings}
    return [
        Preview(path, one.old, one.new, len(one.fixed))
        for path, one in clinic.mend_all(paths).items()
    ]


def with_aliases(known: Registers, alike: Iterable[Alike]) -> Registers:
    """Return the registers as they were if each similar tag were an alias of the one to keep."""
    gone = {other for one in alike for other in one.others}
    left = tuple(own for own in known.own_tags if own.name not in gone)
    added = tuple(OwnTag(name=one.keep, aliases=one.others) for one in alike)
    return replace(known, own_tags=(*left, *added))
