"""A file as a change sees it: the YAML text, its tree, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from pmkit.document.nodes import Node
from pmkit.document.read import read_document
from pmkit.document.source import BOM, Limits
from pmkit.document.tree import parse_tree
from pmkit.document.yaml_error import TreeError
from pmkit.edits.change import EditRefused


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of a file that can be changed.

    Attributes:
        text: The YAML.
        at: The byte of the file at which it begins.
        rest: What stands behind it.
    """

    text: str
    root: Node
    at: int
    rest: str = ""


def read_front_matter(raw: bytes, limits: Limits) -> Reading:
    """Read a Markdown file.

    Raises:
        EditRefused: Its front matter cannot be read.
    """
    document = read_document(raw, limits)
    if document.root is None:
        raise EditRefused("its front matter cannot be read", "correct what `pmkit lint` names")
    source = document.source  # the line that opens it is ASCII, so its code points are bytes
    at = source.offset + (len(BOM) if source.has_bom else 0)
    return Reading(source.front_matter, document.root, at, source.body)


def read_whole(raw: bytes) -> Reading:
    """Read a file that is YAML from its first byte to its last.

    Raises:
        EditRefused: It cannot be read, or holds nothing.
    """
    has_bom = raw.startswith(BOM)
    try:
        text = raw.decode("utf-8-sig" if has_bom else "utf-8")
        tree = parse_tree(text)
        if tree.duplicates:
            raise tree.duplicates[0]
    except (UnicodeDecodeError, TreeError):
        raise EditRefused("it is no YAML that can be read", "correct it first") from None
    if tree.root is None:
        raise EditRefused("it holds nothing that could be changed", "write it by hand")
    return Reading(text, tree.root, len(BOM) if has_bom else 0)
