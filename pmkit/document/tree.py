"""One bounded pass over libyaml's events into a tree with positions.

PyYAML's constructors are not used at all: they change values, keep the last of two equal keys,
and can be made to run for minutes or to die by signal. The caps here stop *at* the limit, as
libyaml's own cost grows with the square of the depth.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, NoReturn

import yaml

from pmkit.document.nodes import BLANK, Mapping, Node, Scalar, Sequence, scalar_data
from pmkit.errors import PmkitError
from pmkit.visible import escape, short

MAX_DEPTH = 32
MAX_NODES = 100_000

if not yaml.__with_libyaml__:  # pragma: no cover - depends on how PyYAML was built
    raise PmkitError(
        "PyYAML was installed without libyaml, and its Python parser reads files differently",
        "reinstall PyYAML from a wheel: pip install --force-reinstall pyyaml",
    )


class TreeError(Exception):
    """The text is no tree that pmkit reads.

    Attributes:
        code: The rule that says why.
        index: Where, as a code point of the text.
        first: For a duplicate key, where the first one stands.
    """

    def __init__(self, code: str, index: int, message: str, hint: str, first: int = 0) -> None:
        super().__init__(message)
        self.first = first
        self.code = code
        self.index = index
        self.message = message
        self.hint = hint


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
        _raise_yaml(text, mark.index if mark else 0, error.problem or error.context or "")
    except yaml.reader.ReaderError as error:
        _raise_yaml(text, min(error.position, len(text)), "a character that YAML does not allow")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        _raise_yaml(text, 0, str(error))
    return Tree(builder.root, builder.duplicates, builder.has_blank)


class _Builder:
    """Folds the parser's events into nodes.

    `run` is the hot loop of every command: nine tenths of a lint are spent in it and in libyaml
    below it, so it works on local names and handles the two commonest events, a key and a single
    value, without a call.
    """

    def __init__(self) -> None:
        self.root: Node | None = None
        self.duplicates: list[TreeError] = []
        self.has_blank = False
        self._stack: list[tuple[Mapping | Sequence | None, str | None, int, int]] = []
        self._documents = 0

    def run(self, parser: Any) -> None:
        scalar: Any = yaml.ScalarEvent  # its marks are always set, which the type does not say
        get_event: Callable[[], Any] = parser.get_event
        parent: Mapping | Sequence | None = None
        entries: dict[str, Node] | None = None  # of the parent, when it is a mapping
        data: Any = None  # of the parent
        key: str | None = None  # waits for its value
        key_start = key_end = -1
        count = 0
        while (event := get_event()) is not None:
            if type(event) is not scalar:
                parent, key, key_start, key_end = self._structure(
                    event, parent, key, key_start, key_end
                )
                entries = parent.entries if type(parent) is Mapping else None
                data = parent.data if parent is not None else None
                continue
            start, end = event.start_mark.index, event.end_mark.index
            if event.anchor is not None or event.tag is not None:
                _refuse_extras(event, start)
            if entries is not None and key is None:
                key, key_start, key_end = event.value, start, end
                continue
            value, style = event.value, event.style or ""
            node = Scalar(value, style, start, end, key_start, key_end)
            plain = value if not style and value not in BLANK else scalar_data(value, style)
            if not plain or plain.isspace():
                self.has_blank = True
            if entries is not None:
                if key in entries:
                    self._duplicate(key, key_start, entries[key])
                else:
                    entries[key] = node  # type: ignore[index]
                    data[key] = plain
                key = None
            elif data is not None:
                parent.items.append(node)  # type: ignore[union-attr]
                data.append(plain)
            else:
                self.root = node
            count += 1
            if count > MAX_NODES:
                raise TreeError(
                    "PM016",
                    start,
                    f"the front matter holds more than {MAX_NODES} values",
                    "move what is told into the body",
                )

    def _structure(
        self,
        event: Any,
        parent: Mapping | Sequence | None,
        key: str | None,
        key_start: int,
        key_end: int,
    ) -> tuple[Mapping | Sequence | None, str | None, int, int]:
        """Open or close a collection; return the new parent and the key that waits in it."""
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            start = event.start_mark.index
            _refuse_extras(event, start)
            self._refuse_depth(start)
            if type(parent) is Mapping and key is None:
                raise _complex_key(start)
            make = Mapping if kind is yaml.MappingStartEvent else Sequence
            in_mapping = type(parent) is Mapping
            node = make(
                start,
                bool(event.flow_style),
                key_start if in_mapping else -1,
                key_end if in_mapping else -1,
            )
            self._put(parent, key, node)
            self._stack.append((parent, key, key_start, key_end))
            return node, None, -1, -1
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            assert parent is not None
            parent.end = event.end_mark.index if parent.flow else _last_end(parent)
            above, _, _, _ = self._stack.pop()
            return above, None, -1, -1
        if kind is yaml.AliasEvent:
            _refuse_alias(event)
        if kind is yaml.DocumentStartEvent:
            self._document(event)
        return parent, key, key_start, key_end

    def _put(
        self, parent: Mapping | Sequence | None, key: str | None, node: Mapping | Sequence
    ) -> None:
        if type(parent) is Mapping:
            assert key is not None
            if key in parent.entries:
                self._duplicate(key, node.key_start, parent.entries[key])
            else:
                parent.entries[key] = node
                parent.data[key] = node.data
        elif type(parent) is Sequence:
            parent.items.append(node)
            parent.data.append(node.data)
        else:
            self.root = node

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

    def _refuse_depth(self, start: int) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise TreeError(
                "PM015",
                start,
                f"lists and keys are nested deeper than {MAX_DEPTH} levels",
                "flatten it: format 1 needs four levels",
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


_EXPLAINED = {
    "mapping values are not allowed": (
        "a colon followed by a space stands inside plain text",
        "put the whole text in double quotes",
    ),
    "found character that cannot start any token": (
        "plain text cannot begin with this character",
        "put the whole text in double quotes",
    ),
    "could not find expected ':'": (
        "this line is neither `key: value` nor part of the text above it",
        "indent it under its key, or add the missing colon",
    ),
    "did not find expected key": (
        "the indentation does not fit the lines above, or a quote ended too early",
        "line the key up with its siblings; double a quote that belongs to the text",
    ),
    "did not find expected '-' indicator": (
        "the indentation does not fit the list above",
        "start each item with `- ` in the same column",
    ),
    "found unexpected end of stream": (
        "a quote is opened and never closed",
        "add the closing quote",
    ),
    "did not find expected ',' or '": (
        "a bracket is opened and not closed, or a comma is missing",
        "close it, or quote the text that holds the bracket",
    ),
    "did not find expected alphabetic or numeric": (
        "plain text cannot begin with * or &",
        "put the whole text in double quotes",
    ),
}


_ODD_INDENT = re.compile(r"[ ]*([^\S \r\n])")


def _refuse_odd_indent(text: str, line_start: int) -> None:
    """Name the real cause where a tab or an odd space indents the line or the one above it."""
    above = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    for start in (line_start, above):
        if odd := _ODD_INDENT.match(text, start):
            name = "a tab" if odd[1] == "\t" else f"the odd space {escape(odd[1])}"
            raise TreeError(
                "PM017",
                odd.start(1),
                f"{name} indents this line",
                "indent with plain spaces: YAML takes nothing else",
            )


def _raise_yaml(text: str, index: int, problem: str) -> NoReturn:
    line_start = text.rfind("\n", 0, index) + 1
    line = text[line_start:].split("\n", 1)[0].rstrip("\r")
    _refuse_odd_indent(text, line_start)
    for begin, (message, hint) in _EXPLAINED.items():
        if problem.startswith(begin):
            raise TreeError("PM012", index, f"{message}: `{short(line.strip())}`", hint)
    raise TreeError(
        "PM012",
        index,
        f"YAML cannot be read here ({short(problem, 80)}): `{short(line.strip())}`",
        "check quotes, brackets and indentation on this line and the one above",
    )
