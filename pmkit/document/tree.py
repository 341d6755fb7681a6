"""One bounded pass over libyaml's events into a tree with positions.

PyYAML's constructors are not used at all: they change values, keep the last of two equal keys,
and can be made to run for minutes or to die by signal. The caps here stop *at* the limit, as
libyaml's own cost grows with the square of the depth.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

import yaml

from pmkit.document.nodes import BLANK, Mapping, Node, Scalar, Sequence, scalar_data
from pmkit.document.yaml_error import TreeError, refuse_yaml
from pmkit.errors import PmkitError
from pmkit.visible import short

MAX_DEPTH = 32
MAX_NODES = 100_000
_NESTED = "exceeded maximum nesting depth"
"""libyaml 0.2.6 has a cap of its own, and reads far enough ahead to meet it before ours."""

if not yaml.__with_libyaml__:  # pragma: no cover - depends on how PyYAML was built
    raise PmkitError(
        "PyYAML was installed without libyaml, and its Python parser reads files differently",
        "reinstall PyYAML from a wheel: pip install --force-reinstall pyyaml",
    )


class Tree(NamedTuple):
    """A text as it was read.

    Attributes:
        root: None for a text without any value.
        duplicates: The keys that stand twice; the tree keeps the first of each.
        has_blank: Whether any value is missing or empty.
    """

    root: Node | None
    duplicates: list[TreeError]
    has_blank: bool


def parse_tree(text: str) -> Tree:
    """Read YAML `text` into a tree.

    Raises:
        TreeError: The text is not YAML, or uses what the format leaves out.
    """
    builder = _Builder()
    try:
        parser = yaml.CSafeLoader(text)
        try:
            builder.run(parser)
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        index, problem = mark.index if mark else 0, error.problem or error.context or ""
        if problem.startswith(_NESTED):
            raise _too_deep(index) from None
        refuse_yaml(text, index, problem)
    except yaml.reader.ReaderError as error:
        refuse_yaml(text, min(error.position, len(text)), "a character that YAML does not allow")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        refuse_yaml(text, 0, str(error))
    return Tree(builder.root, builder.duplicates, builder.has_blank)


class _Builder:
    """Folds the parser's events into nodes."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.duplicates: list[TreeError] = []
        self.has_blank = False
        self._documents = 0

    def run(self, parser: Any) -> None:  # noqa: C901 - one loop, on purpose
        """Read all events of `parser`.

        This is the hot loop of every command: nine tenths of a lint are spent in it and in
        libyaml below it. So it works on local names, makes nodes without a call into their
        class, and handles keys, values, and the start and end of collections in place.
        """
        # The marks of these events are always set, which their types do not say.
        scalar: Any = yaml.ScalarEvent
        mapping, mapping_end = yaml.MappingStartEvent, yaml.MappingEndEvent
        sequence, sequence_end = yaml.SequenceStartEvent, yaml.SequenceEndEvent
        get_event: Callable[[], Any] = parser.get_event
        make = tuple.__new__
        stack: list[Any] = []
        parent: Any = None  # the innermost collection
        entries: dict[str, Node] | None = None  # its values, when it is a mapping
        data: Any = None  # the same as plain values
        key: Any = None  # waits for its value
        key_start = key_end = -1
        count = 0
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is scalar:
                start, end = event.start_mark.index, event.end_mark.index
                if event.anchor is not None or event.tag is not None:
                    _refuse_extras(event, start)
                if entries is not None and key is None:
                    key, key_start, key_end = event.value, start, end
                    continue
                value, style = event.value, event.style or ""
                node: Any = make(Scalar, (value, style, start, end, key_start, key_end))
                plain = value if not style and value not in BLANK else scalar_data(value, style)
                if not plain or plain.isspace():
                    self.has_blank = True
                count += 1
                if count > MAX_NODES:
                    raise _too_many(start)
            elif kind is mapping or kind is sequence:
                start = event.start_mark.index
                if event.anchor is not None or event.tag is not None:
                    _refuse_extras(event, start)
                if len(stack) >= MAX_DEPTH:
                    raise _too_deep(start)
                if entries is not None and key is None:
                    raise _complex_key(start)
                make_node = Mapping if kind is mapping else Sequence
                node = make_node(start, bool(event.flow_style), key_start, key_end)
                plain = node.data
            elif kind is mapping_end or kind is sequence_end:
                parent.end = event.end_mark.index if parent.flow else _last_end(parent)
                parent = stack.pop()
                entries = parent.entries if type(parent) is Mapping else None
                data = parent.data if parent is not None else None
                key, key_start, key_end = None, -1, -1
                continue
            else:
                self._other(event, kind)
                continue
            if entries is not None:
                if key in entries:
                    self._duplicate(key, key_start, entries[key])
                else:
                    entries[key], data[key] = node, plain
                key = None
            elif parent is not None:
                parent.items.append(node)
                data.append(plain)
            else:
                self.root = node
            if kind is not scalar:
                stack.append(parent)
                parent, data = node, plain
                entries = node.entries if kind is mapping else None
                key, key_start, key_end = None, -1, -1

    def _other(self, event: Any, kind: type) -> None:
        if kind is yaml.AliasEvent:
            _refuse_alias(event)
        if kind is yaml.DocumentStartEvent:
            self._document(event)

    def _duplicate(self, key: str | None, start: int, first: Node) -> None:
        self.duplicates.append(
            TreeError(
                "PM013",
                start,
                f"the key `{short(key or '')}` stands here a second time",
                "keep one of the two; only one can be meant",
                first.key_start,
            )
        )

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            raise TreeError(
                "PM012",
                event.start_mark.index,
                "a second YAML document begins inside the front matter",
                "remove the line of three dashes inside it",
            )


def _too_many(start: int) -> TreeError:
    return TreeError(
        "PM016",
        start,
        f"the front matter holds more than {MAX_NODES} values",
        "move what is told into the body",
    )


def _too_deep(start: int) -> TreeError:
    return TreeError(
        "PM015",
        start,
        f"lists and keys are nested deeper than {MAX_DEPTH} levels",
        "flatten it: format 1 needs four levels",
    )


def _complex_key(start: int) -> TreeError:
    return TreeError(
        "PM018",
        start,
        "a key here is a list or a mapping",
        "write a plain word before the colon, or put the text in quotes",
    )


def _last_end(node: Mapping | Sequence) -> int:
    """A block collection ends with its last value; its end event comes after blank lines."""
    if type(node) is Mapping:
        last = next(reversed(node.entries.values()), None)
        return last.end if last else node.start
    assert type(node) is Sequence
    return node.items[-1].end if node.items else node.start


def _refuse_extras(event: Any, start: int) -> None:
    if event.anchor:
        raise TreeError(
            "PM014",
            start,
            f"the anchor `&{short(event.anchor)}` is not part of the format",
            "write the value out where it is needed, or quote it if & is part of the text",
        )
    if event.tag and event.tag != "!":
        raise TreeError(
            "PM014",
            start,
            f"the YAML tag `{short(event.tag)}` is not part of the format",
            "remove it, or quote the value if ! is part of the text",
        )


def _refuse_alias(event: Any) -> NoReturn:
    raise TreeError(
        "PM014",
        event.start_mark.index,
        f"the alias `*{short(event.anchor)}` is not part of the format",
        "write the value out, or quote it if * is part of the text",
    )
