"""Small counts, which could be traced to somebody, told together or not at all."""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 3
"""The smallest count that is told as a number (k in k-anonymity)."""
FEW = f"fewer than {FEWEST}"
"""Stands for any count below; none at all is not told from one or two."""
MANY = f"{FEWEST} or more"
"""Stands for a count that is large enough, but whose distance to another figure is small."""
OTHER = "other"

Count = int | str
"""A number, or `FEW`."""


def few(number: int) -> Count:
    """Return `number` where it is large enough to be told."""
    return number if number >= FEWEST else FEW


def some(number: int) -> Count:
    """Return `number` in words that tell of it no more than whether it is small."""
    return FEW if number < FEWEST else MANY


def beside(number: int, told: int) -> Count:
    """Return `number` where neither it nor its distance to another figure that is told is small."""
    if number >= FEWEST and 0 < abs(number - told) < FEWEST:
        return MANY
    return few(number)


def merged(counts: Mapping[str, int]) -> dict[str, Count]:
    """Return `counts` with the small ones put together as `other`, the largest first.

    Where what is put together is still too small, the next larger count joins it: a reader who
    knows the sum could work it out otherwise. What cannot be told at all is left out.
    """
    kept = dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    kept = {name: number for name, number in kept.items() if number > 0}
    other = 0
    while kept:
        name, number = next(reversed(kept.items()))
        if number >= FEWEST and (other == 0 or other >= FEWEST):
            break
        other += kept.pop(name)
    told: dict[str, Count] = dict(kept)
    if kept and other:
        told[OTHER] = other
    return told
