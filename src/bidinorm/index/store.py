"""The file of the embedded engine: its tables, and how it is written so that it is whole at every moment."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.errors import InputError, OptionError
from bidinorm.files import trouble
from bidinorm.index.analyzer import Analyzer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from bidinorm.index.records import Record

FORMAT = 1
"""The version of the file format; `PRAGMA user_version`."""
MARK = 0x62646E6D
"""What tells our files from other SQLite files: `bdnm`, in `PRAGMA application_id`."""
PREFIX = ".bidinorm-"
"""How the name of an index begins that is being built."""
OLD = 3600
"""Seconds after which nobody is taken to be still building."""
RECORDS = 512
"""Records that are read before they are written, at most."""
SIZE = 1 << 18
"""Code points of the records that are read before they are written; the last may exceed it."""
SCHEMA = r"""
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources(name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents(id INTEGER PRIMARY KEY, source TEXT NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL,
                       fields TEXT NOT NULL);
CREATE INDEX documents_by_source ON documents(source);
"""
TERMS = r"""
CREATE VIRTUAL TABLE terms USING fts5(words, stems, keys, content='',
                                      tokenize="ascii tokenchars '!#$%&''()*+,-./:;<=>?@[\]^_`{|}~'");
"""
"""The full-text table: terms are parted by blanks and nothing else."""


class Writer:
    """Puts records into an index that is being written."""

    def __init__(self, connection: sqlite3.Connection, analyzer: Analyzer) -> None:
        self.connection = connection
        self.analyzer = analyzer

    def knows(self, source: str, stamp: str) -> bool:
        """Tell whether a source is in the index as `stamp` says that it is now; an empty stamp is never known."""
        row = self.connection.execute("SELECT stamp FROM sources WHERE name = ?", (source,)).fetchone()
        return bool(stamp) and row is not None and row[0] == stamp

    def add(self, source: str, stamp: str, records: Iterable[Record]) -> int:
        """Put the records of a source in, in the place of those that it had; return how many they are.

        `stamp` tells this state of the source from others. Where the records break off with an error, what the source
        had stays.
        """
        known = self.connection.execute("SELECT 1 FROM sources WHERE name = ?", (source,)).fetchone() is not None
        if known:  # only then, since the full-text table writes out what it has gathered at each savepoint
            self.connection.execute("SAVEPOINT source")
            self.remove(source)
        try:
            number = self._put(source, records)
        except Exception:
            if known:
                self.connection.execute("ROLLBACK TO source")
                self.connection.execute("RELEASE source")
            else:
                self.remove(source)
            raise
        self.connection.execute("INSERT INTO sources VALUES (?, ?)", (source, stamp))
        if known:
            self.connection.execute("RELEASE source")
        return number

    def _put(self, source: str, records: Iterable[Record]) -> int:
        """Put the records of a source in; return how many they are."""
        number = 0
        for some in _together(records):
            number += len(some)
            texts = [record.text.encode("utf-8", "replace").decode("utf-8") for record in some]  # no lone surrogates
            for record, text, columns in zip(some, texts, self.analyzer.columns_of(texts), strict=True):
                fields = json.dumps(record.fields, ensure_ascii=True)
                row = self.connection.execute(
                    "INSERT INTO documents(source, line, text, fields) VALUES (?, ?, ?, ?)",
                    (source, record.line, text, fields),
                )
                self.connection.execute(
                    "INSERT INTO terms(rowid, words, stems, keys) VALUES (?, ?, ?, ?)",
                    (row.lastrowid, *map(" ".join, columns)),
                )
        return number

    def remove(self, source: str) -> None:
        """Take the records of a source out."""
        rows = self.connection.execute("SELECT id, text FROM documents WHERE source = ?", (source,))
        for number, text in rows.fetchall():
            self.connection.execute(
                "INSERT INTO terms(terms, rowid, words, stems, keys) VALUES ('delete', ?, ?, ?, ?)",
                (number, *map(" ".join, self.analyzer.columns(text))),
            )
        self.connection.execute("DELETE FROM documents WHERE source = ?", (source,))
        self.connection.execute("DELETE FROM sources WHERE name = ?", (source,))

    @property
    def sources(self) -> set[str]:
        """The names of the sources that are in the index."""
        return {name for (name,) in self.connection.execute("SELECT name FROM sources")}

    def keep(self, sources: Set[str]) -> int:
        """Take all other sources out; return how many they were."""
        others = self.sources - sources
        for name in sorted(others):
            self.remove(name)
        return len(others)


def _together(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Yield records in lists: many short ones, so that they are repaired together, or a long one alone."""
    some: list[Record] = []
    size = 0
    for record in records:
        some.append(record)
        size += len(record.text)
        if len(some) == RECORDS or size > SIZE:
            yield some
            some, size = [], 0
    if some:
        yield some


@contextmanager
def writing(path: str | Path, analyzer: Analyzer | None = None, *, fresh: bool = False) -> Iterator[Writer]:
    """Open an index for writing; it is there with all that was written, or it is as it was before.

    One that exists is brought up to date by its own analyzer, in one transaction; `fresh` makes a new one, which takes
    the place of the old one at the end. Raises `OptionError` where it exists with another analyzer than is asked for,
    `InputError` where it is no index of ours, is being written, or cannot be.
    """
    path = Path(path)
    with telling(path):
        if path.exists() and not is_ours(path):
            raise InputError(f"{path}: found a file that is no index of bidinorm; name another one")
        if path.exists() and path.stat().st_size and not fresh:
            with _updating(path, analyzer) as writer:
                yield writer
        else:
            with _creating(path, analyzer or Analyzer()) as writer:
                yield writer


@contextmanager
def _updating(path: Path, analyzer: Analyzer | None) -> Iterator[Writer]:
    connection = connect(path, "rw")
    try:
        own = analyzer_of(connection)
        if analyzer is not None and analyzer.settings != own.settings:
            raise OptionError(
                f"{path}: built with {own.settings}, asked for {analyzer.settings}; build it anew (--fresh)"
            )
        connection.execute("BEGIN IMMEDIATE")
        yield Writer(connection, own)
        connection.commit()
    finally:
        connection.close()  # what was not committed is rolled back


@contextmanager
def _creating(path: Path, analyzer: Analyzer) -> Iterator[Writer]:
    from tempfile import mkstemp

    folder = path.resolve().parent
    _sweep(folder)
    handle, temporary = mkstemp(prefix=PREFIX, suffix=".sqlite", dir=folder)
    os.close(handle)
    connection = sqlite3.connect(temporary, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA application_id = {MARK}; PRAGMA user_version = {FORMAT}; {SCHEMA} {TERMS}")
        connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN;")
        connection.execute("INSERT INTO settings VALUES ('analyzer', ?)", (json.dumps(analyzer.settings),))
        yield Writer(connection, analyzer)
        connection.execute("INSERT INTO terms(terms) VALUES ('optimize')")
        connection.commit()
        connection.close()
        _settle(Path(temporary), path)
        temporary = ""
    finally:
        connection.close()
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed have left in a folder: parts that are old, and that nobody is writing."""
    for part in folder.glob(f"{PREFIX}*.sqlite"):
        with suppress(OSError, sqlite3.Error):
            if time.time() - part.stat().st_mtime > OLD:
                connection = sqlite3.connect(part, timeout=0, isolation_level=None)
                try:
                    connection.execute("BEGIN EXCLUSIVE")
                finally:
                    connection.close()
                part.unlink()


def _settle(temporary: Path, path: Path) -> None:
    """Let a file that is written take its place, with the mode of an ordinary new file."""
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an index to read (`"ro"`) or to write (`"rw"`); raise `InputError` for what is none."""
    if not path.is_file():
        raise InputError(f"{path}: no such index; make it with 'bidinorm index build FOLDER -o {path}'")
    with telling(path):
        if not is_ours(path):
            raise InputError(f"{path}: found a file that is no index of bidinorm; name another one")
        try:
            connection, found = _opened(path, mode)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
            _opened(path, "rw")[0].close()  # a build was killed: what it had begun is rolled back
            connection, found = _opened(path, mode)
        if found != [MARK, FORMAT]:
            connection.close()
            raise InputError(f"{path}: found an index of format {found[1]}, not {FORMAT}; build it anew (--fresh)")
        return connection


def _opened(path: Path, mode: str) -> tuple[sqlite3.Connection, list[int]]:
    """Open a file of SQLite; return what its header says it is, too."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    try:
        names = ("application_id", "user_version")
        return connection, [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    except sqlite3.Error:
        connection.close()
        raise


def is_ours(path: Path) -> bool:
    """Tell whether a file is an index, of whatever format; an empty file may become one (SQLite file format, 1.3)."""
    with path.open("rb") as file:
        head = file.read(100)
    return not head or (head.startswith(b"SQLite format 3\0") and head[68:72] == MARK.to_bytes(4, "big"))


def analyzer_of(connection: sqlite3.Connection) -> Analyzer:
    """Return the analyzer that an index was built with."""
    row = connection.execute("SELECT value FROM settings WHERE key = 'analyzer'").fetchone()
    return Analyzer.of(json.loads(row[0]))


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Say what SQLite or the system says, in our words."""
    try:
        yield
    except sqlite3.Error as error:
        advice = (
            "another program writes it; wait and run again" if "locked" in str(error) else "build it anew (--fresh)"
        )
        raise InputError(f"{path}: {error}; {advice}") from None
    except OSError as error:
        raise InputError(f"{path}: {trouble(error)}") from None
