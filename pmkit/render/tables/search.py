"""`search` as a table: where it stands, and the words around it."""

from __future__ import annotations

from datetime import date

from pmkit.render.table import Column, Table
from pmkit.render.words import as_of_note, count, text
from pmkit.search.found import Found

COLUMNS = (
    Column("place", style="bold"),
    Column("title", wrap=True),
    Column("in"),
    Column("words", wrap=True),
)


def to_table(found: Found, as_of: date) -> Table:
    """Return the hits, the best first."""
    rows = (
        (f"{hit.path}:{hit.line}", text(hit.title), hit.found_in, hit.snippet) for hit in found.hits
    )
    return Table(
        COLUMNS,
        tuple(rows),
        empty="nothing is found; try fewer words, or the beginning of one with a star: infra*",
        notes=(*_notes(found), as_of_note(as_of)),
    )


def _notes(found: Found) -> tuple[str, ...]:
    partial = ("no post-mortem has all the words; these have some",) if found.is_partial else ()
    left = found.total - len(found.hits)
    more = (f"{count(left, 'more hit')}; `--limit` shows them",) if left > 0 else ()
    return (*partial, *more)
