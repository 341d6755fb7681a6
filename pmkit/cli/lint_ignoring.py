"""`lint --add-ignore`: comments that suppress what is found, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from pmkit.cli.session import Session
from pmkit.config import Repository
from pmkit.errors import UsageError
from pmkit.files import FileProblem, read_bytes
from pmkit.fixes.suppress import Suppressed, suppress
from pmkit.load import limits_of
from pmkit.model.finding import Finding
from pmkit.render.diff import unified
from pmkit.render.words import count
from pmkit.replace import locked
from pmkit.rewrite import Rewrite, rewrite
from pmkit.rules.registry import load_rules
from pmkit.visible import visible


def check_reason(reason: str) -> None:
    """Refuse what cannot stand in a comment, or says nothing.

    Raises:
        UsageError: It says why.
    """
    if not re.search(r"\w", reason):
        raise UsageError("--add-ignore needs a reason", "say why the rule does not apply here")
    if not reason.isprintable() or "--" in reason or len(reason) > 300:
        raise UsageError(
            "this reason cannot stand in a comment", "write one line without `--`, below 300 signs"
        )


def add_ignores(
    session: Session,
    repository: Repository,
    findings: Iterable[Finding],
    reason: str,
    *,
    only_show: bool,
) -> bool:
    """Write a comment beside each finding, all files or none; tell whether anything changed.

    Args:
        only_show: Whether the change is printed as a diff instead.

    Raises:
        WriteError: A file changed meanwhile, or cannot be written.
    """
    with locked(repository.root):
        changes = _changes(repository, findings, reason.strip())
        if not only_show:
            files = [Rewrite(path, one.old, one.new) for path, one in changes.items()]
            rewrite(repository.root, files)
    if only_show:
        changed = (unified(path, one.old, one.new) for path, one in changes.items())
        session.emit("".join(changed))
    _tell(session, changes, "would suppress" if only_show else "suppressed")
    return any(one.done for one in changes.values())


def _changes(
    repository: Repository, findings: Iterable[Finding], reason: str
) -> dict[str, Suppressed]:
    changes = {}
    for path, found in groupby(findings, lambda item: item.path):
        try:
            raw = read_bytes(repository.root / path, repository.basics.file_bytes)
        except FileProblem:
            continue  # lint names it
        limits = limits_of(repository)
        changes[path] = suppress(raw, found, reason, limits, load_rules())
    return changes


def _tell(session: Session, changes: dict[str, Suppressed], done: str) -> None:
    for path, one in changes.items():
        for item in one.left:
            session.say(
                f"{visible(path)}:{item.line}: {item.code} cannot be suppressed in the file"
            )
    total = sum(len(one.done) for one in changes.values())
    files = sum(bool(one.done) for one in changes.values())
    session.say(f"{done} {count(total, 'finding')} in {count(files, 'file')}")
