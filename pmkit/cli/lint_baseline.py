"""`lint --baseline`: which file, what it hides, and how it is written and shrinks."""

from __future__ import annotations

import contextlib
import os
from functools import cached_property
from pathlib import Path

from pmkit.cli.lint_options import Asked
from pmkit.cli.session import Session
from pmkit.config import Repository
from pmkit.document.lines import line_reader
from pmkit.errors import ConfigError, UsageError
from pmkit.files import FileProblem, create, read_bytes
from pmkit.model.finding import Finding
from pmkit.model.settings import LintSettings
from pmkit.render.diff import unified
from pmkit.render.words import count
from pmkit.replace import locked, replace
from pmkit.rules.baseline import (
    Compared,
    Entry,
    baseline_text,
    compare,
    entries_of,
    own_baseline,
    read_baseline,
    unknown,
)
from pmkit.rules.decide import Selection
from pmkit.rules.run import LintResult
from pmkit.rules.targets import Targets
from pmkit.visible import visible


class Baseline:
    """The baseline of one run, if there is one."""

    def __init__(
        self, session: Session, asked: Asked, targets: Targets, selection: Selection
    ) -> None:
        self._session, self._asked = session, asked
        self._targets, self._selection = targets, selection
        repository = targets.repository
        self._path = _path(session, asked, repository)
        self._name = _name(session, self._path)
        self._lines = line_reader(repository.root, repository.basics.file_bytes, targets.given)

    @cached_property
    def known(self) -> frozenset[str]:
        """The fingerprints of what is not shown, before anything is written or shrunk.

        Raises:
            ConfigError: As `apply` does.
        """
        if self._asked.no_baseline or self._asked.write_baseline or not self._is_wanted():
            return frozenset()
        return frozenset(entry.fingerprint for entry in read_baseline(self._path)[1])

    def shown(self, result: LintResult) -> list[Finding]:
        """Return the findings of a run that the file there does not know.

        Raises:
            ConfigError: As `apply` does.
        """
        return unknown(result.findings, self.known, self._selection, self._lines)

    def apply(self, result: LintResult) -> Compared:
        """Leave out of `result` what the baseline knows; first write or shrink it if asked to.

        Raises:
            ConfigError: The file is missing although it was named, or cannot be used.
            WriteError: It cannot be written.
        """
        if self._asked.no_baseline:
            return Compared(result, 0, ())
        if self._asked.write_baseline:
            return self._compare(self._write(result), result)
        if not self._is_wanted():
            return Compared(result, 0, ())
        raw, entries = read_baseline(self._path)
        compared = self._compare(entries, result)
        if compared.gone:
            self._tell_gone(raw, entries, compared)
        return compared

    def _compare(self, entries: list[Entry], result: LintResult) -> Compared:
        return compare(entries, result, self._targets, self._selection, self._lines)

    def _is_wanted(self) -> bool:
        """Whether there is a file; one that was named must be there."""
        if os.path.lexists(self._path):
            return True
        default = LintSettings.model_fields["baseline"].default
        is_named = self._targets.repository.settings.lint.baseline != default
        if self._asked.baseline or self._asked.shrink_baseline or is_named:
            raise ConfigError(
                f"there is no baseline {self._name}", "`pmkit lint --write-baseline` writes one"
            )
        return False

    def _write(self, result: LintResult) -> list[Entry]:
        entries = entries_of(result.findings, self._selection, self._lines)
        new = baseline_text(entries)
        root = self._targets.repository.root
        old = None
        with contextlib.suppress(FileProblem):
            old = read_bytes(self._path, len(new))
        if self._asked.diff:
            self._session.emit(unified(self._name, old, new))
        elif new != old:
            with locked(root):
                create(self._path, new, overwrite=self._asked.force)
        done = "would write" if self._asked.diff else "wrote" if new != old else "no change in"
        files = len({entry.path for entry in entries})
        told = f"{count(len(entries), 'finding')} of {count(files, 'file')}"
        self._session.say(f"{done} {self._name}: {told}")
        return entries

    def _tell_gone(self, raw: bytes, entries: list[Entry], compared: Compared) -> None:
        gone = count(len(compared.gone), "entry", "entries")
        if not self._asked.shrink_baseline:
            self._session.say(
                f"{gone} of {self._name} found no more: "
                "`pmkit lint --shrink-baseline` takes such entries out"
            )
            return
        new = baseline_text(sorted(set(entries) - set(compared.gone)))
        if self._asked.diff:
            self._session.emit(unified(self._name, raw, new))
        else:
            with locked(self._targets.repository.root):
                replace(self._path, raw, new)
        done = "would take" if self._asked.diff else "took"
        self._session.say(f"{done} {gone} out of {self._name}")


def _path(session: Session, asked: Asked, repository: Repository) -> Path:
    if asked.baseline is not None:
        path = Path(os.path.normpath(session.directory.absolute() / asked.baseline))
    else:
        path = own_baseline(repository)
    inside = path.relative_to(repository.root) if path.is_relative_to(repository.root) else None
    if path == repository.config or (
        inside and (repository.takes(inside.as_posix()) or inside.parts[0] == "register")
    ):
        raise UsageError(f"{visible(str(path))} is no place for a baseline", "name another file")
    return path


def _name(session: Session, path: Path) -> str:
    return visible(os.path.relpath(path, session.directory.absolute()).replace(os.sep, "/"))
