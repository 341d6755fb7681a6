"""What an edit would change, as a unified diff."""

from __future__ import annotations

import difflib

from pmkit.visible import visible


def unified(path: str, old: bytes | None, new: bytes) -> str:
    """Return the difference of two versions of one file; empty when they are the same."""
    before, name = ([], "/dev/null") if old is None else (_lines(old), f"a/{path}")
    lines = difflib.unified_diff(before, _lines(new), name, f"b/{path}", lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(raw: bytes) -> list[str]:
    text = raw.decode("utf-8-sig", "replace")
    return [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")]
