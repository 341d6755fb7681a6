"""Teams: the part of Markdown that an Adaptive Card shows, which is bold text and lists.

Headings, tables and code are not shown there, so none are written; what a file holds of them is
escaped as in any Markdown.

Source: Microsoft's "Text features" of Adaptive Cards.
"""

from __future__ import annotations

import re

from pmkit.render.chat.dialect import Dialect
from pmkit.render.chat.unlinked import unlinked
from pmkit.render.table import markdown_text

_BLOCK = re.compile(r"\A(?:[-+](?=[\s-]|\Z)|\d{1,9}(?=[.)](?:\s|\Z)))")
"""What makes a list or a rule of a line that begins with it."""

_FUNCTION = re.compile(r"(?<=\{)\{")
"""Cards compute what stands between two braces, such as `{{DATE(...)}}`."""


def teams_text(text: str) -> str:
    """Return one line of text of which Teams shows every character and obeys none."""
    escaped = _FUNCTION.sub(r"\\{", markdown_text(unlinked(text)))
    return _BLOCK.sub(_as_text, escaped)


def _as_text(found: re.Match[str]) -> str:
    """Put a backslash before the sign: it stands first, or behind the number."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


TEAMS = Dialect(teams_text, bold="**", bullets=("- ", "  - ", "    - "), below_title="\n\n")
