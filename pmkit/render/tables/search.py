"""`search` as a table: where it stands, and the words around it."""

from __future__ import annotations

from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text, words
from pmkit.search.found import Found

COLUMNS = (
    Column("place", style="bold"),
    Column("title", wrap=True),
    Column("in"),
    Column("words", wrap=True),
)


_SHARED = Column("tags shared", wrap=True)


def to_table(found: Found, as_of: date, *, is_like: bool = False) -> Table:
    """Return the hits, the best first.

    Args:
        is_like: Whether one post-mortem was named that the others are to resemble.
    """
    rows = (
        (
            *(f"{hit.path}:{hit.line}", text(hit.title), hit.found_in, hit.snippet),
            *([words(hit.shared_tags)] if is_like else ()),
        )
        for hit in found.hits
    )
    return Table(
        (*COLUMNS, _SHARED) if is_like else COLUMNS,
        tuple(rows),
        empty=_nothing(found.outside, is_like),
        notes=(*_notes(found), as_of_note(as_of)),
    )


def _nothing(outside: int, is_like: bool) -> str:
    if outside:
        found = "resembling it" if is_like else "with the words"
        return f"nothing passes the filters; without them: {count(outside, 'post-mortem')} {found}"
    if is_like:
        return "nothing resembles it"
    return "nothing is found; try fewer words, or the beginning of one with a star: infra*"


def _notes(found: Found) -> tuple[str, ...]:
    partial = ("no post-mortem has all the words; these have some",) if found.is_partial else ()
    left = found.total - len(found.hits)
    more = (f"{count(left, 'more hit')}; `--limit` shows them",) if left > 0 else ()
    return (*partial, *more)
