"""Plain values that need quotes: what others read differently, what is lost to a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmkit.document.nodes import Path, Scalar, find
from pmkit.edits.change import Put
from pmkit.fixes.fix import Fix, Fixing, Patient, fixer
from pmkit.rules.plain import ambiguous, lost_texts
from pmkit.visible import short


@fixer("PM111")
def quote_text(patient: Patient) -> Iterator[Fix]:
    """Put text in double quotes that other programs read as something else."""
    document = patient.check.document
    for path, node, _ in ambiguous(patient.check):
        told = f'write {short(node.value)} as "{short(node.value)}"'
        yield Fix(document.span(path), (Put(path, node.value),), told)


_COMMENT = re.compile(r"[ \t]+#(?:[ \t\r]|\Z)")
"""What is meant as a comment, behind text that was not."""


@fixer("PM110", best=Fixing.UNSAFE)
def quote_lost_text(patient: Patient) -> Iterator[Fix]:
    """Put a text in double quotes with what is lost of it; it may have been a comment, though."""
    document = patient.check.document
    yaml = document.source.front_matter
    for path, node, lost in lost_texts(patient.check):
        text = _COMMENT.split(lost[1])[0].rstrip()
        end = lost.start(1) + len(text)
        whole = yaml[node.start : end]
        if "\n" in whole or _is_in_brackets(patient, path):
            continue  # other values may be lost as well
        span = document.text_span(lost.start(1), lost.end(1))
        told = f"take {short(text)} into the text, in quotes"
        yield Fix(span, (Put(path, whole, end),), told, is_safe=False)


def _is_in_brackets(patient: Patient, path: Path) -> bool:
    root = patient.check.document.root
    parent = find(root, path[:-1]) if root else None
    return parent is None or isinstance(parent, Scalar) or parent.flow
