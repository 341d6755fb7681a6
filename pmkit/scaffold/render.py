"""From a template and what is known to the text of a new post-mortem, read back before use."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from pmkit.document.hydrate import read_postmortem
from pmkit.document.read import read_document
from pmkit.document.source import Limits
from pmkit.errors import TemplateError
from pmkit.load import missing_essential
from pmkit.model.enums import Kind
from pmkit.processes import run_limited
from pmkit.scaffold import sandbox
from pmkit.scaffold.sources import Templates, file_of, shown
from pmkit.visible import short, visible

_SECONDS = 5
_MEMORY = 512_000_000
_ANSWER = 8 * sandbox.MAX_TEXT
"""JSON in ASCII takes at most six bytes a character, and a little around it."""

_CHECK = "correct the template; `pmkit template check` tries all of them"


def render_postmortem(
    templates: Templates, context: dict[str, Any], limits: Limits | None = None
) -> str:
    """Return the text of the new post-mortem that `context` describes.

    Raises:
        TemplateError: The template fails, or what it makes is not that post-mortem.
    """
    file = file_of(context["kind"])
    text = render_text(templates, file, context)
    _read_back(templates, file, text, context, limits or Limits())
    return text


def render_text(templates: Templates, file: str, context: dict[str, Any] | None) -> str:
    """Return what the template `file` makes of `context`; None only compiles it.

    Raises:
        TemplateError: It fails; the message names the template and the line.
    """
    templates.text(file)
    if templates.is_trusted(file):
        answer = sandbox.render(templates.built_in, {}, file, context)
    else:
        answer = _render_apart(templates, file, context)
    if "error" in answer:
        raise _failed(templates, file, answer)
    return str(answer["text"])


def _failed(templates: Templates, file: str, answer: dict[str, Any]) -> TemplateError:
    where = shown(templates, str(answer.get("template") or file))
    line = f":{answer['line']}" if isinstance(answer.get("line"), int) else ""
    return TemplateError(f"{where}{line}: {short(str(answer['error']), 200)}", _CHECK)


def _render_apart(
    templates: Templates, file: str, context: dict[str, Any] | None
) -> dict[str, Any]:
    """Render in a process that has neither time, memory nor access to waste."""
    sources = {**templates.built_in, **templates.own}
    request = {
        "seconds": _SECONDS,
        "memory": _MEMORY,
        "packages": _packages(),
        "sources": {name: sources[name] for name in sources.keys() - templates.refused.keys()},
        "refused": templates.refused,
        "template": file,
        "context": context,
    }
    script = str(Path(__file__).with_name("child.py"))
    try:
        finished = run_limited(
            [sys.executable, "-I", script],
            json.dumps(request).encode(),
            seconds=_SECONDS,
            output_bytes=_ANSWER,
            environment={},
        )
    except OSError as error:
        raise TemplateError(
            f"{shown(templates, file)} cannot be rendered ({visible(str(error.strerror)).lower()})",
            "pmkit renders a repository's templates in a process of their own",
        ) from None
    return _answer(finished.output if finished.code == 0 and finished.in_size else b"", file)


def _answer(output: bytes, file: str) -> dict[str, Any]:
    try:
        answer = json.loads(output)
        if isinstance(answer, dict) and answer.keys() & {"text", "error"}:
            return answer
    except (ValueError, RecursionError):
        pass
    limits = f"{_SECONDS} seconds or {_MEMORY // 1_000_000} MB"
    return {"error": f"it was stopped; rendering it takes more than {limits}", "template": file}


def _packages() -> list[str]:
    """Where Jinja and what it needs are installed; isolated Python may not look there."""
    places = []
    for name in ("jinja2", "markupsafe"):
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            places.append(str(Path(spec.origin).parent.parent))
    return list(dict.fromkeys(places))


def _read_back(
    templates: Templates, file: str, text: str, context: dict[str, Any], limits: Limits
) -> None:
    document = read_document(text.encode(), limits)
    if document.problems:
        first = document.problems[0]
        line = visible(text.split("\n")[first.span.line - 1].strip())[:60]
        raise _unfit(templates, file, f"line {first.span.line}, `{line}`: {first.message}")
    if missing := missing_essential(document):
        raise _unfit(templates, file, f"`{missing}` is missing")
    made = read_postmortem(document).postmortem
    for key, wanted in (("title", context["title"]), ("kind", Kind(context["kind"]))):
        found = getattr(made, key)
        if found != wanted:
            raise _unfit(templates, file, f"`{key}` is `{short(str(found))}`, not as asked")
    if made.status is None or made.anchor_on is None:
        raise _unfit(templates, file, "`status` or the date that anchors it cannot be read")


def _unfit(templates: Templates, file: str, why: str) -> TemplateError:
    return TemplateError(
        f"{shown(templates, file)} makes a file that is no such post-mortem: {why}",
        "pass every value through the filter `yaml`, as in `title: {{ title | yaml }}`",
    )
