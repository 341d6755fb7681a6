"""CSV that a spreadsheet opens without running anything.

A cell that a spreadsheet would take for a formula gets an apostrophe, as OWASP advises. A file
with commas may also be cut at semicolons, by a spreadsheet of another language; so what stands
behind a semicolon counts as the beginning of a cell as well. Lines end in LF.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from pmkit.render.table import Table
from pmkit.visible import visible


def to_csv(table: Table) -> str:
    """Return the rows of `table` under its headings."""
    return _csv([column.title for column in table.columns], table.rows)


def rows_to_csv(row: type, rows: Iterable[object]) -> str:
    """Return `rows`, each of them of the dataclass `row`, whose fields are the columns."""
    names = [field.name for field in dataclasses.fields(row)]
    return _csv(names, ([_cell(getattr(one, name)) for name in names] for one in rows))


def _csv(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([harmless(visible(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    """Return one value as text: nothing for what is absent, lists with commas, days as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


_BEGINNINGS = re.compile(r"(?:\A|;)[\s'\"]*(?=(\S))")
"""Where a cell may begin: spaces and quotes in front are passed over, as spreadsheets do."""

_SIGNS = ("=", "+", "-", "@")
_NUMBER = re.compile(r"-?[0-9]+\Z", re.ASCII)


def harmless(cell: str) -> str:
    """Return `cell` so that no spreadsheet takes it, or what is behind a semicolon, for a formula.

    Compatibility forms of the signs, such as a full-width `＝`, count too; a number does not.
    """
    if _NUMBER.match(cell):
        return cell
    return _BEGINNINGS.sub(_guarded, cell)


def _guarded(match: re.Match[str]) -> str:
    is_sign = unicodedata.normalize("NFKC", match[1]).startswith(_SIGNS)
    if not is_sign:
        return match[0]
    return match[0] + "'" if match[0].startswith(";") else "'" + match[0]
