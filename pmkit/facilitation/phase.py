"""One stretch of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of a meeting.

    Attributes:
        minutes: How long it takes.
        purpose: What stands at its end.
        prompts: What the facilitator asks, word for word if need be.
    """

    title: str
    minutes: int
    purpose: str
    prompts: tuple[str, ...] = ()


def part_of(phase: Phase, minutes: int) -> int:
    """Return how much of `minutes` can be taken from `phase`: never more than its half."""
    return min(minutes, phase.minutes // 2)


_STEP = 5


def fitted(phases: Sequence[Phase], minutes: int) -> list[Phase]:
    """Return the phases stretched or squeezed so that they add up to `minutes`.

    Each keeps its share, in steps of five minutes as far as those reach; what is left over goes to
    the phases that lost most by rounding.
    """
    whole = sum(phase.minutes for phase in phases)
    step = _STEP if minutes >= _STEP * len(phases) else 1
    exact = [phase.minutes * minutes / whole for phase in phases]
    given = [max(step, int(share // step) * step) for share in exact]
    while sum(given) + step <= minutes:
        lost = [share - got for share, got in zip(exact, given, strict=True)]
        given[lost.index(max(lost))] += step
    while sum(given) > minutes and max(given) > 1:
        given[given.index(max(given))] -= min(step, sum(given) - minutes)
    given[given.index(max(given))] += minutes - sum(given)
    return [replace(phase, minutes=part) for phase, part in zip(phases, given, strict=True)]
