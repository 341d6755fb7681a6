"""The results as a table, for a terminal or for a Markdown page."""

from __future__ import annotations

from measure.figures import Figure
from measure.process import Measured

HEADINGS = ("figure", "against", "measured", "range", "floor", "aim", "verdict")
FAILED = "FAILED"

Row = tuple[str, ...]


def row(figure: Figure, measured: Measured | None) -> Row:
    """Return the cells of one figure; without a value where it could not be measured."""
    floor, aim = (f"{goal:g}{figure.unit}" for goal in figure.goal) if figure.goal else ("-", "-")
    against = figure.against or "-"
    if measured is None:
        return (figure.what, against, "-", "-", floor, aim, FAILED)
    spread = f"{number(measured.low, figure)} to {number(measured.high, figure)}"
    verdict = figure.verdict(measured.value)
    return (figure.what, against, number(measured.value, figure), spread, floor, aim, verdict)


def number(value: float, figure: Figure) -> str:
    """Return a ratio with two digits, anything with a unit without."""
    return f"{value:.0f}{figure.unit}" if figure.unit else f"{value:.2f}"


def text(rows: list[Row]) -> str:
    """Return the rows in columns."""
    table = [HEADINGS, *rows]
    widths = [max(len(cells[column]) for cells in table) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
        for cells in table
    )


def markdown(rows: list[Row]) -> str:
    """Return the rows as a Markdown table."""
    ruler = ("---", "---", "---:", "---:", "---:", "---:", "---")
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (HEADINGS, ruler, *rows))
