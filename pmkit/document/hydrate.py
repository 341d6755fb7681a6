"""`Document` → `PostMortem`: every value that can be read is read, every other is a problem.

A wrong value never makes the rest of the file drop out: it is taken away, named, and the file
is read without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import ValidationError

from pmkit.document.nodes import Path, Scalar, find, to_data
from pmkit.document.problem import Problem, Span
from pmkit.document.read import Document
from pmkit.model.enums import Kind, Visibility
from pmkit.model.postmortem import MODELS, PostMortem
from pmkit.similar import nearest
from pmkit.visible import short

_ROUNDS = 4
"""Taking one wrong value away can show another; format 1 is four levels deep."""

_OF_ACTIONS = {"owner": "PM202", "deadline": "PM204"}
"""Values of an action that have a rule of their own when they are wrong."""


@dataclass
class Reading:
    """A post-mortem with the way back to its text.

    Attributes:
        document: The file.
        postmortem: What it says, as far as it can be read.
        problems: The values that could not be read.
        kept: For a list that lost items: the source index of each item that stayed.
    """

    document: Document
    postmortem: PostMortem
    problems: list[Problem] = field(default_factory=list)
    kept: dict[Path, list[int]] = field(default_factory=dict)

    def origin(self, path: Path) -> Path:
        """Translate a path in the model into the path in the file."""
        if not self.kept:
            return path
        out: Path = ()
        for step in path:
            if isinstance(step, int) and out in self.kept:
                step = self.kept[out][step]
            out = (*out, step)
        return out

    def span(self, *path: str | int) -> Span:
        """Return where the value at the model's `path` stands in the file."""
        return self.document.span(self.origin(path))

    def key_span(self, *path: str | int) -> Span:
        """Return where the key at the model's `path` stands; its parent where it is missing."""
        origin = self.origin(path)
        root = self.document.root
        while origin and root is not None and find(root, origin) is None:
            origin = origin[:-1]
        return self.document.key_span(origin) if origin and root else Span(1, 1, 1, 4)


def read_postmortem(document: Document) -> Reading:
    """Read the front matter of `document` as the kind it says it is."""
    data: Any = document.data
    model = _model_for(data)
    reading = Reading(document, _nothing())
    for _ in range(_ROUNDS):
        try:
            reading.postmortem = model.model_validate(data)
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)
            paths = [tuple(item["loc"]) for item in wrong]
            reading.problems += _problems(document, wrong, reading)
            if data is document.data and document.root is not None:
                data = to_data(document.root)  # a copy: the document keeps what was written
            in_doubt = ("visibility",) in paths and data["visibility"] is not None
            data = _without(data, paths, reading)
            if in_doubt:  # the fewest see it
                data["visibility"] = Visibility.PARTICIPANTS
        else:
            break
    return reading


@cache
def _nothing() -> PostMortem:
    """A post-mortem that says nothing: what a file is read as in which nothing can be read."""
    return PostMortem()


def _model_for(data: AnyMapping[str, object]) -> type[PostMortem]:
    try:
        return MODELS[Kind(str(data.get("kind")))]
    except ValueError:
        is_incident = "started_at" in data or "resolved_at" in data
        return MODELS[Kind.INCIDENT] if is_incident else PostMortem


def _problems(document: Document, wrong: Iterable[Any], reading: Reading) -> list[Problem]:
    problems = []
    for item in wrong:
        path = reading.origin(tuple(item["loc"]))
        node = find(document.root, path) if document.root else None
        text = node.value if isinstance(node, Scalar) else ""
        if is_todo(text) and path[0] != "actions":
            continue  # a blank of the template: the rule for TODO names it
        code, message, hint = _explain(item, path, text)
        problems.append(Problem(document.span(path), message, hint, code))
    return problems


def is_todo(text: str) -> bool:
    """Tell whether `text` is a blank that its author has still to fill."""
    return text.startswith("TODO")


def _explain(item: Any, path: Path, text: str) -> tuple[str, str, str]:
    sort, name = item["type"], f"`{label(path)}`"
    own = _OF_ACTIONS.get(str(path[-1])) if path[0] == "actions" and len(path) == 3 else None
    said = f"`{short(text)}`" if text else "a list or a mapping"
    if sort == "bad_date":
        return own or "PM104", f"{name} is {said}, which is no day", item["msg"]
    if sort in ("bad_number", "bad_truth"):
        return "PM105", f"{name} is {said}", item["msg"]
    if sort == "enum":
        return _explain_enum(item, name, text, said)
    if own == "PM202":
        return (
            own,
            f"{name} {'is ' + said if text else 'is a list'}",
            "write the one person's handle",
        )
    wanted = _WANTED.get(sort, "another kind of value")
    found = f"is {said}" if text else "has another shape"
    return own or "PM103", f"{name} {found}, but {wanted} is wanted", _SHAPES.get(wanted, "")


def _explain_enum(item: Any, name: str, text: str, said: str) -> tuple[str, str, str]:
    choices = [
        word.strip("' ") for word in item["ctx"]["expected"].replace(" or ", ", ").split(",")
    ]
    near = nearest(text.lower().replace(" ", "_"), choices)
    hint = f"did you mean `{near}`?" if near else "write one of these words"
    return "PM105", f"{name} is {said}; the format knows {', '.join(choices)}", hint


_WANTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "`key: value` lines",
    "model_type": "`key: value` lines",
    "model_attributes_type": "`key: value` lines",
}
_SHAPES = {
    "text": "write one line of text behind the colon",
    "a list": "write each item on a line of its own that begins with `- `",
    "`key: value` lines": "write `key: value` lines, indented under it",
}


def label(path: Path) -> str:
    """Name the value at `path` for a message: `actions[0].owner`, counted from the first item."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else f".{short(step)}" if out else short(step)
    return out


def _without(data: Any, paths: list[Path], reading: Reading) -> Any:
    """Take the values at `paths` away; an item of a list is remembered in `reading.kept`."""
    for path in sorted(set(paths), key=_from_the_end, reverse=True):
        parent = data
        for step in path[:-1]:
            parent = parent[step]
        last = path[-1]
        if isinstance(parent, list) and isinstance(last, int):
            where = reading.origin(path[:-1])
            if where not in reading.kept:
                reading.kept[where] = list(range(len(parent)))
            reading.kept[where].pop(last)
            parent.pop(last)
        else:
            parent.pop(last, None)
    return data


def _from_the_end(path: Path) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, s, "") if isinstance(s, int) else (1, 0, s) for s in path)
