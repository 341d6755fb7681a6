"""The one escaper for what a person reads: nothing that reaches a terminal or a log obeys.

Titles, file names and values come from strangers' pull requests. Control characters could
drive the terminal, bidirectional marks could reorder a line, and `##[` could command a CI
runner that reads the log. All of them are shown as escapes, every other character as written.
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]|(?<=##)\\["
)
_COMMAND = re.compile(r"\A(\s*)::")
"""A line that begins so is a command to a CI runner that reads the log."""

_ODD_IN_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that nobody can see and that change what is read. Tab and line feed are text."""


def escape(char: str) -> str:
    """Return `char` as the escape a person can read and look up, such as `\\x1b`."""
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def visible(text: str) -> str:
    """Return `text` as one harmless line; unsafe characters become escapes."""
    if text.isprintable() and "##[" not in text and "::" not in text:
        return text
    clean = _UNSAFE.sub(lambda match: escape(match[0]), text)
    return _COMMAND.sub(r"\1\\x3a:", clean) if "::" in clean else clean


def visible_lines(text: str) -> str:
    """Return `text` with each line made harmless and the line breaks kept."""
    return "\n".join(visible(line) for line in text.split("\n"))


def odd_character(text: str) -> re.Match[str] | None:
    """Find the first character that is invisible or controls what shows the text."""
    return _ODD_IN_TEXT.search(text)


def short(text: str, limit: int = 40) -> str:
    """Return `text` made visible and cut to `limit` characters, for use in a message."""
    clean = visible(text)
    return clean if len(clean) <= limit else clean[: limit - 1] + "…"
