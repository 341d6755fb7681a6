"""What other programs make of a plain YAML value that pmkit keeps as text.

YAML's own rules differ by version (1.1 knows `no`, `012`, `12:30`; 1.2 knows `0o14` and `1e3`), and
widely used readers add some of theirs (Ruby's, behind many site generators, reads `1,000` as a
number). What counts is whether any of them would hand over something else than the text.
"""

from __future__ import annotations

import re

_WORDS = r"[yYnN]|(?:[yY]es|[nN]o|[tT]rue|[fF]alse|[oO]n|[oO]ff|YES|NO|TRUE|FALSE|ON|OFF)"
_DIGITS = r"[0-9][0-9_,]*+"
_NUMBERS = (
    r"[-+]?+(?:0b[01_]++|0o[0-7_]++|0x[0-9a-fA-F_]++|\.(?:inf|Inf|INF)"
    rf"|(?:{_DIGITS}(?:\.[0-9_]*+)?+|\.[0-9][0-9_]*+)(?:[eE][-+]?+[0-9]++)?+)|\.(?:nan|NaN|NAN)"
)
_SEXAGESIMAL = r"[-+]?+[0-9][0-9_]*+(?::[0-5]?[0-9])++(?:\.[0-9_]*+)?+"
_CLOCK = (
    r"(?:[Tt]|[ \t]++)[0-9]{1,2}+:[0-9]{2}:[0-9]{2}(?:\.[0-9]*+)?+"
    r"(?:[ \t]*+(?:Z|[-+][0-9]{1,2}+(?::?[0-9]{2})?+))?+"
)
_DATES = rf"[0-9]{{4}}-[0-9]{{1,2}}+-[0-9]{{1,2}}+(?:{_CLOCK})?+"
_SIGNS = r"<<|="

NUMBERS = rf"(?:{_DATES}|{_SEXAGESIMAL}|{_NUMBERS})"
WORDS = rf"(?:{_WORDS}|{_SIGNS})"
"""Patterns of such values, those with a digit or point and the others, without what ends them."""

_READINGS = re.compile(
    rf"(?P<date>{_DATES})\Z|(?P<time>{_SEXAGESIMAL})\Z|(?P<number>{_NUMBERS})\Z"
    rf"|(?P<truth>{_WORDS})\Z|(?P<sign>{_SIGNS})\Z"
)
_TOLD = {
    "date": "a date",
    "time": "a number to base 60",
    "number": "a number",
    "truth": "a truth value",
    "sign": "a sign of YAML's own",
}


def other_reading(text: str) -> str | None:
    """Return what some program takes the plain value `text` for; None for what is text to all."""
    match = _READINGS.match(text)
    return _TOLD[match.lastgroup or ""] if match else None
