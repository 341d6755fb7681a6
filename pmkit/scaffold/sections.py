"""The headings of the body, by kind, as the format names them."""

from __future__ import annotations

from pmkit.model.enums import Kind

_PROJECT = ("Summary", "Timeline", "What went well", "What did not go well", "Open questions")

SECTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.PROJECT: _PROJECT,
    Kind.CHECKPOINT: _PROJECT,
    Kind.PILOT: (
        "Summary",
        "What we set out to prove",
        "Timeline",
        "What went well",
        "Next pilot",
        "Open questions",
    ),
    Kind.INCIDENT: (
        "Summary",
        "Timeline",
        "Impact",
        "What worked",
        "What made it worse",
        "Open questions",
    ),
}
