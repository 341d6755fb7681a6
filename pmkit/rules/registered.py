"""The entries of the registers as rules see them: each with its text and its place."""

from __future__ import annotations

from collections.abc import Iterator

from pmkit.document.nodes import Mapping, Node, is_blank
from pmkit.document.problem import Problem, Span
from pmkit.document.tree import parse_tree
from pmkit.register_entries import entries_of, parse_entries
from pmkit.registers import FOLDER, NAMES, read_register
from pmkit.rules.check import RepositoryCheck


def register_entries(check: RepositoryCheck) -> Iterator[tuple[str, str, Mapping]]:
    """Yield register, text and node of every entry; only a run over everything looks at them.

    Raises:
        ConfigError: `register/anonymise.yml` cannot be read; the others were read before.
    """
    if not check.is_whole or check.root is None:
        return
    for name in (*NAMES, "anonymise"):
        text = read_register(check.root, name)
        if name == "anonymise":
            parse_entries(name, text)
        if text is not None:
            for entry in entries_of(parse_tree(text).root, name, text):
                yield name, text, entry


def register_path(name: str) -> str:
    """Return the path of the register called `name`, relative to the repository."""
    return f"{FOLDER}/{name}.yml"


def line_of(text: str, index: int) -> int:
    """Return the number of the line, from 1, that `index` lies on."""
    return text.count("\n", 0, index) + 1


def register_problem(text: str, start: int, end: int, message: str, hint: str) -> Problem:
    """Return a problem of a register's text, from `start` to `end`."""
    line, column = line_of(text, start), start - text.rfind("\n", 0, start)
    return Problem(Span(line, column, line, column + end - start), message, hint)


def problem_at(text: str, node: Node, message: str, hint: str) -> Problem:
    """Return a problem of one value of a register."""
    return register_problem(text, node.start, node.end, message, hint)


def is_missing(node: Node | None) -> bool:
    """Tell whether an entry has no value there."""
    return node is None or is_blank(node)
