"""What a command needs of the world: folder, environment, terminal, clock."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pmkit.errors import UsageError
from pmkit.render.formats import DatedFormat, Format
from pmkit.visible import short, visible

if TYPE_CHECKING:
    from pmkit.config import Repository
    from pmkit.history import History
    from pmkit.library import Library
    from pmkit.record import Skipped
    from pmkit.render.table import Table


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class OutputError(OSError):
    """Standard output does not take what pmkit has to say."""


@dataclass
class Session:
    """One run of pmkit: its options, its surroundings, and the only clock."""

    environ: Mapping[str, str]
    directory: Path
    config: Path | None = None
    color: Color = Color.AUTO
    quiet: bool = False
    verbose: bool = False
    no_input: bool = False

    @cached_property
    def repository(self) -> Repository:
        """The repository that the working folder lies in."""
        from pmkit.config import open_repository

        found = open_repository(self.directory, self.config)
        if self.verbose:
            settings = visible(str(found.config)) if found.config else "defaults"
            self.say(f"repository: {visible(str(found.root))}, settings: {settings}")
        return found

    @cached_property
    def library(self) -> Library:
        """Every post-mortem of the repository."""
        from pmkit.library import load_library

        return load_library(self.repository)

    @cached_property
    def history(self) -> History | None:
        """What git knows of the post-mortems; a clone that lacks older commits is said once."""
        found = self.library.history
        if found and found.is_shallow:
            self.say(
                "note: this clone is shallow, so slips of older commits are missing; "
                "`git fetch --unshallow` brings them"
            )
        return found

    def today(self, as_of: str | None, repository: Repository | None = None) -> date:
        """Return the day that counts as today: `--as-of`, `PMKIT_TODAY`, or the clock.

        Raises:
            UsageError: The text is no day.
        """
        from pmkit.model.days import DayError, parse_day

        name = "PMKIT_TODAY" if as_of is None else "--as-of"
        text = self.environ.get(name, "") if as_of is None else as_of
        if not text and as_of is None:
            return (repository or self.repository).today(datetime.now(UTC))
        try:
            return parse_day(text)
        except DayError as error:
            raise UsageError(f"{name} is `{short(text)}`, which is no day", str(error)) from None

    @property
    def on_terminal(self) -> bool:
        """Whether a person reads standard output directly."""
        return bool(sys.stdout) and sys.stdout.isatty() and self.environ.get("TERM") != "dumb"

    @property
    def can_ask(self) -> bool:
        """Whether a question would reach a person."""
        return (
            not self.no_input
            and not self.environ.get("CI")
            and bool(sys.stdin)
            and sys.stdin.isatty()
            and bool(sys.stderr)
            and sys.stderr.isatty()
        )

    @property
    def use_color(self) -> bool:
        """Whether output may hold colour codes, by option, `NO_COLOR`, `FORCE_COLOR`, terminal."""
        if self.color is not Color.AUTO:
            return self.color is Color.ALWAYS
        if self.environ.get("NO_COLOR"):
            return False
        return bool(self.environ.get("FORCE_COLOR")) or self.on_terminal

    @property
    def width(self) -> int:
        """How many cells the terminal is wide."""
        columns = self.environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and len(columns) <= 4 and int(columns) > 0:
            return int(columns)
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or 80
        except (OSError, ValueError, AttributeError):
            return 80

    def emit(self, text: str) -> None:
        """Write data to standard output, as the terminal's encoding can carry it.

        Raises:
            OutputError: It is closed or full, so that the data is lost.
            BrokenPipeError: Nobody reads it any more.
        """
        encoding = sys.stdout.encoding if sys.stdout else None
        self.emit_bytes(text.encode(encoding or "utf-8", "backslashreplace"))

    def emit_bytes(self, data: bytes) -> None:
        """Write data to standard output as it is.

        Raises:
            OutputError: It is closed or full, so that the data is lost.
            BrokenPipeError: Nobody reads it any more.
        """
        stream = sys.stdout
        if stream is None:
            raise OutputError(errno.EBADF, "standard output is closed")
        try:
            stream.buffer.write(data)
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(error.errno, error.strerror) from None

    def emit_html(self, page: str) -> None:
        """Write a page that says of itself that it is UTF-8, whatever the terminal's encoding."""
        encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
        if encoding != "utf8":
            page = page.encode("ascii", "xmlcharrefreplace").decode("ascii")
        self.emit(page)

    def say(self, text: str) -> None:
        """Tell the person something beside the data, on standard error, unless `--quiet`."""
        if not self.quiet and sys.stderr:
            sys.stderr.buffer.write(
                (text + "\n").encode(sys.stderr.encoding or "utf-8", "backslashreplace")
            )
            sys.stderr.flush()

    def show_table(self, table: Table, format: str) -> None:
        """Print a table as `format` says; a terminal gets it laid out to its width."""
        from pmkit.render.table import to_markdown, to_plain

        if format == Format.CSV:
            from pmkit.render.csvtext import to_csv

            self.emit(to_csv(table))
        elif format == Format.MD:
            self.emit(to_markdown(table))
        elif self.on_terminal:
            from pmkit.render.terminal import to_terminal

            self.emit(to_terminal(table, self.width, self.use_color))
        else:
            self.emit(to_plain(table))

    def show_report(
        self,
        kind: str,
        as_of: date,
        items: Iterable[object],
        table: Table,
        format: str,
        skipped: Iterable[Skipped] = (),
        *,
        row: type | None = None,
        **beside: object,
    ) -> int:
        """Print a report and what could not be read; return 1 when something could not, else 0.

        Args:
            row: The class of the items, whose fields are the columns of CSV; without it CSV has
                the columns of the table.
        """
        skipped = list(skipped)
        if format == Format.JSON:
            from pmkit.render.jsontext import envelope

            self.emit(envelope(kind, as_of, items, skipped, **beside))
        elif format == Format.CSV and row:
            from pmkit.render.csvtext import rows_to_csv

            self.emit(rows_to_csv(row, items))
        elif format == DatedFormat.ICS:
            from pmkit.render.events import to_events
            from pmkit.render.ics import to_ics

            self.emit_bytes(to_ics(to_events(items), as_of).encode())
        else:
            self.show_table(table, format)
        if format in (Format.CSV, DatedFormat.ICS):
            self.say(f"as of {as_of}")
        self.tell_skipped(skipped)
        return 1 if skipped else 0

    def tell_skipped(self, skipped: Sequence[Skipped]) -> None:
        """Name and count the files that could not be read; `--quiet` does not silence this."""
        if not skipped:
            return
        lines = [
            f"{visible(item.path)}:{item.line}: {item.code} {visible(item.message)}"
            for item in skipped
        ]
        was_quiet, self.quiet = self.quiet, False
        counts, command = self.skipped_told(skipped)
        self.say("\n".join([*lines, f"{counts}; `{command}` tells more"]))
        self.quiet = was_quiet

    def skipped_told(self, skipped: Sequence[Skipped]) -> tuple[str, str]:
        """Return how many files were not read or left out in doubt, and what tells more of them."""
        left_out = {item.path for item in skipped if item.code in _DOUBTS}
        unread = {item.path for item in skipped} - left_out
        counts = []
        if unread:
            counts.append(f"{_files(unread)} could not be read")
        if left_out:
            counts.append(f"{_files(left_out)} left out, as their kind, status or date is unclear")
        option = " --no-baseline" if left_out and self._has_baseline else ""
        return ", ".join(counts), f"pmkit lint{option}"

    @property
    def _has_baseline(self) -> bool:
        """Whether lint may know of a finding and not show it."""
        return (self.repository.root / self.repository.settings.lint.baseline).is_file()


_DOUBTS = ("PM104", "PM105")
"""A file of which just one essential value cannot be read."""


def _files(paths: set[str]) -> str:
    return "1 file" if len(paths) == 1 else f"{len(paths)} files"
