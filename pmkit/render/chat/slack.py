"""Slack's mrkdwn: `*bold*`, and bullets that are mere characters.

Slack knows no backslash, and its entities (`&lt;`) are for its interface alone: pasted into a
message they stay as they are. So every character that means something to it is replaced by its
full-width form, which does the same in both places.

Source: Slack's "Formatting text for app surfaces" and its reference of the text object.
"""

from __future__ import annotations

import re

from pmkit.render.chat.dialect import Dialect
from pmkit.render.chat.unlinked import unlinked

_WIDE = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in "*_~`#&<>"})
"""Unicode has the printable ASCII characters once more, in full width."""

_EMOJI = re.compile(r":(?=[\w'+-]+:)")


def slack_text(text: str) -> str:
    """Return one line of text of which Slack shows every character and obeys none."""
    return _EMOJI.sub("\uff1a", unlinked(text)).translate(_WIDE)


SLACK = Dialect(slack_text, bold="*", bullets=("• ", "    ◦ ", "        ▪ "), below_title="\n")
