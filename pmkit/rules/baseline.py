"""The baseline: findings that were there when lint was switched on, and are not shown since.

It only ever shrinks. An entry is known by its fingerprint; the rest of it is for people.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from pmkit.config import Repository
from pmkit.document.lines import LineReader, line_reader
from pmkit.errors import ConfigError
from pmkit.files import FileProblem, read_bytes
from pmkit.model.finding import Finding
from pmkit.record import stem
from pmkit.rules.decide import Selection
from pmkit.rules.fingerprint import lasting
from pmkit.rules.registry import Scope
from pmkit.rules.run import LintResult
from pmkit.rules.targets import Targets
from pmkit.visible import short, visible

FORMAT = 1
_CAP = 64_000_000
_AGAIN = "`pmkit lint --write-baseline --force` writes it anew"


@dataclass(frozen=True, order=True, slots=True)
class Entry:
    """One finding of the baseline."""

    path: str
    code: str
    fingerprint: str
    message: str


@dataclass(frozen=True)
class Compared:
    """A lint run beside a baseline.

    Attributes:
        result: The run without what the baseline knows.
        known: How many findings that were.
        gone: The entries that are found no more.
    """

    result: LintResult
    known: int
    gone: tuple[Entry, ...]


def entries_of(findings: Iterable[Finding], selection: Selection, lines: LineReader) -> list[Entry]:
    """Return what a baseline holds of these findings, sorted.

    A file that cannot be read is never part of it: nobody can say what else is in there.
    """
    pairs = _fingerprinted(findings, lines)
    return sorted(
        Entry(item.path, item.code, mark, visible(item.message))
        for item, mark in pairs
        if _can_be_known(item, selection)
    )


def compare(
    entries: Iterable[Entry],
    result: LintResult,
    targets: Targets,
    selection: Selection,
    lines: LineReader,
) -> Compared:
    """Leave out of `result` what the baseline knows.

    Args:
        targets: What was linted. An entry of another file, or of a rule that did not run, is not
            gone for that.
    """
    entries = list(entries)
    marks = {entry.fingerprint for entry in entries}
    found, shown = set(), []
    for item, mark in _fingerprinted(result.findings, lines):
        if mark in marks and _can_be_known(item, selection):
            found.add(mark)
        else:
            shown.append(item)
    is_judged = _judge(result, targets, selection)
    gone = (entry for entry in entries if entry.fingerprint not in found and is_judged(entry))
    return Compared(replace(result, findings=shown), len(found), tuple(gone))


def own_baseline(repository: Repository) -> Path:
    """Return where the settings say that the repository's baseline lies, there or not.

    Raises:
        ConfigError: That is outside of the repository.
    """
    setting = repository.settings.lint.baseline
    if Path(setting).is_absolute() or ".." in Path(setting).parts:
        raise ConfigError(
            f"`lint.baseline` is {visible(setting)}, which leaves the repository",
            "name a file below the folder of pmkit.toml",
        )
    return repository.root / setting


def beside_own(targets: Targets, result: LintResult, selection: Selection) -> Compared:
    """Leave out of `result` what the repository's own baseline knows, where it has one.

    Raises:
        ConfigError: The file cannot be read, is no baseline, or lies outside of the repository.
    """
    repository = targets.repository
    path = own_baseline(repository)
    if not path.is_file():
        return Compared(result, 0, ())
    lines = line_reader(repository.root, repository.basics.file_bytes, targets.given)
    return compare(read_baseline(path)[1], result, targets, selection, lines)


def known_to(targets: Targets) -> frozenset[str]:
    """Return the fingerprints that the repository's own baseline holds, where it has one.

    Raises:
        ConfigError: As `beside_own` does.
    """
    path = own_baseline(targets.repository)
    entries = read_baseline(path)[1] if path.is_file() else ()
    return frozenset(entry.fingerprint for entry in entries)


def unknown(
    findings: Iterable[Finding], marks: Container[str], selection: Selection, lines: LineReader
) -> list[Finding]:
    """Return the findings whose fingerprint is none of `marks`."""
    return [
        item
        for item, mark in _fingerprinted(findings, lines)
        if mark not in marks or not _can_be_known(item, selection)
    ]


def _fingerprinted(findings: Iterable[Finding], lines: LineReader) -> Iterable[tuple[Finding, str]]:
    findings = list(findings)
    return zip(findings, lasting(findings, lines), strict=True)


def _can_be_known(item: Finding, selection: Selection) -> bool:
    return selection.rules[item.code].scope is not Scope.READER


def _judge(result: LintResult, targets: Targets, selection: Selection) -> Callable[[Entry], bool]:
    """Return what tells whether a run would have found an entry, were it still there."""
    unreadable = {stem(item.path) for item in result.findings if not _can_be_known(item, selection)}
    looked_at = {stem(path) for path in result.paths}
    is_whole = set(targets.all_paths) <= set(result.paths)

    def is_judged(entry: Entry) -> bool:
        name = stem(entry.path)
        is_on = entry.code in selection.codes_in(entry.path) or entry.code not in selection.rules
        return is_on and name not in unreadable and (is_whole or name in looked_at)

    return is_judged


def read_baseline(path: Path) -> tuple[bytes, list[Entry]]:
    """Return the baseline file at `path`: its bytes, and its entries.

    Raises:
        ConfigError: It cannot be read, is no baseline, or is of a newer pmkit.
    """
    try:
        raw = read_bytes(path, _CAP)
    except FileProblem as problem:
        raise _unusable(path, problem.message, problem.hint) from None
    if len(raw) > _CAP:
        raise _unusable(path, f"it is larger than {_CAP} bytes", _AGAIN)
    return raw, _parse(path, raw)


def _parse(path: Path, raw: bytes) -> list[Entry]:
    try:
        held = json.loads(raw.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        hint = f"settle the merge, or {_AGAIN}" if b"\n<<<<<<< " in b"\n" + raw else _AGAIN
        raise _unusable(path, f"it is no JSON ({error.msg.lower()})", hint, error.lineno) from None
    except (ValueError, RecursionError):
        raise _unusable(path, "it is no JSON", _AGAIN) from None
    version = held.get("format") if isinstance(held, dict) else None
    if type(version) is int and version > FORMAT:
        message = f"it has format {version}, and this pmkit reads {FORMAT}"
        raise _unusable(path, message, f"use a newer pmkit, or {_AGAIN}")
    if version != FORMAT or not isinstance(held.get("findings"), list):
        raise _unusable(path, "it is no baseline", _AGAIN)
    return [_entry(path, number, item) for number, item in enumerate(held["findings"], 1)]


_KEYS = ("path", "code", "fingerprint", "message")


def _entry(path: Path, number: int, item: Any) -> Entry:
    values = [item.get(key) for key in _KEYS] if isinstance(item, dict) else []
    words = [value for value in values if isinstance(value, str)]
    if len(words) < len(_KEYS):
        raise _unusable(path, f"entry {number} lacks one of {', '.join(_KEYS)}", _AGAIN)
    return Entry(*words)


def _unusable(path: Path, message: str, hint: str, line: int | None = None) -> ConfigError:
    place = visible(str(path)) + (f":{line}" if line else "")
    return ConfigError(f"{place}: {short(message, 200)}", hint)


def baseline_text(entries: Sequence[Entry]) -> bytes:
    """Return the text of a baseline file: one entry a line, so that git can merge it."""
    lines = [json.dumps(dict(zip(_KEYS, astuple(entry), strict=True))) for entry in sorted(entries)]
    inner = ",\n".join(f"    {line}" for line in lines)
    findings = f"[\n{inner}\n  ]" if lines else "[]"
    return f'{{\n  "format": {FORMAT},\n  "findings": {findings}\n}}\n'.encode()
