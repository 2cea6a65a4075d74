"""The embedded engine: one SQLite file with a full-text table (FTS5), made and asked by the same analyzer.

The terms of a text stand in three columns, words, stems and keys; the text itself beside them, untouched. The file
knows its analyzer, so that a query goes the way that the text went.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bidinorm.errors import InputError, OptionError
from bidinorm.files import trouble
from bidinorm.index.analyzer import Analyzer
from bidinorm.index.highlight import Highlighter, Span
from bidinorm.index.query import Query, Sought, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from bidinorm.index.records import Record

FORMAT = 1
"""The version of the file format; `PRAGMA user_version`."""
MARK = 0x62646E6D
"""What tells our files from other SQLite files: `bdnm`, in `PRAGMA application_id`."""
WEIGHTS = (1.0, 1.25, 1.0)
"""What a match in words, stems and keys counts."""
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


class Hit(NamedTuple):
    """A record that was found: where it stands, how well it fits (more is better), its text, and what stands in it."""

    source: str
    line: int
    """The line of the first span in the source; of the record, where there is no span."""
    score: float
    text: str
    spans: list[Span]
    """Where in the text stands what was sought, in code points."""
    fields: dict[str, Any]


class Index:
    """A search index in a file.

    >>> import tempfile
    >>> from bidinorm.index.records import Record
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with writing(Path(folder, "news.sqlite")) as writer:
    ...         _ = writer.add("a.txt", "", [Record("a.txt", 1, "قال باسم العوادي", {})])
    ...     with Index(Path(folder, "news.sqlite")) as index:
    ...         [(hit.source, hit.spans) for hit in index.search("Bassem Awadi")]
    [('a.txt', [(4, 8), (9, 16)])]
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.connection = _connect(self.path, "ro")
        with _telling(self.path):
            self.analyzer = _analyzer_of(self.connection)

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __len__(self) -> int:
        with _telling(self.path):
            return int(self.connection.execute("SELECT count(*) FROM documents").fetchone()[0])

    def search(self, query: str, *, limit: int = 10, where: Mapping[str, str] | None = None) -> list[Hit]:
        """Return the records that fit a query best, the best first.

        `where` holds fields and the values that they must have. See `bidinorm.index.query` for what a query may say;
        one without a word finds nothing.
        """
        if limit < 1:
            raise OptionError(f"found the limit {limit}; a search returns 1 record or more")
        sought = parse(query, self.analyzer)
        if not sought.all:
            return []
        with _telling(self.path):
            rows = self.connection.execute(*_select(sought, limit, where or {})).fetchall()
        highlighter = Highlighter(self.analyzer, sought)
        return [_hit(row, highlighter) for row in rows]


def _hit(row: tuple[str, int, str, str, float], highlighter: Highlighter) -> Hit:
    source, line, text, fields, rank = row
    spans = highlighter.spans(text)
    line += text.count("\n", 0, spans[0][0]) if spans else 0
    return Hit(source, line, -rank, text, spans, json.loads(fields))


def _select(query: Query, limit: int, where: Mapping[str, str]) -> tuple[str, list[object]]:
    """Return the statement for a query, and its parameters: nothing of the query is part of the statement."""
    condition = (
        " AND EXISTS (SELECT 1 FROM json_each(documents.fields) AS field WHERE field.key = ? AND field.value = ?)"
    )
    parameters: list[object] = [expression(query)]
    for key, value in where.items():
        parameters += (key, value)
    ranked = f"bm25(terms, {', '.join(map(str, WEIGHTS))})"
    statement = (
        f"SELECT source, line, text, fields, {ranked} AS rank FROM terms JOIN documents ON documents.id = terms.rowid"
        f" WHERE terms MATCH ?{condition * len(where)} ORDER BY rank, documents.id LIMIT ?"
    )
    return statement, [*parameters, limit]


def expression(query: Query) -> str:
    """Return a query as FTS5 reads it; each term is quoted, so that nothing in it can be an operator.

    >>> expression(Query((), (Sought("words", ("near", 'a"b')), Sought("stems", ("x",), begun=True))))
    'words : "near a""b" OR stems : "x" *'
    """
    phrases = [_phrase(sought) for sought in query.all]
    may = " OR ".join(phrases)
    return " AND ".join([*map(_phrase, query.must), f"({may})"]) if query.must else may


def _phrase(sought: Sought) -> str:
    quoted = " ".join(sought.terms).replace('"', '""')
    return f'{sought.column} : "{quoted}"' + (" *" if sought.begun else "")


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

        `stamp` tells this state of the source from others.
        """
        self.remove(source)
        number = 0
        for record in records:
            number += 1
            text = record.text.encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
            fields = json.dumps(record.fields, ensure_ascii=True)
            row = self.connection.execute(
                "INSERT INTO documents(source, line, text, fields) VALUES (?, ?, ?, ?)",
                (source, record.line, text, fields),
            )
            self.connection.execute(
                "INSERT INTO terms(rowid, words, stems, keys) VALUES (?, ?, ?, ?)",
                (row.lastrowid, *self._columns(text)),
            )
        self.connection.execute("INSERT INTO sources VALUES (?, ?)", (source, stamp))
        return number

    def remove(self, source: str) -> None:
        """Take the records of a source out."""
        rows = self.connection.execute("SELECT id, text FROM documents WHERE source = ?", (source,))
        for number, text in rows.fetchall():
            self.connection.execute(
                "INSERT INTO terms(terms, rowid, words, stems, keys) VALUES ('delete', ?, ?, ?, ?)",
                (number, *self._columns(text)),
            )
        self.connection.execute("DELETE FROM documents WHERE source = ?", (source,))
        self.connection.execute("DELETE FROM sources WHERE name = ?", (source,))

    def keep(self, sources: Set[str]) -> int:
        """Take all other sources out; return how many they were."""
        others = [name for (name,) in self.connection.execute("SELECT name FROM sources") if name not in sources]
        for name in others:
            self.remove(name)
        return len(others)

    def _columns(self, text: str) -> tuple[str, str, str]:
        words, stems, keys = self.analyzer.columns(text)
        return " ".join(words), " ".join(stems), " ".join(keys)


@contextmanager
def writing(path: str | Path, analyzer: Analyzer | None = None, *, fresh: bool = False) -> Iterator[Writer]:
    """Open an index for writing; it is there with all that was written, or it is as it was before.

    One that exists is brought up to date by its own analyzer, in one transaction; `fresh` makes a new one, which takes
    the place of the old one at the end. Raises `OptionError` where it exists with another analyzer than is asked for,
    `InputError` where it is no index of ours, is being written, or cannot be.
    """
    path = Path(path)
    with _telling(path):
        if path.exists() and not _is_ours(path):
            raise InputError(f"{path}: found a file that is no index of bidinorm; name another one")
        if path.exists() and path.stat().st_size and not fresh:
            with _updating(path, analyzer) as writer:
                yield writer
        else:
            with _creating(path, analyzer or Analyzer()) as writer:
                yield writer


@contextmanager
def _updating(path: Path, analyzer: Analyzer | None) -> Iterator[Writer]:
    connection = _connect(path, "rw")
    try:
        own = _analyzer_of(connection)
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

    handle, temporary = mkstemp(prefix=".bidinorm-", suffix=".sqlite", dir=path.resolve().parent)
    os.close(handle)
    connection = sqlite3.connect(temporary, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA application_id = {MARK}; PRAGMA user_version = {FORMAT}; {SCHEMA} {TERMS}")
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
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


def _settle(temporary: Path, path: Path) -> None:
    """Let a file that is written take its place, with the mode of an ordinary new file."""
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if not path.is_file():
        raise InputError(f"{path}: no such index; make it with 'bidinorm index build FOLDER -o {path}'")
    with _telling(path):
        if not _is_ours(path):
            raise InputError(f"{path}: found a file that is no index of bidinorm; name another one")
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if found != [MARK, FORMAT]:
            connection.close()
            raise InputError(f"{path}: found an index of format {found[1]}, not {FORMAT}; build it anew (--fresh)")
        return connection


def _is_ours(path: Path) -> bool:
    """Tell whether a file is an index, of whatever format; an empty file may become one (SQLite file format, 1.3)."""
    with path.open("rb") as file:
        head = file.read(100)
    return not head or (head.startswith(b"SQLite format 3\0") and head[68:72] == MARK.to_bytes(4, "big"))


def _analyzer_of(connection: sqlite3.Connection) -> Analyzer:
    row = connection.execute("SELECT value FROM settings WHERE key = 'analyzer'").fetchone()
    return Analyzer.of(json.loads(row[0]))


@contextmanager
def _telling(path: Path) -> Iterator[None]:
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
