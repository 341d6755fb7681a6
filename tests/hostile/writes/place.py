"""A small repository to write to, and pmkit in a forked process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests import running, zygote

FIRST, SECOND = "2026-01-09-voice", "2026-01-16-mail"
ACTION = """\
  - id: A{number}  # number {number}
    what: Draw {number} records and label them twice.
    owner: tom
    deadline: 2026-05-29
    verification: The agreement of draw {number} stands in the next offer.
    addresses: [C1]
"""
TEXT = """\
---
kind: project   # a comment
status: in_review
title: {title}
client: fernbank
team: nlp
completed_on: 2026-01-09
causes:
  - id: C1
    what: Half of the labels were wrong.
    tags: [data-quality-surprise]
    category: process
    whys: [Nobody looked., Nobody had to., The checklist has no step for it.]
    also_at_risk: Every project that begins with labels.
actions:
{actions}---

## Summary

It took longer.
"""


def make(root: Path, actions: int = 3) -> Path:
    """Make a repository of two post-mortems under git."""
    zygote.load()
    (root / "postmortems").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / "pmkit.toml").write_text("format = 1\n")
    listed = "".join(ACTION.format(number=number) for number in range(1, actions + 1))
    for name in (FIRST, SECOND):
        text = TEXT.format(title=name, actions=listed)
        (root / "postmortems" / f"{name}.md").write_text(text, "utf-8")
    return root


def snapshot(root: Path) -> dict[str, bytes]:
    """Return every file, those of git and the lock left out."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.parts and path.name != ".pmkit.lock"
    }


def fork(root: Path, words: tuple[str, ...], spoil: Callable[[], Any] = bool) -> int:
    """Start pmkit in a process of its own, after `spoil` did its part there; return its id."""
    child = os.fork()
    if child:
        return child
    code = 99
    try:
        output = os.open(root / ".git" / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.stdout = sys.stderr = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        zygote.become([*words], str(root), running.surroundings(), 60)
        spoil()
        code = zygote.started()
        sys.stdout.flush()
    finally:
        os._exit(code)


def ended(child: int) -> int:
    """Wait for a process; return its exit code, negative for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def said(root: Path) -> str:
    return (root / ".git" / "said").read_text("utf-8")
