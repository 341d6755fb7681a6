"""Places that may give somebody away, as a refusal tells them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pmkit.cli.session import Session
from pmkit.errors import LeakError
from pmkit.visible import short

if TYPE_CHECKING:
    from pmkit.anonymise.check import Hit

_MOST = 40
"""Places that are told one by one."""


def is_private(session: Session) -> bool:
    """Tell whether only a person reads standard error; say so where not."""
    private = bool(sys.stderr) and sys.stderr.isatty()
    if not private:
        session.say("note: --show names nobody here, as this is no terminal")
    return private


def refusal(
    what: str,
    hits: Sequence[Hit],
    shown: Sequence[str] | None,
    hint: str,
    sources: Iterable[str] = (),
) -> LeakError:
    """Return the refusal: each place by line and entry, the names themselves only if `shown`.

    Args:
        what: What may be given away, such as `may give somebody away`.
        shown: The lines of the text, where the person may see the names.
        hint: What to do, once they are seen.
        sources: Where in the files it comes from.
    """
    lines = [_place(hit, shown) for hit in hits[:_MOST]]
    if len(hits) > _MOST:
        lines.append(f"  and {len(hits) - _MOST} more")
    places = "1 place" if len(hits) == 1 else f"{len(hits)} places"
    return LeakError(
        "\n".join([f"nothing was written: {places} {what}", *lines, *sources]),
        hint if shown else "`--show` on a terminal names them; docs/anonymising.md says what to do",
    )


def _place(hit: Hit, shown: Sequence[str] | None) -> str:
    where = f"line {hit.line}: " if hit.line else ""
    text = f"  {where}{hit.what}"
    if shown is not None:
        text += f" `{short(hit.name.text)}`" if hit.name else ""
        text += f" in: {short(shown[hit.line - 1].strip(), 90)}" if hit.line else ""
    return text
