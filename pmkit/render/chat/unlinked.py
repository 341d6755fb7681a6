"""Text that no chat turns into a link or into a call of somebody's name.

Chats make links and mentions of plain text, and there is no way to tell them not to. So the
characters by which they know them are replaced by others that look alike. All are compatibility
forms: Unicode's NFKC turns them back, for who has to have the text as it stands in the file.
"""

from __future__ import annotations

import re

_LINK = re.compile(r":(?=//)|(?<=[\w-])\.(?=[^\W\d_]{2})")
"""What a link is known by: `://`, and the dot before the last part of a domain or a file name."""

_ALIKE = {":": "\uff1a", ".": "\u2024"}
_AT = {ord("@"): "\uff20"}


def unlinked(text: str) -> str:
    """Return `text` without anything that becomes a link, an address or a mention."""
    return _LINK.sub(lambda found: _ALIKE[found[0]], text).translate(_AT)
