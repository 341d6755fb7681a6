"""The full-text index: an SQLite file under `.git/`, made on demand and thrown away when odd.

It holds what was read of each file and the stamp the file had then. Every search first compares
the stamps and reads what is new; so nobody ever has to build, refresh or repair it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pmkit import __version__
from pmkit.cache import UNSURE_NS
from pmkit.config import Repository
from pmkit.load import limits_of
from pmkit.parallel import map_files
from pmkit.record import Skipped
from pmkit.search.engine import Match
from pmkit.search.entry import Entry, facts_of, read_entry, record_of
from pmkit.search.found import END, START, WEIGHTS, Marked
from pmkit.search.passages import COLUMNS
from pmkit.search.query import Term, to_match
from pmkit.walk import Walk

FILE = "search.db"
_SHAPE = 1
"""Counted up whenever the tables change."""

_CHUNK = 2_000
_PATIENCE = 5.0
_SCHEMA = (
    "create table meta (made_by text not null)",
    "create table files (id integer primary key, path blob not null unique, stamp text,"
    " facts text, skipped text, lines text)",
    f"create virtual table docs using fts5({', '.join(COLUMNS)}, prefix = '2 3',"
    " tokenize = 'porter unicode61 remove_diacritics 2')",
)


@dataclass(frozen=True, slots=True)
class Index:
    """The engine over the index of one repository, fresh as of the walk it was opened with."""

    walk: Walk
    _connection: sqlite3.Connection

    @property
    def size(self) -> int:
        """How many post-mortems can be searched."""
        ask = "select count(*) from files where skipped is null"
        return int(self._connection.execute(ask).fetchone()[0])

    def skipped(self) -> list[Skipped]:
        """Return the files that could not be read."""
        refused = [Skipped(item.path, 1, item.code, item.message) for item in self.walk.refused]
        rows = self._connection.execute(
            "select path, skipped from files where skipped is not null order by path"
        )
        unread = [Skipped(os.fsdecode(path), *json.loads(told)) for path, told in rows]
        return sorted([*refused, *unread], key=lambda item: (item.path, item.line))

    def match(self, terms: tuple[Term, ...], *, any_of_them: bool) -> list[Match]:
        """Return what fits, the best first, by BM25 over weighted columns."""
        weights = ", ".join(str(WEIGHTS[name]) for name in COLUMNS)
        rows = self._connection.execute(
            f"select files.id, -bm25(docs, {weights}) as score, files.path, files.facts"
            " from docs join files on files.id = docs.rowid where docs match ?"
            " order by score desc, files.path",
            (to_match(terms, any_of_them=any_of_them),),
        )
        return [
            Match(number, score, record_of(os.fsdecode(path), json.loads(facts)))
            for number, score, path, facts in rows
        ]

    def marked(self, number: int, terms: tuple[Term, ...]) -> list[Marked]:
        """Return the passages of one file with the hits marked."""
        marked = ", ".join(f"highlight(docs, {place}, ?1, ?2)" for place in range(len(COLUMNS)))
        row = self._connection.execute(
            f"select files.lines, {marked} from docs join files on files.id = docs.rowid"
            " where docs match ?3 and docs.rowid = ?4",
            (START, END, to_match(terms, any_of_them=True), number),
        ).fetchone()
        lines, *texts = row
        return [
            Marked(name, line, passage)
            for name, numbers, text in zip(COLUMNS, json.loads(lines), texts, strict=True)
            for line, passage in zip(numbers, text.split("\n"), strict=False)
        ]

    def rarity(self, words: Iterable[str]) -> dict[str, float]:
        """Return for each of `words` in how large a part of the files it, or its stem, stands."""
        total = self.size or 1
        ask = "select count(*) from docs where docs match ?"
        return {
            word: self._connection.execute(ask, (f'"{word}"',)).fetchone()[0] / total
            for word in words
        }


@contextlib.contextmanager
def open_index(repository: Repository, walk: Walk, clock: int) -> Iterator[Index]:
    """Yield the index, fresh as of `walk`.

    It is kept beside what else makes the second run fast. Where that cannot be, or the file is
    broken and cannot be replaced, it is made in memory, for this run alone.

    Args:
        clock: The file system's time before the walk, in nanoseconds; 0 where nothing is kept.
    """
    connection = _kept(repository, walk, clock) or _made(repository, walk)
    try:
        yield Index(walk, connection)
    finally:
        connection.close()


def has_fts5() -> bool:
    """Tell whether this SQLite can search full text."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("create virtual table probe using fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True


def _kept(repository: Repository, walk: Walk, clock: int) -> sqlite3.Connection | None:
    folder = repository.store.folder
    if folder is None or not clock or (folder / FILE).is_symlink():
        return None
    path = folder / FILE
    for _ in range(2):
        connection = None
        try:
            connection = _connect(path)
            _refresh(connection, repository, walk, clock)
            return connection
        except (sqlite3.Error, ValueError, TypeError) as error:
            if connection is not None:
                connection.close()
            if _is_busy(error):
                return None
            with contextlib.suppress(OSError):
                path.unlink()
    return None


def _made(repository: Repository, walk: Walk) -> sqlite3.Connection:
    connection = _connect(":memory:")
    _refresh(connection, repository, walk, 0)
    return connection


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma synchronous = off")  # what a crash breaks is made again
    return connection


def _is_busy(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
    )


def _refresh(
    connection: sqlite3.Connection, repository: Repository, walk: Walk, clock: int
) -> None:
    """Bring the index to the state of `walk`; nothing is written where nothing changed."""
    made_by = json.dumps([_SHAPE, __version__, repository.basics.front_matter_bytes])
    if _differences(_stamps(connection, made_by), walk) == ([], []):
        return
    connection.execute("begin immediate")
    known = _stamps(connection, made_by)  # another search may have been faster
    if known is None:
        _create(connection, made_by)
    gone, changed = _differences(known or {}, walk)
    _remove(connection, gone)
    read = partial(read_entry, repository.root, limits_of(repository))
    for start in range(0, len(changed), _CHUNK):
        for entry in map_files(read, changed[start : start + _CHUNK]):
            stamp = walk.stamps[entry.path]
            is_sure = max(stamp[1:]) < clock - UNSURE_NS
            _add(connection, entry, json.dumps(stamp) if is_sure else None)
    connection.execute("commit")


def _differences(known: dict[str, str | None] | None, walk: Walk) -> tuple[list[str], list[str]]:
    """Return which files are to be removed from the index, and which to be read into it."""
    if known is None:
        return [], walk.paths or [""]
    now = {path: json.dumps(stamp) for path, stamp in walk.stamps.items()}
    changed = [path for path in walk.paths if known.get(path) != now[path]]
    return [
        path for path, stamp in known.items() if stamp is None or stamp != now.get(path)
    ], changed


def _stamps(connection: sqlite3.Connection, made_by: str) -> dict[str, str | None] | None:
    """Return the stamps of the files in the index; None where it was made otherwise."""
    if not connection.execute("select 1 from sqlite_master where name = 'meta'").fetchone():
        return None
    if connection.execute("select made_by from meta").fetchone() != (made_by,):
        return None
    rows = connection.execute("select path, stamp from files")
    return {os.fsdecode(path): stamp for path, stamp in rows}


def _create(connection: sqlite3.Connection, made_by: str) -> None:
    for name in ("meta", "files", "docs"):
        connection.execute(f"drop table if exists {name}")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("insert into meta values (?)", (made_by,))


def _remove(connection: sqlite3.Connection, paths: list[str]) -> None:
    for path in map(os.fsencode, paths):
        number = connection.execute("select id from files where path = ?", (path,)).fetchone()
        connection.execute("delete from docs where rowid = ?", number)
        connection.execute("delete from files where id = ?", number)


def _add(connection: sqlite3.Connection, entry: Entry, stamp: str | None) -> None:
    skipped = entry.skipped and json.dumps(
        [entry.skipped.line, entry.skipped.code, entry.skipped.message]
    )
    facts = entry.record and json.dumps(facts_of(entry.record))
    row = (os.fsencode(entry.path), stamp, facts, skipped, json.dumps(entry.lines()))
    number = connection.execute(
        "insert into files (path, stamp, facts, skipped, lines) values (?, ?, ?, ?, ?)", row
    ).lastrowid
    if entry.record:
        connection.execute(_INSERT, (number, *entry.texts()))


_INSERT = (
    f"insert into docs (rowid, {', '.join(COLUMNS)}) values ({', '.join('?' * (len(COLUMNS) + 1))})"
)
