"""Runs and neighbours in the sequence of post-mortems.

Definitions: commands.md, "Meanings that must be exact", streak and cross-team.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

CROSS_TEAM_DAYS = 183
"""Half a year: two teams that far apart or less met the same cause."""


def streaks(places: Sequence[int], last: int) -> tuple[int, int]:
    """Return the longest run of consecutive places, and the run that ends at `last`."""
    longest = run = 0
    before = -2
    for place in places:
        run = run + 1 if place == before + 1 else 1
        longest, before = max(longest, run), place
    return longest, run if before == last else 0


def is_cross_team(
    days: Sequence[date], teams: Sequence[str | None], clients: Sequence[str | None]
) -> bool:
    """Tell whether two teams met it within half a year; without a team, the clients decide."""
    for later in range(len(days)):
        for earlier in range(later - 1, -1, -1):
            if (days[later] - days[earlier]).days > CROSS_TEAM_DAYS:
                break
            one, other = teams[earlier], teams[later]
            if not (one and other):
                one, other = clients[earlier], clients[later]
            if one and other and one != other:
                return True
    return False
