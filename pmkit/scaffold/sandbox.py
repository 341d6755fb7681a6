"""Renders templates without trusting them.

pmkit imports this module for its own templates; for those of a repository `child` loads it in a
process of its own. So it imports nothing of pmkit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

MAX_TEXT = 1_000_000
"""Longest text a template may make, in bytes."""

_PLAIN = re.compile(r"[^\W\d_](?:[\w ./@+&'()-]*[\w.)+])?")
_RESERVED = frozenset(
    {"true", "false", "yes", "no", "on", "off", "null", "none", "y", "n", "nan", "inf"}
)
_LOUD = re.compile(r"(?<=##)\[")  # a CI runner may obey what follows
_GONE_FILTERS = ("attr", "format", "pprint", "xmlattr", "center", "random")
_GONE_GLOBALS = ("cycler", "joiner", "lipsum")
_GONE_METHODS = frozenset(
    {"format", "format_map", "center", "ljust", "rjust", "zfill", "expandtabs", "translate"}
)


def yaml_value(value: object) -> str:
    """Return `value` as YAML that reads back as the same text; nothing known is `TODO`.

    Plain where that is clearly safe, else in double quotes. A character outside the basic plane
    stays as it is: JSON's surrogate pairs are no YAML.
    """
    if value is None or value == "":
        return "TODO"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(yaml_value(item) for item in value)}]"
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} cannot be written as one YAML value")
    if _PLAIN.fullmatch(value) and value.casefold() not in _RESERVED and value.isprintable():
        return value
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    inner = _LOUD.sub(r"\\x5b", _escaped(quoted))
    return f'"{inner}"'


def comment_text(value: object, limit: int = 200) -> str:
    """Return `value` as one line that can neither end a comment nor give an order in one."""
    text = _escaped(" ".join(("?" if value is None else str(value)).split()))
    text = re.sub(r"--(?=!?>)", "- -", text).replace("pmkit:", "pmkit :")
    text = _LOUD.sub(" [", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _escaped(text: str) -> str:
    return "".join(
        char if char.isprintable() or unicodedata.category(char) == "Zs" else _escape(ord(char))
        for char in text
    )


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def render(
    sources: Mapping[str, str],
    refused: Mapping[str, str],
    name: str,
    context: dict[str, Any] | None,
) -> dict[str, Any]:
    """Render the template `name`, which may use every one of `sources`.

    Args:
        refused: Templates that are there and cannot be read, with the reason.
        context: What the template may use; None only compiles it.

    Returns:
        `text`; or `error`, with `template` and `line` where they are known.
    """
    try:
        parts, size = [], 0
        template = _environment(sources).get_template(name)
        for part in () if context is None else template.generate(context):
            parts.append(part)
            size += len(part)
            if size > MAX_TEXT:
                return _error(f"it makes more than {MAX_TEXT} characters", name)
        text = "".join(parts)
        if len(text.encode()) > MAX_TEXT:
            return _error(f"it makes more than {MAX_TEXT} bytes", name)
        return {"text": text}
    except Exception as error:
        where, line = _place(error, sources)
        return _error(_reason(error, refused), where or name, line)


def _error(message: str, template: str, line: int | None = None) -> dict[str, Any]:
    return {"error": message[:300], "template": template, "line": line}


def _reason(error: Exception, refused: Mapping[str, str]) -> str:
    from jinja2 import TemplateNotFound

    if isinstance(error, RecursionError):
        return "it uses itself without end"
    if isinstance(error, MemoryError):
        return "it needs too much memory"
    if isinstance(error, UnicodeEncodeError):
        return "it makes a lone surrogate, which no file can hold"
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        return f"it uses the template `{name}`: {refused.get(name, 'there is none of that name')}"
    return getattr(error, "message", None) or str(error) or type(error).__name__


def _place(error: Exception, sources: Mapping[str, str]) -> tuple[str | None, int | None]:
    """Find the innermost line of a template that the error comes from."""
    if hasattr(error, "lineno") and hasattr(error, "filename"):
        return error.filename or getattr(error, "name", None), error.lineno
    found: tuple[str | None, int | None] = (None, None)
    step = error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename in sources:
            found = step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next
    return found


def _environment(sources: Mapping[str, str]) -> SandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Guarded(ImmutableSandboxedEnvironment):
        """Refuses, besides what Jinja's sandbox refuses, what makes much out of little."""

        intercepted_binops = frozenset({"**", "%", "*"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
            if operator == "**" or not numbers:
                raise SecurityError(f"`{operator}` is not allowed here")
            return super().call_binop(context, operator, left, right)

        def wrap_str_format(self, value: Any) -> Any:
            if super().wrap_str_format(value) is not None:
                raise SecurityError("`format` is not allowed here")
            return None

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            gone = isinstance(obj, (str, bytes)) and attr in _GONE_METHODS
            return not gone and super().is_safe_attribute(obj, attr, value)

    def load(name: str) -> tuple[str, str, None]:
        if name not in sources:
            raise TemplateNotFound(name)
        return sources[name], name, None

    environment = Guarded(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for name in _GONE_FILTERS:
        environment.filters.pop(name, None)
    for name in _GONE_GLOBALS:
        environment.globals.pop(name, None)
    environment.filters.update(yaml=yaml_value, tojson=yaml_value, comment=comment_text)
    return environment
