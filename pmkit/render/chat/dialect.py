"""How a chat is written: what it takes for markup, and what a message is made of in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pmkit.visible import short


@dataclass(frozen=True, slots=True)
class Dialect:
    """The ways of one chat.

    Attributes:
        escape: Makes of one line of text one of which nothing is markup.
        bold: The mark on both sides of bold text.
        bullets: What begins an item of a list, by its depth.
        below_title: What stands between a title and the list below it.
    """

    escape: Callable[[str], str]
    bold: str
    bullets: tuple[str, ...]
    below_title: str

    def text(self, text: str, most: int, *, bold: bool = False) -> str:
        """Return `text` in at most `most` characters, marks for bold text not counted.

        It is cut before it is escaped and marked, so that no escape and no mark is cut in two.
        """
        begin = text.strip()[: most + 1]  # as far as it can be shown; it may be very long
        room, shown = most, self.escape(short(begin, most))
        while len(shown) > most:
            room = max(room * most // len(shown), 1)
            shown = self.escape(short(begin, room))
        return f"{self.bold}{shown}{self.bold}" if bold and shown else shown

    def item(self, text: str, depth: int = 0) -> str:
        """Return `text` as an item of a list."""
        return f"{self.bullets[min(depth, len(self.bullets) - 1)]}{text}"
